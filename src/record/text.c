/* record/text: the record laid out so that fact and hearsay are told apart at a glance: the
 * outline's tree decides what is indented, the mark and its colour say how sure a thing is. Each
 * item is a line that says who (and to whom), behind a mark and its standing or status, then the
 * words, then the circumstances. Nothing is decided here: what is shown is the document. */
#include "record/text.h"

#include "doc/names.h"
#include "record/lines.h"
#include "record/outline.h"
#include "record/places.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* WIDEST: lines longer than this are hard to read on however wide a terminal. */
enum { MARGIN = 2, STEP = 4, DEEPEST = 4, LABEL_COLUMNS = 13, LISTED = 6, WIDEST = 110, RULE = 80 };

struct page {
    struct lines lines;
    const struct doc *doc;
    const struct text_options *options;
    struct arena *scratch;
};

struct label {
    const char *mark, *word;
    enum style style;
};

static const struct label standing_labels[STANDING_COUNT] = {
    [STANDING_ASSERTS] = {"as said by", "says", STYLE_CLAIM},
    [STANDING_CONFIRMS] = {"as confirmed by", "confirms", STYLE_CLAIM},
    [STANDING_DENIES] = {"as denied by", "denies", STYLE_NO},
    [STANDING_NEITHER] = {"neither confirmed nor denied by", "neither nor", STYLE_NO},
    [STANDING_DECLINES] = {"left unanswered by", "declines", STYLE_NO},
    [STANDING_SILENT] = {"left unanswered by", "silent", STYLE_NO},
    [STANDING_PLEDGES] = {"as pledged by", "pledges", STYLE_FUTURE},
    [STANDING_THREATENS] = {"as threatened by", "threatens", STYLE_MENACE},
    [STANDING_PREDICTS] = {"as predicted by", "predicts", STYLE_FUTURE},
    [STANDING_ALLEGES] = {"as alleged by", "alleges", STYLE_CLAIM},
    [STANDING_ASKS] = {"as asked by", "asks", STYLE_WISH},
    [STANDING_DEMANDS] = {"as demanded by", "demands", STYLE_WISH},
    [STANDING_SPECULATES] = {"as supposed by", "speculates", STYLE_CLAIM},
};

/* the mark is that of an event in the article's own voice; on somebody's word ● is ○ */
static const struct label status_labels[EVENT_STATUSES] = {
    [EVENT_HAPPENED] = {"●", "happened", STYLE_FACT},
    [EVENT_ONGOING] = {"●", "ongoing", STYLE_FACT},
    [EVENT_PLANNED] = {"◇", "planned", STYLE_FUTURE},
    [EVENT_PLEDGED] = {"◇", "pledged", STYLE_FUTURE},
    [EVENT_THREATENED] = {"◇", "threatened", STYLE_MENACE},
    [EVENT_PREDICTED] = {"◇", "predicted", STYLE_FUTURE},
    [EVENT_ASKED] = {"◇", "asked", STYLE_WISH},
    [EVENT_DEMANDED] = {"◇", "demanded", STYLE_WISH},
    [EVENT_REFUSED] = {"✗", "refused", STYLE_NO},
    [EVENT_HYPOTHETICAL] = {"◇", "hypothetical", STYLE_FUTURE},
    [EVENT_ALLEGED] = {"○", "alleged", STYLE_CLAIM},
    [EVENT_DENIED] = {"✗", "denied", STYLE_NO},
    [EVENT_DID_NOT_HAPPEN] = {"✗", "did not", STYLE_NO},
};

static void add(struct page *page, enum style style, const char *text)
{
    lines_add(&page->lines, style, str_of(text));
}

static void add_slice(struct page *page, enum style style, struct span span)
{
    lines_add(&page->lines, style, doc_slice(page->doc, span));
}

/* " · " before every circumstance but the first of a line */
static void add_dot(struct page *page, bool *begun)
{
    if (*begun)
        add(page, STYLE_QUIET, " · ");
    *begun = true;
}

/* ---- who ---- */

static struct str entity_name(const struct page *page, uint32_t id)
{
    const struct entity *entity = &page->doc->entities.v[id];
    if (entity->name || !entity->first_mention)
        return doc_string(page->doc, entity->name);
    return doc_slice(page->doc, page->doc->mentions.v[entity->first_mention].span);
}

static bool contains(struct str text, struct str part)
{
    return str_find(text, part, 0) != SIZE_MAX;
}

/* name, role where it is wanted and the name does not say it, actor code */
static void add_entity(struct page *page, uint32_t id, bool with_role)
{
    const struct entity *entity = &page->doc->entities.v[id];
    struct str name = entity_name(page, id), role = doc_string(page->doc, entity->role);
    lines_add(&page->lines, STYLE_STRONG, name);
    if (with_role && role.n && !contains(name, role)) {
        add(page, STYLE_PLAIN, ", ");
        lines_add(&page->lines, STYLE_PLAIN, role);
    }
    if (entity->actor) {
        add(page, STYLE_QUIET, " ");
        lines_add(&page->lines, STYLE_QUIET, doc_string(page->doc, entity->actor));
    }
}

/* "A, B and C", no more than LISTED of them, each with its actor code; ids of entities */
static void add_entities(struct page *page, struct range ids, const char *last_comma,
                         bool with_roles)
{
    for (uint32_t i = 0; i < ids.n; i++) {
        if (i == LISTED && ids.n > LISTED + 1) {
            struct str more = arena_format(page->scratch, " and %u more", ids.n - i);
            lines_add(&page->lines, STYLE_QUIET, more);
            return;
        }
        if (i)
            add(page, STYLE_PLAIN, i + 1 < ids.n ? ", " : last_comma);
        add_entity(page, page->doc->ids.v[ids.first + i], with_roles);
    }
}

/* the names alone */
static void add_speakers(struct page *page, struct range ids)
{
    if (!ids.n)
        add(page, STYLE_CLAIM, "somebody not named");
    for (uint32_t i = 0; i < ids.n; i++) {
        if (i)
            add(page, STYLE_CLAIM, i + 1 < ids.n ? ", " : " and ");
        lines_add(&page->lines, STYLE_PLAIN, entity_name(page, page->doc->ids.v[ids.first + i]));
    }
}

/* the words that stand for the speaker, where they are no part of the name nor it of them */
static void add_source_words(struct page *page, const struct statement *statement)
{
    if (statement->speakers.n != 1 || !statement->speaker_spans.n)
        return;
    struct str name = entity_name(page, page->doc->ids.v[statement->speakers.first]);
    struct span span = page->doc->spans.v[statement->speaker_spans.first];
    struct str words = doc_slice(page->doc, span);
    if (contains(words, name) || contains(name, words))
        return;
    add(page, STYLE_QUIET, " (“");
    add_slice(page, STYLE_QUIET, span);
    add(page, STYLE_QUIET, "”)");
}

/* ---- circumstances ---- */

static void add_when(struct page *page, uint32_t time, bool *begun)
{
    if (!time)
        return;
    struct str value = doc_string(page->doc, page->doc->times.v[time].value);
    struct str words = doc_slice(page->doc, page->doc->times.v[time].span);
    add_dot(page, begun);
    lines_add(&page->lines, STYLE_PLAIN, words);
    if (value.n && !str_eq(value, words))
        lines_add(&page->lines, STYLE_QUIET,
                  arena_format(page->scratch, " (%.*s)", STR_ARG(value)));
}

static void add_where(struct page *page, uint32_t place, bool *begun)
{
    if (!place)
        return;
    add_dot(page, begun);
    add_slice(page, STYLE_PLAIN, page->doc->places.v[place].span);
}

static void add_string(struct page *page, const char *label, uint32_t string, bool *begun)
{
    if (!string)
        return;
    add_dot(page, begun);
    add(page, STYLE_QUIET, label);
    lines_add(&page->lines, STYLE_PLAIN, doc_string(page->doc, string));
}

/* "as alleged by A, in the words of B": the statement and those that report it */
static void add_on_word_of(struct page *page, uint32_t id, bool *begun)
{
    const struct statement *statements = page->doc->statements.v;
    add_dot(page, begun);
    add(page, STYLE_CLAIM, standing_labels[statements[id].standing].mark);
    add(page, STYLE_CLAIM, " ");
    add_speakers(page, statements[id].speakers);
    uint32_t outer = statements[id].within;
    for (uint32_t n = 0; outer && n < DEEPEST; outer = statements[outer].within, n++) {
        add(page, STYLE_CLAIM, ", in the words of ");
        add_speakers(page, statements[outer].speakers);
    }
}

/* ---- items ---- */

/* the mark, the label, and for a statement a bar down through all that rests on it */
static void begin_item(struct page *page, const struct outline_item *item, const char *mark,
                       struct label label)
{
    struct lines *lines = &page->lines;
    uint32_t depth = item->depth < DEEPEST ? item->depth : DEEPEST;
    uint32_t column = MARGIN + STEP * depth;
    lines->n_bars = depth;
    lines_indent(lines, column);
    add(page, label.style, mark);
    lines_column(lines, column + 2);
    add(page, label.style, label.word);
    lines_column(lines, column + 2 + LABEL_COLUMNS);
    lines_indent(lines, column + 2 + LABEL_COLUMNS);
    if (item->statement) {
        lines->bars[depth].column = column;
        lines->bars[depth].style = label.style;
        lines->n_bars = depth + 1;
    }
}

static bool opens_quoted(struct str words)
{
    uint32_t code = 0;
    if (words.n)
        utf8_decode(words, 0, &code);
    return unicode_is_double_quote(code) || unicode_is_single_quote(code);
}

static void add_content(struct page *page, const struct statement *statement)
{
    struct range content = statement->content;
    for (uint32_t i = 0; i < content.n; i++) {
        struct span span = page->doc->spans.v[content.first + i];
        bool bare = statement->kind == SAID_DIRECT && !opens_quoted(doc_slice(page->doc, span));
        if (i)
            add(page, STYLE_QUIET, " … ");
        add(page, STYLE_PLAIN, bare ? "“" : "");
        add_slice(page, STYLE_PLAIN, span);
        add(page, STYLE_PLAIN, bare ? "”" : "");
    }
    if (content.n)
        lines_end(&page->lines);
}

static void add_question(struct page *page, struct range question)
{
    for (uint32_t i = 0; i < question.n; i++) {
        add(page, STYLE_QUIET, i ? " … " : "asked ");
        add_slice(page, STYLE_PLAIN, page->doc->spans.v[question.first + i]);
    }
    if (question.n)
        lines_end(&page->lines);
}

static void add_statement_circumstances(struct page *page, const struct statement *statement)
{
    const char *evidence = evidence_name(statement->evidence);
    bool begun = false;
    add_when(page, statement->when, &begun);
    add_where(page, statement->where, &begun);
    add_string(page, "", statement->medium, &begun);
    add_string(page, "through ", statement->via, &begun);
    if (evidence) {
        add_dot(page, &begun);
        add(page, STYLE_NO,
            statement->evidence == EVIDENCE_NONE_GIVEN ? "no evidence given" : "evidence cited");
    }
    if (begun)
        lines_end(&page->lines);
}

/* 'because direct; speaker by pronoun “she”; “denied” denies: its entry' */
static void add_reasons(struct page *page, const struct statement *statement)
{
    add(page, STYLE_QUIET, "because ");
    add(page, STYLE_QUIET, statement_kind_name(statement->kind));
    add(page, STYLE_QUIET, "; speaker by ");
    add(page, STYLE_QUIET, speaker_by_name(statement->speaker_by));
    for (uint32_t i = 0; i < statement->speaker_spans.n; i++) {
        add(page, STYLE_QUIET, i ? "”, “" : " “");
        add_slice(page, STYLE_QUIET, page->doc->spans.v[statement->speaker_spans.first + i]);
    }
    add(page, STYLE_QUIET, statement->speaker_spans.n ? "”; " : "; ");
    if (statement->cue_lemma) {
        add(page, STYLE_QUIET, "“");
        lines_add(&page->lines, STYLE_QUIET, doc_string(page->doc, statement->cue_lemma));
        add(page, STYLE_QUIET, "” ");
    }
    add(page, STYLE_QUIET, standing_name(statement->standing));
    add(page, STYLE_QUIET, ": ");
    lines_add(&page->lines, STYLE_QUIET, doc_string(page->doc, statement->standing_by));
    lines_end(&page->lines);
}

static void print_statement(struct page *page, const struct outline_item *item)
{
    const struct statement *statement = &page->doc->statements.v[item->statement];
    begin_item(page, item, "“", standing_labels[statement->standing]);
    if (!statement->speakers.n)
        add(page, STYLE_QUIET, "somebody not named");
    add_entities(page, statement->speakers, " and ", statement->speakers.n == 1);
    add_source_words(page, statement);
    if (statement->cue.start != statement->cue.end) {
        add(page, STYLE_QUIET, " “");
        add_slice(page, STYLE_QUIET, statement->cue);
        add(page, STYLE_QUIET, "”");
    }
    if (statement->addressees.n) {
        add(page, STYLE_QUIET, " → ");
        add_entities(page, statement->addressees, " and ", false);
    }
    lines_end(&page->lines);
    add_question(page, statement->question);
    add_content(page, statement);
    add_statement_circumstances(page, statement);
    if (page->options->explain)
        add_reasons(page, statement);
}

static void add_description(struct page *page, const struct event *event)
{
    struct str code = doc_string(page->doc, event->cameo), name = {NULL, 0};
    bool begun = false;
    if (page->options->code_name)
        name = page->options->code_name(page->options->context, code);
    if (name.n) {
        begun = true;
        lines_add(&page->lines, STYLE_PLAIN, name);
    }
    add_string(page, "", event->cameo, &begun);
    add_string(page, "", event->plover, &begun);
    add_string(page, "", event->mode, &begun);
    if (begun)
        lines_end(&page->lines);
}

static void add_event_circumstances(struct page *page, const struct event *event)
{
    bool begun = event->trigger.n > 0;
    for (uint32_t i = 0; i < event->trigger.n; i++) {
        add(page, STYLE_QUIET, i ? " … " : "“");
        add_slice(page, STYLE_WORDS, page->doc->spans.v[event->trigger.first + i]);
    }
    add(page, STYLE_QUIET, event->trigger.n ? "”" : "");
    add_when(page, event->when, &begun);
    add_where(page, event->where, &begun);
    for (uint32_t i = 0; i < event->contexts.n; i++)
        add_string(page, "", page->doc->ids.v[event->contexts.first + i], &begun);
    for (uint32_t i = 0; i < event->on_word_of.n; i++)
        add_on_word_of(page, page->doc->ids.v[event->on_word_of.first + i], &begun);
    if (begun)
        lines_end(&page->lines);
}

static void print_event(struct page *page, const struct outline_item *item)
{
    const struct event *event = &page->doc->events.v[item->event];
    struct label label = status_labels[event->status];
    bool hearsay = event->on_word_of.n > 0;
    if (hearsay && label.style == STYLE_FACT)
        label.style = STYLE_CLAIM;
    begin_item(page, item, hearsay && str_is(STR("●"), label.mark) ? "○" : label.mark, label);
    if (!event->sources.n)
        add(page, STYLE_QUIET, "somebody");
    add_entities(page, event->sources, event->reciprocal ? " ↔ " : " and ", false);
    if (event->targets.n)
        add(page, STYLE_STRONG, " → ");
    add_entities(page, event->targets, " and ", false);
    lines_end(&page->lines);
    add_description(page, event);
    add_event_circumstances(page, event);
    if (page->options->explain && event->because) {
        add(page, STYLE_QUIET, "because ");
        lines_add(&page->lines, STYLE_QUIET, doc_string(page->doc, event->because));
        lines_end(&page->lines);
    }
}

/* ---- the page ---- */

static void print_items(struct page *page)
{
    struct outline outline = outline_make(page->doc, page->scratch);
    for (uint32_t i = 0; i < outline.n; i++) {
        const struct outline_item *item = outline.items[i];
        if (item->depth == 0)
            lines_blank(&page->lines);
        if (item->statement)
            print_statement(page, item);
        else
            print_event(page, item);
    }
}

/* the names of places, each once, with the place meant and why */
static void print_places(struct page *page)
{
    const struct doc *doc = page->doc;
    bool begun = false;
    for (uint32_t i = 1; i < doc->places.n; i++) {
        const struct place *place = &doc->places.v[i];
        struct str because = place_because(doc, place, page->scratch);
        bool told = !because.n;
        for (uint32_t j = 1; j < i && !told; j++)
            told = doc->places.v[j].name == place->name && doc->places.v[j].lat == place->lat;
        if (told)
            continue;
        if (!begun)
            lines_blank(&page->lines);
        begun = true;
        add_slice(page, STYLE_PLAIN, place->span);
        struct str division = doc_string(doc, place->division);
        lines_add(&page->lines, STYLE_QUIET,
                  arena_format(page->scratch, " is %.*s%s%.*s%s%s (%.2f, %.2f), because %.*s",
                               STR_ARG(doc_string(doc, place->name)), division.n ? ", " : "",
                               STR_ARG(division), place->country[0] ? ", " : "", place->country,
                               (double)place->lat, (double)place->lon, STR_ARG(because)));
        lines_end(&page->lines);
    }
}

static struct str headline(const struct doc *doc)
{
    if (doc->article.title)
        return doc_string(doc, doc->article.title);
    for (uint32_t i = 1; i < doc->blocks.n; i++)
        if (doc->blocks.v[i].kind == BLOCK_HEADLINE)
            return doc_slice(doc, doc->blocks.v[i].span);
    return doc->article.origin ? doc_string(doc, doc->article.origin) : STR("(no headline)");
}

static void print_rule(struct page *page)
{
    uint32_t n = page->lines.width ? page->lines.width : RULE;
    struct str dash = STR("─");
    char *rule = arena_alloc(page->scratch, n * dash.n);
    for (uint32_t i = 0; i < n; i++)
        memcpy(rule + i * dash.n, dash.s, dash.n);
    lines_add(&page->lines, STYLE_QUIET, (struct str){rule, n * dash.n});
    lines_end(&page->lines);
}

static void print_head(struct page *page)
{
    const struct article *article = &page->doc->article;
    bool begun = false;
    print_rule(page);
    lines_add(&page->lines, STYLE_STRONG, headline(page->doc));
    lines_end(&page->lines);
    if (article->published) {
        struct str date = doc_string(page->doc, article->published);
        lines_add(&page->lines, STYLE_PLAIN, str_cut(date.s, 0, date.n < 10 ? date.n : 10));
        begun = true;
    }
    add_string(page, "", article->dateline, &begun);
    add_string(page, "", article->agency, &begun);
    if (article->source != article->agency)
        add_string(page, "", article->source, &begun);
    for (uint32_t i = 0; i < article->byline.n; i++)
        add_string(page, i ? "" : "by ", page->doc->ids.v[article->byline.first + i], &begun);
    add_string(page, "", article->origin, &begun);
    if (begun)
        lines_end(&page->lines);
}

static void add_count(struct page *page, uint32_t n, const char *one, const char *many)
{
    lines_add(&page->lines, STYLE_QUIET, arena_format(page->scratch, n == 1 ? one : many, n));
}

static void print_counts(struct page *page)
{
    uint32_t statements = page->doc->statements.n - 1, events = page->doc->events.n - 1, facts = 0;
    for (uint32_t i = 1; i <= events; i++)
        facts += page->doc->events.v[i].on_word_of.n == 0;
    add_count(page, statements, "%u statement · ", "%u statements · ");
    add_count(page, events, "%u event", "%u events");
    if (events)
        add_count(page, facts, ", %u in the article’s own words",
                  ", %u in the article’s own words");
    lines_end(&page->lines);
}

static void print_notices(struct page *page)
{
    lines_blank(&page->lines);
    for (uint32_t i = 1; i < page->doc->notices.n; i++) {
        const struct notice *notice = &page->doc->notices.v[i];
        bool warns = notice->level == NOTICE_WARNING;
        lines_indent(&page->lines, MARGIN);
        add(page, warns ? STYLE_NO : STYLE_QUIET, warns ? "!" : "i");
        lines_column(&page->lines, MARGIN + 2);
        lines_indent(&page->lines, MARGIN + 2);
        lines_add(&page->lines, STYLE_PLAIN, doc_string(page->doc, notice->message));
        add(page, STYLE_QUIET, " (");
        lines_add(&page->lines, STYLE_QUIET, doc_string(page->doc, notice->code));
        add(page, STYLE_QUIET, ")");
        lines_end(&page->lines);
    }
}

void record_text(struct buf *out, const struct doc *doc, const struct text_options *options,
                 struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct page page = {
        .lines = {.out = out,
                  .width = options->width < WIDEST ? options->width : WIDEST,
                  .colour = options->colour},
        .doc = doc,
        .options = options,
        .scratch = scratch,
    };
    print_head(&page);
    print_counts(&page);
    print_items(&page);
    if (options->explain)
        print_places(&page);
    if (options->notices && doc->notices.n > 1)
        print_notices(&page);
    lines_blank(&page.lines);
    arena_rewind(scratch, mark);
}
