/* postgresql_none: stands in for postgresql.c where the library is built without libpq. */
#include "store/drivers.h"

enum onr_status postgresql_open(struct db **db, const char *address, enum db_access access,
                                struct onr_error *error)
{
    (void)db, (void)address, (void)access;
    return error_set(error, ONR_ERR_STORE, "this onrecord was built without PostgreSQL");
}
