/* coref_names: names of the same. Countries by their code, known organisations and places by their
 * name, unknown ones by their words, an acronym by the initials of a name that stands in the
 * article. Persons: first all full names, alike when the family name and the given name (or its
 * initial) are; then single words, which belong to the one person whose family name, or else
 * given name, they are. Where two persons could be meant the word keeps an entity of its own. */
#include <string.h>

#include "meaning/entity/coref.h"
#include "meaning/entity/noun_phrase.h"

enum { WORDS_MAX = 8, INITIALS_MAX = 8 };

/* a person's name, word by word */
struct full_name {
    uint32_t entity;
    uint32_t n;
    uint64_t words[WORDS_MAX];    /* folded */
    char initials[WORDS_MAX];     /* first byte of each, lower case */
    bool initial_only[WORDS_MAX]; /* "J." */
    uint32_t family;              /* index of the family name */
};

/* how often the tagger took a name for a person, a body, a place */
struct votes {
    uint32_t n[NAME_TYPES];
};

struct names {
    struct coref *coref;
    ARRAY(struct full_name) persons; /* one a distinct full name */
    ARRAY(struct full_name) bodies;  /* the same of organisations that no table knows */
    uint64_t *keys;                  /* open-addressed: key of a name → entity */
    uint32_t *key_entities;
    uint32_t n_slots;
};

static bool is_part(const struct coref *coref, struct str word, const char *kind)
{
    struct sense senses[4];
    uint32_t n = lexicon_find(coref->world, phrase_of(word), SENSE_NAME_PART, senses, 4);
    for (uint32_t i = 0; i < n; i++)
        if (str_is(sense_cell(coref->world, senses[i], PART_KIND), kind))
            return true;
    return false;
}

static struct full_name split_name(const struct coref *coref, uint32_t entity)
{
    struct full_name name = {.entity = entity};
    struct str rest = doc_string(coref->doc, coref->doc->entities.v[entity].name);
    while (rest.n && name.n < WORDS_MAX) {
        struct str word = str_split(&rest, ' ');
        if (word.n == 0 || is_part(coref, word, "honorific") || is_part(coref, word, "suffix"))
            continue;
        name.initials[name.n] = (char)(word.s[0] | 32);
        name.initial_only[name.n] = word.n == 1 || (word.n == 2 && word.s[1] == '.');
        name.words[name.n++] = phrase_of(word).folded;
        if (name.n == 1 && rest.n && is_part(coref, word, "family-first"))
            name.family = UINT32_MAX;
    }
    name.family = name.family == UINT32_MAX ? 0 : name.n ? name.n - 1 : 0;
    return name;
}

/* a is the end of b: "bin Laden", "Osama bin Laden" */
static bool is_tail(const struct full_name *a, const struct full_name *b)
{
    if (a->n >= b->n)
        return false;
    return memcmp(a->words, b->words + (b->n - a->n), a->n * sizeof *a->words) == 0;
}

static bool same_given(const struct full_name *a, const struct full_name *b)
{
    if (a->words[0] == b->words[0])
        return true;
    return (a->initial_only[0] || b->initial_only[0]) && a->initials[0] == b->initials[0];
}

static bool same_person(const struct full_name *a, const struct full_name *b)
{
    if (a->n == b->n && memcmp(a->words, b->words, a->n * sizeof *a->words) == 0)
        return true;
    if (is_tail(a, b) || is_tail(b, a))
        return true;
    return a->family == a->n - 1 && b->family == b->n - 1 &&
           a->words[a->family] == b->words[b->family] && same_given(a, b);
}

static bool genders_differ(const struct coref *coref, uint32_t a, uint32_t b)
{
    uint8_t x = coref->doc->entities.v[coref_root(coref, a)].gender;
    uint8_t y = coref->doc->entities.v[coref_root(coref, b)].gender;
    return x && y && x != y;
}

static void add_full(struct names *names, uint32_t entity)
{
    struct coref *coref = names->coref;
    struct full_name name = split_name(coref, entity);
    if (name.n < 2)
        return;
    for (uint32_t i = 0; i < names->persons.n; i++) {
        struct full_name *known = &names->persons.v[i];
        if (!same_person(&name, known) || genders_differ(coref, entity, known->entity))
            continue;
        coref_unite(coref, known->entity, entity);
        if (name.n > known->n)
            *known = name;
        return;
    }
    *array_push(&names->persons, coref->scratch) = name;
}

/* how well a word calls that person: 3 family name, 2 given name, 1 any other part */
static uint32_t fits(const struct full_name *person, uint64_t word)
{
    if (person->words[person->family] == word || person->words[person->n - 1] == word)
        return 3;
    if (person->words[0] == word)
        return 2;
    for (uint32_t i = 0; i < person->n; i++)
        if (person->words[i] == word)
            return 1;
    return 0;
}

/* the one person that a single word can call, 0 = none; *several when more than one */
static uint32_t called_by(const struct names *names, uint32_t entity, uint64_t word, bool *several)
{
    uint32_t best = 0, found = 0;
    *several = false;
    for (uint32_t i = 0; i < names->persons.n; i++) {
        uint32_t fit = fits(&names->persons.v[i], word);
        if (fit == 0 || fit < best ||
            genders_differ(names->coref, entity, names->persons.v[i].entity))
            continue;
        *several = fit == best && found;
        best = fit;
        found = names->persons.v[i].entity;
    }
    return *several ? 0 : found;
}

/* the entity under a key, made this one if there is none */
static uint32_t keyed(struct names *names, uint64_t key, uint32_t entity)
{
    uint32_t at = (uint32_t)(key >> 20) & (names->n_slots - 1);
    while (names->keys[at] && names->keys[at] != key)
        at = (at + 1) & (names->n_slots - 1);
    if (!names->keys[at]) {
        names->keys[at] = key;
        names->key_entities[at] = entity;
    }
    return names->key_entities[at];
}

/* a person called by one word only: by a given name, if it is one and nobody's family name */
static void set_given_gender(struct coref *coref, uint32_t entity, bool family)
{
    struct entity *e = &coref->doc->entities.v[entity];
    struct sense sense;
    if (family || e->gender ||
        !lexicon_has(coref->world, phrase_of(doc_string(coref->doc, e->name)), SENSE_GIVEN_NAME,
                     &sense))
        return;
    uint8_t gender = (uint8_t)sense_cell(coref->world, sense, GIVEN_GENDER).s[0];
    e->gender = gender == 'u' ? 0 : gender;
}

static void link_single(struct names *names, uint32_t entity)
{
    struct coref *coref = names->coref;
    struct full_name name = split_name(coref, entity);
    if (name.n != 1)
        return;
    bool several;
    uint32_t person = called_by(names, entity, name.words[0], &several);
    if (!person) {
        person = keyed(names, name.words[0] ^ ENTITY_PERSON, entity);
        if (genders_differ(coref, person, entity))
            return;
        set_given_gender(coref, person, several);
    }
    coref_unite(coref, person, entity);
}

/* Unknown one-word places and organisations that are a person's family name: the tagger erred. */
static bool is_persons_name(struct names *names, uint32_t entity)
{
    struct entity *e = &names->coref->doc->entities.v[entity];
    struct str text = doc_string(names->coref->doc, e->name);
    if (e->country[0] || e->actor || e->role || memchr(text.s, ' ', text.n))
        return false;
    bool several;
    uint64_t word = phrase_of(text).folded;
    uint32_t person = word ? called_by(names, 0, word, &several) : 0;
    if (!person)
        return false;
    e->kind = ENTITY_PERSON;
    e->gender = 0;
    coref_unite(names->coref, person, entity);
    return true;
}

static bool is_unknown_body(const struct entity *e)
{
    return e->kind == ENTITY_ORGANIZATION && !e->actor;
}

static void add_body(struct names *names, uint32_t entity)
{
    struct coref *coref = names->coref;
    struct full_name name = split_name(coref, entity);
    for (uint32_t i = 0; i < names->bodies.n; i++)
        if (names->bodies.v[i].n == name.n &&
            memcmp(names->bodies.v[i].words, name.words, name.n * sizeof *name.words) == 0)
            return;
    if (name.n > 1)
        *array_push(&names->bodies, coref->scratch) = name;
}

/* "Xerox" of "Xerox Corp.", "Merieux" of "Institut Merieux": one word that begins or ends the name
 * of just one unknown body, and is no word for a kind of body or a country's adjective */
static void link_short_body(struct names *names, uint32_t entity)
{
    struct coref *coref = names->coref;
    struct full_name name = split_name(coref, entity);
    struct str text = doc_string(coref->doc, coref->doc->entities.v[entity].name);
    struct sense sense;
    uint32_t generic = 1u << SENSE_ROLE | 1u << SENSE_ROLE_WORD | 1u << SENSE_NATIONALITY |
                       1u << SENSE_COUNTRY | 1u << SENSE_REGION | 1u << SENSE_REGIONAL;
    if (name.n != 1 || lexicon_any(coref->world, phrase_of(text), generic, &sense))
        return;
    uint32_t found = 0;
    for (uint32_t i = 0; i < names->bodies.n; i++) {
        const struct full_name *body = &names->bodies.v[i];
        if (body->words[0] != name.words[0] && body->words[body->n - 1] != name.words[0])
            continue;
        if (found)
            return;
        found = body->entity;
    }
    if (found)
        coref_unite(coref, found, entity);
}

/* initials of the capitalised words, "IAEA" of "International Atomic Energy Agency" */
static uint64_t initials_key(struct str name)
{
    char letters[INITIALS_MAX];
    uint32_t n = 0;
    while (name.n) {
        struct str word = str_split(&name, ' ');
        if (word.n && word.s[0] >= 'A' && word.s[0] <= 'Z' && n < INITIALS_MAX)
            letters[n++] = word.s[0];
    }
    return n > 1 ? phrase_of((struct str){letters, n}).capitals : 0;
}

static uint64_t entity_key(const struct entity *entity, struct str name)
{
    if (entity->kind == ENTITY_COUNTRY && entity->country[0])
        return phrase_of(str_of(entity->country)).folded ^ ENTITY_COUNTRY;
    return phrase_of(name).folded ^ (entity->kind == ENTITY_GROUP ? ENTITY_GROUP : 0x100);
}

static void link_other(struct names *names, uint32_t entity)
{
    struct coref *coref = names->coref;
    if (is_persons_name(names, entity))
        return;
    const struct entity *e = &coref->doc->entities.v[entity];
    struct str name = doc_string(coref->doc, e->name);
    coref_unite(coref, keyed(names, entity_key(e, name), entity), entity);
    if (e->kind != ENTITY_ORGANIZATION)
        return;
    uint64_t initials = initials_key(name);
    if (initials)
        keyed(names, initials ^ 0x200, entity);
    uint64_t capitals = phrase_of(name).capitals;
    if (capitals) {
        uint32_t full = keyed(names, capitals ^ 0x200, entity);
        coref_unite(coref, full, entity);
    }
}

/* "the North", "the South": the Koreas, when one of them is named */
static void link_koreas(struct names *names, uint32_t entity)
{
    struct coref *coref = names->coref;
    struct entity *e = &coref->doc->entities.v[entity];
    struct str name = doc_string(coref->doc, e->name);
    const char *code = str_is(name, "North") ? "PRK" : str_is(name, "South") ? "KOR" : NULL;
    if (!code || e->kind != ENTITY_PLACE)
        return;
    uint64_t key = phrase_of(str_of(code)).folded ^ ENTITY_COUNTRY;
    uint32_t country = keyed(names, key, 0);
    if (!country)
        return;
    e->kind = ENTITY_COUNTRY;
    memcpy(e->country, code, sizeof e->country);
    coref->doc->mentions.v[e->first_mention].form = FORM_METONYM;
    coref_unite(coref, country, entity);
}

/* a name that no table knows */
static bool is_unknown(const struct entity *e)
{
    return !e->country[0] && !e->actor && !e->role &&
           (e->kind == ENTITY_PERSON || e->kind == ENTITY_ORGANIZATION || e->kind == ENTITY_PLACE);
}

/* The same unknown name is the same kind of thing in the whole article: the one it was mostly taken
 * for, a person when as often. */
static void agree_on_kinds(struct names *names)
{
    struct doc *doc = names->coref->doc;
    struct votes *votes = arena_alloc(names->coref->scratch, doc->entities.n * sizeof *votes);
    static const uint8_t KINDS[] = {[NAME_PERSON] = ENTITY_PERSON,
                                    [NAME_ORGANIZATION] = ENTITY_ORGANIZATION,
                                    [NAME_PLACE] = ENTITY_PLACE};
    for (uint32_t pass = 0; pass < 2; pass++) {
        for (uint32_t m = 1; m < doc->mentions.n; m++) {
            const struct mention *mention = &doc->mentions.v[m];
            struct entity *e = &doc->entities.v[mention->entity];
            if (mention->form != FORM_NAME || !mention->name || !is_unknown(e))
                continue;
            uint64_t key = phrase_of(doc_string(doc, e->name)).folded ^ 0x400;
            struct votes *vote = &votes[keyed(names, key, mention->entity)];
            if (pass == 0) {
                vote->n[mention->name]++;
                continue;
            }
            uint8_t best = NAME_PERSON;
            for (uint8_t t = NAME_ORGANIZATION; t <= NAME_PLACE; t++)
                if (vote->n[t] > vote->n[best])
                    best = t;
            e->kind = KINDS[best];
            e->gender = best == NAME_PERSON ? (e->gender == 'n' ? 0 : e->gender) : 'n';
        }
    }
}

static bool is_name(const struct doc *doc, uint32_t mention)
{
    uint8_t form = doc->mentions.v[mention].form;
    return form == FORM_NAME || form == FORM_METONYM;
}

void coref_names(struct coref *coref)
{
    const struct doc *doc = coref->doc;
    struct names names = {.coref = coref, .n_slots = 64};
    while (names.n_slots < doc->mentions.n * 8)
        names.n_slots *= 2;
    names.keys = arena_alloc(coref->scratch, names.n_slots * sizeof *names.keys);
    names.key_entities = arena_alloc(coref->scratch, names.n_slots * sizeof *names.key_entities);
    agree_on_kinds(&names);
    for (uint32_t m = 1; m < doc->mentions.n; m++)
        if (is_name(doc, m) && doc->entities.v[doc->mentions.v[m].entity].kind == ENTITY_PERSON)
            add_full(&names, doc->mentions.v[m].entity);
    for (uint32_t m = 1; m < doc->mentions.n; m++) {
        uint32_t entity = doc->mentions.v[m].entity;
        if (!is_name(doc, m))
            continue;
        if (doc->entities.v[entity].kind == ENTITY_PERSON)
            link_single(&names, entity);
        else if (doc->entities.v[entity].kind != ENTITY_UNNAMED)
            link_other(&names, entity);
    }
    for (uint32_t m = 1; m < doc->mentions.n; m++)
        if (is_name(doc, m) && is_unknown_body(&doc->entities.v[doc->mentions.v[m].entity]))
            add_body(&names, doc->mentions.v[m].entity);
    for (uint32_t m = 1; m < doc->mentions.n; m++) {
        uint32_t entity = doc->mentions.v[m].entity;
        if (!is_name(doc, m))
            continue;
        link_koreas(&names, entity);
        if (is_unknown_body(&doc->entities.v[entity]))
            link_short_body(&names, entity);
    }
}
