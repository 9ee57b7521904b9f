/* count: how many statements and events there are by day, week, month, code, pair or standing. The
 * database counts by day or by name; weeks and months are summed here, where the calendar is. */
#include <stdlib.h>

#include "store/output.h"
#include "store/store.h"
#include "text/calendar.h"

enum { BAR_COLUMNS = 30, LABEL_MAX = 40, AMOUNT_COLUMNS = 13 };

/* one line of the answer: two amounts, whose meaning is in the headings */
struct group {
    struct str key;
    int64_t first, second;
};

struct counting {
    struct arena *arena;
    enum onr_by by;
    ARRAY(struct group) groups;
};

static const struct headings {
    const char *key, *first, *second; /* second NULL: one amount only */
    enum style first_style, second_style;
    bool by_size; /* the largest first, else by key */
} HEADINGS[] = {
    [ONR_BY_DAY] = {"day", "statements", "events", STYLE_CLAIM, STYLE_FACT, false},
    [ONR_BY_WEEK] = {"week", "statements", "events", STYLE_CLAIM, STYLE_FACT, false},
    [ONR_BY_MONTH] = {"month", "statements", "events", STYLE_CLAIM, STYLE_FACT, false},
    [ONR_BY_CODE] = {"code", "events", NULL, STYLE_FACT, STYLE_PLAIN, true},
    [ONR_BY_PAIR] = {"pair", "cooperation", "conflict", STYLE_FACT, STYLE_NO, true},
    [ONR_BY_STANDING] = {"standing", "statements", NULL, STYLE_CLAIM, STYLE_PLAIN, true},
};

/* ---- asking ---- */

/* 2024-11-01 → 2024-W44, 2024-11 or the day itself */
static struct str period(struct counting *c, struct str day)
{
    if (day.n != 10)
        return STR("undated");
    if (c->by == ONR_BY_MONTH)
        return str_cut(day.s, 0, 7);
    int32_t of_week, number = calendar_read(day);
    if (c->by == ONR_BY_DAY || number == DAY_NONE)
        return day;
    int32_t week = calendar_week(number, &of_week);
    return arena_format(c->arena, "%04d-W%02d", of_week, week);
}

static bool take(void *context, const struct onr_row *row)
{
    struct counting *c = context;
    struct str key = db_string(&row->values[0]);
    if (c->by <= ONR_BY_MONTH)
        key = period(c, key);
    struct group *last = c->groups.n ? &c->groups.v[c->groups.n - 1] : NULL;
    if (!last || !str_eq(last->key, key)) {
        last = array_push(&c->groups, c->arena);
        last->key = arena_copy(c->arena, key);
    }
    last->first += row->values[1].integer;
    last->second += row->values[2].integer;
    return true;
}

static enum onr_status ask_days(struct filter *f, struct sql *sql, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    sql_add(sql, "SELECT day, sum(a), sum(b) FROM (");
    if (f->statements) {
        sql_add(sql, "SELECT s.date AS day, 1 AS a, 0 AS b FROM statement s");
        status = filter_statements(f, sql, error);
    }
    if (f->statements && f->events)
        sql_add(sql, " UNION ALL ");
    if (f->events && status == ONR_OK) {
        sql_add(sql, "SELECT v.date AS day, 0 AS a, 1 AS b FROM event v");
        status = filter_events(f, sql, error);
    }
    sql_add(sql, ") AS days GROUP BY day ORDER BY day");
    return status;
}

static enum onr_status ask_codes(struct filter *f, struct sql *sql, struct onr_error *error)
{
    sql_add(sql, "SELECT coalesce(v.cameo, '-') || ' ' || coalesce(v.plover, '') AS code, count(*),"
                 " 0 FROM event v");
    enum onr_status status = filter_events(f, sql, error);
    sql_add(sql, " GROUP BY code ORDER BY code");
    return status;
}

static enum onr_status ask_pairs(struct filter *f, struct sql *sql, struct onr_error *error)
{
    sql_add(sql, "SELECT coalesce(d.source_country, e.name, '-') || ' → ' ||"
                 " coalesce(d.target_country, t.name, '-') AS pair,"
                 " sum(CASE WHEN v.quad <= 2 THEN 1 ELSE 0 END),"
                 " sum(CASE WHEN v.quad > 2 THEN 1 ELSE 0 END) FROM event v"
                 " JOIN dyad d ON d.event = v.id LEFT JOIN entity e ON e.id = d.source"
                 " LEFT JOIN entity t ON t.id = d.target");
    enum onr_status status = filter_events(f, sql, error);
    filter_dyad(f, sql);
    sql_add(sql, " GROUP BY pair ORDER BY pair");
    return status;
}

static enum onr_status ask_standings(struct filter *f, struct sql *sql, struct onr_error *error)
{
    sql_add(sql, "SELECT s.standing, count(*), 0 FROM statement s");
    enum onr_status status = filter_statements(f, sql, error);
    sql_add(sql, " GROUP BY s.standing ORDER BY s.standing");
    return status;
}

static enum onr_status count(struct counting *c, struct filter *filter, struct onr_error *error)
{
    enum onr_status (*const asks[])(struct filter *, struct sql *, struct onr_error *) = {
        [ONR_BY_DAY] = ask_days,   [ONR_BY_WEEK] = ask_days,  [ONR_BY_MONTH] = ask_days,
        [ONR_BY_CODE] = ask_codes, [ONR_BY_PAIR] = ask_pairs, [ONR_BY_STANDING] = ask_standings,
    };
    struct sql sql;
    sql_init(&sql, c->arena);
    enum onr_status status = asks[c->by](filter, &sql, error);
    if (status == ONR_OK)
        status = sql_ask(&sql, filter->db, take, c, error);
    sql_release(&sql);
    return status;
}

/* ---- showing ---- */

static int by_size(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    int64_t left = x->first + x->second, right = y->first + y->second;
    return left != right ? (left < right ? 1 : -1) : str_cmp(x->key, y->key);
}

static void add_bar(const struct counting *c, struct lines *lines, enum style style, int64_t amount,
                    int64_t most)
{
    static const struct str block = {"█", sizeof "█" - 1};
    size_t n = most ? (size_t)((amount * BAR_COLUMNS + most - 1) / most) : 0;
    char *bar = arena_alloc(c->arena, n * block.n + 1);
    for (size_t i = 0; i < n; i++)
        memcpy(bar + i * block.n, block.s, block.n);
    lines_add(lines, style, (struct str){bar, n * block.n});
}

/* words that end in front of a column */
static void add_heading(struct lines *lines, uint32_t column, const char *words)
{
    lines_column(lines, column - (uint32_t)strlen(words));
    lines_add(lines, STYLE_QUIET, str_of(words));
}

static void add_amount(const struct counting *c, struct lines *lines, uint32_t column,
                       int64_t amount)
{
    struct str digits = arena_format(c->arena, "%lld", (long long)amount);
    lines_column(lines, column - (uint32_t)digits.n);
    lines_add(lines, STYLE_PLAIN, digits);
}

/* columns of the widest key */
static uint32_t label_width(const struct counting *c)
{
    uint32_t width = 0;
    for (uint32_t i = 0; i < c->groups.n; i++) {
        uint32_t columns = text_columns(c->groups.v[i].key);
        width = columns > width ? columns : width;
    }
    return width < LABEL_MAX ? width : LABEL_MAX;
}

static void show_text(const struct counting *c, struct output *out, const struct onr_look *look)
{
    const struct headings *h = &HEADINGS[c->by];
    struct lines lines = output_lines(out, look);
    lines.width = 0;
    uint32_t label = label_width(c), first = label + AMOUNT_COLUMNS, second = first;
    int64_t most = 0;
    if (h->second)
        second += AMOUNT_COLUMNS;
    for (uint32_t i = 0; i < c->groups.n; i++) {
        int64_t sum = c->groups.v[i].first + c->groups.v[i].second;
        most = sum > most ? sum : most;
    }
    lines_add(&lines, STYLE_QUIET, str_of(h->key));
    add_heading(&lines, first, h->first);
    if (h->second)
        add_heading(&lines, second, h->second);
    lines_end(&lines);
    for (uint32_t i = 0; i < c->groups.n; i++) {
        const struct group *group = &c->groups.v[i];
        lines_add(&lines, STYLE_STRONG, group->key);
        add_amount(c, &lines, first, group->first);
        if (h->second)
            add_amount(c, &lines, second, group->second);
        lines_column(&lines, second + 2);
        add_bar(c, &lines, h->first_style, group->first, most);
        add_bar(c, &lines, h->second_style, group->second, most);
        lines_end(&lines);
    }
}

static void show_json(const struct counting *c, struct output *out)
{
    const struct headings *h = &HEADINGS[c->by];
    for (uint32_t i = 0; i < c->groups.n; i++) {
        struct json json = {.out = &out->buf};
        json_open(&json, '{');
        json_key_string(&json, h->key, c->groups.v[i].key);
        json_key_uint(&json, h->first, (uint64_t)c->groups.v[i].first);
        if (h->second)
            json_key_uint(&json, h->second, (uint64_t)c->groups.v[i].second);
        json_close(&json, '}');
        buf_byte(&out->buf, '\n');
    }
}

static void show_csv(const struct counting *c, struct output *out)
{
    const struct headings *h = &HEADINGS[c->by];
    buf_format(&out->buf, "%s,%s%s%s\n", h->key, h->first, h->second ? "," : "",
               h->second ? h->second : "");
    for (uint32_t i = 0; i < c->groups.n; i++) {
        output_cell(&out->buf, c->groups.v[i].key, true);
        buf_format(&out->buf, ",%lld", (long long)c->groups.v[i].first);
        if (h->second)
            buf_format(&out->buf, ",%lld", (long long)c->groups.v[i].second);
        buf_byte(&out->buf, '\n');
    }
}

enum onr_status onr_store_count(onr_store *store, const struct onr_query *query, enum onr_by by,
                                enum onr_to to, const struct onr_look *look,
                                bool (*write)(void *, const char *bytes, size_t size),
                                void *context, uint64_t *n, struct onr_error *error)
{
    struct arena arena;
    struct filter filter;
    struct output out;
    struct counting c = {.arena = &arena, .by = by};
    if ((unsigned)by >= sizeof HEADINGS / sizeof *HEADINGS || (unsigned)to > ONR_TO_CSV)
        return error_set(error, ONR_ERR_ARG, "nothing is counted so");
    arena_init(&arena, 0);
    output_init(&out, write, context);
    enum onr_status status = filter_prepare(&filter, store_db(store), query, &arena, error);
    if (status == ONR_OK)
        status = count(&c, &filter, error);
    if (HEADINGS[by].by_size && c.groups.n)
        qsort(c.groups.v, c.groups.n, sizeof *c.groups.v, by_size);
    if (query->limit && c.groups.n > query->limit)
        c.groups.n = query->limit;
    if (status == ONR_OK && to == ONR_TO_TEXT)
        show_text(&c, &out, look);
    else if (status == ONR_OK && to == ONR_TO_JSONL)
        show_json(&c, &out);
    else if (status == ONR_OK)
        show_csv(&c, &out);
    *n = c.groups.n;
    arena_release(&arena);
    return output_end(&out, status, error);
}
