/* record/csv: one row per dyad, as PETRARCH-2 and its successors print them, so that tools made for
 * them read ours. An event without source or target has one empty side. Texts are the mention in
 * the trigger's sentence nearest to it, else the entity's name; white space in them becomes single
 * spaces, so that a row is a line. A cell that a spreadsheet would take for a formula is left as it
 * is: the file is data, not a sheet. */
#include "record/csv.h"

#include "doc/names.h"

struct row {
    struct buf *out;
    const struct doc *doc;
    const struct event *event;
    struct arena *scratch;
    bool begun;
};

static bool is_blank(char c)
{
    return (unsigned char)c <= ' ';
}

/* one cell; quoted where RFC 4180 demands it */
static void add_cell(struct row *row, struct str cell)
{
    bool quoted = false, blank = false;
    for (size_t i = 0; i < cell.n && !quoted; i++)
        quoted = cell.s[i] == ',' || cell.s[i] == '"';
    if (row->begun)
        buf_byte(row->out, ',');
    row->begun = true;
    if (quoted)
        buf_byte(row->out, '"');
    for (size_t i = 0; i < cell.n; i++) {
        if (is_blank(cell.s[i])) {
            blank = true;
            continue;
        }
        if (blank)
            buf_byte(row->out, ' ');
        blank = false;
        if (cell.s[i] == '"')
            buf_byte(row->out, '"');
        buf_byte(row->out, cell.s[i]);
    }
    if (quoted)
        buf_byte(row->out, '"');
}

static void add_string(struct row *row, uint32_t string)
{
    add_cell(row, doc_string(row->doc, string));
}

/* joined with a separator in scratch memory */
static struct str join(struct row *row, struct str list, const char *separator, struct str item)
{
    return list.n
               ? arena_format(row->scratch, "%.*s%s%.*s", STR_ARG(list), separator, STR_ARG(item))
               : item;
}

/* digits of a whole ISO date, or nothing */
static struct str date_digits(struct row *row, struct str iso)
{
    if (iso.n < 10 || iso.s[4] != '-' || iso.s[7] != '-' || iso.s[5] == 'W')
        return STR("");
    return arena_format(row->scratch, "%.4s%.2s%.2s", iso.s, iso.s + 5, iso.s + 8);
}

static struct str time_date(struct row *row, uint32_t time)
{
    return time ? date_digits(row, doc_string(row->doc, row->doc->times.v[time].value)) : STR("");
}

/* the date of the dateline */
static struct str written_date(struct row *row)
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

static struct str event_date(struct row *row)
{
    struct str date = time_date(row, row->event->when);
    if (!date.n)
        date = written_date(row);
    return date.n ? date : date_digits(row, doc_string(row->doc, row->doc->article.published));
}

static struct str event_issues(struct row *row)
{
    struct str list = STR("");
    for (uint32_t i = 0; i < row->event->contexts.n; i++) {
        uint32_t context = row->doc->ids.v[row->event->contexts.first + i];
        struct str item =
            arena_format(row->scratch, "%.*s,1", STR_ARG(doc_string(row->doc, context)));
        list = join(row, list, ";", item);
    }
    return list;
}

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

static struct str event_sentences(struct row *row)
{
    struct str list = STR(""), id = doc_string(row->doc, row->doc->article.id);
    uint32_t last = 0;
    for (uint32_t i = 0; i < row->event->trigger.n; i++) {
        uint32_t start = row->doc->spans.v[row->event->trigger.first + i].start;
        uint32_t sentence = sentence_at(row->doc, start);
        if (sentence == last)
            continue;
        last = sentence;
        list = join(row, list, ";", arena_format(row->scratch, "%.*s_%u", STR_ARG(id), sentence));
    }
    return list;
}

/* the words for an entity nearest to the first trigger in its sentence, else its name */
static struct str entity_words(struct row *row, uint32_t entity)
{
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

static struct str trigger_words(struct row *row)
{
    struct str list = STR("");
    for (uint32_t i = 0; i < row->event->trigger.n; i++) {
        struct span span = row->doc->spans.v[row->event->trigger.first + i];
        list = join(row, list, " ... ", doc_slice(row->doc, span));
    }
    return list;
}

static struct str event_speakers(struct row *row)
{
    const struct doc *doc = row->doc;
    struct str list = STR("");
    for (uint32_t i = 0; i < row->event->on_word_of.n; i++) {
        uint32_t statement = doc->ids.v[row->event->on_word_of.first + i];
        struct range speakers = doc->statements.v[statement].speakers;
        for (uint32_t k = 0; k < speakers.n; k++) {
            uint32_t entity = doc->ids.v[speakers.first + k];
            list = join(row, list, ";", doc_string(doc, doc->entities.v[entity].name));
        }
        if (!speakers.n)
            list = join(row, list, ";", STR("---"));
    }
    return list;
}

static void add_actor(struct row *row, uint32_t entity)
{
    uint32_t actor = row->doc->entities.v[entity].actor;
    if (actor)
        add_string(row, actor);
    else
        add_cell(row, STR("---"));
}

/* entity 0 = none on that side */
static void add_row(struct row *row, uint32_t source, uint32_t target)
{
    const struct article *article = &row->doc->article;
    struct arena_mark mark = arena_mark(row->scratch);
    row->begun = false;
    add_cell(row, event_date(row));
    add_actor(row, source);
    add_actor(row, target);
    add_string(row, row->event->cameo);
    add_cell(row, event_issues(row));
    add_cell(row, event_sentences(row));
    add_string(row, article->url);
    add_string(row, article->source ? article->source : article->agency);
    add_cell(row, source ? entity_words(row, source) : STR(""));
    add_cell(row, target ? entity_words(row, target) : STR(""));
    add_cell(row, trigger_words(row));
    add_cell(row, str_of(event_status_name(row->event->status)));
    add_cell(row, event_speakers(row));
    buf_byte(row->out, '\n');
    arena_rewind(row->scratch, mark);
}

static void add_reciprocal(struct row *row)
{
    const uint32_t *parties = row->doc->ids.v + row->event->sources.first;
    uint32_t n = row->event->sources.n;
    for (uint32_t s = 0; s < n; s++)
        for (uint32_t t = 0; t < n; t++)
            if (s != t)
                add_row(row, parties[s], parties[t]);
}

static void add_event(struct row *row)
{
    struct range sources = row->event->sources, targets = row->event->targets;
    if (row->event->reciprocal && sources.n > 1) {
        add_reciprocal(row);
        return;
    }
    uint32_t n_sources = sources.n ? sources.n : 1, n_targets = targets.n ? targets.n : 1;
    for (uint32_t s = 0; s < n_sources; s++)
        for (uint32_t t = 0; t < n_targets; t++)
            add_row(row, sources.n ? row->doc->ids.v[sources.first + s] : 0,
                    targets.n ? row->doc->ids.v[targets.first + t] : 0);
}

void record_csv_header(struct buf *out)
{
    buf_text(out, "date,source,target,code,issues,sentences,url,publisher,source_text,target_text,"
                  "verb_text,status,on_word_of\n");
}

void record_csv(struct buf *out, const struct doc *doc, struct arena *scratch)
{
    for (uint32_t i = 1; i < doc->events.n; i++) {
        struct row row = {out, doc, &doc->events.v[i], scratch, false};
        add_event(&row);
    }
}
