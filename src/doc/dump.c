/* dump: prints the layers of a document one after the other, each link followed to the words it
 * stands for. It shows the document as it is: merged entities, numbers from 1, nothing renumbered
 * or left out, unlike the record. */
#include "doc/dump.h"

#include "doc/names.h"

enum { WORDS_MAX = 96 };

/* the words of a span on one line, long ones cut in the middle of nowhere but at a character */
static void add_words(struct buf *out, const struct doc *doc, struct span span)
{
    struct str words = doc_slice(doc, span);
    size_t n = words.n;
    if (n > WORDS_MAX) {
        n = WORDS_MAX;
        while (n && ((unsigned char)words.s[n] & 0xC0) == 0x80)
            n--;
    }
    buf_text(out, "“");
    for (size_t i = 0; i < n; i++)
        buf_byte(out, (unsigned char)words.s[i] < ' ' ? ' ' : words.s[i]);
    buf_text(out, n < words.n ? "…”" : "”");
}

static void add_span(struct buf *out, struct span span)
{
    buf_format(out, "[%u,%u)", span.start, span.end);
}

static void add_string(struct buf *out, const struct doc *doc, const char *label, uint32_t string)
{
    if (string)
        buf_format(out, "%s%.*s", label, STR_ARG(doc_string(doc, string)));
}

static void add_strings(struct buf *out, const struct doc *doc, const char *label,
                        struct range range)
{
    for (uint32_t i = 0; i < range.n; i++)
        add_string(out, doc, i ? "," : label, doc->ids.v[range.first + i]);
}

static void add_spans(struct buf *out, const struct doc *doc, const char *label, struct range range)
{
    for (uint32_t i = 0; i < range.n; i++) {
        buf_text(out, i ? " + " : label);
        add_words(out, doc, doc->spans.v[range.first + i]);
    }
}

static void add_entities(struct buf *out, const struct doc *doc, const char *label,
                         struct range range)
{
    for (uint32_t i = 0; i < range.n; i++) {
        uint32_t entity = doc->ids.v[range.first + i];
        buf_format(out, "%s%u ", i ? ", " : label, entity);
        add_string(out, doc, "", doc->entities.v[entity].name);
    }
}

static void dump_article(struct buf *out, const struct doc *doc)
{
    const struct article *article = &doc->article;
    buf_text(out, "article");
    add_string(out, doc, " id=", article->id);
    add_string(out, doc, " origin=", article->origin);
    add_string(out, doc, " published=", article->published);
    add_string(out, doc, " dateline=", article->dateline);
    add_string(out, doc, " agency=", article->agency);
    add_string(out, doc, " source=", article->source);
    add_string(out, doc, " url=", article->url);
    add_string(out, doc, " language=", article->language);
    add_strings(out, doc, " byline=", article->byline);
    buf_byte(out, '\n');
    add_string(out, doc, "  title ", article->title);
    buf_text(out, article->title ? "\n" : "");
}

static void dump_blocks(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->blocks.n; i++) {
        const struct block *block = &doc->blocks.v[i];
        buf_format(out, "%sblock %u %s paragraph=%u ", i == 1 ? "\n" : "", i,
                   block_kind_name(block->kind), block->paragraph);
        add_span(out, block->span);
        buf_byte(out, ' ');
        add_words(out, doc, block->span);
        buf_byte(out, '\n');
    }
}

static void dump_token(struct buf *out, const struct doc *doc, uint32_t i)
{
    const struct token *token = &doc->tokens.v[i];
    struct str lemma = doc_string(doc, token->lemma), xpos = doc_string(doc, token->xpos);
    bool named = token->name != NAME_NONE;
    buf_format(out, "  %-5u %-18.*s %-16.*s %-6s %-5.*s %5u %-12s %s%s%s%s%s\n", i,
               STR_ARG(token_form(doc, i)), STR_ARG(lemma), upos_name(token->upos), STR_ARG(xpos),
               token->head, deprel_name(token->deprel),
               !named ? "" : (token->flags & TOKEN_NAME_BEGIN ? "B-" : "I-"),
               named ? name_type_name(token->name) : "",
               token->flags & TOKEN_QUOTED ? " quoted" : "",
               token->flags & TOKEN_MWT_FIRST ? " mwt" : "",
               token->flags & TOKEN_MWT_REST ? " mwt-rest" : "");
}

static void dump_sentences(struct buf *out, const struct doc *doc)
{
    for (uint32_t s = 1; s < doc->sentences.n; s++) {
        const struct sentence *sentence = &doc->sentences.v[s];
        buf_format(out, "\nsentence %u block=%u ", s, sentence->block);
        add_span(out, sentence->span);
        buf_byte(out, '\n');
        for (uint32_t i = 0; i < sentence->n_tokens; i++)
            dump_token(out, doc, sentence->first_token + i);
    }
}

static void dump_times(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->times.n; i++) {
        const struct time *time = &doc->times.v[i];
        buf_format(out, "%stime %u %s ", i == 1 ? "\n" : "", i, time_type_name(time->type));
        add_span(out, time->span);
        buf_byte(out, ' ');
        add_words(out, doc, time->span);
        add_string(out, doc, " value=", time->value);
        buf_byte(out, '\n');
    }
}

static void dump_places(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->places.n; i++) {
        const struct place *place = &doc->places.v[i];
        buf_format(out, "%splace %u ", i == 1 ? "\n" : "", i);
        add_span(out, place->span);
        buf_byte(out, ' ');
        add_words(out, doc, place->span);
        add_string(out, doc, " kind=", place->kind);
        buf_format(out, " country=%s at %.2f,%.2f\n", place->country, (double)place->lat,
                   (double)place->lon);
    }
}

static void dump_mention(struct buf *out, const struct doc *doc, uint32_t i)
{
    const struct mention *mention = &doc->mentions.v[i];
    buf_format(out, "  mention %u %s ", i, mention_form_name(mention->form));
    add_span(out, mention->span);
    buf_byte(out, ' ');
    add_words(out, doc, mention->span);
    buf_format(out, " head=%u", mention->head_token);
    if (mention->plural)
        buf_text(out, " plural");
    if (mention->gender)
        buf_format(out, " %c", mention->gender);
    buf_byte(out, '\n');
}

static void dump_entities(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->entities.n; i++) {
        const struct entity *entity = &doc->entities.v[i];
        buf_format(out, "%sentity %u %s ", i == 1 ? "\n" : "", i, entity_kind_name(entity->kind));
        add_string(out, doc, "", entity->name);
        add_string(out, doc, " actor=", entity->actor);
        if (entity->country[0])
            buf_format(out, " country=%s", entity->country);
        add_strings(out, doc, " sectors=", entity->sectors);
        add_string(out, doc, " role=", entity->role);
        add_entities(out, doc, " members=", entity->members);
        buf_text(out, entity->first_mention ? "\n" : " (merged away)\n");
        for (uint32_t m = entity->first_mention; m; m = doc->mentions.v[m].next)
            dump_mention(out, doc, m);
    }
}

static void add_when_where(struct buf *out, const struct doc *doc, uint32_t when, uint32_t where)
{
    if (when) {
        buf_text(out, "\n  when ");
        add_words(out, doc, doc->times.v[when].span);
    }
    if (where) {
        buf_text(out, "\n  where ");
        add_words(out, doc, doc->places.v[where].span);
    }
}

static void dump_statements(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->statements.n; i++) {
        const struct statement *statement = &doc->statements.v[i];
        const char *evidence = evidence_name(statement->evidence);
        buf_format(out, "\nstatement %u %s %s", i, statement_kind_name(statement->kind),
                   standing_name(statement->standing));
        if (evidence)
            buf_format(out, " evidence=%s", evidence);
        if (statement->within)
            buf_format(out, " within=%u", statement->within);
        buf_format(out, "\n  speaker by %s", speaker_by_name(statement->speaker_by));
        add_entities(out, doc, ": ", statement->speakers);
        add_spans(out, doc, " at ", statement->speaker_spans);
        if (statement->cue.start != statement->cue.end) {
            buf_text(out, "\n  cue ");
            add_words(out, doc, statement->cue);
            add_string(out, doc, " lemma=", statement->cue_lemma);
        }
        add_entities(out, doc, "\n  to ", statement->addressees);
        add_when_where(out, doc, statement->when, statement->where);
        add_string(out, doc, "\n  medium ", statement->medium);
        add_string(out, doc, "\n  via ", statement->via);
        add_spans(out, doc, "\n  asked ", statement->question);
        add_spans(out, doc, "\n  content ", statement->content);
        buf_byte(out, '\n');
    }
}

static void dump_events(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->events.n; i++) {
        const struct event *event = &doc->events.v[i];
        buf_format(out, "\nevent %u", i);
        add_string(out, doc, " ", event->cameo);
        add_string(out, doc, " ", event->plover);
        add_string(out, doc, " ", event->mode);
        buf_format(out, " quad=%u goldstein=%.1f %s%s", event->quad, (double)event->goldstein,
                   event_status_name(event->status), event->reciprocal ? " reciprocal" : "");
        for (uint32_t k = 0; k < event->on_word_of.n; k++)
            buf_format(out, "%s%u",
                       k ? "," : " on-word-of=", doc->ids.v[event->on_word_of.first + k]);
        add_entities(out, doc, "\n  source ", event->sources);
        add_entities(out, doc, "\n  target ", event->targets);
        add_spans(out, doc, "\n  trigger ", event->trigger);
        add_when_where(out, doc, event->when, event->where);
        add_strings(out, doc, "\n  contexts ", event->contexts);
        add_string(out, doc, "\n  because ", event->because);
        buf_byte(out, '\n');
    }
}

static void dump_notices(struct buf *out, const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->notices.n; i++) {
        const struct notice *notice = &doc->notices.v[i];
        buf_format(out, "%snotice %s", i == 1 ? "\n" : "",
                   notice->level == NOTICE_WARNING ? "warning" : "info");
        add_string(out, doc, " ", notice->code);
        add_string(out, doc, ": ", notice->message);
        if (notice->span.end) {
            buf_byte(out, ' ');
            add_span(out, notice->span);
        }
        buf_byte(out, '\n');
    }
}

void doc_dump(struct buf *out, const struct doc *doc)
{
    dump_article(out, doc);
    dump_blocks(out, doc);
    dump_sentences(out, doc);
    dump_times(out, doc);
    dump_entities(out, doc);
    dump_places(out, doc);
    dump_statements(out, doc);
    dump_events(out, doc);
    dump_notices(out, doc);
}
