/* worth: whether a candidate is an event to be told.
 *
 * It needs a party with a name or a country, both where nothing has happened yet; what private
 * people do among themselves, a game and what somebody does to himself are none. */
#include "meaning/event/worth.h"

#include "meaning/tree.h"

/* told in passing, by a clause that modifies a noun; "there were ten soldiers killed" tells it */
static bool is_aside(const struct doc *doc, const struct reading *reading)
{
    const struct token *top = &doc->tokens.v[tree_first_conjunct(doc, reading_top(reading))];
    if (top->deprel != REL_ACL && top->deprel != REL_ACL_RELCL)
        return false;
    return !token_child(doc, doc->tokens.v[top->head].head, REL_EXPL);
}

/* an aside on nobody, or on one side of an agreement: "a pact signed with the militia" */
static bool is_passing(const struct doc *doc, const struct candidate *candidate)
{
    const struct reading *reading = &candidate->reading;
    bool half = reading->act.frame.reciprocal && coding_root(&reading->coding) == 5;
    return is_aside(doc, reading) && (half || candidate->sources.named == 0);
}

/* "after the raid", "over the attack on a convoy": by nobody known, named beside what is told */
static bool is_mentioned(const struct doc *doc, const struct candidate *candidate)
{
    const struct reading *reading = &candidate->reading;
    const struct token *t = &doc->tokens.v[tree_first_conjunct(doc, reading->act.token)];
    return reading->act.noun && !reading->n_steps && !candidate->sources.n &&
           coding_root(&reading->coding) != 14 && /* a protest is anybody's */
           (t->deprel == REL_OBL || t->deprel == REL_NMOD);
}

bool worth_is_real(const struct candidate *candidate)
{
    return candidate->status == EVENT_HAPPENED || candidate->status == EVENT_ONGOING ||
           candidate->status == EVENT_ALLEGED;
}

/* a visit, a release, a plan, a demand without the one whose it is, a meeting of one */
static bool lacks_party(const struct candidate *candidate, uint32_t n)
{
    const struct coding *coding = &candidate->reading.coding;
    unsigned root = coding_root(coding);
    bool release = str_starts(coding->code, STR("084")); /* "were freed": by who held them */
    bool deed = worth_is_real(candidate) && coding_status(coding) == EVENT_HAPPENED && root != 4 &&
                (root != 8 || release) && root != 12;
    bool rumour = root == 11 && candidate->status == EVENT_ALLEGED; /* "looks into claims that" */
    if ((!deed || rumour) && candidate->sources.n == 0)
        return true;
    return (root == 4 || ((root == 5 || root == 6) && candidate->reading.act.noun)) &&
           candidate->reading.act.frame.reciprocal && n < 2;
}

/* what a game is told in: visits, bids and attacks of another kind; arrests and deaths are none */
static bool is_playful(const struct coding *coding)
{
    static const uint32_t roots = 1u << 3 | 1u << 4 | 1u << 5 | 1u << 6 | 1u << 7 | 1u << 8 |
                                  1u << 12 | 1u << 13 | 1u << 15 | 1u << 16 | 1u << 19;
    unsigned root = coding_root(coding);
    return (roots >> root & 1) || str_is(coding->code, "171") || str_is(coding->code, "174") ||
           str_is(coding->code, "182");
}

/* "England's attack" beside a wicket, or in a report of a match */
static bool is_sport(const struct frame_reader *frames, const struct candidate *candidate,
                     bool sport)
{
    const struct doc *doc = frames->doc;
    unsigned root = coding_root(&candidate->reading.coding);
    if (sport && is_playful(&candidate->reading.coding))
        return true;
    if (root < 12 || root == 14 || root == 16)
        return false;
    struct sentence sentence =
        doc->sentences.v[doc->tokens.v[candidate->reading.act.token].sentence];
    for (uint32_t i = 0; i < sentence.n_tokens; i++)
        if (frame_word_fits(frames, sentence.first_token + i, STR("@sport")))
            return true;
    return false;
}

/* one word in thirty is of games, some of them of nothing else */
bool worth_tells_game(const struct frame_reader *frames)
{
    const struct doc *doc = frames->doc;
    uint32_t n_sport = 0, n_game = 0;
    for (uint32_t token = 1; token < doc->tokens.n; token++) {
        const struct token *t = &doc->tokens.v[token];
        if (t->upos != UPOS_NOUN && t->upos != UPOS_PROPN)
            continue;
        n_sport += frame_has_class(frames, t->lower, STR("sport")) ||
                   frame_has_class(frames, t->lemma, STR("sport"));
        n_game += frame_has_class(frames, t->lemma, STR("game"));
    }
    return n_sport > 1 && (n_sport + n_game) * 30 > doc->tokens.n;
}

/* what somebody does to himself is done to nobody else */
static bool is_reflexive(const struct doc *doc, const struct reading *reading)
{
    static const char *const words[] = {"himself", "herself", "themselves", "itself"};
    for (size_t i = 0; reading->target && i < sizeof words / sizeof *words; i++)
        if (tree_lower_is(doc, reading->target, words[i]))
            return true;
    return false;
}

/* customers, a mother, an owner: of no country, in no service, without a name */
static bool is_nobody(const struct doc *doc, uint32_t party)
{
    static const char *const actors[] = {"---CVL", "---BUS", "---HLH", "---AGR", "---ELI"};
    const struct entity *entity = &doc->entities.v[party];
    struct str actor = doc_string(doc, entity->actor);
    if (entity->kind != ENTITY_UNNAMED && entity->kind != ENTITY_GROUP)
        return false;
    for (size_t i = 0; i < sizeof actors / sizeof *actors; i++)
        if (str_is(actor, actors[i]))
            return true;
    return !actor.n;
}

/* Visits, help and dealings of such people among themselves; what they promise and forbid each
 * other where their words say plainly that they are nobody in particular. */
static bool is_private(const struct doc *doc, const struct candidate *candidate)
{
    static const uint32_t dealings = 1u << 4 | 1u << 5 | 1u << 6 | 1u << 7;
    static const uint32_t words = 1u << 3 | 1u << 12;
    uint32_t root = 1u << coding_root(&candidate->reading.coding);
    if (!(root & dealings) && (!(root & words) || !candidate->targets.n))
        return false;
    for (uint32_t i = 0; i < candidate->sources.n; i++) {
        const struct entity *source = &doc->entities.v[candidate->sources.v[i]];
        if (!is_nobody(doc, candidate->sources.v[i]) || (root & words && !source->actor))
            return false;
    }
    for (uint32_t i = 0; i < candidate->targets.n; i++)
        if (!is_nobody(doc, candidate->targets.v[i]))
            return false;
    return true;
}

/* a firm, or a body of which no country and no service is known */
static bool is_in_business(const struct doc *doc, uint32_t party)
{
    const struct entity *entity = &doc->entities.v[party];
    struct str actor = doc_string(doc, entity->actor);
    if (!actor.n)
        return entity->kind == ENTITY_ORGANIZATION && !entity->country[0];
    return str_starts(actor, STR("MNC")) || (actor.n == 6 && str_ends(actor, STR("BUS")));
}

/* What firms say, promise, ask, refuse and sign among themselves and with those who buy of them is
 * trade, not politics. */
static bool is_trade(const struct doc *doc, const struct candidate *candidate)
{
    const struct parties *sides[] = {&candidate->sources, &candidate->targets};
    unsigned root = coding_root(&candidate->reading.coding);
    uint32_t firms = 0;
    if (root > 13 && root != 16)
        return false;
    for (size_t side = 0; side < 2; side++)
        for (uint32_t i = 0; i < sides[side]->n; i++) {
            bool customer = side && is_nobody(doc, sides[side]->v[i]);
            if (!customer && !is_in_business(doc, sides[side]->v[i]))
                return false;
            firms += doc->entities.v[sides[side]->v[i]].actor != 0;
        }
    return firms > 0;
}

static bool is_beneath_notice(const struct doc *doc, const struct candidate *candidate)
{
    return is_mentioned(doc, candidate) || is_private(doc, candidate) || is_trade(doc, candidate);
}

/* An event needs a party that has a name or a country; what may happen, or did not, needs two. A
 * condition tells nothing. */
bool worth_is_event(const struct frame_reader *frames, const struct candidate *candidate,
                    bool sport)
{
    const struct doc *doc = frames->doc;
    const struct reading *reading = &candidate->reading;
    uint32_t n = candidate->sources.n + candidate->targets.n;
    uint32_t named = candidate->sources.named + candidate->targets.named;
    if (!reading->coding.code.n || !n || !named || reading_has_step(reading, "if") ||
        is_sport(frames, candidate, sport) || is_reflexive(doc, reading))
        return false;
    if (str_is(reading->act.frame.source, "speaker") && !candidate->sources.n)
        return false;
    if (n < 2 && is_passing(doc, candidate))
        return false;
    if (is_beneath_notice(doc, candidate))
        return false;
    return !lacks_party(candidate, n) && (n > 1 || !candidate_is_tentative(candidate));
}
