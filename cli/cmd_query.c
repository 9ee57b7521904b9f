/* query and timeline: statements and events that a store holds. */
#include <stdio.h>

#include "stores.h"

int query_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands != 1) {
        fputs("onrecord query: name one store; see 'onrecord help query'\n", stderr);
        return EXIT_USAGE;
    }
    onr_store *store = store_open("onrecord query", operands[0], ONR_READ);
    if (!store)
        return EXIT_PROBLEM;
    struct onr_query query = store_query(settings);
    struct onr_look look = store_look(settings);
    struct onr_error error = {0};
    uint64_t n;
    int failed = 0;
    enum onr_status status = onr_store_query(store, &query, store_format(settings), &look,
                                             store_write, &failed, &n, &error);
    return store_done("onrecord query", store, status, &error);
}

int timeline_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands < 2 || n_operands > 3 || settings->who || settings->whom) {
        fputs("onrecord timeline: name a store and one or two parties\n", stderr);
        return EXIT_USAGE;
    }
    onr_store *store = store_open("onrecord timeline", operands[0], ONR_READ);
    if (!store)
        return EXIT_PROBLEM;
    struct onr_query query = store_query(settings);
    struct onr_look look = store_look(settings);
    struct onr_error error = {0};
    uint64_t n;
    int failed = 0;
    query.either = true;
    query.who = operands[1];
    query.to = operands[2];
    enum onr_status status =
        settings->format && store_format(settings) != ONR_TO_TEXT
            ? onr_store_query(store, &query, store_format(settings), &look, store_write, &failed,
                              &n, &error)
            : onr_store_timeline(store, &query, &look, store_write, &failed, &n, &error);
    return store_done("onrecord timeline", store, status, &error);
}
