/* options: turns a command's rows into what getopt_long wants, and its answers into settings. What
 * an option means is the command's business. */
#include "options.h"

#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ROWS = 32, LONG_BASE = 256, MAX_NUMBER = 1000 };

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
    case OPTION_TEXT:
        break;
    }
    *(const char **)(void *)field = value;
    return true;
}

int options_parse(const struct option_row *rows, int argc, char **argv, struct settings *settings)
{
    struct option longs[MAX_ROWS + 1] = {0};
    char letters[2 * MAX_ROWS + 1], *letter = letters;
    for (int i = 0; rows[i].name && i < MAX_ROWS; i++) {
        int argument = rows[i].kind == OPTION_FLAG ? no_argument : required_argument;
        longs[i] = (struct option){rows[i].name, argument, NULL, LONG_BASE + i};
        if (rows[i].letter) {
            *letter++ = rows[i].letter;
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
        int i = found - LONG_BASE;
        for (int k = 0; found < LONG_BASE && rows[k].name; k++)
            if (rows[k].letter == found)
                i = k;
        if (!store(&rows[i], argv[0], optarg, settings))
            return -1;
    }
    return optind;
}
