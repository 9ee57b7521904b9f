/* options: looks up --name VALUE pairs; every argument must belong to one. */
#include "options.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void options_check(const struct options *options, const char *const *names)
{
    for (int i = 1; i < options->argc; i += 2) {
        bool known = false;
        for (const char *const *name = names; *name; name++)
            known = known || strcmp(options->argv[i], *name) == 0;
        if (known && i + 1 < options->argc)
            continue;
        fprintf(stderr, "%s: %s %s; options are", options->argv[0],
                known ? "no value after" : "unknown option", options->argv[i]);
        for (const char *const *name = names; *name; name++)
            fprintf(stderr, " %s", *name);
        fprintf(stderr, "\n");
        exit(2);
    }
}

const char *options_each(const struct options *options, const char *name, uint32_t i)
{
    for (int at = 1; at + 1 < options->argc; at += 2)
        if (strcmp(options->argv[at], name) == 0 && i-- == 0)
            return options->argv[at + 1];
    return NULL;
}

const char *options_text(const struct options *options, const char *name, const char *fallback)
{
    const char *value = fallback;
    for (uint32_t i = 0; options_each(options, name, i); i++)
        value = options_each(options, name, i);
    return value;
}

double options_number(const struct options *options, const char *name, double fallback)
{
    const char *value = options_text(options, name, NULL);
    return value ? strtod(value, NULL) : fallback;
}
