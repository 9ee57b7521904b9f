/* standing: from the cue's entry to asserts, denies, declines …
 *
 * The entry of the cue gives the plain case. Over it: a pair of confirming and denying under one
 * negation is "neither"; a negated verb of saying is "declines" when the speaker would or could not
 * and "silent" when he did not; "no comment" and "no response" likewise. Of the content only what
 * speakers say of themselves is looked at ("said she had no comment", "said it could confirm …");
 * what they say in the conditional is still asserted. */
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
    uint32_t subject = token_child(doc, verb, REL_NSUBJ), over = doc->tokens.v[verb].head;
    bool yet = doc->tokens.v[verb].deprel == REL_XCOMP && tree_lemma_is(doc, over, "have") &&
               tree_lower_is(doc, token_child(doc, over, REL_ADVMOD), "yet");
    return yet || has_child_word(doc, verb, negations) ||
           (subject &&
            (has_child_word(doc, subject, none) || tree_lower_is(doc, subject, "neither") ||
             tree_lower_is(doc, subject, "nobody") || tree_lower_is(doc, subject, "none")));
}

bool is_denied(const struct doc *doc, const struct attribution *found)
{
    uint32_t word = found->cue.particle ? found->cue.particle : found->token;
    uint32_t none = token_child(doc, word, REL_DET); /* but "No, he said" */
    return is_negated(doc, found->token) || tree_lower_is(doc, none, "no");
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

/* "does not comment", "do not discuss": a rule of the house, not just silence this once */
static bool is_habit(const struct doc *doc, uint32_t cue)
{
    static const char *const present[] = {"do", "does", NULL};
    return (tree_lemma_is(doc, cue, "comment") || tree_lemma_is(doc, cue, "discuss")) &&
           has_child_word(doc, cue, present);
}

static uint8_t negated(const struct doc *doc, const struct attribution *found, uint8_t standing)
{
    static const char *const modals[] = {"would", "could", "can", "will", "ca", "wo", NULL};
    static const char *const unwilling[] = {"would", "will", "wo", NULL};
    uint32_t cue = found->token;
    switch (standing) {
    case STANDING_SILENT:
        return has_child_word(doc, cue, unwilling) ? STANDING_DECLINES : STANDING_SILENT;
    case STANDING_DENIES:
        return STANDING_NEITHER;
    case STANDING_ASSERTS:
    case STANDING_CONFIRMS:
        return has_child_word(doc, cue, modals) || is_habit(doc, cue) ? STANDING_DECLINES
                                                                      : STANDING_SILENT;
    case STANDING_DECLINES:
        return found->cue.takes_bits & TAKES_NEGATED ? standing : STANDING_ASSERTS;
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

static struct ruling standing_of_cue(const struct doc *doc, const struct attribution *found)
{
    uint32_t cue = found->token;
    uint8_t standing = found->cue.standing;
    uint32_t partner = confirm_deny_partner(doc, cue);
    if (partner && (is_negated(doc, cue) || is_negated(doc, partner)))
        return (struct ruling){STANDING_NEITHER, "both denied"};
    if (standing == STANDING_DECLINES && declines_to_confirm_or_deny(doc, cue))
        return (struct ruling){STANDING_NEITHER, "both declined"};
    if (tree_lemma_is(doc, cue, "tell") && found->n_pieces &&
        tree_xpos_is(doc, found->pieces[0].first, "TO")) /* "told the mayor to resign" */
        return (struct ruling){STANDING_DEMANDS, "told to do"};
    if (is_denied(doc, found))
        return (struct ruling){negated(doc, found, standing), "negated"};
    return (struct ruling){standing, "its entry"};
}

/* "No comment," "I have nothing to add": a refusal in so many words */
static bool is_refusal(const struct doc *doc, struct tokens piece)
{
    for (uint32_t t = piece.first; t < piece.last; t++) {
        bool to = tree_lower_is(doc, t, "nothing") && tree_lower_is(doc, t + 1, "to");
        if ((tree_lower_is(doc, t, "no") && tree_lower_is(doc, t + 1, "comment")) ||
            (to && (tree_lower_is(doc, t + 2, "add") || tree_lower_is(doc, t + 2, "say"))))
            return piece.last - piece.first < 12;
    }
    return false;
}

static bool is_own_subject(const struct doc *doc, uint32_t source, uint32_t subject)
{
    static const char *const own[] = {"i", "we", "he", "she", "it", "they", NULL};
    for (size_t i = 0; own[i]; i++) {
        if (tree_lower_is(doc, subject, own[i]))
            return true;
    }
    struct str lemma = source ? token_lemma(doc, source) : (struct str){"", 0};
    return subject && str_starts(lemma, STR("spokes"));
}

/* the first verb of a piece that depends on nothing in it, 0 = none */
static uint32_t verb_over(const struct doc *doc, struct tokens piece)
{
    for (uint32_t t = piece.first; t <= piece.last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if (doc->tokens.v[t].upos == UPOS_VERB && (head < piece.first || head > piece.last))
            return t;
    }
    return 0;
}

/* What speakers say of themselves: "said it could confirm the report", "said he would not comment";
 * STANDING_COUNT where they say something else. */
static struct ruling standing_told(const struct world *world, const struct doc *doc,
                                   const struct attribution *found)
{
    static const struct ruling NOTHING = {STANDING_COUNT, NULL};
    struct tokens piece = found->pieces[0];
    struct attribution inner = {0};
    if (!found->n_pieces || found->cue.standing != STANDING_ASSERTS || is_denied(doc, found))
        return NOTHING;
    if (is_refusal(doc, piece))
        return (struct ruling){STANDING_DECLINES, "a refusal in its words"};
    inner.token = verb_over(doc, piece);
    if (!inner.token || !cue_find(world, doc, inner.token, &inner.cue) ||
        !is_own_subject(doc, found->source, token_child(doc, inner.token, REL_NSUBJ)))
        return NOTHING;
    switch (standing_of_cue(doc, &inner).standing) {
    case STANDING_CONFIRMS:
    case STANDING_DENIES:
    case STANDING_NEITHER:
    case STANDING_DECLINES:
        return (struct ruling){standing_of_cue(doc, &inner).standing, "told of oneself"};
    default:
        return NOTHING;
    }
}

struct ruling standing_of(const struct world *world, const struct doc *doc,
                          const struct attribution *found)
{
    if (!found->token)
        return (struct ruling){STANDING_ASSERTS, "no cue"};
    if (warns_of_own_act(doc, found))
        return (struct ruling){STANDING_THREATENS, "an act of one's own under a condition"};
    struct ruling told = standing_told(world, doc, found);
    return told.rule ? told : standing_of_cue(doc, found);
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

/* "elaborate", or "give details": grounds that could be asked for */
static bool is_elaboration(const struct doc *doc, uint32_t verb)
{
    uint32_t object = token_child(doc, verb, REL_OBJ);
    return tree_lemma_is(doc, verb, "elaborate") || tree_lower_is(doc, verb, "elaborating") ||
           (object && (tree_lemma_is(doc, object, "detail") || is_evidence(doc, object) ||
                       tree_lemma_is(doc, object, "example")));
}

/* ", without elaborating", "but did not elaborate" */
static bool gives_no_grounds(const struct doc *doc, uint32_t cue, uint32_t verb)
{
    bool without = tree_lower_is(doc, token_child(doc, verb, REL_MARK), "without") ||
                   tree_lower_is(doc, token_child(doc, verb, REL_CASE), "without");
    bool beside = doc->tokens.v[verb].head == cue || token_is_below(doc, verb, cue);
    return beside && verb > cue && is_elaboration(doc, verb) &&
           (without || (doc->tokens.v[verb].deprel == REL_CONJ && is_negated(doc, verb)));
}

/* "Citing documents, she said", "said, citing documents, that", "said …, citing documents" */
static bool is_citing(const struct doc *doc, uint32_t cue, uint32_t verb)
{
    uint32_t above = doc->tokens.v[verb].head;
    bool opens = doc->sentences.v[doc->tokens.v[verb].sentence].first_token == verb;
    return tree_lower_is(doc, verb, "citing") &&
           (opens || tree_is_participle_behind_comma(doc, verb)) &&
           (above == cue || token_is_below(doc, verb, cue));
}

uint8_t evidence_of(const struct doc *doc, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    bool cited = false;
    for (uint32_t t = s->first_token; t < s->first_token + s->n_tokens; t++) {
        uint32_t verb = doc->tokens.v[t].head;
        if (gives_no_grounds(doc, cue, t))
            return EVIDENCE_NONE_GIVEN;
        cited = cited || is_citing(doc, cue, t);
        if (!is_evidence(doc, t) ||
            (verb != cue && !token_is_below(doc, verb, cue) && !token_is_below(doc, cue, verb)))
            continue;
        if (is_denied_noun(doc, t) || is_negated(doc, verb) ||
            tree_lower_is(doc, token_child(doc, verb, REL_MARK), "without"))
            return EVIDENCE_NONE_GIVEN;
    }
    return cited ? EVIDENCE_CITED : EVIDENCE_NULL;
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
