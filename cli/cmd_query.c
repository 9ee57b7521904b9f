/* query and timeline: statements and events that a store holds. */
#include <stdio.h>

#include "stores.h"

static enum onr_status give(struct question *q, const struct onr_query *query)
{
    return onr_store_query(q->store, query, q->to, &q->look, store_write, NULL, &q->n, &q->error);
}

static enum onr_status ask_query(struct question *q)
{
    struct onr_query query = store_query(q->settings);
    return give(q, &query);
}

int query_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands != 1) {
        fputs("onrecord query: name one store; see 'onrecord help query'\n", stderr);
        return EXIT_USAGE;
    }
    return store_ask("onrecord query", settings, operands, n_operands, ask_query);
}

static enum onr_status ask_timeline(struct question *q)
{
    struct onr_query query = store_query(q->settings);
    query.either = true;
    query.who = q->operands[0];
    query.to = q->operands[1]; /* NULL: no second party */
    if (q->settings->format && q->to != ONR_TO_TEXT)
        return give(q, &query);
    return onr_store_timeline(q->store, &query, &q->look, store_write, NULL, &q->n, &q->error);
}

int timeline_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands < 2 || n_operands > 3 || settings->who || settings->whom) {
        fputs("onrecord timeline: name a store and one or two parties\n", stderr);
        return EXIT_USAGE;
    }
    return store_ask("onrecord timeline", settings, operands, n_operands, ask_timeline);
}
