/* direct_speech: finds the quotation of a verb of saying by the marks and the words between, not by
 * the tree, because parsers err most where quotation marks and commas cut a sentence up.
 *
 * Before the cue: the quotation opens its sentence or follows a mark, ends in a comma, question or
 * exclamation mark or dash, and no other verb stands between it and the cue but those of relative
 * clauses. Behind the cue: only a comma, a colon or nothing stands before the opening mark. */
#include "meaning/statement/direct_speech.h"

#include "doc/names.h"
#include "meaning/statement/parenthesis.h"
#include "meaning/statement/source.h"
#include "text/unicode.h"

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

/* ", using an old accent,": a participle that is no cue itself and has its own words */
static bool is_aside(const struct world *world, const struct doc *doc, uint32_t token)
{
    struct cue cue;
    return tree_is_participle_behind_comma(doc, token) && !tree_is_mark(doc, token + 1) &&
           !cue_find(world, doc, token, &cue);
}

/* a verb that is not of a relative or reduced clause on a noun */
static bool is_main_verb(const struct world *world, const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].upos == UPOS_VERB &&
           deprel_base(doc->tokens.v[token].deprel) != REL_ACL && !is_aside(world, doc, token);
}

static bool has_main_verb(const struct world *world, const struct doc *doc, uint32_t first,
                          uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        if (is_main_verb(world, doc, t))
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
    return array_find_from(quotes->list.v, quotes->list.n, first_token, token + 1);
}

static bool ends_for_cue(const struct doc *doc, const struct quote *quote)
{
    static const char *const ends[] = {",", "?", "!", "-", "–", "—", "--", "...", "…", NULL};
    static const char *const inner[] = {"'", "’", "”", "''", NULL};
    uint32_t last = quote->last_token, end = last - 1;
    while (end > quote->first_token && is_any(token_form(doc, end), inner))
        end--;
    return (last > 1 && is_any(token_form(doc, end), ends)) ||
           str_is(token_form(doc, last + 1), ",");
}

/* '…," the mayor said on Friday.': nothing but who and when between the quotation and the end */
static bool ends_sentence(const struct world *world, const struct doc *doc,
                          const struct quote *quote, uint32_t cue)
{
    uint32_t last = sentence_last(doc, cue);
    if (quote->last_token >= cue || doc->tokens.v[quote->last_token + 1].upos == UPOS_CCONJ ||
        quote->last_token + 1 == cue || deprel_base(doc->tokens.v[cue].deprel) == REL_ACL ||
        has_main_verb(world, doc, quote->last_token + 1, cue - 1) ||
        has_main_verb(world, doc, cue + 1, last))
        return false;
    for (uint32_t t = quote->last_token + 1; t <= last; t++) {
        if ((t > cue && (doc->tokens.v[t].flags & TOKEN_QUOTED)) ||
            (t < cue && doc->tokens.v[t].upos == UPOS_CCONJ))
            return false;
    }
    return true;
}

/* a quotation that goes on with the words before it */
static bool opens_small(const struct doc *doc, const struct quote *quote)
{
    struct str word = token_form(doc, quote->first_token + 1);
    if (str_is(word, "["))
        word = token_form(doc, quote->first_token + 2);
    return word.n && unicode_is_lower((unsigned char)word.s[0]);
}

/* a verb that tells whose words follow between two tokens */
static bool has_cue(const struct world *world, const struct doc *doc, uint32_t first, uint32_t last)
{
    struct cue cue;
    for (uint32_t t = first; t <= last; t++) {
        if (doc->tokens.v[t].upos == UPOS_VERB && cue_find(world, doc, t, &cue) &&
            (cue.takes_bits & (TAKES_CLAUSE | TAKES_QUOTE | TAKES_OBJ)))
            return true;
    }
    return false;
}

/* 'The firm wrote to its workers and "that group is leaving," said …': the whole sentence */
static bool is_coordinated(const struct world *world, const struct doc *doc,
                           const struct quote *quote, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[quote->first_token].sentence];
    return doc->tokens.v[quote->first_token - 1].upos == UPOS_CCONJ && quote->last_token < cue &&
           opens_small(doc, quote) && !has_cue(world, doc, s->first_token, quote->first_token);
}

/* Where the words that end in this quotation begin: at its mark, or, when plain words lead up to it
 * ('Clara "is the one we trust," he said'), at the start of the sentence; when these have a verb
 * ('The port would "stay open," he said'), only where the cue closes the sentence. 0: the quotation
 * is part of another clause. */
static uint32_t content_start(const struct world *world, const struct doc *doc,
                              const struct quote *quote, uint32_t cue)
{
    uint32_t first = quote->first_token;
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[first].sentence];
    uint8_t before = doc->tokens.v[first - 1].upos;
    if (s->first_token == first)
        return first;
    if (tree_xpos_is(doc, s->first_token, "VBG") &&
        has_cue(world, doc, s->first_token, s->first_token))
        return 0; /* 'Calling it "a joke," she demanded …' */
    if (str_is(token_form(doc, first - 1), ":"))
        return first;
    if (has_main_verb(world, doc, s->first_token, first - 1)) {
        if (ends_sentence(world, doc, quote, cue) || is_coordinated(world, doc, quote, cue))
            return s->first_token;
    } else if (quote->last_token < cue) {
        return s->first_token;
    }
    return before == UPOS_PUNCT || before == UPOS_CCONJ || before == UPOS_SCONJ ? first : 0;
}

/* '"C." Ann Lee said.': a sentence of its own right behind the quotation, and nothing in it but who
 * speaks */
static bool is_own_sentence(const struct doc *doc, const struct quote *quote, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    uint32_t last = s->first_token + s->n_tokens - 1;
    while (last > cue && tree_is_mark(doc, last))
        last--;
    return quote->last_token + 1 == s->first_token && last == cue && cue > s->first_token &&
           cue < s->first_token + 6 && is_nominal(doc, s->first_token);
}

static const struct quote *quote_before(const struct world *world, const struct doc *doc,
                                        const struct quotes *quotes, uint32_t cue)
{
    uint32_t q = first_quote_behind(quotes, cue) - 1;
    while (q > 1 && quotes->list.v[q].n_words < 3 && !ends_for_cue(doc, &quotes->list.v[q]))
        q--; /* a nickname */
    const struct quote *quote = &quotes->list.v[q];
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    uint32_t last = quote->last_token;
    if (!last || last >= cue || cue - last > LONGEST_GAP || quote->block != s->block)
        return NULL;
    if (last < s->first_token && last + 1 != s->first_token)
        return NULL;
    if (quote->open || !(ends_for_cue(doc, quote) || is_own_sentence(doc, quote, cue)) ||
        !content_start(world, doc, quote, cue) || has_main_verb(world, doc, last + 1, cue - 1))
        return NULL;
    return quote;
}

/* 'in his book, "An American Son"', 'told "Town and Sea"': a few words, the longer of them in
 * capitals, right behind what has a title */
static bool is_title(const struct world *world, const struct doc *doc, const struct quote *quote)
{
    const struct table *occasions = world_table(world, "occasions");
    uint32_t noun = quote->first_token - 1, row;
    if (tree_is_comma(doc, noun))
        noun--;
    bool titled = tree_lemma_is(doc, noun, "tell") ||
                  (occasions && table_find(occasions, token_lemma(doc, noun), &row));
    if (quote->n_words > 8 || !titled)
        return false;
    for (uint32_t t = quote->first_token; t < quote->last_token; t++) {
        struct str word = token_form(doc, t);
        if (word.n > 4 && unicode_is_lower((unsigned char)word.s[0]))
            return false;
    }
    return true;
}

static const struct quote *quote_behind(const struct world *world, const struct doc *doc,
                                        const struct quotes *quotes, uint32_t cue)
{
    static const char *const marks[] = {",", ":", "—", "–", NULL};
    uint32_t q = first_quote_behind(quotes, cue);
    const struct quote *quote = &quotes->list.v[q];
    if (q >= quotes->list.n || quote->first_token - cue > LONGEST_GAP ||
        quote->first_token > sentence_last(doc, cue) + 1 || quote->n_words < 2)
        return NULL;
    uint32_t before = quote->first_token - 1;
    if ((before != cue && !is_any(token_form(doc, before), marks)) || is_title(world, doc, quote))
        return NULL;
    return has_main_verb(world, doc, cue + 1, before) ? NULL : quote;
}

/* Where the words that begin in a quotation right behind the cue end: 'said "there could be" a line
 * that …' goes on to the end of the clause. */
static uint32_t clause_last(const struct doc *doc, const struct quote *quote, uint32_t cue)
{
    uint32_t last = quote->last_token, next = last + 1;
    struct tokens all = tree_tokens(doc, cue);
    bool within = quote->first_token == cue + 1 || opens_small(doc, quote);
    bool goes_on = within && next < all.last && !tree_is_mark(doc, next) &&
                   !tree_is_mark(doc, last - 1) && doc->tokens.v[next].upos != UPOS_CCONJ &&
                   doc->tokens.v[next].sentence == doc->tokens.v[cue].sentence &&
                   !is_time(doc, next);
    while (goes_on && tree_is_mark(doc, all.last))
        all.last--;
    return goes_on ? all.last : last;
}

/* the first nominal between two tokens that no other of them governs, 0 = none */
static uint32_t source_between(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if (is_nominal(doc, t) && !is_time(doc, t) && (head < first || head > last))
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

/* 'argued the line, which most support, "would not go far"': where the words that lead up to a
 * quotation behind the cue begin, else the quotation */
static uint32_t lead_first(const struct doc *doc, const struct quote *quote,
                           const struct attribution *found)
{
    uint32_t t = found->token + 1;
    if (!opens_small(doc, quote) || (found->cue.takes_bits & TAKES_ADDRESSEE) ||
        found->source > found->token || found->passive)
        return quote->first_token;
    while (t < quote->first_token && (doc->tokens.v[t].upos == UPOS_ADV || is_time(doc, t)))
        t++;
    switch (doc->tokens.v[t].upos) {
    case UPOS_ADJ:
    case UPOS_DET:
    case UPOS_NOUN:
    case UPOS_NUM:
    case UPOS_PRON:
    case UPOS_PROPN:
        return t < quote->first_token ? t : quote->first_token;
    default:
        return quote->first_token;
    }
}

bool direct_speech_find(const struct world *world, const struct doc *doc,
                        const struct quotes *quotes, struct attribution *found)
{
    uint32_t cue = found->token, last = sentence_last(doc, cue);
    if (doc->tokens.v[cue].flags & TOKEN_QUOTED)
        return false;
    const struct quote *before = quote_before(world, doc, quotes, cue);
    const struct quote *behind = quote_behind(world, doc, quotes, cue);
    if (!before && !behind)
        return false;
    uint32_t lead = behind ? lead_first(doc, behind, found) : 0;
    if (behind && behind->first_token <= last)
        last = lead - 1;
    else if (has_main_verb(world, doc, cue + 1, last))
        last = found->frame.last;
    found->frame.last = last;
    if (before) {
        attribution_add(
            found, (struct tokens){content_start(world, doc, before, cue), before->last_token});
        found->frame.first = before->last_token + 1;
        find_source(doc, found);
    }
    if (behind)
        attribution_add(found, (struct tokens){lead, clause_last(doc, behind, cue)});
    if (behind && !before && opens_small(doc, behind))
        parenthesis_take_lead(world, doc, found);
    found->has_clause = true;
    return true;
}
