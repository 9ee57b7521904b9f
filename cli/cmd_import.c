/* import: dictionaries of other coders as tables of one's own. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "onrecord.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row IMPORT_OPTIONS[] = {
    {"tables", 0, OPTION_TEXT, FIELD(tables), "DIR",
     "the folder to write to (default: see onrecord(1))"},
    {0},
};

static void print_problem(void *context, const struct onr_error *error)
{
    (void)context;
    fprintf(stderr, "onrecord import: %s\n", error->message);
}

static void print_totals(const struct onr_import_totals *totals)
{
    const struct {
        const char *name;
        unsigned n;
    } rows[] = {
        {"countries.tsv", totals->countries}, {"organisations.tsv", totals->organisations},
        {"people.tsv", totals->people},       {"regions.tsv", totals->regions},
        {"roles.tsv", totals->roles},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (rows[i].n)
            printf("%-18s %u rows\n", rows[i].name, rows[i].n);
    if (totals->left_out)
        printf("%-18s %u entries, whose codes say nothing that the tables have a place for\n",
               "left out", totals->left_out);
}

int import_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands < 2 || strcmp(operands[0], "petrarch") != 0) {
        fputs("onrecord import: usage: onrecord import petrarch FILE...\n", stderr);
        return EXIT_USAGE;
    }
    struct onr_error error = {0};
    struct onr_import_totals totals;
    struct onr_import request = {.paths = (const char *const *)operands + 1,
                                 .n_paths = (unsigned)n_operands - 1,
                                 .folder = settings->tables,
                                 .problem = print_problem};
    if (onr_petrarch_import(&request, &totals, &error) != ONR_OK) {
        fprintf(stderr, "onrecord import: %s\n", error.message);
        return EXIT_PROBLEM;
    }
    print_totals(&totals);
    return totals.problems ? EXIT_PROBLEM : EXIT_FINE;
}
