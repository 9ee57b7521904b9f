/* candidate: finds out which candidates tell the same act.
 *
 * Two are the same when code and reciprocity agree, the times do not contradict, and the parties
 * are the same entities, or, within a sentence, one has no party that the other lacks. A headline
 * is a shortened telling: there a party of the same country, or none, is enough. Entities that
 * coreference left apart count as the same when name and actor code are equal. Violence and the
 * deaths that a clause gives as its outcome are one act too, coded as the violence. */
#include "meaning/event/candidate.h"

#include "meaning/tree.h"

bool candidate_is_tentative(const struct candidate *candidate)
{
    return candidate->status == EVENT_HYPOTHETICAL || candidate->status == EVENT_PREDICTED ||
           candidate->status == EVENT_DID_NOT_HAPPEN;
}

void candidate_add_trigger(struct candidate *candidate, struct span span)
{
    uint32_t i = candidate->n_triggers;
    for (uint32_t j = 0; j < candidate->n_triggers; j++)
        if (candidate->triggers[j].start == span.start)
            return;
    if (i == TRIGGERS_MAX)
        return;
    for (; i > 0 && candidate->triggers[i - 1].start > span.start; i--)
        candidate->triggers[i] = candidate->triggers[i - 1];
    candidate->triggers[i] = span;
    candidate->n_triggers++;
}

static bool in_headline(const struct doc *doc, const struct candidate *candidate)
{
    const struct token *token = &doc->tokens.v[candidate->reading.act.token];
    return doc->blocks.v[doc->sentences.v[token->sentence].block].kind == BLOCK_HEADLINE;
}

static bool same_entity(const struct doc *doc, uint32_t a, uint32_t b, bool headline)
{
    const struct entity *left = &doc->entities.v[a], *right = &doc->entities.v[b];
    if (a == b)
        return true;
    if (headline && left->country[0])
        return memcmp(left->country, right->country, sizeof left->country) == 0;
    if (headline && left->kind == ENTITY_UNNAMED && !left->actor)
        return true; /* "dozens" */
    return left->name && left->name == right->name && left->actor == right->actor;
}

/* every party of small is one of large */
static bool is_within(const struct doc *doc, const struct parties *small,
                      const struct parties *large, bool headline)
{
    for (uint32_t i = 0; i < small->n; i++) {
        bool found = false;
        for (uint32_t j = 0; j < large->n && !found; j++)
            found = same_entity(doc, small->v[i], large->v[j], headline);
        if (!found)
            return false;
    }
    return true;
}

static bool same_time(const struct doc *doc, const struct candidate *a, const struct candidate *b)
{
    int32_t left = doc->times.v[a->when].day, right = doc->times.v[b->when].day;
    return !a->when || !b->when || left == INT32_MIN || right == INT32_MIN || left == right;
}

/* the same code, or b's is the unspecified one of the same root: 190 beside 195 */
static bool same_code(struct str a, struct str b)
{
    return str_eq(a, b) || (b.n == 3 && a.n >= 3 && b.s[2] == '0' && memcmp(a.s, b.s, 2) == 0);
}

/* b tells nothing that a does not */
static bool repeats(const struct doc *doc, const struct candidate *a, const struct candidate *b)
{
    if (!same_code(a->reading.coding.code, b->reading.coding.code) || !same_time(doc, a, b) ||
        candidate_is_tentative(a) != candidate_is_tentative(b))
        return false;
    bool headline = in_headline(doc, b) && !in_headline(doc, a);
    bool sources = is_within(doc, &b->sources, &a->sources, headline);
    bool targets = is_within(doc, &b->targets, &a->targets, headline) ||
                   (a->reciprocal && is_within(doc, &b->targets, &a->sources, headline));
    if (!sources || !targets)
        return false;
    bool same_sentence = doc->tokens.v[a->reading.act.token].sentence ==
                         doc->tokens.v[b->reading.act.token].sentence;
    return same_sentence || headline ||
           (a->reciprocal == b->reciprocal && a->sources.n == b->sources.n &&
            a->targets.n == b->targets.n);
}

static void join(struct candidate *v, uint32_t kept, uint32_t other)
{
    for (uint32_t i = 0; i < v[other].n_triggers; i++)
        candidate_add_trigger(&v[kept], v[other].triggers[i]);
    if (!v[kept].when)
        v[kept].when = v[other].when;
    v[other].merged_into = kept + 1;
}

/* "shelled the town, killing five", "a raid that killed five", "five were killed in a raid" */
static bool is_outcome(const struct doc *doc, const struct candidate *deaths,
                       const struct candidate *violence)
{
    uint32_t kill = deaths->reading.act.token, act = violence->reading.act.token;
    const struct token *below = &doc->tokens.v[kill], *beside = &doc->tokens.v[act];
    bool clause = below->deprel == REL_ADVCL && tree_xpos_is(doc, kill, "VBG") &&
                  below->head == reading_top(&violence->reading);
    bool relative =
        (below->deprel == REL_ACL_RELCL || below->deprel == REL_ACL) && below->head == act;
    bool phrase = (beside->deprel == REL_OBL || beside->deprel == REL_OBL_AGENT) &&
                  beside->head == kill && violence->reading.n_steps == 0;
    return str_is(deaths->reading.coding.code, "180") &&
           coding_root(&violence->reading.coding) >= 18 && !violence->reciprocal &&
           deaths->status == violence->status && (clause || relative || phrase);
}

static bool same_sources(const struct doc *doc, const struct candidate *a,
                         const struct candidate *b)
{
    return is_within(doc, &a->sources, &b->sources, false) &&
           (!a->sources.n || is_within(doc, &b->sources, &a->sources, false));
}

/* candidates of a sentence stand close to each other */
static void join_outcomes(const struct doc *doc, struct candidate *v, uint32_t n)
{
    enum { NEAR = 8 };
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i > NEAR ? i - NEAR : 0; j < n && j < i + NEAR; j++) {
            if (i == j || v[i].merged_into || v[j].merged_into || !is_outcome(doc, &v[i], &v[j]) ||
                !same_sources(doc, &v[i], &v[j]))
                continue;
            if (!v[j].targets.n)
                v[j].targets = v[i].targets;
            join(v, j, i);
        }
}

void candidates_merge(const struct frame_reader *reader, struct arena *scratch, struct candidate *v,
                      uint32_t n)
{
    const struct doc *doc = reader->doc;
    uint32_t *alive = arena_alloc(scratch, n * sizeof *alive), n_alive = 0;
    join_outcomes(doc, v, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t kept = 0;
        for (uint32_t k = 0; k < n_alive; k++) {
            uint32_t j = alive[k];
            bool later_is_better = in_headline(doc, &v[j]) && !in_headline(doc, &v[i]);
            if (!v[i].merged_into && !later_is_better && repeats(doc, &v[j], &v[i]))
                join(v, j, i);
            else if (!v[i].merged_into && repeats(doc, &v[i], &v[j]))
                join(v, i, j);
            if (!v[j].merged_into)
                alive[kept++] = j;
        }
        n_alive = kept;
        if (!v[i].merged_into)
            alive[n_alive++] = i;
    }
}

uint32_t reading_top(const struct reading *reading)
{
    uint32_t top = reading->act.token;
    for (uint32_t i = 0; i < reading->n_steps; i++)
        if (reading->steps[i].governor)
            top = reading->steps[i].token;
    return top;
}

bool reading_has_step(const struct reading *reading, const char *operator)
{
    for (uint32_t i = 0; i < reading->n_steps; i++)
        if (str_is(reading->steps[i].name, operator))
            return true;
    return false;
}
