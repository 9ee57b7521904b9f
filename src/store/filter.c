/* filter: every value of a query becomes a parameter; what is put into the SQL as words is ours.
 * Parties are found from the entities outward: few rows of a large store concern one actor. */
#include "store/filter.h"

#include <stdio.h>

#include "doc/names.h"
#include "store/words.h"
#include "text/calendar.h"

/* ---- reading the query ---- */

/* digits of s[start, end) as a number, `none` where s is shorter, -1 where they are no number */
static int32_t digits(struct str s, size_t start, size_t end, int32_t none)
{
    uint32_t value;
    if (s.n < end)
        return none;
    return str_to_u32(str_cut(s.s, start, end), &value) && value <= 9999 ? (int32_t)value : -1;
}

/* "2024", "2024-11" or "2024-11-01" */
static bool has_shape(struct str s)
{
    return (s.n == 4 || s.n == 7 || s.n == 10) && (s.n < 7 || s.s[4] == '-') &&
           (s.n < 10 || s.s[7] == '-');
}

/* "2024-11" → 2024-11-01, or where `last`, 2024-11-30 */
static enum onr_status whole_day(struct arena *arena, const char *text, bool last, struct str *day,
                                 struct onr_error *error)
{
    struct str s = str_of(text);
    int32_t year = digits(s, 0, 4, -1), month = digits(s, 5, 7, last ? 12 : 1), date = 1;
    if (month >= 1 && month <= 12)
        date = digits(s, 8, 10, last ? calendar_month_days(year, month) : 1);
    if (!has_shape(s) || !calendar_valid(year, month, date))
        return error_set(error, ONR_ERR_ARG,
                         "'%.40s' is no date; write 2024, 2024-11 or 2024-11-01", text);
    *day = arena_format(arena, "%04d-%02d-%02d", year, month, date);
    return ONR_OK;
}

/* each word of the list must be one of the names */
static enum onr_status check_names(const char *list, const char *what, const char *(*name)(uint8_t),
                                   uint32_t n, struct onr_error *error)
{
    struct str rest = str_of(list);
    for (struct str word; (word = str_split(&rest, ',')).s;) {
        bool known = false;
        char names[180] = "";
        for (uint32_t i = 0; i < n; i++) {
            size_t used = strlen(names);
            snprintf(names + used, sizeof names - used, "%s%s", i ? ", " : "", name((uint8_t)i));
            known |= str_is(str_trim(word), name((uint8_t)i));
        }
        if (!known)
            return error_set(error, ONR_ERR_ARG, "'%.*s' is no %s; there are %s",
                             (int)(word.n < 20 ? word.n : 20), word.s, what, names);
    }
    return ONR_OK;
}

static enum onr_status read_dates(struct filter *f, struct onr_error *error)
{
    const struct onr_query *query = f->query;
    enum onr_status status = ONR_OK;
    if (query->since)
        status = whole_day(f->arena, query->since, false, &f->since, error);
    if (query->until && status == ONR_OK)
        status = whole_day(f->arena, query->until, true, &f->until, error);
    if (status == ONR_OK && f->since.n && f->until.n && str_cmp(f->since, f->until) > 0)
        return error_set(error, ONR_ERR_ARG, "nothing lies between %s and %s", query->since,
                         query->until);
    return status;
}

/* Questions about standings want statements, about codes events. */
static enum onr_status choose(struct filter *f, struct onr_error *error)
{
    const struct onr_query *query = f->query;
    bool of_events = query->status || query->code;
    f->statements = query->standing || !of_events;
    f->events = of_events || !query->standing;
    if (query->statements != query->events) {
        f->statements &= query->statements;
        f->events &= query->events;
    }
    if (!f->statements && !f->events)
        return error_set(error, ONR_ERR_ARG,
                         "statements have a standing, events a status and a code");
    return ONR_OK;
}

enum onr_status filter_prepare(struct filter *f, struct db *db, const struct onr_query *query,
                               struct arena *arena, struct onr_error *error)
{
    *f = (struct filter){.query = query, .db = db, .arena = arena};
    enum onr_status status = choose(f, error);
    if (status == ONR_OK && query->standing)
        status = check_names(query->standing, "standing", standing_name, STANDING_COUNT, error);
    if (status == ONR_OK && query->status)
        status = check_names(query->status, "status", event_status_name, EVENT_STATUSES, error);
    if (status == ONR_OK)
        status = read_dates(f, error);
    if (status == ONR_OK && query->who)
        status = who_find(db, arena, query->who, &f->who, error);
    if (status == ONR_OK && query->to)
        status = who_find(db, arena, query->to, &f->to, error);
    return status;
}

/* ---- conditions ---- */

/* the list as "column IN (…)" */
static void add_list(struct sql *sql, const char *column, const char *list)
{
    struct str rest = str_of(list);
    const char *between = "";
    buf_format(&sql->text, " AND %s IN (", column);
    for (struct str word; (word = str_split(&rest, ',')).s; between = ", ") {
        sql_add(sql, between);
        sql_text(sql, str_trim(word));
    }
    sql_add(sql, ")");
}

static void add_codes(struct sql *sql, const char *list)
{
    struct str rest = str_of(list);
    const char *between = " AND (";
    for (struct str word; (word = str_split(&rest, ',')).s; between = " OR ") {
        word = str_trim(word);
        buf_format(&sql->text, "%ssubstr(v.cameo, 1, %zu) = ", between, word.n);
        sql_text(sql, word);
        sql_add(sql, " OR v.plover = ");
        sql_text(sql, word);
    }
    sql_add(sql, ")");
}

/* what statements and events share; row is "s" or "v" */
static enum onr_status add_common(const struct filter *f, struct sql *sql, const char *row,
                                  struct onr_error *error)
{
    const struct onr_query *query = f->query;
    buf_format(&sql->text, query->copies ? " WHERE 1 = 1" : " WHERE %s.counted = 1", row);
    if (f->since.n) {
        buf_format(&sql->text, " AND %s.date >= ", row);
        sql_text(sql, f->since);
    }
    if (f->until.n) {
        buf_format(&sql->text, " AND %s.date <= ", row);
        sql_text(sql, f->until);
    }
    if (query->place) {
        buf_format(&sql->text, " AND %s.place IN (SELECT id FROM place WHERE lower(name) = lower(",
                   row);
        sql_text(sql, str_of(query->place));
        sql_add(sql, ") OR lower(division) = lower(");
        sql_text(sql, str_of(query->place));
        sql_add(sql, ") OR country = ");
        sql_text(sql, str_of(query->place));
        sql_add(sql, ")");
    }
    if (query->story) {
        buf_format(&sql->text, " AND %s.article IN (SELECT id FROM article WHERE story = ", row);
        sql_text(sql, str_of(query->story));
        sql_add(sql, " OR name = ");
        sql_text(sql, str_of(query->story));
        sql_add(sql, " OR story IN (SELECT story FROM article WHERE name = ");
        sql_text(sql, str_of(query->story));
        sql_add(sql, "))");
    }
    if (!query->text)
        return ONR_OK;
    buf_format(&sql->text, " AND %s.article IN (SELECT t.id FROM article_text t WHERE ", row);
    enum onr_status status =
        words_condition(sql, f->db->kind, query->text, "t.id", "article_search", "t.text", error);
    sql_add(sql, ")");
    return status;
}

static void add_side(struct sql *sql, const char *table, const struct who *who)
{
    buf_format(&sql->text,
               "s.id IN (SELECT p.statement FROM %s p JOIN entity e ON e.id = p.entity WHERE ",
               table);
    who_condition(sql, "e", who);
    sql_add(sql, ")");
}

/* `speaker` on one side and, where given, `addressee` on the other */
static void add_sides(struct sql *sql, const struct who *speaker, const struct who *addressee)
{
    sql_add(sql, "(");
    if (speaker)
        add_side(sql, "speaker", speaker);
    if (speaker && addressee)
        sql_add(sql, " AND ");
    if (addressee)
        add_side(sql, "addressee", addressee);
    sql_add(sql, ")");
}

static void add_parties(const struct filter *f, struct sql *sql)
{
    const struct who *who = f->query->who ? &f->who : NULL, *to = f->query->to ? &f->to : NULL;
    if (!who && !to)
        return;
    sql_add(sql, " AND (");
    add_sides(sql, who, to);
    if (f->query->either) {
        sql_add(sql, " OR ");
        add_sides(sql, to, who);
    }
    sql_add(sql, ")");
}

enum onr_status filter_statements(const struct filter *f, struct sql *sql, struct onr_error *error)
{
    enum onr_status status = add_common(f, sql, "s", error);
    if (f->query->standing)
        add_list(sql, "s.standing", f->query->standing);
    add_parties(f, sql);
    if (!f->query->about || status)
        return status;
    sql_add(sql, " AND ");
    return words_condition(sql, f->db->kind, f->query->about, "s.id", "statement_search",
                           "s.content", error);
}

static void add_party(struct sql *sql, const char *side, const struct who *who)
{
    buf_format(&sql->text, "d.%s IN (SELECT e.id FROM entity e WHERE ", side);
    who_condition(sql, "e", who);
    sql_add(sql, ")");
}

static void add_pair(struct sql *sql, const struct who *source, const struct who *target)
{
    sql_add(sql, "(");
    if (source)
        add_party(sql, "source", source);
    if (source && target)
        sql_add(sql, " AND ");
    if (target)
        add_party(sql, "target", target);
    sql_add(sql, ")");
}

void filter_dyad(const struct filter *f, struct sql *sql)
{
    const struct who *who = f->query->who ? &f->who : NULL, *to = f->query->to ? &f->to : NULL;
    if (!who && !to)
        return;
    sql_add(sql, " AND (");
    add_pair(sql, who, to);
    if (f->query->either) {
        sql_add(sql, " OR ");
        add_pair(sql, to, who);
    }
    sql_add(sql, ")");
}

/* events whose words tell of it, or that are told in statements which do */
static enum onr_status add_about(const struct filter *f, struct sql *sql, struct onr_error *error)
{
    sql_add(sql, " AND (v.id IN (SELECT o.event FROM on_word_of o JOIN statement s"
                 " ON s.id = o.statement WHERE ");
    enum onr_status status = words_condition(sql, f->db->kind, f->query->about, "s.id",
                                             "statement_search", "s.content", error);
    sql_add(sql, ") OR lower(v.words) LIKE '%' || lower(");
    sql_text(sql, str_of(f->query->about));
    sql_add(sql, ") || '%')");
    return status;
}

enum onr_status filter_events(const struct filter *f, struct sql *sql, struct onr_error *error)
{
    enum onr_status status = add_common(f, sql, "v", error);
    if (f->query->status)
        add_list(sql, "v.status", f->query->status);
    if (f->query->code)
        add_codes(sql, f->query->code);
    if (f->query->who || f->query->to) {
        sql_add(sql, " AND v.id IN (SELECT d.event FROM dyad d WHERE 1 = 1");
        filter_dyad(f, sql);
        sql_add(sql, ")");
    }
    return status == ONR_OK && f->query->about ? add_about(f, sql, error) : status;
}
