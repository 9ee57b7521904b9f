/* standing: from the cue's entry to asserts, denies, declines …
 *
 * The entry of the cue gives the plain case. Over it: a pair of confirming and denying under one
 * negation is "neither"; a negated verb of saying is "declines" when the speaker would or could not
 * and "silent" when he did not; "no comment" and "no response" likewise. Content is not looked at:
 * what a speaker says in the conditional is still asserted. */
#include "meaning/statement/standing.h"

#include "doc/names.h"

static bool has_child_word(const struct doc *doc, uint32_t head, const char *const *words)
{
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next) {
        for (const char *const *word = words; *word; word++) {
            if (tree_lower_is(doc, c, *word))
                return true;
        }
    }
    return false;
}

bool is_negated(const struct doc *doc, uint32_t verb)
{
    static const char *const negations[] = {"not", "n't", "never", "neither", "nor", NULL};
    static const char *const none[] = {"no", "neither", NULL};
    uint32_t subject = token_child(doc, verb, REL_NSUBJ);
    return has_child_word(doc, verb, negations) ||
           (subject &&
            (has_child_word(doc, subject, none) || tree_lower_is(doc, subject, "neither") ||
             tree_lower_is(doc, subject, "nobody") || tree_lower_is(doc, subject, "none")));
}

static bool is_confirm_or_deny(const struct doc *doc, uint32_t token)
{
    return tree_lemma_is(doc, token, "confirm") || tree_lemma_is(doc, token, "deny");
}

/* the other of "confirm" and "deny" when the two are coordinated */
static uint32_t confirm_deny_partner(const struct doc *doc, uint32_t cue)
{
    const struct token *t = &doc->tokens.v[cue];
    if (!is_confirm_or_deny(doc, cue))
        return 0;
    if (t->deprel == REL_CONJ && is_confirm_or_deny(doc, t->head))
        return t->head;
    for (uint32_t c = t->first_child; c; c = doc->tokens.v[c].next) {
        if (doc->tokens.v[c].deprel == REL_CONJ && is_confirm_or_deny(doc, c))
            return c;
    }
    return 0;
}

static uint8_t negated(const struct doc *doc, uint32_t cue, uint8_t standing)
{
    static const char *const modals[] = {"would", "could", "can", "will", "ca", "wo", NULL};
    switch (standing) {
    case STANDING_SILENT:
        return STANDING_SILENT;
    case STANDING_DENIES:
        return STANDING_NEITHER;
    case STANDING_ASSERTS:
    case STANDING_CONFIRMS:
        return has_child_word(doc, cue, modals) ? STANDING_DECLINES : STANDING_SILENT;
    case STANDING_DECLINES:
        return STANDING_ASSERTS;
    default:
        return standing;
    }
}

/* "We will turn the port into ashes if …," he warned: what the speaker would do himself */
static bool warns_of_own_act(const struct doc *doc, const struct attribution *found)
{
    bool condition = false, own = false;
    for (uint8_t i = 0; i < found->n_pieces; i++) {
        for (uint32_t t = found->pieces[i].first; t <= found->pieces[i].last; t++) {
            condition |= tree_lower_is(doc, t, "if") || tree_lower_is(doc, t, "unless");
            own |= (tree_lower_is(doc, t, "we") || tree_lower_is(doc, t, "i")) &&
                   tree_lower_is(doc, t + 1, "will");
        }
    }
    return condition && own && tree_lemma_is(doc, found->token, "warn");
}

/* "declined to confirm or deny", "refused to rule out" */
static bool declines_to_confirm_or_deny(const struct doc *doc, uint32_t cue)
{
    uint32_t infinitive = token_child(doc, cue, REL_XCOMP);
    return infinitive && confirm_deny_partner(doc, infinitive);
}

uint8_t standing_of(const struct doc *doc, const struct attribution *found)
{
    uint32_t cue = found->token;
    uint8_t standing = found->cue.standing;
    if (!cue)
        return STANDING_ASSERTS;
    if (warns_of_own_act(doc, found))
        return STANDING_THREATENS;
    uint32_t partner = confirm_deny_partner(doc, cue);
    if (partner && (is_negated(doc, cue) || is_negated(doc, partner)))
        return STANDING_NEITHER;
    if (standing == STANDING_DECLINES && declines_to_confirm_or_deny(doc, cue))
        return STANDING_NEITHER;
    return is_negated(doc, cue) ? negated(doc, cue, standing) : standing;
}

bool standing_is_part_of_other(const struct world *world, const struct doc *doc, uint32_t cue)
{
    const struct token *t = &doc->tokens.v[cue];
    struct cue other;
    if (t->deprel == REL_CONJ && confirm_deny_partner(doc, cue) == t->head)
        return is_negated(doc, cue) || is_negated(doc, t->head) ||
               standing_is_part_of_other(world, doc, t->head);
    return t->deprel == REL_XCOMP && cue_find(world, doc, t->head, &other) &&
           (other.takes_bits & TAKES_INF);
}

static bool is_evidence(const struct doc *doc, uint32_t token)
{
    return tree_lemma_is(doc, token, "evidence") || tree_lemma_is(doc, token, "proof");
}

static bool is_denied_noun(const struct doc *doc, uint32_t noun)
{
    static const char *const none[] = {"no", "any", "little", "without", NULL};
    return has_child_word(doc, noun, none);
}

uint8_t evidence_of(const struct doc *doc, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        uint32_t verb = doc->tokens.v[t].head;
        if (!is_evidence(doc, t) ||
            (verb != cue && !token_is_below(doc, verb, cue) && !token_is_below(doc, cue, verb)))
            continue;
        if (is_denied_noun(doc, t) || is_negated(doc, verb) ||
            tree_lower_is(doc, token_child(doc, verb, REL_MARK), "without"))
            return EVIDENCE_NONE_GIVEN;
    }
    for (uint32_t c = doc->tokens.v[cue].first_child; c; c = doc->tokens.v[c].next) {
        if (tree_lemma_is(doc, c, "cite") && doc->tokens.v[c].deprel == REL_ADVCL)
            return EVIDENCE_CITED;
    }
    return EVIDENCE_NULL;
}

uint8_t evidence_behind(const struct doc *doc, uint32_t cue, uint32_t speaker)
{
    uint32_t number = doc->tokens.v[cue].sentence;
    const struct sentence *next = &doc->sentences.v[number + 1];
    if (!speaker || number + 1 >= doc->sentences.n || next->block != doc->sentences.v[number].block)
        return EVIDENCE_NULL;
    uint32_t subject = token_child(doc, next->root, REL_NSUBJ);
    uint32_t mention = subject ? doc->tokens.v[subject].mention : 0;
    if (!mention || doc->mentions.v[mention].entity != speaker)
        return EVIDENCE_NULL;
    uint32_t object = token_child(doc, next->root, REL_OBJ);
    if (object && is_evidence(doc, object))
        return is_denied_noun(doc, object) || is_negated(doc, next->root) ? EVIDENCE_NONE_GIVEN
                                                                          : EVIDENCE_CITED;
    return tree_lemma_is(doc, next->root, "cite") ? EVIDENCE_CITED : EVIDENCE_NULL;
}
