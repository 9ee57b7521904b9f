/* entity: identities looked at, and the decisions about them changed. A merge and a split are rows
 * of the table ruling, so that articles still to come follow them, and can be taken back. What the
 * rule had found stays in entity.found. */
#include <time.h>

#include "store/rows.h"
#include "store/store.h"

/* ---- looking ---- */

static enum onr_status ask_list(struct filter *filter, const char *name, uint32_t limit,
                                struct rows *rows, struct onr_error *error)
{
    struct sql sql;
    enum onr_status status = ONR_OK;
    sql_init(&sql, filter->arena);
    sql_add(&sql, "SELECT i.id, i.name, i.kind, i.country, i.role, i.first_date AS first,"
                  " i.last_date AS last, (SELECT count(*) FROM entity e WHERE e.identity = i.id)"
                  " AS articles FROM identity i WHERE EXISTS"
                  " (SELECT 1 FROM entity e WHERE e.identity = i.id");
    if (name) {
        sql_add(&sql, " AND ");
        status = who_find(filter->db, filter->arena, name, &filter->who, error);
        who_condition(&sql, "e", &filter->who);
    }
    sql_add(&sql, ") ORDER BY articles DESC, i.id");
    if (limit) {
        sql_add(&sql, " LIMIT ");
        sql_value(&sql, db_integer(limit));
    }
    if (status == ONR_OK)
        status = sql_ask(&sql, filter->db, rows_take, rows, error);
    sql_release(&sql);
    return status;
}

enum onr_status onr_store_entities(onr_store *store, const char *name, unsigned limit,
                                   enum onr_to to, const struct onr_look *look,
                                   bool (*write)(void *, const char *bytes, size_t size),
                                   void *context, uint64_t *n, struct onr_error *error)
{
    struct output output;
    struct rows rows;
    struct arena arena;
    struct filter filter = {.db = store_db(store), .arena = &arena};
    arena_init(&arena, 0);
    output_init(&output, write, context);
    rows_init(&rows, &output, to, look);
    enum onr_status status = ask_list(&filter, name, limit, &rows, error);
    rows_end(&rows);
    *n = output.n;
    arena_release(&arena);
    return output_end(&output, status, error);
}

enum onr_status onr_store_entity(onr_store *store, uint64_t identity, enum onr_to to,
                                 const struct onr_look *look,
                                 bool (*write)(void *, const char *bytes, size_t size),
                                 void *context, uint64_t *n, struct onr_error *error)
{
    static const char SQL[] =
        "SELECT a.published, a.name AS article, a.source, e.name AS called, e.role, e.country,"
        " coalesce(e.because, 'ruling') AS because, e.found AS instead_of"
        " FROM entity e JOIN article a ON a.id = e.article WHERE e.identity = ?1"
        " ORDER BY a.published, a.id, e.id";
    struct output output;
    struct rows rows;
    struct onr_value id = db_integer((int64_t)identity);
    output_init(&output, write, context);
    rows_init(&rows, &output, to, look);
    enum onr_status status = db_ask(store_db(store), SQL, &id, 1, rows_take, &rows, error);
    rows_end(&rows);
    *n = output.n;
    return output_end(&output, status, error);
}

/* ---- deciding ---- */

static enum onr_status change(struct db *db, const char *sql, const struct onr_value *values,
                              uint32_t n, struct onr_error *error)
{
    return db_ask(db, sql, values, n, NULL, NULL, error);
}

static enum onr_status must_exist(struct db *db, int64_t identity, struct onr_error *error)
{
    int64_t n = 0;
    struct onr_value id = db_integer(identity);
    enum onr_status status =
        db_ask_number(db, "SELECT count(*) FROM identity WHERE id = ?1", &id, 1, 0, &n, error);
    if (status == ONR_OK && !n)
        return error_set(error, ONR_ERR_ARG, "there is no identity #%lld", (long long)identity);
    return status;
}

static struct str now(char text[32])
{
    time_t seconds = time(NULL);
    struct tm utc;
    gmtime_r(&seconds, &utc);
    size_t n = strftime(text, 32, "%Y-%m-%dT%H:%M:%SZ", &utc);
    return (struct str){text, n};
}

/* Opposite rulings go first; who was split off comes back by that alone. */
static enum onr_status merge(struct db *db, int64_t from, int64_t into, struct onr_error *error)
{
    char text[32];
    struct onr_value values[] = {db_integer(from), db_integer(into), db_text(now(text))};
    enum onr_status status = must_exist(db, from, error);
    if (status == ONR_OK)
        status = must_exist(db, into, error);
    if (status == ONR_OK)
        status =
            change(db, "DELETE FROM ruling WHERE found = ?2 AND becomes = ?1", values, 2, error);
    if (status == ONR_OK)
        status = change(db, "UPDATE ruling SET becomes = ?2 WHERE becomes = ?1", values, 2, error);
    if (status == ONR_OK)
        status = change(db,
                        "INSERT INTO ruling (id, found, becomes, made) SELECT coalesce(max(id), 0)"
                        " + 1, ?1, ?2, ?3 FROM ruling",
                        values, 3, error);
    if (status == ONR_OK)
        status = change(db,
                        "UPDATE entity SET found = CASE WHEN coalesce(found, identity) = ?2 THEN"
                        " NULL ELSE coalesce(found, identity) END, identity = ?2"
                        " WHERE identity = ?1",
                        values, 2, error);
    return status;
}

/* takes a merge back */
static enum onr_status unmerge(struct db *db, int64_t identity, struct onr_error *error)
{
    int64_t n = 0;
    struct onr_value id = db_integer(identity);
    enum onr_status status =
        db_ask_number(db, "SELECT count(*) FROM ruling WHERE found = ?1 AND article IS NULL", &id,
                      1, 0, &n, error);
    if (status)
        return status;
    if (!n)
        return error_set(error, ONR_ERR_ARG,
                         "#%lld was not merged; name the articles to be split off it",
                         (long long)identity);
    status = change(db, "DELETE FROM ruling WHERE found = ?1 AND article IS NULL", &id, 1, error);
    if (status == ONR_OK)
        status = change(db, "UPDATE entity SET identity = ?1, found = NULL WHERE found = ?1", &id,
                        1, error);
    return status;
}

static enum onr_status make_like(struct db *db, int64_t identity, int64_t *fresh,
                                 struct onr_error *error)
{
    struct onr_value values[] = {db_integer(identity), db_link(0)};
    enum onr_status status =
        db_ask_number(db, "SELECT max(id) FROM identity", NULL, 0, 0, fresh, error);
    values[1] = db_integer(++*fresh);
    if (status == ONR_OK)
        status = change(db,
                        "INSERT INTO identity (id, name, kind, country, actor, role)"
                        " SELECT CAST(?2 AS INTEGER), name, kind, country, actor, role FROM "
                        "identity WHERE id = ?1",
                        values, 2, error);
    if (status == ONR_OK)
        status = change(db,
                        "INSERT INTO alias (key, form, identity) SELECT DISTINCT key, 'split', "
                        "CAST(?2 AS INTEGER)"
                        " FROM alias WHERE identity = ?1 AND form = 'name'",
                        values, 2, error);
    return status;
}

static enum onr_status split_article(struct db *db, int64_t identity, int64_t fresh,
                                     const char *article, struct onr_error *error)
{
    char text[32];
    int64_t n = 0;
    struct onr_value values[] = {db_integer(identity), db_text(str_of(article)), db_integer(fresh),
                                 db_text(now(text))};
    enum onr_status status =
        db_ask_number(db,
                      "SELECT count(*) FROM entity e JOIN article a ON a.id = e.article"
                      " WHERE e.identity = ?1 AND a.name = ?2",
                      values, 2, 0, &n, error);
    if (status == ONR_OK && !n)
        return error_set(error, ONR_ERR_ARG, "#%lld is not in the article '%.80s'",
                         (long long)identity, article);
    if (status == ONR_OK)
        status = change(db,
                        "INSERT INTO ruling (id, found, becomes, article, source, made)"
                        " SELECT (SELECT coalesce(max(id), 0) FROM ruling) + 1,"
                        " coalesce(e.found, e.identity), ?3, a.name, a.source, ?4"
                        " FROM entity e JOIN article a ON a.id = e.article"
                        " WHERE e.identity = ?1 AND a.name = ?2 ORDER BY e.id LIMIT 1",
                        values, 4, error);
    if (status == ONR_OK)
        status = change(db,
                        "UPDATE entity SET found = coalesce(found, identity), identity = ?3 WHERE"
                        " identity = ?1 AND article IN (SELECT id FROM article WHERE name = ?2)",
                        values, 3, error);
    return status;
}

static enum onr_status finish(struct db *db, enum onr_status status, struct onr_error *error)
{
    if (status == ONR_OK)
        status = db_commit(db, error);
    if (status)
        db_rollback(db);
    return status;
}

enum onr_status onr_store_merge(onr_store *store, uint64_t from, uint64_t into,
                                struct onr_error *error)
{
    struct db *db = store_db(store);
    if (from == into)
        return error_set(error, ONR_ERR_ARG, "#%llu is itself", (unsigned long long)from);
    enum onr_status status = db_begin(db, error);
    if (status)
        return status;
    return finish(db, merge(db, (int64_t)from, (int64_t)into, error), error);
}

enum onr_status onr_store_split(onr_store *store, uint64_t identity, const char *const *articles,
                                unsigned n, uint64_t *fresh, struct onr_error *error)
{
    struct db *db = store_db(store);
    int64_t made = (int64_t)identity;
    enum onr_status status = db_begin(db, error);
    if (status)
        return status;
    status = must_exist(db, made, error);
    if (status == ONR_OK && !n)
        status = unmerge(db, made, error);
    else if (status == ONR_OK)
        status = make_like(db, (int64_t)identity, &made, error);
    for (unsigned i = 0; i < n && status == ONR_OK; i++)
        status = split_article(db, (int64_t)identity, made, articles[i], error);
    *fresh = (uint64_t)made;
    return finish(db, status, error);
}
