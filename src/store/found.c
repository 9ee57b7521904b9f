/* found: one question for both kinds, so that the database sorts them into one another. */
#include "store/found.h"

#define ARTICLE                                                                          \
    "a.id, a.name, a.source, a.title, a.url, (SELECT o.name FROM origin o WHERE o.id = " \
    "a.origin), a.published, a.story, "

static const char PARTIES[] =
    "(SELECT group_concat(e.name || ?1 || coalesce(e.actor, '') || ?1 || coalesce(e.country, '')"
    " || ?1 || coalesce(e.identity, 0), ?2) FROM ";

static void add_parties(struct sql *sql, const char *from)
{
    sql_add(sql, PARTIES);
    sql_add(sql, from);
    sql_add(sql, "), ");
}

static enum onr_status add_statements(const struct filter *filter, struct sql *sql,
                                      struct onr_error *error)
{
    sql_add(sql, "SELECT s.date AS day, 0 AS sort, s.id AS number, s.n, " ARTICLE);
    add_parties(sql, "speaker p JOIN entity e ON e.id = p.entity WHERE p.statement = s.id");
    add_parties(sql, "addressee p JOIN entity e ON e.id = p.entity WHERE p.statement = s.id");
    sql_add(
        sql,
        "s.standing, s.cue, s.content, CAST(NULL AS TEXT), CAST(NULL AS TEXT),"
        " CAST(NULL AS TEXT), 0, 0.0, l.name, spans(s.content_spans), s.said, CAST(NULL AS TEXT)"
        " FROM statement s JOIN article a ON a.id = s.article"
        " LEFT JOIN place l ON l.id = s.place");
    return filter_statements(filter, sql, error);
}

static enum onr_status add_events(const struct filter *filter, struct sql *sql,
                                  struct onr_error *error)
{
    sql_add(sql, "SELECT v.date AS day, 1 AS sort, v.id AS number, v.n, " ARTICLE);
    add_parties(sql, "entity e WHERE e.id IN (SELECT source FROM dyad WHERE event = v.id)");
    add_parties(sql, "entity e WHERE e.id IN (SELECT target FROM dyad WHERE event = v.id)");
    sql_add(sql, "v.status, CAST(NULL AS TEXT), v.words, v.cameo, v.plover, v.mode, v.quad,"
                 " v.goldstein, l.name, spans(v.spans), v.happened, ");
    sql_add(sql, PARTIES);
    sql_add(sql, "on_word_of o JOIN speaker p ON p.statement = o.statement"
                 " JOIN entity e ON e.id = p.entity WHERE o.event = v.id)"
                 " FROM event v JOIN article a ON a.id = v.article"
                 " LEFT JOIN place l ON l.id = v.place");
    return filter_events(filter, sql, error);
}

struct giving {
    found_function *give;
    void *context;
};

static bool give(void *context, const struct onr_row *row)
{
    const struct giving *giving = context;
    const struct onr_value *v = row->values;
    struct found found = {.event = v[1].integer != 0,
                          .id = v[2].integer,
                          .n = v[3].integer,
                          .article = v[4].integer,
                          .quad = v[20].integer,
                          .goldstein = v[21].real};
    struct {
        struct str *to;
        unsigned column;
    } texts[] = {
        {&found.date, 0},       {&found.name, 5},   {&found.source, 6},    {&found.title, 7},
        {&found.url, 8},        {&found.origin, 9}, {&found.story, 11},    {&found.who, 12},
        {&found.published, 10}, {&found.whom, 13},  {&found.standing, 14}, {&found.cue, 15},
        {&found.words, 16},     {&found.cameo, 17}, {&found.plover, 18},   {&found.mode, 19},
        {&found.place, 22},     {&found.spans, 23}, {&found.time, 24},     {&found.on_word_of, 25}};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        *texts[i].to = db_string(&v[texts[i].column]);
    return giving->give(giving->context, &found);
}

enum onr_status found_ask(const struct filter *filter, found_function *function, void *context,
                          struct onr_error *error)
{
    struct sql sql;
    enum onr_status status = ONR_OK;
    sql_init(&sql, filter->arena);
    *array_push(&sql.values, sql.arena) = db_text(STR("\x1f"));
    *array_push(&sql.values, sql.arena) = db_text(STR("\x1e"));
    if (filter->query->limit)
        sql_add(&sql, "SELECT * FROM (");
    if (filter->statements)
        status = add_statements(filter, &sql, error);
    if (filter->statements && filter->events)
        sql_add(&sql, " UNION ALL ");
    if (filter->events && status == ONR_OK)
        status = add_events(filter, &sql, error);
    if (filter->query->limit) {
        sql_add(&sql, " ORDER BY day DESC, sort DESC, number DESC LIMIT ");
        sql_value(&sql, db_integer(filter->query->limit));
        sql_add(&sql, ") AS newest");
    }
    sql_add(&sql, " ORDER BY day, sort, number");
    if (status == ONR_OK)
        status = sql_ask(&sql, filter->db, give, &(struct giving){function, context}, error);
    sql_release(&sql);
    return status;
}

bool found_party(struct str *list, struct found_party *party)
{
    if (!list->n)
        return false;
    struct str rest = str_split(list, '\x1e');
    *party = (struct found_party){.name = str_split(&rest, '\x1f')};
    party->actor = str_split(&rest, '\x1f');
    party->country = str_split(&rest, '\x1f');
    party->identity = str_split(&rest, '\x1f');
    return true;
}
