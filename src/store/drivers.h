/* drivers: the two that db.c chooses from. */
#ifndef ONR_STORE_DRIVERS_H
#define ONR_STORE_DRIVERS_H

#include "store/db.h"

/* sqlite.c */
enum onr_status sqlite_open(struct db **db, const char *path, enum db_access access,
                            struct onr_error *error);
/* postgresql.c; ONR_ERR_STORE where the library was built without libpq */
enum onr_status postgresql_open(struct db **db, const char *address, enum db_access access,
                                struct onr_error *error);

enum { DB_WAIT_MS = 10000 }; /* for somebody else's lock */

/* Who holds a lock on the file or its companion for shared memory: "12345 (onrecord)"; "another
 * process" where the system does not tell. holder.c */
enum { HOLDER_SIZE = 64 };
void lock_holder(const char *path, char holder[HOLDER_SIZE]);

#endif
