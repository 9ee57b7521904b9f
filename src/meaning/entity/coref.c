/* coref: the stage that merges entities. A union-find over entities; four steps from the surest to
 * the least sure (names, tree, known people, references in text order), each only uniting. At the
 * end the entities left over are renumbered in text order, their mentions chained, actors composed.
 * Precision goes first: what stays in doubt stays apart. */
#include "meaning/entity/coref.h"

#include <string.h>

#include "meaning/entity/facts.h"
#include "meaning/entity/noun_phrase.h"
#include "meaning/meaning.h"
#include "meaning/statement/quotes.h"

uint32_t coref_root(const struct coref *coref, uint32_t entity)
{
    while (coref->parent[entity] != entity)
        entity = coref->parent[entity] = coref->parent[coref->parent[entity]];
    return entity;
}

uint32_t coref_entity(const struct coref *coref, uint32_t mention)
{
    return coref_root(coref, coref->doc->mentions.v[mention].entity);
}

bool entity_is_person(const struct entity *entity)
{
    return entity->kind == ENTITY_PERSON || entity->kind == ENTITY_UNNAMED;
}

/* "the mayor of the town, a member of the movement": a mayor before he is a member */
static bool holds_office(const struct doc *doc, const struct entity *entity,
                         const struct entity *other)
{
    return entity->country[0] && entity->sectors.n && entity->role &&
           entity->kind != ENTITY_ORGANIZATION && other->kind != ENTITY_ORGANIZATION &&
           facts_are_public(doc_string(doc, doc->ids.v[entity->sectors.first]));
}

static void take_over(struct coref *coref, uint32_t keep, uint32_t gone)
{
    struct entity *to = &coref->doc->entities.v[keep];
    const struct entity *from = &coref->doc->entities.v[gone];
    if (coref->strength[gone] > coref->strength[keep]) {
        to->name = from->name;
        to->kind = from->kind;
        coref->strength[keep] = coref->strength[gone];
    }
    if (!to->gender)
        to->gender = from->gender;
    if (!to->country[0]) {
        memcpy(to->country, from->country, sizeof to->country);
        to->country_by = from->country_by;
    }
    if (!to->role)
        to->role = from->role;
    if (!to->actor && !holds_office(coref->doc, to, from)) {
        to->actor = from->actor;
        to->actor_by = from->actor_by;
    }
    if (!to->sectors.n) {
        to->sectors = from->sectors;
        to->sectors_by = from->sectors_by;
    }
    if (!to->members.n)
        to->members = from->members;
}

void coref_unite(struct coref *coref, uint32_t a, uint32_t b)
{
    a = coref_root(coref, a);
    b = coref_root(coref, b);
    if (a == b)
        return;
    uint32_t keep = a < b ? a : b, gone = a < b ? b : a;
    take_over(coref, keep, gone);
    coref->parent[gone] = keep;
    coref->weight[keep] += coref->weight[gone];
}

bool coref_may_unite(const struct coref *coref, uint32_t a, uint32_t b)
{
    const struct entity *x = &coref->doc->entities.v[coref_root(coref, a)];
    const struct entity *y = &coref->doc->entities.v[coref_root(coref, b)];
    if (x == y)
        return true;
    if (x->gender && y->gender && x->gender != y->gender)
        return false;
    if (entity_is_person(x) != entity_is_person(y))
        return false;
    if (x->kind == ENTITY_PERSON && y->kind == ENTITY_PERSON)
        return false; /* two names: only coref_names may */
    return !x->country[0] || !y->country[0] || strcmp(x->country, y->country) == 0;
}

uint8_t mention_deprel(const struct doc *doc, const struct mention *mention)
{
    uint32_t t = mention->head_token;
    for (uint32_t steps = 0; doc->tokens.v[t].deprel == REL_CONJ && steps < 8; steps++)
        t = doc->tokens.v[t].head;
    return doc->tokens.v[t].deprel;
}

bool is_speech_subject(const struct coref *coref, uint32_t token)
{
    const struct token *t = &coref->doc->tokens.v[token];
    if (t->deprel != REL_NSUBJ || !t->head)
        return false;
    const struct table *cues = world_table(coref->world, "cues");
    uint32_t row;
    return cues && table_find(cues, token_lemma(coref->doc, t->head), &row) > 0;
}

void coref_references(struct coref *coref)
{
    for (uint32_t m = 1; m < coref->doc->mentions.n; m++) {
        const struct mention *mention = &coref->doc->mentions.v[m];
        if (mention->form == FORM_PRONOUN)
            coref_pronoun(coref, m);
        else if (mention->form == FORM_NOMINAL || mention->form == FORM_TITLE)
            coref_nominal(coref, m);
    }
}

/* the number of words of a name, by its blanks */
static uint8_t name_words(struct str name)
{
    uint8_t n = 1;
    for (size_t i = 0; i < name.n && n < UINT8_MAX; i++)
        n += name.s[i] == ' ';
    return n;
}

static void init(struct coref *coref)
{
    struct doc *doc = coref->doc;
    coref->parent = arena_alloc(coref->scratch, doc->entities.n * sizeof *coref->parent);
    coref->weight = arena_alloc(coref->scratch, doc->entities.n * sizeof *coref->weight);
    coref->strength = arena_alloc(coref->scratch, doc->entities.n);
    for (uint32_t e = 1; e < doc->entities.n; e++) {
        coref->parent[e] = e;
        coref->weight[e] = 1;
        uint8_t form = doc->mentions.v[doc->entities.v[e].first_mention].form;
        if (form == FORM_NAME || form == FORM_METONYM)
            coref->strength[e] = 1 + name_words(doc_string(doc, doc->entities.v[e].name));
        else if (form != FORM_PRONOUN)
            coref->strength[e] = 1;
    }
}

/* The members of entity i by their new numbers, each once. Nobody is a member of himself ("neither
 * we nor they"), and one alone is no group. */
static void number_members(struct coref *coref, uint32_t i, const uint32_t *ids)
{
    struct doc *doc = coref->doc;
    struct range *members = &doc->entities.v[i].members;
    uint32_t *list = doc->ids.v + members->first, kept = 0;
    for (uint32_t k = 0; k < members->n; k++) {
        uint32_t id = ids[coref_root(coref, list[k])];
        bool known = id == i;
        for (uint32_t j = 0; j < kept; j++)
            known = known || list[j] == id;
        if (!known)
            list[kept++] = id;
    }
    members->n = kept > 1 ? kept : 0;
}

/* entities that were united away are dropped, the others keep their order */
static void renumber(struct coref *coref)
{
    struct doc *doc = coref->doc;
    uint32_t *ids = arena_alloc(coref->scratch, doc->entities.n * sizeof *ids);
    uint32_t n = 1;
    for (uint32_t e = 1; e < doc->entities.n; e++) {
        if (coref_root(coref, e) != e)
            continue;
        ids[e] = n;
        doc->entities.v[n] = doc->entities.v[e];
        doc->entities.v[n].first_mention = doc->entities.v[n].last_mention = 0;
        if (doc->entities.v[n].kind == ENTITY_ORGANIZATION && coref->strength[e] > 1)
            doc->entities.v[n].role = 0; /* "Corp." is no role of the company */
        n++;
    }
    for (uint32_t i = 1; i < n; i++)
        number_members(coref, i, ids);
    for (uint32_t m = 1; m < doc->mentions.n; m++) {
        struct mention *mention = &doc->mentions.v[m];
        mention->entity = ids[coref_root(coref, mention->entity)];
        struct entity *entity = &doc->entities.v[mention->entity];
        if (entity->last_mention)
            doc->mentions.v[entity->last_mention].next = m;
        else
            entity->first_mention = m;
        entity->last_mention = m;
    }
    doc->entities.n = n;
}

void resolve_entities(const struct world *world, struct arena *scratch, struct doc *doc)
{
    struct arena_mark mark = arena_mark(scratch);
    struct coref coref = {.world = world, .doc = doc, .scratch = scratch};
    find_quotes(doc, scratch); /* marks the tokens inside quotations */
    init(&coref);
    coref_names(&coref);
    coref_tree(&coref);
    coref_known(&coref);
    coref_references(&coref);
    compose_actors(&coref);
    renumber(&coref);
    arena_rewind(scratch, mark);
}
