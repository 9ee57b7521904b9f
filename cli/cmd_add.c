/* add: articles in, their record into a store. */
#include <inttypes.h>
#include <stdio.h>

#include "batch.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row ADD_OPTIONS[] = {
    {"from", 'f', OPTION_TEXT, FIELD(from), "FORM", "what the input is: see onrecord-formats(5)"},
    {"date", 'd', OPTION_TEXT, FIELD(date), "DATE", "date of articles that give none: 2024-11-01"},
    {"again", 0, OPTION_FLAG, FIELD(again), NULL, "read also what the store knows already"},
    {"force", 0, OPTION_FLAG, FIELD(force), NULL, "read also what is not in English"},
    {0},
};

static void print_totals(const onr_store *store)
{
    struct onr_store_totals totals;
    onr_store_totals(store, &totals);
    printf("%" PRIu64 " articles added", totals.added);
    if (totals.replaced)
        printf(", %" PRIu64 " replaced", totals.replaced);
    if (totals.unchanged)
        printf(", %" PRIu64 " known already", totals.unchanged);
    if (totals.older)
        printf(", %" PRIu64 " older than what is there", totals.older);
    putchar('\n');
}

static void print_time(const onr_store *store)
{
    struct onr_store_totals totals;
    onr_store_totals(store, &totals);
    fprintf(stderr, "%-12s %10.3f\n", "store", (double)totals.ns / 1e9);
}

int add_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands < 2) {
        fputs("onrecord add: name a store and what to add; see 'onrecord help add'\n", stderr);
        return EXIT_USAGE;
    }
    struct onr_batch batch = {
        .form = settings->from,
        .published = settings->date,
        .force = settings->force,
        .again = settings->again,
    };
    struct onr_error error = {0};
    if (onr_batch_check(&batch, &error) != ONR_OK) {
        fprintf(stderr, "onrecord add: %s\n", error.message);
        return EXIT_USAGE;
    }
    if (onr_store_open(&batch.store, operands[0], ONR_WRITE, &error) != ONR_OK) {
        fprintf(stderr, "onrecord add: %s\n", error.message);
        return EXIT_PROBLEM;
    }
    int status = batch_run("onrecord add", settings, operands + 1, n_operands - 1, &batch);
    print_totals(batch.store);
    if (settings->times)
        print_time(batch.store);
    onr_store_close(batch.store);
    return status;
}
