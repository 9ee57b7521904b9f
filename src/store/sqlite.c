/* sqlite: the driver for SQLite, one file with a write-ahead log. Every commit is whole whatever
 * happens to the process; a crash of the machine may cost the last ones (synchronous = NORMAL) but
 * damages nothing.
 *
 * While a db is guarded, the authorizer lets nothing but reading through: no change, no other file
 * attached, no setting. */
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/hash.h"
#include "intake/stream/zstd.h"
#include "store/bundle.h"
#include "store/drivers.h"
#include "store/spans.h"

enum { CACHED = 48 };

struct cached {
    uint64_t hash; /* of the SQL */
    sqlite3_stmt *statement;
    uint64_t used; /* when last; 0 = free */
};

struct sqlite {
    struct db db;
    sqlite3 *handle;
    char *path;
    enum db_access access;
    uint64_t clock;
    struct cached cached[CACHED];
    sqlite3_stmt *inserts[DB_TABLES_MAX];
};

/* ---- trouble ---- */

static enum onr_status fail(const struct sqlite *s, struct onr_error *error)
{
    char holder[HOLDER_SIZE];
    int number = sqlite3_system_errno(s->handle) ? sqlite3_system_errno(s->handle) : errno;
    switch (sqlite3_errcode(s->handle)) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        lock_holder(s->path, holder);
        return error_set(error, ONR_ERR_STORE, "%s: locked by %s; waited %d s", s->path, holder,
                         DB_WAIT_MS / 1000);
    case SQLITE_FULL:
        return error_set(error, ONR_ERR_STORE, "%s: the disk is full", s->path);
    case SQLITE_NOTADB:
        return error_set(error, ONR_ERR_STORE, "%s: not a store of onrecord", s->path);
    case SQLITE_CORRUPT:
        return error_set(error, ONR_ERR_STORE, "%s: damaged: %s", s->path,
                         sqlite3_errmsg(s->handle));
    case SQLITE_READONLY:
        return error_set(error, ONR_ERR_STORE, "%s: may not be written to", s->path);
    case SQLITE_CANTOPEN:
    case SQLITE_IOERR:
        if (number)
            return error_set(error, ONR_ERR_STORE, "%s: %s", s->path, strerror(number));
        break;
    default:
        break;
    }
    return error_set(error, ONR_ERR_STORE, "%s: %s", s->path, sqlite3_errmsg(s->handle));
}

/* ---- texts ---- */

enum { TEXT_MAX = 1 << 30 };

/* SQL function unpack(BLOB): the text that bundle.c compressed */
static void unpack(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    struct str packed = {sqlite3_value_blob(values[0]), (size_t)sqlite3_value_bytes(values[0])};
    size_t size = packed.n ? zstd_unpacked_size(packed) : SIZE_MAX;
    char *text = size < TEXT_MAX ? sqlite3_malloc64(size + 1) : NULL;
    if (text && zstd_unpack(sqlite3_user_data(context), packed, text, size)) {
        sqlite3_result_text64(context, text, size, sqlite3_free, SQLITE_UTF8);
        return;
    }
    sqlite3_free(text);
    sqlite3_result_error(context, "unpack: not a text of this store", -1);
}

/* ---- spans ---- */

enum { SPANS_MAX = 1 << 24 };

static void answer(sqlite3_context *context, int n, sqlite3_value **values, bool read)
{
    bool blob = sqlite3_value_type(values[0]) == SQLITE_BLOB;
    struct str from = {sqlite3_value_blob(values[0]), (size_t)sqlite3_value_bytes(values[0])};
    struct buf out;
    (void)n;
    buf_init(&out, SPANS_MAX);
    bool good = read ? spans_read(&out, from) : blob && spans_write(&out, from);
    if (!good || out.full)
        sqlite3_result_error(context, "spans: not spans of this store", -1);
    else if (read)
        sqlite3_result_blob64(context, out.n ? out.s : "", out.n, SQLITE_TRANSIENT);
    else
        sqlite3_result_text64(context, out.s, out.n, SQLITE_TRANSIENT, SQLITE_UTF8);
    buf_release(&out);
}

/* SQL function spans(BLOB): in JSON what is packed */
static void unpack_spans(sqlite3_context *context, int n, sqlite3_value **values)
{
    answer(context, n, values, false);
}

/* SQL function pack_spans(TEXT): the other way round */
static void pack_spans(sqlite3_context *context, int n, sqlite3_value **values)
{
    answer(context, n, values, true);
}

/* ---- questions ---- */

/* what may be done while it is guarded */
static int allow(void *context, int action, const char *what, const char *more, const char *base,
                 const char *trigger)
{
    static const char *const HARMLESS[] = {"data_version", "table_info", "table_xinfo",
                                           "table_list",   "index_list", "index_info"};
    const struct sqlite *s = context;
    (void)more, (void)base, (void)trigger;
    if (!s->db.guarded || action == SQLITE_SELECT || action == SQLITE_READ ||
        action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE)
        return SQLITE_OK;
    for (size_t i = 0; action == SQLITE_PRAGMA && i < sizeof HARMLESS / sizeof *HARMLESS; i++)
        if (strcmp(what, HARMLESS[i]) == 0)
            return SQLITE_OK;
    return SQLITE_DENY;
}

static enum onr_status prepare(struct sqlite *s, const char *sql, sqlite3_stmt **statement,
                               struct onr_error *error)
{
    const char *rest;
    if (sqlite3_prepare_v3(s->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, statement, &rest) !=
        SQLITE_OK)
        return fail(s, error);
    if (!*statement)
        return error_set(error, ONR_ERR_ARG, "there is no question in the SQL");
    if (rest[strspn(rest, " \t\r\n;")]) {
        sqlite3_finalize(*statement);
        return error_set(error, ONR_ERR_ARG, "one statement at a time: %.60s", rest);
    }
    return ONR_OK;
}

/* the prepared statement for the SQL, made where it is new */
static enum onr_status find_statement(struct sqlite *s, const char *sql, sqlite3_stmt **statement,
                                      struct onr_error *error)
{
    uint64_t hash = hash_bytes(str_of(sql), 0);
    struct cached *slot = &s->cached[0];
    for (int i = 0; i < CACHED; i++) {
        if (s->cached[i].used && s->cached[i].hash == hash &&
            strcmp(sqlite3_sql(s->cached[i].statement), sql) == 0) {
            s->cached[i].used = ++s->clock;
            *statement = s->cached[i].statement;
            return ONR_OK;
        }
        if (s->cached[i].used < slot->used)
            slot = &s->cached[i];
    }
    enum onr_status status = prepare(s, sql, statement, error);
    if (status)
        return status;
    sqlite3_finalize(slot->statement);
    *slot = (struct cached){hash, *statement, ++s->clock};
    return ONR_OK;
}

static void bind(sqlite3_stmt *statement, const struct onr_value *values, uint32_t n)
{
    for (int i = 0; i < (int)n; i++) {
        const struct onr_value *v = &values[i];
        switch (v->kind) {
        case ONR_VALUE_INTEGER:
            sqlite3_bind_int64(statement, i + 1, v->integer);
            break;
        case ONR_VALUE_REAL:
            sqlite3_bind_double(statement, i + 1, v->real);
            break;
        case ONR_VALUE_TEXT:
            sqlite3_bind_text64(statement, i + 1, v->text, v->size, SQLITE_STATIC, SQLITE_UTF8);
            break;
        case ONR_VALUE_BLOB:
            sqlite3_bind_blob64(statement, i + 1, v->text, v->size, SQLITE_STATIC);
            break;
        case ONR_VALUE_NULL:
            sqlite3_bind_null(statement, i + 1);
            break;
        }
    }
}

static struct onr_value column(sqlite3_stmt *statement, int i)
{
    struct onr_value v = {.kind = ONR_VALUE_NULL};
    switch (sqlite3_column_type(statement, i)) {
    case SQLITE_INTEGER:
        return db_integer(sqlite3_column_int64(statement, i));
    case SQLITE_FLOAT:
        return db_real(sqlite3_column_double(statement, i));
    case SQLITE_TEXT:
        v.kind = ONR_VALUE_TEXT;
        v.text = (const char *)sqlite3_column_text(statement, i);
        break;
    case SQLITE_BLOB:
        v.kind = ONR_VALUE_BLOB;
        v.text = sqlite3_column_blob(statement, i);
        break;
    default:
        return v;
    }
    v.size = (size_t)sqlite3_column_bytes(statement, i);
    return v;
}

static bool give_row(sqlite3_stmt *statement, db_row_function *row, void *context)
{
    const char *names[DB_COLUMNS_MAX];
    struct onr_value values[DB_COLUMNS_MAX];
    int n = sqlite3_column_count(statement);
    for (int i = 0; i < n; i++) {
        names[i] = sqlite3_column_name(statement, i);
        values[i] = column(statement, i);
    }
    return row(context, &(struct onr_row){(unsigned)n, names, values});
}

static enum onr_status ask(struct db *db, const char *sql, const struct onr_value *parameters,
                           uint32_t n, db_row_function *row, void *context, struct onr_error *error)
{
    struct sqlite *s = (struct sqlite *)db;
    sqlite3_stmt *statement;
    enum onr_status status = find_statement(s, sql, &statement, error);
    if (status)
        return status;
    if (sqlite3_column_count(statement) > DB_COLUMNS_MAX)
        return error_set(error, ONR_ERR_LIMIT, "more than %d columns", DB_COLUMNS_MAX);
    bind(statement, parameters, n);
    int step;
    while ((step = sqlite3_step(statement)) == SQLITE_ROW)
        if (row && !give_row(statement, row, context))
            break;
    if (step != SQLITE_DONE && step != SQLITE_ROW)
        status = fail(s, error);
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
}

static enum onr_status run(struct db *db, const char *script, struct onr_error *error)
{
    struct sqlite *s = (struct sqlite *)db;
    return sqlite3_exec(s->handle, script, NULL, NULL, NULL) == SQLITE_OK ? ONR_OK : fail(s, error);
}

/* ---- writing ---- */

static enum onr_status prepare_insert(struct sqlite *s, const struct db_table *table,
                                      struct onr_error *error)
{
    struct buf sql;
    buf_init(&sql, 4096);
    buf_format(&sql, "INSERT INTO %s (%s) VALUES (", table->name, table->columns);
    for (uint32_t i = 0; i < table->n_columns; i++)
        buf_text(&sql, i ? ", ?" : "?");
    buf_text(&sql, ")");
    buf_byte(&sql, 0);
    enum onr_status status = prepare(s, sql.s, &s->inserts[table->number], error);
    buf_release(&sql);
    return status;
}

static enum onr_status insert(struct db *db, const struct db_table *table,
                              const struct onr_value *values, struct onr_error *error)
{
    struct sqlite *s = (struct sqlite *)db;
    enum onr_status status = ONR_OK;
    if (!s->inserts[table->number])
        status = prepare_insert(s, table, error);
    if (status)
        return status;
    sqlite3_stmt *statement = s->inserts[table->number];
    bind(statement, values, table->n_columns);
    if (sqlite3_step(statement) != SQLITE_DONE)
        status = fail(s, error);
    sqlite3_reset(statement);
    return status;
}

static enum onr_status begin(struct db *db, struct onr_error *error)
{
    return ask(db, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL, error);
}

static enum onr_status commit(struct db *db, struct onr_error *error)
{
    return ask(db, "COMMIT", NULL, 0, NULL, NULL, error);
}

static void rollback(struct db *db)
{
    struct sqlite *s = (struct sqlite *)db;
    if (!sqlite3_get_autocommit(s->handle))
        sqlite3_exec(s->handle, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- opening and closing ---- */

static void close_handle(struct sqlite *s)
{
    for (int i = 0; i < CACHED; i++)
        sqlite3_finalize(s->cached[i].statement);
    for (int i = 0; i < DB_TABLES_MAX; i++)
        sqlite3_finalize(s->inserts[i]);
    memset(s->cached, 0, sizeof s->cached);
    memset(s->inserts, 0, sizeof s->inserts);
    sqlite3_close(s->handle);
    s->handle = NULL;
}

static void close_sqlite(struct db *db)
{
    struct sqlite *s = (struct sqlite *)db;
    close_handle(s);
    free(s->path);
    free(s);
}

/* files do not go away as connections do */
static enum onr_status reopen(struct db *db, struct onr_error *error)
{
    return error_set(error, ONR_ERR_STORE, "%s: cannot be opened again",
                     ((struct sqlite *)db)->path);
}

static const struct db_driver DRIVER = {
    .run = run,
    .ask = ask,
    .insert = insert,
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .reopen = reopen,
    .close = close_sqlite,
};

static const struct {
    const char *name;
    void (*function)(sqlite3_context *, int, sqlite3_value **);
} FUNCTIONS[] = {{"spans", unpack_spans}, {"pack_spans", pack_spans}};

enum { PURE = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS };

static void free_unpacker(void *unpacker)
{
    zstd_unpacker_free(unpacker);
}

static void add_functions(sqlite3 *handle)
{
    sqlite3_create_function_v2(handle, "unpack", 1, PURE, zstd_unpacker_new(bundle_dictionary()),
                               unpack, NULL, NULL, free_unpacker);
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++)
        sqlite3_create_function(handle, FUNCTIONS[i].name, 1, PURE, NULL, FUNCTIONS[i].function,
                                NULL, NULL);
}

static enum onr_status open_handle(struct sqlite *s, const char *uri, int flags,
                                   struct onr_error *error)
{
    int opened =
        sqlite3_open_v2(uri, &s->handle, flags | SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX, NULL);
    if (!s->handle)
        memory_exhausted(sizeof *s);
    if (opened != SQLITE_OK)
        return fail(s, error);
    sqlite3_extended_result_codes(s->handle, 0);
    sqlite3_busy_timeout(s->handle, DB_WAIT_MS);
    sqlite3_set_authorizer(s->handle, allow, s);
    add_functions(s->handle);
    /* the first look at the file: only now is it read */
    return run(&s->db, "SELECT count(*) FROM sqlite_schema", error);
}

/* file:PATH?immutable=1 with what a URI cannot hold written as %XX */
static char *immutable_uri(const char *path)
{
    struct buf uri;
    buf_init(&uri, 3 * strlen(path) + 64);
    buf_text(&uri, "file:");
    for (const char *c = path; *c; c++) {
        if (*c == '%' || *c == '?' || *c == '#')
            buf_format(&uri, "%%%02X", (unsigned)(unsigned char)*c);
        else
            buf_byte(&uri, *c);
    }
    buf_text(&uri, "?immutable=1");
    buf_byte(&uri, 0);
    return uri.s;
}

/* For looking only. In a folder that may not be written to there is no room for the log's index:
 * without a log none is needed, since then nobody else can be writing either. */
static enum onr_status open_to_read(struct sqlite *s, struct onr_error *error)
{
    enum onr_status status = open_handle(s, s->path, SQLITE_OPEN_READONLY, error);
    char log[4096];
    struct stat st;
    snprintf(log, sizeof log, "%s-wal", s->path);
    bool blocked = status && (sqlite3_errcode(s->handle) == SQLITE_CANTOPEN ||
                              sqlite3_errcode(s->handle) == SQLITE_READONLY);
    if (blocked && access(s->path, R_OK) == 0 && (stat(log, &st) != 0 || st.st_size == 0)) {
        close_handle(s);
        char *uri = immutable_uri(s->path);
        status = open_handle(s, uri, SQLITE_OPEN_READONLY, error);
        free(uri);
    }
    if (status == ONR_OK)
        status = run(&s->db, "PRAGMA cache_size = -16384; PRAGMA temp_store = MEMORY", error);
    return status;
}

static enum onr_status open_to_write(struct sqlite *s, struct onr_error *error)
{
    int flags = SQLITE_OPEN_READWRITE | (s->access == DB_MAKE ? SQLITE_OPEN_CREATE : 0);
    enum onr_status status = open_handle(s, s->path, flags, error);
    if (status == ONR_OK && sqlite3_db_readonly(s->handle, "main"))
        return error_set(error, ONR_ERR_STORE, "%s: may not be written to", s->path);
    if (status == ONR_OK)
        status = run(&s->db,
                     "PRAGMA foreign_keys = ON; PRAGMA cache_size = -16384;"
                     "PRAGMA temp_store = MEMORY; PRAGMA synchronous = NORMAL",
                     error);
    return status;
}

/* An empty file where there is none yet, which SQLite takes for an empty database: made here since
 * SQLite, where it may not, does not say why. */
static bool make_file(const char *path)
{
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    return fd >= 0 && close(fd) == 0;
}

enum onr_status sqlite_open(struct db **db, const char *path, enum db_access access,
                            struct onr_error *error)
{
    struct stat st;
    if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
        return error_set(error, ONR_ERR_STORE, "%s: is a folder, not a store", path);
    bool there = stat(path, &st) == 0 || (access == DB_MAKE && make_file(path));
    if (!there)
        return error_set(error, ONR_ERR_STORE, "%s: %s", path, strerror(errno));
    struct sqlite *s = memory_alloc(sizeof *s);
    s->db = (struct db){.driver = &DRIVER, .kind = DB_SQLITE};
    s->path = memory_alloc(strlen(path) + 1);
    strcpy(s->path, path);
    s->access = access;
    enum onr_status status = access == DB_READ ? open_to_read(s, error) : open_to_write(s, error);
    if (status)
        close_sqlite(&s->db);
    else
        *db = &s->db;
    return status;
}
