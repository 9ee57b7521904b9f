/* sql: questions in SQL to a store, which they cannot change. */
#include <stdio.h>

#include "stores.h"

static enum onr_status ask(struct question *q)
{
    return onr_store_sql(q->store, q->operands[0], q->to, &q->look, store_write, NULL, &q->n,
                         &q->error);
}

int sql_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands != 2) {
        fputs("onrecord sql: name a store and one question\n", stderr);
        return EXIT_USAGE;
    }
    return store_ask("onrecord sql", settings, operands, n_operands, ask);
}
