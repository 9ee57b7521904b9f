/* view: the table of views, what parameters each takes, and the small tools that all use. */
#include "store/view.h"

#include <stdarg.h>
#include <stdio.h>

#include "store/store.h"

enum { ANSWER_MAX = 64 << 20, ARENA_KEEP = 1 << 20 };

#define PAGING " limit after format"
#define FILTER " who to with text standing status code quad since until source place copies"

/* names of parameters with a blank in front of each */
static const struct {
    const char *name;
    view_function *write;
    const char *parameters;
    bool csv;
} VIEWS[] = {
    {"about", view_about, "", false},
    {"overview", view_overview, " since until", false},
    {"matrix", view_matrix, " since until size format", true},
    {"pair", view_pair, " a b since until by format", true},
    {"party", view_party_page, " id", false},
    {"parties", view_parties, " text limit", false},
    {"map", view_map, " who to with code quad status since until format", true},
    {"statements", view_statements, FILTER PAGING, true},
    {"events", view_events, FILTER PAGING, true},
    {"articles", view_articles, FILTER PAGING, true},
    {"facets", view_facets, FILTER " of", false},
    {"article", view_article, " id", false},
    {"claims", view_claims, " text id disputed limit after", false},
};

/* whether `name` is one of the words, each of which has a blank in front of it */
static bool has_word(const char *words, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = words; n && (at = strstr(at, name)); at++)
        if (at > words && at[-1] == ' ' && (at[n] == ' ' || !at[n]))
            return true;
    return false;
}

static enum onr_status check(const struct view *v, const char *known, bool may_be_csv)
{
    for (uint32_t i = 0; i < v->n_parameters; i++) {
        const struct onr_parameter *p = &v->parameters[i];
        if (!has_word(known, p->name) || strchr(p->name, ' '))
            return error_set(v->error, ONR_ERR_ARG, "unknown parameter %.40s", p->name);
        if (strlen(p->value) > VIEW_TEXT_MAX)
            return error_set(v->error, ONR_ERR_ARG, "%s is too long", p->name);
        for (uint32_t j = 0; j < i; j++)
            if (strcmp(v->parameters[j].name, p->name) == 0)
                return error_set(v->error, ONR_ERR_ARG, "%s is given twice", p->name);
    }
    struct str format = view_parameter(v, "format");
    if (format.n && !str_is(format, "json") && !(may_be_csv && str_is(format, "csv")))
        return error_set(v->error, ONR_ERR_ARG, "format is json%s", may_be_csv ? " or csv" : "");
    return ONR_OK;
}

enum onr_status onr_store_view(onr_store *store, const char *name,
                               const struct onr_parameter *parameters, unsigned n,
                               bool (*write)(void *context, const char *bytes, size_t size),
                               void *context, struct onr_error *error)
{
    struct view v = {
        .db = store_db(store), .parameters = parameters, .n_parameters = n, .error = error};
    size_t i = 0;
    while (i < sizeof VIEWS / sizeof *VIEWS && strcmp(VIEWS[i].name, name) != 0)
        i++;
    if (i == sizeof VIEWS / sizeof *VIEWS)
        return error_set(error, ONR_END, "there is no view %.40s", name);
    enum onr_status status = check(&v, VIEWS[i].parameters, VIEWS[i].csv);
    if (status)
        return status;
    arena_init(&v.arena, ARENA_KEEP);
    buf_init(&v.out, ANSWER_MAX);
    v.json.out = &v.out;
    v.csv = str_is(view_parameter(&v, "format"), "csv");
    status = db_run(v.db, "BEGIN", error); /* all questions see the same store */
    if (status == ONR_OK) {
        status = VIEWS[i].write(&v);
        db_rollback(v.db);
    }
    if (status == ONR_OK && v.out.full)
        status =
            error_set(error, ONR_ERR_LIMIT, "the answer is larger than %d MB", ANSWER_MAX >> 20);
    if (status == ONR_OK && !write(context, v.out.s, v.out.n))
        status = error_set(error, ONR_ERR_IO, "the answer could not be written");
    buf_release(&v.out);
    arena_release(&v.arena);
    return status;
}

enum onr_status onr_store_stamp(onr_store *store, uint64_t *stamp, struct onr_error *error)
{
    struct db *db = store_db(store);
    int64_t number;
    const char *sql = db->kind == DB_SQLITE
                          ? "PRAGMA data_version"
                          : "SELECT coalesce(max(id), 0) * 1000003 + coalesce(sum(fingerprint %"
                            " 1000), 0) + (SELECT count(*) FROM ruling) FROM article";
    enum onr_status status = db_ask_number(db, sql, NULL, 0, 0, &number, error);
    *stamp = (uint64_t)number;
    return status;
}

/* ---- parameters ---- */

struct str view_parameter(const struct view *v, const char *name)
{
    for (uint32_t i = 0; i < v->n_parameters; i++)
        if (strcmp(v->parameters[i].name, name) == 0 && *v->parameters[i].value)
            return str_of(v->parameters[i].value);
    return (struct str){0};
}

enum onr_status view_number(const struct view *v, const char *name, uint32_t least, uint32_t most,
                            uint32_t otherwise, uint32_t *number)
{
    struct str text = view_parameter(v, name);
    *number = otherwise;
    if (text.n && (!str_to_u32(text, number) || *number < least || *number > most))
        return error_set(v->error, ONR_ERR_ARG, "%s is a number from %u to %u", name, least, most);
    return ONR_OK;
}

enum onr_status view_party(const struct view *v, const char *name, struct party *party)
{
    struct str text = view_parameter(v, name);
    uint32_t number;
    *party = (struct party){0};
    if (!text.n)
        return ONR_OK;
    if (str_to_u32(text, &number) && number) {
        party->identity = number;
        return ONR_OK;
    }
    bool code = text.n == 3;
    for (size_t i = 0; code && i < 3; i++)
        code = text.s[i] >= 'A' && text.s[i] <= 'Z';
    if (!code)
        return error_set(v->error, ONR_ERR_ARG,
                         "%s is the code of a country, such as PER, or the number of an identity",
                         name);
    party->country = text;
    return ONR_OK;
}

/* ---- questions ---- */

void query_init(struct query *q, struct view *view, const char *sql)
{
    q->view = view;
    sql_init(&q->sql, &view->arena);
    sql_add(&q->sql, sql);
}

void query_add(struct query *q, const char *sql, ...)
{
    va_list values;
    va_start(values, sql);
    for (; *sql; sql++) {
        bool doubled = sql[0] == '@' && sql[1] == '@';
        if (*sql == '@' && !doubled) {
            sql_value(&q->sql, va_arg(values, struct onr_value));
            continue;
        }
        buf_byte(&q->sql.text, *sql);
        if (doubled)
            buf_byte(&q->sql.text, *sql++);
    }
    va_end(values);
}

struct onr_value query_party_value(struct party party)
{
    return party.identity ? db_integer(party.identity) : db_text(party.country);
}

enum onr_status query_ask(struct query *q, db_row_function *row, void *context)
{
    enum onr_status status = sql_ask(&q->sql, q->view->db, row, context, q->view->error);
    sql_release(&q->sql);
    return status;
}

enum onr_status view_ask(struct view *v, const char *sql, const struct onr_value *values,
                         uint32_t n, db_row_function *row, void *context)
{
    return db_ask(v->db, sql, values, n, row, context, v->error);
}

/* ---- values ---- */

int64_t value_integer(const struct onr_value *value)
{
    return value->kind == ONR_VALUE_INTEGER ? value->integer
           : value->kind == ONR_VALUE_REAL  ? (int64_t)value->real
                                            : 0;
}

double value_real(const struct onr_value *value)
{
    return value->kind == ONR_VALUE_REAL ? value->real : (double)value_integer(value);
}

struct str view_keep(struct view *v, const struct onr_value *value)
{
    struct str text = db_string(value);
    return text.s ? arena_copy(&v->arena, text) : text;
}

/* ---- JSON and CSV ---- */

void view_string(struct view *v, const char *key, struct str s)
{
    json_key(&v->json, key);
    if (s.s)
        json_string(&v->json, s);
    else
        json_null(&v->json);
}

static void write_integer(struct view *v, int64_t n)
{
    if (n >= 0) {
        json_uint(&v->json, (uint64_t)n);
        return;
    }
    json_decimal(&v->json, (double)n, 1);
}

void view_count(struct view *v, const char *key, int64_t n)
{
    json_key(&v->json, key);
    write_integer(v, n);
}

void view_real(struct view *v, const char *key, double real)
{
    json_key(&v->json, key);
    json_decimal(&v->json, real, 5);
}

void view_raw(struct view *v, const char *key, struct str json)
{
    bool good = json.n > 1 && json.s[0] == '[';
    for (size_t i = 0; good && i < json.n; i++)
        good = strchr("0123456789,[]", json.s[i]) && json.s[i];
    json_key(&v->json, key);
    if (!good) {
        json_null(&v->json);
        return;
    }
    json_open(&v->json, '[');
    buf_add(&v->out, str_cut(json.s, 1, json.n - 1));
    json_close(&v->json, ']');
}

void csv_cell(struct view *v, struct str s, bool first)
{
    if (!first)
        buf_byte(&v->out, ',');
    bool formula = s.n && strchr("=+-@\t\r", s.s[0]) && s.s[0];
    bool quoted = formula;
    for (size_t i = 0; i < s.n && !quoted; i++)
        quoted = s.s[i] == '"' || s.s[i] == ',' || s.s[i] == '\n' || s.s[i] == '\r';
    if (!quoted) {
        buf_add(&v->out, s);
        return;
    }
    buf_text(&v->out, formula ? "\"'" : "\"");
    for (size_t i = 0; i < s.n; i++) {
        if (s.s[i] == '"')
            buf_byte(&v->out, '"');
        buf_byte(&v->out, s.s[i]);
    }
    buf_byte(&v->out, '"');
}

void csv_number(struct view *v, int64_t n, bool first)
{
    buf_format(&v->out, first ? "%lld" : ",%lld", (long long)n);
}

void csv_end(struct view *v)
{
    buf_text(&v->out, "\r\n");
}
