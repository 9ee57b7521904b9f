/* view_sums: the overview, who does what to whom, and how two parties get on over time. Sums are
 * over what is counted once a story; a country stands for everybody who acts for it. */
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"
#include "store/view_filter.h"
#include "store/view_items.h"
#include "store/view_series.h"

enum { PAIRS = 12, MATRIX_SIZE = 20, MATRIX_SIZE_MAX = 60, BALANCE = 8 };

/* ---- small ones ---- */

enum onr_status view_about(struct view *v)
{
    json_open(&v->json, '{');
    view_string(v, "onrecord", str_of(onr_version()));
    json_close(&v->json, '}');
    return ONR_OK;
}

struct span_of_time {
    struct view *view;
    struct str first, last;
};

static bool take_span(void *context, const struct onr_row *row)
{
    struct span_of_time *span = context;
    span->first = view_keep(span->view, &row->values[0]);
    span->last = view_keep(span->view, &row->values[1]);
    return false;
}

/* ---- overview ---- */

static enum onr_status write_count(struct view *v, const char *key, const char *sql)
{
    int64_t n;
    enum onr_status status = db_ask_number(v->db, sql, NULL, 0, 0, &n, v->error);
    view_count(v, key, n);
    return status;
}

static enum onr_status write_counts(struct view *v)
{
    static const char *const COUNTS[][2] = {
        {"articles", "SELECT count(*) FROM article"},
        {"statements", "SELECT count(*) FROM statement"},
        {"events", "SELECT count(*) FROM event"},
        {"identities", "SELECT count(*) FROM identity"},
    };
    enum onr_status status = ONR_OK;
    for (size_t i = 0; i < sizeof COUNTS / sizeof *COUNTS && status == ONR_OK; i++)
        status = write_count(v, COUNTS[i][0], COUNTS[i][1]);
    return status;
}

static bool add_activity(void *context, const struct onr_row *row)
{
    struct series *series = context;
    series_add(series, db_string(&row->values[0]), (uint32_t)value_integer(&row->values[1]),
               value_real(&row->values[2]));
    return true;
}

/* Statements, then events by quad class, on the days from the first article to the last: what an
 * article foretells or recalls is no activity. */
static enum onr_status write_activity(struct view *v, struct str since, struct str until)
{
    struct span_of_time span = {.view = v};
    struct query q;
    query_init(&q, v,
               "SELECT min(substr(published, 1, 10)), max(substr(published, 1, 10)) FROM"
               " article x WHERE x.published IS NOT NULL");
    filter_add_dates(&q, "x.published", since, until);
    enum onr_status status = query_ask(&q, take_span, &span);
    struct series series;
    json_key(&v->json, "activity");
    if (status == ONR_OK)
        status = series_begin(&series, v, 5, span.first, span.last);
    if (status)
        return status;
    query_init(&q, v, "SELECT x.date, 0, count(*) FROM statement x WHERE x.counted = 1");
    filter_add_dates(&q, "x.date", span.first, span.last);
    query_add(&q,
              " AND x.date IS NOT NULL GROUP BY x.date UNION ALL SELECT x.date, x.quad, count(*)"
              " FROM event x WHERE x.counted = 1");
    filter_add_dates(&q, "x.date", span.first, span.last);
    query_add(&q, " AND x.date IS NOT NULL GROUP BY x.date, x.quad ORDER BY 1, 2");
    status = query_ask(&q, add_activity, &series);
    series_end(&series);
    return status;
}

static bool write_value_count(void *context, const struct onr_row *row)
{
    struct view *v = context;
    json_open(&v->json, '{');
    view_string(v, "value", db_string(&row->values[0]));
    view_count(v, "n", value_integer(&row->values[1]));
    json_close(&v->json, '}');
    return true;
}

static bool write_pair(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"n", "cooperation", "conflict"};
    struct view *v = context;
    json_open(&v->json, '{');
    view_string(v, "source", db_string(&row->values[0]));
    view_string(v, "target", db_string(&row->values[1]));
    for (unsigned i = 0; i < 3; i++)
        view_count(v, NAMES[i], value_integer(&row->values[2 + i]));
    view_real(v, "goldstein", value_real(&row->values[5]));
    json_close(&v->json, '}');
    return true;
}

#define PAIR_SUMS                                                               \
    "SELECT d.source_country, d.target_country, count(*) AS n,"                 \
    " count(*) - sum(CASE WHEN d.quad > 2 THEN 1 ELSE 0 END) AS cooperation,"   \
    " sum(CASE WHEN d.quad > 2 THEN 1 ELSE 0 END) AS conflict,"                 \
    " sum(d.goldstein) / count(*) AS goldstein FROM dyad d WHERE d.counted = 1" \
    " AND d.source_country IS NOT NULL AND d.target_country IS NOT NULL"

/* a list under a key; releases q */
static enum onr_status write_rows(struct view *v, const char *key, struct query *q,
                                  db_row_function *row)
{
    json_key(&v->json, key);
    json_open(&v->json, '[');
    enum onr_status status = query_ask(q, row, v);
    json_close(&v->json, ']');
    return status;
}

enum onr_status view_overview(struct view *v)
{
    struct str since, until;
    struct query q;
    enum onr_status status = filter_read_dates(v, &since, &until);
    if (status)
        return status;
    json_open(&v->json, '{');
    status = write_counts(v);
    if (status == ONR_OK)
        status = write_activity(v, since, until);
    if (status == ONR_OK) {
        query_init(&q, v, "SELECT x.standing, count(*) FROM statement x WHERE x.counted = 1");
        filter_add_dates(&q, "x.date", since, until);
        query_add(&q, " GROUP BY x.standing ORDER BY 2 DESC, 1");
        status = write_rows(v, "standings", &q, write_value_count);
    }
    if (status == ONR_OK) {
        query_init(&q, v, PAIR_SUMS " AND d.source_country <> d.target_country");
        filter_add_dates(&q, "d.date", since, until);
        query_add(&q, " GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT @", db_integer(PAIRS));
        status = write_rows(v, "pairs", &q, write_pair);
    }
    json_close(&v->json, '}');
    return status;
}

/* ---- matrix ---- */

struct pair {
    struct str source, target;
    int64_t n;
    struct onr_row row; /* PAIR_SUMS */
};

struct party_sum {
    struct str code;
    int64_t n;
    bool shown;
};

struct matrix {
    struct view *view;
    ARRAY(struct pair) pairs;
    ARRAY(struct party_sum) parties;
    struct map numbers; /* hash of a code → index + 1 of parties */
};

static struct party_sum *party_of(struct matrix *m, struct str code)
{
    uint64_t hash = hash_bytes(code, 0);
    uint32_t number = map_get(&m->numbers, hash);
    if (number)
        return &m->parties.v[number - 1];
    struct party_sum *party = array_push(&m->parties, &m->view->arena);
    party->code = code;
    map_set(&m->numbers, hash, m->parties.n);
    return party;
}

static bool take_pair(void *context, const struct onr_row *row)
{
    struct matrix *m = context;
    struct onr_value *values = arena_alloc(&m->view->arena, row->n * sizeof *values);
    memcpy(values, row->values, row->n * sizeof *values);
    struct str source = view_keep(m->view, &row->values[0]);
    struct str target = view_keep(m->view, &row->values[1]);
    values[0].text = source.s;
    values[1].text = target.s;
    struct pair *pair = array_push(&m->pairs, &m->view->arena);
    *pair = (struct pair){source, target, value_integer(&values[2]), {row->n, NULL, values}};
    if (str_eq(source, target))
        return true;
    party_of(m, source)->n += pair->n;
    party_of(m, target)->n += pair->n;
    return true;
}

static int by_sum(const void *a, const void *b)
{
    const struct party_sum *x = a, *y = b;
    return x->n != y->n ? (x->n < y->n ? 1 : -1) : str_cmp(x->code, y->code);
}

static int by_number(const void *a, const void *b)
{
    const struct pair *x = a, *y = b;
    int order = str_cmp(x->source, y->source);
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return order ? order : str_cmp(x->target, y->target);
}

static void csv_pair(struct view *v, const struct onr_row *row)
{
    csv_cell(v, db_string(&row->values[0]), true);
    csv_cell(v, db_string(&row->values[1]), false);
    for (unsigned i = 2; i < 5; i++)
        csv_number(v, value_integer(&row->values[i]), false);
    buf_format(&v->out, ",%.4g", value_real(&row->values[5]));
    csv_end(v);
}

/* every pair among the parties that take part in most */
static void write_pairs(struct matrix *m, uint32_t size)
{
    struct view *v = m->view;
    if (m->parties.n)
        qsort(m->parties.v, m->parties.n, sizeof *m->parties.v, by_sum);
    if (m->pairs.n)
        qsort(m->pairs.v, m->pairs.n, sizeof *m->pairs.v, by_number);
    for (uint32_t i = 0; i < m->parties.n; i++) {
        m->parties.v[i].shown = i < size;
        map_set(&m->numbers, hash_bytes(m->parties.v[i].code, 0), i + 1);
    }
    for (uint32_t i = 0; i < m->pairs.n; i++) {
        const struct pair *pair = &m->pairs.v[i];
        if (!party_of(m, pair->source)->shown || !party_of(m, pair->target)->shown)
            continue;
        if (v->csv)
            csv_pair(v, &pair->row);
        else
            write_pair(v, &pair->row);
    }
}

enum onr_status view_matrix(struct view *v)
{
    struct matrix m = {.view = v};
    struct str since, until;
    uint32_t size;
    struct query q;
    enum onr_status status = filter_read_dates(v, &since, &until);
    if (status == ONR_OK)
        status = view_number(v, "size", 2, MATRIX_SIZE_MAX, MATRIX_SIZE, &size);
    if (status)
        return status;
    query_init(&q, v, PAIR_SUMS);
    filter_add_dates(&q, "d.date", since, until);
    query_add(&q, " GROUP BY 1, 2");
    status = query_ask(&q, take_pair, &m);
    if (v->csv) {
        buf_text(&v->out, "source,target,n,cooperation,conflict,goldstein");
        csv_end(v);
        write_pairs(&m, size);
    } else {
        json_open(&v->json, '{');
        json_key(&v->json, "pairs");
        json_open(&v->json, '[');
        write_pairs(&m, size);
        json_close(&v->json, ']');
        json_close(&v->json, '}');
    }
    map_release(&m.numbers);
    return status;
}

/* ---- pair ---- */

/* columns: quad classes 1-4 of what a does to b, then b to a; then the sums of Goldstein's scale */
static bool add_balance(void *context, const struct onr_row *row)
{
    struct series *series = context;
    struct str date = db_string(&row->values[0]);
    uint32_t side = (uint32_t)value_integer(&row->values[1]);
    uint32_t quad = (uint32_t)value_integer(&row->values[2]);
    series_add(series, date, 4 * side + quad - 1, value_real(&row->values[3]));
    series_add(series, date, BALANCE + side, value_real(&row->values[4]));
    return true;
}

static void add_direction(struct query *q, const char *columns, struct party a, struct party b,
                          struct str since, struct str until)
{
    query_add(q, columns);
    query_add(q, " FROM dyad d WHERE d.counted = 1 AND d.date IS NOT NULL");
    filter_add_dyad(q, a, b);
    filter_add_dates(q, "d.date", since, until);
}

static enum onr_status write_balance(struct view *v, struct party a, struct party b,
                                     struct str since, struct str until)
{
    struct span_of_time span = {.view = v};
    struct series series;
    struct query q;
    query_init(&q, v, "SELECT min(date), max(date) FROM (");
    add_direction(&q, "SELECT d.date", a, b, since, until);
    query_add(&q, " UNION ALL ");
    add_direction(&q, "SELECT d.date", b, a, since, until);
    query_add(&q, ") AS days");
    enum onr_status status = query_ask(&q, take_span, &span);
    if (status == ONR_OK)
        status = series_begin(&series, v, BALANCE + 2, span.first, span.last);
    if (status)
        return status;
    query_init(&q, v, "");
    add_direction(&q, "SELECT d.date, 0 AS side, d.quad, count(*), sum(d.goldstein)", a, b, since,
                  until);
    query_add(&q, " GROUP BY d.date, d.quad UNION ALL ");
    add_direction(&q, "SELECT d.date, 1 AS side, d.quad, count(*), sum(d.goldstein)", b, a, since,
                  until);
    query_add(&q, " GROUP BY d.date, d.quad ORDER BY 1, 2, 3");
    status = query_ask(&q, add_balance, &series);
    series_end(&series);
    return status;
}

enum onr_status view_pair(struct view *v)
{
    struct party a, b;
    struct str since, until;
    enum onr_status status = view_party(v, "a", &a);
    if (status == ONR_OK)
        status = view_party(v, "b", &b);
    if (status == ONR_OK)
        status = filter_read_dates(v, &since, &until);
    if (status == ONR_OK && (!party_is_set(a) || !party_is_set(b)))
        status = error_set(v->error, ONR_ERR_ARG, "a pair needs a and b");
    if (status)
        return status;
    if (v->csv) {
        buf_text(&v->out, "from,a_verbal_cooperation,a_material_cooperation,a_verbal_conflict,"
                          "a_material_conflict,b_verbal_cooperation,b_material_cooperation,"
                          "b_verbal_conflict,b_material_conflict,a_goldstein,b_goldstein");
        csv_end(v);
        return write_balance(v, a, b, since, until);
    }
    json_open(&v->json, '{');
    if ((status = party_write_key(v, "a", a)) == ONR_OK &&
        (status = party_write_key(v, "b", b)) == ONR_OK) {
        json_key(&v->json, "series");
        status = write_balance(v, a, b, since, until);
    }
    json_close(&v->json, '}');
    return status;
}
