/* filter: a struct onr_query as conditions on the rows of statement (as s) and event (as v). */
#ifndef ONR_STORE_FILTER_H
#define ONR_STORE_FILTER_H

#include "store/who.h"

struct filter {
    const struct onr_query *query;
    struct db *db;
    struct arena *arena;
    struct who who, to;
    bool statements, events; /* wanted */
    struct str since, until; /* whole days; n = 0: none */
};

/* Reads the query; ONR_ERR_ARG where it makes no sense or names somebody unknown. */
ONR_CHECKED enum onr_status filter_prepare(struct filter *filter, struct db *db,
                                           const struct onr_query *query, struct arena *arena,
                                           struct onr_error *error);

/* Appends WHERE and the conditions for `FROM statement s`, or for `FROM event v`. */
ONR_CHECKED enum onr_status filter_statements(const struct filter *filter, struct sql *sql,
                                              struct onr_error *error);
ONR_CHECKED enum onr_status filter_events(const struct filter *filter, struct sql *sql,
                                          struct onr_error *error);
/* Appends conditions on the parties of one row `d` of dyad, after WHERE and the like. */
void filter_dyad(const struct filter *filter, struct sql *sql);

#endif
