/* speaker_tags: a paragraph or headline that opens with a short name phrase and a colon.
 *
 * The phrase must hold a person or organization (in running text also a word in capitals, as
 * interviews have it), be short and free of verbs, so that "Breaking news: …" and "The plan: …" are
 * passed over. Times ("10:30") and scripture are no tags because their colon stands between
 * digits and so is no token of its own. */
#include "meaning/statement/speaker_tags.h"

#include "text/unicode.h"

enum { LONGEST_TAG = 8 };

static bool is_capitals(struct str word)
{
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

bool speaker_tag_find(const struct doc *doc, uint32_t first, struct attribution *found)
{
    uint32_t last = last_of_block(doc, first), colon = 0, named = 0;
    uint8_t kind = doc->blocks.v[doc->sentences.v[doc->tokens.v[first].sentence].block].kind;
    for (uint32_t t = first; t <= last && t < first + LONGEST_TAG && !colon; t++) {
        const struct token *token = &doc->tokens.v[t];
        if (str_is(token_form(doc, t), ":"))
            colon = t;
        else if (!may_stand_in_tag(token->upos))
            return false;
        else if (token->name == NAME_PERSON || token->name == NAME_ORGANIZATION ||
                 (kind == BLOCK_BODY && is_capitals(token_form(doc, t))))
            named = t;
    }
    if (!colon || !named || last < colon + 3 || colon == first)
        return false;
    *found = (struct attribution){.token = colon, .frame = {first, colon}, .has_clause = true};
    found->cue.takes_bits = TAKES_CLAUSE;
    found->cue.standing = STANDING_ASSERTS;
    found->source = found->antecedent = head_of(doc, first, colon - 1);
    attribution_add(found, (struct tokens){colon + 1, last});
    return true;
}
