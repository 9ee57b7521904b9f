/* view_lists: statements, events and articles, newest first, a page at a time; and facets: how what
 * matches is spread over standings, years, sources and so on.
 *
 * The place in a list is told by date and id of the last item ("2024-11-01.17"), so that paging
 * stays right while articles are added. What has no date comes behind all that has one. */
#include <stdio.h>
#include <stdlib.h>

#include "store/view_items.h"

enum { CSV_LIMIT_MAX = 5000, FACET_VALUES = 12, ITEMS_AT_ONCE = 256 };
#define FACET_ITEMS "3001"

struct hit {
    int64_t id;
    struct str date;
};

struct list {
    struct view *view;
    ARRAY(struct hit) hits;
    bool after_undated; /* begin among what has no date */
    struct str after_date;
    int64_t after_id;
};

static enum onr_status read_after(struct view *v, struct list *list)
{
    struct str after = view_parameter(v, "after"), rest = after;
    uint32_t id = 0;
    if (!after.n)
        return ONR_OK;
    list->after_date = str_split(&rest, '.');
    if (!str_to_u32(rest, &id) || (list->after_date.n && list->after_date.n < 4))
        return error_set(v->error, ONR_ERR_ARG, "after is what an answer gave as next");
    list->after_id = id;
    list->after_undated = list->after_date.n == 0;
    return ONR_OK;
}

static bool take_hit(void *context, const struct onr_row *row)
{
    struct list *list = context;
    struct hit *hit = array_push(&list->hits, &list->view->arena);
    hit->id = value_integer(&row->values[0]);
    hit->date = view_keep(list->view, &row->values[1]);
    return true;
}

enum ask { DATED = 1, UNDATED = 2 };

/* what comes behind `after` */
static void add_after(struct query *q, const struct list *list, const char *date, unsigned which)
{
    char sql[160];
    if (!list->after_id)
        return;
    if (list->after_undated) {
        snprintf(sql, sizeof sql, " AND x.%s IS NULL AND x.id < @", date);
        query_add(q, sql, db_integer(list->after_id));
    } else if (which & DATED) {
        snprintf(sql, sizeof sql, " AND (x.%s <= @ AND (x.%s < @ OR x.id < @)", date, date);
        query_add(q, sql, db_text(list->after_date), db_text(list->after_date),
                  db_integer(list->after_id));
        snprintf(sql, sizeof sql, which & UNDATED ? " OR x.%s IS NULL)" : ")", date);
        query_add(q, sql);
    }
}

static enum onr_status ask_hits(struct list *list, const struct filter *f, unsigned which,
                                uint32_t n)
{
    struct query q;
    const char *date = view_date(f->kind);
    query_init(&q, list->view, "");
    buf_format(&q.sql.text, "SELECT x.id, x.%s FROM %s x WHERE x.", date, view_table(f->kind));
    if (which == (DATED | UNDATED))
        query_add(&q, "id > 0");
    else
        buf_format(&q.sql.text, "%s IS %s", date, which == DATED ? "NOT NULL" : "NULL");
    add_after(&q, list, date, which);
    filter_add(&q, f);
    if (which == (DATED | UNDATED))
        buf_format(&q.sql.text, " ORDER BY x.%s IS NULL, x.%s DESC, x.id DESC", date, date);
    else if (which == DATED)
        buf_format(&q.sql.text, " ORDER BY x.%s DESC, x.id DESC", date);
    else
        query_add(&q, " ORDER BY x.id DESC");
    query_add(&q, " LIMIT @", db_integer(n));
    return query_ask(&q, take_hit, list);
}

/* One more than wanted, which tells whether there are more. Few matches are all sorted; of many,
 * those with a date are met in its order first. */
static enum onr_status find_hits(struct list *list, const struct filter *f, uint32_t limit)
{
    enum onr_status status = ONR_OK;
    if (!f->by_date)
        return ask_hits(list, f, DATED | UNDATED, limit + 1);
    if (!list->after_undated)
        status = ask_hits(list, f, DATED, limit + 1);
    if (status == ONR_OK && list->hits.n <= limit && !f->since.n && !f->until.n)
        status = ask_hits(list, f, UNDATED, limit + 1 - list->hits.n);
    return status;
}

/* some at a time: a question with very many parameters is slow to prepare */
static enum onr_status write_items(struct view *v, const struct hit *hits, uint32_t n,
                                   enum view_kind kind)
{
    int64_t ids[ITEMS_AT_ONCE];
    enum onr_status status = ONR_OK;
    for (uint32_t i = 0, some; i < n && status == ONR_OK; i += some) {
        struct items items;
        some = n - i < ITEMS_AT_ONCE ? n - i : ITEMS_AT_ONCE;
        for (uint32_t k = 0; k < some; k++)
            ids[k] = hits[i + k].id;
        status = items_fetch(v, kind, ids, some, &items);
        for (uint32_t k = 0; k < some && status == ONR_OK; k++)
            item_write(v, &items, ids[k]);
    }
    return status;
}

static enum onr_status write_hits(struct view *v, const struct list *list, enum view_kind kind,
                                  uint32_t limit)
{
    uint32_t n = list->hits.n < limit ? list->hits.n : limit;
    if (v->csv) {
        item_csv_header(v, kind);
        return write_items(v, list->hits.v, n, kind);
    }
    json_open(&v->json, '{');
    json_key(&v->json, "items");
    json_open(&v->json, '[');
    enum onr_status status = write_items(v, list->hits.v, n, kind);
    json_close(&v->json, ']');
    struct str next = {0};
    if (list->hits.n > limit)
        next = arena_format(&v->arena, "%.*s.%lld", STR_ARG(list->hits.v[n - 1].date),
                            (long long)list->hits.v[n - 1].id);
    view_string(v, "next", next);
    json_close(&v->json, '}');
    return status;
}

static enum onr_status write_list(struct view *v, enum view_kind kind)
{
    struct filter f;
    struct list list = {.view = v};
    uint32_t limit;
    enum onr_status status = filter_read(v, kind, &f);
    if (status == ONR_OK)
        status = view_number(v, "limit", 1, v->csv ? CSV_LIMIT_MAX : VIEW_LIMIT_MAX,
                             v->csv ? CSV_LIMIT_MAX : VIEW_LIMIT, &limit);
    if (status == ONR_OK)
        status = read_after(v, &list);
    if (status == ONR_OK)
        status = find_hits(&list, &f, limit);
    return status ? status : write_hits(v, &list, kind, limit);
}

enum onr_status view_statements(struct view *v)
{
    return write_list(v, VIEW_STATEMENTS);
}

enum onr_status view_events(struct view *v)
{
    return write_list(v, VIEW_EVENTS);
}

enum onr_status view_articles(struct view *v)
{
    return write_list(v, VIEW_ARTICLES);
}

/* ---- facets ---- */

#define FACET(name, value, from)         \
    "SELECT '" name "' AS facet, " value \
    " AS value, count(DISTINCT hit.id) AS n FROM hit JOIN " from " GROUP BY 2"
#define UNION " UNION ALL "

static const char *const FACETS[] = {
    [VIEW_STATEMENTS] = FACET("standing", "s.standing", "statement s ON s.id = hit.id")
        UNION FACET("year", "substr(s.date, 1, 4)", "statement s ON s.id = hit.id") UNION FACET(
            "source", "a.source", "statement s ON s.id = hit.id JOIN article a ON a.id = s.article")
            UNION FACET("who", "en.country",
                        "speaker l ON l.statement = hit.id JOIN entity en ON en.id = l.entity"),
    [VIEW_EVENTS] = FACET("status", "e.status", "event e ON e.id = hit.id")
        UNION FACET("quad", "CAST(e.quad AS TEXT)", "event e ON e.id = hit.id")
            UNION FACET("code", "substr(e.cameo, 1, 2)", "event e ON e.id = hit.id")
                UNION FACET("year", "substr(e.date, 1, 4)", "event e ON e.id = hit.id")
                    UNION FACET("source", "a.source",
                                "event e ON e.id = hit.id JOIN article a ON a.id = e.article")
                        UNION FACET("who", "d.source_country", "dyad d ON d.event = hit.id")
                            UNION FACET("to", "d.target_country", "dyad d ON d.event = hit.id"),
    [VIEW_ARTICLES] = FACET("year", "substr(a.published, 1, 4)", "article a ON a.id = hit.id")
        UNION FACET("source", "a.source", "article a ON a.id = hit.id"),
};

struct facets {
    struct view *view;
    struct str facet; /* the open one */
    uint32_t n;
};

static bool write_facet(void *context, const struct onr_row *row)
{
    struct facets *facets = context;
    struct view *v = facets->view;
    struct str facet = db_string(&row->values[0]), value = db_string(&row->values[1]);
    if (!value.n)
        return true;
    if (str_is(facet, "*")) { /* the first row: how many there are */
        view_count(v, "matches", value_integer(&row->values[2]));
        return true;
    }
    if (!str_eq(facet, facets->facet)) {
        if (facets->facet.n)
            json_close(&v->json, ']');
        facets->facet = view_keep(v, &row->values[0]);
        facets->n = 0;
        json_key(&v->json, facets->facet.s);
        json_open(&v->json, '[');
    }
    if (facets->n++ >= FACET_VALUES)
        return true;
    json_open(&v->json, '{');
    view_string(v, "value", value);
    view_count(v, "n", value_integer(&row->values[2]));
    json_close(&v->json, '}');
    return true;
}

static void add_hits(struct query *q, const struct filter *f)
{
    char sql[96];
    snprintf(sql, sizeof sql,
             "WITH hit AS MATERIALIZED (SELECT x.id AS id FROM %s x WHERE x.id > 0",
             view_table(f->kind));
    query_add(q, sql);
    filter_add(q, f);
    query_add(q, " ORDER BY x.id DESC LIMIT " FACET_ITEMS ") ");
}

enum onr_status view_facets(struct view *v)
{
    static const char *const NAMES[] = {"statements", "events", "articles"};
    struct str of = view_parameter(v, "of");
    struct facets facets = {.view = v};
    struct filter f;
    struct query q;
    int kind = 0;
    while (kind < 3 && !str_is(of, NAMES[kind]))
        kind++;
    if (kind == 3)
        return error_set(v->error, ONR_ERR_ARG, "of is statements, events or articles");
    enum onr_status status = filter_read(v, (enum view_kind)kind, &f);
    if (status)
        return status;
    f.by_date = false;
    query_init(&q, v, "");
    add_hits(&q, &f);
    query_add(&q, "SELECT facet, value, n FROM (SELECT '*' AS facet, '*' AS value, count(*) AS n"
                  " FROM hit UNION ALL ");
    query_add(&q, FACETS[kind]);
    query_add(&q, ") AS f ORDER BY facet, n DESC, value");
    json_open(&v->json, '{');
    status = query_ask(&q, write_facet, &facets);
    if (facets.facet.n)
        json_close(&v->json, ']');
    json_close(&v->json, '}');
    return status;
}
