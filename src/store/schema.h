/* schema: whether a database is a store, made so or brought up to date where it may be. */
#ifndef ONR_STORE_SCHEMA_H
#define ONR_STORE_SCHEMA_H

#include "store/db.h"

/* Checks what db holds: a store of this version is fine; with `make` an empty database becomes one
 * and an older store is migrated, each in one transaction. Else the message says what it is.
 * `where` stands in messages, without a password. */
ONR_CHECKED enum onr_status schema_check(struct db *db, const char *where, bool make,
                                         struct onr_error *error);

/* The tables of schema.sql in the words of PostgreSQL, appended to out. */
void schema_translate(struct buf *out, struct str schema);

#endif
