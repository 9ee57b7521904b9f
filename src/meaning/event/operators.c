/* operators: from the act upwards, one governing word after the other.
 *
 * At each word its own dependents come first (auxiliaries, negation, adverbs, conjunctions), then
 * the word that governs it, if operators.tsv has a row whose slot is the relation between the two.
 * Each operator may change the code (codes.tsv), the status and the roles. What a row's frame
 * says about roles is done for all operators alike; what an operator does to code and status is one
 * small function in the table EFFECTS. Where the climb meets a word that is no operator it ends;
 * an infinitive under such a word is a purpose or an ability and makes the act hypothetical. */
#include "meaning/event/operators.h"

#include "meaning/event/open.h"
#include "meaning/tree.h"

enum {
    COLUMN_LEMMA,
    COLUMN_POS,
    COLUMN_SLOT,
    COLUMN_FRAME,
    COLUMN_NEED,
    COLUMN_OPERATOR,
    COLUMN_STATUS,
    COLUMN_CODE
};

static const char *const STATUS_NAMES[EVENT_STATUSES] = {
    "happened", "ongoing", "planned",      "pledged", "threatened", "predicted",     "asked",
    "demanded", "refused", "hypothetical", "alleged", "denied",     "did-not-happen"};

static bool find_status(struct str name, uint8_t *status)
{
    for (uint8_t i = 0; i < EVENT_STATUSES; i++)
        if (str_is(name, STATUS_NAMES[i])) {
            *status = i;
            return true;
        }
    return false;
}

static bool is_real(uint8_t status)
{
    return status == EVENT_HAPPENED || status == EVENT_ONGOING;
}

/* ---- what operators do to code and status ---- */

struct effect_context {
    struct operator_reader *reader;
    struct readings *readings;
    uint32_t row, token;
};

static struct str row_cell(const struct effect_context *context, uint32_t column)
{
    return table_cell(context->reader->operators->table, context->row, column);
}

static void set_status_of(struct effect_context *context, struct reading *reading)
{
    find_status(row_cell(context, COLUMN_STATUS), &reading->status);
}

static void set_status(struct effect_context *context)
{
    set_status_of(context, &context->readings->v[0]);
}

/* A refused request, a rejected offer, an accepted demand is about the act itself. */
static void unwrap(struct effect_context *context, struct str operator)
{
    struct reading *reading = &context->readings->v[0];
    unsigned root = coding_root(&reading->coding);
    bool refuse = str_is(operator, "refuse"), accept = str_is(operator, "intend");
    struct coding bare = coding_of_act(context->reader->book, reading->act.name);
    if (reading->coding.row == UINT32_MAX && reading->n_steps && bare.code.n &&
        (((refuse || accept) && (root == 2 || root == 10)) || (refuse && root == 3)))
        reading->coding = bare;
}

/* "decided not to visit" refuses what is good in an act; "promised not to attack" promises to end
 * what is bad: true for the first */
static bool forgo(struct effect_context *context, struct str operator)
{
    struct reading *reading = &context->readings->v[0];
    unsigned root = coding_root(&reading->coding);
    if (!str_is(operator, "intend") || reading->status != EVENT_DID_NOT_HAPPEN ||
        !reading->n_steps || !str_is(reading->steps[reading->n_steps - 1].name, "not"))
        return false;
    if (root >= 14)
        coding_apply(context->reader->book, &reading->coding, "stop");
    return root >= 3 && root <= 8;
}

static void set_code(struct effect_context *context)
{
    struct str name = row_cell(context, COLUMN_OPERATOR);
    char column[16] = {0};
    if (str_is(name, "refuse") && str_starts(context->readings->v[0].coding.code, STR("112"))) {
        /* an accusation that is rejected is denied */
        struct reading *last = &context->readings->v[context->readings->n - 1];
        if (last->reported)
            last->status = EVENT_DENIED;
        context->readings->v[0].coding = coding_of_code(STR("016"));
        context->readings->v[0].status = EVENT_HAPPENED;
        return;
    }
    unwrap(context, name);
    context->readings->v[0].before_will = context->readings->v[0].coding;
    if (str_is(name, "intend") && coding_root(&context->readings->v[0].coding) == 3 &&
        context->readings->v[0].n_steps) {
        set_status(context); /* an accepted offer is still that offer */
        return;
    }
    if (name.n < sizeof column)
        memcpy(column, name.s, name.n);
    bool forgone = forgo(context, name);
    coding_apply(context->reader->book, &context->readings->v[0].coding,
                 forgone ? "refuse" : column);
    set_status(context);
    if (forgone)
        context->readings->v[0].status = EVENT_REFUSED;
    if (coding_root(&context->readings->v[0].coding) == 1)
        context->readings->v[0].status = EVENT_HAPPENED; /* no comment: done by being said */
    if (context->readings->v[0].status == EVENT_PLEDGED &&
        coding_root(&context->readings->v[0].coding) == 13)
        context->readings->v[0].status = EVENT_THREATENED;
}

/* will, is due to: what both sides of a meeting will do they do together */
static void set_future(struct effect_context *context)
{
    struct reading *reading = &context->readings->v[0];
    reading->before_will = reading->coding;
    coding_apply(context->reader->book, &reading->coding, "intend");
    set_status(context);
}

static void set_stop(struct effect_context *context)
{
    set_code(context);
    context->readings->v[0].reciprocal = false;
}

/* keeps the act below as a reading of its own */
static void keep_inner(struct effect_context *context, bool reported)
{
    struct readings *readings = context->readings;
    if (readings->n == READINGS_MAX)
        return;
    struct reading *inner = &readings->v[readings->n++];
    *inner = readings->v[0];
    inner->reported = reported;
    if (reported && is_real(inner->status))
        inner->status = EVENT_ALLEGED;
}

static void accuse(struct effect_context *context)
{
    keep_inner(context, true);
    unwrap(context, STR("accuse"));
    coding_apply(context->reader->book, &context->readings->v[0].coding, "accuse");
    context->readings->v[0].status = EVENT_HAPPENED;
    context->readings->v[0].reciprocal = false;
}

/* praise, criticize: a code of their own; what is praised took place when it is named by a noun */
static void evaluate(struct effect_context *context)
{
    struct reading *outer = &context->readings->v[0];
    struct str name = row_cell(context, COLUMN_OPERATOR);
    uint32_t before = context->readings->n;
    keep_inner(context, !outer->act.noun && !str_is(name, "praise"));
    if (str_is(name, "endorse") && context->readings->n > before &&
        (!outer->act.noun || outer->n_steps) && is_real(outer->status))
        context->readings->v[before].status = EVENT_HYPOTHETICAL; /* "supports lifting the ban" */
    struct str code = row_cell(context, COLUMN_CODE);
    outer->coding = code.n && code.s[0] == '0' && code.s[1] == '9'
                        ? coding_of_inquiry(&outer->coding, code)
                        : coding_of_code(code);
    outer->status = EVENT_HAPPENED;
    outer->reciprocal = false;
}

/* a denial is an act; what is denied stays below it */
static void deny(struct effect_context *context)
{
    struct reading *outer = &context->readings->v[0];
    keep_inner(context, false);
    if (context->readings->n > 1)
        set_status_of(context, &context->readings->v[context->readings->n - 1]);
    outer->coding = coding_of_code(row_cell(context, COLUMN_CODE));
    outer->status = EVENT_HAPPENED;
    outer->reciprocal = false;
}

static void consider(struct effect_context *context)
{
    context->readings->v[0].coding = coding_of_code(row_cell(context, COLUMN_CODE));
    set_status(context);
}

static void attempt(struct effect_context *context)
{
    struct reading *reading = &context->readings->v[0];
    if (str_is(reading->act.name, "assassinate") && reading->coding.row != UINT32_MAX) {
        reading->coding = coding_of_act(context->reader->book, STR("attempt-assassinate"));
        return;
    }
    unsigned root = coding_root(&reading->coding);
    bool violent = root > 17 && !str_is(reading->coding.code, "192");
    if (root > 12) { /* to try violence is violence, to try an arrest is none */
        if (!violent && is_real(reading->status))
            reading->status = EVENT_DID_NOT_HAPPEN;
        return;
    }
    coding_apply(context->reader->book, &reading->coding, "intend");
    reading->status = EVENT_PLANNED;
}

static void fail(struct effect_context *context)
{
    struct reading *reading = &context->readings->v[0];
    reading->status = EVENT_DID_NOT_HAPPEN;
    if (coding_root(&reading->coding) > 8)
        return;
    coding_apply(context->reader->book, &reading->coding, "refuse");
    if (coding_root(&reading->coding) == 12)
        reading->status = EVENT_REFUSED;
}

/* nothing came of it: no more can be said of the act by who promises to see to that */
static void prevent(struct effect_context *context)
{
    context->readings->v[0].prevented = true;
    set_status(context);
}

static void would(struct effect_context *context)
{
    context->readings->v[0].would = true;
}

static void should(struct effect_context *context)
{
    context->readings->v[0].should = true;
}

static void must(struct effect_context *context)
{
    context->readings->v[0].should = context->readings->v[0].must = true;
}

/* "did not allow" refuses, "did not meet" only says that nothing came of it */
static bool refuses(const struct doc *doc, uint32_t verb, unsigned root)
{
    uint32_t aux = token_child(doc, verb, REL_AUX);
    if (!aux || !tree_lemma_is(doc, aux, "do") || root > 8)
        return false;
    return root == 3 || root == 5 || root == 8 || !tree_xpos_is(doc, aux, "VBD");
}

/* "will not", "has not agreed", "does not recognise": a refusal; otherwise it did not happen */
static void negate(struct effect_context *context)
{
    struct reading *reading = &context->readings->v[0];
    const struct doc *doc = reading->frames->doc;
    const struct step *last = reading->n_steps ? &reading->steps[reading->n_steps - 1] : NULL;
    unsigned root = coding_root(&reading->coding);
    bool future = last && (str_is(last->name, "intend") || str_is(last->name, "future"));
    if (root == 12 || root >= 17) { /* not to refuse, not to attack: no more than that */
        reading->status = root == 12 ? EVENT_HYPOTHETICAL : EVENT_DID_NOT_HAPPEN;
        return;
    }
    if (!future && !reading->would && !refuses(doc, doc->tokens.v[context->token].head, root)) {
        reading->status = EVENT_DID_NOT_HAPPEN;
        return;
    }
    if (future && !last->governor)
        reading->coding = reading->before_will;
    coding_apply(context->reader->book, &reading->coding, "refuse");
    reading->status = EVENT_REFUSED;
    reading->reciprocal = false;
    reading->would = false;
}

static const struct {
    const char *name;
    void (*apply)(struct effect_context *context);
} EFFECTS[] = {
    {"intend", set_code},   {"appeal", set_code},  {"demand", set_code}, {"refuse", set_code},
    {"threaten", set_code}, {"stop", set_stop},    {"accuse", accuse},   {"criticize", evaluate},
    {"praise", evaluate},   {"endorse", evaluate}, {"defend", evaluate}, {"investigate", evaluate},
    {"consider", consider}, {"attempt", attempt},  {"fail", fail},       {"future", set_future},
    {"deny", deny},         {"would", would},      {"should", should},   {"not", negate},
    {"prevent", prevent},   {"claim", accuse},     {"must", must},       {"ultimatum", consider},
};

static bool changes_code(const struct effect_context *context, struct str name)
{
    char column[16] = {0};
    memcpy(column, name.s, name.n < sizeof column ? name.n : sizeof column - 1);
    return str_is(name, "future") ||
           table_column(context->reader->book->codes, column) != UINT32_MAX;
}

static void apply_effect(struct effect_context *context)
{
    struct str name = row_cell(context, COLUMN_OPERATOR);
    if (context->readings->v[0].prevented && changes_code(context, name)) {
        context->readings->v[0].coding = coding_of_code((struct str){NULL, 0});
        return;
    }
    for (size_t i = 0; i < sizeof EFFECTS / sizeof *EFFECTS; i++)
        if (str_is(name, EFFECTS[i].name)) {
            EFFECTS[i].apply(context);
            return;
        }
    set_status(context);
}

/* ---- roles ---- */

/* operators whose source is the one who speaks, never the one who would act */
static bool is_speech(struct str name)
{
    static const char *const names[] = {"appeal",  "demand", "accuse",      "criticize", "praise",
                                        "endorse", "defend", "investigate", "deny",      "claim"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (str_is(name, names[i]))
            return true;
    return false;
}

static uint32_t pick_target(const struct frame_reader *frames, const struct reading *reading,
                            uint32_t token, struct str slots)
{
    uint32_t weak = 0;
    for (struct str slot = str_split(&slots, '|'); slot.s; slot = str_split(&slots, '|')) {
        uint32_t found = str_is(slot, "actor")     ? reading->source
                         : str_is(slot, "patient") ? reading->target
                                                   : frame_pick(frames, token, slot);
        if (found == reading->act.token ||
            (found && !str_is(slot, "subj") && found == tree_subject(frames->doc, token) &&
             found != reading->target))
            continue; /* "demanded to negotiate with": of those it would negotiate with */
        if (found && frame_is_actor(frames, found))
            return found;
        if (!weak)
            weak = found;
    }
    return weak;
}

/* what stands behind a preposition of the light verb belongs to its noun: "imposed sanctions on" */
static uint32_t pick_beside(const struct frame_reader *frames, const struct reading *reading,
                            uint32_t token)
{
    static const char *const direct[] = {"subj", "obj", "iobj", "poss", "mod", "clause"};
    struct str slots = reading->act.frame.target;
    for (struct str slot = str_split(&slots, '|'); slot.s; slot = str_split(&slots, '|')) {
        bool preposition = !memchr(slot.s, '.', slot.n);
        for (size_t i = 0; i < sizeof direct / sizeof *direct; i++)
            preposition = preposition && !str_is(slot, direct[i]);
        uint32_t found = preposition ? frame_pick(frames, token, slot) : 0;
        if (found && found != reading->act.token)
            return found;
    }
    return 0;
}

/* who does it now: found at the operator, or still who did it below; a speaker is never guessed */
static uint32_t new_source(struct effect_context *context, struct str slots, bool speech)
{
    const struct reading *reading = &context->readings->v[0];
    if (str_is(slots, "-"))
        return reading->source;
    uint32_t source = frame_pick(reading->frames, context->token, slots);
    if (source == reading->act.token)
        source = 0;
    return source || speech ? source : reading->source;
}

static uint32_t new_target(struct effect_context *context, struct str slots, bool speech)
{
    const struct reading *reading = &context->readings->v[0];
    if (str_is(slots, "-"))
        return reading->target;
    uint32_t target = pick_target(reading->frames, reading, context->token, slots);
    if (!target && speech && reading->act.frame.reciprocal)
        return reading->target; /* an agreement with somebody, praised */
    return target;
}

static bool last_is_speech(const struct reading *reading)
{
    struct str last = reading->steps[reading->n_steps - 1].name;
    return str_is(last, "appeal") || str_is(last, "demand");
}

static void apply_roles(struct effect_context *context)
{
    struct reading *reading = &context->readings->v[0];
    struct str name = row_cell(context, COLUMN_OPERATOR);
    struct frame frame = frame_split(row_cell(context, COLUMN_FRAME));
    bool speech = is_speech(name);
    if (str_is(name, "refuse") && reading->n_steps &&
        !tree_subject(reading->frames->doc, context->token) && last_is_speech(reading)) {
        /* "his request was refused": by who was asked */
        uint32_t asker = reading->source;
        reading->source = reading->target;
        reading->target = asker;
        return;
    }
    uint32_t target = new_target(context, frame.target, speech);
    reading->source = new_source(context, frame.source, speech);
    if (speech || target != reading->source)
        reading->target = target;
    if (!reading->target && reading->act.noun && !speech && !reading->n_steps)
        reading->target = pick_beside(reading->frames, reading, context->token);
    if (speech || str_is(name, "refuse"))
        reading->reciprocal = false;
}

static void add_step(struct reading *reading, uint32_t token, struct str name, bool governor)
{
    if (reading->n_steps < READING_STEPS)
        reading->steps[reading->n_steps++] = (struct step){token, name, governor};
}

/* "claimed that they had shelled the town": who says that somebody else did harm accuses him */
static bool is_accusation(const struct effect_context *context)
{
    const struct reading *reading = &context->readings->v[0];
    uint32_t speaker = frame_pick(reading->frames, context->token, STR("subj"));
    return coding_root(&reading->coding) >= 14 && reading->source && speaker &&
           speaker != reading->source && is_real(reading->status);
}

static bool is_judgement(struct str name)
{
    for (size_t i = 0; i < sizeof EFFECTS / sizeof *EFFECTS; i++)
        if (str_is(name, EFFECTS[i].name))
            return EFFECTS[i].apply == evaluate;
    return false;
}

/* "condemned the bombing", "welcomed the decision to go": what nobody known did, or has yet to do,
 * is not told by being judged */
static void drop_mentioned(struct effect_context *context, uint32_t before)
{
    struct readings *readings = context->readings;
    const struct reading *inner = &readings->v[before];
    if (readings->n != before + 1 || !is_judgement(row_cell(context, COLUMN_OPERATOR)))
        return;
    bool unknown = inner->act.noun && !inner->source && !inner->n_steps;
    if (unknown || inner->status == EVENT_PLANNED)
        readings->n = before;
}

/* "urged the union to impose sanctions": asked of the union; 113 is for what is asked of nobody in
 * particular, "called for sanctions" */
static void address(struct effect_context *context, uint32_t doer)
{
    struct reading *reading = &context->readings->v[0];
    struct str name = row_cell(context, COLUMN_OPERATOR);
    if (!reading->target || reading->target != doer || !str_is(reading->coding.code, "113"))
        return;
    struct coding bare = coding_of_act(context->reader->book, reading->act.name);
    if (str_is(name, "appeal"))
        reading->coding = coding_of_code(coding_root(&bare) >= 18 ? STR("0212") : STR("020"));
    else if (str_is(name, "demand"))
        reading->coding = coding_of_code(STR("100"));
}

static void apply_row(struct effect_context *context, bool governor)
{
    if (str_is(row_cell(context, COLUMN_OPERATOR), "claim") && !is_accusation(context)) {
        set_status(context);
    } else if (governor) {
        /* the inner reading that an operator leaves behind keeps its own roles */
        struct reading inner = context->readings->v[0];
        uint32_t before = context->readings->n;
        apply_roles(context);
        struct reading roles = context->readings->v[0];
        context->readings->v[0].source = inner.source;
        context->readings->v[0].target = inner.target;
        apply_effect(context);
        context->readings->v[0].source = roles.source;
        context->readings->v[0].target = roles.target;
        context->readings->v[0].patient = inner.target;
        address(context, inner.source);
        if (context->readings->n > before && !inner.source && roles.target != inner.target)
            context->readings->v[before].source = roles.target;
        drop_mentioned(context, before);
    } else {
        apply_effect(context);
    }
    add_step(&context->readings->v[0], context->token, row_cell(context, COLUMN_OPERATOR),
             governor);
}

/* ---- dependents: auxiliaries, negation, adverbs, conjunctions ---- */

static bool find_row(struct operator_reader *reader, uint32_t token, const char *pos, uint32_t *row)
{
    struct doc *doc = reader->frames->doc;
    const struct table *table = reader->operators->table;
    uint32_t first, n = table_find(table, doc_string(doc, doc->tokens.v[token].lower), &first);
    for (*row = first; *row < first + n; ++*row)
        if (str_is(table_cell(table, *row, COLUMN_POS), pos) &&
            frame_fits(reader->frames, doc->tokens.v[token].head,
                       table_cell(table, *row, COLUMN_NEED)))
            return true;
    return false;
}

static const struct {
    uint8_t deprel;
    const char *pos;
} DEPENDENTS[] = {{REL_AUX, "aux"},    {REL_ADVMOD, "neg"},    {REL_DET, "neg"},
                  {REL_ADVMOD, "adv"}, {REL_AMOD, "mod"},      {REL_MARK, "mark"},
                  {REL_CC, "neg"},     {REL_CC_PRECONJ, "neg"}};

/* "no students protested", "killed nobody" */
static bool has_no_one(const struct doc *doc, uint32_t verb)
{
    static const char *const words[] = {"nobody", "none", "nothing"};
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next) {
        uint8_t rel = doc->tokens.v[c].deprel;
        if (rel != REL_NSUBJ && rel != REL_NSUBJ_PASS && rel != REL_OBJ)
            continue;
        uint32_t det = token_child(doc, c, REL_DET);
        if (det && tree_lower_is(doc, det, "no"))
            return true;
        for (size_t i = 0; i < sizeof words / sizeof *words; i++)
            if (tree_lower_is(doc, c, words[i]))
                return true;
    }
    return false;
}

static void apply_dependents(struct operator_reader *reader, struct readings *readings,
                             uint32_t token)
{
    const struct doc *doc = reader->frames->doc;
    if (doc->tokens.v[token].upos == UPOS_VERB && is_real(readings->v[0].status) &&
        has_no_one(doc, token))
        readings->v[0].status = EVENT_DID_NOT_HAPPEN;
    for (size_t i = 0; i < sizeof DEPENDENTS / sizeof *DEPENDENTS; i++)
        for (uint32_t c = doc->tokens.v[token].first_child; c; c = doc->tokens.v[c].next) {
            uint32_t row;
            if (doc->tokens.v[c].deprel != DEPENDENTS[i].deprel ||
                !find_row(reader, c, DEPENDENTS[i].pos, &row))
                continue;
            struct effect_context context = {reader, readings, row, c};
            apply_row(&context, false);
        }
}

/* "will strike unless they withdraw": a threat to those who must withdraw */
static void apply_condition(struct operator_reader *reader, struct readings *readings,
                            uint32_t token)
{
    const struct doc *doc = reader->frames->doc;
    struct reading *reading = &readings->v[0];
    if (reading->status != EVENT_PLANNED && reading->status != EVENT_THREATENED && !reading->would)
        return;
    for (uint32_t c = doc->tokens.v[token].first_child; c; c = doc->tokens.v[c].next) {
        if (doc->tokens.v[c].deprel != REL_ADVCL ||
            !(tree_has_case(doc, c, STR("unless")) || tree_has_case(doc, c, STR("if"))))
            continue;
        unsigned root = coding_root(&reading->coding);
        bool hostile = root >= 13;
        if (!hostile) {
            if (tree_has_case(doc, c, STR("if")))
                reading->status = EVENT_HYPOTHETICAL;
            continue;
        }
        reading->status = EVENT_THREATENED;
        reading->would = false;
        if (!reading->target)
            reading->target = tree_subject(doc, c);
        if (reading->target == reading->source)
            reading->target = 0;
    }
}

/* ---- governors ---- */

static bool is_preposition_slot(struct str slot)
{
    return !str_is(slot, "clause") && !str_is(slot, "obj") && !str_is(slot, "subj");
}

/* "to hold talks", "for them to hold talks"; not "before they are to hold talks" */
static bool is_to_clause(const struct doc *doc, uint32_t token)
{
    return tree_has_case(doc, token, STR("to")) &&
           (!token_child(doc, token, REL_NSUBJ) || tree_has_case(doc, token, STR("for")));
}

static bool slot_matches(const struct doc *doc, uint32_t token, struct str slot)
{
    const struct token *t = &doc->tokens.v[token];
    bool to = is_to_clause(doc, token);
    if ((t->deprel == REL_ACL || t->deprel == REL_ADVCL) && tree_has_case(doc, token, STR("that")))
        return str_is(slot, "clause"); /* "the demand that it withdraw" */
    switch (t->deprel) {
    case REL_XCOMP: /* "called it an attack" governs no act */
        return str_is(slot, "clause") && (t->upos != UPOS_NOUN || to);
    case REL_CCOMP:
    case REL_CSUBJ:
        return str_is(slot, "clause");
    case REL_ADVCL:
    case REL_ACL: /* "fears they were helping" */
        return str_is(slot, "clause")
                   ? to || (t->deprel == REL_ACL && token_child(doc, token, REL_NSUBJ))
                   : is_preposition_slot(slot) && tree_has_case(doc, token, slot);
    case REL_OBJ:
    case REL_NSUBJ_PASS:
        return str_is(slot, "obj");
    case REL_NSUBJ:
        return str_is(slot, tree_is_passive(doc, t->head) ? "obj" : "subj");
    case REL_OBL:
    case REL_OBL_AGENT:
    case REL_NMOD:
        if (tree_is_infinitive(doc, token))
            return str_is(slot, "clause");
        return is_preposition_slot(slot) && tree_has_case(doc, token, slot);
    default:
        return false;
    }
}

static bool pos_matches(const struct doc *doc, uint32_t token, struct str pos)
{
    uint8_t upos = doc->tokens.v[token].upos;
    if (str_is(pos, "verb"))
        return (upos == UPOS_VERB || upos == UPOS_AUX) && !tree_is_quality(doc, token);
    if (str_is(pos, "adj"))
        return upos == UPOS_ADJ || (upos == UPOS_VERB && tree_xpos_is(doc, token, "VBN"));
    return str_is(pos, "noun") && (upos == UPOS_NOUN || upos == UPOS_PROPN);
}

static bool find_governor(struct operator_reader *reader, uint32_t token, uint32_t governor,
                          uint32_t *row)
{
    const struct doc *doc = reader->frames->doc;
    const struct table *table = reader->operators->table;
    uint32_t first, n = word_index_find(reader->operators, doc, governor, &first);
    for (*row = first; *row < first + n; ++*row) {
        if (!pos_matches(doc, governor, table_cell(table, *row, COLUMN_POS)))
            continue;
        bool slot_fits = false;
        struct str slots = table_cell(table, *row, COLUMN_SLOT);
        for (struct str slot = str_split(&slots, ','); slot.s; slot = str_split(&slots, ','))
            slot_fits = slot_fits || slot_matches(doc, token, slot);
        if (slot_fits && frame_fits(reader->frames, governor, table_cell(table, *row, COLUMN_NEED)))
            return true;
    }
    return false;
}

/* the light verb below counts where none stands above; else it only tells to whom */
static void below(struct operator_reader *reader, struct readings *readings, uint32_t row,
                  uint32_t verb)
{
    const struct doc *doc = reader->frames->doc;
    struct reading *reading = &readings->v[0];
    uint32_t top = tree_first_conjunct(doc, reading->act.token), above = doc->tokens.v[top].head;
    uint32_t carrier;
    if (!above || !find_governor(reader, top, above, &carrier)) {
        struct effect_context context = {reader, readings, row, verb};
        apply_dependents(reader, readings, verb);
        apply_row(&context, true);
    } else if (!reading->target) {
        reading->target = pick_beside(reader->frames, reading, verb);
    }
}

/* "sanctions imposed by the union", "sanctions that it imposed" */
static void apply_below(struct operator_reader *reader, struct readings *readings, uint32_t noun)
{
    const struct doc *doc = reader->frames->doc;
    const struct table *table = reader->operators->table;
    for (uint32_t c = doc->tokens.v[noun].first_child; c; c = doc->tokens.v[c].next) {
        uint8_t rel = doc->tokens.v[c].deprel;
        if ((rel != REL_ACL && rel != REL_ACL_RELCL) || doc->tokens.v[c].upos != UPOS_VERB ||
            tree_object(doc, c) != noun)
            continue;
        uint32_t first, n = word_index_find(reader->operators, doc, c, &first);
        for (uint32_t row = first; row < first + n; row++) {
            struct str slots = table_cell(table, row, COLUMN_SLOT);
            if (!str_starts(slots, STR("obj")) ||
                !str_is(table_cell(table, row, COLUMN_POS), "verb") ||
                !frame_fits(reader->frames, c, table_cell(table, row, COLUMN_NEED)))
                continue;
            below(reader, readings, row, c);
            return;
        }
    }
}

/* a word that is no operator: an act that stays open there is no more than possible */
static void close_climb(const struct doc *doc, struct reading *reading, uint32_t token)
{
    if (is_real(reading->status) && act_is_open(doc, token))
        reading->status = EVENT_HYPOTHETICAL;
}

/* "could trigger strikes", "to avoid clashes": what an unknown verb does to an act that has not
 * been spoken of stays open where the verb itself is open */
static void close_noun(struct operator_reader *reader, struct reading *reading, uint32_t noun)
{
    const struct doc *doc = reader->frames->doc;
    const struct token *t = &doc->tokens.v[noun];
    uint32_t verb = t->head;
    bool object = t->deprel == REL_OBJ || t->deprel == REL_NSUBJ_PASS;
    if (!object || doc->tokens.v[verb].upos != UPOS_VERB || !is_real(reading->status) ||
        noun_is_definite(doc, noun))
        return;
    if (tree_has_case(doc, verb, STR("to")) || tree_has_case(doc, verb, STR("if")))
        reading->status = EVENT_HYPOTHETICAL;
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t row;
        if ((doc->tokens.v[c].deprel == REL_AUX && find_row(reader, c, "aux", &row)) ||
            (doc->tokens.v[c].deprel == REL_ADVMOD && find_row(reader, c, "neg", &row)))
            reading->status = EVENT_HYPOTHETICAL;
    }
}

/* auxiliaries and negation that a conjunct shares: "will visit Paris and meet …", "was not joking
 * or threatening" */
static void apply_shared(struct operator_reader *reader, struct readings *readings, uint32_t token)
{
    const struct doc *doc = reader->frames->doc;
    uint32_t first = tree_first_conjunct(doc, token);
    if (first == token || doc->tokens.v[token].upos != UPOS_VERB ||
        token_child(doc, token, REL_AUX) || token_child(doc, token, REL_NSUBJ))
        return;
    uint32_t cc = token_child(doc, token, REL_CC);
    bool either = cc && (tree_lower_is(doc, cc, "or") || tree_lower_is(doc, cc, "nor"));
    if (either || tree_xpos_is(doc, token, "VB"))
        apply_dependents(reader, readings, first);
}

/* The word that a phrase or clause belongs to where the tree hangs it on a neighbour: "accused them
 * of murder", "called on Iran to stop" on the object, "rejected claims that it struck", "face calls
 * to resign" on the verb. 0 = none */
static uint32_t other_governor(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    uint8_t rel = doc->tokens.v[t->head].deprel;
    bool faced = tree_lemma_is(doc, t->head, "face") && tree_has_case(doc, token, STR("to"));
    if (t->deprel == REL_ADVCL && (faced || tree_has_case(doc, token, STR("that"))))
        return token_child(doc, t->head, REL_OBJ);
    if ((rel == REL_OBJ && t->deprel == REL_NMOD) ||
        ((rel == REL_OBJ || rel == REL_OBL) && t->deprel == REL_ACL &&
         tree_has_case(doc, token, STR("to"))))
        return doc->tokens.v[t->head].head;
    return 0;
}

/* "refused to vote and called for protests": a finite verb shares nothing with an infinitive that
 * the parse makes its first conjunct */
static bool is_mere_neighbour(const struct doc *doc, uint32_t token, uint32_t first)
{
    bool finite = !tree_xpos_is(doc, token, "VB") && !tree_xpos_is(doc, token, "VBG");
    return token != first && finite && doc->tokens.v[token].upos == UPOS_VERB &&
           tree_is_infinitive(doc, first);
}

void operators_apply(struct operator_reader *reader, struct readings *readings)
{
    const struct doc *doc = reader->frames->doc;
    uint32_t token = readings->v[0].act.token;
    if (readings->v[0].act.noun)
        apply_below(reader, readings, token);
    for (int i = 0; i < READING_STEPS; i++) {
        apply_dependents(reader, readings, token);
        apply_shared(reader, readings, token);
        apply_condition(reader, readings, token);
        uint32_t top = tree_first_conjunct(doc, token), governor = doc->tokens.v[top].head, row;
        if (is_mere_neighbour(doc, token, top))
            return;
        bool found = governor && find_governor(reader, top, governor, &row);
        if (!found && governor) {
            governor = other_governor(doc, top);
            found = governor && find_governor(reader, top, governor, &row);
        }
        if (!found) {
            close_climb(doc, &readings->v[0], top);
            if (readings->v[0].act.noun && token == readings->v[0].act.token)
                close_noun(reader, &readings->v[0], top);
            return;
        }
        struct effect_context context = {reader, readings, row, governor};
        apply_row(&context, true);
        token = governor;
    }
}
