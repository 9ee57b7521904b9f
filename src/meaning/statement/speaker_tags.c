/* speaker_tags: speakers set beside their words without a verb.
 *
 * Before them: a paragraph or headline that opens with a short name phrase and a colon, or a name
 * and a colon right before a quotation ("The view from Oslo - Ann Lee: “…”"). The phrase must hold
 * a person or organization (in running text also a word in capitals, as interviews have it; in
 * headlines any proper name, or a poll, study and the like), be short and free of verbs, so that
 * "Breaking news: …" and "The plan: …" are passed over. Times ("10:30") and scripture are no tags
 * because their colon stands between digits and so is no token of its own.
 *
 * Behind them: a dash and a name that end the paragraph of a quotation or are the next one. */
#include "meaning/statement/speaker_tags.h"

#include "text/unicode.h"

enum { LONGEST_TAG = 8 };

/* a word in capitals that may be somebody; these are not */
static bool is_capitals(struct str word)
{
    static const char *const others[] = {"ATTENTION", "CORRECTION", "NOTE", "UPDATE", "WARNING"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        if (str_is(word, others[i]))
            return false;
    }
    for (size_t i = 0; i < word.n; i++) {
        if (!unicode_is_upper((unsigned char)word.s[i]))
            return false;
    }
    return word.n > 2;
}

static bool may_stand_in_tag(uint8_t upos)
{
    switch (upos) {
    case UPOS_PROPN:
    case UPOS_NOUN:
    case UPOS_ADJ:
    case UPOS_DET:
    case UPOS_ADP:
    case UPOS_NUM:
    case UPOS_CCONJ:
    case UPOS_PUNCT:
        return true;
    default:
        return false;
    }
}

static uint32_t last_of_block(const struct doc *doc, uint32_t first)
{
    uint32_t s = doc->tokens.v[first].sentence, block = doc->sentences.v[s].block;
    while (s + 1 < doc->sentences.n && doc->sentences.v[s + 1].block == block)
        s++;
    return doc->sentences.v[s].first_token + doc->sentences.v[s].n_tokens - 1;
}

/* the token of the phrase whose head lies outside it */
static uint32_t head_of(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if ((head < first || head > last) && doc->tokens.v[t].upos != UPOS_PUNCT)
            return t;
    }
    return last;
}

static uint8_t block_kind_of(const struct doc *doc, uint32_t token)
{
    return doc->blocks.v[doc->sentences.v[doc->tokens.v[token].sentence].block].kind;
}

/* what a headline may have before its colon: "Poll: …", "AP: …" */
static bool is_headline_source(const struct doc *doc, uint32_t token)
{
    static const char *const lemmas[] = {"analyst", "expert", "official", "poll",
                                         "report",  "source", "study",    "survey"};
    if (doc->tokens.v[token].upos == UPOS_PROPN)
        return true;
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++) {
        if (tree_lemma_is(doc, token, lemmas[i]))
            return true;
    }
    return false;
}

static bool is_named(const struct doc *doc, uint32_t token)
{
    uint8_t name = doc->tokens.v[token].name, kind = block_kind_of(doc, token);
    return name == NAME_PERSON || name == NAME_ORGANIZATION ||
           (kind == BLOCK_BODY && is_capitals(token_form(doc, token))) ||
           (kind == BLOCK_HEADLINE && is_headline_source(doc, token));
}

static void fill(const struct doc *doc, struct attribution *found, uint32_t mark, uint32_t first,
                 uint32_t last)
{
    *found = (struct attribution){.token = mark, .frame = {first, last}, .has_clause = true};
    found->cue.takes_bits = TAKES_CLAUSE;
    found->cue.standing = STANDING_ASSERTS;
    found->source = found->antecedent =
        head_of(doc, first < mark ? first : mark + 1, first < mark ? mark - 1 : last);
}

bool speaker_tag_find(const struct doc *doc, uint32_t first, struct attribution *found)
{
    uint32_t last = last_of_block(doc, first), colon = 0, named = 0;
    for (uint32_t t = first; t <= last && t < first + LONGEST_TAG && !colon; t++) {
        if (str_is(token_form(doc, t), ":"))
            colon = t;
        else if (!may_stand_in_tag(doc->tokens.v[t].upos))
            return false;
        else if (is_named(doc, t))
            named = t;
    }
    if (!colon || !named || last < colon + 3 || colon == first)
        return false;
    fill(doc, found, colon, first, colon);
    attribution_add(found, (struct tokens){colon + 1, last});
    return true;
}

static bool is_dash(const struct doc *doc, uint32_t token)
{
    static const char *const dashes[] = {"-", "--", "–", "—", "―"};
    for (size_t i = 0; i < sizeof dashes / sizeof *dashes; i++) {
        if (str_is(token_form(doc, token), dashes[i]))
            return true;
    }
    return false;
}

/* a name phrase between two tokens, both included */
static bool is_name_phrase(const struct doc *doc, uint32_t first, uint32_t last)
{
    bool person = false;
    for (uint32_t t = first; t <= last; t++) {
        person |= doc->tokens.v[t].name == NAME_PERSON;
        if (!may_stand_in_tag(doc->tokens.v[t].upos))
            return false;
    }
    return person && last < first + LONGEST_TAG;
}

bool speaker_before_quote_find(const struct doc *doc, const struct quotes *quotes, uint32_t colon,
                               struct attribution *found)
{
    uint32_t q =
        colon + 1 < doc->tokens.n ? quote_at(quotes, doc->tokens.v[colon + 1].span.start) : 0;
    const struct quote *quote = &quotes->list.v[q];
    uint32_t sentence = doc->sentences.v[doc->tokens.v[colon].sentence].first_token;
    uint32_t first = colon;
    if (!q || quote->first_token != colon + 1 || quote->n_words < 4 ||
        !str_is(token_form(doc, colon), ":"))
        return false;
    while (first > sentence && doc->tokens.v[first - 1].upos == UPOS_PROPN)
        first--;
    if (first == colon || !(first == sentence || is_dash(doc, first - 1)) ||
        !is_name_phrase(doc, first, colon - 1))
        return false;
    fill(doc, found, colon, first, colon);
    attribution_add(found, (struct tokens){quote->first_token, quote->last_token});
    return true;
}

bool signature_find(const struct doc *doc, const struct quotes *quotes, uint32_t dash,
                    struct attribution *found)
{
    const struct quote *quote =
        &quotes->list.v[array_find_from(quotes->list.v, quotes->list.n, first_token, dash) - 1];
    uint32_t block = doc->sentences.v[doc->tokens.v[dash].sentence].block, last;
    if (!is_dash(doc, dash) || !quote->first_token || quote->last_token + 1 != dash ||
        quote->n_words < 4 || block > quote->block + 1)
        return false;
    last = last_of_block(doc, dash);
    while (last > dash && tree_is_mark(doc, last))
        last--;
    if (last == dash || !is_name_phrase(doc, dash + 1, last))
        return false;
    fill(doc, found, dash, dash, last);
    attribution_add(found, (struct tokens){quote->first_token, quote->last_token});
    return true;
}
