/* names: written forms of the document's enumerations, one table each. Lookups the other way walk
 * the table; they are used when files are read, not while reading articles. */
#include "doc/names.h"

#include <assert.h>

#define NAME_IN(table, i) (assert((i) < sizeof(table) / sizeof *(table)), (table)[i])

static const char *const upos_names[UPOS_TAGS] = {
    [UPOS_X] = "X",         [UPOS_ADJ] = "ADJ",     [UPOS_ADP] = "ADP",     [UPOS_ADV] = "ADV",
    [UPOS_AUX] = "AUX",     [UPOS_CCONJ] = "CCONJ", [UPOS_DET] = "DET",     [UPOS_INTJ] = "INTJ",
    [UPOS_NOUN] = "NOUN",   [UPOS_NUM] = "NUM",     [UPOS_PART] = "PART",   [UPOS_PRON] = "PRON",
    [UPOS_PROPN] = "PROPN", [UPOS_PUNCT] = "PUNCT", [UPOS_SCONJ] = "SCONJ", [UPOS_SYM] = "SYM",
    [UPOS_VERB] = "VERB",
};

struct relation {
    const char *name;
    uint8_t base;
};

static const struct relation relations[REL_COUNT] = {
    [REL_DEP] = {"dep", REL_DEP},
    [REL_ROOT] = {"root", REL_ROOT},
    [REL_ACL] = {"acl", REL_ACL},
    [REL_ACL_RELCL] = {"acl:relcl", REL_ACL},
    [REL_ADVCL] = {"advcl", REL_ADVCL},
    [REL_ADVCL_RELCL] = {"advcl:relcl", REL_ADVCL},
    [REL_ADVMOD] = {"advmod", REL_ADVMOD},
    [REL_AMOD] = {"amod", REL_AMOD},
    [REL_APPOS] = {"appos", REL_APPOS},
    [REL_AUX] = {"aux", REL_AUX},
    [REL_AUX_PASS] = {"aux:pass", REL_AUX},
    [REL_CASE] = {"case", REL_CASE},
    [REL_CC] = {"cc", REL_CC},
    [REL_CC_PRECONJ] = {"cc:preconj", REL_CC},
    [REL_CCOMP] = {"ccomp", REL_CCOMP},
    [REL_COMPOUND] = {"compound", REL_COMPOUND},
    [REL_COMPOUND_PRT] = {"compound:prt", REL_COMPOUND},
    [REL_CONJ] = {"conj", REL_CONJ},
    [REL_COP] = {"cop", REL_COP},
    [REL_CSUBJ] = {"csubj", REL_CSUBJ},
    [REL_CSUBJ_PASS] = {"csubj:pass", REL_CSUBJ},
    [REL_DET] = {"det", REL_DET},
    [REL_DET_PREDET] = {"det:predet", REL_DET},
    [REL_DISCOURSE] = {"discourse", REL_DISCOURSE},
    [REL_DISLOCATED] = {"dislocated", REL_DISLOCATED},
    [REL_EXPL] = {"expl", REL_EXPL},
    [REL_FIXED] = {"fixed", REL_FIXED},
    [REL_FLAT] = {"flat", REL_FLAT},
    [REL_GOESWITH] = {"goeswith", REL_GOESWITH},
    [REL_IOBJ] = {"iobj", REL_IOBJ},
    [REL_LIST] = {"list", REL_LIST},
    [REL_MARK] = {"mark", REL_MARK},
    [REL_NMOD] = {"nmod", REL_NMOD},
    [REL_NMOD_POSS] = {"nmod:poss", REL_NMOD},
    [REL_NMOD_DESC] = {"nmod:desc", REL_NMOD},
    [REL_NMOD_UNMARKED] = {"nmod:unmarked", REL_NMOD},
    [REL_NSUBJ] = {"nsubj", REL_NSUBJ},
    [REL_NSUBJ_OUTER] = {"nsubj:outer", REL_NSUBJ},
    [REL_NSUBJ_PASS] = {"nsubj:pass", REL_NSUBJ},
    [REL_NUMMOD] = {"nummod", REL_NUMMOD},
    [REL_OBJ] = {"obj", REL_OBJ},
    [REL_OBL] = {"obl", REL_OBL},
    [REL_OBL_AGENT] = {"obl:agent", REL_OBL},
    [REL_OBL_UNMARKED] = {"obl:unmarked", REL_OBL},
    [REL_ORPHAN] = {"orphan", REL_ORPHAN},
    [REL_PARATAXIS] = {"parataxis", REL_PARATAXIS},
    [REL_PUNCT] = {"punct", REL_PUNCT},
    [REL_REPARANDUM] = {"reparandum", REL_REPARANDUM},
    [REL_VOCATIVE] = {"vocative", REL_VOCATIVE},
    [REL_XCOMP] = {"xcomp", REL_XCOMP},
};

/* relations that UD English had under other names before version 2.15 */
static const struct relation former_relations[] = {
    {"nmod:npmod", REL_NMOD_UNMARKED},
    {"nmod:tmod", REL_NMOD_UNMARKED},
    {"obl:npmod", REL_OBL_UNMARKED},
    {"obl:tmod", REL_OBL_UNMARKED},
};

static const char *const name_types[NAME_TYPES] = {"", "PER", "ORG", "LOC"};

static const char *const block_kinds[BLOCK_KINDS] = {
    [BLOCK_HEADLINE] = "headline",       [BLOCK_BYLINE] = "byline",
    [BLOCK_DATELINE] = "dateline",       [BLOCK_BODY] = "body",
    [BLOCK_CAPTION] = "caption",         [BLOCK_CREDIT] = "credit",
    [BLOCK_BOILERPLATE] = "boilerplate", [BLOCK_CORRECTION] = "correction",
};

static const char *const mention_forms[FORM_COUNT] = {
    [FORM_NAME] = "name",       [FORM_TITLE] = "title",     [FORM_PRONOUN] = "pronoun",
    [FORM_METONYM] = "metonym", [FORM_NOMINAL] = "nominal",
};

static const char *const entity_kinds[ENTITY_KINDS] = {
    [ENTITY_PERSON] = "person",   [ENTITY_ORGANIZATION] = "organization",
    [ENTITY_COUNTRY] = "country", [ENTITY_PLACE] = "place",
    [ENTITY_GROUP] = "group",     [ENTITY_UNNAMED] = "unnamed",
};

static const char *const statement_kinds[] = {
    [SAID_DIRECT] = "direct",
    [SAID_INDIRECT] = "indirect",
    [SAID_MIXED] = "mixed",
};

static const char *const speaker_bys[BY_COUNT] = {
    [BY_SYNTAX] = "syntax",         [BY_PRONOUN] = "pronoun", [BY_CARRIED_OVER] = "carried-over",
    [BY_COLLECTIVE] = "collective", [BY_PASSIVE] = "passive",
};

static const char *const standings[STANDING_COUNT] = {
    [STANDING_ASSERTS] = "asserts",
    [STANDING_CONFIRMS] = "confirms",
    [STANDING_DENIES] = "denies",
    [STANDING_NEITHER] = "neither-confirms-nor-denies",
    [STANDING_DECLINES] = "declines",
    [STANDING_SILENT] = "silent",
    [STANDING_PLEDGES] = "pledges",
    [STANDING_THREATENS] = "threatens",
    [STANDING_PREDICTS] = "predicts",
    [STANDING_ALLEGES] = "alleges",
    [STANDING_ASKS] = "asks",
    [STANDING_DEMANDS] = "demands",
    [STANDING_SPECULATES] = "speculates",
};

static const char *const evidences[] = {
    [EVIDENCE_NULL] = NULL,
    [EVIDENCE_NONE_GIVEN] = "none-given",
    [EVIDENCE_CITED] = "cited",
};

static const char *const event_statuses[EVENT_STATUSES] = {
    [EVENT_HAPPENED] = "happened",
    [EVENT_ONGOING] = "ongoing",
    [EVENT_PLANNED] = "planned",
    [EVENT_PLEDGED] = "pledged",
    [EVENT_THREATENED] = "threatened",
    [EVENT_PREDICTED] = "predicted",
    [EVENT_ASKED] = "asked",
    [EVENT_DEMANDED] = "demanded",
    [EVENT_REFUSED] = "refused",
    [EVENT_HYPOTHETICAL] = "hypothetical",
    [EVENT_ALLEGED] = "alleged",
    [EVENT_DENIED] = "denied",
    [EVENT_DID_NOT_HAPPEN] = "did-not-happen",
};

static const char *const place_uses[] = {
    [PLACE_LOCATION] = "location",
    [PLACE_ACTOR] = "actor",
    [PLACE_ATTRIBUTE] = "attribute",
    [PLACE_ADJECTIVE] = "adjective",
};

static const char *const time_types[] = {
    [TIME_DATE] = "DATE",
    [TIME_TIME] = "TIME",
    [TIME_DURATION] = "DURATION",
    [TIME_SET] = "SET",
};

const char *upos_name(uint8_t upos)
{
    return NAME_IN(upos_names, upos);
}

const char *deprel_name(uint8_t deprel)
{
    return NAME_IN(relations, deprel).name;
}

const char *name_type_name(uint8_t type)
{
    return NAME_IN(name_types, type);
}

const char *block_kind_name(uint8_t kind)
{
    return NAME_IN(block_kinds, kind);
}

const char *mention_form_name(uint8_t form)
{
    return NAME_IN(mention_forms, form);
}

const char *entity_kind_name(uint8_t kind)
{
    return NAME_IN(entity_kinds, kind);
}

const char *statement_kind_name(uint8_t kind)
{
    return NAME_IN(statement_kinds, kind);
}

const char *speaker_by_name(uint8_t by)
{
    return NAME_IN(speaker_bys, by);
}

const char *standing_name(uint8_t standing)
{
    return NAME_IN(standings, standing);
}

const char *evidence_name(uint8_t evidence)
{
    return NAME_IN(evidences, evidence);
}

const char *event_status_name(uint8_t status)
{
    return NAME_IN(event_statuses, status);
}

const char *time_type_name(uint8_t type)
{
    return NAME_IN(time_types, type);
}

const char *place_use_name(uint8_t use)
{
    return NAME_IN(place_uses, use);
}

/* index of name in a table of n, or n */
static uint32_t find_name(const char *const *table, uint32_t n, struct str name)
{
    uint32_t i = 0;
    while (i < n && !str_is(name, table[i]))
        i++;
    return i;
}

bool upos_find(struct str name, uint8_t *upos)
{
    uint32_t i = find_name(upos_names, UPOS_TAGS, name);
    if (i == UPOS_TAGS)
        return false;
    *upos = (uint8_t)i;
    return true;
}

bool standing_find(struct str name, uint8_t *standing)
{
    uint32_t i = find_name(standings, STANDING_COUNT, name);
    if (i == STANDING_COUNT)
        return false;
    *standing = (uint8_t)i;
    return true;
}

uint8_t deprel_find(struct str name)
{
    for (uint8_t i = 0; i < REL_COUNT; i++)
        if (str_is(name, relations[i].name))
            return i;
    for (size_t i = 0; i < sizeof former_relations / sizeof *former_relations; i++)
        if (str_is(name, former_relations[i].name))
            return former_relations[i].base;
    struct str rest = name, base = str_split(&rest, ':');
    return base.n < name.n ? deprel_find(base) : REL_DEP;
}

uint8_t deprel_base(uint8_t deprel)
{
    return NAME_IN(relations, deprel).base;
}
