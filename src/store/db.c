/* db: which driver an address or a path belongs to, and the calls that go to it. */
#include "store/db.h"

#include "store/drivers.h"

bool db_is_address(const char *where)
{
    return strncmp(where, "postgresql://", 13) == 0 || strncmp(where, "postgres://", 11) == 0;
}

enum onr_status db_open(struct db **db, const char *where, enum db_access access,
                        struct onr_error *error)
{
    *db = NULL;
    return db_is_address(where) ? postgresql_open(db, where, access, error)
                                : sqlite_open(db, where, access, error);
}

void db_close(struct db *db)
{
    if (db)
        db->driver->close(db);
}

enum onr_status db_run(struct db *db, const char *script, struct onr_error *error)
{
    return db->driver->run(db, script, error);
}

enum onr_status db_ask(struct db *db, const char *sql, const struct onr_value *parameters,
                       uint32_t n, db_row_function *row, void *context, struct onr_error *error)
{
    return db->driver->ask(db, sql, parameters, n, row, context, error);
}

struct number {
    int64_t value;
};

static bool take_number(void *context, const struct onr_row *row)
{
    struct number *number = context;
    if (row->n && row->values[0].kind == ONR_VALUE_INTEGER)
        number->value = row->values[0].integer;
    return false;
}

enum onr_status db_ask_number(struct db *db, const char *sql, const struct onr_value *parameters,
                              uint32_t n, int64_t none, int64_t *number, struct onr_error *error)
{
    struct number found = {none};
    enum onr_status status = db_ask(db, sql, parameters, n, take_number, &found, error);
    *number = found.value;
    return status;
}

enum onr_status db_insert(struct db *db, const struct db_table *table,
                          const struct onr_value *values, struct onr_error *error)
{
    return db->driver->insert(db, table, values, error);
}

enum onr_status db_begin(struct db *db, struct onr_error *error)
{
    return db->driver->begin(db, error);
}

enum onr_status db_commit(struct db *db, struct onr_error *error)
{
    return db->driver->commit(db, error);
}

void db_rollback(struct db *db)
{
    db->driver->rollback(db);
}

enum onr_status db_reopen(struct db *db, struct onr_error *error)
{
    return db->driver->reopen(db, error);
}
