/* events: who did what to whom, under which operators, on whose word.
 *
 * For every token that names an act (acts.c) the roles are read off its own frame, the operators
 * above it are applied (operators.c), the head tokens become entities (roles.c), and the statement
 * that the trigger stands in, if any, bounds the status: what somebody denies is denied, what
 * somebody alleges is alleged. A word that served as operator of an event makes no event of its
 * own. Without a party there is no event. The same act told twice is one event with several
 * triggers. Codes come from tables alone (codes.c). */
#include <stdlib.h>

#include "base/hash.h"
#include "meaning/event/around.h"
#include "meaning/event/candidate.h"
#include "meaning/event/contexts.h"
#include "meaning/event/explain.h"
#include "meaning/event/operators.h"
#include "meaning/event/worth.h"
#include "meaning/meaning.h"
#include "meaning/place/places.h"
#include "meaning/time/times.h"
#include "meaning/tree.h"
#include "world/lexicon.h"

enum {
    MARK_USED = 1,   /* served as operator of an event */
    MARK_READ = 2,   /* act of a candidate, or a word over it */
    MARK_THREAT = 4, /* of one that is a threat */
};

struct event_stage {
    struct doc *doc;
    struct arena *scratch;
    struct word_index acts, operators, classes;
    struct codebook book;
    struct frame_reader frames;
    struct operator_reader operating;
    struct around around;
    uint8_t *marks; /* by token: MARK_… */
    uint8_t *told;  /* by statement: has a threat of its own */
    bool sport;     /* the document is about a game */
    ARRAY(struct candidate) candidates;
};

static bool open_stage(struct event_stage *stage, const struct world *world, struct arena *scratch,
                       struct doc *doc)
{
    const struct table *acts = world_table(world, "acts");
    const struct table *operators = world_table(world, "operators");
    const struct table *classes = world_table(world, "classes");
    stage->book = (struct codebook){world_table(world, "codes"), world_table(world, "cameo")};
    if (!acts || !operators || !classes || !stage->book.codes || !stage->book.cameo)
        return false;
    stage->doc = doc;
    stage->scratch = scratch;
    word_index_init(&stage->acts, acts, doc, scratch);
    word_index_init(&stage->operators, operators, doc, scratch);
    word_index_init(&stage->classes, classes, doc, scratch);
    stage->frames = (struct frame_reader){world, &stage->classes, doc};
    stage->operating = (struct operator_reader){&stage->operators, &stage->book, &stage->frames};
    stage->marks = arena_alloc(scratch, doc->tokens.n);
    stage->told = arena_alloc(scratch, doc->statements.n);
    around_init(&stage->around, doc, scratch);
    return true;
}

/* ---- one act ---- */

static bool is_progressive(const struct doc *doc, uint32_t token)
{
    if (!tree_xpos_is(doc, token, "VBG"))
        return false;
    for (uint32_t c = doc->tokens.v[token].first_child; c; c = doc->tokens.v[c].next)
        if (doc->tokens.v[c].deprel == REL_AUX && tree_lemma_is(doc, c, "be") &&
            !tree_xpos_is(doc, c, "VBD"))
            return true;
    return false;
}

/* "told reporters after talks with …": who speaks took part in the talks */
static uint32_t companion(const struct doc *doc, uint32_t noun)
{
    static const char *const cases[] = {"after", "during", "before", "following", "amid", "at"};
    const struct token *token = &doc->tokens.v[noun];
    if (token->deprel != REL_OBL || doc->tokens.v[token->head].upos != UPOS_VERB)
        return 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        if (tree_has_case(doc, noun, str_of(cases[i])))
            return tree_subject(doc, token->head);
    return 0;
}

static void read_act(struct event_stage *stage, const struct act *act, struct readings *readings)
{
    struct reading *reading = &readings->v[0];
    readings->n = 1;
    *reading = (struct reading){.act = *act, .frames = &stage->frames};
    reading->coding = coding_of_act(&stage->book, act->name);
    reading->reciprocal = act->frame.reciprocal;
    reading->source = frame_pick(&stage->frames, act->token, act->frame.source);
    reading->target = frame_pick(&stage->frames, act->token, act->frame.target);
    if (reading->target == reading->source)
        reading->target = 0;
    reading->status = is_progressive(stage->doc, act->token) ? EVENT_ONGOING : EVENT_HAPPENED;
    operators_apply(&stage->operating, readings);
    if (reading->reciprocal && act->noun && !reading->source)
        reading->source = companion(stage->doc, act->token);
}

/* a noun that counts only under a word of operators.tsv that is a verb */
static bool is_carried(const struct reading *reading)
{
    for (uint32_t i = 0; i < reading->n_steps; i++)
        if (reading->steps[i].governor)
            return true;
    return false;
}

/* ---- statements ---- */

/* the strongest status that a standing leaves to what happened (or was planned) in its content */
static const struct {
    uint8_t real, planned;
} BOUNDS[STANDING_COUNT] = {
    [STANDING_ASSERTS] = {EVENT_HAPPENED, EVENT_PLANNED},
    [STANDING_CONFIRMS] = {EVENT_HAPPENED, EVENT_PLANNED},
    [STANDING_DENIES] = {EVENT_DENIED, EVENT_DENIED},
    [STANDING_NEITHER] = {EVENT_ALLEGED, EVENT_ALLEGED},
    [STANDING_DECLINES] = {EVENT_HYPOTHETICAL, EVENT_HYPOTHETICAL},
    [STANDING_SILENT] = {EVENT_HYPOTHETICAL, EVENT_HYPOTHETICAL},
    [STANDING_PLEDGES] = {EVENT_PLEDGED, EVENT_PLEDGED},
    [STANDING_THREATENS] = {EVENT_HAPPENED, EVENT_THREATENED},
    [STANDING_PREDICTS] = {EVENT_PREDICTED, EVENT_PREDICTED},
    [STANDING_ALLEGES] = {EVENT_ALLEGED, EVENT_ALLEGED},
    [STANDING_ASKS] = {EVENT_HYPOTHETICAL, EVENT_ASKED},
    [STANDING_DEMANDS] = {EVENT_DEMANDED, EVENT_DEMANDED},
    [STANDING_SPECULATES] = {EVENT_HYPOTHETICAL, EVENT_HYPOTHETICAL},
};

/* A promise is not one of what it takes for granted: an act named by a noun that no operator
 * governs, or told in a clause that modifies a noun. A denial takes for granted only what a
 * relative clause tells. */
static bool is_taken_for_granted(const struct event_stage *stage, const struct candidate *candidate)
{
    const struct doc *doc = stage->doc;
    const struct reading *reading = &candidate->reading;
    uint32_t top = tree_first_conjunct(doc, reading_top(reading));
    uint8_t standing = doc->statements.v[candidate->statement].standing;
    for (int i = 0; i < READING_STEPS && top; i++) {
        const struct token *t = &doc->tokens.v[top];
        if (around_find(&stage->around, doc, top) != candidate->statement)
            break;
        if (t->deprel == REL_ACL_RELCL)
            return true;
        if (t->deprel == REL_ACL && !tree_is_infinitive(doc, top) && standing != STANDING_DENIES)
            return true;
        top = t->head;
    }
    return reading->act.noun && reading_top(reading) == reading->act.token &&
           standing != STANDING_DENIES;
}

/* done by being said: "said he had rejected the plan" denies nothing */
static bool is_verbal(const struct coding *coding)
{
    unsigned root = coding_root(coding);
    return root < 4 || (root >= 10 && root <= 13);
}

/* the one who says so did it: what he tells of himself he does not allege */
static bool is_own_deed(const struct doc *doc, const struct candidate *candidate)
{
    struct range speakers = doc->statements.v[candidate->statement].speakers;
    for (uint32_t i = 0; i < speakers.n; i++)
        if (parties_have(&candidate->sources, doc->ids.v[speakers.first + i]))
            return true;
    return false;
}

static void bound_status(const struct event_stage *stage, struct candidate *candidate)
{
    const struct doc *doc = stage->doc;
    if (!candidate->statement)
        return;
    uint8_t standing = doc->statements.v[candidate->statement].standing;
    if (is_own_deed(doc, candidate) &&
        (standing == STANDING_ALLEGES ||
         (standing == STANDING_DENIES && is_verbal(&candidate->reading.coding))))
        standing = STANDING_ASSERTS;
    if ((standing == STANDING_PLEDGES || standing == STANDING_DEMANDS ||
         standing == STANDING_DENIES) &&
        is_taken_for_granted(stage, candidate))
        standing = STANDING_ASSERTS;
    if (candidate->status == EVENT_HAPPENED || candidate->status == EVENT_ONGOING) {
        if (BOUNDS[standing].real != EVENT_HAPPENED)
            candidate->status = BOUNDS[standing].real;
    } else if (candidate->status == EVENT_PLANNED) {
        candidate->status = BOUNDS[standing].planned;
    }
}

static void add_speakers(struct event_stage *stage, struct candidate *candidate)
{
    struct doc *doc = stage->doc;
    struct range speakers = doc->statements.v[candidate->statement].speakers;
    for (uint32_t i = 0; candidate->statement && i < speakers.n; i++) {
        uint32_t speaker = doc->ids.v[speakers.first + i];
        const struct entity *entity = &doc->entities.v[speaker];
        uint32_t word = doc->mentions.v[entity->first_mention].head_token;
        if (entity->kind != ENTITY_UNNAMED || entity->actor || entity->members.n ||
            frame_word_fits(&stage->frames, word, STR("@party")))
            parties_add_entity(doc, speaker, &candidate->sources);
    }
}

/* "X said Y must withdraw": X demands it of Y; should: asks */
static void resolve_modals(struct event_stage *stage, struct candidate *candidate)
{
    struct doc *doc = stage->doc;
    struct reading *reading = &candidate->reading;
    if (reading->would) {
        if (candidate->statement) {
            coding_apply(&stage->book, &reading->coding, "intend");
            candidate->status = EVENT_PLANNED;
        } else {
            candidate->status = EVENT_HYPOTHETICAL;
        }
    }
    if (!reading->should)
        return;
    struct range speakers = candidate->statement ? doc->statements.v[candidate->statement].speakers
                                                 : (struct range){0, 0};
    if (!speakers.n || candidate->status != EVENT_HAPPENED) {
        candidate->status = EVENT_HYPOTHETICAL;
        return;
    }
    if (candidate->sources.n)
        candidate->targets = candidate->sources;
    candidate->sources = (struct parties){.n = 0};
    add_speakers(stage, candidate);
    if (candidate->targets.n == 1 && parties_have(&candidate->sources, candidate->targets.v[0])) {
        candidate->status = EVENT_HYPOTHETICAL;
        return;
    }
    coding_apply(&stage->book, &reading->coding, reading->must ? "demand" : "appeal");
    candidate->status = reading->must ? EVENT_DEMANDED : EVENT_ASKED;
    candidate->reciprocal = false;
}

/* ---- parties ---- */

static void remove_sources_from_targets(struct candidate *candidate)
{
    struct parties kept = {.named = candidate->targets.named};
    for (uint32_t i = 0; i < candidate->targets.n; i++)
        if (!parties_have(&candidate->sources, candidate->targets.v[i]))
            kept.v[kept.n++] = candidate->targets.v[i];
    candidate->targets = kept;
}

static void locate_capital(const struct event_stage *stage, struct entity *entity)
{
    struct doc *doc = stage->doc;
    struct sense sense;
    struct phrase phrase = phrase_of(doc_string(doc, entity->name));
    if (entity->actor || !lexicon_has(stage->frames.world, phrase, SENSE_CAPITAL, &sense))
        return;
    struct str code = sense_cell(stage->frames.world, sense, COUNTRY_CODE);
    memcpy(entity->country, code.s, code.n < 3 ? code.n : 3);
    entity->actor = doc_intern(doc, code);
}

/* A city, a river, a region that something is done to stands for its country. */
static void locate_places(const struct event_stage *stage, const struct parties *parties)
{
    struct doc *doc = stage->doc;
    for (uint32_t i = 0; i < parties->n; i++) {
        struct entity *entity = &doc->entities.v[parties->v[i]];
        if (entity->kind != ENTITY_PLACE || entity->actor)
            continue;
        for (uint32_t m = entity->first_mention; m && !entity->actor; m = doc->mentions.v[m].next)
            for (uint32_t p = 1; p < doc->places.n && !entity->actor; p++) {
                const struct place *place = &doc->places.v[p];
                if (place->head_token != doc->mentions.v[m].head_token || !place->country[0])
                    continue;
                memcpy(entity->country, place->country, sizeof entity->country);
                entity->actor = doc_intern(doc, str_of(place->country));
            }
        locate_capital(stage, entity);
    }
}

/* places do nothing; a place without a country that a slot of doers brought in is where it was */
static void remove_places(const struct doc *doc, struct parties *parties)
{
    struct parties kept = {.named = parties->named};
    for (uint32_t i = 0; i < parties->n; i++) {
        const struct entity *entity = &doc->entities.v[parties->v[i]];
        if (entity->kind != ENTITY_PLACE || entity->actor)
            kept.v[kept.n++] = parties->v[i];
    }
    *parties = kept;
}

/* "fighting between A and B" with B hung on the noun itself */
static void add_second_party(struct event_stage *stage, uint32_t noun, struct parties *parties)
{
    const struct token *tokens = stage->doc->tokens.v;
    for (uint32_t c = tokens[noun].first_child; c; c = tokens[c].next)
        if (tokens[c].deprel == REL_CONJ && parties->n == 1 && tokens[c].upos != UPOS_VERB &&
            frame_is_actor(&stage->frames, c))
            parties_add(&stage->frames, c, parties);
}

static bool is_one_sided(const struct reading *reading)
{
    return reading_has_step(reading, "intend") || reading_has_step(reading, "attempt");
}

/* somebody, a weapon or nobody named did it, not a storm */
static bool may_be_violence(const struct event_stage *stage, const struct candidate *candidate)
{
    uint32_t source = candidate->reading.source;
    return !source || frame_is_actor(&stage->frames, source) ||
           frame_word_fits(&stage->frames, source, STR("@party")) ||
           frame_word_fits(&stage->frames, source, STR("@weapons")) ||
           frame_word_fits(&stage->frames, source, STR("@violence")) ||
           frame_word_fits(&stage->frames, source, STR("@troops"));
}

/* a pair of words, of which the tree makes either the head */
static bool is_pair(const struct doc *doc, uint32_t token, const char *first, const char *second)
{
    return (tree_lower_is(doc, token, first) && tree_lower_is(doc, token + 1, second)) ||
           (tree_lower_is(doc, token, second) && tree_lower_is(doc, token - 1, first));
}

static bool is_each_other(const struct doc *doc, uint32_t token)
{
    return token && (is_pair(doc, token, "each", "other") || is_pair(doc, token, "one", "another"));
}

/* "the Mosul attack", "the Paris bombings": where violence was, not whose it is */
static void move_scene(struct event_stage *stage, struct candidate *candidate)
{
    const struct doc *doc = stage->doc;
    struct reading *reading = &candidate->reading;
    const struct token *source = &doc->tokens.v[reading->source];
    struct sense sense;
    if (!reading->act.noun || coding_root(&reading->coding) < 18 ||
        source->head != reading->act.token ||
        (source->deprel != REL_COMPOUND && source->deprel != REL_NMOD_POSS) ||
        source->name != NAME_PLACE)
        return;
    const struct entity *entity = &doc->entities.v[doc->mentions.v[source->mention].entity];
    if (entity->kind != ENTITY_PLACE &&
        !lexicon_has(stage->frames.world, phrase_of(token_form(doc, reading->source)),
                     SENSE_CAPITAL, &sense))
        return;
    if (!reading->target)
        reading->target = reading->source;
    reading->source = 0;
}

static void find_sources(struct event_stage *stage, struct candidate *candidate)
{
    const struct reading *reading = &candidate->reading;
    move_scene(stage, candidate);
    parties_add(&stage->frames, reading->source, &candidate->sources);
    if (str_is(reading->act.frame.source, "speaker") && !reading->source)
        add_speakers(stage, candidate);
    remove_places(stage->doc, &candidate->sources);
}

static void find_targets(struct event_stage *stage, struct candidate *candidate)
{
    unsigned root = coding_root(&candidate->reading.coding);
    candidate->targets.localities = root >= 17 && may_be_violence(stage, candidate);
    if (!is_each_other(stage->doc, candidate->reading.target))
        parties_add(&stage->frames, candidate->reading.target, &candidate->targets);
    locate_places(stage, &candidate->targets);
    if (root != 4 && (root < 14 || root == 16))
        remove_places(stage->doc, &candidate->targets);
}

/* one side does it to the other, which is somebody else */
static void settle_sides(struct event_stage *stage, struct candidate *candidate)
{
    uint32_t before = candidate->targets.n;
    remove_sources_from_targets(candidate);
    if (!before || candidate->targets.n || !reading_has_step(&candidate->reading, "claim"))
        return;
    candidate->reading.coding = coding_of_act(&stage->book, STR("claim-responsibility"));
    candidate->reading.target = candidate->reading.patient;
    find_targets(stage, candidate);
    remove_sources_from_targets(candidate);
}

static void find_parties(struct event_stage *stage, struct candidate *candidate)
{
    const struct reading *reading = &candidate->reading;
    if (coding_root(&reading->coding) >= 18 && !may_be_violence(stage, candidate)) {
        candidate->reading.coding = coding_of_code((struct str){NULL, 0});
        return;
    }
    find_sources(stage, candidate);
    find_targets(stage, candidate);
    candidate->reciprocal = reading->reciprocal || is_each_other(stage->doc, reading->target);
    if (reading->reciprocal && reading->act.noun)
        add_second_party(stage, reading->act.token, &candidate->sources);
    if (candidate->reciprocal && candidate->targets.n && is_one_sided(reading))
        candidate->reciprocal = false; /* "agreed to meet X": X has not agreed */
    if (!candidate->reciprocal) {
        settle_sides(stage, candidate);
        return;
    }
    for (uint32_t i = 0; i < candidate->targets.n; i++)
        parties_add_entity(stage->doc, candidate->targets.v[i], &candidate->sources);
    candidate->targets = (struct parties){.n = 0};
    candidate->reciprocal = candidate->sources.n > 1;
}

/* ---- triggers ---- */

static void add_word(const struct doc *doc, struct candidate *candidate, uint32_t token)
{
    candidate_add_trigger(candidate, doc->tokens.v[token].span);
    uint32_t particle = token_child(doc, token, REL_COMPOUND_PRT);
    if (particle)
        candidate_add_trigger(candidate, doc->tokens.v[particle].span);
}

/* "sent a team to inspect", "jailed for spying": the word names an act of its own as well */
static bool stands_besides(const struct step *step)
{
    return str_is(step->name, "besides") || str_is(step->name, "charged");
}

/* "Did they attack the town?"; why and when they did takes for granted that they did */
static bool is_asked(const struct doc *doc, uint32_t word)
{
    static const char *const granted[] = {"why", "how", "when", "where", "who", "what"};
    uint32_t verb = tree_first_conjunct(doc, word);
    struct sentence sentence = doc->sentences.v[doc->tokens.v[verb].sentence];
    uint32_t first = token_child(doc, verb, REL_AUX);
    if (!first || first > tree_subject(doc, verb))
        return false;
    bool mark = false;
    for (uint32_t i = 0; i < sentence.n_tokens; i++) {
        uint32_t token = sentence.first_token + i;
        mark = mark || str_is(token_form(doc, token), "?");
        for (size_t j = 0; token < first && j < sizeof granted / sizeof *granted; j++)
            if (tree_lower_is(doc, token, granted[j]))
                return false;
    }
    return mark;
}

static void push_candidate(struct event_stage *stage, const struct candidate *made)
{
    const struct reading *reading = &made->reading;
    uint8_t mark = MARK_READ;
    if (coding_root(&reading->coding) == 13) {
        mark |= MARK_THREAT;
        stage->told[made->statement] = 1;
    }
    stage->marks[reading->act.token] |= mark;
    for (uint32_t i = 0; i < reading->n_steps; i++)
        stage->marks[reading->steps[i].token] |= mark;
    *array_push(&stage->candidates, stage->scratch) = *made;
}

static void add_candidate(struct event_stage *stage, const struct reading *reading)
{
    struct doc *doc = stage->doc;
    struct candidate made = {.reading = *reading, .status = reading->status};
    uint32_t n_steps = reading->n_steps;
    add_word(doc, &made, reading->act.token);
    for (uint32_t i = 0; i < n_steps; i++)
        add_word(doc, &made, reading->steps[i].token);
    made.statement = around_find(&stage->around, doc, reading_top(reading));
    find_parties(stage, &made);
    resolve_modals(stage, &made);
    if (worth_is_real(&made) && is_asked(doc, reading_top(reading)))
        made.status = EVENT_HYPOTHETICAL;
    bound_status(stage, &made);
    if (!worth_is_event(&stage->frames, &made, stage->sport))
        return;
    made.when = time_of_clause(doc, reading->act.token);
    if (!made.when)
        made.when = time_of_clause(doc, reading_top(reading));
    for (uint32_t i = 0; i < n_steps; i++)
        if (reading->steps[i].governor && !reading->reported && !stands_besides(&reading->steps[i]))
            stage->marks[reading->steps[i].token] |= MARK_USED;
    push_candidate(stage, &made);
}

static bool gives_way(struct str operator)
{
    return str_is(operator, "do") || str_is(operator, "intend") || str_is(operator, "refuse") ||
           str_is(operator, "stop");
}

/* "provide support": a row of the verb that asks for this very object is narrower than the noun's
 * own reading under a light verb */
static bool has_narrower_verb(struct event_stage *stage, const struct reading *reading)
{
    struct act verb;
    if (!reading->n_steps || !gives_way(reading->steps[0].name) ||
        !act_find(&stage->acts, &stage->frames, reading->steps[0].token, &verb))
        return false;
    struct str need = table_cell(stage->acts.table, verb.row, 3);
    size_t first = str_find(need, STR("obj="), 0);
    bool twice = first != SIZE_MAX && str_find(need, STR("="), first + 4) != SIZE_MAX;
    return first != SIZE_MAX && (twice || !str_is(reading->steps[0].name, "stop")) &&
           tree_object(stage->doc, verb.token) == reading->act.token;
}

/* "rolled back tariffs", "cut off aid": a row of the verb that asks for this object has the act */
static bool is_taken_by_verb(struct event_stage *stage, const struct reading *reading)
{
    const struct doc *doc = stage->doc;
    uint32_t noun = reading->act.token, verb = doc->tokens.v[noun].head;
    struct act act;
    if (!reading->act.noun || reading->n_steps || reading->source ||
        doc->tokens.v[verb].upos != UPOS_VERB || tree_object(doc, verb) != noun ||
        !act_find(&stage->acts, &stage->frames, verb, &act))
        return false;
    return str_find(table_cell(stage->acts.table, act.row, 3), STR("obj="), 0) != SIZE_MAX;
}

static void read_token(struct event_stage *stage, uint32_t token)
{
    struct act act;
    if (!act_find(&stage->acts, &stage->frames, token, &act))
        return;
    struct readings readings;
    read_act(stage, &act, &readings);
    if (act.light && (!is_carried(&readings.v[0]) || has_narrower_verb(stage, &readings.v[0])))
        return;
    if (is_taken_by_verb(stage, &readings.v[0]))
        return;
    for (uint32_t i = 0; i < readings.n; i++)
        add_candidate(stage, &readings.v[i]);
}

/* ---- writing ---- */

static void write_parties(struct doc *doc, const struct parties *parties, struct range *range)
{
    for (uint32_t i = 0; i < parties->n; i++)
        doc_range_add_id(doc, range, parties->v[i]);
}

static void write_event(struct event_stage *stage, const struct candidate *candidate)
{
    struct doc *doc = stage->doc;
    struct event event = {.head_token = candidate->reading.act.token,
                          .status = candidate->status,
                          .reciprocal = candidate->reciprocal};
    if (event.status == EVENT_HAPPENED)
        event.status = coding_status(&candidate->reading.coding);
    write_parties(doc, &candidate->sources, &event.sources);
    write_parties(doc, &candidate->targets, &event.targets);
    for (uint32_t i = 0; i < candidate->n_triggers; i++)
        doc_range_add_span(doc, &event.trigger, candidate->triggers[i]);
    coding_fill(&stage->book, &candidate->reading.coding, doc, &event);
    contexts_fill(&stage->book, &candidate->reading, &event);
    if (candidate->reciprocal && candidate->sources.n > 2 && !event.mode &&
        coding_root(&candidate->reading.coding) == 4)
        event.mode = doc_intern(doc, STR("multilateral"));
    if (candidate->statement)
        doc_range_add_id(doc, &event.on_word_of, candidate->statement);
    event.when = candidate->when;
    event.where = place_of_clause(doc, candidate->reading.act.token);
    if (!event.where)
        event.where = place_of_clause(doc, reading_top(&candidate->reading));
    const char *country = doc->places.v[event.where].country;
    unsigned root = coding_root(&candidate->reading.coding);
    if (event.where && country[0] && root >= 14 && root != 16) {
        parties_settle(doc, &candidate->sources, country);
        parties_settle(doc, &candidate->targets, country);
    }
    event.because = doc_intern(doc, explain_reading(&candidate->reading, stage->scratch));
    *array_push(&doc->events, &doc->arena) = event;
}

/* a statement that threatens is a threat, also where its words name no act */
static void add_threats(struct event_stage *stage)
{
    struct doc *doc = stage->doc;
    for (uint32_t i = 1; i < doc->statements.n; i++) {
        const struct statement *said = &doc->statements.v[i];
        if (said->standing != STANDING_THREATENS || !said->cue_token || !said->speakers.n ||
            stage->told[i] || stage->marks[said->cue_token] & MARK_THREAT)
            continue;
        struct candidate made = {.statement = i, .status = EVENT_THREATENED};
        made.reading.act = (struct act){.token = said->cue_token, .name = STR("threaten")};
        made.reading.frames = &stage->frames;
        made.reading.coding = coding_of_act(&stage->book, STR("threaten"));
        add_speakers(stage, &made);
        for (uint32_t j = 0; j < said->addressees.n; j++)
            parties_add_entity(doc, doc->ids.v[said->addressees.first + j], &made.targets);
        remove_sources_from_targets(&made);
        add_word(doc, &made, said->cue_token);
        if (made.sources.named)
            push_candidate(stage, &made);
    }
}

/* the predicate of the main clause of a statement, and something that can be done */
static bool is_main(const struct event_stage *stage, uint32_t verb, uint32_t statement)
{
    const struct doc *doc = stage->doc;
    const struct token *t = &doc->tokens.v[tree_first_conjunct(doc, verb)];
    if (doc->tokens.v[verb].upos != UPOS_VERB && !tree_lower_is(doc, verb, "ready") &&
        !tree_lower_is(doc, verb, "prepared"))
        return false;
    return t->deprel == REL_ROOT || t->deprel == REL_PARATAXIS ||
           (t->deprel == REL_CCOMP && around_find(&stage->around, doc, t->head) != statement);
}

/* "X said Y must ensure order": asked of Y whatever it is that Y must do */
static void add_demand(struct event_stage *stage, uint32_t modal)
{
    struct doc *doc = stage->doc;
    uint32_t verb = doc->tokens.v[modal].head, subject = tree_subject(doc, verb);
    bool must = tree_lower_is(doc, modal, "must");
    struct candidate made = {.status = must ? EVENT_DEMANDED : EVENT_ASKED};
    made.statement = around_find(&stage->around, doc, verb);
    if (!made.statement || !subject || !frame_is_actor(&stage->frames, subject) ||
        frame_word_fits(&stage->frames, verb, STR("@idle")) || tree_is_passive(doc, verb) ||
        tree_xpos_is(doc, verb, "VBG") || /* "must be bluffing" supposes it */
        !is_main(stage, verb, made.statement) ||
        doc->statements.v[made.statement].standing != STANDING_ASSERTS ||
        stage->marks[verb] & MARK_READ)
        return;
    struct str name = must ? STR("demand") : STR("appeal");
    made.reading.act = (struct act){.token = verb, .name = name};
    made.reading.frames = &stage->frames;
    made.reading.coding = coding_of_act(&stage->book, name);
    made.reading.steps[made.reading.n_steps++] = (struct step){modal, STR("should"), false};
    add_speakers(stage, &made);
    parties_add(&stage->frames, subject, &made.targets);
    remove_places(doc, &made.targets);
    remove_sources_from_targets(&made);
    add_word(doc, &made, verb);
    add_word(doc, &made, modal);
    if (made.sources.n && made.targets.n && made.targets.named)
        push_candidate(stage, &made);
}

static void add_demands(struct event_stage *stage)
{
    const struct doc *doc = stage->doc;
    for (uint32_t token = 1; token < doc->tokens.n; token++)
        if (doc->tokens.v[token].deprel == REL_AUX &&
            (tree_lower_is(doc, token, "must") || tree_lower_is(doc, token, "should")))
            add_demand(stage, token);
}

/* a word that served as operator of an event makes none of its own */
static void drop_operators(struct event_stage *stage)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < stage->candidates.n; i++)
        if (!(stage->marks[stage->candidates.v[i].reading.act.token] & MARK_USED))
            stage->candidates.v[kept++] = stage->candidates.v[i];
    stage->candidates.n = kept;
}

void find_events(const struct world *world, struct arena *scratch, struct doc *doc)
{
    struct arena_mark mark = arena_mark(scratch);
    struct event_stage stage = {0};
    if (!open_stage(&stage, world, scratch, doc))
        return;
    stage.sport = worth_tells_game(&stage.frames);
    uint32_t n_tokens = doc->tokens.n;
    for (uint32_t token = 1; token < n_tokens; token++)
        read_token(&stage, token);
    add_threats(&stage);
    add_demands(&stage);
    drop_operators(&stage);
    candidates_merge(&stage.frames, scratch, stage.candidates.v, stage.candidates.n);
    for (uint32_t i = 0; i < stage.candidates.n; i++)
        if (!stage.candidates.v[i].merged_into)
            write_event(&stage, &stage.candidates.v[i]);
    arena_rewind(scratch, mark);
}
