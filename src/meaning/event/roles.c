/* roles: who is meant by the noun phrase in a slot.
 *
 * Conjuncts count each; a phrase that is an actor (a name, a person or group by its role word, a
 * pronoun) is its entity; a phrase that is a thing stands for the actor that owns or modifies it,
 * or for nobody. No party is guessed: what the tree does not connect is not found here. */
#include "meaning/event/roles.h"

#include "meaning/meaning.h"
#include "meaning/tree.h"

enum { GROUPS_WITHIN = 3 }; /* groups of groups that are taken apart */

bool parties_have(const struct parties *parties, uint32_t entity)
{
    for (uint32_t i = 0; i < parties->n; i++)
        if (parties->v[i] == entity)
            return true;
    return false;
}

/* "which", "that", "who" that take up no phrase known: nobody */
static bool is_open_relative(const struct doc *doc, const struct entity *entity)
{
    struct str name = doc_string(doc, entity->name);
    return entity->kind == ENTITY_UNNAMED &&
           (str_is(name, "which") || str_is(name, "that") || str_is(name, "who"));
}

/* `depth` times members stand for a group: unsure coreference may close a ring of groups */
static void add_entity(struct doc *doc, uint32_t entity, struct parties *parties, uint32_t depth)
{
    if (!entity || parties_have(parties, entity))
        return;
    struct entity e = doc->entities.v[entity];
    if (e.members.n > 1 && depth > 0) {
        for (uint32_t i = 0; i < e.members.n; i++)
            add_entity(doc, doc->ids.v[e.members.first + i], parties, depth - 1);
        return;
    }
    if (parties->n == PARTIES_MAX || is_open_relative(doc, &e))
        return;
    parties->v[parties->n++] = entity;
    if (e.actor || e.country[0] || (e.kind != ENTITY_UNNAMED && e.name))
        parties->named++;
}

void parties_add_entity(struct doc *doc, uint32_t entity, struct parties *parties)
{
    add_entity(doc, entity, parties, GROUPS_WITHIN);
}

static bool is_person_word(const struct frame_reader *reader, uint32_t head)
{
    return reader->doc->tokens.v[head].upos == UPOS_NOUN &&
           (frame_word_fits(reader, head, STR("@people")) ||
            frame_word_fits(reader, head, STR("@nations")));
}

/* the country that an adjective names: the one of the article, or a new entity */
static uint32_t country_entity(struct doc *doc, struct str code, struct str name, uint32_t token)
{
    for (uint32_t i = 1; i < doc->entities.n; i++)
        if (doc->entities.v[i].kind == ENTITY_COUNTRY && str_is(code, doc->entities.v[i].country))
            return i;
    uint32_t entity = entity_of(doc, token);
    struct entity *made = &doc->entities.v[entity];
    made->kind = ENTITY_COUNTRY;
    made->name = doc_intern(doc, name);
    made->actor = doc_intern(doc, code);
    memcpy(made->country, code.s, code.n < 3 ? code.n : 3);
    return entity;
}

static uint32_t entity_at(const struct frame_reader *reader, uint32_t token)
{
    struct str name, code = frame_nationality(reader, token, &name);
    return code.n ? country_entity(reader->doc, code, name, token) : entity_of(reader->doc, token);
}

/* the code of the nation that a conjunct names, by its adjective or its name */
static struct str nation_at(const struct frame_reader *reader, uint32_t token)
{
    struct doc *doc = reader->doc;
    struct str name, code = frame_nation_of(reader, token, &name);
    uint32_t mention = doc->tokens.v[token].mention;
    if (code.n || !mention)
        return code;
    const struct entity *entity = &doc->entities.v[doc->mentions.v[mention].entity];
    return entity->kind == ENTITY_COUNTRY ? str_of(entity->country) : (struct str){NULL, 0};
}

/* a party like that at head, of the nation that `word` names */
static void add_like(const struct frame_reader *reader, uint32_t head, uint32_t word,
                     struct str code, struct parties *parties)
{
    struct doc *doc = reader->doc;
    uint32_t model = entity_of(doc, head), other = doc->entities.n;
    struct str actor = doc_string(doc, doc->entities.v[model].actor);
    struct entity *made = array_push(&doc->entities, &doc->arena);
    *made = doc->entities.v[model];
    made->first_mention = made->last_mention = 0;
    struct str noun = token_form(doc, head), nation = token_form(doc, word);
    struct str words =
        doc->tokens.v[word].upos == UPOS_ADJ
            ? arena_format(&doc->arena, "%.*s %.*s", STR_ARG(nation), STR_ARG(noun))
            : arena_format(&doc->arena, "%.*s of %.*s", STR_ARG(noun), STR_ARG(nation));
    /* the sector goes along; of an organisation there is none */
    bool sector = actor.n > 3 && !str_starts(actor, STR("IGO"));
    struct str coded = arena_format(&doc->arena, "%.*s%.*s", STR_ARG(code),
                                    sector ? (int)(actor.n - 3) : 0, actor.s + 3);
    made->name = doc_intern(doc, words);
    made->actor = doc_intern(doc, coded);
    memcpy(made->country, code.s, code.n < 3 ? code.n : 3);
    uint32_t mention = doc->mentions.n;
    struct mention *spoken = array_push(&doc->mentions, &doc->arena);
    *spoken = doc->mentions.v[doc->tokens.v[head].mention];
    spoken->entity = other;
    spoken->next = 0;
    doc->entities.v[other].first_mention = doc->entities.v[other].last_mention = mention;
    parties_add_entity(doc, other, parties);
}

static void add_nation(const struct frame_reader *reader, uint32_t head, uint32_t word,
                       struct str actor, struct parties *parties)
{
    struct str code = nation_at(reader, word);
    if (code.n && !str_starts(actor, code))
        add_like(reader, head, word, code, parties);
}

/* a party like that at head of each nation that the list from `first` on names */
static void add_list(const struct frame_reader *reader, uint32_t head, uint32_t first,
                     struct str actor, struct parties *parties)
{
    const struct doc *doc = reader->doc;
    add_nation(reader, head, first, actor, parties);
    for (uint32_t c = doc->tokens.v[first].first_child; c; c = doc->tokens.v[c].next)
        if (c > first && doc->tokens.v[c].deprel == REL_CONJ)
            add_list(reader, head, c, actor, parties);
}

/* "Hungarian and Romanian officials", "leaders of three states, Chile, Peru and Cuba": the phrase's
 * own entity is of the first nation, if of any; the others get one each */
static void add_other_nations(const struct frame_reader *reader, uint32_t head, uint32_t own,
                              struct parties *parties)
{
    static const uint8_t relations[] = {REL_AMOD, REL_COMPOUND, REL_NMOD, REL_NMOD_POSS};
    struct doc *doc = reader->doc;
    if (!doc->tokens.v[head].mention || !tree_xpos_is(doc, head, "NNS"))
        return;
    struct str actor = doc_string(doc, doc->entities.v[own].actor);
    if (actor.n <= 3)
        return;
    uint32_t before = parties->n;
    for (size_t i = 0; i < sizeof relations; i++) {
        uint32_t first = token_child(doc, head, relations[i]);
        uint32_t list = first ? token_child(doc, first, REL_APPOS) : 0;
        if (first && token_child(doc, first, REL_CONJ))
            add_list(reader, head, first, actor, parties);
        else if (list && token_child(doc, list, REL_CONJ))
            add_list(reader, head, list, actor, parties);
    }
    if (parties->n == before || !str_starts(actor, STR("---")) || parties->v[before - 1] != own)
        return;
    for (uint32_t i = before; i < parties->n; i++)
        parties->v[i - 1] = parties->v[i];
    parties->n--;
    parties->named--;
}

/* "the four nations, Chile, Peru and Cuba": those named are meant, not a party beside them */
static bool is_listed(const struct frame_reader *reader, uint32_t head)
{
    const struct doc *doc = reader->doc;
    uint32_t other = token_child(doc, head, REL_CONJ);
    uint32_t mention = other ? doc->tokens.v[other].mention : 0;
    return mention && other == head + 2 && tree_xpos_is(doc, head, "NNS") &&
           doc->entities.v[doc->mentions.v[mention].entity].kind == ENTITY_COUNTRY &&
           frame_word_fits(reader, head, STR("@nations"));
}

static void add_one(const struct frame_reader *reader, uint32_t head, struct parties *parties)
{
    uint32_t noun = frame_counted(reader, head);
    if (noun && !frame_is_actor(reader, head))
        head = noun;
    if (is_listed(reader, head))
        return;
    struct doc *doc = reader->doc;
    uint32_t actor = head;
    if (!frame_is_actor(reader, head) && !is_person_word(reader, head))
        /* what is done about somebody's arrest is not done to him */
        actor = frame_word_fits(reader, head, STR("@fate")) ? 0 : frame_owner(reader, head);
    if (!actor && frame_word_fits(reader, head, STR("@document")) &&
        doc->tokens.v[head].deprel == REL_OBJ) {
        /* "passed a resolution condemning": the resolution speaks for those who passed it */
        uint32_t author = tree_subject(doc, doc->tokens.v[head].head);
        actor = author && frame_is_actor(reader, author) ? author : 0;
    }
    if (actor) {
        uint32_t entity = entity_at(reader, actor);
        parties_add_entity(doc, entity, parties);
        add_other_nations(reader, actor, entity, parties);
    } else if (parties->localities && frame_word_fits(reader, head, STR("@locality"))) {
        parties_add_entity(doc, entity_of(doc, head), parties);
        parties->named++;
    }
}

static void add_conjuncts(const struct frame_reader *reader, uint32_t head, struct parties *parties,
                          int depth)
{
    const struct doc *doc = reader->doc;
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next) {
        if (doc->tokens.v[c].deprel != REL_CONJ || doc->tokens.v[c].upos == UPOS_VERB)
            continue;
        add_one(reader, c, parties);
        if (depth < PARTIES_MAX)
            add_conjuncts(reader, c, parties, depth + 1);
    }
}

void parties_add(const struct frame_reader *reader, uint32_t head, struct parties *parties)
{
    if (!head)
        return;
    add_one(reader, head, parties);
    add_conjuncts(reader, head, parties, 0);
}

/* a kind of people who are as a rule of the place where they act: no soldiers, no officials */
static bool is_of_the_place(const struct doc *doc, const struct entity *entity)
{
    static const char *const codes[] = {"---CVL", "---OPP", "---COP", "---REB", "---UAF",
                                        "---EDU", "---LAB", "---REL", "---SET", "---AGR"};
    struct str actor = doc_string(doc, entity->actor);
    if ((entity->kind != ENTITY_GROUP && entity->kind != ENTITY_UNNAMED) || entity->country[0])
        return false;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (str_is(actor, codes[i]))
            return true;
    return false;
}

void parties_settle(struct doc *doc, const struct parties *parties, const char *country)
{
    for (uint32_t i = 0; i < parties->n; i++) {
        struct entity *entity = &doc->entities.v[parties->v[i]];
        if (!is_of_the_place(doc, entity))
            continue;
        struct str actor = doc_string(doc, entity->actor);
        struct str code =
            arena_format(&doc->arena, "%.3s%.*s", country, (int)(actor.n - 3), actor.s + 3);
        memcpy(entity->country, country, 3);
        entity->actor = doc_intern(doc, code);
    }
}
