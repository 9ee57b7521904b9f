/* parenthesis: attributions set between commas or behind the words they report.
 *
 * Where commas cut a sentence up, the marks are trusted more than the tree: what stands between the
 * comma and the cue must be one nominal phrase, which is the source. */
#include "meaning/statement/parenthesis.h"

#include "doc/names.h"
#include "meaning/statement/source.h"

/* a verb, or a quotation, in which words of the speaker's own quotation are none */
static bool has_predicate(const struct doc *doc, struct tokens tokens, uint32_t cue)
{
    bool quoted = doc->tokens.v[cue].flags & TOKEN_QUOTED;
    for (uint32_t t = tokens.first; t && t <= tokens.last; t++) {
        if (doc->tokens.v[t].upos == UPOS_VERB || doc->tokens.v[t].upos == UPOS_AUX ||
            (!quoted && (doc->tokens.v[t].flags & TOKEN_QUOTED)))
            return true;
    }
    return false;
}

/* "As the paper reported, C", "But as she noted, C": at the start of its sentence */
static bool is_fronted(const struct doc *doc, struct tokens clause)
{
    uint32_t first = doc->sentences.v[doc->tokens.v[clause.first].sentence].first_token;
    return clause.first == first ||
           (clause.first == first + 1 && doc->tokens.v[first].upos == UPOS_CCONJ);
}

bool parenthesis_take_host(const struct doc *doc, struct attribution *found)
{
    const struct token *t = &doc->tokens.v[found->token];
    uint32_t mark = token_child(doc, found->token, REL_MARK);
    bool as = t->deprel == REL_ADVCL && mark && tree_lower_is(doc, mark, "as") &&
              !(found->cue.takes_bits & TAKES_QUOTE); /* "as the town responded to" */
    if (deprel_base(t->deprel) != REL_PARATAXIS && t->deprel != REL_DISCOURSE && !as)
        return false;
    struct tokens host = tree_tokens(doc, t->head), own = tree_tokens(doc, found->token);
    struct tokens before = {host.first, own.first - 1}, behind = {own.last + 1, host.last};
    if (as && is_fronted(doc, own) && has_predicate(doc, behind, found->token)) {
        attribution_add(found, behind);
        found->frame = own;
        return true;
    }
    if (own.first <= host.first || !has_predicate(doc, before, found->token))
        return false;
    attribution_add(found, before);
    if (behind.first < behind.last ||
        (behind.first == behind.last && !tree_is_mark(doc, behind.last)))
        attribution_add(found, behind);
    found->frame = own;
    return true;
}

static bool is_nominal_part(const struct doc *doc, uint32_t token)
{
    switch (doc->tokens.v[token].upos) {
    case UPOS_PROPN:
    case UPOS_PRON:
    case UPOS_NOUN:
    case UPOS_ADJ:
    case UPOS_DET:
    case UPOS_NUM:
    case UPOS_ADP:
    case UPOS_AUX:
    case UPOS_CCONJ:
        return true;
    default:
        return false;
    }
}

/* the token before the nominal phrase that ends before `token` */
static uint32_t before_phrase(const struct doc *doc, uint32_t token)
{
    uint32_t start = doc->sentences.v[doc->tokens.v[token].sentence].first_token, t = token - 1;
    while (t > start && is_nominal_part(doc, t))
        t--;
    return t;
}

/* ", a spokeswoman, Ann Lee, said": of a phrase between two commas right before the cue, with a
 * person or body in it, the first of them; else the cue */
static uint32_t before_apposition(const struct doc *doc, uint32_t cue)
{
    uint32_t start = doc->sentences.v[doc->tokens.v[cue].sentence].first_token;
    uint32_t open =
        cue - 1 > start && tree_is_comma(doc, cue - 1) ? before_phrase(doc, cue - 1) : 0;
    if (open <= start || open + 2 >= cue || !tree_is_comma(doc, open))
        return cue;
    for (uint32_t t = open + 1; t + 1 < cue; t++) {
        if (doc->tokens.v[t].mention)
            return open;
    }
    return cue;
}

/* the comma that opens a parenthesis with the cue: ", the minister said"; 0 = none */
static uint32_t comma_before(const struct doc *doc, const struct attribution *found)
{
    uint32_t start = doc->sentences.v[doc->tokens.v[found->token].sentence].first_token;
    uint32_t end = found->token;
    if (found->source < end)
        end = before_apposition(doc, end);
    uint32_t t = before_phrase(doc, end);
    bool opens = t > start && t + 1 < end && tree_is_comma(doc, t);
    return opens && doc->tokens.v[t + 1].upos != UPOS_CCONJ ? t : 0;
}

/* the comma that closes it: "said," or "said on Friday," */
static uint32_t comma_behind(const struct doc *doc, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    uint32_t t = cue + 1, end = s->first_token + s->n_tokens;
    while (t < end && t < cue + 8 && (is_nominal_part(doc, t) || doc->tokens.v[t].upos == UPOS_ADV))
        t++;
    return t + 2 < end && tree_is_comma(doc, t) ? t : 0;
}

/* the nominal between two tokens that governs the others; 0 when there is none or it is relative */
static uint32_t source_between(const struct doc *doc, uint32_t open, uint32_t close)
{
    uint32_t source = 0;
    for (uint32_t t = open + 1; t < close; t++) {
        uint32_t head = doc->tokens.v[t].head;
        uint8_t upos = doc->tokens.v[t].upos;
        if (tree_is_relative(doc, t))
            return 0;
        if (!source && !is_time(doc, t) && (head <= open || head >= close) &&
            (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM))
            source = t;
    }
    return source;
}

/* the words between the brackets around a cue, else its sentence */
static struct tokens bracketed(const struct doc *doc, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    struct tokens all = {s->first_token, s->first_token + s->n_tokens - 1};
    uint32_t open = cue, close = cue;
    while (open > all.first && !str_is(token_form(doc, open), "(") &&
           !str_is(token_form(doc, open), ")"))
        open--;
    while (close < all.last && !str_is(token_form(doc, close), ")"))
        close++;
    if (str_is(token_form(doc, open), "(") && str_is(token_form(doc, close), ")"))
        all = (struct tokens){open + 1, close - 1};
    return all;
}

bool parenthesis_take(const struct doc *doc, struct attribution *found)
{
    struct tokens all = bracketed(doc, found->token);
    uint32_t open = comma_before(doc, found), close = comma_behind(doc, found->token);
    if (open <= all.first || !close || close >= all.last || found->passive ||
        !(found->cue.takes_bits & TAKES_CLAUSE))
        return false;
    struct tokens before = {all.first, open - 1}, behind = {close + 1, all.last};
    bool coordinated = doc->tokens.v[close + 1].upos == UPOS_CCONJ;
    bool listed = tree_lower_is(doc, close + 1, "including");
    if (!listed && (has_predicate(doc, behind, found->token) == coordinated ||
                    tree_is_participle_behind_comma(doc, close + 1)))
        return false;
    uint32_t source = source_between(doc, open, found->token);
    if (!source)
        return false;
    found->source = found->antecedent = source;
    found->frame = (struct tokens){open, close};
    found->has_clause = true;
    attribution_add(found, before);
    attribution_add(found, behind);
    return true;
}

/* "In an interview on Monday", "Asked about the road": when or on what occasion something was said,
 * no part of it */
static bool is_setting(const struct world *world, const struct doc *doc, struct tokens words)
{
    const struct table *occasions = world_table(world, "occasions");
    uint32_t row;
    bool setting = tree_xpos_is(doc, words.first, "VBG") || tree_xpos_is(doc, words.first, "VBN");
    for (uint32_t t = words.first; t <= words.last && !setting; t++) {
        setting =
            is_time(doc, t) || (occasions && table_find(occasions, token_lemma(doc, t), &row));
    }
    return setting;
}

void parenthesis_take_lead(const struct world *world, const struct doc *doc,
                           struct attribution *found)
{
    uint32_t start = doc->sentences.v[doc->tokens.v[found->token].sentence].first_token;
    uint32_t open = comma_before(doc, found);
    uint32_t source = open > start + 1 ? source_between(doc, open, found->token) : 0;
    struct tokens lead = {start, open - 1};
    if (!source || found->passive || !tree_is_mark(doc, found->pieces[0].first - 1) ||
        !(found->cue.takes_bits & TAKES_CLAUSE) || is_setting(world, doc, lead))
        return;
    found->source = found->antecedent = source;
    found->frame.first = open;
    attribution_add(found, lead);
}

/* a verb behind the cue that could head its content */
static bool has_verb_behind(const struct doc *doc, uint32_t cue, uint32_t last)
{
    for (uint32_t t = cue + 1; t <= last && !tree_is_participle_behind_comma(doc, t); t++) {
        if (doc->tokens.v[t].upos == UPOS_VERB && !tree_is_rel(doc, t, REL_ACL))
            return true;
    }
    return false;
}

/* "C, said X": a comma right before the cue that closes no apposition of a speaker before it */
static bool is_inverted(const struct doc *doc, const struct attribution *found)
{
    uint32_t cue = found->token;
    return doc->sentences.v[doc->tokens.v[cue].sentence].first_token < cue &&
           tree_is_comma(doc, cue - 1) &&
           (found->source > cue || before_apposition(doc, cue) == cue);
}

bool parenthesis_take_trailing(const struct doc *doc, struct attribution *found)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[found->token].sentence];
    uint32_t cue = found->token, last = s->first_token + s->n_tokens - 1;
    bool inverted = is_inverted(doc, found);
    uint32_t open = inverted ? cue - 1 : comma_before(doc, found);
    bool finite = !found->passive && !tree_xpos_is(doc, cue, "VBG");
    if (open <= s->first_token || !finite || !(found->cue.takes_bits & TAKES_CLAUSE))
        return false;
    struct tokens before = {s->first_token, open - 1};
    if (!has_predicate(doc, before, found->token) || has_verb_behind(doc, cue, last) ||
        doc->tokens.v[s->first_token].upos == UPOS_SCONJ)
        return false;
    uint32_t source = source_between(doc, open, cue);
    if (!source && inverted)
        source = found->source > cue ? found->source : source_between(doc, cue, last);
    if (!source)
        return false;
    found->source = found->antecedent = source;
    found->frame = (struct tokens){open, last};
    attribution_add(found, before);
    return true;
}
