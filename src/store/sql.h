/* sql: a question put together: its words, and apart from them the values for its parameters. */
#ifndef ONR_STORE_SQL_H
#define ONR_STORE_SQL_H

#include "base/array.h"
#include "store/db.h"

enum { SQL_MAX = 1 << 20 };

struct sql {
    struct arena *arena; /* of the values' array and strings */
    struct buf text;
    ARRAY(struct onr_value) values;
};

static inline void sql_init(struct sql *sql, struct arena *arena)
{
    *sql = (struct sql){.arena = arena};
    buf_init(&sql->text, SQL_MAX);
}

static inline void sql_release(struct sql *sql)
{
    buf_release(&sql->text);
}

/* words of ours, never of a user */
static inline void sql_add(struct sql *sql, const char *words)
{
    buf_text(&sql->text, words);
}

/* ?N for the value, whose string must live as long as the question */
static inline void sql_value(struct sql *sql, struct onr_value value)
{
    *array_push(&sql->values, sql->arena) = value;
    buf_format(&sql->text, "?%u", sql->values.n);
}

static inline void sql_text(struct sql *sql, struct str s)
{
    sql_value(sql, db_text(s));
}

static inline enum onr_status sql_ask(struct sql *sql, struct db *db, db_row_function *row,
                                      void *context, struct onr_error *error)
{
    buf_byte(&sql->text, 0);
    if (sql->text.full)
        return error_set(error, ONR_ERR_LIMIT, "the question is too long");
    return db_ask(db, sql->text.s, sql->values.v, sql->values.n, row, context, error);
}

#endif
