/* frames: fills slots and holds tests of the tables against the tree.
 *
 * A slot names a grammatical relation of the trigger ("subj", "obj", "on"); a dotted slot walks on
 * from there. Cells are read in place, a few dozen bytes each time: only words that stand in the
 * tables get here. It decides nothing about meaning. */
#include "meaning/event/frames.h"

#include "meaning/tree.h"
#include "world/lexicon.h"

struct frame frame_split(struct str cell)
{
    struct frame frame = {{NULL, 0}, {NULL, 0}, false};
    for (size_t i = 1; i + 1 < cell.n; i++) {
        if (cell.s[i - 1] != ' ' || cell.s[i + 1] != ' ' || (cell.s[i] != '>' && cell.s[i] != '='))
            continue;
        frame.source = (struct str){cell.s, i - 1};
        frame.target = (struct str){cell.s + i + 2, cell.n - i - 2};
        frame.reciprocal = cell.s[i] == '=';
        break;
    }
    return frame;
}

static bool row_has_class(const struct table *classes, uint32_t row, struct str class)
{
    struct str rest = table_cell(classes, row, 1);
    for (struct str part = str_split(&rest, ' '); part.s; part = str_split(&rest, ' '))
        if (str_eq(part, class))
            return true;
    return false;
}

/* the word in the class, by a string of the document */
static bool in_class(const struct frame_reader *reader, uint32_t string, struct str class)
{
    uint32_t row;
    if (word_index_rows(reader->classes, reader->doc, string, &row))
        return row_has_class(reader->classes->table, row, class);
    /* plurals that are a lemma of their own: troops, talks */
    struct str word = doc_string(reader->doc, string);
    if (word.n < 4 || word.s[word.n - 1] != 's')
        return false;
    word.n--;
    return table_find(reader->classes->table, word, &row) &&
           row_has_class(reader->classes->table, row, class);
}

static bool whole_in_class(const struct frame_reader *reader, struct str word, struct str class)
{
    uint32_t row;
    return word.n && table_find(reader->classes->table, word, &row) &&
           row_has_class(reader->classes->table, row, class);
}

static void add_head(struct heads *heads, uint32_t token)
{
    if (token && heads->n < FRAME_HEADS)
        heads->v[heads->n++] = token;
}

static bool is_clause_of(const struct doc *doc, uint32_t child)
{
    const struct token *token = &doc->tokens.v[child];
    switch (token->deprel) {
    case REL_XCOMP:
    case REL_CCOMP:
        return true;
    case REL_ADVCL:
    case REL_ACL:
        return tree_has_case(doc, child, STR("to"));
    default:
        return tree_is_infinitive(doc, child);
    }
}

static bool is_infinitive(const struct doc *doc, uint32_t child)
{
    return is_clause_of(doc, child) && tree_has_case(doc, child, STR("to"));
}

static bool is_particle(const struct doc *doc, uint32_t child)
{
    const struct token *token = &doc->tokens.v[child];
    if (token->deprel == REL_COMPOUND_PRT)
        return true;
    return !token->first_child && (token->upos == UPOS_ADP || token->upos == UPOS_ADV) &&
           (token->deprel == REL_ADVMOD || token->deprel == REL_OBL);
}

static bool is_modifier(const struct doc *doc, uint32_t child)
{
    uint8_t rel = doc->tokens.v[child].deprel;
    return rel == REL_COMPOUND || rel == REL_AMOD || rel == REL_NMOD_DESC;
}

/* a phrase behind a preposition, or a gerund; no infinitive */
static bool is_oblique(const struct doc *doc, uint32_t child)
{
    switch (doc->tokens.v[child].deprel) {
    case REL_OBL:
    case REL_OBL_AGENT:
    case REL_NMOD:
        return true;
    case REL_ADVCL:
    case REL_ACL:
        return !tree_xpos_is(doc, child, "VB");
    default:
        return false;
    }
}

static bool is_any(const struct doc *doc, uint32_t child)
{
    return doc->tokens.v[child].deprel != REL_PUNCT;
}

static bool is_possessor(const struct doc *doc, uint32_t child)
{
    return doc->tokens.v[child].deprel == REL_NMOD_POSS;
}

static bool is_indirect(const struct doc *doc, uint32_t child)
{
    const struct token *token = &doc->tokens.v[child];
    if (token->deprel == REL_OBJ)
        return tree_object(doc, token->head) > child;
    return token->deprel == REL_IOBJ;
}

static bool is_own_subject(const struct doc *doc, uint32_t child)
{
    return doc->tokens.v[child].deprel == REL_NSUBJ ||
           doc->tokens.v[child].deprel == REL_NSUBJ_PASS;
}

static bool is_open_complement(const struct doc *doc, uint32_t child)
{
    return doc->tokens.v[child].deprel == REL_XCOMP;
}

static const struct {
    const char *slot;
    bool (*test)(const struct doc *doc, uint32_t child);
} CHILD_SLOTS[] = {
    {"clause", is_clause_of},  {"mod", is_modifier},          {"poss", is_possessor},
    {"prt", is_particle},      {"iobj", is_indirect},         {"any", is_any},
    {"nsubj", is_own_subject}, {"xcomp", is_open_complement}, {"inf", is_infinitive}};

/* "on Monday" fills no slot */
static bool is_time(const struct frame_reader *reader, uint32_t token)
{
    return in_class(reader, reader->doc->tokens.v[token].lower, STR("time"));
}

static bool is_behind(const struct frame_reader *reader, uint32_t child, struct str preposition)
{
    return is_oblique(reader->doc, child) && tree_has_case(reader->doc, child, preposition) &&
           !is_time(reader, child);
}

/* what stands behind the preposition at a word or at a time that the word governs */
static void add_behind(const struct frame_reader *reader, uint32_t token, struct str preposition,
                       struct heads *heads)
{
    const struct token *tokens = reader->doc->tokens.v;
    for (uint32_t c = tokens[token].first_child; c; c = tokens[c].next) {
        if (is_behind(reader, c, preposition))
            add_head(heads, c);
        else if (is_oblique(reader->doc, c) && is_time(reader, c))
            for (uint32_t d = tokens[c].first_child; d; d = tokens[d].next)
                if (is_behind(reader, d, preposition))
                    add_head(heads, d);
    }
}

/* What stands behind a preposition: at the word itself; at a verb's object, where a parse often
 * hangs it; at the of-phrase of a noun ("the visit of the queen to Iceland"). */
static void fill_behind(const struct frame_reader *reader, uint32_t token, struct str slot,
                        struct heads *heads)
{
    const struct doc *doc = reader->doc;
    uint8_t upos = doc->tokens.v[token].upos;
    add_behind(reader, token, slot, heads);
    if (str_is(slot, "of"))
        return;
    if (upos == UPOS_NOUN && !heads->n) {
        uint32_t of = token_child(doc, token, REL_NMOD);
        if (of && tree_has_case(doc, of, STR("of")))
            add_behind(reader, of, slot, heads);
    }
    uint32_t object = upos == UPOS_VERB ? tree_object(doc, token) : 0;
    if (!object)
        return;
    add_behind(reader, object, slot, heads);
    uint32_t counted = frame_counted(reader, object);
    if (counted)
        add_behind(reader, counted, slot, heads);
}

static void fill_children(const struct doc *doc, uint32_t token,
                          bool (*test)(const struct doc *doc, uint32_t child), struct heads *heads)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[token].first_child; c; c = tokens[c].next) {
        if (test(doc, c))
            add_head(heads, c);
        if (test == is_particle)
            add_head(heads, tree_stray_particle(doc, c));
    }
}

/* "called on Iran to stop" with the infinitive hung on Iran */
static void fill_hung_clause(const struct frame_reader *reader, uint32_t token, struct heads *heads)
{
    const struct token *tokens = reader->doc->tokens.v;
    if (tokens[token].upos != UPOS_VERB)
        return;
    for (uint32_t c = tokens[token].first_child; c; c = tokens[c].next) {
        uint32_t clause = token_child(reader->doc, c, REL_ACL);
        if ((tokens[c].deprel == REL_OBJ || tokens[c].deprel == REL_OBL) && clause &&
            tree_has_case(reader->doc, clause, STR("to")) && frame_is_actor(reader, c))
            add_head(heads, clause);
    }
}

/* "Three soldiers killed": a headline leaves out that they were */
static bool is_undergone(const struct frame_reader *reader, uint32_t token)
{
    const struct doc *doc = reader->doc;
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_VERB &&
           doc->blocks.v[doc->sentences.v[t->sentence].block].kind == BLOCK_HEADLINE &&
           (tree_xpos_is(doc, token, "VBD") || tree_xpos_is(doc, token, "VBN")) &&
           in_class(reader, t->lemma, STR("undergone")) && !tree_is_passive(doc, token) &&
           !token_child(doc, token, REL_AUX) && !tree_object(doc, token);
}

static void fill_step(const struct frame_reader *reader, uint32_t token, struct str slot,
                      struct heads *heads)
{
    const struct doc *doc = reader->doc;
    if (str_is(slot, "subj")) {
        add_head(heads, is_undergone(reader, token) ? 0 : tree_subject(doc, token));
        return;
    }
    if (str_is(slot, "obj")) {
        add_head(heads,
                 is_undergone(reader, token) ? tree_subject(doc, token) : tree_object(doc, token));
        return;
    }
    if (str_is(slot, "head")) {
        add_head(heads, doc->tokens.v[token].head);
        return;
    }
    for (size_t i = 0; i < sizeof CHILD_SLOTS / sizeof *CHILD_SLOTS; i++)
        if (str_is(slot, CHILD_SLOTS[i].slot)) {
            fill_children(doc, token, CHILD_SLOTS[i].test, heads);
            if (!heads->n && (str_is(slot, "clause") || str_is(slot, "inf")))
                fill_hung_clause(reader, token, heads);
            return;
        }
    fill_behind(reader, token, slot, heads);
}

void frame_fill(const struct frame_reader *reader, uint32_t token, struct str slot,
                struct heads *heads)
{
    heads->n = 0;
    if (!slot.n || str_is(slot, "-"))
        return;
    add_head(heads, token);
    for (struct str rest = slot, step = str_split(&rest, '.'); step.s;
         step = str_split(&rest, '.')) {
        struct heads next = {{0}, 0};
        for (uint32_t i = 0; i < heads->n; i++)
            fill_step(reader, heads->v[i], step, &next);
        *heads = next;
    }
}

/* "an Albanian", "the French"; not "in French" */
static bool is_national(const struct doc *doc, uint32_t token)
{
    switch (doc->tokens.v[token].deprel) {
    case REL_NSUBJ:
    case REL_NSUBJ_PASS:
    case REL_OBJ:
    case REL_IOBJ:
    case REL_OBL_AGENT:
        return token_child(doc, token, REL_DET) != 0;
    default:
        return false;
    }
}

struct str frame_nationality(const struct frame_reader *reader, uint32_t token, struct str *name)
{
    const struct token *t = &reader->doc->tokens.v[token];
    bool word = t->upos == UPOS_ADJ || t->upos == UPOS_PROPN || t->upos == UPOS_NOUN;
    bool modifier = (t->deprel == REL_AMOD || t->deprel == REL_COMPOUND) && t->upos != UPOS_NOUN;
    if (t->mention || !word || (!modifier && !is_national(reader->doc, token)))
        return (struct str){NULL, 0};
    return frame_nation_of(reader, token, name);
}

struct str frame_nation_of(const struct frame_reader *reader, uint32_t token, struct str *name)
{
    struct sense sense;
    struct phrase phrase = phrase_of(token_form(reader->doc, token));
    if (!lexicon_has(reader->world, phrase, SENSE_NATIONALITY, &sense))
        return (struct str){NULL, 0};
    *name = sense_cell(reader->world, sense, COUNTRY_NAME);
    return sense_cell(reader->world, sense, COUNTRY_CODE);
}

bool frame_is_actor(const struct frame_reader *reader, uint32_t token)
{
    const struct doc *doc = reader->doc;
    const struct token *t = &doc->tokens.v[token];
    if (t->upos == UPOS_PRON || t->upos == UPOS_DET)
        return t->mention != 0;
    struct str name;
    if (frame_nationality(reader, token, &name).n)
        return true;
    if (in_class(reader, t->lower, STR("happening")))
        return false;
    if (t->name != NAME_NONE)
        return true;
    if (!t->mention)
        return false;
    const struct entity *entity = &doc->entities.v[doc->mentions.v[t->mention].entity];
    return entity->actor || entity->country[0] || entity->kind != ENTITY_UNNAMED;
}

static bool is_kind(struct doc *doc, uint32_t token, uint8_t name, uint8_t kind)
{
    const struct token *t = &doc->tokens.v[token];
    if (t->mention && doc->entities.v[doc->mentions.v[t->mention].entity].kind == kind)
        return true;
    return t->name == name && name != NAME_NONE;
}

static bool is_several(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    if (token_child(doc, token, REL_CONJ) || tree_xpos_is(doc, token, "NNS") ||
        tree_xpos_is(doc, token, "NNPS"))
        return true;
    struct str lower = doc_string(doc, t->lower);
    return str_is(lower, "they") || str_is(lower, "both") || str_is(lower, "we");
}

/* somebody: what can be arrested or killed, in words that need not say who it is */
static bool is_party(const struct frame_reader *reader, uint32_t token)
{
    static const char *const classes[] = {"people",  "person-noun", "captives",
                                          "workers", "leader",      "nations"};
    const struct token *t = &reader->doc->tokens.v[token];
    if (str_ends(doc_string(reader->doc, t->lower), STR("thing")))
        return false; /* everything, nothing */
    if (t->upos == UPOS_NUM || t->upos == UPOS_PRON || t->upos == UPOS_DET ||
        t->upos == UPOS_PROPN || frame_is_actor(reader, token))
        return true;
    for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
        if (in_class(reader, t->lemma, str_of(classes[i])))
            return true;
    return false;
}

static bool fits_class(const struct frame_reader *reader, uint32_t token, struct str class)
{
    struct doc *doc = reader->doc;
    if (str_is(class, "party"))
        return is_party(reader, token);
    if (str_is(class, "actor"))
        return frame_is_actor(reader, token) ||
               in_class(reader, doc->tokens.v[token].lemma, STR("people"));
    if (str_is(class, "person"))
        return is_kind(doc, token, NAME_PERSON, ENTITY_PERSON);
    if (str_is(class, "org"))
        return is_kind(doc, token, NAME_ORGANIZATION, ENTITY_ORGANIZATION);
    if (str_is(class, "place") || str_is(class, "country"))
        return is_kind(doc, token, NAME_PLACE, ENTITY_PLACE) ||
               is_kind(doc, token, NAME_NONE, ENTITY_COUNTRY);
    if (str_is(class, "several"))
        return is_several(doc, token);
    char buffer[TREE_WORD];
    return in_class(reader, doc->tokens.v[token].lemma, class) ||
           in_class(reader, doc->tokens.v[token].lower, class) ||
           whole_in_class(reader, tree_hyphenated(doc, token, buffer), class);
}

/* plurals that are a lemma of their own, as "supplies", fit the singular */
static bool same_noun(struct str lemma, struct str word)
{
    if (str_eq(lemma, word))
        return true;
    if (word.n < 3 || lemma.n <= word.n || lemma.s[lemma.n - 1] != 's')
        return false;
    if (word.s[word.n - 1] == 'y' && lemma.n == word.n + 2)
        return memcmp(lemma.s, word.s, word.n - 1) == 0 && lemma.s[word.n - 1] == 'i';
    return lemma.n == word.n + 1 && memcmp(lemma.s, word.s, word.n) == 0;
}

static bool fits_itself(const struct frame_reader *reader, uint32_t token, struct str word)
{
    if (word.n && word.s[0] == '@')
        return fits_class(reader, token, (struct str){word.s + 1, word.n - 1});
    char buffer[TREE_WORD];
    return same_noun(token_lemma(reader->doc, token), word) ||
           str_eq(tree_hyphenated(reader->doc, token, buffer), word) ||
           str_eq(doc_string(reader->doc, reader->doc->tokens.v[token].lower), word);
}

uint32_t frame_counted(const struct frame_reader *reader, uint32_t token)
{
    uint8_t upos = reader->doc->tokens.v[token].upos;
    if (upos != UPOS_NUM && upos != UPOS_DET && upos != UPOS_ADJ &&
        !in_class(reader, reader->doc->tokens.v[token].lemma, STR("counter")))
        return 0;
    uint32_t child = token_child(reader->doc, token, REL_NMOD);
    return child && tree_has_case(reader->doc, child, STR("of")) ? child : 0;
}

bool frame_has_class(const struct frame_reader *reader, uint32_t string, struct str class)
{
    return in_class(reader, string, class);
}

bool frame_word_fits(const struct frame_reader *reader, uint32_t token, struct str word)
{
    if (fits_itself(reader, token, word))
        return true;
    uint32_t noun = frame_counted(reader, token);
    return noun && fits_itself(reader, noun, word);
}

static bool any_word_fits(const struct frame_reader *reader, uint32_t token, struct str words)
{
    for (struct str word = str_split(&words, '|'); word.s; word = str_split(&words, '|'))
        if (frame_word_fits(reader, token, word))
            return true;
    return false;
}

/* one test: slot, slot=words, !slot, !slot=words */
static bool test_holds(const struct frame_reader *reader, uint32_t token, struct str test)
{
    bool negated = test.n && test.s[0] == '!';
    struct str words = negated ? (struct str){test.s + 1, test.n - 1} : test;
    struct str slot = str_split(&words, '=');
    struct heads heads;
    frame_fill(reader, token, slot, &heads);
    bool found = !words.s && heads.n > 0;
    for (uint32_t i = 0; words.s && i < heads.n && !found; i++) {
        found = any_word_fits(reader, heads.v[i], words);
        for (uint32_t c = reader->doc->tokens.v[heads.v[i]].first_child; c && !found;
             c = reader->doc->tokens.v[c].next)
            if (reader->doc->tokens.v[c].deprel == REL_CONJ)
                found = any_word_fits(reader, c, words);
    }
    return found != negated;
}

bool frame_fits(const struct frame_reader *reader, uint32_t token, struct str need)
{
    if (!need.n)
        return true;
    for (struct str part = str_split(&need, ' '); part.s; part = str_split(&need, ' ')) {
        bool holds = false;
        for (struct str test = str_split(&part, ','); test.s && !holds;
             test = str_split(&part, ','))
            holds = test_holds(reader, token, test);
        if (!holds)
            return false;
    }
    return true;
}

/* a city, a region, a river: where something is, not who */
static bool is_mere_place(const struct doc *doc, uint32_t token)
{
    uint32_t mention = doc->tokens.v[token].mention;
    const struct entity *entity = &doc->entities.v[doc->mentions.v[mention].entity];
    return mention && entity->kind == ENTITY_PLACE && !entity->actor;
}

/* "rockets fired by the militia", "a strike that it launched": whose weapon or violence it is */
static uint32_t sender(const struct frame_reader *reader, uint32_t token)
{
    const struct doc *doc = reader->doc;
    if (!frame_word_fits(reader, token, STR("@weapons")) &&
        !frame_word_fits(reader, token, STR("@violence")))
        return 0;
    for (uint32_t c = doc->tokens.v[token].first_child; c; c = doc->tokens.v[c].next) {
        uint8_t rel = doc->tokens.v[c].deprel;
        if ((rel != REL_ACL && rel != REL_ACL_RELCL) || tree_object(doc, c) != token)
            continue;
        uint32_t subject = tree_subject(doc, c);
        if (subject && frame_is_actor(reader, subject))
            return subject;
    }
    return 0;
}

enum { OWNER_MODIFIER = 2, OWNER_OF };

/* the actor that a phrase names behind or before the noun; of "Israeli tank shelling" and "the
 * shelling of the army of Chad" that of the noun within */
static uint32_t owner_at(const struct frame_reader *reader, uint32_t token, int depth)
{
    static const char *const slots[] = {"with", "poss", [OWNER_MODIFIER] = "mod", [OWNER_OF] = "of",
                                        "by"};
    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++) {
        struct heads heads;
        frame_fill(reader, token, str_of(slots[i]), &heads);
        for (uint32_t j = 0; j < heads.n; j++)
            if (frame_is_actor(reader, heads.v[j]) && !is_mere_place(reader->doc, heads.v[j]))
                return heads.v[j];
        bool deeper = depth && heads.n && (i == OWNER_OF || i == OWNER_MODIFIER);
        uint32_t owner = deeper ? owner_at(reader, heads.v[0], depth - 1) : 0;
        if (owner)
            return owner;
    }
    return depth ? sender(reader, token) : 0;
}

uint32_t frame_owner(const struct frame_reader *reader, uint32_t token)
{
    return owner_at(reader, token, 1);
}

uint32_t frame_pick(const struct frame_reader *reader, uint32_t token, struct str slots)
{
    uint32_t best = 0;
    for (struct str slot = str_split(&slots, '|'); slot.s; slot = str_split(&slots, '|')) {
        struct heads heads;
        frame_fill(reader, token, slot, &heads);
        for (uint32_t i = 0; i < heads.n; i++) {
            if (frame_is_actor(reader, heads.v[i]))
                return heads.v[i];
            if (!best && !str_ends(slot, STR("mod")) && frame_owner(reader, heads.v[i]))
                return heads.v[i];
            if (!best && !str_ends(slot, STR("mod")))
                best = heads.v[i];
        }
    }
    return best;
}
