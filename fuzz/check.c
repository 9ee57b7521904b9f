/* check: walks every layer of a document and every link in it. */
#include "check.h"

#include <stdio.h>
#include <stdlib.h>

void check_that(bool holds, const char *what, const char *file, int line)
{
    if (holds)
        return;
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

static bool is_boundary(const struct doc *doc, uint32_t at)
{
    return at == doc->text.n || ((uint8_t)doc->text.s[at] & 0xC0) != 0x80;
}

static bool good_span(const struct doc *doc, struct span span)
{
    return span.start <= span.end && span.end <= doc->text.n && is_boundary(doc, span.start) &&
           is_boundary(doc, span.end);
}

static void check_spans(const struct doc *doc, struct range range)
{
    CHECK(range.first <= doc->spans.n && range.n <= doc->spans.n - range.first);
    for (uint32_t i = 0; i < range.n; i++) {
        struct span span = doc->spans.v[range.first + i];
        CHECK(good_span(doc, span) && span.start < span.end);
        CHECK(i == 0 || doc->spans.v[range.first + i - 1].end <= span.start);
    }
}

/* every id of the range lies in [least, n) */
static void check_ids(const struct doc *doc, struct range range, uint32_t least, uint32_t n)
{
    CHECK(range.first <= doc->ids.n && range.n <= doc->ids.n - range.first);
    for (uint32_t i = 0; i < range.n; i++)
        CHECK(doc->ids.v[range.first + i] >= least && doc->ids.v[range.first + i] < n);
}

static void check_text(const struct doc *doc)
{
    CHECK(doc->text.s[doc->text.n] == '\0');
    uint32_t end = 0;
    for (uint32_t i = 1; i < doc->blocks.n; i++) {
        const struct block *block = &doc->blocks.v[i];
        CHECK(good_span(doc, block->span) && block->span.start >= end);
        CHECK(block->kind < BLOCK_KINDS);
        end = block->span.end;
    }
    for (uint32_t i = 1; i < doc->notices.n; i++)
        CHECK(good_span(doc, doc->notices.v[i].span));
}

static void check_sentences(const struct doc *doc)
{
    uint32_t next_token = 1, end = 0;
    for (uint32_t i = 1; i < doc->sentences.n; i++) {
        const struct sentence *sentence = &doc->sentences.v[i];
        CHECK(good_span(doc, sentence->span) && sentence->span.start >= end);
        CHECK(sentence->n_tokens > 0 && sentence->first_token == next_token);
        CHECK(sentence->block > 0 && sentence->block < doc->blocks.n);
        struct span block = doc->blocks.v[sentence->block].span;
        CHECK(sentence->span.start >= block.start && sentence->span.end <= block.end);
        CHECK(!sentence->root || doc->tokens.v[sentence->root].sentence == i);
        next_token += sentence->n_tokens;
        end = sentence->span.end;
    }
    CHECK(next_token == doc->tokens.n);
}

static void check_tokens(const struct doc *doc)
{
    uint32_t start = 0;
    for (uint32_t i = 1; i < doc->tokens.n; i++) {
        const struct token *token = &doc->tokens.v[i];
        CHECK(token->sentence > 0 && token->sentence < doc->sentences.n);
        struct span sentence = doc->sentences.v[token->sentence].span;
        CHECK(good_span(doc, token->span) && token->span.start < token->span.end);
        CHECK(token->span.start >= start && token->span.start >= sentence.start &&
              token->span.end <= sentence.end);
        CHECK(token->head < doc->tokens.n && token->head != i);
        CHECK(!token->head || doc->tokens.v[token->head].sentence == token->sentence);
        CHECK(token->lemma < doc->strings.v.n && token->lower < doc->strings.v.n &&
              token->xpos < doc->strings.v.n);
        CHECK(token->upos < UPOS_TAGS && token->deprel < REL_COUNT && token->name < NAME_TYPES);
        CHECK(token->mention < doc->mentions.n);
        start = token->span.start;
        uint32_t steps = 0;
        for (uint32_t up = i; up; up = doc->tokens.v[up].head)
            CHECK(steps++ < doc->sentences.v[token->sentence].n_tokens);
    }
}

static void check_times_and_places(const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->times.n; i++) {
        const struct time *time = &doc->times.v[i];
        CHECK(good_span(doc, time->span) && time->span.start < time->span.end);
        CHECK(time->first_token > 0 && time->first_token <= time->last_token &&
              time->last_token < doc->tokens.n);
        CHECK(time->value < doc->strings.v.n && time->type <= TIME_SET);
    }
    for (uint32_t i = 1; i < doc->places.n; i++) {
        const struct place *place = &doc->places.v[i];
        CHECK(good_span(doc, place->span) && place->span.start < place->span.end);
        CHECK(place->name < doc->strings.v.n && place->kind < doc->strings.v.n &&
              place->head_token < doc->tokens.n);
    }
}

static void check_mentions(const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->mentions.n; i++) {
        const struct mention *mention = &doc->mentions.v[i];
        CHECK(good_span(doc, mention->span) && mention->span.start < mention->span.end);
        CHECK(mention->first_token > 0 && mention->first_token <= mention->last_token &&
              mention->last_token < doc->tokens.n);
        CHECK(mention->head_token > 0 && mention->head_token < doc->tokens.n);
        CHECK(mention->entity < doc->entities.n && mention->next < doc->mentions.n);
        CHECK(mention->form < FORM_COUNT && mention->name < NAME_TYPES);
    }
    for (uint32_t i = 1; i < doc->entities.n; i++) {
        const struct entity *entity = &doc->entities.v[i];
        uint32_t steps = 0;
        CHECK(entity->first_mention < doc->mentions.n && entity->kind < ENTITY_KINDS);
        for (uint32_t m = entity->first_mention; m; m = doc->mentions.v[m].next)
            CHECK(steps++ < doc->mentions.n && doc->mentions.v[m].entity == i);
        CHECK(entity->name < doc->strings.v.n && entity->role < doc->strings.v.n &&
              entity->actor < doc->strings.v.n);
        check_ids(doc, entity->sectors, 1, doc->strings.v.n);
        check_ids(doc, entity->members, 1, doc->entities.n);
    }
}

static void check_statements(const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->statements.n; i++) {
        const struct statement *statement = &doc->statements.v[i];
        CHECK(statement->content.n > 0 && good_span(doc, statement->cue));
        check_spans(doc, statement->content);
        check_spans(doc, statement->question);
        check_ids(doc, statement->speakers, 1, doc->entities.n);
        check_ids(doc, statement->addressees, 1, doc->entities.n);
        for (uint32_t k = 0; k < statement->speaker_spans.n; k++)
            CHECK(good_span(doc, doc->spans.v[statement->speaker_spans.first + k]));
        CHECK(statement->when < doc->times.n && statement->where < doc->places.n);
        CHECK(statement->within < doc->statements.n && statement->within != i);
        CHECK(statement->standing < STANDING_COUNT && statement->kind <= SAID_MIXED &&
              statement->speaker_by < BY_COUNT && statement->evidence <= EVIDENCE_CITED);
        uint32_t steps = 0;
        for (uint32_t up = i; up; up = doc->statements.v[up].within)
            CHECK(steps++ < doc->statements.n);
    }
}

static void check_events(const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->events.n; i++) {
        const struct event *event = &doc->events.v[i];
        check_ids(doc, event->sources, 1, doc->entities.n);
        check_ids(doc, event->targets, 1, doc->entities.n);
        check_ids(doc, event->contexts, 1, doc->strings.v.n);
        check_ids(doc, event->on_word_of, 1, doc->statements.n);
        CHECK(event->trigger.n > 0 && event->trigger.n <= doc->spans.n - event->trigger.first);
        for (uint32_t k = 0; k < event->trigger.n; k++)
            CHECK(good_span(doc, doc->spans.v[event->trigger.first + k]));
        CHECK(event->head_token > 0 && event->head_token < doc->tokens.n);
        CHECK(event->when < doc->times.n && event->where < doc->places.n);
        CHECK(event->cameo < doc->strings.v.n && event->plover < doc->strings.v.n &&
              event->mode < doc->strings.v.n && event->because < doc->strings.v.n);
        CHECK(event->status < EVENT_STATUSES && event->quad <= 4);
        CHECK(!event->reciprocal || event->targets.n == 0);
    }
}

void check_doc(const struct doc *doc)
{
    check_text(doc);
    check_sentences(doc);
    check_tokens(doc);
    check_times_and_places(doc);
    check_mentions(doc);
    check_statements(doc);
    check_events(doc);
}
