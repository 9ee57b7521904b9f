/* direct_speech: finds the quotation of a verb of saying by the marks and the words between, not by
 * the tree, because parsers err most where quotation marks and commas cut a sentence up.
 *
 * Before the cue: the quotation opens its sentence or follows a mark, ends in a comma, question or
 * exclamation mark or dash, and no other verb stands between it and the cue but those of relative
 * clauses. Behind the cue: only a comma, a colon or nothing stands before the opening mark. */
#include "meaning/statement/direct_speech.h"

#include "doc/names.h"

enum { LONGEST_GAP = 48 }; /* tokens between quotation and cue */

static bool is_any(struct str form, const char *const *words)
{
    for (; *words; words++) {
        if (str_is(form, *words))
            return true;
    }
    return false;
}

static bool is_nominal(const struct doc *doc, uint32_t token)
{
    uint8_t upos = doc->tokens.v[token].upos;
    return upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NOUN;
}

/* a verb that is not of a relative or reduced clause on a noun */
static bool is_main_verb(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].upos == UPOS_VERB &&
           deprel_base(doc->tokens.v[token].deprel) != REL_ACL;
}

static bool has_main_verb(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        if (is_main_verb(doc, t))
            return true;
    }
    return false;
}

static uint32_t sentence_last(const struct doc *doc, uint32_t token)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[token].sentence];
    return s->first_token + s->n_tokens - 1;
}

/* index of the first quotation that begins behind `token` */
static uint32_t first_quote_behind(const struct quotes *quotes, uint32_t token)
{
    uint32_t low = 1, high = quotes->list.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (quotes->list.v[middle].first_token <= token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool ends_for_cue(const struct doc *doc, const struct quote *quote)
{
    static const char *const ends[] = {",", "?", "!", "-", "–", "—", "--", "...", "…", NULL};
    uint32_t last = quote->last_token;
    return (last > 1 && is_any(token_form(doc, last - 1), ends)) ||
           str_is(token_form(doc, last + 1), ",");
}

/* Where the words that end in this quotation begin: at its mark, or, when plain words without a
 * verb lead up to it ('Clara "is the one we trust," he said'), at the start of the sentence. 0: the
 * quotation is part of another clause. */
static uint32_t content_start(const struct doc *doc, const struct quote *quote)
{
    uint32_t first = quote->first_token;
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[first].sentence];
    uint8_t before = doc->tokens.v[first - 1].upos;
    if (s->first_token == first || before == UPOS_PUNCT || before == UPOS_CCONJ ||
        before == UPOS_SCONJ)
        return first;
    return has_main_verb(doc, s->first_token, first - 1) ? 0 : s->first_token;
}

static const struct quote *quote_before(const struct doc *doc, const struct quotes *quotes,
                                        uint32_t cue)
{
    const struct quote *quote = &quotes->list.v[first_quote_behind(quotes, cue) - 1];
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    uint32_t last = quote->last_token;
    if (!last || last >= cue || cue - last > LONGEST_GAP || quote->block != s->block)
        return NULL;
    if (last < s->first_token && last + 1 != s->first_token)
        return NULL;
    if (quote->open || !ends_for_cue(doc, quote) || !content_start(doc, quote) ||
        has_main_verb(doc, last + 1, cue - 1))
        return NULL;
    return quote;
}

static const struct quote *quote_behind(const struct doc *doc, const struct quotes *quotes,
                                        uint32_t cue)
{
    static const char *const marks[] = {",", ":", "—", "–", NULL};
    uint32_t q = first_quote_behind(quotes, cue);
    const struct quote *quote = &quotes->list.v[q];
    if (q >= quotes->list.n || quote->first_token - cue > LONGEST_GAP ||
        quote->first_token > sentence_last(doc, cue) + 1 || quote->n_words < 2)
        return NULL;
    uint32_t before = quote->first_token - 1;
    if (before != cue && !is_any(token_form(doc, before), marks))
        return NULL;
    return has_main_verb(doc, cue + 1, before) ? NULL : quote;
}

/* the first nominal between two tokens that no other of them governs, 0 = none */
static uint32_t source_between(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if (is_nominal(doc, t) && (head < first || head > last))
            return t;
    }
    return 0;
}

static void find_source(const struct doc *doc, struct attribution *found)
{
    if (found->source && found->source >= found->frame.first)
        return;
    uint32_t cue = found->token, end = cue;
    uint32_t source = source_between(doc, found->frame.first, cue - 1);
    while (end < found->frame.last && !tree_is_mark(doc, end + 1))
        end++;
    if (!source)
        source = source_between(doc, cue + 1, end);
    if (source && !found->passive)
        found->source = found->antecedent = source;
}

bool direct_speech_find(const struct doc *doc, const struct quotes *quotes,
                        struct attribution *found)
{
    uint32_t cue = found->token, last = sentence_last(doc, cue);
    if (doc->tokens.v[cue].flags & TOKEN_QUOTED)
        return false;
    const struct quote *before = quote_before(doc, quotes, cue);
    const struct quote *behind = quote_behind(doc, quotes, cue);
    if (!before && !behind)
        return false;
    if (behind && behind->first_token <= last)
        last = behind->first_token - 1;
    else if (has_main_verb(doc, cue + 1, last))
        last = found->frame.last;
    found->frame.last = last;
    if (before) {
        attribution_add(found, (struct tokens){content_start(doc, before), before->last_token});
        found->frame.first = before->last_token + 1;
        find_source(doc, found);
    }
    if (behind)
        attribution_add(found, (struct tokens){behind->first_token, behind->last_token});
    found->has_clause = true;
    return true;
}
