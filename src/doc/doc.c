/* doc: the document's memory, its interned strings and walks over its tree. Layers and strings live
 * in the document arena and go with a reset; the hash slots of the strings are kept and cleared.
 * Strings are found by open addressing over hash_bytes, at most half full. Knows nothing of what
 * the layers mean. */
#include "doc/doc.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/hash.h"
#include "text/utf8.h"

/* ARENA_KEEP: enough for an article of a million words; longer ones give memory back. */
enum { ARENA_KEEP = 256 << 20, MIN_SLOTS = 1 << 13, KEPT_SLOTS = 1 << 18 };

static void allot_slots(struct doc *doc, uint32_t n)
{
    free(doc->strings.slots);
    doc->strings.slots = memory_alloc(n * sizeof *doc->strings.slots);
    doc->strings.n_slots = n;
}

/* all layers empty but for element 0; what they pointed to belongs to the arena */
static void empty_layers(struct doc *doc)
{
    struct arena arena = doc->arena;
    uint32_t *slots = doc->strings.slots, n_slots = doc->strings.n_slots;
    *doc = (struct doc){.arena = arena};
    doc->strings.slots = slots;
    doc->strings.n_slots = n_slots;
    doc->text = STR("");
    doc->article.published_day = INT32_MIN;
    (void)array_push(&doc->blocks, &doc->arena);
    (void)array_push(&doc->sentences, &doc->arena);
    (void)array_push(&doc->tokens, &doc->arena);
    (void)array_push(&doc->times, &doc->arena);
    (void)array_push(&doc->places, &doc->arena);
    (void)array_push(&doc->mentions, &doc->arena);
    (void)array_push(&doc->entities, &doc->arena);
    (void)array_push(&doc->statements, &doc->arena);
    (void)array_push(&doc->events, &doc->arena);
    (void)array_push(&doc->notices, &doc->arena);
    (void)array_push(&doc->spans, &doc->arena);
    (void)array_push(&doc->ids, &doc->arena);
    *array_push(&doc->strings.v, &doc->arena) = STR("");
}

void doc_init(struct doc *doc)
{
    *doc = (struct doc){0};
    arena_init(&doc->arena, ARENA_KEEP);
    allot_slots(doc, MIN_SLOTS);
    empty_layers(doc);
}

void doc_release(struct doc *doc)
{
    free(doc->strings.slots);
    arena_release(&doc->arena);
    *doc = (struct doc){0};
}

void doc_reset(struct doc *doc)
{
    arena_reset(&doc->arena);
    if (doc->strings.n_slots > KEPT_SLOTS)
        allot_slots(doc, KEPT_SLOTS);
    else
        memset(doc->strings.slots, 0, doc->strings.n_slots * sizeof *doc->strings.slots);
    empty_layers(doc);
}

/* the slot that holds s, or the empty one where it belongs */
static uint32_t *find_slot(const struct doc *doc, struct str s)
{
    uint32_t mask = doc->strings.n_slots - 1;
    for (uint32_t i = (uint32_t)hash_bytes(s, 0) & mask;; i = (i + 1) & mask) {
        uint32_t *slot = &doc->strings.slots[i];
        if (*slot == 0 || str_eq(doc->strings.v.v[*slot], s))
            return slot;
    }
}

static void double_slots(struct doc *doc)
{
    allot_slots(doc, doc->strings.n_slots * 2);
    for (uint32_t id = 1; id < doc->strings.v.n; id++)
        *find_slot(doc, doc->strings.v.v[id]) = id;
}

uint32_t doc_intern(struct doc *doc, struct str s)
{
    if (s.n == 0)
        return 0;
    uint32_t *slot = find_slot(doc, s);
    if (*slot)
        return *slot;
    uint32_t id = doc->strings.v.n;
    *array_push(&doc->strings.v, &doc->arena) = arena_copy(&doc->arena, s);
    *slot = id;
    if (doc->strings.v.n > doc->strings.n_slots / 2)
        double_slots(doc);
    return id;
}

uint32_t doc_interned(const struct doc *doc, struct str s)
{
    if (s.n == 0)
        return 0;
    uint32_t id = *find_slot(doc, s);
    return id ? id : UINT32_MAX;
}

struct str doc_string(const struct doc *doc, uint32_t id)
{
    assert(id < doc->strings.v.n);
    return doc->strings.v.v[id];
}

struct str doc_slice(const struct doc *doc, struct span span)
{
    assert(span.start <= span.end && span.end <= doc->text.n);
    return str_cut(doc->text.s, span.start, span.end);
}

struct str token_form(const struct doc *doc, uint32_t token)
{
    assert(token < doc->tokens.n);
    return doc_slice(doc, doc->tokens.v[token].span);
}

struct str token_lemma(const struct doc *doc, uint32_t token)
{
    assert(token < doc->tokens.n);
    return doc_string(doc, doc->tokens.v[token].lemma);
}

uint32_t token_child(const struct doc *doc, uint32_t head, uint8_t deprel)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[head].first_child; c; c = tokens[c].next)
        if (tokens[c].deprel == deprel)
            return c;
    return 0;
}

bool token_is_below(const struct doc *doc, uint32_t token, uint32_t ancestor)
{
    uint32_t steps = doc->tokens.n; /* a tree given from outside may have a cycle */
    while (token && token != ancestor && steps--)
        token = doc->tokens.v[token].head;
    return token && token == ancestor;
}

/* the token after t in a walk of the subtree of head, parents first; 0 at its end */
static uint32_t walk_on(const struct token *tokens, uint32_t head, uint32_t t)
{
    if (tokens[t].first_child)
        return tokens[t].first_child;
    while (t && t != head && !tokens[t].next)
        t = tokens[t].head;
    return t == head ? 0 : tokens[t].next;
}

void token_subtree(const struct doc *doc, uint32_t head, uint32_t *first, uint32_t *last)
{
    uint32_t steps = doc->tokens.n;
    *first = *last = head;
    for (uint32_t t = head; t && steps--; t = walk_on(doc->tokens.v, head, t)) {
        if (t < *first)
            *first = t;
        if (t > *last)
            *last = t;
    }
}

void doc_link_children(struct doc *doc)
{
    struct token *tokens = doc->tokens.v;
    for (uint32_t t = 0; t < doc->tokens.n; t++)
        tokens[t].first_child = tokens[t].next = 0;
    for (uint32_t s = 1; s < doc->sentences.n; s++)
        doc->sentences.v[s].root = doc->sentences.v[s].first_token;
    for (uint32_t t = doc->tokens.n; t-- > 1;) {
        uint32_t head = tokens[t].head;
        if (head) {
            tokens[t].next = tokens[head].first_child;
            tokens[head].first_child = t;
        } else {
            doc->sentences.v[tokens[t].sentence].root = t;
        }
    }
}

void doc_range_add_id(struct doc *doc, struct range *range, uint32_t id)
{
    if (range->first + range->n != doc->ids.n || range->n == 0) {
        uint32_t first = doc->ids.n;
        for (uint32_t i = 0; i < range->n; i++) {
            uint32_t old = doc->ids.v[range->first + i];
            *array_push(&doc->ids, &doc->arena) = old;
        }
        range->first = first;
    }
    *array_push(&doc->ids, &doc->arena) = id;
    range->n++;
}

void doc_range_add_span(struct doc *doc, struct range *range, struct span span)
{
    if (range->first + range->n != doc->spans.n || range->n == 0) {
        uint32_t first = doc->spans.n;
        for (uint32_t i = 0; i < range->n; i++) {
            struct span old = doc->spans.v[range->first + i];
            *array_push(&doc->spans, &doc->arena) = old;
        }
        range->first = first;
    }
    *array_push(&doc->spans, &doc->arena) = span;
    range->n++;
}

void doc_notice(struct doc *doc, uint8_t level, const char *code, struct span span,
                const char *format, ...)
{
    char message[512];
    va_list args;
    va_start(args, format);
    vsnprintf(message, sizeof message, format, args);
    va_end(args);
    for (size_t at; (at = utf8_invalid(str_of(message))) != SIZE_MAX;)
        message[at] = '?'; /* quoted text was cut inside a character */
    struct notice notice = {.span = span,
                            .code = doc_intern(doc, str_of(code)),
                            .message = doc_intern(doc, str_of(message)),
                            .level = level};
    *array_push(&doc->notices, &doc->arena) = notice;
}
