/* schema: a store says what it is and which version: in SQLite by application_id and user_version,
 * in PostgreSQL by the table onrecord.store. The schema is a list of steps, one a version; a new
 * store takes all of them, an older one those that it lacks, in one transaction. */
#include "store/schema.h"

enum { APPLICATION = 0x6f6e7263 /* "onrc" */ };

/* schema.S */
extern const char onr_schema_sql[], onr_schema_sqlite[], onr_schema_postgresql[];
extern const char onr_schema_claims[], onr_schema_lists[];
extern const char onr_schema_packed[], onr_schema_packed_sqlite[];
extern const char onr_schema_packed_postgresql[];

static const struct step {
    const char *both, *sqlite, *postgresql; /* NULL: nothing of its own */
} STEPS[] = {
    {onr_schema_sql, onr_schema_sqlite, onr_schema_postgresql},
    {onr_schema_claims, NULL, NULL},
    {onr_schema_lists, NULL, NULL},
    {onr_schema_packed, onr_schema_packed_sqlite, onr_schema_packed_postgresql},
};

enum { VERSION = sizeof STEPS / sizeof *STEPS };

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

void schema_translate(struct buf *out, struct str schema)
{
    /* a longer one before its beginning */
    static const char *const WORDS[][2] = {{"INTEGER", "BIGINT"},
                                           {"REAL", "DOUBLE PRECISION"},
                                           {"BLOB", "TEXT"},
                                           {"STRICT, WITHOUT ROWID", ""},
                                           {"STRICT", ""}};
    for (size_t at = 0; at < schema.n;) {
        struct str rest = str_cut(schema.s, at, schema.n), in = str_cut(schema.s, at, at + 1);
        struct str put = in;
        for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
            struct str word = str_of(WORDS[i][0]);
            bool whole = rest.n == word.n || (rest.n > word.n && !is_word(rest.s[word.n]));
            if (!whole || !str_starts(rest, word) || (at && is_word(schema.s[at - 1])))
                continue;
            in = word;
            put = str_of(WORDS[i][1]);
            break;
        }
        buf_add(out, put);
        at += in.n;
    }
}

/* ---- what a database says about itself ---- */

struct found {
    bool ours, empty;
    int64_t version;
};

static enum onr_status look_at_sqlite(struct db *db, struct found *found, struct onr_error *error)
{
    int64_t application = 0, tables = 0;
    enum onr_status status =
        db_ask_number(db, "PRAGMA application_id", NULL, 0, 0, &application, error);
    if (status == ONR_OK)
        status = db_ask_number(db, "PRAGMA user_version", NULL, 0, 0, &found->version, error);
    if (status == ONR_OK)
        status =
            db_ask_number(db, "SELECT count(*) FROM sqlite_schema", NULL, 0, 0, &tables, error);
    found->ours = application == APPLICATION;
    found->empty = application == 0 && found->version == 0 && tables == 0;
    return status;
}

static enum onr_status look_at_postgresql(struct db *db, struct found *found,
                                          struct onr_error *error)
{
    int64_t tables = 0, known = 0;
    enum onr_status status =
        db_ask_number(db, "SELECT count(*) FROM pg_catalog.pg_tables WHERE schemaname = 'onrecord'",
                      NULL, 0, 0, &tables, error);
    if (status == ONR_OK)
        status = db_ask_number(db,
                               "SELECT count(*) FROM pg_catalog.pg_tables"
                               " WHERE schemaname = 'onrecord' AND tablename = 'store'",
                               NULL, 0, 0, &known, error);
    found->empty = tables == 0;
    found->ours = known == 1;
    if (status == ONR_OK && found->ours)
        status = db_ask_number(db, "SELECT version FROM onrecord.store", NULL, 0, 0,
                               &found->version, error);
    return status;
}

static enum onr_status look(struct db *db, struct found *found, struct onr_error *error)
{
    *found = (struct found){0};
    return db->kind == DB_SQLITE ? look_at_sqlite(db, found, error)
                                 : look_at_postgresql(db, found, error);
}

/* ---- making and migrating ---- */

static enum onr_status run_translated(struct db *db, const char *script, struct onr_error *error)
{
    struct buf translated;
    buf_init(&translated, 1 << 20);
    schema_translate(&translated, str_of(script));
    buf_byte(&translated, 0);
    enum onr_status status = db_run(db, translated.s, error);
    buf_release(&translated);
    return status;
}

static enum onr_status take_step(struct db *db, const struct step *step, struct onr_error *error)
{
    bool sqlite = db->kind == DB_SQLITE;
    const char *own = sqlite ? step->sqlite : step->postgresql;
    enum onr_status status =
        sqlite ? db_run(db, step->both, error) : run_translated(db, step->both, error);
    return status || !own ? status : db_run(db, own, error);
}

static enum onr_status write_version(struct db *db, struct onr_error *error)
{
    struct buf script;
    buf_init(&script, 4096);
    if (db->kind == DB_SQLITE)
        buf_format(&script, "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION,
                   VERSION);
    else
        buf_format(&script, "DELETE FROM store; INSERT INTO store (version) VALUES (%d)", VERSION);
    buf_byte(&script, 0);
    enum onr_status status = db_run(db, script.s, error);
    buf_release(&script);
    return status;
}

/* Another process may have been faster: what is there is looked at again inside the transaction. */
static enum onr_status bring_up_to_date(struct db *db, struct onr_error *error)
{
    struct found found;
    enum onr_status status = db_begin(db, error);
    if (status)
        return status;
    status = look(db, &found, error);
    if (status == ONR_OK && found.empty && db->kind == DB_POSTGRESQL)
        status = db_run(db, "CREATE SCHEMA IF NOT EXISTS onrecord", error);
    for (int64_t i = found.version; status == ONR_OK && i < VERSION; i++)
        status = take_step(db, &STEPS[i], error);
    if (status == ONR_OK)
        status = write_version(db, error);
    if (status == ONR_OK)
        status = db_commit(db, error);
    if (status)
        db_rollback(db);
    return status;
}

/* Large pages waste little at the end of long rows; the log lets others read while one writes. */
static enum onr_status prepare_file(struct db *db, struct onr_error *error)
{
    return db_run(db, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL", error);
}

enum onr_status schema_check(struct db *db, const char *where, bool make, struct onr_error *error)
{
    struct found found;
    enum onr_status status = look(db, &found, error);
    if (status)
        return status;
    if (!found.ours && !(found.empty && make))
        return error_set(error, ONR_ERR_STORE, "%s: not a store of onrecord", where);
    if (found.version > VERSION)
        return error_set(error, ONR_ERR_STORE,
                         "%s: a store of version %lld, written by a newer onrecord; this one knows "
                         "version %d",
                         where, (long long)found.version, VERSION);
    if (found.ours && found.version == VERSION)
        return ONR_OK;
    if (!make)
        return error_set(error, ONR_ERR_STORE,
                         "%s: a store of the older version %lld; adding to it brings it up to date",
                         where, (long long)found.version);
    if (found.empty && db->kind == DB_SQLITE)
        status = prepare_file(db, error);
    return status ? status : bring_up_to_date(db, error);
}
