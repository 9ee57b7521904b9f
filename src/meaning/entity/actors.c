/* actors: who somebody is as a CAMEO actor. What the words said (country, sectors, organisation) is
 * completed by people.tsv for persons whose full name, or a short name that tells them alone, is
 * known on the day of the article; the code is the organisation's own, or country and sectors one
 * after another. Whose offices are all over is ELI. Who has no country gets the article's own where
 * that is plain (home.c), else a code without one. */
#include <string.h>

#include "meaning/entity/coref.h"
#include "meaning/entity/facts.h"
#include "meaning/entity/home.h"
#include "text/calendar.h"

enum { MAX_OFFICES = 16, CODE_SECTORS = 2, CODE_BYTES = 32 };

static bool is_one_word(struct str name)
{
    return memchr(name.s, ' ', name.n) == NULL;
}

static void add_sectors(struct doc *doc, struct entity *entity, struct str sectors)
{
    entity->sectors = (struct range){0, 0};
    while (sectors.n)
        doc_range_add_id(doc, &entity->sectors, doc_intern(doc, str_split(&sectors, '|')));
}

/* rows of several people share the name */
static bool is_ambiguous(const struct coref *coref, const struct sense *rows, uint32_t n)
{
    struct str first = sense_cell(coref->world, rows[0], PERSON_NAME);
    for (uint32_t i = 1; i < n; i++)
        if (!str_eq(first, sense_cell(coref->world, rows[i], PERSON_NAME)))
            return true;
    return false;
}

/* somebody else in the article bears that family name */
static bool is_shared(const struct coref *coref, uint32_t entity, struct str name)
{
    const struct doc *doc = coref->doc;
    for (uint32_t e = 1; e < doc->entities.n; e++) {
        if (coref_root(coref, e) != e || e == entity || doc->entities.v[e].kind != ENTITY_PERSON)
            continue;
        struct str other = doc_string(doc, doc->entities.v[e].name);
        if (other.n > name.n && str_ends(other, name) && other.s[other.n - name.n - 1] == ' ')
            return true;
    }
    return false;
}

/* the day lies behind all offices */
static bool all_over(const struct coref *coref, const struct sense *rows, uint32_t n)
{
    int32_t day = coref->doc->article.published_day;
    bool over = n > 0 && day != DAY_NONE;
    for (uint32_t i = 0; i < n; i++)
        over = over && days_before(sense_cell(coref->world, rows[i], PERSON_TO), day);
    return over;
}

/* The name without initials in its middle and without what tells father from son: "James Comey" of
 * "James B. Comey Jr.". Lives in the document. */
static struct str plain_name(struct doc *doc, struct str name)
{
    static const char *const ENDS[] = {"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"};
    struct str rest = name, plain = {NULL, 0};
    while (rest.n) {
        struct str word = str_split(&rest, ' ');
        bool skipped = plain.n && (word.n == 1 || (word.n == 2 && word.s[1] == '.'));
        for (size_t i = 0; plain.n && !rest.n && i < sizeof ENDS / sizeof *ENDS; i++)
            skipped = skipped || str_is(word, ENDS[i]);
        if (!skipped)
            plain = plain.n ? arena_format(&doc->arena, "%.*s %.*s", STR_ARG(plain), STR_ARG(word))
                            : word;
    }
    return plain;
}

/* the office of the day, else any of them; OFFICE_UNKNOWN when it may be somebody else's */
static enum entity_office find_office(const struct coref *coref, struct str name,
                                      struct sense *office)
{
    struct sense rows[MAX_OFFICES];
    uint32_t n = lexicon_find(coref->world, phrase_of(name), SENSE_PERSON, rows, MAX_OFFICES);
    int32_t day = coref->doc->article.published_day;
    if (n == 0 && !is_one_word(name)) {
        name = plain_name(coref->doc, name);
        n = lexicon_find(coref->world, phrase_of(name), SENSE_PERSON, rows, MAX_OFFICES);
    }
    for (uint32_t i = 0; i < n; i++) {
        *office = rows[i];
        if (days_hold(sense_cell(coref->world, rows[i], PERSON_FROM),
                      sense_cell(coref->world, rows[i], PERSON_TO), day))
            return OFFICE_HELD;
    }
    if (n == 0 || is_one_word(name) || is_ambiguous(coref, rows, n))
        return OFFICE_UNKNOWN;
    return all_over(coref, rows, n) ? OFFICE_OVER : OFFICE_OTHER_DAYS;
}

/* by the name that the mention itself gives, if it can be only that person */
static enum entity_office find_known(const struct coref *coref, const struct mention *mention,
                                     struct sense *office)
{
    const struct doc *doc = coref->doc;
    uint32_t e = coref_root(coref, mention->entity);
    struct str name = doc_string(doc, doc->entities.v[mention->entity].name);
    if (is_one_word(name) && !is_one_word(doc_string(doc, doc->entities.v[e].name)))
        return OFFICE_UNKNOWN; /* "Fox", when the person is Samantha Fox */
    if (is_one_word(name) && is_shared(coref, e, name))
        return OFFICE_UNKNOWN;
    return find_office(coref, name, office);
}

/* who no longer governs is one of the elite */
static struct str sectors_after(struct str sectors)
{
    return facts_are_public(sectors) ? STR("ELI") : (struct str){NULL, 0};
}

static void know_person(struct coref *coref, const struct mention *mention)
{
    struct doc *doc = coref->doc;
    const struct world *world = coref->world;
    struct entity *entity = &doc->entities.v[coref_root(coref, mention->entity)];
    struct sense office;
    if ((entity->country[0] && entity->gender && entity->sectors.n && entity->role))
        return;
    enum entity_office held = find_known(coref, mention, &office);
    if (held == OFFICE_UNKNOWN)
        return;
    struct str country = sense_cell(world, office, PERSON_COUNTRY);
    entity->office = (uint8_t)held;
    if (!entity->country[0] && country.n == 3) {
        memcpy(entity->country, country.s, 3);
        entity->country_by = sense_pack(office);
    }
    struct str gender = sense_cell(world, office, PERSON_GENDER);
    if (!entity->gender && gender.n)
        entity->gender = (uint8_t)gender.s[0];
    if (held == OFFICE_OTHER_DAYS || entity->sectors.n)
        return;
    struct str sectors = sense_cell(world, office, PERSON_SECTORS);
    add_sectors(doc, entity, held == OFFICE_HELD ? sectors : sectors_after(sectors));
    entity->sectors_by = sense_pack(office);
    if (!entity->role && held == OFFICE_HELD)
        entity->role = doc_intern(doc, sense_cell(world, office, PERSON_ROLE));
}

void coref_known(struct coref *coref)
{
    const struct doc *doc = coref->doc;
    for (uint32_t m = 1; m < doc->mentions.n; m++)
        if (doc->mentions.v[m].form == FORM_NAME &&
            doc->entities.v[coref_entity(coref, m)].kind == ENTITY_PERSON)
            know_person(coref, &doc->mentions.v[m]);
}

/* Kinds of actors that belong to whose they are: "his government", "her spokesman"; a wife or a
 * rival does not. */
static bool belongs(const struct coref *coref, const struct entity *entity)
{
    static const char *const SECTORS[] = {"GOV", "MIL", "LEG", "COP", "SPY", "PTY", "REB"};
    struct sense role;
    struct str text = doc_string(coref->doc, entity->role);
    if (!entity->role)
        return false;
    if (!entity->sectors.n)
        return lexicon_has(coref->world, phrase_of(text), SENSE_ROLE, &role) &&
               str_is(sense_cell(coref->world, role, ROLE_SECTORS), "=");
    struct str sector = doc_string(coref->doc, coref->doc->ids.v[entity->sectors.first]);
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (str_is(sector, SECTORS[i]))
            return true;
    return false;
}

/* what a possessor gives to the possessed: country, and sectors to one who serves */
static void inherit(struct coref *coref, uint32_t m)
{
    struct doc *doc = coref->doc;
    uint32_t e = coref_entity(coref, m);
    struct entity *entity = &doc->entities.v[e];
    uint32_t possessor = token_child(doc, doc->mentions.v[m].head_token, REL_NMOD_POSS);
    uint32_t other = possessor ? doc->tokens.v[possessor].mention : 0;
    bool noun = doc->tokens.v[doc->mentions.v[m].head_token].upos == UPOS_NOUN;
    if (!other || entity->actor || (entity->kind == ENTITY_PERSON && !noun) ||
        !belongs(coref, entity))
        return;
    const struct entity *from = &doc->entities.v[coref_entity(coref, other)];
    if (from == entity || from->kind == ENTITY_PLACE)
        return;
    entity->owned = true;
    if (!entity->sectors.n) {
        entity->sectors = from->sectors;
        entity->sectors_by = from->sectors_by;
    }
    if (entity->country[0])
        return; /* "his Rwandan counterpart" */
    memcpy(entity->country, from->country, sizeof entity->country);
    entity->country_by = from->country_by;
    if (from->kind == ENTITY_ORGANIZATION) {
        entity->actor = from->actor;
        entity->actor_by = from->actor_by;
    }
}

/* forces of an international body: IGOUNO and MIL */
static uint32_t add_forces(struct doc *doc, const struct entity *entity)
{
    struct str code = doc_string(doc, entity->actor);
    struct str sector = entity->sectors.n ? doc_string(doc, doc->ids.v[entity->sectors.first])
                                          : (struct str){NULL, 0};
    char forces[CODE_BYTES];
    if ((!str_is(sector, "MIL") && !str_is(sector, "COP")) || !str_starts(code, STR("IGO")) ||
        str_ends(code, sector) || code.n + sector.n > sizeof forces)
        return entity->actor;
    memcpy(forces, code.s, code.n);
    memcpy(forces + code.n, sector.s, sector.n);
    return doc_intern(doc, (struct str){forces, code.n + sector.n});
}

/* IGO, NGO, NGM, MNC: what is at home in no country */
static bool is_international(const struct doc *doc, const struct entity *entity)
{
    static const char *const SECTORS[] = {"IGO", "NGO", "NGM", "MNC"};
    struct str sector = doc_string(doc, doc->ids.v[entity->sectors.first]);
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (str_is(sector, SECTORS[i]))
            return true;
    return false;
}

/* country and sectors; "---REB" where the country is not known */
static uint32_t compose(struct doc *doc, const struct entity *entity)
{
    char code[CODE_BYTES];
    size_t n = strlen(entity->country);
    memcpy(code, entity->country, n);
    if (!n && entity->sectors.n && !is_international(doc, entity)) {
        memcpy(code, "---", 3);
        n = 3;
    }
    for (uint32_t i = 0; i < entity->sectors.n && i < CODE_SECTORS; i++) {
        struct str sector = doc_string(doc, doc->ids.v[entity->sectors.first + i]);
        if (n + sector.n > sizeof code)
            break;
        memcpy(code + n, sector.s, sector.n);
        n += sector.n;
    }
    return n ? doc_intern(doc, (struct str){code, n}) : 0;
}

void compose_actors(struct coref *coref)
{
    struct doc *doc = coref->doc;
    coref_home(coref);
    for (uint32_t m = 1; m < doc->mentions.n; m++)
        inherit(coref, m);
    for (uint32_t e = 1; e < doc->entities.n; e++) {
        if (coref_root(coref, e) != e)
            continue;
        uint32_t actor = doc->entities.v[e].actor;
        if (actor)
            actor = add_forces(doc, &doc->entities.v[e]);
        else if (doc->entities.v[e].kind != ENTITY_PLACE)
            actor = compose(doc, &doc->entities.v[e]);
        doc->entities.v[e].actor = actor;
    }
}
