/* noun_phrase: where a noun phrase begins and ends. Its words are the dependents of the head that
 * determine, count, describe or complete it; what only adds to it is left out: relative clauses,
 * appositions behind a comma, parentheses, conjuncts, and everything that hangs on the head because
 * it is the predicate of a sentence. From the tree alone; a phrase is one stretch of tokens. */
#include "meaning/entity/noun_phrase.h"

#include "meaning/meaning.h"

static const uint8_t BEFORE[REL_COUNT] = {
    [REL_DET] = 1,           [REL_DET_PREDET] = 1, [REL_AMOD] = 1,  [REL_COMPOUND] = 1,
    [REL_NUMMOD] = 1,        [REL_NMOD_POSS] = 1,  [REL_FLAT] = 1,  [REL_NMOD_DESC] = 1,
    [REL_NMOD_UNMARKED] = 1, [REL_NMOD] = 1,       [REL_FIXED] = 1, [REL_GOESWITH] = 1,
    [REL_CC_PRECONJ] = 1,
};

static const uint8_t AFTER[REL_COUNT] = {
    [REL_AMOD] = 1, [REL_COMPOUND] = 1,  [REL_NUMMOD] = 1,        [REL_FLAT] = 1,
    [REL_NMOD] = 1, [REL_NMOD_DESC] = 1, [REL_NMOD_UNMARKED] = 1, [REL_FIXED] = 1,
    [REL_ACL] = 1,  [REL_GOESWITH] = 1,  [REL_APPOS] = 1,
};

/* "Norway on Tuesday": a time behind a name belongs to what happens then */
static bool is_time_behind_name(const struct doc *doc, uint32_t head, uint32_t child)
{
    uint32_t time = array_find_from(doc->times.v, doc->times.n, last_token, child);
    return doc->tokens.v[head].upos == UPOS_PROPN && doc->tokens.v[child].deprel == REL_NMOD &&
           time < doc->times.n && doc->times.v[time].first_token <= child;
}

/* "assured the voters that …", "asked by a reporter whether …": what they are told or ask, not
 * which of them */
static bool is_told_clause(const struct doc *doc, uint32_t verb, uint32_t first)
{
    struct str word = token_lower(doc, first);
    return doc->tokens.v[verb].deprel == REL_ACL && doc->tokens.v[first].upos == UPOS_SCONJ &&
           (token_child(doc, verb, REL_NSUBJ) || token_child(doc, verb, REL_NSUBJ_PASS)) &&
           (str_is(word, "that") || str_is(word, "whether") || str_is(word, "if"));
}

/* "told reporters in Geneva": where they were told it */
static bool is_place_of_press(const struct doc *doc, uint32_t head, uint32_t child, uint32_t first)
{
    struct str lemma = token_lemma(doc, head), word = token_lower(doc, first);
    return (str_is(lemma, "reporter") || str_is(lemma, "journalist")) &&
           doc->tokens.v[child].deprel == REL_NMOD && (str_is(word, "in") || str_is(word, "at"));
}

/* the last token of the phrase headed by `head`, going right as long as nothing is left out */
static uint32_t last_of(const struct doc *doc, uint32_t head)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t last = head;
    for (uint32_t c = tokens[head].first_child; c; c = tokens[c].next) {
        if (c < head)
            continue;
        if (!AFTER[tokens[c].deprel] || is_time_behind_name(doc, head, c))
            break;
        uint32_t from, to;
        token_subtree(doc, c, &from, &to);
        if (from != last + 1 || tokens[from].upos == UPOS_PUNCT || is_told_clause(doc, c, from) ||
            is_place_of_press(doc, head, c, from))
            break;
        last = tokens[c].deprel == REL_ACL ? to : last_of(doc, c);
        if (last != to)
            break;
    }
    return last;
}

static uint32_t first_of(const struct doc *doc, uint32_t head)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t first = head;
    for (uint32_t c = tokens[head].first_child; c && c < head; c = tokens[c].next) {
        if (!BEFORE[tokens[c].deprel])
            continue;
        uint32_t from, to;
        token_subtree(doc, c, &from, &to);
        if (from < first)
            first = from;
    }
    return first;
}

void noun_phrase_bounds(const struct doc *doc, uint32_t head, uint32_t *first, uint32_t *last)
{
    *first = first_of(doc, head);
    *last = last_of(doc, head);
    /* never through the middle of a name */
    while (doc->tokens.v[*last].name && *last + 1 < doc->tokens.n &&
           doc->tokens.v[*last + 1].name == doc->tokens.v[*last].name &&
           !(doc->tokens.v[*last + 1].flags & TOKEN_NAME_BEGIN) &&
           doc->tokens.v[*last + 1].sentence == doc->tokens.v[head].sentence)
        ++*last;
    while (*last > head && doc->tokens.v[*last].upos == UPOS_PUNCT)
        --*last;
    while (*first < head &&
           (doc->tokens.v[*first].upos == UPOS_PUNCT || doc->tokens.v[*first].upos == UPOS_CCONJ))
        ++*first;
}

struct span noun_phrase_span(const struct doc *doc, uint32_t head)
{
    uint32_t first, last;
    noun_phrase_bounds(doc, head, &first, &last);
    return (struct span){doc->tokens.v[first].span.start, doc->tokens.v[last].span.end};
}

struct str tokens_text(const struct doc *doc, uint32_t first, uint32_t last)
{
    return str_cut(doc->text.s, doc->tokens.v[first].span.start, doc->tokens.v[last].span.end);
}

uint32_t tokens_string(struct doc *doc, uint32_t first, uint32_t last)
{
    struct str text = tokens_text(doc, first, last);
    struct arena_mark mark = arena_mark(&doc->arena);
    char *copy = arena_alloc(&doc->arena, text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        char c = text.s[i];
        if (c == '\n' || c == '\t' || c == '\r')
            c = ' ';
        if (c != ' ' || (n && copy[n - 1] != ' '))
            copy[n++] = c;
    }
    uint32_t known = doc_interned(doc, (struct str){copy, n});
    if (known != UINT32_MAX) {
        arena_rewind(&doc->arena, mark);
        return known;
    }
    return doc_intern(doc, (struct str){copy, n});
}

struct str token_lower(const struct doc *doc, uint32_t token)
{
    return doc_string(doc, doc->tokens.v[token].lower);
}

bool token_is_capital(const struct doc *doc, uint32_t token)
{
    unsigned char c = (unsigned char)doc->text.s[doc->tokens.v[token].span.start];
    return (c >= 'A' && c <= 'Z') || c >= 0x80 || (c >= '0' && c <= '9');
}

struct str token_preposition(const struct doc *doc, uint32_t token)
{
    uint32_t c = token_child(doc, token, REL_CASE);
    return c ? token_lower(doc, c) : (struct str){NULL, 0};
}
