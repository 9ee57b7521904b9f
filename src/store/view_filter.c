/* view_filter: conditions of SQL out of parameters.
 *
 * A party that is rarely met is looked up first (IN); one that is met often is checked row by row
 * in the order of the answer (EXISTS), which ends as soon as the page is full. Which of the two is
 * decided by counting the party's entities up to FREQUENT. The same with words, whose matches are
 * counted up to MANY: what is frequent is tried in the order of dates, which the "+" in front of
 * a column makes SQLite do.
 *
 * Words are looked for in the index of full text; of very many matches the last ones added are
 * taken. What stands in quotation marks must also follow one another in the text. */
#include "store/view_filter.h"

#include <stdio.h>

enum { FREQUENT = 3000, MANY = 600 };
#define MATCHES "5000"

static const struct {
    const char *table, *date;
} KINDS[] = {{"statement", "date"}, {"event", "date"}, {"article", "published"}};

const char *view_table(enum view_kind kind)
{
    return KINDS[kind].table;
}

const char *view_date(enum view_kind kind)
{
    return KINDS[kind].date;
}

/* ---- reading ---- */

static enum onr_status read_date(struct view *v, const char *name, struct str *date)
{
    static const char SHAPE[] = "dddd-dd-dd";
    *date = view_parameter(v, name);
    bool good = date->n == 0 || date->n == 4 || date->n == 7 || date->n == 10;
    for (size_t i = 0; good && i < date->n; i++)
        good = SHAPE[i] == 'd' ? date->s[i] >= '0' && date->s[i] <= '9' : date->s[i] == '-';
    return good ? ONR_OK
                : error_set(v->error, ONR_ERR_ARG,
                            "%s is a year, a month or a day, such as 2024-11-01", name);
}

enum onr_status filter_read_dates(struct view *v, struct str *since, struct str *until)
{
    enum onr_status status = read_date(v, "since", since);
    return status ? status : read_date(v, "until", until);
}

/* small letters, digits and '-' only */
static enum onr_status read_word(struct view *v, const char *name, struct str *word)
{
    *word = view_parameter(v, name);
    for (size_t i = 0; i < word->n; i++)
        if (!((word->s[i] >= 'a' && word->s[i] <= 'z') || word->s[i] == '-' ||
              (word->s[i] >= '0' && word->s[i] <= '9')))
            return error_set(v->error, ONR_ERR_ARG, "%s is a word of small letters", name);
    return ONR_OK;
}

/* whether the parameters go together and with what is asked for */
static enum onr_status check(const struct view *v, const struct filter *f)
{
    const char *fault = NULL;
    if (f->kind != VIEW_STATEMENTS && f->standing.n)
        fault = "only statements have a standing";
    if (f->kind != VIEW_EVENTS && (f->status.n || f->code.n || f->quad))
        fault = "only events have a status, code and quad class";
    if (f->kind == VIEW_ARTICLES && f->place)
        fault = "articles have no place";
    if (party_is_set(f->with) && party_is_set(f->to))
        fault = "either to or with, not both";
    return fault ? error_set(v->error, ONR_ERR_ARG, "%s", fault) : ONR_OK;
}

/* ---- parties ---- */

static enum onr_status is_frequent(struct view *v, struct party party, bool *frequent)
{
    struct onr_value value = query_party_value(party);
    const char *sql = party.identity
                          ? "SELECT count(*) FROM (SELECT 1 FROM entity WHERE identity = ?1"
                            " LIMIT 3000) AS first"
                          : "SELECT count(*) FROM (SELECT 1 FROM entity WHERE country = ?1"
                            " LIMIT 3000) AS first";
    int64_t n;
    enum onr_status status = db_ask_number(v->db, sql, &value, 1, 0, &n, v->error);
    *frequent = n >= FREQUENT;
    return status;
}

/* a side of the dyad d */
static void add_side(struct query *q, const char *side, struct party party)
{
    char sql[96];
    if (!party_is_set(party))
        return;
    snprintf(sql, sizeof sql,
             party.identity ? " AND d.%s IN (SELECT id FROM entity WHERE identity = @)"
                            : " AND d.%s_country = @",
             side);
    query_add(q, sql, query_party_value(party));
}

void filter_add_dyad(struct query *q, struct party source, struct party target)
{
    add_side(q, "source", source);
    add_side(q, "target", target);
}

static void add_dyads(struct query *q, const char *begin, struct party source, struct party target)
{
    query_add(q, begin);
    filter_add_dyad(q, source, target);
    query_add(q, ")");
}

static void add_event_parties(struct query *q, const struct filter *f, bool frequent)
{
    const char *begin = frequent ? "EXISTS (SELECT 1 FROM dyad d WHERE d.event = x.id"
                                 : "x.id IN (SELECT d.event FROM dyad d WHERE d.quad > 0";
    query_add(q, " AND ");
    if (!party_is_set(f->with)) {
        add_dyads(q, begin, f->who, f->to);
        return;
    }
    query_add(q, "(");
    add_dyads(q, begin, f->who, f->with);
    query_add(q, " OR ");
    add_dyads(q, begin, f->with, f->who);
    query_add(q, ")");
}

/* a speaker or addressee of the statement x, an entity of the article x */
static void add_link(struct query *q, enum view_kind kind, const char *link, struct party party,
                     bool frequent)
{
    char sql[256];
    const char *column = party.identity ? "identity" : "country";
    if (kind == VIEW_ARTICLES)
        snprintf(sql, sizeof sql,
                 frequent ? "EXISTS (SELECT 1 FROM entity en WHERE en.article = x.id"
                            " AND +en.%s = @)"
                          : "x.id IN (SELECT en.article FROM entity en WHERE en.%s = @)",
                 column);
    else
        snprintf(sql, sizeof sql,
                 frequent ? "EXISTS (SELECT 1 FROM %s l JOIN entity en ON en.id = l.entity"
                            " WHERE l.statement = x.id AND en.%s = @)"
                          : "x.id IN (SELECT l.statement FROM %s l JOIN entity en"
                            " ON en.id = l.entity WHERE en.%s = @)",
                 link, column);
    query_add(q, sql, query_party_value(party));
}

static void add_links(struct query *q, const struct filter *f, const bool frequent[3])
{
    const struct party none = {0};
    const struct party sides[2][2] = {{f->who, party_is_set(f->with) ? f->with : f->to},
                                      {f->with, party_is_set(f->with) ? f->who : none}};
    const bool often[2][2] = {{frequent[0], frequent[party_is_set(f->with) ? 2 : 1]},
                              {frequent[2], frequent[0]}};
    bool both = party_is_set(f->with) && f->kind == VIEW_STATEMENTS;
    query_add(q, both ? " AND ((" : " AND (");
    for (int way = 0; way < (both ? 2 : 1); way++) {
        query_add(q, way ? ") OR (" : "");
        for (int i = 0, n = 0; i < 2; i++) {
            if (!party_is_set(sides[way][i]))
                continue;
            query_add(q, n++ ? " AND " : "");
            add_link(q, f->kind, i ? "addressee" : "speaker", sides[way][i], often[way][i]);
        }
    }
    query_add(q, both ? "))" : ")");
}

static void add_parties(struct query *q, const struct filter *f)
{
    if (!party_is_set(f->who) && !party_is_set(f->to) && !party_is_set(f->with))
        return;
    if (f->kind == VIEW_EVENTS)
        add_event_parties(q, f, !f->rare_party);
    else
        add_links(q, f, f->frequent);
}

/* ---- words ---- */

/* the words of text, each in quotation marks as FTS5 wants them; a '*' behind a word is kept */
static struct str match_words(struct arena *arena, struct str text)
{
    struct buf out;
    buf_init(&out, 4 * VIEW_TEXT_MAX + 8);
    bool inside = false;
    for (size_t i = 0; i < text.n; i++) {
        unsigned char c = (unsigned char)text.s[i];
        bool letter = c >= 0x80 || (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
        if (letter && !inside)
            buf_text(&out, out.n ? " \"" : "\"");
        if (!letter && inside)
            buf_text(&out, c == '*' ? "\"*" : "\"");
        if (letter)
            buf_byte(&out, (char)c);
        inside = letter;
    }
    if (inside)
        buf_byte(&out, '"');
    struct str words = arena_copy(arena, buf_str(&out));
    buf_release(&out);
    return words;
}

/* LIKE pattern of the first phrase in quotation marks, {NULL, 0} where there is none */
static struct str phrase_pattern(struct arena *arena, struct str text)
{
    size_t open = str_find(text, STR("\""), 0);
    size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(text, STR("\""), open + 1);
    if (close == SIZE_MAX || close == open + 1)
        return (struct str){0};
    struct buf out;
    buf_init(&out, 4 * VIEW_TEXT_MAX + 8);
    buf_byte(&out, '%');
    for (size_t i = open + 1; i < close; i++) {
        if (text.s[i] == '%' || text.s[i] == '_' || text.s[i] == '!')
            buf_byte(&out, '!');
        buf_byte(&out, text.s[i]);
    }
    buf_byte(&out, '%');
    struct str pattern = arena_copy(arena, buf_str(&out));
    buf_release(&out);
    return pattern;
}

/* SQL that finds words, up to where they go and behind; how many there are up to ?2 */
static const struct search {
    const char *select, *count;
} SEARCHES[2][2] = {
    {{"SELECT id AS id FROM statement WHERE to_tsvector('english', content) @@"
      " plainto_tsquery('english', @) ORDER BY id DESC LIMIT " MATCHES,
      NULL},
     {"SELECT id AS id FROM article_text WHERE to_tsvector('english', text) @@"
      " plainto_tsquery('english', @) ORDER BY id DESC LIMIT " MATCHES,
      NULL}},
    {{"SELECT rowid AS id FROM statement_search WHERE statement_search MATCH @"
      " ORDER BY rowid DESC LIMIT " MATCHES,
      "SELECT count(*) FROM (SELECT 1 FROM statement_search WHERE statement_search MATCH ?1"
      " LIMIT ?2)"},
     {"SELECT rowid AS id FROM article_search WHERE article_search MATCH @"
      " ORDER BY rowid DESC LIMIT " MATCHES,
      "SELECT count(*) FROM (SELECT 1 FROM article_search WHERE article_search MATCH ?1"
      " LIMIT ?2)"}},
};

static const struct search *search_of(const struct view *v, const struct filter *f)
{
    return &SEARCHES[v->db->kind == DB_SQLITE][f->kind != VIEW_STATEMENTS];
}

static enum onr_status are_many(struct view *v, const struct filter *f, bool *many)
{
    struct onr_value values[] = {db_text(f->words), db_integer(MANY)};
    const char *sql = search_of(v, f)->count;
    int64_t n = 0;
    if (!sql || !f->words.n)
        return ONR_OK;
    enum onr_status status = db_ask_number(v->db, sql, values, 2, 0, &n, v->error);
    *many = n == MANY;
    return status;
}

static void add_phrase(struct query *q, const struct filter *f)
{
    struct str phrase = phrase_pattern(&q->view->arena, f->text);
    static const char *const LIKE[] = {
        [VIEW_STATEMENTS] = " AND lower(x.content) LIKE lower(@) ESCAPE '!'",
        [VIEW_EVENTS] = " AND EXISTS (SELECT 1 FROM article_text t WHERE t.id = x.article"
                        " AND lower(t.text) LIKE lower(@) ESCAPE '!')",
        [VIEW_ARTICLES] = " AND EXISTS (SELECT 1 FROM article_text t WHERE t.id = x.id"
                          " AND lower(t.text) LIKE lower(@) ESCAPE '!')",
    };
    if (phrase.n)
        query_add(q, LIKE[f->kind], db_text(phrase));
}

/* Words and parties together. A rare party of statements and articles sifts what the words find
 * before a row is looked at. */
static void add_text(struct query *q, const struct filter *f)
{
    bool events = f->kind == VIEW_EVENTS, sift = f->rare_party && !events;
    if (!f->words.n) {
        query_add(q, " AND 1 = 0");
        return;
    }
    query_add(q, f->by_date || (f->rare_party && events) ? " AND +x." : " AND x.");
    query_add(q, events ? "article IN (" : "id IN (");
    query_add(q, sift ? "SELECT x.id FROM (" : "");
    query_add(q, search_of(q->view, f)->select, db_text(f->words));
    if (sift) {
        query_add(q, ") AS x WHERE x.id > 0");
        add_parties(q, f);
    }
    query_add(q, ")");
    add_phrase(q, f);
    if (!sift)
        add_parties(q, f);
}

/* ---- reading all together ---- */

/* whether few of the matches may be wanted */
static bool is_narrow(const struct filter *f)
{
    return f->standing.n || f->status.n || f->code.n || f->source.n || f->quad || f->place;
}

enum onr_status filter_weigh(struct view *v, struct filter *f)
{
    const struct party parties[3] = {f->who, f->to, f->with};
    enum onr_status status = ONR_OK;
    bool many = false;
    for (int i = 0; i < 3 && status == ONR_OK; i++) {
        if (!party_is_set(parties[i]))
            continue;
        status = is_frequent(v, parties[i], &f->frequent[i]);
        f->rare_party |= !f->frequent[i];
    }
    if (f->text.n && status == ONR_OK) {
        f->words = v->db->kind == DB_SQLITE ? match_words(&v->arena, f->text) : f->text;
        status = f->rare_party ? ONR_OK : are_many(v, f, &many);
    }
    f->by_date = !f->rare_party && (!f->text.n || (many && !is_narrow(f) && !v->csv));
    return status;
}

enum onr_status filter_read(struct view *v, enum view_kind kind, struct filter *f)
{
    enum onr_status status;
    uint32_t copies;
    *f = (struct filter){
        .kind = kind, .text = view_parameter(v, "text"), .source = view_parameter(v, "source")};
    if ((status = view_party(v, "who", &f->who)) || (status = view_party(v, "to", &f->to)) ||
        (status = view_party(v, "with", &f->with)) ||
        (status = read_word(v, "standing", &f->standing)) ||
        (status = read_word(v, "status", &f->status)) ||
        (status = read_word(v, "code", &f->code)) ||
        (status = filter_read_dates(v, &f->since, &f->until)) ||
        (status = view_number(v, "quad", 1, 4, 0, &f->quad)) ||
        (status = view_number(v, "place", 1, UINT32_MAX, 0, &f->place)) ||
        (status = view_number(v, "copies", 0, 1, 0, &copies)))
        return status;
    f->copies = copies;
    status = check(v, f);
    return status ? status : filter_weigh(v, f);
}

/* ---- all together ---- */

void filter_add_dates(struct query *q, const char *column, struct str since, struct str until)
{
    char sql[64];
    if (since.n) {
        snprintf(sql, sizeof sql, " AND %s >= @", column);
        query_add(q, sql, db_text(since));
    }
    if (until.n) { /* what begins with it is not behind it */
        snprintf(sql, sizeof sql, " AND %s < @", column);
        query_add(q, sql, db_text(arena_format(&q->view->arena, "%.*s~", STR_ARG(until))));
    }
}

static void add_fields(struct query *q, const struct filter *f)
{
    if (f->standing.n)
        query_add(q, " AND x.standing = @", db_text(f->standing));
    if (f->status.n)
        query_add(q, " AND x.status = @", db_text(f->status));
    if (f->code.n)
        query_add(q, " AND x.cameo >= @ AND x.cameo < @", db_text(f->code),
                  db_text(arena_format(&q->view->arena, "%.*s~", STR_ARG(f->code))));
    if (f->quad)
        query_add(q, " AND x.quad = @", db_integer(f->quad));
    if (f->place)
        query_add(q, " AND x.place = @", db_integer(f->place));
}

void filter_add(struct query *q, const struct filter *f)
{
    char column[32];
    snprintf(column, sizeof column, "x.%s", view_date(f->kind));
    if (!f->copies)
        query_add(q, " AND x.counted = 1");
    filter_add_dates(q, column, f->since, f->until);
    add_fields(q, f);
    if (f->source.n)
        query_add(q,
                  f->kind == VIEW_ARTICLES
                      ? " AND x.source = @"
                      : " AND x.article IN (SELECT id FROM article WHERE source = @)",
                  db_text(f->source));
    if (f->text.n)
        add_text(q, f);
    else
        add_parties(q, f);
}
