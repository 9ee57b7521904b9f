/* mentions: the stage that finds who and what is spoken of. Finders (names.c, nominals.c) collect
 * drafts sentence by sentence; here they are put in the order of their heads and become one mention
 * and one entity each, the entity holding what the mention's own words tell. Coreference merges the
 * entities afterwards. Also the helpers by which later stages ask for the mention at a token. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "meaning/entity/draft.h"
#include "meaning/entity/noun_phrase.h"
#include "meaning/meaning.h"

struct draft *draft_add(struct drafts *drafts)
{
    return array_push(&drafts->list, drafts->scratch);
}

static int by_head(const void *a, const void *b)
{
    const struct draft *x = a, *y = b;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    /* the wider first: "President X" before a nested "President" */
    return (int)(y->last - y->first) - (int)(x->last - x->first);
}

static void add_sectors(struct doc *doc, struct entity *entity, struct str sectors)
{
    while (sectors.n)
        doc_range_add_id(doc, &entity->sectors, doc_intern(doc, str_split(&sectors, '|')));
}

/* the role in an organisation's code: REB of PSEREBHMS, IGO of IGOUNO */
static struct str code_sector(struct str code)
{
    bool bare = str_starts(code, STR("IGO")) || str_starts(code, STR("NGO")) ||
                str_starts(code, STR("IMG")) || str_starts(code, STR("MNC")) || code.n < 6;
    return bare ? (struct str){code.s, code.n < 3 ? code.n : 3} : (struct str){code.s + 3, 3};
}

static void fill_entity(struct doc *doc, const struct draft *draft, struct entity *entity)
{
    entity->name =
        draft->name ? draft->name : tokens_string(doc, draft->name_first, draft->name_last);
    entity->kind = draft->kind;
    entity->gender = draft->gender;
    memcpy(entity->country, draft->facts.country, sizeof entity->country);
    entity->country_by = draft->facts.country_by;
    entity->sectors_by = draft->facts.sectors_by;
    entity->actor_by = draft->facts.actor_by;
    if (draft->facts.role_first && draft->form != FORM_PRONOUN)
        entity->role = tokens_string(doc, draft->facts.role_first, draft->facts.role_last);
    if (draft->facts.actor.n)
        entity->actor = doc_intern(doc, draft->facts.actor);
    bool forces = str_starts(draft->facts.actor, STR("IGO")) &&
                  (str_is(draft->facts.sectors, "MIL") || str_is(draft->facts.sectors, "COP"));
    if (draft->facts.weak && draft->facts.actor.n && !forces)
        add_sectors(doc, entity, code_sector(draft->facts.actor));
    else
        add_sectors(doc, entity, draft->facts.sectors);
}

static uint32_t add_mention(struct doc *doc, const struct draft *draft)
{
    uint32_t e = doc->entities.n, m = doc->mentions.n;
    struct entity entity = {.first_mention = m, .last_mention = m};
    fill_entity(doc, draft, &entity);
    *array_push(&doc->entities, &doc->arena) = entity;
    *array_push(&doc->mentions, &doc->arena) = (struct mention){
        .span = {doc->tokens.v[draft->first].span.start, doc->tokens.v[draft->last].span.end},
        .head_token = draft->head,
        .first_token = draft->first,
        .last_token = draft->last,
        .entity = e,
        .form = draft->form,
        .name = draft->name_type,
        .plural = draft->plural,
        .gender = draft->gender,
    };
    doc->tokens.v[draft->head].mention = m;
    return m;
}

/* a name that hangs on its title is found at either of the two heads */
static void point_back(struct doc *doc, const struct draft *draft, uint32_t mention)
{
    for (uint32_t t = draft->name_first; t <= draft->name_last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if ((head < draft->name_first || head > draft->name_last) && !doc->tokens.v[t].mention)
            doc->tokens.v[t].mention = mention;
    }
}

/* Names of a dateline: the places before date and agency, in the article's spelling of them. */
static void find_dateline_names(struct doc *doc, struct sentence dateline, struct drafts *drafts)
{
    uint32_t n = 0, first = drafts->list.n;
    while (n < dateline.n_tokens && !str_is(token_form(doc, dateline.first_token + n), "("))
        n++;
    dateline.n_tokens = n;
    find_names(doc, &dateline, drafts);
    struct str place = doc_string(doc, doc->article.dateline);
    for (uint32_t i = first; i < drafts->list.n; i++) {
        struct draft *draft = &drafts->list.v[i];
        struct str words = tokens_text(doc, draft->name_first, draft->name_last);
        if (words.n == place.n && strncasecmp(words.s, place.s, place.n) == 0)
            draft->name = doc->article.dateline;
    }
}

/* "in Paris" */
static bool names_place(const struct doc *doc, uint32_t token)
{
    static const char *const prepositions[] = {"in", "to", "from", "at", "near", "outside"};
    const struct token *t = &doc->tokens.v[token];
    if (t->name != NAME_PLACE || (t->deprel != REL_OBL && t->deprel != REL_NMOD))
        return false;
    struct str preposition = token_preposition(doc, token);
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++)
        if (str_is(preposition, prepositions[i]))
            return true;
    return false;
}

/* The last word of a person's name. The name of a country must stand behind a given name: the
 * tagger may have run on. */
static bool ends_person(const struct world *world, const struct doc *doc, uint32_t token)
{
    const struct token *next = &doc->tokens.v[token + 1];
    struct sense sense;
    if (token + 1 < doc->tokens.n && next->name == NAME_PERSON && !(next->flags & TOKEN_NAME_BEGIN))
        return false;
    if (!token_is_capital(doc, token))
        return false;
    return !lexicon_has(world, phrase_of(token_form(doc, token)), SENSE_COUNTRY, &sense) ||
           lexicon_has(world, phrase_of(token_form(doc, token - 1)), SENSE_GIVEN_NAME, &sense);
}

/* per lower-cased form, what it is in persons' names that are tagged as names of several words */
static uint8_t *find_person_words(const struct world *world, const struct doc *doc,
                                  struct arena *scratch)
{
    const struct token *tokens = doc->tokens.v;
    uint8_t *words = arena_alloc(scratch, doc->strings.v.n);
    for (uint32_t t = 2; t < doc->tokens.n; t++) {
        if (names_place(doc, t))
            words[tokens[t].lower] |= NAMES_PLACE;
        if (tokens[t].name != NAME_PERSON || tokens[t - 1].name != NAME_PERSON ||
            (tokens[t].flags & TOKEN_NAME_BEGIN) || tokens[t].sentence != tokens[t - 1].sentence)
            continue;
        if (tokens[t].upos == UPOS_PROPN)
            words[tokens[t].lower] |=
                ends_person(world, doc, t) ? PART_OF_PERSON | FAMILY_NAME : PART_OF_PERSON;
        if (tokens[t - 1].upos == UPOS_PROPN)
            words[tokens[t - 1].lower] |= PART_OF_PERSON;
    }
    return words;
}

void find_mentions(const struct world *world, struct arena *scratch, struct doc *doc)
{
    struct arena_mark mark = arena_mark(scratch);
    struct drafts drafts = {.scratch = scratch, .world = world};
    drafts.covered = arena_alloc(scratch, doc->tokens.n + 1);
    drafts.person_words = find_person_words(world, doc, scratch);
    for (uint32_t s = 1; s < doc->sentences.n; s++) {
        const struct sentence *sentence = &doc->sentences.v[s];
        if (doc->blocks.v[sentence->block].kind == BLOCK_DATELINE) {
            find_dateline_names(doc, *sentence, &drafts);
            continue;
        }
        find_names(doc, sentence, &drafts);
        find_nominals(doc, sentence, &drafts);
        find_pronouns(doc, sentence, &drafts);
    }
    if (drafts.list.n)
        qsort(drafts.list.v, drafts.list.n, sizeof *drafts.list.v, by_head);
    for (uint32_t i = 0; i < drafts.list.n; i++) {
        const struct draft *draft = &drafts.list.v[i];
        if (i && drafts.list.v[i - 1].head == draft->head)
            continue;
        uint32_t mention = add_mention(doc, draft);
        if (draft->name_type == NAME_PERSON)
            point_back(doc, draft, mention);
    }
    arena_rewind(scratch, mark);
}

uint32_t mention_of(struct doc *doc, uint32_t head)
{
    uint32_t t = head;
    for (uint32_t steps = 0; steps < 8; steps++) {
        if (doc->tokens.v[t].mention)
            return doc->tokens.v[t].mention;
        uint8_t deprel = doc->tokens.v[t].deprel;
        if ((deprel != REL_FLAT && deprel != REL_NMOD_DESC) || !doc->tokens.v[t].head)
            break;
        t = doc->tokens.v[t].head;
    }
    struct draft draft = {.head = head, .form = FORM_NOMINAL, .kind = ENTITY_UNNAMED};
    noun_phrase_bounds(doc, head, &draft.first, &draft.last);
    draft.name_first = draft.first;
    draft.name_last = draft.last;
    if (doc->tokens.v[head].upos == UPOS_PRON)
        draft.form = FORM_PRONOUN;
    return add_mention(doc, &draft);
}

uint32_t entity_of(struct doc *doc, uint32_t head)
{
    uint32_t mention = mention_of(doc, head); /* first: it may move the mentions */
    return doc->mentions.v[mention].entity;
}
