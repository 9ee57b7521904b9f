/* attribution: one cue with its source and content.
 *
 * The content is looked for in this order: a quotation beside the cue (direct_speech.c), the words
 * around a parenthesis (parenthesis.c), the complements that the cue governs (complements.c), the
 * clause that the tree hangs it on. Which further quotations belong to it is decided in
 * statements.c. */
#include "meaning/statement/attribution.h"

#include "doc/names.h"
#include "meaning/statement/complements.h"
#include "meaning/statement/direct_speech.h"
#include "meaning/statement/parenthesis.h"
#include "meaning/statement/source.h"
#include "meaning/statement/standing.h"

void attribution_add(struct attribution *attribution, struct tokens piece)
{
    if (!piece.first || piece.last < piece.first || attribution->n_pieces == ATTRIBUTION_PIECES)
        return;
    uint8_t at = attribution->n_pieces++;
    while (at && attribution->pieces[at - 1].first > piece.first) {
        attribution->pieces[at] = attribution->pieces[at - 1];
        at--;
    }
    attribution->pieces[at] = piece;
}

static bool belongs_to_frame(const struct doc *doc, uint32_t child)
{
    switch (deprel_base(doc->tokens.v[child].deprel)) {
    case REL_NSUBJ:
    case REL_AUX:
    case REL_ADVMOD:
    case REL_OBL:
    case REL_OBJ:
    case REL_IOBJ:
    case REL_COMPOUND:
        return true;
    default:
        return false;
    }
}

/* cue, auxiliaries, subject, adverbials: the tokens of "he told reporters on Friday" */
static struct tokens frame_of(const struct doc *doc, uint32_t cue)
{
    struct tokens frame = {cue, cue};
    for (uint32_t c = doc->tokens.v[cue].first_child; c; c = doc->tokens.v[c].next) {
        if (!belongs_to_frame(doc, c))
            continue;
        struct tokens part = tree_tokens(doc, c);
        if (part.first < frame.first && part.last < cue)
            frame.first = part.first;
        if (part.last > frame.last && part.first > cue)
            frame.last = part.last;
    }
    return frame;
}

/* "gave no details about | the plan": where the object of the preposition begins, else the phrase
 * itself */
static uint32_t subject_matter(const struct doc *doc, uint32_t noun, struct tokens own)
{
    static const char *const words[] = {"about", "of", "on", "for"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (noun + 1 < own.last && tree_lower_is(doc, noun + 1, words[i]))
            return noun + 2;
    }
    return own.first;
}

/* "did not respond to questions", "could not be reached for comment", "no comment from X": what
 * follows the cue, or the cue itself, is all the content there is */
static void take_self(const struct doc *doc, struct attribution *found)
{
    uint32_t cue = found->token;
    struct tokens own = tree_tokens(doc, cue);
    while (own.last > cue && tree_is_mark(doc, own.last))
        own.last--;
    if (doc->tokens.v[cue].upos == UPOS_NOUN)
        own.last = cue;
    else
        own.first = own.last > cue && doc->tokens.v[cue].upos == UPOS_VERB ? cue + 1 : cue;
    found->frame.last = own.first == cue + 1 ? cue : cue - 1;
    if (doc->tokens.v[cue].upos == UPOS_NOUN)
        found->frame = (struct tokens){cue + 1, cue};
    if (found->cue.particle > cue)
        own.first = subject_matter(doc, found->cue.particle, own);
    attribution_add(found, own);
}

/* 'On "Morning Live," he said that …': a clause without marks follows the cue, and the quotation
 * does not open the sentence */
static bool has_own_clause(const struct doc *doc, const struct complements *c,
                           const struct attribution *found)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[found->token].sentence];
    return c->clause && c->right.first && found->pieces[0].first < found->token &&
           !tree_is_comma(doc, c->right.first - 1) && !tree_is_comma(doc, c->right.first) &&
           !(doc->tokens.v[c->right.first].flags & TOKEN_QUOTED) &&
           !(doc->tokens.v[s->first_token].flags & TOKEN_QUOTED);
}

/* 'said the road was safe: "It is new."': a paraphrase with the speaker's own words behind it */
static void take_clause_before_colon(const struct doc *doc, const struct complements *c,
                                     struct attribution *found)
{
    const struct tokens *quoted = &found->pieces[found->n_pieces - 1];
    struct tokens clause = c->right;
    uint32_t colon = quoted->first - 1;
    if (!c->clause || !clause.first || quoted->first < found->token || clause.first >= colon ||
        !str_is(token_form(doc, colon), ":"))
        return;
    if (clause.last >= colon)
        clause.last = colon - 1;
    attribution_add(found, clause);
    if (found->frame.last >= clause.first)
        found->frame.last = clause.first - 1;
}

/* by the marks, for verbs that take clauses or quotations */
static bool find_clausal(const struct world *world, const struct doc *doc,
                         const struct quotes *quotes, const struct complements *c,
                         struct attribution *found)
{
    struct attribution before = *found;
    if (direct_speech_find(world, doc, quotes, found)) {
        if (!has_own_clause(doc, c, found)) {
            take_clause_before_colon(doc, c, found);
            return true;
        }
        *found = before;
    }
    return parenthesis_take(doc, found) ||
           (!c->right.first && parenthesis_take_trailing(doc, found));
}

static bool is_content_itself(const struct doc *doc, const struct attribution *found)
{
    return (found->cue.takes_bits & TAKES_SELF) &&
           (found->cue.particle || doc->tokens.v[found->token].upos == UPOS_ADJ ||
            is_denied(doc, found));
}

/* "X has been accused by Y of …": the passive subject of a verb whose object is content */
static void take_passive_subject(const struct doc *doc, struct attribution *found)
{
    uint32_t subject = token_child(doc, found->token, REL_NSUBJ_PASS);
    uint16_t bits = found->cue.takes_bits;
    if (found->passive && found->source && found->source != subject && (bits & TAKES_OBJ) &&
        !(bits & TAKES_ADDRESSEE) && subject && subject < found->token) {
        attribution_add(found, tree_tokens(doc, subject));
        found->frame.first = found->pieces[0].last + 1;
    }
}

static bool find_content(const struct world *world, const struct doc *doc,
                         const struct quotes *quotes, struct attribution *found)
{
    struct complements c;
    bool verb = doc->tokens.v[found->token].upos == UPOS_VERB;
    bool clausal = verb && (found->cue.takes_bits & (TAKES_CLAUSE | TAKES_QUOTE));
    complements_find(world, doc, found, &c);
    if (c.addressee)
        found->addressee = c.addressee;
    found->frame = frame_of(doc, found->token);
    found->has_clause = true;
    if (clausal && find_clausal(world, doc, quotes, &c, found))
        return true;
    attribution_add(found, c.right.first ? c.right : c.left);
    if (c.right.first)
        attribution_add(found, c.condition);
    take_passive_subject(doc, found);
    if (c.right.first && found->frame.last >= c.right.first)
        found->frame.last = c.right.first - 1;
    if (!found->n_pieces && clausal && parenthesis_take_host(doc, found))
        return true;
    found->has_clause = c.clause || c.infinitive;
    if (!found->n_pieces && is_content_itself(doc, found))
        take_self(doc, found);
    return found->n_pieces > 0;
}

static bool is_clause(const struct doc *doc, uint32_t token)
{
    switch (deprel_base(doc->tokens.v[token].deprel)) {
    case REL_ROOT:
    case REL_CCOMP:
    case REL_ADVCL:
    case REL_PARATAXIS:
    case REL_CONJ:
        return true;
    default:
        return doc->tokens.v[token].head == 0;
    }
}

/* "A, but B, according to X": behind a comma the phrase is about all that its sentence has said, up
 * to a semicolon */
static uint32_t sentence_part_first(const struct doc *doc, uint32_t token)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[token].sentence];
    uint32_t t = token;
    while (t > s->first_token && !str_is(token_form(doc, t - 1), ";"))
        t--;
    return t;
}

/* the clause that the phrase with this head stands in, 0 = none */
static uint32_t clause_around(const struct doc *doc, uint32_t phrase)
{
    uint32_t clause = doc->tokens.v[phrase].head;
    while (clause && !is_clause(doc, clause))
        clause = doc->tokens.v[clause].head;
    return clause;
}

static bool find_according(const struct doc *doc, struct attribution *found)
{
    uint32_t source = doc->tokens.v[found->token].head, clause = clause_around(doc, source);
    if (doc->tokens.v[found->token].deprel != REL_CASE || !source || !clause)
        return false;
    struct tokens all = tree_tokens(doc, clause), own = tree_tokens(doc, source);
    found->source = found->antecedent = source;
    found->frame = own;
    found->has_clause = true;
    if (own.first > all.first &&
        (tree_is_comma(doc, own.first) || tree_is_comma(doc, own.first - 1)))
        all.first = sentence_part_first(doc, own.first);
    if (own.first > all.first)
        attribution_add(found, (struct tokens){all.first, own.first - 1});
    bool another = found->n_pieces && own.last + 2 < all.last &&
                   doc->tokens.v[own.last + 2].upos == UPOS_CCONJ;
    if (own.last < all.last && !another &&
        !(own.last + 1 == all.last && tree_is_mark(doc, all.last)))
        attribution_add(found, (struct tokens){own.last + 1, all.last});
    return found->n_pieces > 0;
}

/* "saying" under "quoted as saying"; 0 = none */
static uint32_t saying_of(const struct doc *doc, uint32_t quote)
{
    for (uint32_t c = doc->tokens.v[quote].first_child; c; c = doc->tokens.v[c].next) {
        if (tree_lower_is(doc, c, "saying"))
            return c;
    }
    return 0;
}

/* "X was quoted by Y as saying C", "Y quoted X as saying C": the words are X's, the complements
 * those of "saying" */
static bool find_quoted_as_saying(const struct world *world, const struct doc *doc,
                                  const struct quotes *quotes, uint32_t saying,
                                  struct attribution *found)
{
    struct attribution inner = *found;
    struct complements c;
    uint32_t quote = found->token;
    found->source = token_child(doc, quote, REL_NSUBJ_PASS);
    if (!found->source)
        found->source = token_child(doc, quote, REL_OBJ);
    found->antecedent = found->source;
    found->cue.takes_bits = inner.cue.takes_bits = TAKES_CLAUSE;
    found->has_clause = true;
    found->frame = tree_tokens(doc, quote);
    inner.token = saying;
    complements_find(world, doc, &inner, &c);
    if (c.right.first) {
        attribution_add(found, c.right);
        found->frame.last = c.right.first - 1;
        return true;
    }
    return direct_speech_find(world, doc, quotes, found) || parenthesis_take_trailing(doc, found);
}

bool attribution_find(const struct world *world, const struct doc *doc, const struct quotes *quotes,
                      uint32_t token, struct attribution *found)
{
    *found = (struct attribution){.token = token, .frame = {token, token}};
    if (!cue_find(world, doc, token, &found->cue))
        return false;
    if ((found->cue.takes_bits & TAKES_NEGATED) && !is_denied(doc, found))
        return false;
    if ((found->cue.takes_bits & TAKES_PASSIVE) && !token_child(doc, token, REL_AUX_PASS))
        return false;
    if (tree_lower_is(doc, token, "according"))
        return find_according(doc, found);
    if (tree_lemma_is(doc, token, "quote")) {
        uint32_t saying = saying_of(doc, token);
        return saying && find_quoted_as_saying(world, doc, quotes, saying, found);
    }
    if (tree_lower_is(doc, token, "saying") &&
        tree_lemma_is(doc, doc->tokens.v[token].head, "quote"))
        return false;
    source_find(world, doc, found);
    return find_content(world, doc, quotes, found);
}
