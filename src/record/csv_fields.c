/* csv_fields: cells that the shapes have in common. */
#include <math.h>

#include "doc/names.h"
#include "record/csv_row.h"

struct str csv_none(struct row *row, uint32_t entity)
{
    (void)row;
    (void)entity;
    return STR("");
}

struct str csv_string(const struct row *row, uint32_t string)
{
    return doc_string(row->doc, string);
}

struct str csv_known(const struct row *row, enum csv_known what, struct str key)
{
    struct str known = {NULL, 0};
    if (row->options->known && key.n)
        known = row->options->known(row->options->context, what, key);
    return known;
}

struct str csv_join(struct row *row, struct str list, const char *separator, struct str item)
{
    return list.n
               ? arena_format(row->scratch, "%.*s%s%.*s", STR_ARG(list), separator, STR_ARG(item))
               : item;
}

/* ---- when ---- */

/* a whole ISO date, or nothing */
static struct str whole_date(struct str iso)
{
    if (iso.n < 10 || iso.s[4] != '-' || iso.s[7] != '-' || iso.s[5] == 'W')
        return STR("");
    return (struct str){iso.s, 10};
}

static struct str time_date(const struct row *row, uint32_t time)
{
    return time ? whole_date(doc_string(row->doc, row->doc->times.v[time].value)) : STR("");
}

/* the date of the dateline */
static struct str written_date(const struct row *row)
{
    const struct doc *doc = row->doc;
    for (uint32_t i = 1; i < doc->blocks.n; i++) {
        struct span block = doc->blocks.v[i].span;
        if (doc->blocks.v[i].kind != BLOCK_DATELINE)
            continue;
        for (uint32_t t = 1; t < doc->times.n; t++)
            if (doc->times.v[t].span.start >= block.start && doc->times.v[t].span.end <= block.end)
                return time_date(row, t);
    }
    return STR("");
}

struct str csv_iso_date(struct row *row, uint32_t entity)
{
    (void)entity;
    struct str date = time_date(row, row->event->when);
    if (!date.n)
        date = written_date(row);
    return date.n ? date : whole_date(doc_string(row->doc, row->doc->article.published));
}

struct str csv_date(struct row *row, uint32_t entity)
{
    struct str iso = csv_iso_date(row, entity);
    return iso.n ? arena_format(row->scratch, "%.4s%.2s%.2s", iso.s, iso.s + 5, iso.s + 8) : iso;
}

/* ---- what ---- */

struct str csv_code(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_string(row, row->event->cameo);
}

struct str csv_root(struct row *row, uint32_t entity)
{
    struct str code = csv_code(row, entity);
    return (struct str){code.s, code.n < 2 ? code.n : 2};
}

struct str csv_goldstein(struct row *row, uint32_t entity)
{
    (void)entity;
    return arena_format(row->scratch, "%.1f", (double)row->event->goldstein);
}

struct str csv_status(struct row *row, uint32_t entity)
{
    (void)entity;
    return str_of(event_status_name(row->event->status));
}

struct str csv_issues(struct row *row, uint32_t entity)
{
    (void)entity;
    struct str list = STR("");
    for (uint32_t i = 0; i < row->event->contexts.n; i++) {
        uint32_t context = row->doc->ids.v[row->event->contexts.first + i];
        struct str item =
            arena_format(row->scratch, "%.*s,1", STR_ARG(doc_string(row->doc, context)));
        list = csv_join(row, list, ";", item);
    }
    return list;
}

struct str csv_trigger(struct row *row, uint32_t entity)
{
    (void)entity;
    struct str list = STR("");
    for (uint32_t i = 0; i < row->event->trigger.n; i++) {
        struct span span = row->doc->spans.v[row->event->trigger.first + i];
        list = csv_join(row, list, " ... ", doc_slice(row->doc, span));
    }
    return list;
}

struct str csv_speakers(struct row *row, uint32_t entity)
{
    (void)entity;
    const struct doc *doc = row->doc;
    struct str list = STR("");
    for (uint32_t i = 0; i < row->event->on_word_of.n; i++) {
        uint32_t statement = doc->ids.v[row->event->on_word_of.first + i];
        struct range speakers = doc->statements.v[statement].speakers;
        for (uint32_t k = 0; k < speakers.n; k++) {
            uint32_t speaker = doc->ids.v[speakers.first + k];
            list = csv_join(row, list, ";", doc_string(doc, doc->entities.v[speaker].name));
        }
        if (!speakers.n)
            list = csv_join(row, list, ";", STR("---"));
    }
    return list;
}

/* ---- told where ---- */

/* the last sentence that begins at or before a place in the text, 0 = none */
static uint32_t sentence_at(const struct doc *doc, uint32_t at)
{
    uint32_t first = 0, end = doc->sentences.n;
    while (first + 1 < end) {
        uint32_t middle = first + (end - first) / 2;
        if (doc->sentences.v[middle].span.start <= at)
            first = middle;
        else
            end = middle;
    }
    return first;
}

struct str csv_sentences(struct row *row, uint32_t entity)
{
    (void)entity;
    struct str list = STR(""), id = doc_string(row->doc, row->doc->article.id);
    uint32_t last = 0;
    for (uint32_t i = 0; i < row->event->trigger.n; i++) {
        uint32_t start = row->doc->spans.v[row->event->trigger.first + i].start;
        uint32_t sentence = sentence_at(row->doc, start);
        if (sentence == last)
            continue;
        last = sentence;
        list =
            csv_join(row, list, ";", arena_format(row->scratch, "%.*s_%u", STR_ARG(id), sentence));
    }
    return list;
}

struct str csv_sentence_number(struct row *row, uint32_t entity)
{
    (void)entity;
    uint32_t start = row->event->trigger.n ? row->doc->spans.v[row->event->trigger.first].start : 0;
    return arena_format(row->scratch, "%u", sentence_at(row->doc, start));
}

struct str csv_url(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_string(row, row->doc->article.url);
}

struct str csv_publisher(struct row *row, uint32_t entity)
{
    (void)entity;
    const struct article *article = &row->doc->article;
    return csv_string(row, article->source ? article->source : article->agency);
}

struct str csv_row_id(struct row *row, uint32_t entity)
{
    (void)entity;
    return arena_format(row->scratch, "%.*s_%u", STR_ARG(csv_string(row, row->doc->article.id)),
                        row->number);
}

/* ---- who ---- */

struct str csv_name(struct row *row, uint32_t entity)
{
    return entity ? csv_string(row, row->doc->entities.v[entity].name) : STR("");
}

struct str csv_words(struct row *row, uint32_t entity)
{
    if (!entity)
        return STR("");
    const struct doc *doc = row->doc;
    uint32_t best = UINT32_MAX, sentence = 0;
    struct str words = doc_string(doc, doc->entities.v[entity].name);
    struct span trigger = {0, 0};
    if (row->event->trigger.n) {
        trigger = doc->spans.v[row->event->trigger.first];
        sentence = sentence_at(doc, trigger.start);
    }
    if (!sentence)
        return words;
    struct span limits = doc->sentences.v[sentence].span;
    for (uint32_t m = doc->entities.v[entity].first_mention; m; m = doc->mentions.v[m].next) {
        struct span span = doc->mentions.v[m].span;
        if (span.start < limits.start || span.end > limits.end)
            continue;
        uint32_t distance =
            span.start < trigger.start ? trigger.start - span.start : span.start - trigger.start;
        if (distance < best) {
            best = distance;
            words = doc_slice(doc, span);
        }
    }
    return words;
}

struct str csv_actor(struct row *row, uint32_t entity)
{
    struct str actor =
        entity ? csv_string(row, row->doc->entities.v[entity].actor) : (struct str){NULL, 0};
    if (!actor.n)
        return STR("---");
    return actor;
}

struct str csv_country(struct row *row, uint32_t entity)
{
    return entity ? str_of(row->doc->entities.v[entity].country) : STR("");
}

/* ---- where ---- */

const struct place *csv_place(const struct row *row)
{
    return row->event->where ? &row->doc->places.v[row->event->where] : NULL;
}

static struct str degrees(struct row *row, float value)
{
    return isnan(value) ? STR("") : arena_format(row->scratch, "%.4f", (double)value);
}

struct str csv_lat(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_place(row) ? degrees(row, csv_place(row)->lat) : STR("");
}

struct str csv_lon(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_place(row) ? degrees(row, csv_place(row)->lon) : STR("");
}

struct str csv_place_name(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_place(row) ? csv_string(row, csv_place(row)->name) : STR("");
}

struct str csv_city(struct row *row, uint32_t entity)
{
    struct str kind = csv_place(row) ? csv_string(row, csv_place(row)->kind) : STR("");
    return str_is(kind, "city") || str_is(kind, "capital") ? csv_place_name(row, entity) : STR("");
}

struct str csv_division(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_place(row) ? csv_string(row, csv_place(row)->division) : STR("");
}
