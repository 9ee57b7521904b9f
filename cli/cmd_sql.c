/* sql: questions in SQL to a store, which they cannot change. */
#include <stdio.h>

#include "stores.h"

int sql_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands != 2) {
        fputs("onrecord sql: name a store and one question\n", stderr);
        return EXIT_USAGE;
    }
    onr_store *store = store_open("onrecord sql", operands[0], ONR_READ);
    if (!store)
        return EXIT_PROBLEM;
    struct onr_look look = store_look(settings);
    struct onr_error error = {0};
    uint64_t n;
    int failed = 0;
    enum onr_status status = onr_store_sql(store, operands[1], store_format(settings), &look,
                                           store_write, &failed, &n, &error);
    return store_done("onrecord sql", store, status, &error);
}
