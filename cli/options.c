/* options: turns a command's rows into what getopt_long wants, and its answers into settings. What
 * an option means is the command's business. */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 32, LONG_BASE = 256, MAX_NUMBER = 1000 };

#define FIELD(name) offsetof(struct settings, name)

const struct option_row BATCH_OPTIONS[] = {
    {"model", 'm', OPTION_TEXT, FIELD(model), "FILE",
     "the language model (default: see onrecord(1))"},
    {"places", 0, OPTION_TEXT, FIELD(places), "FILE", "the gazetteer (default: see onrecord(1))"},
    {"tables", 0, OPTION_TEXT, FIELD(tables), "DIR",
     "tables of your own (default: see onrecord(1))"},
    {"threads", 'j', OPTION_NUMBER, FIELD(threads), "N",
     "articles at a time (default: one a processor)"},
    {"times", 0, OPTION_FLAG, FIELD(times), NULL, "print the time of each stage at the end"},
    {"verbose", 'v', OPTION_FLAG, FIELD(verbose), NULL, "print a summary at the end in any case"},
    {0},
};

const struct option_row COMMON_OPTIONS[] = {
    {"help", 'h', OPTION_FLAG, FIELD(help), NULL, "show this help"},
    {0},
};

const struct option_row *option_at(const struct option_row *const tables[OPTION_TABLES], unsigned i)
{
    for (unsigned t = 0; t < OPTION_TABLES; t++) {
        for (const struct option_row *row = tables[t]; row && row->name; row++)
            if (i-- == 0)
                return row;
    }
    return NULL;
}

bool options_choice(const char *values, const char *word)
{
    size_t n = strlen(word);
    for (const char *at = values; n && at; at = strchr(at, '|'), at = at ? at + 1 : NULL)
        if (strncmp(at, word, n) == 0 && (at[n] == '|' || at[n] == 0))
            return true;
    return false;
}

static bool parse_number(const char *text, unsigned *value)
{
    char *end;
    errno = 0;
    long n = strtol(text, &end, 10);
    if (errno || end == text || *end || n < 1 || n > MAX_NUMBER)
        return false;
    *value = (unsigned)n;
    return true;
}

static bool store(const struct option_row *row, const char *program, const char *value,
                  struct settings *settings)
{
    char *field = (char *)settings + row->field;
    switch (row->kind) {
    case OPTION_FLAG:
        *(bool *)field = true;
        return true;
    case OPTION_NUMBER:
        if (parse_number(value, (unsigned *)(void *)field))
            return true;
        fprintf(stderr, "%s: --%s wants a number from 1 to %d, not '%s'\n", program, row->name,
                MAX_NUMBER, value);
        return false;
    case OPTION_CHOICE:
        if (!options_choice(row->values, value)) {
            fprintf(stderr, "%s: --%s is one of %s, not '%s'\n", program, row->name, row->values,
                    value);
            return false;
        }
        break;
    case OPTION_MAYBE:
        if (!value)
            value = "";
        break;
    case OPTION_TEXT:
        break;
    }
    *(const char **)(void *)field = value;
    return true;
}

int options_parse(const struct option_row *const tables[OPTION_TABLES], int argc, char **argv,
                  struct settings *settings)
{
    const struct option_row *row;
    struct option longs[MAX_ROWS + 1] = {0};
    char letters[2 * MAX_ROWS + 1], *letter = letters;
    for (unsigned i = 0; i < MAX_ROWS && (row = option_at(tables, i)); i++) {
        int argument = row->kind == OPTION_FLAG    ? no_argument
                       : row->kind == OPTION_MAYBE ? optional_argument
                                                   : required_argument;
        longs[i] = (struct option){row->name, argument, NULL, LONG_BASE + (int)i};
        if (row->letter) {
            *letter++ = row->letter;
            if (argument == required_argument)
                *letter++ = ':';
        }
    }
    *letter = 0;
    int found;
    optind = 0;
    while ((found = getopt_long(argc, argv, letters, longs, NULL)) != -1) {
        if (found == '?')
            return -1;
        unsigned i = found >= LONG_BASE ? (unsigned)(found - LONG_BASE) : 0;
        while ((row = option_at(tables, i)) && found < LONG_BASE && row->letter != found)
            i++;
        if (!row || !store(row, argv[0], optarg, settings))
            return -1;
    }
    return optind;
}
