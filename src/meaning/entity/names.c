/* names: which stretches of a sentence name somebody or something. A stretch is a run of tokens
 * with one name tag, or untagged capitalised words that the lexicon knows. The lexicon corrects the
 * tagger where it is sure (a country is no person), the tree joins titles to person names: they
 * stand before the name and hang on it, or it hangs on them. A capital or seat of government is
 * taken for those who govern there when it acts ("Moscow said", "talks with Tehran"), else for a
 * place. Nationality adjectives name nobody. */
#include "meaning/entity/draft.h"
#include "meaning/entity/noun_phrase.h"
#include "meaning/tree.h"
#include "world/gazetteer.h"

#define BIT(kind) (1u << (kind))

enum {
    NAME_TOKENS_MAX = 12,
    PERSON_WORDS = 5, /* words of a known person's name */
};

static bool is_modifier(uint8_t deprel)
{
    return deprel == REL_AMOD || deprel == REL_COMPOUND;
}

/* the token of [first, last] that hangs outside: the head of the stretch */
static uint32_t top_token(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if (head < first || head > last)
            return t;
    }
    return first;
}

/* no space between the token and the next */
static bool touches(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].span.end == doc->tokens.v[token + 1].span.start;
}

/* the token after `last` is tagged as going on with the name that begins at `first` */
static bool goes_on(const struct token *tokens, uint32_t first, uint32_t last)
{
    const struct token *next = &tokens[last + 1];
    if (next->name != tokens[first].name || last - first >= NAME_TOKENS_MAX)
        return false;
    if (!(next->flags & TOKEN_NAME_BEGIN))
        return true;
    /* the tagger begins a new name where there is none */
    return next->upos == UPOS_PROPN &&
           (next->name == NAME_PERSON || tokens[first].head == last + 1);
}

/* a word of a person's name that the tagger missed hangs on it as flat */
static bool hangs_flat(const struct token *tokens, uint32_t first, uint32_t last)
{
    const struct token *next = &tokens[last + 1];
    if (next->name == NAME_PLACE || next->upos != UPOS_PROPN)
        return false;
    return (next->deprel == REL_FLAT && next->head >= first && next->head <= last) ||
           (!next->name && (tokens[last].head == last + 1 || tokens[first].head == last + 1));
}

/* the next capitalised word, untagged, has the very place in the tree that the name has: one name
 * cut in two */
static bool hangs_beside(const struct doc *doc, uint32_t last)
{
    const struct token *name = &doc->tokens.v[last], *next = name + 1;
    return !next->name && next->upos == UPOS_PROPN && token_is_capital(doc, last + 1) &&
           next->head == name->head && next->deprel == name->deprel && next->head > last + 1;
}

static uint32_t tagged_end(const struct doc *doc, uint32_t first, uint32_t end)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t last = first;
    while (last + 1 < end && goes_on(tokens, first, last))
        last++;
    /* parts of a hyphenated name are one name, whatever their tags: "Tae" "-" "yul" */
    while (last + 2 < end && tree_lower_is(doc, last + 1, "-") && touches(doc, last) &&
           touches(doc, last + 1) && tokens[last + 2].upos != UPOS_VERB)
        last += 2;
    while (tokens[first].name == NAME_PERSON && last + 1 < end &&
           (hangs_flat(tokens, first, last) || hangs_beside(doc, last)))
        last++;
    return last;
}

static bool is_title_word(const struct drafts *drafts, const struct doc *doc, uint32_t token)
{
    struct phrase phrase = phrase_of(token_form(doc, token));
    struct sense sense;
    if (lexicon_has(drafts->world, phrase, SENSE_NAME_PART, &sense))
        return str_is(sense_cell(drafts->world, sense, PART_KIND), "honorific");
    return lexicon_has(drafts->world, phrase, SENSE_ROLE, &sense) &&
           !lexicon_has(drafts->world, phrase, SENSE_GIVEN_NAME, &sense);
}

/* the singular noun of a role that stands right before the name, 0 = none */
static uint32_t role_before(const struct drafts *drafts, const struct doc *doc, uint32_t name_first,
                            uint32_t sentence)
{
    uint32_t t = name_first - 1;
    const struct token *token = &doc->tokens.v[t];
    struct sense sense;
    if (t == 0 || token->sentence != sentence ||
        (token->upos != UPOS_NOUN && token->upos != UPOS_PROPN) ||
        !lexicon_has(drafts->world, phrase_of(token_form(doc, t)), SENSE_ROLE, &sense) ||
        !str_is(sense_cell(drafts->world, sense, ROLE_KIND), "person"))
        return 0;
    return t;
}

/* the noun that a person's name hangs on as on its title, 0 = none */
static uint32_t title_noun(const struct drafts *drafts, const struct doc *doc, uint32_t name_first,
                           uint32_t head)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t above = tokens[head].head;
    uint8_t deprel = tokens[head].deprel;
    if (above && above < name_first && tokens[above].sentence == tokens[head].sentence &&
        (deprel == REL_FLAT || deprel == REL_APPOS || deprel == REL_NMOD_DESC ||
         deprel == REL_COMPOUND) &&
        (tokens[above].upos == UPOS_PROPN || tokens[above].upos == UPOS_NOUN))
        return above;
    uint32_t before = role_before(drafts, doc, name_first, tokens[head].sentence);
    return before && tokens[before].head != head ? before : 0;
}

/* "and" of "mines and energy minister": it joins two modifiers of one noun */
static bool joins_modifiers(const struct doc *doc, uint32_t token)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t second = tokens[token].head, first = tokens[second].head;
    return tokens[token].deprel == REL_CC && tokens[second].deprel == REL_CONJ && first < token &&
           is_modifier(tokens[first].deprel);
}

static bool is_title_part(const struct drafts *drafts, const struct doc *doc, uint32_t token)
{
    struct phrase phrase = phrase_of(token_form(doc, token));
    struct sense sense;
    switch (doc->tokens.v[token].upos) {
    case UPOS_PROPN:
    case UPOS_NOUN:
    case UPOS_ADJ:
    case UPOS_DET:
    case UPOS_NUM:
    case UPOS_X:
        return true;
    default:
        return tree_lower_is(doc, token, "-") || tree_lower_is(doc, token, "then") ||
               tree_lower_is(doc, token, "of") || tree_lower_is(doc, token, "for") ||
               joins_modifiers(doc, token) ||
               (phrase.capitals && lexicon_has(drafts->world, phrase, SENSE_ORGANIZATION, &sense));
    }
}

/* Where the title before a person's name begins: contiguous modifiers of the name, or the noun the
 * name hangs on with its modifiers. *head becomes the head of the whole. */
static uint32_t title_start(const struct drafts *drafts, const struct doc *doc, uint32_t name_first,
                            uint32_t *head)
{
    uint32_t noun = title_noun(drafts, doc, name_first, *head);
    uint32_t low, own, ignored, first = name_first;
    noun_phrase_bounds(doc, noun ? noun : *head, &low, &ignored);
    noun_phrase_bounds(doc, name_first, &own, &ignored);
    if (own < low) /* "Hamas" of "Hamas commander X", hung on the name */
        low = own;
    while (first > low && is_title_part(drafts, doc, first - 1))
        first--;
    if (noun && first <= noun)
        *head = noun;
    for (uint32_t t; (t = role_before(drafts, doc, first, doc->tokens.v[*head].sentence));
         first = t)
        if (doc->tokens.v[*head].head == t || !token_is_below(doc, t, *head))
            *head = t;
    while (first < name_first &&
           (tree_lower_is(doc, first, "-") || tree_lower_is(doc, first, "of")))
        first++;
    return first;
}

static uint8_t given_gender(const struct drafts *drafts, const struct doc *doc, uint32_t token)
{
    struct sense sense;
    if (!lexicon_has(drafts->world, phrase_of(token_form(doc, token)), SENSE_GIVEN_NAME, &sense))
        return 0;
    uint8_t gender = (uint8_t)sense_cell(drafts->world, sense, GIVEN_GENDER).s[0];
    return gender == 'u' ? 0 : gender;
}

static uint8_t honorific_gender(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                                uint32_t last)
{
    for (uint32_t t = first; t <= last; t++) {
        struct sense sense;
        if (!lexicon_has(drafts->world, phrase_of(token_form(doc, t)), SENSE_NAME_PART, &sense))
            continue;
        struct str gender = sense_cell(drafts->world, sense, PART_GENDER);
        if (gender.n)
            return (uint8_t)gender.s[0];
    }
    return 0;
}

/* the longest role phrase of the title, the nearest to the name of equally long ones */
static void read_title_role(const struct doc *doc, const struct drafts *drafts, struct draft *draft)
{
    uint32_t before = draft->name_first - 1, longest = 0;
    for (uint32_t t = before; t >= draft->first; t--) {
        struct facts facts = {.sectors = {NULL, 0}};
        if (!facts_role(drafts->world, doc, t, draft->first, before, &facts) ||
            !str_is(sense_cell(drafts->world, facts.role, ROLE_KIND), "person"))
            continue;
        uint32_t n = facts.role_last - facts.role_first + 1;
        if (n > longest)
            draft->facts = facts;
        longest = n > longest ? n : longest;
    }
}

static void read_title(struct doc *doc, struct drafts *drafts, struct draft *draft)
{
    uint32_t before = draft->name_first - 1;
    if (draft->first < draft->name_first) {
        read_title_role(doc, drafts, draft);
        uint32_t end = draft->facts.role_first ? draft->facts.role_first : draft->name_first;
        if (end > draft->first)
            facts_modifiers(drafts->world, doc, draft->first, end - 1, &draft->facts);
    }
    facts_complements(drafts->world, doc, draft->head, &draft->facts);
    if (draft->facts.role_first && draft->facts.role_last != draft->head)
        facts_complements(drafts->world, doc, draft->facts.role_last, &draft->facts);
    draft->gender =
        draft->first < draft->name_first ? honorific_gender(drafts, doc, draft->first, before) : 0;
    if (!draft->gender)
        draft->gender = draft->facts.gender;
    if (!draft->gender && draft->name_first < draft->name_last)
        draft->gender = given_gender(drafts, doc, draft->name_first);
}

static void cover(struct drafts *drafts, uint32_t first, uint32_t last)
{
    memset(drafts->covered + first, 1, last - first + 1);
}

/* "Pope Francis", "King Hussein": where the title makes the name, it belongs to it */
static uint32_t known_start(const struct drafts *drafts, const struct doc *doc, uint32_t tagged,
                            uint32_t first, uint32_t last)
{
    uint32_t title = first > tagged ? first - 1 : tagged - 1;
    struct sense sense;
    if (title == 0 || doc->tokens.v[title].sentence != doc->tokens.v[last].sentence ||
        !is_title_word(drafts, doc, title) ||
        !lexicon_has(drafts->world, phrase_of(tokens_text(doc, title, last)), SENSE_PERSON, &sense))
        return first;
    return title;
}

static void add_person(struct doc *doc, struct drafts *drafts, uint32_t first, uint32_t last)
{
    struct draft *draft = draft_add(drafts);
    uint32_t tagged = first;
    while (first < last && is_title_word(drafts, doc, first))
        first++;
    first = known_start(drafts, doc, tagged, first, last);
    draft->name_first = first;
    draft->name_last = draft->last = last;
    draft->head = top_token(doc, first, last);
    draft->first = title_start(drafts, doc, first, &draft->head);
    draft->form = FORM_NAME;
    draft->name_type = NAME_PERSON;
    draft->kind = ENTITY_PERSON;
    read_title(doc, drafts, draft);
    if (!draft->facts.role_first && !draft->facts.country[0] && !draft->facts.actor.n &&
        draft->first < first && !is_title_word(drafts, doc, draft->first))
        draft->first = first;
    cover(drafts, draft->first, draft->last);
    for (uint32_t t = first; first < last && t <= last; t++)
        if (doc->tokens.v[t].upos == UPOS_PROPN)
            drafts->person_words[doc->tokens.v[t].lower] |= PART_OF_PERSON;
}

/* verbs that one does to a government: "accused Moscow" */
static bool takes_government(const struct drafts *drafts, const struct doc *doc, uint32_t verb)
{
    const struct table *verbs = world_table(drafts->world, "metonym_verbs");
    uint32_t row;
    return verbs && table_find(verbs, token_lemma(doc, verb), &row) > 0;
}

static bool is_party(struct str preposition)
{
    return str_is(preposition, "between") || str_is(preposition, "with") ||
           str_is(preposition, "against") || str_is(preposition, "by");
}

/* a capital that acts: subject, agent, possessor, party to something */
static bool acts(const struct drafts *drafts, const struct doc *doc, uint32_t head)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t steps = 0; tokens[head].deprel == REL_CONJ && steps < 8; steps++)
        head = tokens[head].head;
    switch (tokens[head].deprel) {
    case REL_NSUBJ:
    case REL_NSUBJ_PASS:
        return tokens[tokens[head].head].upos == UPOS_VERB;
    case REL_OBL_AGENT:
    case REL_IOBJ:
    case REL_NMOD_POSS:
        return true;
    case REL_OBJ:
    case REL_XCOMP:
        return takes_government(drafts, doc, tokens[head].head);
    case REL_OBL:
        if (str_is(token_preposition(doc, head), "on") &&
            takes_government(drafts, doc, tokens[head].head))
            return true; /* "called on Moscow to …" */
        return is_party(token_preposition(doc, head));
    case REL_NMOD:
        return is_party(token_preposition(doc, head));
    default:
        return false;
    }
}

static void name_after(struct doc *doc, struct draft *draft, struct str name)
{
    if (name.n)
        draft->name = doc_intern(doc, name);
}

/* "Peru's Congress": a parliament, seat or agency that the tables know of another country */
static bool is_elsewhere(const struct doc *doc, struct drafts *drafts, struct sense sense,
                         struct draft *draft)
{
    const struct world *world = drafts->world;
    bool metonym = sense.kind == SENSE_METONYM;
    if (!metonym && sense.kind != SENSE_ORGANIZATION)
        return false;
    struct str own = sense_cell(world, sense, metonym ? METONYM_COUNTRY : ORGANIZATION_COUNTRY);
    struct facts facts = {.actor = {NULL, 0}};
    uint32_t first, last;
    noun_phrase_bounds(doc, draft->head, &first, &last);
    if (first < draft->name_first)
        facts_modifiers(world, doc, first, draft->name_first - 1, &facts);
    if (!own.n || !facts.country[0] || str_is(own, facts.country))
        return false;
    struct facts kind = {.actor = {NULL, 0}};
    for (uint32_t t = draft->name_last; t >= draft->name_first && !kind.role_first; t--)
        facts_role(world, doc, t, draft->name_first, draft->name_last, &kind);
    if (!kind.role_first)
        return false;
    memcpy(kind.country, facts.country, sizeof kind.country);
    draft->facts = kind;
    draft->kind = ENTITY_ORGANIZATION;
    return true;
}

/* kind, name and form of a name that the lexicon knows */
static void apply_sense(struct doc *doc, struct drafts *drafts, struct sense sense,
                        struct draft *draft)
{
    const struct world *world = drafts->world;
    if (is_elsewhere(doc, drafts, sense, draft))
        return;
    facts_add_sense(world, doc, sense, &draft->facts);
    switch ((enum sense_kind)sense.kind) {
    case SENSE_COUNTRY:
        draft->kind = ENTITY_COUNTRY;
        name_after(doc, draft, sense_cell(world, sense, COUNTRY_NAME));
        break;
    case SENSE_CAPITAL:
        draft->kind = ENTITY_PLACE;
        if (acts(drafts, doc, draft->head)) {
            draft->kind = ENTITY_COUNTRY;
            draft->form = FORM_METONYM;
            name_after(doc, draft, sense_cell(world, sense, COUNTRY_NAME));
        }
        break;
    case SENSE_METONYM:
        draft->kind = ENTITY_ORGANIZATION;
        name_after(doc, draft, sense_cell(world, sense, METONYM_NAME));
        break;
    case SENSE_ORGANIZATION:
        draft->kind = ENTITY_ORGANIZATION;
        name_after(doc, draft, sense_cell(world, sense, ORGANIZATION_NAME));
        break;
    case SENSE_REGION:
        draft->kind = ENTITY_PLACE;
        break;
    case SENSE_PEOPLE:
        draft->plural = sense.plural;
        draft->kind = sense.plural ? ENTITY_GROUP : ENTITY_UNNAMED;
        break;
    default:
        break;
    }
}

static void read_organization(struct doc *doc, struct drafts *drafts, struct draft *draft)
{
    const struct world *world = drafts->world;
    uint32_t first, last;
    noun_phrase_bounds(doc, draft->head, &first, &last);
    if (first > draft->name_first)
        first = draft->name_first;
    for (uint32_t t = draft->name_last; t >= draft->name_first && !draft->facts.role_first; t--)
        facts_role(world, doc, t, draft->name_first, draft->name_last, &draft->facts);
    facts_modifiers(world, doc, first, draft->name_last, &draft->facts);
    facts_complements(world, doc, draft->head, &draft->facts);
}

/* a name of a country, body or place over [first, last] */
static struct draft *add_other(struct doc *doc, struct drafts *drafts, uint32_t first,
                               uint32_t last, uint8_t type)
{
    struct draft *draft = draft_add(drafts);
    draft->name_first = draft->first = first;
    draft->name_last = draft->last = last;
    draft->head = top_token(doc, first, last);
    draft->form = FORM_NAME;
    draft->name_type = type;
    draft->gender = 'n';
    draft->kind = type == NAME_ORGANIZATION ? ENTITY_ORGANIZATION : ENTITY_PLACE;
    const struct token *tokens = doc->tokens.v;
    if (first > 1 && tokens[first - 1].deprel == REL_DET && tokens[first - 1].head >= first &&
        tokens[first - 1].head <= last)
        draft->first = first - 1;
    cover(drafts, first, last);
    return draft;
}

static bool is_bare_adjective(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                              uint32_t last)
{
    const struct token *tokens = doc->tokens.v;
    struct sense sense;
    struct phrase phrase = phrase_of(tokens_text(doc, first, last));
    uint32_t adjectives = BIT(SENSE_NATIONALITY) | BIT(SENSE_REGIONAL);
    if (!lexicon_any(drafts->world, phrase, adjectives, &sense) ||
        lexicon_any(drafts->world, phrase, BIT(SENSE_COUNTRY) | BIT(SENSE_REGION), &sense))
        return false;
    uint32_t head = top_token(doc, first, last);
    return tokens[head].upos == UPOS_ADJ || is_modifier(tokens[head].deprel) ||
           !lexicon_has(drafts->world, phrase, SENSE_PEOPLE, &sense);
}

/* "President" tagged as a name of its own */
static bool is_only_title(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                          uint32_t last)
{
    for (uint32_t t = first; t <= last; t++)
        if (!is_title_word(drafts, doc, t))
            return false;
    return true;
}

/* the tag of the first token that has one */
static uint8_t tagged_type(const struct doc *doc, uint32_t first, uint32_t last)
{
    while (first < last && doc->tokens.v[first].name == NAME_NONE)
        first++;
    return doc->tokens.v[first].name;
}

/* "Hurricane Hugo" */
static bool is_storm(const struct drafts *drafts, const struct doc *doc, uint32_t first)
{
    struct sense sense;
    return lexicon_has(drafts->world, phrase_of(token_form(doc, first)), SENSE_NAME_PART, &sense) &&
           str_is(sense_cell(drafts->world, sense, PART_KIND), "storm");
}

/* a country or body that the tagged words name; a given name tagged as a person is none, but "Chad"
 * is a country unless somebody in the article is called so */
static bool find_tagged_sense(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                              uint32_t last, bool person, struct sense *sense)
{
    uint32_t kinds = BIT(SENSE_COUNTRY) | BIT(SENSE_CAPITAL) | BIT(SENSE_METONYM) |
                     BIT(SENSE_REGION) | BIT(SENSE_ORGANIZATION) | BIT(SENSE_PEOPLE);
    struct phrase phrase = phrase_of(tokens_text(doc, first, last));
    struct sense given;
    if (!lexicon_any(drafts->world, phrase, kinds, sense))
        return false;
    if (!person || first != last || !lexicon_has(drafts->world, phrase, SENSE_GIVEN_NAME, &given))
        return true;
    return sense->kind == SENSE_COUNTRY &&
           !(drafts->person_words[doc->tokens.v[first].lower] & PART_OF_PERSON);
}

/* "Jordan said", where the article tells of a Michael Jordan and not what is in Jordan; an acronym
 * is none ("UN" beside Kim Jong Un) */
static bool is_family_name(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                           uint32_t last)
{
    uint8_t flags = drafts->person_words[doc->tokens.v[first].lower];
    struct str form = token_form(doc, first);
    return first == last && (flags & FAMILY_NAME) && !(flags & NAMES_PLACE) &&
           doc->tokens.v[first].upos == UPOS_PROPN &&
           !(form.n > 1 && form.s[1] >= 'A' && form.s[1] <= 'Z');
}

/* "envoy Lucia Ferrante": several words right behind a person's role, whatever their tag */
static bool follows_role(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                         uint32_t last)
{
    uint32_t role =
        first < last ? role_before(drafts, doc, first, doc->tokens.v[first].sentence) : 0;
    if (!role)
        return false;
    uint32_t above = doc->tokens.v[first].head;
    return above == role || (above >= first && above <= last) ||
           (doc->tokens.v[role].head >= first && doc->tokens.v[role].head <= last);
}

/* a name has a capital letter somewhere; "the congress" is a noun */
static bool has_capital(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t <= last; t++)
        if (token_is_capital(doc, t))
            return true;
    return false;
}

/* The name of a person in people.tsv: of several words, or one who holds an office on the day of
 * the article, unless it is tagged as a place and is the name of one. */
static bool is_known_person(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                            uint32_t last, uint8_t type)
{
    struct phrase phrase = phrase_of(tokens_text(doc, first, last));
    const struct gazetteer *places = world_places(drafts->world);
    const uint32_t *rows;
    struct sense sense;
    if (!lexicon_has(drafts->world, phrase, SENSE_PERSON, &sense))
        return false;
    if (first < last)
        return true;
    sense = sense_of_day(drafts->world, doc, phrase, sense);
    return days_hold(sense_cell(drafts->world, sense, PERSON_FROM),
                     sense_cell(drafts->world, sense, PERSON_TO), doc->article.published_day) &&
           !(type == NAME_PLACE && places && gazetteer_find(places, phrase, &rows));
}

static void add_tagged(struct doc *doc, struct drafts *drafts, uint32_t first, uint32_t last)
{
    uint8_t type = tagged_type(doc, first, last);
    struct sense sense;
    bool person = type == NAME_PERSON || follows_role(drafts, doc, first, last) ||
                  is_known_person(drafts, doc, first, last, type);
    bool family = is_family_name(drafts, doc, first, last);
    bool known = !family && find_tagged_sense(drafts, doc, first, last, person, &sense);
    if (is_bare_adjective(drafts, doc, first, last) || is_storm(drafts, doc, first) ||
        !has_capital(doc, first, last) ||
        (type == NAME_PERSON && is_only_title(drafts, doc, first, last)))
        return;
    if (family || (person && !known)) {
        add_person(doc, drafts, first, last);
        return;
    }
    struct draft *draft = add_other(doc, drafts, first, last, type);
    if (known)
        apply_sense(doc, drafts, sense, draft);
    else if (type == NAME_ORGANIZATION)
        read_organization(doc, drafts, draft);
}

/* a person whom the lexicon knows by several words, untagged; its last token or 0 */
static uint32_t add_known_person(struct doc *doc, struct drafts *drafts, uint32_t at, uint32_t end)
{
    const struct token *tokens = doc->tokens.v;
    struct sense sense;
    if (tokens[at].upos != UPOS_PROPN ||
        !lexicon_has(drafts->world, phrase_of(token_form(doc, at)), SENSE_NAME_BEGINS, &sense))
        return 0;
    uint32_t last = at;
    while (last + 1 < end && last - at + 1 < PERSON_WORDS && tokens[last + 1].upos == UPOS_PROPN &&
           !tokens[last + 1].name)
        last++;
    for (; last > at; last--) {
        if (!lexicon_has(drafts->world, phrase_of(tokens_text(doc, at, last)), SENSE_PERSON,
                         &sense))
            continue;
        add_person(doc, drafts, at, last);
        return last;
    }
    return 0;
}

/* an untagged name that the lexicon knows; returns its last token or 0 */
static uint32_t add_known(struct doc *doc, struct drafts *drafts, uint32_t at, uint32_t end)
{
    if (!token_is_capital(doc, at))
        return 0;
    uint32_t person = add_known_person(doc, drafts, at, end);
    if (person)
        return person;
    if (is_family_name(drafts, doc, at, at))
        return 0; /* a missed person */
    uint8_t upos = doc->tokens.v[at].upos;
    struct sense sense;
    uint32_t n;
    if (!facts_name_at(drafts->world, doc, at, end - 1, &sense, &n) ||
        sense.kind == SENSE_REGIONAL || sense.kind == SENSE_PERSON ||
        (n == 1 && upos != UPOS_PROPN && upos != UPOS_NOUN) ||
        is_bare_adjective(drafts, doc, at, at + n - 1))
        return 0;
    if (sense.kind == SENSE_NATIONALITY)
        sense.kind = SENSE_PEOPLE;
    struct draft *draft = add_other(doc, drafts, at, at + n - 1, NAME_NONE);
    apply_sense(doc, drafts, sense, draft);
    draft->name_type = draft->kind == ENTITY_ORGANIZATION ? NAME_ORGANIZATION : NAME_PLACE;
    return at + n - 1;
}

/* a name of the lexicon that goes on behind the tagged run: "New York" "Times"; its last token */
static uint32_t add_longer(struct doc *doc, struct drafts *drafts, uint32_t first, uint32_t last,
                           uint32_t end)
{
    struct sense sense;
    uint32_t n;
    if (!facts_name_at(drafts->world, doc, first, end - 1, &sense, &n) || first + n - 1 <= last ||
        sense.kind == SENSE_PERSON)
        return 0;
    if (sense.kind == SENSE_NATIONALITY || sense.kind == SENSE_REGIONAL)
        return is_bare_adjective(drafts, doc, first, first + n - 1) ? first + n - 1 : 0;
    struct draft *draft = add_other(doc, drafts, first, first + n - 1, doc->tokens.v[first].name);
    apply_sense(doc, drafts, sense, draft);
    return first + n - 1;
}

/* a capitalised word that no table knows and that hangs on the person's name behind it: the first
 * part of the name, which the tagger missed ("Yoon" before "Jae-ho") */
static bool begins_person(const struct drafts *drafts, const struct doc *doc, uint32_t token,
                          uint32_t first, uint32_t last)
{
    const struct token *t = &doc->tokens.v[token];
    uint32_t known = BIT(SENSE_COUNTRY) | BIT(SENSE_NATIONALITY) | BIT(SENSE_CAPITAL) |
                     BIT(SENSE_REGION) | BIT(SENSE_REGIONAL) | BIT(SENSE_ORGANIZATION) |
                     BIT(SENSE_ROLE) | BIT(SENSE_ROLE_WORD);
    struct sense sense;
    return t->upos == UPOS_PROPN && !t->name && !drafts->covered[token] &&
           token_is_capital(doc, token) &&
           (t->deprel == REL_COMPOUND || t->deprel == REL_FLAT || t->deprel == REL_NMOD_DESC) &&
           t->head >= first && t->head <= last && !is_title_word(drafts, doc, token) &&
           !lexicon_any(drafts->world, phrase_of(token_form(doc, token)), known, &sense);
}

/* it hangs as flat on the untagged name before it: "Víctor" "Choque" */
static bool continues_name(const struct token *tokens, uint32_t first)
{
    return tokens[first].deprel == REL_FLAT && tokens[first].head == first - 1 &&
           tokens[first - 1].upos == UPOS_PROPN && !tokens[first - 1].name;
}

/* where a tagged person's name really begins */
static uint32_t tagged_start(const struct drafts *drafts, const struct doc *doc, uint32_t first,
                             uint32_t last, uint32_t sentence_first)
{
    const struct token *tokens = doc->tokens.v;
    if (tokens[first].name != NAME_PERSON)
        return first;
    while (first >= sentence_first + 2 && tree_lower_is(doc, first - 1, "-") &&
           touches(doc, first - 1) && touches(doc, first - 2) &&
           tokens[first - 2].upos == UPOS_PROPN && !tokens[first - 2].name)
        first -= 2; /* "Jean" "-" "Robert" */
    while (first > sentence_first &&
           (begins_person(drafts, doc, first - 1, first, last) || continues_name(tokens, first)))
        first--;
    return first;
}

/* a given name that does something */
static bool acts_by_given_name(const struct drafts *drafts, const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->deprel == REL_NSUBJ && doc->tokens.v[t->head].upos == UPOS_VERB &&
           given_gender(drafts, doc, token) != 0;
}

/* an untagged word that is part of a person's longer name elsewhere in the article, or a given name
 * that does something */
static bool is_missed_person(const struct drafts *drafts, const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_PROPN && token_is_capital(doc, token) && !drafts->covered[token] &&
           !is_modifier(t->deprel) && t->deprel != REL_FLAT &&
           ((drafts->person_words[t->lower] & PART_OF_PERSON) ||
            acts_by_given_name(drafts, doc, token));
}

void find_names(struct doc *doc, const struct sentence *sentence, struct drafts *drafts)
{
    uint32_t end = sentence->first_token + sentence->n_tokens;
    for (uint32_t at = sentence->first_token; at < end; at++) {
        if (doc->tokens.v[at].name) {
            uint32_t last = tagged_end(doc, at, end),
                     known = add_longer(doc, drafts, at, last, end);
            if (!known)
                add_tagged(doc, drafts, tagged_start(drafts, doc, at, last, sentence->first_token),
                           last);
            at = known ? known : last;
        } else {
            uint32_t last = add_known(doc, drafts, at, end);
            if (last)
                at = last;
            else if (is_missed_person(drafts, doc, at))
                add_person(doc, drafts, at, at);
        }
    }
}
