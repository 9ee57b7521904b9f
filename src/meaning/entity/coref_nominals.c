/* coref_nominals: definite descriptions and collectives. "The minister" is the latest person whose
 * role has the same head word, if no second one comes into question nearby; "the company" the only
 * organisation just named; "the gunman" an earlier gunman. "Both ministers", "the two sides" get
 * the two latest fitting parties as members. Indefinite descriptions are always new. */
#include <string.h>

#include "meaning/entity/coref.h"
#include "meaning/entity/noun_phrase.h"
#include "meaning/tree.h"

enum {
    FAR_SENTENCES = 40, /* how far back the same role word reaches */
    NEAR_SENTENCES = 3, /* how far back organisations and members are looked for */
    MEMBERS_MAX = 3,
};

static uint32_t sentence_of(const struct doc *doc, uint32_t mention)
{
    return doc->tokens.v[doc->mentions.v[mention].head_token].sentence;
}

static bool is_definite(const struct doc *doc, const struct mention *mention)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t head = mention->head_token;
    for (uint32_t c = tokens[head].first_child; c && c < head; c = tokens[c].next)
        if (tokens[c].deprel == REL_DET &&
            (tree_lower_is(doc, c, "the") || tree_lower_is(doc, c, "that") ||
             tree_lower_is(doc, c, "this") || tree_lower_is(doc, c, "these") ||
             tree_lower_is(doc, c, "those")))
            return true;
    return false;
}

/* complements that make it another thing than its namesake: "the leader of the opposition", but not
 * "the minister, who" */
static bool is_complemented(const struct doc *doc, const struct mention *mention)
{
    const struct token *tokens = doc->tokens.v;
    if (tree_lower_is(doc, mention->head_token + 1, ","))
        return false;
    for (uint32_t c = tokens[mention->head_token].first_child; c; c = tokens[c].next)
        if (c > mention->head_token &&
            (tokens[c].deprel == REL_NMOD || tokens[c].deprel == REL_ACL_RELCL ||
             tokens[c].deprel == REL_ACL))
            return true;
    return false;
}

static struct str last_word(struct str text)
{
    struct str word = text;
    while (text.n)
        word = str_split(&text, ' ');
    return word;
}

static bool equal_folded(struct str a, struct str b)
{
    return a.n && b.n && phrase_of(a).folded == phrase_of(b).folded;
}

/* the entity's role is of the mention's kind: "minister" and "foreign minister", but not "foreign
 * minister" and "defense minister" */
static bool same_role(const struct doc *doc, const struct mention *mention,
                      const struct entity *entity)
{
    struct str role = doc_string(doc, entity->role);
    struct str own = doc_string(doc, doc->entities.v[mention->entity].role);
    if (!role.n || !own.n || !equal_folded(last_word(role), last_word(own)))
        return false;
    return own.n == last_word(own).n || equal_folded(role, own);
}

/* "the Zairean leader", "the French president": the one person of that country with that office */
static bool leads_country(const struct doc *doc, const struct mention *mention,
                          const struct entity *entity)
{
    static const char *const HEADS[] = {"chairman", "chancellor", "king",      "leader",
                                        "minister", "premier",    "president", "ruler"};
    const struct entity *own = &doc->entities.v[mention->entity];
    struct str role = last_word(doc_string(doc, entity->role));
    if (!own->country[0] || strcmp(own->country, entity->country) != 0 ||
        entity->kind != ENTITY_PERSON || !tree_lower_is(doc, mention->head_token, "leader"))
        return false;
    for (size_t i = 0; i < sizeof HEADS / sizeof *HEADS; i++)
        if (equal_folded(role, str_of(HEADS[i])))
            return true;
    return false;
}

static bool same_head(const struct doc *doc, const struct mention *a, const struct mention *b)
{
    return doc->tokens.v[a->head_token].lower == doc->tokens.v[b->head_token].lower;
}

/* latest earlier entity with that role; 0 when there is none or two of them are near */
static uint32_t find_role(const struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    uint32_t here = sentence_of(doc, m), found = 0, found_at = 0;
    for (uint32_t c = m - 1; c > 0; c--) {
        const struct mention *other = &doc->mentions.v[c];
        uint32_t at = sentence_of(doc, c), entity = coref_entity(coref, c);
        if (at + FAR_SENTENCES < here || (found && at + NEAR_SENTENCES < found_at))
            break;
        if (other->form == FORM_PRONOUN || other->plural != mention->plural || entity == found ||
            !coref_may_unite(coref, mention->entity, entity))
            continue;
        const struct entity *e = &doc->entities.v[entity];
        if (!same_role(doc, mention, e) && !same_head(doc, mention, other) &&
            !leads_country(doc, mention, e))
            continue;
        if (found)
            return at == found_at ? 0 : found; /* the nearer wins unless both are as near */
        found = entity;
        found_at = at;
    }
    return found;
}

/* what kind of body the noun may take up, by a part of its actor code: "the company" is no ministry
 * and "the newspaper" no company; a body without a code may be anything */
static bool kind_fits(const struct doc *doc, const struct mention *mention, const struct entity *e)
{
    static const char *const KINDS[][2] = {
        {"agency", "GOV"},      {"bank", "BUS"},        {"company", "BUS"}, {"company", "MNC"},
        {"corporation", "BUS"}, {"corporation", "MNC"}, {"firm", "BUS"},    {"firm", "MNC"},
        {"ministry", "GOV"},    {"newspaper", "MED"},   {"party", "PTY"},
    };
    struct str code = doc_string(doc, e->actor);
    bool listed = false;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        if (!tree_lower_is(doc, mention->head_token, KINDS[i][0]))
            continue;
        listed = true;
        if (str_find(code, str_of(KINDS[i][1]), 0) != SIZE_MAX)
            return true;
    }
    return !listed || !e->actor;
}

/* the only organisation of that kind named in this and the last sentences */
static uint32_t find_body(const struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    uint32_t here = sentence_of(doc, m), found = 0;
    for (uint32_t c = m - 1; c > 0; c--) {
        if (sentence_of(doc, c) + NEAR_SENTENCES < here)
            break;
        uint32_t entity = coref_entity(coref, c);
        const struct entity *e = &doc->entities.v[entity];
        if (e->kind != ENTITY_ORGANIZATION || coref->strength[entity] < 2 || entity == found ||
            !kind_fits(doc, mention, e))
            continue;
        if (found)
            return 0;
        found = entity;
    }
    return found && coref_may_unite(coref, mention->entity, found) ? found : 0;
}

/* organisations that are mostly taken up by their kind alone */
static bool is_generic_body(const struct doc *doc, const struct mention *mention)
{
    static const char *const WORDS[] = {"agency",       "alliance", "bank",        "bloc",
                                        "body",         "company",  "corporation", "firm",
                                        "group",        "ministry", "newspaper",   "organisation",
                                        "organization", "party",    "union"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (tree_lower_is(doc, mention->head_token, WORDS[i]))
            return mention->first_token + 1 == mention->head_token;
    return false;
}

void coref_nominal(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    coref_collective(coref, m);
    if (doc->entities.v[coref_entity(coref, m)].members.n ||
        coref_entity(coref, m) != mention->entity)
        return;
    if (!is_definite(doc, mention))
        return;
    uint32_t found = is_complemented(doc, mention) ? 0 : find_role(coref, m);
    if (!found && is_generic_body(doc, mention))
        found = find_body(coref, m);
    if (found)
        coref_unite(coref, found, mention->entity);
}

/* ---- collectives ---- */

static uint32_t collective_size(const struct doc *doc, const struct mention *mention)
{
    uint32_t head = mention->head_token;
    if (tree_lower_is(doc, head, "both") || tree_lower_is(doc, head, "neither") ||
        tree_lower_is(doc, head, "either"))
        return 2;
    for (uint32_t c = doc->tokens.v[head].first_child; c && c < head; c = doc->tokens.v[c].next) {
        if (tree_lower_is(doc, c, "both") || tree_lower_is(doc, c, "neither") ||
            tree_lower_is(doc, c, "either"))
            return 2;
        if (tree_lower_is(doc, c, "two"))
            return is_definite(doc, mention) ? 2 : 0;
        if (tree_lower_is(doc, c, "three"))
            return is_definite(doc, mention) ? 3 : 0;
    }
    return 0;
}

/* what the members are by collectives.tsv: 'p' persons, 'c' countries, 'o' organisations, 's' sides
 * of a conflict, 0 any */
static char member_kind(const struct coref *coref, const struct mention *mention, uint8_t *gender)
{
    const struct table *nouns = world_table(coref->world, "collectives");
    uint32_t row;
    *gender = 0;
    if (mention->form == FORM_PRONOUN || !nouns)
        return 0;
    if (table_find(nouns, token_lemma(coref->doc, mention->head_token), &row) == 0)
        return coref->doc->entities.v[mention->entity].role ? 'p' : 0;
    struct str kind = table_cell(nouns, row, 1), sex = table_cell(nouns, row, 2);
    *gender = sex.n ? (uint8_t)sex.s[0] : 0;
    return kind.s[0] == 'a' ? 0 : kind.s[0];
}

/* "both ministers": who is called minister, or his counterpart */
static bool role_fits(const struct coref *coref, const struct mention *collective,
                      const struct entity *entity)
{
    struct str role = last_word(doc_string(coref->doc, entity->role));
    struct str lemma = token_lemma(coref->doc, collective->head_token);
    return equal_folded(role, lemma) || equal_folded(role, STR("counterpart"));
}

/* a country, or an army, rebels, a government, an opposition */
static bool is_side(const struct doc *doc, const struct entity *entity)
{
    static const char *const SECTORS[] = {"MIL", "REB", "GOV", "OPP"};
    if (entity->kind == ENTITY_COUNTRY)
        return true;
    if (entity->kind != ENTITY_GROUP && entity->kind != ENTITY_ORGANIZATION)
        return false;
    struct str sector = {NULL, 0}, actor = doc_string(doc, entity->actor);
    if (entity->sectors.n)
        sector = doc_string(doc, doc->ids.v[entity->sectors.first]);
    else if (actor.n >= 6)
        sector = str_cut(actor.s, 3, 6); /* CODREBM23 */
    for (size_t i = 0; i < sizeof SECTORS / sizeof *SECTORS; i++)
        if (str_is(sector, SECTORS[i]))
            return true;
    return false;
}

static bool is_member(const struct coref *coref, uint32_t mention, char kind, uint8_t gender)
{
    const struct mention *m = &coref->doc->mentions.v[mention];
    const struct entity *e = &coref->doc->entities.v[coref_entity(coref, mention)];
    if (kind == 's')
        return is_side(coref->doc, e);
    if (m->plural || (gender && e->gender && e->gender != gender))
        return false;
    switch (kind) {
    case 'p':
        return entity_is_person(e) && (e->kind == ENTITY_PERSON || e->role);
    case 'c':
        return e->kind == ENTITY_COUNTRY;
    case 'o':
        return e->kind == ENTITY_ORGANIZATION;
    default:
        return e->kind == ENTITY_COUNTRY || e->kind == ENTITY_PERSON ||
               e->kind == ENTITY_ORGANIZATION;
    }
}

/* a collective looking for its members */
struct search {
    uint32_t m, size, n;
    uint32_t members[MEMBERS_MAX];
    char kind;
    uint8_t gender;
    bool strict; /* a role of its own ("ministers"), not a word for persons in general */
};

static struct search begin_search(const struct coref *coref, uint32_t m, uint32_t size)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    struct search search = {.m = m, .size = size};
    search.kind = member_kind(coref, mention, &search.gender);
    search.strict = search.kind == 'p' && !search.gender && doc->entities.v[mention->entity].role &&
                    !tree_lower_is(doc, mention->head_token, "leaders") &&
                    !tree_lower_is(doc, mention->head_token, "officials");
    return search;
}

static bool is_new_member(const struct coref *coref, const struct search *search, uint32_t c)
{
    const struct doc *doc = coref->doc;
    uint32_t entity = coref_entity(coref, c);
    if (!is_member(coref, c, search->kind, search->gender) ||
        (search->strict &&
         !role_fits(coref, &doc->mentions.v[search->m], &doc->entities.v[entity])))
        return false;
    for (uint32_t k = 0; k < search->n; k++)
        if (search->members[k] == entity)
            return false;
    return true;
}

/* The distinct parties of this and the sentences before, the nearest sentence that has enough of
 * them; they must be exactly `size`, or nobody is. */
static bool find_members(const struct coref *coref, struct search *search)
{
    const struct doc *doc = coref->doc;
    uint32_t here = sentence_of(doc, search->m), last = here;
    uint32_t reach = search->strict ? FAR_SENTENCES : NEAR_SENTENCES;
    for (uint32_t c = search->m - 1; c > 0; c--) {
        uint32_t at = sentence_of(doc, c);
        if (at + reach < here || (search->n >= search->size && at != last))
            break;
        if (!is_new_member(coref, search, c))
            continue;
        if (search->n == search->size)
            return false;
        search->members[search->n++] = coref_entity(coref, c);
        last = at;
    }
    return search->n == search->size;
}

void coref_collective(struct coref *coref, uint32_t m)
{
    struct doc *doc = coref->doc;
    uint32_t size = collective_size(doc, &doc->mentions.v[m]);
    if (size == 0)
        return;
    struct search search = begin_search(coref, m, size);
    if (!find_members(coref, &search))
        return;
    uint32_t e = doc->mentions.v[m].entity;
    struct range range = {0, 0};
    for (uint32_t i = size; i > 0; i--)
        doc_range_add_id(doc, &range, search.members[i - 1]);
    doc->entities.v[e].members = range;
    doc->entities.v[e].kind = ENTITY_GROUP;
}
