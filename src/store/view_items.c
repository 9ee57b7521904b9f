/* view_items: writes statements, events and articles. They are fetched many at a time: a question
 * for what stands in one row each, and a question for each kind of party that takes part in them,
 * whose rows are kept and then written item by item. */
#include "store/view_items.h"

#include <stdio.h>
#include <stdlib.h>

#define ARTICLE_COLUMNS "a.id, a.title, a.published, a.source, a.url"
#define PLACE_COLUMNS "p.id, p.name, p.country, p.division, p.lat, p.lon"
#define WITH_ARTICLE_AND_PLACE \
    " x JOIN article a ON a.id = x.article LEFT JOIN place p ON p.id = x.place WHERE x.id"

/* a question about many: its words up to the list of their ids, and behind it */
struct question {
    const char *key; /* of the parties in the JSON of an item */
    const char *select, *order;
};

/* by CSV or not */
static const struct question HEADS[3][2] = {
    [VIEW_STATEMENTS] =
        {{NULL,
          "SELECT x.id, x.n, x.kind, x.standing, x.cue, x.content, x.date, x.said, x.medium,"
          " x.via, x.evidence, x.within, " ARTICLE_COLUMNS ", " PLACE_COLUMNS
          " FROM statement" WITH_ARTICLE_AND_PLACE,
          " ORDER BY x.id"},
         {NULL,
          "SELECT x.id, x.date, x.standing, x.kind, x.cue, x.content, x.medium, x.via,"
          " x.evidence, p.name, a.name, a.title, a.published, a.source"
          " FROM statement" WITH_ARTICLE_AND_PLACE,
          " ORDER BY x.id"}},
    [VIEW_EVENTS] =
        {{NULL,
          "SELECT x.id, x.n, x.cameo, x.plover, x.mode, x.contexts, x.quad, x.goldstein,"
          " x.status, x.words, x.date, x.because, " ARTICLE_COLUMNS ", " PLACE_COLUMNS
          " FROM event" WITH_ARTICLE_AND_PLACE,
          " ORDER BY x.id"},
         {NULL,
          "SELECT x.id, x.date, x.cameo, x.plover, x.mode, x.quad, x.goldstein, x.status,"
          " x.words, x.contexts, p.name, p.lat, p.lon, x.because, a.name, a.title, a.published,"
          " a.source FROM event" WITH_ARTICLE_AND_PLACE,
          " ORDER BY x.id"}},
    [VIEW_ARTICLES] =
        {{NULL,
          "SELECT a.id, a.title, a.published, a.source, a.url, a.dateline, a.agency, a.byline,"
          " a.name, (SELECT count(*) FROM statement s WHERE s.article = a.id),"
          " (SELECT count(*) FROM event e WHERE e.article = a.id) FROM article a WHERE a.id",
          " ORDER BY a.id"},
         {NULL,
          "SELECT a.id, a.name, a.published, a.title, a.source, a.dateline, a.agency, a.byline,"
          " a.url FROM article a WHERE a.id",
          " ORDER BY a.id"}},
};

enum { ON_WORD_OF = 2 };

/* the first column tells of whom, then PARTY_COLUMNS; on whose word also the standing */
static const struct question PARTIES[3][ITEM_PARTIES] = {
    [VIEW_STATEMENTS] =
        {{"speakers",
          "SELECT l.statement, " PARTY_COLUMNS(
              "en") " FROM speaker l JOIN entity en ON en.id = l.entity WHERE l.statement",
          " ORDER BY l.statement, en.n"},
         {"addressees",
          "SELECT l.statement, " PARTY_COLUMNS(
              "en") " FROM addressee l JOIN entity en ON en.id = l.entity WHERE l.statement",
          " ORDER BY l.statement, en.n"}},
    [VIEW_EVENTS] =
        {{"sources",
          "SELECT DISTINCT l.event, " PARTY_COLUMNS(
              "en") ", en.n FROM dyad l JOIN entity en ON en.id = l.source WHERE l.event",
          " ORDER BY l.event, en.n"},
         {"targets",
          "SELECT DISTINCT l.event, " PARTY_COLUMNS(
              "en") ", en.n FROM dyad l JOIN entity en ON en.id = l.target WHERE l.event",
          " ORDER BY l.event, en.n"},
         {"on_word_of",
          "SELECT w.event, " PARTY_COLUMNS(
              "en") ", s.standing FROM on_word_of w JOIN statement s ON s.id = w.statement"
                    " LEFT JOIN speaker l ON l.statement = s.id"
                    " LEFT JOIN entity en ON en.id = l.entity WHERE w.event",
          " ORDER BY w.event, s.n, en.n"}},
};

/* ---- fetching ---- */

struct fetching {
    struct view *view;
    struct item_rows *rows;
};

static bool keep_row(void *context, const struct onr_row *row)
{
    struct fetching *f = context;
    struct arena *arena = &f->view->arena;
    struct onr_value *values = arena_alloc(arena, row->n * sizeof *values);
    for (unsigned i = 0; i < row->n; i++) {
        values[i] = row->values[i];
        if (values[i].kind == ONR_VALUE_TEXT)
            values[i].text = arena_copy(arena, db_string(&row->values[i])).s;
    }
    struct item_row *kept = array_push(f->rows, arena);
    *kept = (struct item_row){value_integer(&values[0]), {row->n, NULL, values}};
    return true;
}

/* As many parameters as the next power of two, the last id again and again, so that lists of
 * different length share a statement that is prepared. */
static enum onr_status fetch(struct view *v, const struct question *question, const int64_t *ids,
                             uint32_t n, struct item_rows *rows)
{
    struct fetching fetching = {v, rows};
    struct query q;
    uint32_t room = 1;
    while (room < n)
        room *= 2;
    query_init(&q, v, question->select);
    for (uint32_t i = 0; i < room; i++)
        query_add(&q, i ? ", @" : " IN (@", db_integer(ids[i < n ? i : n - 1]));
    query_add(&q, ")");
    query_add(&q, question->order);
    return query_ask(&q, keep_row, &fetching);
}

enum onr_status items_fetch(struct view *v, enum view_kind kind, const int64_t *ids, uint32_t n,
                            struct items *items)
{
    *items = (struct items){.kind = kind};
    enum onr_status status = n ? fetch(v, &HEADS[kind][v->csv], ids, n, &items->heads) : ONR_OK;
    for (int i = 0; i < ITEM_PARTIES && PARTIES[kind][i].select && n && status == ONR_OK; i++)
        status = fetch(v, &PARTIES[kind][i], ids, n, &items->parties[i]);
    return status;
}

static int by_id(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = ((const struct item_row *)b)->id;
    return (x > y) - (x < y);
}

/* the rows of one item; how many */
static uint32_t find_rows(const struct item_rows *rows, int64_t id, const struct item_row **found)
{
    const struct item_row *end = rows->v + rows->n, *last;
    const struct item_row *first =
        rows->n ? bsearch(&id, rows->v, rows->n, sizeof *rows->v, by_id) : NULL;
    if (!first)
        return 0;
    for (last = first; last < end && last->id == id; last++)
        ;
    while (first > rows->v && first[-1].id == id)
        first--;
    *found = first;
    return (uint32_t)(last - first);
}

/* ---- JSON ---- */

void party_write(struct view *v, const struct onr_row *row, unsigned at)
{
    const struct onr_value *c = row->values + at;
    bool country = str_is(db_string(&c[2]), "country") && c[3].kind == ONR_VALUE_TEXT;
    json_open(&v->json, '{');
    if (country)
        view_string(v, "id", db_string(&c[3]));
    else if (c[0].kind == ONR_VALUE_INTEGER)
        view_string(v, "id", arena_format(&v->arena, "%lld", (long long)c[0].integer));
    else
        view_string(v, "id", (struct str){0});
    view_string(v, "name", db_string(&c[1]));
    view_string(v, "kind", db_string(&c[2]));
    view_string(v, "country", db_string(&c[3]));
    view_string(v, "role", db_string(&c[4]));
    view_string(v, "actor", db_string(&c[5]));
}

static bool write_identity(void *context, const struct onr_row *row)
{
    struct view *v = context;
    party_write(v, row, 0);
    return false;
}

enum onr_status party_write_key(struct view *v, const char *key, struct party party)
{
    static const char SQL[] = "SELECT i.id, i.name, i.kind, i.country, i.role, i.actor,"
                              " i.first_date, i.last_date FROM identity i WHERE i.id = ?1";
    struct onr_value id = db_integer(party.identity);
    enum onr_status status = ONR_OK;
    json_key(&v->json, key);
    size_t written = v->out.n;
    if (party.identity) {
        status = view_ask(v, SQL, &id, 1, write_identity, v);
        if (status == ONR_OK && v->out.n == written)
            return error_set(v->error, ONR_END, "there is no identity %lld",
                             (long long)party.identity);
    } else {
        json_open(&v->json, '{');
        view_string(v, "id", party.country);
        view_string(v, "name", party.country);
        view_string(v, "kind", STR("country"));
        view_string(v, "country", party.country);
    }
    json_close(&v->json, '}');
    return status;
}

static void write_parties(struct view *v, const struct items *items, int which, int64_t id)
{
    const char *key = PARTIES[items->kind][which].key;
    const struct item_row *rows;
    uint32_t n = find_rows(&items->parties[which], id, &rows);
    json_key(&v->json, key);
    json_open(&v->json, '[');
    for (uint32_t i = 0; i < n; i++) {
        party_write(v, &rows[i].row, 1);
        if (which == ON_WORD_OF)
            view_string(v, "standing", db_string(&rows[i].row.values[7]));
        json_close(&v->json, '}');
    }
    json_close(&v->json, ']');
}

/* as a string or null, or a number where it is one */
static void write_value(struct view *v, const char *key, const struct onr_value *value)
{
    if (value->kind == ONR_VALUE_INTEGER)
        view_count(v, key, value->integer);
    else if (value->kind == ONR_VALUE_REAL)
        view_real(v, key, value->real);
    else
        view_string(v, key, db_string(value));
}

static void write_values(struct view *v, const char *const *names, unsigned n,
                         const struct onr_value *values)
{
    for (unsigned i = 0; i < n; i++)
        write_value(v, names[i], &values[i]);
}

static void write_article_and_place(struct view *v, const struct onr_value *values)
{
    static const char *const ARTICLE[] = {"id", "title", "published", "source", "url"};
    static const char *const PLACE[] = {"id", "name", "country", "division", "lat", "lon"};
    json_key(&v->json, "article");
    json_open(&v->json, '{');
    write_values(v, ARTICLE, 5, values);
    json_close(&v->json, '}');
    json_key(&v->json, "place");
    if (values[5].kind == ONR_VALUE_NULL) {
        json_null(&v->json);
        return;
    }
    json_open(&v->json, '{');
    write_values(v, PLACE, 6, values + 5);
    json_close(&v->json, '}');
}

static const char *const NAMES[3][12] = {
    [VIEW_STATEMENTS] = {"id", "n", "kind", "standing", "cue", "content", "date", "said", "medium",
                         "via", "evidence", "within"},
    [VIEW_EVENTS] = {"id", "n", "code", "plover", "mode", "contexts", "quad", "goldstein", "status",
                     "words", "date", "because"},
    [VIEW_ARTICLES] = {"id", "title", "published", "source", "url", "dateline", "agency", "byline",
                       "name", "statements", "events"},
};

static void write_json(struct view *v, const struct items *items, const struct item_row *head)
{
    enum view_kind kind = items->kind;
    json_open(&v->json, '{');
    write_values(v, NAMES[kind], kind == VIEW_ARTICLES ? 11 : 12, head->row.values);
    if (kind != VIEW_ARTICLES)
        write_article_and_place(v, head->row.values + 12);
    for (int i = 0; i < ITEM_PARTIES && PARTIES[kind][i].key; i++)
        write_parties(v, items, i, head->id);
    json_close(&v->json, '}');
}

/* ---- CSV ---- */

static const char *const HEADERS[3] = {
    [VIEW_STATEMENTS] =
        "id,date,standing,kind,cue,content,medium,via,evidence,place,article,title,published,"
        "source,speakers,speaker_countries,addressees,addressee_countries",
    [VIEW_EVENTS] =
        "id,date,code,plover,mode,quad,goldstein,status,words,contexts,place,lat,lon,because,"
        "article,title,published,source,sources,source_countries,targets,target_countries,"
        "on_word_of,on_word_of_countries",
    [VIEW_ARTICLES] = "id,article,published,title,source,dateline,agency,byline,url",
};

void item_csv_header(struct view *v, enum view_kind kind)
{
    buf_text(&v->out, HEADERS[kind]);
    csv_end(v);
}

/* a cell of all that stands in a column */
static void csv_column(struct view *v, const struct item_row *rows, uint32_t n, uint32_t column)
{
    struct buf cell;
    buf_init(&cell, 1 << 16);
    for (uint32_t i = 0; i < n; i++) {
        struct str part = db_string(&rows[i].row.values[column]);
        buf_text(&cell, cell.n && part.n ? "; " : "");
        buf_add(&cell, part);
    }
    csv_cell(v, buf_str(&cell), false);
    buf_release(&cell);
}

static void csv_values(struct view *v, const struct onr_row *row)
{
    for (unsigned i = 0; i < row->n; i++) {
        const struct onr_value *value = &row->values[i];
        if (value->kind == ONR_VALUE_INTEGER)
            csv_number(v, value->integer, i == 0);
        else if (value->kind == ONR_VALUE_REAL)
            buf_format(&v->out, ",%.5g", value->real);
        else
            csv_cell(v, db_string(value), i == 0);
    }
}

/* two cells for each kind of parties: names, and countries */
static void write_csv(struct view *v, const struct items *items, const struct item_row *head)
{
    csv_values(v, &head->row);
    for (int i = 0; i < ITEM_PARTIES && PARTIES[items->kind][i].key; i++) {
        const struct item_row *rows = NULL;
        uint32_t n = find_rows(&items->parties[i], head->id, &rows);
        csv_column(v, rows, n, 2);
        csv_column(v, rows, n, 4);
    }
    csv_end(v);
}

void item_write(struct view *v, const struct items *items, int64_t id)
{
    const struct item_row *head;
    if (!find_rows(&items->heads, id, &head))
        return;
    if (v->csv)
        write_csv(v, items, head);
    else
        write_json(v, items, head);
}
