/* timetense: climbs from a token to the nearest predicate and reads its tense off the auxiliaries
 * and the Penn tag. A modal or "to" before the verb points ahead ("will meet", "plans to meet"),
 * unless the infinitive depends on a verb that tells it happened ("managed to meet", "was forced
 * to"); "be" with a participle in -ing is a plan; a predicate such as "due" or "scheduled" is one
 * too. The present alone says nothing: headlines tell the past in it. */
#include "meaning/time/timetense.h"

enum { MAX_CLIMB = 12 };

static bool lemma_in(const struct doc *doc, uint32_t token, const char *const *words, size_t n)
{
    struct str lemma = token_lemma(doc, token);
    for (size_t i = 0; i < n; i++)
        if (str_is(lemma, words[i]))
            return true;
    return false;
}

#define LEMMA_IN(doc, token, words) lemma_in(doc, token, words, sizeof words / sizeof *words)

static bool has_tag(const struct doc *doc, uint32_t token, const char *tag)
{
    return str_is(doc_string(doc, doc->tokens.v[token].xpos), tag);
}

static bool is_aux(uint8_t deprel)
{
    return deprel == REL_AUX || deprel == REL_AUX_PASS || deprel == REL_COP;
}

/* what the auxiliaries say; TENSE_UNKNOWN when there are none, or only present ones */
static uint8_t tense_of_auxiliaries(const struct doc *doc, uint32_t verb)
{
    uint8_t tense = TENSE_UNKNOWN;
    const struct token *tokens = doc->tokens.v;
    bool progressive = has_tag(doc, verb, "VBG");
    for (uint32_t c = tokens[verb].first_child; c; c = tokens[c].next) {
        if (!is_aux(tokens[c].deprel))
            continue;
        if (has_tag(doc, c, "MD"))
            return str_is(token_lemma(doc, c), "could") ? TENSE_UNKNOWN : TENSE_FUTURE;
        if (has_tag(doc, c, "VBD") || str_is(token_lemma(doc, c), "have"))
            tense = TENSE_PAST;
        else if (progressive && tense == TENSE_UNKNOWN && str_is(token_lemma(doc, c), "be"))
            tense = TENSE_FUTURE;
    }
    return tense;
}

static bool has_auxiliary(const struct doc *doc, uint32_t verb)
{
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next)
        if (is_aux(doc->tokens.v[c].deprel))
            return true;
    return false;
}

static uint32_t child_marked_to(const struct doc *doc, uint32_t verb)
{
    for (uint32_t c = doc->tokens.v[verb].first_child; c && c < verb; c = doc->tokens.v[c].next)
        if (doc->tokens.v[c].deprel == REL_MARK && str_is(token_lemma(doc, c), "to"))
            return c;
    return 0;
}

/* "had been scheduled": a plan of the past */
static bool is_perfect_of_past(const struct doc *doc, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[verb].first_child; c; c = tokens[c].next)
        if (is_aux(tokens[c].deprel) && has_tag(doc, c, "VBD") &&
            str_is(token_lemma(doc, c), "have"))
            return true;
    return false;
}

/* the tense of one predicate by itself; *open: an infinitive or participle, see what it hangs on */
static uint8_t tense_of(const struct doc *doc, uint32_t verb, bool *open)
{
    static const char *const plans[] = {"due",  "schedule", "expect", "set",    "slate",
                                        "plan", "upcoming", "likely", "intend", "propose"};
    static const char *const planners[] = {"plan", "schedule", "slate"};
    uint8_t tense = tense_of_auxiliaries(doc, verb);
    *open = false;
    if (has_tag(doc, verb, "VBD") ? LEMMA_IN(doc, verb, planners) : LEMMA_IN(doc, verb, plans))
        return is_perfect_of_past(doc, verb) ? TENSE_PAST : TENSE_FUTURE;
    if (tense != TENSE_UNKNOWN)
        return tense;
    if (has_tag(doc, verb, "VBD") || (has_tag(doc, verb, "VBN") && !has_auxiliary(doc, verb)))
        return TENSE_PAST; /* "the order issued Friday" */
    *open = has_tag(doc, verb, "VB") || has_tag(doc, verb, "VBG") || has_tag(doc, verb, "VBN");
    return TENSE_UNKNOWN;
}

static bool is_predicate(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_VERB || token_child(doc, token, REL_COP) ||
           token_child(doc, token, REL_NSUBJ);
}

/* "is expected", "was due": a plan, not one of the past */
static bool is_planned(const struct doc *doc, uint32_t verb)
{
    bool open;
    return verb && tense_of(doc, verb, &open) == TENSE_FUTURE && !has_tag(doc, verb, "VBD");
}

/* what an infinitive with "to" means under the predicate it depends on */
static uint8_t tense_of_infinitive(const struct doc *doc, uint32_t verb)
{
    static const char *const happened[] = {"force", "manage", "begin",  "start",  "continue",
                                           "come",  "go",     "help",   "use",    "cause",
                                           "lead",  "fail",   "prompt", "cease",  "appear",
                                           "seem",  "prove",  "happen", "compel", "dare"};
    uint32_t head = doc->tokens.v[verb].head;
    bool open;
    if (head && (is_perfect_of_past(doc, head) || /* "had been due to expire" */
                 (LEMMA_IN(doc, head, happened) && tense_of(doc, head, &open) == TENSE_PAST)))
        return TENSE_PAST;
    return TENSE_FUTURE;
}

static bool is_subject(uint8_t deprel)
{
    return deprel == REL_NSUBJ || deprel == REL_NSUBJ_PASS;
}

static bool is_ahead_of(const struct doc *doc, uint32_t noun)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[noun].first_child; c && c < noun; c = tokens[c].next)
        if (str_is(token_lemma(doc, c), "ahead"))
            return tokens[noun].upos != UPOS_VERB;
    return tokens[noun].head && str_is(token_lemma(doc, tokens[noun].head), "ahead");
}

/* "until Tuesday", "as early as Tuesday" lie ahead of what the clause tells, "since Tuesday"
 * behind */
static uint8_t tense_of_bound(const struct doc *doc, uint32_t token)
{
    static const char *const ahead[] = {"until", "till"}, *const soon[] = {"soon", "early"};
    uint32_t marker = token_child(doc, token, REL_CASE);
    if (marker && LEMMA_IN(doc, marker, ahead)) /* "until Friday they had held it" */
        return is_perfect_of_past(doc, doc->tokens.v[token].head) ? TENSE_PAST : TENSE_FUTURE;
    if (marker && str_is(token_lemma(doc, marker), "since"))
        return TENSE_PAST;
    uint32_t head = doc->tokens.v[token].head; /* "effective Feb. 1" */
    if (head && str_is(token_lemma(doc, head), "effective"))
        return TENSE_FUTURE;
    if (head && is_ahead_of(doc, head)) /* "ahead of elections in September" */
        return TENSE_FUTURE;
    bool as = token > 3 && str_is(token_lemma(doc, token - 1), "as") &&
              LEMMA_IN(doc, token - 2, soon) && str_is(token_lemma(doc, token - 3), "as");
    return as ? TENSE_FUTURE : TENSE_UNKNOWN;
}

/* "the ministers meet Friday": a plan, unless a headline has it */
static bool is_planned_present(const struct doc *doc, uint32_t verb)
{
    const struct token *token = &doc->tokens.v[verb];
    uint8_t block = doc->blocks.v[doc->sentences.v[token->sentence].block].kind;
    static const char *const told[] = {
        "say",     "follow", "come", "have",   "show", "be",      "mark",     "bring", "reflect",
        "compare", "remain", "know", "report", "tell", "suggest", "indicate", "stand", "include"};
    return (has_tag(doc, verb, "VBP") || has_tag(doc, verb, "VBZ")) && block == BLOCK_BODY &&
           !LEMMA_IN(doc, verb, told);
}

/* "Wednesday's ruling", below which the n-th step up from the time leads; but bare behind a name
 * ("will succeed Mr. Davison Feb. 1") it is the verb's */
static bool is_bare(const struct doc *doc, uint32_t token)
{
    uint32_t head = doc->tokens.v[token].head;
    return token > head && doc->tokens.v[head].upos == UPOS_PROPN &&
           !token_child(doc, token, REL_CASE);
}

static bool is_of_noun(const struct doc *doc, uint32_t below, int n)
{
    return n > 1 || (n == 1 && !is_bare(doc, below));
}

/* Of a noun's time under an infinitive: "is expected to raise it at the meeting on Friday" lies
 * ahead, "to mark the accession on Friday" may be either. */
static uint8_t tense_of_open(const struct doc *doc, uint32_t verb, bool of_noun)
{
    if (is_planned(doc, doc->tokens.v[verb].head))
        return TENSE_FUTURE;
    return of_noun ? TENSE_UNKNOWN : tense_of_infinitive(doc, verb);
}

/* the tense of the nearest predicate above */
static uint8_t climb(const struct doc *doc, uint32_t token, bool *direct)
{
    const struct token *tokens = doc->tokens.v;
    bool of_noun = false;
    uint32_t below = token;
    for (int n = 0; token && n < MAX_CLIMB; n++, below = token, token = tokens[token].head) {
        if (!is_predicate(doc, token)) {
            of_noun |= is_of_noun(doc, below, n);
            continue;
        }
        bool open;
        uint8_t tense = tense_of(doc, token, &open);
        *direct = n == 1;
        if (tense == TENSE_FUTURE && of_noun && !is_subject(tokens[below].deprel))
            return TENSE_UNKNOWN; /* "will discuss Wednesday's ruling" */
        if (tense != TENSE_UNKNOWN)
            return tense;
        if (open && child_marked_to(doc, token))
            return tense_of_open(doc, token, of_noun);
        if (!open)
            return n == 1 && is_planned_present(doc, token) ? TENSE_FUTURE : TENSE_UNKNOWN;
    }
    return TENSE_UNKNOWN;
}

uint8_t time_tense(const struct doc *doc, uint32_t token, bool *direct)
{
    *direct = false;
    uint8_t bound = tense_of_bound(doc, token);
    return bound != TENSE_UNKNOWN ? bound : climb(doc, token, direct);
}
