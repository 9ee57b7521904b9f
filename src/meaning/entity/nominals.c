/* nominals: mentions that are no names: nouns of a role ("the minister", "rebels"), of a people
 * ("Israelis"), nouns that take up several parties ("both sides"), and pronouns. Which nouns are
 * roles stands in roles.tsv; the tree tells heads from modifiers ("police station" names none). */
#include "meaning/entity/draft.h"
#include "meaning/entity/noun_phrase.h"
#include "meaning/tree.h"

enum { NAME_TOKENS_MAX = 12 }; /* a longer noun phrase is named by its head */

static bool is_head(const struct token *token)
{
    switch (token->deprel) {
    case REL_COMPOUND:
    case REL_AMOD:
    case REL_FLAT:
    case REL_FIXED:
    case REL_GOESWITH:
    case REL_CASE:
    case REL_MARK:
    case REL_CC:
    case REL_NMOD_DESC:
        return false;
    default:
        return token->upos == UPOS_NOUN || token->upos == UPOS_PROPN;
    }
}

/* "9.30 PM" is no prime minister */
static bool is_clock(const struct doc *doc, uint32_t token)
{
    return token > 1 && doc->tokens.v[token - 1].upos == UPOS_NUM &&
           (tree_lower_is(doc, token, "pm") || tree_lower_is(doc, token, "p.m."));
}

static bool is_plural_tag(const struct doc *doc, uint32_t token)
{
    return str_ends(doc_string(doc, doc->tokens.v[token].xpos), STR("S")) &&
           doc_string(doc, doc->tokens.v[token].xpos).n > 2;
}

static bool is_collective(const struct drafts *drafts, const struct doc *doc, uint32_t head)
{
    const struct table *nouns = world_table(drafts->world, "collectives");
    uint32_t row;
    if (!nouns || table_find(nouns, token_lemma(doc, head), &row) == 0)
        return false;
    for (uint32_t c = doc->tokens.v[head].first_child; c && c < head; c = doc->tokens.v[c].next)
        if (tree_lower_is(doc, c, "both") || tree_lower_is(doc, c, "two") ||
            tree_lower_is(doc, c, "neither") || tree_lower_is(doc, c, "three"))
            return true;
    return false;
}

static uint8_t role_kind(const struct drafts *drafts, const struct draft *draft)
{
    struct str kind = sense_cell(drafts->world, draft->facts.role, ROLE_KIND);
    if (str_is(kind, "organization"))
        return ENTITY_ORGANIZATION;
    if (str_is(kind, "group") || draft->plural)
        return ENTITY_GROUP;
    return ENTITY_UNNAMED;
}

static bool read_people(const struct doc *doc, const struct drafts *drafts, struct draft *draft)
{
    struct sense sense;
    if (!token_is_capital(doc, draft->head) ||
        !lexicon_has(drafts->world, phrase_of(token_form(doc, draft->head)), SENSE_PEOPLE, &sense))
        return false;
    facts_add_sense(drafts->world, doc, sense, &draft->facts);
    draft->plural = sense.plural || is_plural_tag(doc, draft->head);
    draft->kind = draft->plural ? ENTITY_GROUP : ENTITY_UNNAMED;
    return true;
}

/* a role that is one only of something: "head of the agency", not "shook his head" */
static bool lacks_complement(const struct drafts *drafts, const struct doc *doc,
                             const struct draft *draft)
{
    struct str needs = sense_cell(drafts->world, draft->facts.role, ROLE_NEEDS);
    if (needs.n == 0)
        return false;
    for (uint32_t c = doc->tokens.v[draft->head].first_child; c; c = doc->tokens.v[c].next)
        if (doc->tokens.v[c].deprel == REL_NMOD && str_eq(token_preposition(doc, c), needs))
            return false;
    return true;
}

/* "in exile", "on board": a bare noun behind a preposition of place names nobody */
static bool is_adverbial(const struct drafts *drafts, const struct doc *doc,
                         const struct draft *draft)
{
    static const char *const WORDS[] = {"in", "on", "at", "into", "off", "from"};
    const struct token *token = &doc->tokens.v[draft->head];
    if (draft->first != draft->head || token->upos != UPOS_NOUN || draft->facts.role.plural ||
        str_is(sense_cell(drafts->world, draft->facts.role, ROLE_KIND), "organization"))
        return false;
    struct str preposition = token_preposition(doc, draft->head);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_is(preposition, WORDS[i]))
            return true;
    return false;
}

/* "the newspaper Jutro", "the charity Medics Without Delay": a name with its kind before it */
static bool add_named_body(struct doc *doc, struct drafts *drafts, uint32_t head)
{
    const struct token *tokens = doc->tokens.v;
    if (tokens[head].upos != UPOS_PROPN || !token_is_capital(doc, head))
        return false;
    struct draft draft = {.head = head,
                          .form = FORM_NAME,
                          .name_type = NAME_ORGANIZATION,
                          .kind = ENTITY_ORGANIZATION,
                          .gender = 'n'};
    noun_phrase_bounds(doc, head, &draft.first, &draft.last);
    uint32_t first = head;
    while (first > draft.first && tokens[first - 1].upos == UPOS_PROPN)
        first--;
    uint32_t kind = first - 1;
    if (first == draft.first || tokens[kind].upos != UPOS_NOUN ||
        !facts_role(drafts->world, doc, kind, draft.first, kind, &draft.facts) ||
        draft.facts.role.plural ||
        str_is(sense_cell(drafts->world, draft.facts.role, ROLE_KIND), "person"))
        return false;
    if (draft.facts.role_first > draft.first)
        facts_modifiers(drafts->world, doc, draft.first, draft.facts.role_first - 1, &draft.facts);
    draft.name_first = first;
    draft.name_last = draft.last;
    *draft_add(drafts) = draft;
    return true;
}

static void add_nominal(struct doc *doc, struct drafts *drafts, uint32_t head)
{
    struct draft draft = {.head = head, .form = FORM_NOMINAL};
    noun_phrase_bounds(doc, head, &draft.first, &draft.last);
    bool role = facts_role(drafts->world, doc, head, draft.first, draft.last, &draft.facts);
    if (role && (lacks_complement(drafts, doc, &draft) || is_adverbial(drafts, doc, &draft)))
        return;
    if (role) {
        draft.plural = draft.facts.role.plural || is_plural_tag(doc, head);
        draft.gender = draft.facts.gender;
        draft.kind = role_kind(drafts, &draft);
        draft.form = draft.plural || draft.kind != ENTITY_UNNAMED ? FORM_NOMINAL : FORM_TITLE;
        if (draft.facts.role_first > draft.first)
            facts_modifiers(drafts->world, doc, draft.first, draft.facts.role_first - 1,
                            &draft.facts);
        facts_complements(drafts->world, doc, head, &draft.facts);
        facts_settle(drafts->world, &draft.facts);
    } else if (is_collective(drafts, doc, head)) {
        draft.kind = ENTITY_GROUP;
        draft.plural = 1;
    } else if (!read_people(doc, drafts, &draft)) {
        return;
    }
    draft.name_first = draft.first;
    draft.name_last = draft.last;
    if (draft.last - draft.first >= NAME_TOKENS_MAX)
        draft.name_last = draft.facts.role_last > head ? draft.facts.role_last : head;
    if (draft.name_last - draft.name_first >= NAME_TOKENS_MAX)
        draft.name_first = draft.facts.role_first ? draft.facts.role_first : head;
    *draft_add(drafts) = draft;
}

void find_nominals(struct doc *doc, const struct sentence *sentence, struct drafts *drafts)
{
    uint32_t end = sentence->first_token + sentence->n_tokens;
    for (uint32_t t = sentence->first_token; t < end; t++)
        if (!drafts->covered[t] && is_head(&doc->tokens.v[t]) && !is_clock(doc, t) &&
            !add_named_body(doc, drafts, t))
            add_nominal(doc, drafts, t);
}

struct pronoun {
    const char *word;
    uint8_t gender, plural;
};

/* sorted by word; "which" and "that" count only in relative clauses */
static const struct pronoun PRONOUNS[] = {
    {"both", 0, 1},      {"each", 0, 0},      {"either", 0, 0},    {"he", 'm', 0},
    {"her", 'f', 0},     {"hers", 'f', 0},    {"herself", 'f', 0}, {"him", 'm', 0},
    {"himself", 'm', 0}, {"his", 'm', 0},     {"i", 0, 0},         {"it", 'n', 0},
    {"its", 'n', 0},     {"itself", 'n', 0},  {"me", 0, 0},        {"mine", 0, 0},
    {"my", 0, 0},        {"myself", 0, 0},    {"neither", 0, 1},   {"our", 0, 1},
    {"ours", 0, 1},      {"ourselves", 0, 1}, {"she", 'f', 0},     {"that", 0, 0},
    {"their", 0, 1},     {"theirs", 0, 1},    {"them", 0, 1},      {"themselves", 0, 1},
    {"they", 0, 1},      {"us", 0, 1},        {"we", 0, 1},        {"which", 0, 0},
    {"who", 0, 0},       {"whom", 0, 0},      {"whose", 0, 0},     {"you", 0, 0},
    {"your", 0, 0},      {"yours", 0, 0},     {"yourself", 0, 0},
};

static const struct pronoun *find_pronoun(struct str word)
{
    size_t low = 0, high = sizeof PRONOUNS / sizeof *PRONOUNS;
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = str_cmp(str_of(PRONOUNS[middle].word), word);
        if (order == 0)
            return &PRONOUNS[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}

static bool in_relative_clause(const struct doc *doc, uint32_t token)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t head = tokens[token].head;
    for (uint32_t steps = 0; head && steps < 3; steps++) {
        if (tokens[head].deprel == REL_ACL_RELCL)
            return tokens[head].head < token;
        head = tokens[head].head;
    }
    return false;
}

static bool refers(const struct doc *doc, uint32_t t)
{
    const struct token *token = &doc->tokens.v[t];
    if (token->deprel == REL_EXPL || token->deprel == REL_CC || token->deprel == REL_CC_PRECONJ ||
        token->deprel == REL_MARK || token->deprel == REL_DET_PREDET || token->deprel == REL_ADVMOD)
        return false;
    if (token->deprel == REL_DET && token->upos != UPOS_PRON)
        return false;
    if (tree_lower_is(doc, t, "that") || tree_lower_is(doc, t, "which"))
        return token->upos == UPOS_PRON && in_relative_clause(doc, t);
    return token->upos == UPOS_PRON || token->upos == UPOS_DET;
}

void find_pronouns(struct doc *doc, const struct sentence *sentence, struct drafts *drafts)
{
    uint32_t end = sentence->first_token + sentence->n_tokens;
    for (uint32_t t = sentence->first_token; t < end; t++) {
        uint8_t upos = doc->tokens.v[t].upos;
        if (drafts->covered[t] || (upos != UPOS_PRON && upos != UPOS_DET))
            continue;
        const struct pronoun *pronoun = find_pronoun(token_lower(doc, t));
        if (!pronoun || !refers(doc, t))
            continue;
        struct draft *draft = draft_add(drafts);
        draft->first = draft->last = draft->head = draft->name_first = draft->name_last = t;
        draft->form = FORM_PRONOUN;
        draft->kind = ENTITY_UNNAMED;
        draft->gender = pronoun->gender;
        draft->plural = pronoun->plural;
    }
}
