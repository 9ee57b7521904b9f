/* postgresql: the driver for PostgreSQL; everything lies in the schema "onrecord" of the database.
 * Rows to insert are gathered in the form of COPY and sent before the commit, table by table in the
 * order of their numbers. Writers take turns by an advisory lock. When the connection breaks, the
 * transaction is gone with it; reopen makes a new connection, and the caller begins again. */
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/arena.h"
#include "base/hash.h"
#include "base/map.h"
#include "store/drivers.h"

enum {
    LOCK_KEY = 0x6f6e7263, /* "onrc" */
    PREPARED_MAX = 200,
    COPY_MAX = 1 << 30,
    COPY_CHUNK = 1 << 20,
    REOPEN_TRIES = 60,
    REOPEN_WAIT_MS = 500,
};

/* numbers of types in pg_type */
enum {
    TYPE_BOOL = 16,
    TYPE_BYTEA = 17,
    TYPE_INT8 = 20,
    TYPE_INT2 = 21,
    TYPE_INT4 = 23,
    TYPE_FLOAT4 = 700,
    TYPE_FLOAT8 = 701,
    TYPE_NUMERIC = 1700
};

struct postgresql {
    struct db db;
    PGconn *connection;
    enum db_access access;
    struct map prepared; /* hashes of SQL to 1 */
    struct {
        const struct db_table *table;
        struct buf rows;
    } copies[DB_TABLES_MAX];
};

/* ---- trouble ---- */

/* whether the connection is of no more use: broken, or about to be closed by the server */
static bool is_lost(const struct postgresql *p, const PGresult *result)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    if (PQstatus(p->connection) == CONNECTION_BAD || !state)
        return true; /* without a state the server did not answer */
    return strncmp(state, "57P", 3) == 0 || strncmp(state, "08", 2) == 0;
}

/* result may be NULL: the call did not come to one */
static enum onr_status fail(struct postgresql *p, const PGresult *result, struct onr_error *error)
{
    const char *database = PQdb(p->connection), *host = PQhost(p->connection);
    const char *message = result ? PQresultErrorMessage(result) : "";
    if (!*message)
        message = PQerrorMessage(p->connection);
    p->db.lost = is_lost(p, result);
    while (strncmp(message, "ERROR:", 6) == 0 || *message == ' ')
        message += *message == ' ' ? 1 : 6;
    return error_set(error, ONR_ERR_STORE, "PostgreSQL %s at %s: %.*s", database ? database : "?",
                     host && *host ? host : "?", (int)strcspn(message, "\n"), message);
}

/* takes the result; ok is what it should be */
static enum onr_status check(struct postgresql *p, PGresult *result, ExecStatusType ok,
                             struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    if (PQresultStatus(result) != ok)
        status = fail(p, result, error);
    PQclear(result);
    return status;
}

static enum onr_status command(struct postgresql *p, const char *sql, struct onr_error *error)
{
    return check(p, PQexec(p->connection, sql), PGRES_COMMAND_OK, error);
}

static enum onr_status run(struct db *db, const char *script, struct onr_error *error)
{
    struct postgresql *p = (struct postgresql *)db;
    PGresult *result = PQexec(p->connection, script);
    ExecStatusType got = PQresultStatus(result);
    return check(p, result, got == PGRES_TUPLES_OK ? got : PGRES_COMMAND_OK, error);
}

/* ---- questions ---- */

/* ?1 → $1, but in strings */
static void translate(struct buf *out, const char *sql)
{
    bool quoted = false;
    for (; *sql; sql++) {
        quoted ^= *sql == '\'';
        bool mark = !quoted && *sql == '?' && sql[1] >= '0' && sql[1] <= '9';
        buf_byte(out, mark ? '$' : *sql);
    }
    buf_byte(out, 0);
}

static enum onr_status prepare(struct postgresql *p, const char *sql, char name[24],
                               struct onr_error *error)
{
    uint64_t hash = hash_bytes(str_of(sql), 0);
    snprintf(name, 24, "s%016llx", (unsigned long long)hash);
    if (map_get(&p->prepared, hash))
        return ONR_OK;
    enum onr_status status = ONR_OK;
    if (p->prepared.n >= PREPARED_MAX) {
        map_release(&p->prepared);
        status = command(p, "DEALLOCATE ALL", error);
    }
    struct buf translated;
    buf_init(&translated, COPY_MAX);
    translate(&translated, sql);
    if (status == ONR_OK)
        status = check(p, PQprepare(p->connection, name, translated.s, 0, NULL), PGRES_COMMAND_OK,
                       error);
    buf_release(&translated);
    if (status == ONR_OK)
        map_set(&p->prepared, hash, 1);
    return status;
}

/* the values as strings in the arena */
static const char **strings_of(struct arena *arena, const struct onr_value *values, uint32_t n)
{
    const char **strings = arena_alloc(arena, (n + 1) * sizeof *strings);
    for (uint32_t i = 0; i < n; i++) {
        const struct onr_value *v = &values[i];
        if (v->kind == ONR_VALUE_INTEGER)
            strings[i] = arena_format(arena, "%lld", (long long)v->integer).s;
        else if (v->kind == ONR_VALUE_REAL)
            strings[i] = arena_format(arena, "%.17g", v->real).s;
        else if (v->kind == ONR_VALUE_TEXT)
            strings[i] = arena_copy(arena, (struct str){v->text, v->size}).s;
    }
    return strings;
}

static struct onr_value field(const PGresult *result, int column)
{
    const char *text = PQgetvalue(result, 0, column);
    struct str s = {text, (size_t)PQgetlength(result, 0, column)};
    if (PQgetisnull(result, 0, column))
        return db_link(0);
    switch (PQftype(result, column)) {
    case TYPE_BOOL:
        return db_integer(text[0] == 't');
    case TYPE_INT2:
    case TYPE_INT4:
    case TYPE_INT8:
        return db_integer(strtoll(text, NULL, 10));
    case TYPE_NUMERIC: /* what the sum of integers is */
        if (!strpbrk(text, ".NI"))
            return db_integer(strtoll(text, NULL, 10));
        return db_real(strtod(text, NULL));
    case TYPE_FLOAT4:
    case TYPE_FLOAT8:
        return db_real(strtod(text, NULL));
    default:
        return db_text(s);
    }
}

static bool give_row(const PGresult *result, db_row_function *row, void *context)
{
    const char *names[DB_COLUMNS_MAX];
    struct onr_value values[DB_COLUMNS_MAX];
    int n = PQnfields(result);
    for (int i = 0; i < n; i++) {
        names[i] = PQfname(result, i);
        values[i] = field(result, i);
    }
    return row(context, &(struct onr_row){(unsigned)n, names, values});
}

/* the server need not go on */
static void cancel(struct postgresql *p)
{
    char message[256];
    PGcancel *request = PQgetCancel(p->connection);
    if (request)
        PQcancel(request, message, sizeof message);
    PQfreeCancel(request);
}

/* Rows one by one, so that memory does not grow with the answer. */
static enum onr_status take_rows(struct postgresql *p, db_row_function *row, void *context,
                                 struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    bool enough = false;
    PGresult *result;
    while ((result = PQgetResult(p->connection))) {
        ExecStatusType got = PQresultStatus(result);
        bool is_row = got == PGRES_SINGLE_TUPLE;
        if (is_row && PQnfields(result) > DB_COLUMNS_MAX && !enough) {
            status = error_set(error, ONR_ERR_LIMIT, "more than %d columns", DB_COLUMNS_MAX);
            enough = true;
            cancel(p);
        } else if (is_row && row && !enough && !give_row(result, row, context)) {
            enough = true;
            cancel(p);
        } else if (!is_row && got != PGRES_TUPLES_OK && got != PGRES_COMMAND_OK && !enough) {
            status = fail(p, result, error);
        }
        PQclear(result);
    }
    return status;
}

static enum onr_status ask_prepared(struct postgresql *p, const char *sql,
                                    const struct onr_value *parameters, uint32_t n,
                                    db_row_function *row, void *context, struct onr_error *error)
{
    char name[24];
    enum onr_status status = prepare(p, sql, name, error);
    if (status)
        return status;
    struct arena arena;
    arena_init(&arena, 0);
    const char **strings = strings_of(&arena, parameters, n);
    int sent = PQsendQueryPrepared(p->connection, name, (int)n, strings, NULL, NULL, 0);
    if (!sent) {
        status = fail(p, NULL, error);
    } else {
        PQsetSingleRowMode(p->connection);
        status = take_rows(p, row, context, error);
    }
    arena_release(&arena);
    return status;
}

/* A guarded question has a transaction of its own in which nothing can be changed. */
static enum onr_status ask(struct db *db, const char *sql, const struct onr_value *parameters,
                           uint32_t n, db_row_function *row, void *context, struct onr_error *error)
{
    struct postgresql *p = (struct postgresql *)db;
    if (!sql[strspn(sql, " \t\r\n;")])
        return error_set(error, ONR_ERR_ARG, "there is no question in the SQL");
    if (!db->guarded)
        return ask_prepared(p, sql, parameters, n, row, context, error);
    enum onr_status status = command(p, "BEGIN READ ONLY", error);
    if (status)
        return status;
    status = ask_prepared(p, sql, parameters, n, row, context, error);
    PQclear(PQexec(p->connection, "ROLLBACK"));
    return status;
}

/* ---- writing ---- */

static void add_field(struct buf *out, const struct onr_value *v)
{
    static const char ESCAPED[] = "\\\t\n\r", LETTERS[] = "\\tnr";
    if (v->kind == ONR_VALUE_INTEGER) {
        buf_format(out, "%lld", (long long)v->integer);
    } else if (v->kind == ONR_VALUE_REAL) {
        buf_format(out, "%.17g", v->real);
    } else if (v->kind == ONR_VALUE_NULL) {
        buf_text(out, "\\N");
    } else if (v->kind == ONR_VALUE_BLOB) {
        buf_text(out, "\\\\x");
        for (size_t i = 0; i < v->size; i++)
            buf_format(out, "%02x", (unsigned)(unsigned char)v->text[i]);
    } else {
        for (size_t i = 0; i < v->size; i++) {
            const char *special = v->text[i] ? strchr(ESCAPED, v->text[i]) : NULL;
            if (special)
                buf_byte(out, '\\');
            buf_byte(out, special ? LETTERS[special - ESCAPED] : v->text[i]);
        }
    }
}

static enum onr_status insert(struct db *db, const struct db_table *table,
                              const struct onr_value *values, struct onr_error *error)
{
    struct postgresql *p = (struct postgresql *)db;
    struct buf *rows = &p->copies[table->number].rows;
    p->copies[table->number].table = table;
    for (uint32_t i = 0; i < table->n_columns; i++) {
        if (i)
            buf_byte(rows, '\t');
        add_field(rows, &values[i]);
    }
    buf_byte(rows, '\n');
    return rows->full ? error_set(error, ONR_ERR_LIMIT, "a batch is too large for PostgreSQL")
                      : ONR_OK;
}

static enum onr_status copy_rows(struct postgresql *p, uint32_t i, struct onr_error *error)
{
    char sql[512];
    const struct buf *rows = &p->copies[i].rows;
    snprintf(sql, sizeof sql, "COPY %s (%s) FROM STDIN", p->copies[i].table->name,
             p->copies[i].table->columns);
    enum onr_status status = check(p, PQexec(p->connection, sql), PGRES_COPY_IN, error);
    bool sent = status == ONR_OK;
    for (size_t at = 0; sent && at < rows->n; at += COPY_CHUNK) {
        size_t n = rows->n - at < COPY_CHUNK ? rows->n - at : COPY_CHUNK;
        sent = PQputCopyData(p->connection, rows->s + at, (int)n) == 1;
    }
    if (status)
        return status;
    if (!sent || PQputCopyEnd(p->connection, NULL) != 1)
        return fail(p, NULL, error);
    for (PGresult *result; (result = PQgetResult(p->connection));) {
        enum onr_status end = check(p, result, PGRES_COMMAND_OK, error);
        status = status ? status : end;
    }
    return status;
}

static void clear_copies(struct postgresql *p)
{
    for (uint32_t i = 0; i < DB_TABLES_MAX; i++)
        buf_clear(&p->copies[i].rows);
}

static bool take_holder(void *context, const struct onr_row *row)
{
    snprintf(context, HOLDER_SIZE, "%.24s at %.24s", row->values[0].text, row->values[1].text);
    return false;
}

/* who else is writing, after the wait for it was over */
static enum onr_status tell_holder(struct postgresql *p, struct onr_error *error)
{
    char holder[HOLDER_SIZE] = "another process";
    struct onr_error ignored;
    (void)!ask_prepared(p,
                        "SELECT a.application_name, coalesce(host(a.client_addr), 'this machine')"
                        " FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid"
                        " WHERE l.locktype = 'advisory' AND l.granted"
                        " AND l.objid::bigint = 1869509219",
                        NULL, 0, take_holder, holder, &ignored);
    return error_set(error, ONR_ERR_STORE, "PostgreSQL %s: locked by %s; waited %d s",
                     PQdb(p->connection), holder, DB_WAIT_MS / 1000);
}

static enum onr_status begin(struct db *db, struct onr_error *error)
{
    struct postgresql *p = (struct postgresql *)db;
    char sql[64];
    clear_copies(p);
    enum onr_status status = command(p, "BEGIN", error);
    if (status)
        return status;
    snprintf(sql, sizeof sql, "SELECT pg_advisory_xact_lock(%d)", LOCK_KEY);
    PGresult *result = PQexec(p->connection, sql);
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    bool waited = state && strcmp(state, "55P03") == 0; /* lock_not_available */
    status = check(p, result, PGRES_TUPLES_OK, error);
    if (status)
        db->driver->rollback(db);
    return waited ? tell_holder(p, error) : status;
}

static enum onr_status commit(struct db *db, struct onr_error *error)
{
    struct postgresql *p = (struct postgresql *)db;
    enum onr_status status = ONR_OK;
    for (uint32_t i = 0; i < DB_TABLES_MAX && status == ONR_OK; i++)
        if (p->copies[i].rows.n)
            status = copy_rows(p, i, error);
    clear_copies(p);
    return status ? status : command(p, "COMMIT", error);
}

static void rollback(struct db *db)
{
    struct postgresql *p = (struct postgresql *)db;
    clear_copies(p);
    if (PQtransactionStatus(p->connection) != PQTRANS_IDLE)
        PQclear(PQexec(p->connection, "ROLLBACK"));
}

/* ---- opening and closing ---- */

static void ignore_notice(void *context, const PGresult *result)
{
    (void)context, (void)result;
}

/* what every new connection is told */
static enum onr_status begin_session(struct postgresql *p, struct onr_error *error)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "SET search_path = onrecord; SET lock_timeout = %d; SET client_encoding = 'UTF8';"
             " SET standard_conforming_strings = on; SET synchronous_commit = on;"
             " SET default_transaction_read_only = %s",
             DB_WAIT_MS, p->access == DB_READ ? "on" : "off");
    map_release(&p->prepared);
    p->db.lost = false;
    PQsetNoticeReceiver(p->connection, ignore_notice, NULL);
    return command(p, sql, error);
}

static enum onr_status reopen(struct db *db, struct onr_error *error)
{
    struct postgresql *p = (struct postgresql *)db;
    struct timespec wait = {0, REOPEN_WAIT_MS * 1000000L};
    enum onr_status status = ONR_ERR_STORE;
    for (int i = 0; i < REOPEN_TRIES; i++) {
        PQreset(p->connection);
        if (PQstatus(p->connection) == CONNECTION_OK)
            status = begin_session(p, error);
        else
            status = fail(p, NULL, error);
        if (status == ONR_OK || !p->db.lost)
            return status;
        nanosleep(&wait, NULL);
    }
    return status;
}

static void close_postgresql(struct db *db)
{
    struct postgresql *p = (struct postgresql *)db;
    for (uint32_t i = 0; i < DB_TABLES_MAX; i++)
        buf_release(&p->copies[i].rows);
    map_release(&p->prepared);
    PQfinish(p->connection);
    free(p);
}

static const struct db_driver DRIVER = {
    .run = run,
    .ask = ask,
    .insert = insert,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .reopen = reopen,
    .close = close_postgresql,
};

enum onr_status postgresql_open(struct db **db, const char *address, enum db_access access,
                                struct onr_error *error)
{
    static const char *const KEYS[] = {"dbname", "fallback_application_name", "connect_timeout",
                                       NULL};
    const char *values[] = {address, "onrecord", "10", NULL};
    struct postgresql *p = memory_alloc(sizeof *p);
    p->db = (struct db){.driver = &DRIVER, .kind = DB_POSTGRESQL};
    p->access = access;
    for (uint32_t i = 0; i < DB_TABLES_MAX; i++)
        buf_init(&p->copies[i].rows, COPY_MAX);
    p->connection = PQconnectdbParams(KEYS, values, 1);
    enum onr_status status = ONR_OK;
    if (!p->connection)
        memory_exhausted(sizeof *p);
    if (PQstatus(p->connection) != CONNECTION_OK)
        status = fail(p, NULL, error);
    if (status == ONR_OK)
        status = begin_session(p, error);
    if (status)
        close_postgresql(&p->db);
    else
        *db = &p->db;
    return status;
}
