/* bundle: document in, strings and numbers out. Decides what of the record is kept in tables; the
 * dates of statements and events (the whole day told, else that of the article); what a name is
 * compared by. */
#include "store/bundle.h"

#include <math.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/hash.h"
#include "claim/proposition.h"
#include "doc/names.h"
#include "intake/stream/zstd.h"
#include "record/story.h"
#include "store/spans.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { ARENA_KEEP = 1 << 20, SPANS_MAX = 1 << 24 };

struct filler {
    struct bundle *b;
    const struct doc *doc;
    struct arena *arena;
    uint32_t *n_of;     /* entity → id in the record */
    uint32_t *kept;     /* entity → index + 1 in the bundle, 0 = left out */
    uint32_t *place_of; /* place → index + 1 in the bundle */
    struct buf buf;
    struct zstd_packer *packer;
};

void bundle_init(struct bundle *bundle)
{
    *bundle = (struct bundle){0};
    arena_init(&bundle->arena, ARENA_KEEP);
}

void bundle_release(struct bundle *bundle)
{
    arena_release(&bundle->arena);
}

uint64_t bundle_fingerprint(const struct doc *doc)
{
    const struct article *a = &doc->article;
    uint32_t told[] = {a->id,  a->source,   a->title,    a->dateline,
                       a->url, a->language, a->modified, a->published};
    uint64_t hash = hash_bytes(doc->text, 0);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        hash = hash_bytes(doc_string(doc, told[i]), hash + i);
    for (uint32_t i = 0; i < a->byline.n; i++)
        hash = hash_bytes(doc_string(doc, doc->ids.v[a->byline.first + i]), hash);
    return hash;
}

/* ---- names ---- */

/* what goes again: "the" in front, an initial with its stop */
static bool is_chaff(struct str word, bool first, uint32_t mark)
{
    return (first && str_is(word, "the")) || (mark == '.' && utf8_length(word) == 1);
}

static bool letter_follows(struct str name, size_t at)
{
    uint32_t code = 0;
    if (at < name.n)
        utf8_decode(name, at, &code);
    return unicode_is_letter(code);
}

struct str bundle_key(struct arena *arena, struct str name)
{
    char *out = arena_alloc(arena, 4 * name.n + 2);
    size_t n = 0, word = 0;
    for (size_t at = 0; at <= name.n;) {
        uint32_t code = ' ';
        at += at < name.n ? utf8_decode(name, at, &code) : 1;
        uint32_t base = unicode_base(code);
        bool inside = !base || unicode_is_single_quote(code) ||
                      (code == '.' && letter_follows(name, at)); /* O'Neill, U.S. */
        if (unicode_is_letter(base) || unicode_is_digit(base)) {
            n += utf8_encode(base, out + n);
        } else if (!inside && n > word) {
            if (is_chaff((struct str){out + word, n - word}, word == 0, code))
                n = word;
            else
                out[n++] = ' ';
            word = n;
        }
    }
    while (n && out[n - 1] == ' ')
        n--;
    return (struct str){out, n};
}

/* ---- strings ---- */

/* a copy that databases take: without NUL */
static struct str keep(struct filler *f, struct str s)
{
    if (!s.n)
        return (struct str){NULL, 0};
    char *out = arena_alloc(f->arena, s.n + 1);
    memcpy(out, s.s, s.n);
    for (char *at = out; (at = memchr(at, 0, s.n - (size_t)(at - out))) != NULL;)
        *at = ' ';
    return (struct str){out, s.n};
}

static struct str keep_string(struct filler *f, uint32_t string)
{
    return keep(f, doc_string(f->doc, string));
}

static struct str keep_buf(struct filler *f)
{
    struct str kept = keep(f, buf_str(&f->buf));
    buf_clear(&f->buf);
    return kept;
}

/* the same, whatever bytes they are */
static struct str keep_bytes(struct filler *f)
{
    struct str kept = arena_copy(f->arena, buf_str(&f->buf));
    buf_clear(&f->buf);
    return kept;
}

static struct str keep_strings(struct filler *f, struct range range, const char *between)
{
    for (uint32_t i = 0; i < range.n; i++) {
        if (i)
            buf_text(&f->buf, between);
        buf_add(&f->buf, doc_string(f->doc, f->doc->ids.v[range.first + i]));
    }
    return keep_buf(f);
}

static struct str keep_spans(struct filler *f, struct range range)
{
    uint32_t end = 0;
    for (uint32_t i = 0; i < range.n; i++)
        spans_pack(&f->buf, f->doc->spans.v[range.first + i], &end);
    return keep_bytes(f);
}

/* the words of spans on one line */
static struct str keep_words(struct filler *f, struct range range)
{
    bool blank = false;
    for (uint32_t i = 0; i < range.n; i++) {
        struct str words = doc_slice(f->doc, f->doc->spans.v[range.first + i]);
        for (size_t at = 0; at < words.n; at++) {
            if ((unsigned char)words.s[at] <= ' ') {
                blank = true;
                continue;
            }
            if (blank && f->buf.n)
                buf_byte(&f->buf, ' ');
            blank = false;
            buf_byte(&f->buf, words.s[at]);
        }
        blank = true;
    }
    return keep_buf(f);
}

/* ---- entities ---- */

static bool can_be_known(const struct doc *doc, const struct entity *entity)
{
    bool kind = entity->kind == ENTITY_PERSON || entity->kind == ENTITY_ORGANIZATION ||
                entity->kind == ENTITY_COUNTRY;
    for (uint32_t m = entity->first_mention; kind && m; m = doc->mentions.v[m].next)
        if (doc->mentions.v[m].name || entity->kind == ENTITY_COUNTRY)
            return true;
    return false;
}

static uint32_t keep_entity(struct filler *f, uint32_t i)
{
    const struct entity *entity = &f->doc->entities.v[i];
    if (f->kept[i] || !entity->first_mention)
        return f->kept[i];
    struct bundle_entity *kept = array_push(&f->b->entities, f->arena);
    f->kept[i] = f->b->entities.n;
    kept->n = f->n_of[i];
    kept->name = keep_string(f, entity->name);
    kept->kind = entity->kind;
    kept->named = can_be_known(f->doc, entity);
    kept->country = keep(f, str_of(entity->country));
    kept->actor = keep_string(f, entity->actor);
    kept->sectors = keep_strings(f, entity->sectors, " ");
    kept->role = keep_string(f, entity->role);
    uint32_t end = 0;
    for (uint32_t m = entity->first_mention; m; m = f->doc->mentions.v[m].next)
        spans_pack(&f->buf, f->doc->mentions.v[m].span, &end);
    kept->spans = keep_bytes(f);
    kept->key = bundle_key(f->arena, kept->name);
    kept->named &= kept->key.n != 0;
    return f->kept[i];
}

static void number_entities(struct filler *f)
{
    uint32_t n = 0;
    f->n_of = arena_alloc(f->arena, f->doc->entities.n * sizeof *f->n_of);
    f->kept = arena_alloc(f->arena, f->doc->entities.n * sizeof *f->kept);
    for (uint32_t i = 1; i < f->doc->entities.n; i++)
        if (f->doc->entities.v[i].first_mention)
            f->n_of[i] = n++;
}

static void add_party(struct filler *f, struct bundle_list *list, uint32_t entity)
{
    uint32_t kept = keep_entity(f, entity);
    for (uint32_t i = 0; i < list->n; i++)
        if (list->v[i] == kept - 1)
            return;
    if (kept)
        list->v[list->n++] = kept - 1;
}

/* entities, collectives replaced by their members */
static struct bundle_list keep_parties(struct filler *f, struct range range)
{
    const struct doc *doc = f->doc;
    uint32_t most = 0;
    for (uint32_t i = 0; i < range.n; i++) {
        uint32_t members = doc->entities.v[doc->ids.v[range.first + i]].members.n;
        most += members ? members : 1;
    }
    struct bundle_list list = {arena_alloc(f->arena, most * sizeof *list.v + 1), 0};
    for (uint32_t i = 0; i < range.n; i++) {
        uint32_t entity = doc->ids.v[range.first + i];
        struct range members = doc->entities.v[entity].members;
        for (uint32_t k = 0; k < members.n; k++)
            add_party(f, &list, doc->ids.v[members.first + k]);
        if (!members.n)
            add_party(f, &list, entity);
    }
    return list;
}

/* ---- times and places ---- */

static bool is_whole_day(struct str value)
{
    return value.n >= 10 && value.s[4] == '-' && value.s[7] == '-' && value.s[5] != 'W';
}

/* the day told, else that of the article */
static struct str keep_date(struct filler *f, uint32_t time)
{
    struct str value = {NULL, 0};
    if (time)
        value = doc_string(f->doc, f->doc->times.v[time].value);
    if (!is_whole_day(value))
        value = doc_string(f->doc, f->doc->article.published);
    return is_whole_day(value) ? keep(f, str_cut(value.s, 0, 10)) : (struct str){NULL, 0};
}

static struct str keep_time(struct filler *f, uint32_t time)
{
    return time ? keep_string(f, f->doc->times.v[time].value) : (struct str){NULL, 0};
}

static uint32_t keep_place(struct filler *f, uint32_t i)
{
    if (!i || f->place_of[i])
        return i ? f->place_of[i] : 0;
    const struct place *place = &f->doc->places.v[i];
    struct bundle_place *kept = array_push(&f->b->places, f->arena);
    kept->name = keep_string(f, place->name);
    kept->country = keep(f, str_of(place->country));
    kept->division = keep_string(f, place->division);
    kept->kind = keep_string(f, place->kind);
    kept->lat = (double)place->lat;
    kept->lon = (double)place->lon;
    kept->geonames = place->geonames;
    return f->place_of[i] = f->b->places.n;
}

/* ---- statements and events ---- */

static void keep_statement(struct filler *f, uint32_t i)
{
    const struct statement *said = &f->doc->statements.v[i];
    struct bundle_statement *kept = array_push(&f->b->statements, f->arena);
    kept->n = i - 1;
    kept->within = (int64_t)said->within - 1;
    kept->kind = statement_kind_name(said->kind);
    kept->standing = standing_name(said->standing);
    kept->evidence = evidence_name(said->evidence);
    kept->cue = keep_string(f, said->cue_lemma);
    kept->content = keep_words(f, said->content);
    kept->date = keep_date(f, said->when);
    kept->said = keep_time(f, said->when);
    kept->place = keep_place(f, said->where);
    kept->medium = keep_string(f, said->medium);
    kept->via = keep_string(f, said->via);
    kept->content_spans = keep_spans(f, said->content);
    kept->speaker_spans = keep_spans(f, said->speaker_spans);
    uint32_t end = 0;
    if (said->cue.start != said->cue.end)
        spans_pack(&f->buf, said->cue, &end);
    kept->cue_spans = keep_bytes(f);
    kept->speakers = keep_parties(f, said->speakers);
    kept->addressees = keep_parties(f, said->addressees);
    if (!kept->date.n)
        return;
    struct proposition proposition = proposition_of(f->doc, i, f->arena);
    kept->proposition = proposition.words;
    kept->negated = proposition.negated;
}

static void add_dyad(struct filler *f, struct bundle_event *event, uint32_t source, uint32_t target)
{
    *array_push(&event->dyads, f->arena) = (struct bundle_dyad){source, target};
}

static void keep_dyads(struct filler *f, struct bundle_event *kept, const struct event *event)
{
    struct bundle_list sources = keep_parties(f, event->sources);
    struct bundle_list targets = keep_parties(f, event->targets);
    bool mutual = event->reciprocal && sources.n > 1;
    if (mutual)
        targets = sources;
    for (uint32_t s = 0; s < (sources.n ? sources.n : 1); s++)
        for (uint32_t t = 0; t < (targets.n ? targets.n : 1); t++)
            if (!mutual || s != t)
                add_dyad(f, kept, sources.n ? sources.v[s] + 1 : 0,
                         targets.n ? targets.v[t] + 1 : 0);
}

static void keep_event(struct filler *f, uint32_t i)
{
    const struct event *event = &f->doc->events.v[i];
    struct bundle_event *kept = array_push(&f->b->events, f->arena);
    kept->n = i - 1;
    kept->cameo = keep_string(f, event->cameo);
    kept->plover = keep_string(f, event->plover);
    kept->mode = keep_string(f, event->mode);
    kept->contexts = keep_strings(f, event->contexts, " ");
    kept->quad = event->quad;
    kept->goldstein = (double)event->goldstein;
    kept->status = event_status_name(event->status);
    kept->words = keep_words(f, event->trigger);
    kept->spans = keep_spans(f, event->trigger);
    kept->date = keep_date(f, event->when);
    kept->happened = keep_time(f, event->when);
    kept->place = keep_place(f, event->where);
    kept->because = keep_string(f, event->because);
    keep_dyads(f, kept, event);
    kept->on_word_of.v = arena_alloc(f->arena, event->on_word_of.n * sizeof(uint32_t) + 1);
    for (uint32_t k = 0; k < event->on_word_of.n; k++)
        kept->on_word_of.v[kept->on_word_of.n++] = f->doc->ids.v[event->on_word_of.first + k] - 1;
}

/* schema.S */
extern const char onr_text_dictionary[], onr_text_dictionary_end[];

struct str bundle_dictionary(void)
{
    return (struct str){onr_text_dictionary,
                        (size_t)(onr_text_dictionary_end - onr_text_dictionary)};
}

static struct str pack(struct filler *f, struct str text)
{
    size_t room = zstd_pack_bound(text.n);
    char *out = arena_alloc(f->arena, room);
    size_t n = zstd_pack(f->packer, text, out, room);
    if (!n)
        memory_exhausted(room);
    return (struct str){out, n};
}

static void fill_article(struct filler *f)
{
    const struct article *a = &f->doc->article;
    struct {
        struct str *to;
        uint32_t from;
    } strings[] = {{&f->b->name, a->id},           {&f->b->source, a->source},
                   {&f->b->origin, a->origin},     {&f->b->url, a->url},
                   {&f->b->title, a->title},       {&f->b->dateline, a->dateline},
                   {&f->b->agency, a->agency},     {&f->b->published, a->published},
                   {&f->b->modified, a->modified}, {&f->b->language, a->language}};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i].to = keep_string(f, strings[i].from);
    f->b->byline = keep_strings(f, a->byline, "; ");
    f->b->text = keep(f, f->doc->text);
    f->b->packed = pack(f, f->b->text);
    f->b->day = a->published_day;
    f->b->sketch = sketch_make(&f->b->sketch_room, record_story_body(f->doc), &f->b->arena);
}

void bundle_fill(struct bundle *bundle, const struct doc *doc, uint64_t fingerprint,
                 struct zstd_packer *packer)
{
    uint64_t start = clock_thread_ns();
    arena_reset(&bundle->arena);
    *bundle = (struct bundle){.arena = bundle->arena, .fingerprint = fingerprint};
    struct filler f = {.b = bundle, .doc = doc, .arena = &bundle->arena, .packer = packer};
    buf_init(&f.buf, SPANS_MAX);
    f.place_of = arena_alloc(f.arena, doc->places.n * sizeof *f.place_of);
    fill_article(&f);
    number_entities(&f);
    for (uint32_t i = 1; i < doc->statements.n; i++)
        keep_statement(&f, i);
    for (uint32_t i = 1; i < doc->events.n; i++)
        keep_event(&f, i);
    buf_release(&f.buf);
    bundle->ns = clock_thread_ns() - start;
}
