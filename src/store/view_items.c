/* view_items: writes statements, events and articles. Each is asked for by its id, then who takes
 * part in it; a page of a list is a few hundred such questions, each a few look-ups by key. */
#include "store/view_items.h"

#include <stdio.h>

#define ARTICLE_COLUMNS "a.id, a.title, a.published, a.source, a.url"
#define PLACE_COLUMNS "p.id, p.name, p.country, p.division, p.lat, p.lon"

static const char STATEMENT_SQL[] =
    "SELECT x.id, x.n, x.kind, x.standing, x.cue, x.content, x.date, x.said, x.medium, x.via,"
    " x.evidence, x.within, " ARTICLE_COLUMNS ", " PLACE_COLUMNS
    " FROM statement x JOIN article a ON a.id = x.article LEFT JOIN place p ON p.id = x.place"
    " WHERE x.id = ?1";
static const char EVENT_SQL[] =
    "SELECT x.id, x.n, x.cameo, x.plover, x.mode, x.contexts, x.quad, x.goldstein, x.status,"
    " x.words, x.date, x.because, " ARTICLE_COLUMNS ", " PLACE_COLUMNS
    " FROM event x JOIN article a ON a.id = x.article LEFT JOIN place p ON p.id = x.place"
    " WHERE x.id = ?1";
static const char ARTICLE_SQL[] =
    "SELECT a.id, a.title, a.published, a.source, a.url, a.dateline, a.agency, a.byline, a.name,"
    " (SELECT count(*) FROM statement s WHERE s.article = a.id),"
    " (SELECT count(*) FROM event e WHERE e.article = a.id)"
    " FROM article a WHERE a.id = ?1";

static const char SPEAKERS_SQL[] = "SELECT " PARTY_COLUMNS(
    "en") " FROM speaker l JOIN entity en ON en.id = l.entity WHERE l.statement = ?1 ORDER BY en.n";
static const char ADDRESSEES_SQL[] =
    "SELECT " PARTY_COLUMNS("en") " FROM addressee l JOIN entity en ON en.id = l.entity WHERE "
                                  "l.statement = ?1 ORDER BY en.n";
static const char SOURCES_SQL[] = "SELECT DISTINCT " PARTY_COLUMNS(
    "en") ", en.n"
          " FROM dyad l JOIN entity en ON en.id = l.source WHERE l.event = ?1 ORDER BY en.n";
static const char TARGETS_SQL[] = "SELECT DISTINCT " PARTY_COLUMNS(
    "en") ", en.n"
          " FROM dyad l JOIN entity en ON en.id = l.target WHERE l.event = ?1 ORDER BY en.n";
static const char WORD_OF_SQL[] = "SELECT " PARTY_COLUMNS(
    "en") ", s.standing"
          " FROM on_word_of w JOIN statement s ON s.id = w.statement"
          " LEFT JOIN speaker l ON l.statement = s.id LEFT JOIN entity en ON en.id = l.entity"
          " WHERE w.event = ?1 ORDER BY s.n, en.n";

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

static bool write_party(void *context, const struct onr_row *row)
{
    struct view *v = context;
    party_write(v, row, 0);
    json_close(&v->json, '}');
    return true;
}

static bool write_word_of(void *context, const struct onr_row *row)
{
    struct view *v = context;
    party_write(v, row, 0);
    view_string(v, "standing", db_string(&row->values[6]));
    json_close(&v->json, '}');
    return true;
}

static enum onr_status write_parties(struct view *v, const char *key, const char *sql, int64_t id,
                                     db_row_function *row)
{
    struct onr_value value = db_integer(id);
    json_key(&v->json, key);
    json_open(&v->json, '[');
    enum onr_status status = view_ask(v, sql, &value, 1, row, v);
    json_close(&v->json, ']');
    return status;
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

static bool begin_statement(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"id",   "n",    "kind",   "standing", "cue",      "content",
                                        "date", "said", "medium", "via",      "evidence", "within"};
    write_values(context, NAMES, 12, row->values);
    write_article_and_place(context, row->values + 12);
    return true;
}

static bool begin_event(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"id",   "n",         "code",   "plover", "mode", "contexts",
                                        "quad", "goldstein", "status", "words",  "date", "because"};
    write_values(context, NAMES, 12, row->values);
    write_article_and_place(context, row->values + 12);
    return true;
}

static bool begin_article(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"id",   "title",      "published", "source",
                                        "url",  "dateline",   "agency",    "byline",
                                        "name", "statements", "events"};
    write_values(context, NAMES, 11, row->values);
    return true;
}

static enum onr_status write_json(struct view *v, enum view_kind kind, int64_t id)
{
    static const struct {
        const char *sql;
        db_row_function *begin;
    } HEADS[] = {
        {STATEMENT_SQL, begin_statement}, {EVENT_SQL, begin_event}, {ARTICLE_SQL, begin_article}};
    struct onr_value value = db_integer(id);
    json_open(&v->json, '{');
    enum onr_status status = view_ask(v, HEADS[kind].sql, &value, 1, HEADS[kind].begin, v);
    if (status == ONR_OK && kind == VIEW_STATEMENTS &&
        (status = write_parties(v, "speakers", SPEAKERS_SQL, id, write_party)) == ONR_OK)
        status = write_parties(v, "addressees", ADDRESSEES_SQL, id, write_party);
    if (status == ONR_OK && kind == VIEW_EVENTS &&
        (status = write_parties(v, "sources", SOURCES_SQL, id, write_party)) == ONR_OK &&
        (status = write_parties(v, "targets", TARGETS_SQL, id, write_party)) == ONR_OK)
        status = write_parties(v, "on_word_of", WORD_OF_SQL, id, write_word_of);
    json_close(&v->json, '}');
    return status;
}

/* ---- CSV ---- */

struct names {
    struct view *view;
    struct buf names, countries;
};

static bool take_name(void *context, const struct onr_row *row)
{
    struct names *names = context;
    struct str name = db_string(&row->values[1]), country = db_string(&row->values[3]);
    buf_text(&names->names, names->names.n && name.n ? "; " : "");
    buf_add(&names->names, name);
    buf_text(&names->countries, names->countries.n && country.n ? "; " : "");
    buf_add(&names->countries, country);
    return true;
}

/* two cells: names, and countries */
static enum onr_status csv_parties(struct view *v, const char *sql, int64_t id)
{
    struct names names = {.view = v};
    struct onr_value value = db_integer(id);
    buf_init(&names.names, 1 << 16);
    buf_init(&names.countries, 1 << 16);
    enum onr_status status = view_ask(v, sql, &value, 1, take_name, &names);
    csv_cell(v, buf_str(&names.names), false);
    csv_cell(v, buf_str(&names.countries), false);
    buf_release(&names.names);
    buf_release(&names.countries);
    return status;
}

static bool csv_values(void *context, const struct onr_row *row)
{
    for (unsigned i = 0; i < row->n; i++) {
        const struct onr_value *value = &row->values[i];
        if (value->kind == ONR_VALUE_INTEGER)
            csv_number(context, value->integer, i == 0);
        else if (value->kind == ONR_VALUE_REAL)
            buf_format(&((struct view *)context)->out, ",%.5g", value->real);
        else
            csv_cell(context, db_string(value), i == 0);
    }
    return true;
}

static const struct {
    const char *header, *sql, *parties[3];
} LINES[] = {
    {"id,date,standing,kind,cue,content,medium,via,evidence,place,article,title,published,source,"
     "speakers,speaker_countries,addressees,addressee_countries",
     "SELECT x.id, x.date, x.standing, x.kind, x.cue, x.content, x.medium, x.via, x.evidence,"
     " p.name, a.name, a.title, a.published, a.source FROM statement x"
     " JOIN article a ON a.id = x.article LEFT JOIN place p ON p.id = x.place WHERE x.id = ?1",
     {SPEAKERS_SQL, ADDRESSEES_SQL, NULL}},
    {"id,date,code,plover,mode,quad,goldstein,status,words,contexts,place,lat,lon,because,article,"
     "title,published,source,sources,source_countries,targets,target_countries,on_word_of,"
     "on_word_of_countries",
     "SELECT x.id, x.date, x.cameo, x.plover, x.mode, x.quad, x.goldstein, x.status, x.words,"
     " x.contexts, p.name, p.lat, p.lon, x.because, a.name, a.title, a.published, a.source"
     " FROM event x JOIN article a ON a.id = x.article LEFT JOIN place p ON p.id = x.place"
     " WHERE x.id = ?1",
     {SOURCES_SQL, TARGETS_SQL, WORD_OF_SQL}},
    {"id,article,published,title,source,dateline,agency,byline,url",
     "SELECT a.id, a.name, a.published, a.title, a.source, a.dateline, a.agency, a.byline, a.url"
     " FROM article a WHERE a.id = ?1",
     {NULL, NULL, NULL}},
};

void item_csv_header(struct view *v, enum view_kind kind)
{
    buf_text(&v->out, LINES[kind].header);
    csv_end(v);
}

static enum onr_status write_csv(struct view *v, enum view_kind kind, int64_t id)
{
    struct onr_value value = db_integer(id);
    enum onr_status status = view_ask(v, LINES[kind].sql, &value, 1, csv_values, v);
    for (int i = 0; i < 3 && LINES[kind].parties[i] && status == ONR_OK; i++)
        status = csv_parties(v, LINES[kind].parties[i], id);
    csv_end(v);
    return status;
}

enum onr_status item_write(struct view *v, enum view_kind kind, int64_t id)
{
    return v->csv ? write_csv(v, kind, id) : write_json(v, kind, id);
}
