/* facts: reading a noun phrase word by word against the lexicon. The role is the longest entry
 * around the head; nationality, employer and place are looked for in its modifiers, then among its
 * possessors and complements, the nearest giving what the others leave open. No name is guessed:
 * a word that is in no table tells nothing. */
#include "meaning/entity/facts.h"

#include <string.h>

#include "meaning/entity/noun_phrase.h"
#include "meaning/tree.h"

enum {
    ROLE_WORDS = 4,   /* words of a role before and after its head */
    NAME_WORDS = 7,   /* words of a name in the tables */
    MAX_OFFICES = 16, /* rows of one name */
    DEPTH = 2,        /* "an aide to the spokesman of the ministry" */
};

#define BIT(kind) (1u << (kind))
static const uint32_t PLACES_AND_BODIES =
    BIT(SENSE_COUNTRY) | BIT(SENSE_NATIONALITY) | BIT(SENSE_CAPITAL) | BIT(SENSE_METONYM) |
    BIT(SENSE_REGION) | BIT(SENSE_REGIONAL) | BIT(SENSE_ORGANIZATION) | BIT(SENSE_PEOPLE);

static struct phrase phrase_at(const struct doc *doc, uint32_t first, uint32_t last)
{
    return phrase_of(tokens_text(doc, first, last));
}

/* a role may go on behind its head: "secretary of state", "secretary-general" */
static bool role_goes_on(const struct doc *doc, uint32_t head)
{
    static const char *const LINKS[] = {"of", "in", "for", "without", "d'affaires", "-", "general"};
    for (size_t i = 0; i < sizeof LINKS / sizeof *LINKS; i++)
        if (tree_lower_is(doc, head + 1, LINKS[i]))
            return true;
    return false;
}

static void set_role(const struct world *world, struct sense sense, uint32_t first, uint32_t last,
                     struct facts *facts)
{
    facts->role = sense;
    facts->role_first = first;
    facts->role_last = last;
    facts->sectors = sense_cell(world, sense, ROLE_SECTORS);
    facts->sectors_by = sense_pack(sense);
    if (str_is(facts->sectors, "="))
        facts->sectors.n = 0;
    facts->weak = facts->sectors.n == 0 || facts->sectors.s[facts->sectors.n - 1] == '?';
    if (facts->weak && facts->sectors.n)
        facts->sectors.n--;
    struct str gender = sense_cell(world, sense, ROLE_GENDER);
    facts->gender = gender.n ? (uint8_t)gender.s[0] : 0;
}

static bool is_role_word(const struct world *world, const struct doc *doc, uint32_t token)
{
    struct sense sense;
    struct str form = token_form(doc, token);
    return memchr(form.s, '-', form.n) ||
           lexicon_has(world, phrase_of(form), SENSE_ROLE_WORD, &sense);
}

bool facts_are_public(struct str sectors)
{
    static const char *const PUBLIC[] = {"GOV", "MIL", "LEG", "JUD", "COP", "SPY"};
    for (size_t i = 0; i < sizeof PUBLIC / sizeof *PUBLIC; i++)
        if (str_starts(sectors, str_of(PUBLIC[i])))
            return true;
    return false;
}

/* "former", "ousted" before the role; "-elect" behind it */
static bool is_not_in_office(const struct doc *doc, uint32_t first, const struct facts *facts)
{
    static const char *const PAST[] = {"former", "ex", "ousted", "deposed", "onetime", "retired"};
    for (uint32_t t = first; t < facts->role_first; t++)
        for (size_t i = 0; i < sizeof PAST / sizeof *PAST; i++)
            if (tree_lower_is(doc, t, PAST[i]))
                return true;
    uint32_t next = facts->role_last + 1;
    next += tree_lower_is(doc, next, "-");
    return tree_lower_is(doc, next, "elect") || tree_lower_is(doc, next, "designate");
}

static bool find_role(const struct world *world, const struct doc *doc, uint32_t head,
                      uint32_t first, uint32_t last, struct facts *facts)
{
    if (!is_role_word(world, doc, head))
        return false;
    uint32_t low = head;
    while (low > first && head - low < ROLE_WORDS && is_role_word(world, doc, low - 1))
        low--;
    uint32_t high = head < last && role_goes_on(doc, head)
                        ? (last < head + ROLE_WORDS ? last : head + ROLE_WORDS)
                        : head;
    uint32_t best = 0;
    for (uint32_t to = high; to >= head; to--) {
        for (uint32_t from = low; from <= head; from++) {
            struct sense sense;
            if (to - from + 1 <= best || doc->tokens.v[from].upos == UPOS_DET ||
                !lexicon_has(world, phrase_at(doc, from, to), SENSE_ROLE, &sense))
                continue;
            best = to - from + 1;
            set_role(world, sense, from, to, facts);
        }
    }
    return best > 0;
}

bool facts_role(const struct world *world, const struct doc *doc, uint32_t head, uint32_t first,
                uint32_t last, struct facts *facts)
{
    if (!find_role(world, doc, head, first, last, facts))
        return false;
    if (facts_are_public(facts->sectors) && is_not_in_office(doc, first, facts)) {
        facts->sectors = STR("ELI");
        facts->weak = false;
    }
    return true;
}

/* somebody whom a country sends elsewhere */
static bool is_sent(const struct world *world, const struct facts *facts)
{
    static const char *const SENT[] = {"ambassador", "envoy",         "representative",
                                       "delegate",   "diplomat",      "permanent representative",
                                       "tourist",    "correspondent", "peacekeeper"};
    if (!facts->role_first)
        return false;
    struct str role = sense_cell(world, facts->role, ROLE_NAME);
    for (size_t i = 0; i < sizeof SENT / sizeof *SENT; i++)
        if (str_is(role, SENT[i]))
            return true;
    return false;
}

/* "Russia's UN ambassador" is Russia's, not the body's */
void facts_settle(const struct world *world, struct facts *facts)
{
    if (facts->country[0] && str_starts(facts->actor, STR("IGO")) && is_sent(world, facts))
        facts->actor = (struct str){NULL, 0};
}

bool facts_name_at(const struct world *world, const struct doc *doc, uint32_t at, uint32_t last,
                   struct sense *sense, uint32_t *n)
{
    if (!token_is_capital(doc, at))
        return false;
    struct str form = token_form(doc, at);
    bool begins = memchr(form.s, '-', form.n) ||
                  lexicon_has(world, phrase_of(form), SENSE_NAME_BEGINS, sense);
    uint32_t end = !begins ? at : last - at < NAME_WORDS ? last : at + NAME_WORDS - 1;
    for (; end >= at; end--) {
        if (end > at && doc->tokens.v[end].upos == UPOS_PUNCT)
            continue;
        if (!lexicon_any(world, phrase_at(doc, at, end), PLACES_AND_BODIES, sense))
            continue;
        *n = end - at + 1;
        return true;
    }
    return false;
}

struct sense sense_of_day(const struct world *world, const struct doc *doc, struct phrase phrase,
                          struct sense first)
{
    uint32_t from = first.kind == SENSE_PERSON ? PERSON_FROM : ORGANIZATION_FROM;
    uint32_t to = first.kind == SENSE_PERSON ? PERSON_TO : ORGANIZATION_TO;
    struct sense rows[MAX_OFFICES];
    uint32_t n = lexicon_find(world, phrase, first.kind, rows, MAX_OFFICES);
    for (uint32_t i = 0; i < n; i++)
        if (days_hold(sense_cell(world, rows[i], from), sense_cell(world, rows[i], to),
                      doc->article.published_day))
            return rows[i];
    return first;
}

/* `by`: the row that says so, as sense_pack has it */
static void set_country(struct facts *facts, struct str code, uint32_t by)
{
    if (facts->country[0] || code.n != 3)
        return;
    memcpy(facts->country, code.s, 3);
    facts->country_by = by;
}

static void set_sectors(struct facts *facts, struct str sectors, uint32_t by)
{
    if (sectors.n == 0 || str_is(sectors, "=") || (facts->sectors.n && !facts->weak))
        return;
    facts->weak = sectors.s[sectors.n - 1] == '?';
    sectors.n -= facts->weak;
    facts->sectors = sectors;
    facts->sectors_by = by;
}

void facts_add_sense(const struct world *world, const struct doc *doc, struct sense sense,
                     struct facts *facts)
{
    uint32_t by = sense_pack(sense);
    struct str name;
    switch ((enum sense_kind)sense.kind) {
    case SENSE_COUNTRY:
    case SENSE_NATIONALITY:
    case SENSE_PEOPLE:
    case SENSE_CAPITAL:
        set_country(facts, sense_cell(world, sense, COUNTRY_CODE), by);
        break;
    case SENSE_REGION:
    case SENSE_REGIONAL:
        set_country(facts, sense_cell(world, sense, REGION_COUNTRY), by);
        break;
    case SENSE_METONYM:
        set_country(facts, sense_cell(world, sense, METONYM_COUNTRY), by);
        set_sectors(facts, sense_cell(world, sense, METONYM_SECTORS), by);
        break;
    case SENSE_ORGANIZATION:
        name = sense_cell(world, sense, ORGANIZATION_NAME);
        sense = sense_of_day(world, doc, phrase_of(name), sense);
        by = sense_pack(sense);
        set_country(facts, sense_cell(world, sense, ORGANIZATION_COUNTRY), by);
        if (facts->actor.n == 0) {
            facts->actor = sense_cell(world, sense, ORGANIZATION_ACTOR);
            facts->actor_by = by;
        }
        break;
    case SENSE_PERSON: /* "a Putin aide": the one served tells country and sector */
        sense = sense_of_day(world, doc, phrase_of(sense_cell(world, sense, PERSON_NAME)), sense);
        by = sense_pack(sense);
        set_country(facts, sense_cell(world, sense, PERSON_COUNTRY), by);
        set_sectors(facts, sense_cell(world, sense, PERSON_SECTORS), by);
        break;
    default:
        break;
    }
}

/* "Iran-backed": the name belongs to the participle, not to the phrase; "Saudi-led" to both */
static bool is_hyphenated(const struct doc *doc, uint32_t last)
{
    return last + 2 < doc->tokens.n && tree_lower_is(doc, last + 1, "-") &&
           !tree_lower_is(doc, last + 2, "led") &&
           doc->tokens.v[last].span.end == doc->tokens.v[last + 1].span.start;
}

void facts_modifiers(const struct world *world, const struct doc *doc, uint32_t first,
                     uint32_t last, struct facts *facts)
{
    for (uint32_t at = first; at <= last;) {
        struct sense sense;
        uint32_t n = 1;
        if (facts_name_at(world, doc, at, last, &sense, &n)) {
            if (!is_hyphenated(doc, at + n - 1))
                facts_add_sense(world, doc, sense, facts);
        } else if (doc->tokens.v[at].upos == UPOS_NOUN || doc->tokens.v[at].upos == UPOS_PROPN) {
            struct facts weaker = {.sectors = {NULL, 0}};
            if (at < last && facts_role(world, doc, at, first, at, &weaker))
                set_sectors(facts, weaker.sectors, weaker.sectors_by);
        }
        at += n;
    }
}

/* "an aide to the president", but not "ambassador to Iran" */
static bool serves(const struct world *world, const struct doc *doc, uint32_t head)
{
    struct sense sense;
    uint32_t bodies = PLACES_AND_BODIES & ~BIT(SENSE_PERSON);
    return !token_is_capital(doc, head) ||
           !lexicon_any(world, phrase_at(doc, head, head), bodies, &sense);
}

static bool gives_country(struct str preposition)
{
    static const char *const WORDS[] = {"of", "for", "from", "in", "at", "with", "inside"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_is(preposition, WORDS[i]))
            return true;
    return false;
}

/* a possessor or complement that tells whose somebody is */
static bool is_telling(const struct world *world, const struct doc *doc, uint32_t token)
{
    uint8_t deprel = doc->tokens.v[token].deprel;
    if (deprel != REL_NMOD)
        return deprel == REL_NMOD_POSS;
    struct str preposition = token_preposition(doc, token);
    return gives_country(preposition) || (str_is(preposition, "to") && serves(world, doc, token));
}

static void read_complements(const struct world *world, const struct doc *doc, uint32_t head,
                             uint32_t depth, struct facts *facts)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[head].first_child; c; c = tokens[c].next) {
        if (!is_telling(world, doc, c) || (c >= facts->role_first && c <= facts->role_last) ||
            (is_sent(world, facts) && str_is(token_preposition(doc, c), "in")))
            continue;
        uint32_t first, last;
        noun_phrase_bounds(doc, c, &first, &last);
        struct facts other = {.sectors = {NULL, 0}};
        bool role = facts_role(world, doc, c, first, last, &other);
        if (!role && tokens[c].upos != UPOS_PROPN)
            continue; /* "architect of the attacks on …" tells nothing of him */
        facts_modifiers(world, doc, first, last, &other);
        if (role && depth < DEPTH)
            read_complements(world, doc, c, depth + 1, &other);
        set_country(facts, (struct str){other.country, strlen(other.country)}, other.country_by);
        if (facts->actor.n == 0 && strcmp(facts->country, other.country) == 0) {
            facts->actor = other.actor;
            facts->actor_by = other.actor_by;
        }
        if (role || other.actor.n == 0)
            set_sectors(facts, other.sectors, other.sectors_by);
    }
}

void facts_complements(const struct world *world, const struct doc *doc, uint32_t head,
                       struct facts *facts)
{
    read_complements(world, doc, head, 0, facts);
}
