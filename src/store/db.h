/* db: the database behind a store, SQLite or PostgreSQL, seen alike: scripts, questions with
 * parameters, rows to insert, transactions. sqlite.c and postgresql.c are its two drivers; nobody
 * else knows either library.
 *
 * SQL is written once for both, with ?1, ?2 … for parameters; whoever needs words that only one of
 * them has asks db->kind. A db is used by one thread at a time. */
#ifndef ONR_STORE_DB_H
#define ONR_STORE_DB_H

#include "base/buf.h"
#include "base/error.h"

enum db_kind { DB_SQLITE, DB_POSTGRESQL };

enum { DB_COLUMNS_MAX = 64, DB_TABLES_MAX = 18 };

/* where rows of one kind go; `number` is below DB_TABLES_MAX and the table's own */
struct db_table {
    uint32_t number;
    const char *name;
    const char *columns; /* "id, name" */
    uint32_t n_columns;
};

/* Called for each row; values live until it returns, which must be before the db is asked anything
 * else. False ends the question. */
typedef bool db_row_function(void *context, const struct onr_row *row);

struct db;

struct db_driver {
    enum onr_status (*run)(struct db *db, const char *script, struct onr_error *error);
    enum onr_status (*ask)(struct db *db, const char *sql, const struct onr_value *parameters,
                           uint32_t n, db_row_function *row, void *context,
                           struct onr_error *error);
    enum onr_status (*insert)(struct db *db, const struct db_table *table,
                              const struct onr_value *values, struct onr_error *error);
    enum onr_status (*begin)(struct db *db, struct onr_error *error);
    enum onr_status (*commit)(struct db *db, struct onr_error *error);
    void (*rollback)(struct db *db);
    /* after `lost`: a fresh connection */
    enum onr_status (*reopen)(struct db *db, struct onr_error *error);
    void (*close)(struct db *db);
};

/* the part that both drivers share; each has its own behind it */
struct db {
    const struct db_driver *driver;
    enum db_kind kind;
    bool guarded; /* set by the user: questions that would change anything fail */
    bool lost;    /* the connection broke during the last call */
};

/* Opens the file or address `where`; DB_MAKE makes a file that is not there. What is in it is
 * schema.c's business. On failure *db is NULL. */
enum db_access { DB_READ, DB_WRITE, DB_MAKE };
ONR_CHECKED enum onr_status db_open(struct db **db, const char *where, enum db_access access,
                                    struct onr_error *error);
void db_close(struct db *db); /* NULL is allowed */

/* true for "postgresql://…" and "postgres://…" */
bool db_is_address(const char *where);

/* several statements, without parameters or rows */
ONR_CHECKED enum onr_status db_run(struct db *db, const char *script, struct onr_error *error);
/* One statement; row may be NULL. The statement is kept prepared. */
ONR_CHECKED enum onr_status db_ask(struct db *db, const char *sql,
                                   const struct onr_value *parameters, uint32_t n,
                                   db_row_function *row, void *context, struct onr_error *error);
/* The integer in the first column of the first row, `none` where there is no row or NULL. */
ONR_CHECKED enum onr_status db_ask_number(struct db *db, const char *sql,
                                          const struct onr_value *parameters, uint32_t n,
                                          int64_t none, int64_t *number, struct onr_error *error);

/* Within a transaction: one row into a table. Its values need not live on. What was inserted may
 * be asked for only after commit. */
ONR_CHECKED enum onr_status db_insert(struct db *db, const struct db_table *table,
                                      const struct onr_value *values, struct onr_error *error);

/* A transaction that is the only one to write. */
ONR_CHECKED enum onr_status db_begin(struct db *db, struct onr_error *error);
ONR_CHECKED enum onr_status db_commit(struct db *db, struct onr_error *error);
void db_rollback(struct db *db);

/* After a call that set db->lost: connects again, and again until it works or half a minute is
 * over. */
ONR_CHECKED enum onr_status db_reopen(struct db *db, struct onr_error *error);

/* values */
static inline struct onr_value db_integer(int64_t integer)
{
    return (struct onr_value){.kind = ONR_VALUE_INTEGER, .integer = integer};
}
static inline struct onr_value db_real(double real)
{
    return (struct onr_value){.kind = ONR_VALUE_REAL, .real = real};
}
static inline struct onr_value db_text(struct str s)
{
    return (struct onr_value){.kind = ONR_VALUE_TEXT, .text = s.s ? s.s : "", .size = s.n};
}
static inline struct onr_value db_blob(struct str s)
{
    return (struct onr_value){.kind = ONR_VALUE_BLOB, .text = s.s, .size = s.n};
}
/* NULL where s is empty */
static inline struct onr_value db_text_or_null(struct str s)
{
    return s.n ? db_text(s) : (struct onr_value){.kind = ONR_VALUE_NULL};
}
/* the text in a row; {NULL,0} for NULL */
static inline struct str db_string(const struct onr_value *value)
{
    return value->kind == ONR_VALUE_TEXT ? (struct str){value->text, value->size}
                                         : (struct str){NULL, 0};
}
/* NULL where the number is 0 */
static inline struct onr_value db_link(int64_t id)
{
    return id ? db_integer(id) : (struct onr_value){.kind = ONR_VALUE_NULL};
}

#endif
