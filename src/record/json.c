/* record/json: the document as one JSON object. One function per kind of object in the contract,
 * in its order; nothing is decided here but what to leave out. Indices of the document's layers
 * start behind a dummy element, ids of the record at 0: every link is shifted by one, and links to
 * entities go through a table that skips those merged away. */
#include "record/json.h"

#include "base/json.h"
#include "doc/names.h"
#include "record/places.h"

struct writer {
    struct json json;
    const struct doc *doc;
    struct arena *scratch;
    uint32_t *entity_ids; /* entity → id in the record, UINT32_MAX = not written */
};

static void key_text(struct writer *w, const char *key, const char *value)
{
    json_key(&w->json, key);
    if (value)
        json_string(&w->json, str_of(value));
    else
        json_null(&w->json);
}

/* left out when there is no such string */
static void key_interned(struct writer *w, const char *key, uint32_t string)
{
    if (string) {
        json_key(&w->json, key);
        json_string(&w->json, doc_string(w->doc, string));
    }
}

/* null when there is no such string */
static void key_nullable(struct writer *w, const char *key, uint32_t string)
{
    if (string)
        key_interned(w, key, string);
    else
        key_text(w, key, NULL);
}

static void key_country(struct writer *w, const char country[4])
{
    key_text(w, "country", country[0] ? country : NULL);
}

static void write_span(struct writer *w, struct span span)
{
    json_open(&w->json, '[');
    json_uint(&w->json, span.start);
    json_uint(&w->json, span.end);
    json_close(&w->json, ']');
}

static void key_span(struct writer *w, struct span span)
{
    json_key(&w->json, "span");
    write_span(w, span);
}

static void key_spans(struct writer *w, const char *key, struct range range)
{
    json_key(&w->json, key);
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < range.n; i++)
        write_span(w, w->doc->spans.v[range.first + i]);
    json_close(&w->json, ']');
}

static void key_strings(struct writer *w, const char *key, struct range range)
{
    json_key(&w->json, key);
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < range.n; i++)
        json_string(&w->json, doc_string(w->doc, w->doc->ids.v[range.first + i]));
    json_close(&w->json, ']');
}

static void key_entities(struct writer *w, const char *key, struct range range)
{
    json_key(&w->json, key);
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < range.n; i++) {
        uint32_t id = w->entity_ids[w->doc->ids.v[range.first + i]];
        if (id != UINT32_MAX)
            json_uint(&w->json, id);
    }
    json_close(&w->json, ']');
}

/* ids of a layer that is written whole */
static void key_ids(struct writer *w, const char *key, struct range range)
{
    json_key(&w->json, key);
    json_open(&w->json, '[');
    for (uint32_t i = 0; i < range.n; i++)
        json_uint(&w->json, w->doc->ids.v[range.first + i] - 1);
    json_close(&w->json, ']');
}

static void open_item(struct writer *w, uint32_t id)
{
    json_open(&w->json, '{');
    json_key(&w->json, "id");
    json_uint(&w->json, id);
}

static void write_blocks(struct writer *w)
{
    json_key(&w->json, "blocks");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->blocks.n; i++) {
        const struct block *block = &w->doc->blocks.v[i];
        json_open(&w->json, '{');
        key_text(w, "kind", block_kind_name(block->kind));
        key_span(w, block->span);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void write_article(struct writer *w)
{
    const struct article *article = &w->doc->article;
    json_key(&w->json, "article");
    json_open(&w->json, '{');
    key_interned(w, "id", article->id);
    key_interned(w, "origin", article->origin);
    key_interned(w, "url", article->url);
    key_interned(w, "source", article->source);
    key_interned(w, "title", article->title);
    key_strings(w, "byline", article->byline);
    key_interned(w, "dateline", article->dateline);
    key_interned(w, "agency", article->agency);
    key_nullable(w, "published", article->published);
    key_interned(w, "modified", article->modified);
    key_interned(w, "crawled", article->crawled);
    key_interned(w, "status", article->status);
    key_interned(w, "embargo", article->embargo);
    key_interned(w, "language", article->language);
    json_key(&w->json, "text");
    json_string(&w->json, w->doc->text);
    write_blocks(w);
    json_close(&w->json, '}');
}

static void write_mentions(struct writer *w, uint32_t mention)
{
    json_key(&w->json, "mentions");
    json_open(&w->json, '[');
    for (; mention; mention = w->doc->mentions.v[mention].next) {
        json_open(&w->json, '{');
        key_span(w, w->doc->mentions.v[mention].span);
        key_text(w, "form", mention_form_name(w->doc->mentions.v[mention].form));
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void write_entities(struct writer *w)
{
    json_key(&w->json, "entities");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->entities.n; i++) {
        const struct entity *entity = &w->doc->entities.v[i];
        if (w->entity_ids[i] == UINT32_MAX)
            continue;
        open_item(w, w->entity_ids[i]);
        json_key(&w->json, "name");
        json_string(&w->json, doc_string(w->doc, entity->name));
        key_text(w, "kind", entity_kind_name(entity->kind));
        key_country(w, entity->country);
        if (entity->at_home)
            key_text(w, "country_by", "article");
        key_strings(w, "sectors", entity->sectors);
        key_interned(w, "actor", entity->actor);
        key_interned(w, "role", entity->role);
        if (entity->members.n)
            key_entities(w, "members", entity->members);
        write_mentions(w, entity->first_mention);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void key_when(struct writer *w, uint32_t time)
{
    if (!time)
        return;
    json_key(&w->json, "when");
    json_open(&w->json, '{');
    key_span(w, w->doc->times.v[time].span);
    key_nullable(w, "value", w->doc->times.v[time].value);
    json_close(&w->json, '}');
}

static void key_where(struct writer *w, uint32_t place)
{
    if (!place)
        return;
    json_key(&w->json, "where");
    json_open(&w->json, '{');
    key_span(w, w->doc->places.v[place].span);
    json_key(&w->json, "place");
    json_uint(&w->json, place - 1);
    json_close(&w->json, '}');
}

static void key_cue(struct writer *w, const struct statement *statement)
{
    json_key(&w->json, "cue");
    if (statement->cue.start == statement->cue.end) {
        json_null(&w->json);
        return;
    }
    json_open(&w->json, '{');
    key_span(w, statement->cue);
    key_interned(w, "lemma", statement->cue_lemma);
    json_close(&w->json, '}');
}

static void write_statement(struct writer *w, uint32_t i)
{
    const struct statement *statement = &w->doc->statements.v[i];
    open_item(w, i - 1);
    key_text(w, "kind", statement_kind_name(statement->kind));
    key_entities(w, "speakers", statement->speakers);
    key_spans(w, "speaker_spans", statement->speaker_spans);
    key_text(w, "speaker_by", speaker_by_name(statement->speaker_by));
    key_cue(w, statement);
    key_spans(w, "content", statement->content);
    key_entities(w, "addressees", statement->addressees);
    key_when(w, statement->when);
    key_where(w, statement->where);
    key_interned(w, "medium", statement->medium);
    key_interned(w, "via", statement->via);
    key_spans(w, "question", statement->question);
    key_text(w, "standing", standing_name(statement->standing));
    key_text(w, "evidence", evidence_name(statement->evidence));
    json_key(&w->json, "within");
    if (statement->within)
        json_uint(&w->json, statement->within - 1);
    else
        json_null(&w->json);
    json_close(&w->json, '}');
}

static void write_statements(struct writer *w)
{
    json_key(&w->json, "statements");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->statements.n; i++)
        write_statement(w, i);
    json_close(&w->json, ']');
}

static void write_event(struct writer *w, uint32_t i)
{
    const struct event *event = &w->doc->events.v[i];
    open_item(w, i - 1);
    key_entities(w, "sources", event->sources);
    key_entities(w, "targets", event->targets);
    json_key(&w->json, "reciprocal");
    json_bool(&w->json, event->reciprocal);
    key_spans(w, "trigger", event->trigger);
    key_interned(w, "cameo", event->cameo);
    key_interned(w, "plover", event->plover);
    key_interned(w, "mode", event->mode);
    key_strings(w, "contexts", event->contexts);
    json_key(&w->json, "quad");
    json_uint(&w->json, event->quad);
    json_key(&w->json, "goldstein");
    json_decimal(&w->json, (double)event->goldstein, 1);
    key_when(w, event->when);
    key_where(w, event->where);
    key_text(w, "status", event_status_name(event->status));
    key_ids(w, "on_word_of", event->on_word_of);
    key_interned(w, "because", event->because);
    json_close(&w->json, '}');
}

static void write_events(struct writer *w)
{
    json_key(&w->json, "events");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->events.n; i++)
        write_event(w, i);
    json_close(&w->json, ']');
}

static void write_times(struct writer *w)
{
    json_key(&w->json, "times");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->times.n; i++) {
        const struct time *time = &w->doc->times.v[i];
        open_item(w, i - 1);
        key_span(w, time->span);
        key_text(w, "type", time_type_name(time->type));
        key_nullable(w, "value", time->value);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void key_because(struct writer *w, const struct place *place)
{
    struct arena_mark mark = arena_mark(w->scratch);
    struct str because = place_because(w->doc, place, w->scratch);
    if (because.n) {
        json_key(&w->json, "because");
        json_string(&w->json, because);
    }
    arena_rewind(w->scratch, mark);
}

static void write_places(struct writer *w)
{
    json_key(&w->json, "places");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->places.n; i++) {
        const struct place *place = &w->doc->places.v[i];
        open_item(w, i - 1);
        key_span(w, place->span);
        key_interned(w, "name", place->name);
        json_key(&w->json, "lat");
        json_decimal(&w->json, (double)place->lat, 4);
        json_key(&w->json, "lon");
        json_decimal(&w->json, (double)place->lon, 4);
        key_country(w, place->country);
        key_interned(w, "kind", place->kind);
        key_interned(w, "division", place->division);
        if (place->geonames) {
            json_key(&w->json, "geonames");
            json_uint(&w->json, place->geonames);
        }
        key_text(w, "use", place_use_name(place->use));
        key_because(w, place);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static void write_notices(struct writer *w)
{
    json_key(&w->json, "notices");
    json_open(&w->json, '[');
    for (uint32_t i = 1; i < w->doc->notices.n; i++) {
        const struct notice *notice = &w->doc->notices.v[i];
        json_open(&w->json, '{');
        key_text(w, "level", notice->level == NOTICE_WARNING ? "warning" : "info");
        key_interned(w, "code", notice->code);
        key_interned(w, "message", notice->message);
        json_key(&w->json, "span");
        if (notice->span.end)
            write_span(w, notice->span);
        else
            json_null(&w->json);
        json_close(&w->json, '}');
    }
    json_close(&w->json, ']');
}

static uint32_t *number_entities(const struct doc *doc, struct arena *scratch)
{
    uint32_t *ids = arena_alloc(scratch, (doc->entities.n + 1) * sizeof *ids);
    uint32_t n = 0;
    ids[0] = UINT32_MAX;
    for (uint32_t i = 1; i < doc->entities.n; i++)
        ids[i] = doc->entities.v[i].first_mention ? n++ : UINT32_MAX;
    return ids;
}

void record_json(struct buf *out, const struct doc *doc, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct writer w = {{.out = out}, doc, scratch, number_entities(doc, scratch)};
    json_open(&w.json, '{');
    json_key(&w.json, "onrecord");
    json_uint(&w.json, 1);
    write_article(&w);
    write_entities(&w);
    write_statements(&w);
    write_events(&w);
    write_times(&w);
    write_places(&w);
    write_notices(&w);
    json_close(&w.json, '}');
    buf_byte(out, '\n');
    arena_rewind(scratch, mark);
}
