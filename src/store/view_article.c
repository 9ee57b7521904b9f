/* view_article: an article with its record: the text, and every entity, statement and event with
 * the spans that they have in it. Ids are those of the record. */
#include "store/view_items.h"

static void write_fields(struct view *v, const char *const *names, unsigned n,
                         const struct onr_value *values)
{
    for (unsigned i = 0; i < n; i++) {
        if (values[i].kind == ONR_VALUE_INTEGER)
            view_count(v, names[i], values[i].integer);
        else if (values[i].kind == ONR_VALUE_REAL)
            view_real(v, names[i], values[i].real);
        else
            view_string(v, names[i], db_string(&values[i]));
    }
}

static bool write_article(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"id",       "name",     "source",   "origin", "url",
                                        "title",    "byline",   "dateline", "agency", "published",
                                        "modified", "language", "text"};
    write_fields(context, NAMES, 13, row->values);
    return false;
}

static bool write_entity(void *context, const struct onr_row *row)
{
    struct view *v = context;
    party_write(v, row, 0);
    view_count(v, "n", value_integer(&row->values[6]));
    view_raw(v, "spans", db_string(&row->values[7]));
    json_close(&v->json, '}');
    return true;
}

/* "3 17" as a list of numbers */
static void write_numbers(struct view *v, const char *key, struct str numbers)
{
    json_key(&v->json, key);
    json_open(&v->json, '[');
    for (uint32_t n; numbers.n;) {
        if (str_to_u32(str_split(&numbers, ' '), &n))
            json_uint(&v->json, n);
    }
    json_close(&v->json, ']');
}

static bool write_statement(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"id",   "n",    "within", "kind", "standing", "cue",
                                        "date", "said", "medium", "via",  "evidence"};
    struct view *v = context;
    json_open(&v->json, '{');
    write_fields(v, NAMES, 11, row->values);
    view_raw(v, "content", db_string(&row->values[11]));
    view_raw(v, "speaker_spans", db_string(&row->values[12]));
    view_raw(v, "cue_spans", db_string(&row->values[13]));
    write_numbers(v, "speakers", db_string(&row->values[14]));
    write_numbers(v, "addressees", db_string(&row->values[15]));
    json_close(&v->json, '}');
    return true;
}

static bool write_event(void *context, const struct onr_row *row)
{
    static const char *const NAMES[] = {"id",       "n",       "code",      "plover", "mode",
                                        "contexts", "quad",    "goldstein", "status", "words",
                                        "date",     "because", "place"};
    struct view *v = context;
    json_open(&v->json, '{');
    write_fields(v, NAMES, 13, row->values);
    view_raw(v, "spans", db_string(&row->values[13]));
    write_numbers(v, "sources", db_string(&row->values[14]));
    write_numbers(v, "targets", db_string(&row->values[15]));
    write_numbers(v, "on_word_of", db_string(&row->values[16]));
    json_close(&v->json, '}');
    return true;
}

/* the numbers n that a sub-question finds, with blanks between */
#define NUMBERS(from) \
    "(SELECT group_concat(CAST(k AS TEXT), ' ') FROM (SELECT DISTINCT " from " ORDER BY k) AS t)"

static const struct {
    const char *key, *sql;
    db_row_function *row;
} LISTS[] = {
    {"entities",
     "SELECT " PARTY_COLUMNS("en") ", en.n, spans(en.spans) FROM entity en WHERE en.article = ?1"
                                   " ORDER BY en.n",
     write_entity},
    {"statements",
     "SELECT s.id, s.n, s.within, s.kind, s.standing, s.cue, s.date, s.said, s.medium, "
     "s.via,"
     " s.evidence, spans(s.content_spans), spans(s.speaker_spans), spans(s.cue_spans), " NUMBERS(
         "en.n AS k FROM speaker l JOIN entity en ON en.id = l.entity WHERE l.statement = "
         "s.id") ", " NUMBERS("en.n AS k FROM addressee l JOIN entity en ON en.id = "
                              "l.entity WHERE l.statement = s.id") " FROM statement s "
                                                                   "WHERE s.article = ?1 "
                                                                   "ORDER BY s.n",
     write_statement},
    {"events",
     "SELECT e.id, e.n, e.cameo, e.plover, e.mode, e.contexts, e.quad, e.goldstein, "
     "e.status,"
     " e.words, e.date, e.because, p.name, spans(e.spans), " NUMBERS(
         "en.n AS k FROM dyad d JOIN "
         "entity en ON en.id = "
         "d.source WHERE d.event = "
         "e.id") ", " NUMBERS("en.n "
                              "AS k "
                              "FROM "
                              "dyad d "
                              "JOIN "
                              "entity "
                              "en ON "
                              "en.id "
                              "= "
                              "d."
                              "target "
                              "WHERE "
                              "d."
                              "event "
                              "= e.id") ", " NUMBERS("s.n AS k FROM on_word_of w JOIN statement s "
                                                     "ON s.id = w.statement WHERE w.event "
                                                     "= e.id") " FROM event e LEFT JOIN place p ON "
                                                               "p.id = e.place WHERE e.article = "
                                                               "?1 "
                                                               "ORDER BY e.n",
     write_event},
};

enum onr_status view_article(struct view *v)
{
    uint32_t id;
    enum onr_status status = view_number(v, "id", 1, UINT32_MAX, 0, &id);
    if (status)
        return status;
    struct onr_value value = db_integer(id);
    json_open(&v->json, '{');
    size_t before = v->out.n;
    status = view_ask(v,
                      "SELECT id, name, source, (SELECT o.name FROM origin o WHERE o.id ="
                      " article.origin), url, title, byline, dateline, agency,"
                      " published, modified, language, (SELECT t.text FROM article_text t WHERE "
                      "t.id = article.id) FROM"
                      " article WHERE id = ?1",
                      &value, 1, write_article, v);
    if (status == ONR_OK && v->out.n == before)
        return error_set(v->error, ONR_END, "there is no article %u", id);
    for (size_t i = 0; i < sizeof LISTS / sizeof *LISTS && status == ONR_OK; i++) {
        json_key(&v->json, LISTS[i].key);
        json_open(&v->json, '[');
        status = view_ask(v, LISTS[i].sql, &value, 1, LISTS[i].row, v);
        json_close(&v->json, ']');
    }
    json_close(&v->json, '}');
    return status;
}
