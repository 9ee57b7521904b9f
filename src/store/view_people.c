/* view_people: a person, organization or country as a page of its own: how often in which standing,
 * when, with whom; and finding identities by the beginning of a name. */
#include "store/bundle.h"
#include "store/view_filter.h"
#include "store/view_items.h"
#include "store/view_series.h"

enum { FOUND = 12, FOUND_MAX = 50 };
#define LISTED " LIMIT 12"

static bool write_value(void *context, const struct onr_row *row)
{
    struct view *v = context;
    if (row->values[0].kind != ONR_VALUE_TEXT)
        return true;
    json_open(&v->json, '{');
    view_string(v, "value", db_string(&row->values[0]));
    view_count(v, "n", value_integer(&row->values[1]));
    json_close(&v->json, '}');
    return true;
}

static bool write_partner(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"to", "from", "cooperation", "conflict"};
    struct view *v = context;
    json_open(&v->json, '{');
    view_string(v, "country", db_string(&row->values[0]));
    for (unsigned i = 0; i < 4; i++)
        view_count(v, NAMES[i], value_integer(&row->values[1 + i]));
    json_close(&v->json, '}');
    return true;
}

static bool write_speaker(void *context, const struct onr_row *row)
{
    struct view *v = context;
    party_write(v, row, 0);
    view_count(v, "n", value_integer(&row->values[6]));
    json_close(&v->json, '}');
    return true;
}

/* one list: sql with `=?` of the party in place of each '@' */
static enum onr_status write_list(struct view *v, const char *key, const char *sql,
                                  struct party party, db_row_function *row)
{
    struct query q;
    struct onr_value value = query_party_value(party);
    query_init(&q, v, "");
    query_add(&q, sql, value, value, value);
    json_key(&v->json, key);
    json_open(&v->json, '[');
    enum onr_status status = query_ask(&q, row, v);
    json_close(&v->json, ']');
    return status;
}

#define SPOKEN(what)                                                                        \
    "SELECT " what " FROM entity en JOIN speaker l ON l.entity = en.id JOIN statement s ON" \
    " s.id = l.statement WHERE s.counted = 1 AND en."
#define PARTNERS(mine, theirs)                                                                   \
    "SELECT country, sum(CASE WHEN side = 0 THEN 1 ELSE 0 END), sum(CASE WHEN side = 1 THEN 1"   \
    " ELSE 0 END), sum(CASE WHEN quad < 3 THEN 1 ELSE 0 END), sum(CASE WHEN quad > 2 THEN 1"     \
    " ELSE 0 END) FROM (SELECT d.target_country AS country, 0 AS side, d.quad AS quad FROM"      \
    " dyad d WHERE d.counted = 1 AND " mine " UNION ALL SELECT d.source_country, 1, d.quad FROM" \
    " dyad d WHERE d.counted = 1 AND " theirs ") AS other WHERE country IS NOT NULL"

struct party_sql {
    const char *standings, *series, *names, *roles, *partners, *speakers;
};

static const struct party_sql COUNTRY = {
    .standings = SPOKEN("s.standing, count(*)") "country = @ GROUP BY 1 ORDER BY 2 DESC, 1",
    .series = SPOKEN("s.date, count(*)") "country = @ AND s.date IS NOT NULL GROUP BY 1 ORDER BY 1",
    .partners = PARTNERS(
        "d.source_country = @",
        "d.target_country = @") " AND country <> @ GROUP BY 1 ORDER BY count(*) DESC, 1" LISTED,
    .speakers = "SELECT i.id, i.name, i.kind, i.country, i.role, i.actor, t.n FROM (SELECT"
                " en.identity AS who, count(*) AS n FROM entity en JOIN speaker l ON l.entity ="
                " en.id WHERE en.country = @ AND en.identity IS NOT NULL AND en.kind <> 'country'"
                " GROUP BY 1 ORDER BY 2 DESC, 1" LISTED ") AS t JOIN identity i ON i.id = t.who"
                " ORDER BY t.n DESC, i.id",
};
static const struct party_sql IDENTITY = {
    .standings = SPOKEN("s.standing, count(*)") "identity = @ GROUP BY 1 ORDER BY 2 DESC, 1",
    .series =
        SPOKEN("s.date, count(*)") "identity = @ AND s.date IS NOT NULL GROUP BY 1 ORDER BY 1",
    .names = "SELECT en.name, count(*) FROM entity en WHERE en.identity = @ GROUP BY 1"
             " ORDER BY 2 DESC, 1" LISTED,
    .roles = "SELECT en.role, count(*) FROM entity en WHERE en.identity = @ AND en.role IS NOT NULL"
             " GROUP BY 1 ORDER BY 2 DESC, 1" LISTED,
    .partners = PARTNERS(
        "d.source IN (SELECT id FROM entity WHERE identity = @)",
        "d.target IN (SELECT id FROM entity WHERE identity = @)") " GROUP BY 1 ORDER BY count(*) "
                                                                  "DESC, 1" LISTED,
};

static bool add_day(void *context, const struct onr_row *row)
{
    series_add(context, db_string(&row->values[0]), 0, value_real(&row->values[1]));
    return true;
}

struct days {
    struct view *view;
    struct str first, last;
};

static bool take_day(void *context, const struct onr_row *row)
{
    struct days *days = context;
    struct str day = view_keep(days->view, &row->values[0]);
    if (!days->first.n)
        days->first = day;
    days->last = day;
    return true;
}

/* the question is asked twice: from when to when, then for the counts */
static enum onr_status write_series(struct view *v, const char *sql, struct party party)
{
    struct days days = {.view = v};
    struct series series;
    struct query q;
    struct onr_value value = query_party_value(party);
    query_init(&q, v, "");
    query_add(&q, sql, value);
    enum onr_status status = query_ask(&q, take_day, &days);
    json_key(&v->json, "series");
    if (status == ONR_OK)
        status = series_begin(&series, v, 1, days.first, days.last);
    if (status)
        return status;
    query_init(&q, v, "");
    query_add(&q, sql, value);
    status = query_ask(&q, add_day, &series);
    series_end(&series);
    return status;
}

enum onr_status view_party_page(struct view *v)
{
    struct party party;
    enum onr_status status = view_party(v, "id", &party);
    if (status == ONR_OK && !party_is_set(party))
        status = error_set(v->error, ONR_ERR_ARG, "id is missing");
    if (status)
        return status;
    const struct party_sql *sql = party.identity ? &IDENTITY : &COUNTRY;
    const struct {
        const char *key, *sql;
        db_row_function *row;
    } lists[] = {{"standings", sql->standings, write_value},
                 {"names", sql->names, write_value},
                 {"roles", sql->roles, write_value},
                 {"partners", sql->partners, write_partner},
                 {"speakers", sql->speakers, write_speaker}};
    json_open(&v->json, '{');
    status = party_write_key(v, "party", party);
    for (size_t i = 0; i < sizeof lists / sizeof *lists && status == ONR_OK; i++)
        if (lists[i].sql)
            status = write_list(v, lists[i].key, lists[i].sql, party, lists[i].row);
    if (status == ONR_OK)
        status = write_series(v, sql->series, party);
    json_close(&v->json, '}');
    return status;
}

/* ---- finding by name ---- */

static enum onr_status find_parties(struct view *v, struct str key, uint32_t limit)
{
    static const char SQL[] =
        "SELECT i.id, i.name, i.kind, i.country, i.role, i.actor, t.n FROM (SELECT identity,"
        " (SELECT count(*) FROM (SELECT 1 FROM entity en WHERE en.identity = c.identity LIMIT 1000)"
        " AS e) AS n FROM (SELECT DISTINCT identity FROM alias WHERE key >= ?1 AND key < ?2"
        " ORDER BY identity LIMIT 400) AS c) AS t JOIN identity i ON i.id = t.identity"
        " WHERE i.kind <> 'place' ORDER BY t.n DESC, i.name LIMIT ?3";
    struct onr_value values[] = {
        db_text(key), db_text(arena_format(&v->arena, "%.*s~", STR_ARG(key))), db_integer(limit)};
    return view_ask(v, SQL, values, 3, write_speaker, v);
}

enum onr_status view_parties(struct view *v)
{
    struct str text = view_parameter(v, "text");
    uint32_t limit;
    enum onr_status status = view_number(v, "limit", 1, FOUND_MAX, FOUND, &limit);
    if (status)
        return status;
    struct str key = bundle_key(&v->arena, text);
    json_open(&v->json, '{');
    json_key(&v->json, "items");
    json_open(&v->json, '[');
    if (key.n)
        status = find_parties(v, key, limit);
    json_close(&v->json, ']');
    json_close(&v->json, '}');
    return status;
}
