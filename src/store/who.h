/* who: whom a user means by a name, a code or a number. */
#ifndef ONR_STORE_WHO_H
#define ONR_STORE_WHO_H

#include "store/sql.h"

struct who {
    struct str code;             /* actor code, a country alone has three letters; n = 0: none */
    ARRAY(int64_t) ids;          /* identities */
    ARRAY(struct str) countries; /* of those that are countries: all their people are meant */
};

/* "#12": that identity. "RUSGOV": all whose actor code begins so. Else a name: those who bear it,
 * or else those of whose names it is the first or last word, or else those in whose names it
 * occurs.
 * ONR_ERR_ARG where nobody is found. */
ONR_CHECKED enum onr_status who_find(struct db *db, struct arena *arena, const char *text,
                                     struct who *who, struct onr_error *error);

/* Appends the condition that the row `alias` of entity is among them. */
void who_condition(struct sql *sql, const char *alias, const struct who *who);

#endif
