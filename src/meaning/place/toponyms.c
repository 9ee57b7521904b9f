/* toponyms: four sources are weighed. What the recogniser of names calls a place is one, widened to
 * the longest known name that holds it ("Port" of "Port-au-Prince"), unless it is a person's.
 * Adjectives and peoples ("Russian", "Texans") name their country or region. Names of bodies hold
 * their seat ("Huntsville Police Department"). A name that only the gazetteer knows is taken when
 * something speaks for it: a region or country behind a comma, a word of its kind inside ("Walker
 * County"), a preposition that places things, its being well known, or its having been taken
 * elsewhere in the article. Datelines are told by where they stand. */
#include "meaning/place/toponyms.h"

#include "meaning/tree.h"
#include "world/lexicon.h"

enum {
    NAME_WORDS = 5,            /* longest name looked up */
    KNOWN_POPULATION = 100000, /* a city that many live in is well known */
    TOWN_POPULATION = 5000,
};

struct finder {
    struct toponyms *t;
    const struct token *tokens;
    struct doc *doc;
    uint32_t *longest; /* by token: longest_known + 1, 0 = not asked yet */
    uint32_t block;    /* next dateline */
    uint32_t time;     /* next time */
};

struct span toponym_span(const struct doc *doc, const struct toponym *toponym)
{
    return (struct span){doc->tokens.v[toponym->first].span.start,
                         doc->tokens.v[toponym->last].span.end};
}

/* ---- groups ---- */

static struct str text_of(const struct doc *doc, uint32_t first, uint32_t last)
{
    return doc_slice(doc,
                     (struct span){doc->tokens.v[first].span.start, doc->tokens.v[last].span.end});
}

/* The group of a name, made when it is new. `text` is what is looked up; an adjective's names a
 * country or region, never a town. */
static uint32_t group_of(struct toponyms *t, struct str text, bool adjective)
{
    struct phrase phrase = phrase_of(text);
    uint64_t key = phrase.folded ^ (adjective ? 1u << 8 : 0);
    for (uint32_t i = 1; i < t->groups.n; i++)
        if (t->groups.v[i].key == key)
            return i;
    struct candidate found[CANDIDATES_MAX];
    uint32_t n = candidates_find(t->world, text, found);
    struct toponym_group *group = array_push(&t->groups, t->scratch);
    *group = (struct toponym_group){.key = key,
                                    .text = text,
                                    .first = t->candidates.n,
                                    .n = n,
                                    .chosen = UINT32_MAX,
                                    .adjective = adjective};
    uint32_t index = t->groups.n - 1;
    for (uint32_t i = 0; i < n; i++)
        if (!adjective || (found[i].listed && !is_populated(found[i].kind)))
            *array_push(&t->candidates, t->scratch) = found[i];
    t->groups.v[index].n = t->candidates.n - t->groups.v[index].first;
    return index;
}

static struct toponym *add(struct toponyms *t, uint32_t first, uint32_t last, uint32_t group)
{
    struct toponym *toponym = array_push(&t->v, t->scratch);
    *toponym = (struct toponym){.first = first, .last = last, .head = first, .group = group};
    for (uint32_t i = first; i <= last; i++) {
        uint32_t head = t->doc->tokens.v[i].head;
        if (head < first || head > last) {
            toponym->head = i;
            break;
        }
    }
    return toponym;
}

/* ---- words ---- */

static bool is_known(const struct toponyms *t, struct str name)
{
    return candidates_known(t->world, name);
}

static bool is_capitalised(const struct doc *doc, uint32_t token)
{
    struct str form = token_form(doc, token);
    return form.n && ((form.s[0] >= 'A' && form.s[0] <= 'Z') || (unsigned char)form.s[0] >= 0xC3);
}

static bool is_word_token(const struct doc *doc, uint32_t token)
{
    char c = token_form(doc, token).s[0];
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* a longer name than the token by itself may be known */
static bool may_go_on(const struct finder *f, uint32_t token)
{
    char behind = f->doc->text.s[f->tokens[token].span.end];
    return (!byte_is_space(behind) && behind != '-') ||
           candidates_go_on(f->t->world, token_form(f->doc, token));
}

static uint32_t find_longest(const struct finder *f, uint32_t first)
{
    uint32_t best = 0;
    for (uint32_t last = first; last < f->doc->tokens.n && last < first + NAME_WORDS; last++) {
        if (f->tokens[last].sentence != f->tokens[first].sentence)
            break;
        if (!is_word_token(f->doc, last))
            continue;
        if (!is_capitalised(f->doc, last) && token_form(f->doc, last).n > 4)
            break; /* "of", "upon" and "the" may stand inside */
        if (is_capitalised(f->doc, last) && is_known(f->t, text_of(f->doc, first, last)))
            best = last;
        if (last == first && !may_go_on(f, first))
            break;
    }
    return best;
}

/* the last token of the longest known name that begins at `first`; 0 = none */
static uint32_t longest_known(const struct finder *f, uint32_t first)
{
    if (!f->longest[first])
        f->longest[first] = find_longest(f, first) + 1;
    return f->longest[first] - 1;
}

/* ---- names of the recogniser ---- */

/* tokens that a name may be widened by: of no other kind of name unless glued to what stands before
 * ("Port-au-Prince"), in the same sentence */
static bool may_widen(const struct doc *doc, uint32_t inside, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return token && token < doc->tokens.n && t->sentence == doc->tokens.v[inside].sentence &&
           (t->name == NAME_NONE || t->name == NAME_PLACE ||
            (token > inside && !(t[-1].flags & TOKEN_SPACE_AFTER)));
}

/* Widens a name to the longest known one that holds it, where the recogniser cut it short. */
static void widen(const struct finder *f, uint32_t *first, uint32_t *last)
{
    enum { LEFT = 1, RIGHT = 4 };
    uint32_t from = *first, to = *last, best = to - from;
    for (uint32_t left = 0; left <= LEFT && may_widen(f->doc, from, from - left); left++)
        for (uint32_t right = to; right <= to + RIGHT; right++) {
            if (!may_widen(f->doc, from, right))
                break;
            if (right - (from - left) <= best || !is_word_token(f->doc, right) ||
                !is_capitalised(f->doc, right) || !is_capitalised(f->doc, from - left))
                continue;
            if (!is_known(f->t, text_of(f->doc, from - left, right)))
                continue;
            *first = from - left;
            *last = right;
            best = right - (from - left);
        }
}

static const char *const DIRECTIONS[] = {
    "north",        "south",     "east",         "west",      "northern",     "southern",
    "eastern",      "western",   "central",      "downtown",  "greater",      "upper",
    "lower",        "inner",     "northeastern", "metro",     "northwestern", "southeastern",
    "southwestern", "northeast", "northwest",    "southeast", "southwest",    "uptown",
    "midtown",      "mid",       "suburban",     "the",       "rural",
};

static bool is_direction(const struct doc *doc, uint32_t token)
{
    struct str lower = doc_string(doc, doc->tokens.v[token].lower);
    for (size_t i = 0; i < sizeof DIRECTIONS / sizeof *DIRECTIONS; i++)
        if (str_is(lower, DIRECTIONS[i]))
            return true;
    return false;
}

/* "downtown Atlanta", "Northern Virginia": what is known of it is its last words */
static void narrow(const struct finder *f, uint32_t *first, uint32_t last)
{
    for (uint32_t t = *first; t < last && is_direction(f->doc, t); t++)
        if (!is_known(f->t, text_of(f->doc, t, last)) &&
            is_known(f->t, text_of(f->doc, t + 1, last))) {
            *first = t + 1;
            return;
        }
}

static bool is_person(const struct doc *doc, uint32_t token)
{
    uint32_t mention = doc->tokens.v[token].mention;
    if (!mention)
        return false;
    uint32_t entity = doc->mentions.v[mention].entity;
    return doc->entities.v[entity].kind == ENTITY_PERSON;
}

/* a common word that names no place by itself however it is written ("City", "House", "North") */
static bool is_no_place(const struct finder *f, uint32_t first, uint32_t last)
{
    return first == last && use_is_word(&f->t->use, first, "never");
}

/* ---- adjectives ---- */

/* the country or region of an adjective or people, {NULL,0} = none */
static struct str adjective_of(const struct toponyms *t, struct str text)
{
    struct phrase phrase = phrase_of(text);
    struct sense sense;
    struct str none = {NULL, 0};
    if (!lexicon_any(t->world, phrase,
                     1u << SENSE_NATIONALITY | 1u << SENSE_PEOPLE | 1u << SENSE_REGIONAL, &sense) ||
        lexicon_any(t->world, phrase,
                    1u << SENSE_COUNTRY | 1u << SENSE_REGION | 1u << SENSE_CAPITAL, &sense))
        return none;
    if (lexicon_has(t->world, phrase, SENSE_NATIONALITY, &sense) ||
        lexicon_has(t->world, phrase, SENSE_PEOPLE, &sense))
        return sense_cell(t->world, sense, COUNTRY_NAME);
    if (lexicon_has(t->world, phrase, SENSE_REGIONAL, &sense))
        return sense_cell(t->world, sense, REGION_NAME);
    return none;
}

/* the last token of an adjective of one word or two ("South African") */
static uint32_t adjective_end(const struct finder *f, uint32_t token, struct str *whole)
{
    uint32_t next = token + 1;
    bool article = tree_lower_is(f->doc, token, "the");
    if (!article && next < f->doc->tokens.n &&
        f->tokens[next].sentence == f->tokens[token].sentence && is_capitalised(f->doc, next) &&
        candidates_go_on(f->t->world, token_form(f->doc, token)) &&
        (*whole = adjective_of(f->t, text_of(f->doc, token, next))).n)
        return next;
    struct str text = token_form(f->doc, token);
    *whole = text.n < 4 ? (struct str){NULL, 0} : adjective_of(f->t, text);
    return token;
}

/* returns the token behind it, 0 = nothing there */
static uint32_t add_adjective(struct finder *f, uint32_t token)
{
    struct str whole;
    uint32_t last = adjective_end(f, token, &whole);
    uint32_t group = whole.n ? group_of(f->t, whole, true) : 0;
    if (!group || f->t->groups.v[group].n == 0)
        return 0; /* "Arab", "Western" */
    add(f->t, token, last, group)->use = PLACE_ADJECTIVE;
    return last + 1;
}

/* ---- what is told behind a name ---- */

static bool is_container(const struct toponyms *t, uint32_t group)
{
    const struct toponym_group *g = &t->groups.v[group];
    for (uint32_t i = g->first; i < g->first + g->n; i++) {
        const struct candidate *c = &t->candidates.v[i];
        if (c->kind == PLACE_COUNTRY || c->kind == PLACE_DIVISION || c->kind == PLACE_COUNTY ||
            (c->listed && c->kind == PLACE_ISLAND))
            return true;
    }
    return false;
}

/* a country of that name, and whether none of its other places lies in such a one of the other:
 * "Mexico, Cuba" lists two, "Georgia, U.S." is one */
static bool is_list_of_countries(const struct toponyms *t, uint32_t group, uint32_t behind)
{
    const struct toponym_group *g = &t->groups.v[group], *b = &t->groups.v[behind];
    bool country = false;
    for (uint32_t j = b->first; j < b->first + b->n; j++) {
        const struct candidate *container = &t->candidates.v[j];
        if (container->kind != PLACE_COUNTRY)
            continue;
        for (uint32_t i = g->first; i < g->first + g->n; i++) {
            const struct candidate *c = &t->candidates.v[i];
            country |= c->kind == PLACE_COUNTRY;
            if (c->kind == PLACE_DIVISION && same_country(c, container))
                return false;
        }
    }
    return country;
}

/* "Kherson, Ukraine", "Gainesville, Fla.", "Essex County, Ontario": the group of the name that
 * follows behind a comma; 0 = none. "In Sudan, U.S. officials said" is none. */
static uint32_t container_behind(struct finder *f, uint32_t last)
{
    uint32_t first = last + 2;
    if (first >= f->doc->tokens.n || !tree_is_comma(f->doc, last + 1) ||
        f->tokens[first].sentence != f->tokens[last].sentence || !is_capitalised(f->doc, first))
        return 0;
    uint32_t end = longest_known(f, first);
    uint8_t deprel = end ? f->tokens[end].deprel : REL_DEP;
    if (!end || deprel == REL_COMPOUND || deprel == REL_AMOD || deprel == REL_NSUBJ)
        return 0;
    uint32_t group = group_of(f->t, text_of(f->doc, first, end), false);
    return is_container(f->t, group) ? group : 0;
}

/* ---- one name ---- */

/* the name goes on to a firm's: "Norwood Partners", "Southland Corp" */
static bool is_of_firm(const struct finder *f, uint32_t last)
{
    enum { REACH = 4 };
    for (uint32_t t = last + 1; t <= last + REACH && t < f->doc->tokens.n; t++) {
        if (f->tokens[t].sentence != f->tokens[last].sentence || !is_capitalised(f->doc, t) ||
            f->tokens[t].upos != UPOS_PROPN)
            return false;
        if (use_is_word(&f->t->use, t, "firm"))
            return true;
    }
    return false;
}

static void note_firm(struct finder *f, struct toponym *toponym)
{
    if (is_of_firm(f, toponym->last))
        f->t->groups.v[toponym->group].firm = toponym->maybe = true;
}

/* a name of those three sources, with what its surroundings tell */
static struct toponym *add_name(struct finder *f, uint32_t first, uint32_t last)
{
    struct toponyms *t = f->t;
    struct str text = text_of(f->doc, first, last);
    uint32_t group = group_of(t, text, false), container = container_behind(f, last);
    if (container && is_list_of_countries(t, group, container))
        container = 0;
    struct toponym *toponym = add(t, first, last, group);
    toponym->use = use_of_place(&t->use, toponym->head, text);
    toponym->container = container;
    toponym->kind = use_kind_beside(&t->use, toponym->head);
    note_firm(f, toponym);
    return toponym;
}

static uint32_t name_end(const struct finder *f, uint32_t first)
{
    uint32_t last = first;
    while (last + 1 < f->doc->tokens.n && f->tokens[last + 1].name == f->tokens[first].name &&
           !(f->tokens[last + 1].flags & TOKEN_NAME_BEGIN) &&
           f->tokens[last + 1].sentence == f->tokens[first].sentence)
        last++;
    return last;
}

/* The known name at the beginning of one that is known nowhere ("Paris" of "Paris Heritage
 * Center"); 0 = none. */
static uint32_t known_beginning(const struct finder *f, uint32_t first, uint32_t last)
{
    for (uint32_t end = last; end > first; end--)
        if (is_word_token(f->doc, end - 1) && is_known(f->t, text_of(f->doc, first, end - 1)))
            return is_no_place(f, first, end - 1) ? 0 : end - 1;
    return 0;
}

/* what the recogniser calls a place; returns the token behind it */
static uint32_t add_recognised(struct finder *f, uint32_t first)
{
    uint32_t last = name_end(f, first), end = last, next;
    struct str whole;
    if (adjective_end(f, first, &whole) >= last && (next = add_adjective(f, first)))
        return next > end ? next : end + 1;
    widen(f, &first, &last);
    narrow(f, &first, last);
    struct str text = text_of(f->doc, first, last);
    end = last > end ? last : end;
    if (!is_capitalised(f->doc, first) || is_no_place(f, first, last) || is_person(f->doc, last))
        return end + 1;
    uint32_t beginning = is_known(f->t, text) ? 0 : known_beginning(f, first, last);
    struct toponym *toponym = add_name(f, first, beginning ? beginning : last);
    /* what is known nowhere is one only where its use says so */
    if (f->t->groups.v[toponym->group].n == 0 && toponym->use != PLACE_LOCATION && !toponym->kind.n)
        toponym->maybe = true;
    return end + 1;
}

/* a word of its kind is the last of the name: "Walker County" */
static bool has_kind_word(const struct finder *f, uint32_t first, uint32_t last)
{
    return last > first && use_kind_of_noun(&f->t->use, last).n > 0;
}

static bool has_people(const struct toponyms *t, uint32_t group, uint32_t population)
{
    const struct toponym_group *g = &t->groups.v[group];
    for (uint32_t i = g->first; i < g->first + g->n; i++)
        if (t->candidates.v[i].population >= population)
            return true;
    return false;
}

/* a word of the same sentence that is part of a name */
static bool is_name_word(const struct finder *f, uint32_t token, uint32_t beside)
{
    return token && token < f->doc->tokens.n && f->tokens[token].upos == UPOS_PROPN &&
           f->tokens[token].sentence == f->tokens[beside].sentence;
}

/* Known to the gazetteer, of no name of the recogniser or all of one: what speaks for it? */
static bool speaks_for(const struct finder *f, const struct toponym *toponym)
{
    uint32_t first = toponym->first, last = toponym->last;
    struct str text = f->t->groups.v[toponym->group].text;
    if (toponym->container || has_kind_word(f, first, last))
        return true;
    if (is_name_word(f, first - 1, first) || is_name_word(f, last + 1, first))
        return false;
    if (candidates_listed(f->t->world, text))
        return true;
    return f->tokens[first].name == NAME_NONE &&
           has_people(f->t, toponym->group,
                      toponym->use == PLACE_LOCATION ? TOWN_POPULATION : KNOWN_POPULATION);
}

/* "in Port-au-Prince", whatever the recogniser takes it for: the tables know the name, and it is
 * used as a place */
static bool is_listed_location(const struct finder *f, uint32_t last, struct str text)
{
    return candidates_listed(f->t->world, text) &&
           use_of_place(&f->t->use, last, text) == PLACE_LOCATION;
}

/* what only the gazetteer knows; returns the token behind it, 0 = nothing there */
static uint32_t add_known(struct finder *f, uint32_t first)
{
    const struct token *token = &f->tokens[first];
    if (token->upos != UPOS_PROPN)
        return 0;
    uint32_t last = longest_known(f, first);
    struct str text = last ? text_of(f->doc, first, last) : (struct str){NULL, 0};
    if (!last || text.n < 3 || is_no_place(f, first, last))
        return 0;
    bool whole = token->name == NAME_NONE
                     ? f->tokens[last].name == NAME_NONE
                     : name_end(f, first) == last && (token->flags & TOKEN_NAME_BEGIN);
    bool person = token->name == NAME_PERSON || is_person(f->doc, last);
    if ((!whole || (person && !is_listed_location(f, last, text))) && !container_behind(f, last))
        return 0;
    struct toponym *toponym = add_name(f, first, last);
    toponym->maybe |= !speaks_for(f, toponym);
    return last + 1;
}

/* "Mansfield Mayor Curtis McCoy", taken for one name of a person: a role behind the place */
static bool has_role_behind(const struct finder *f, uint32_t last)
{
    struct sense sense;
    return last + 1 < f->doc->tokens.n && f->tokens[last + 1].name == f->tokens[last].name &&
           lexicon_has(f->t->world, phrase_of(token_form(f->doc, last + 1)), SENSE_ROLE, &sense);
}

/* Inside the name of an organisation: its seat at the beginning ("Huntsville Police Department"),
 * or behind "of" ("University of Virginia"); and where an office holder sits. Returns the token
 * behind it, 0 = nothing there. */
static uint32_t add_inside(struct finder *f, uint32_t first)
{
    const struct token *token = &f->tokens[first];
    bool begins = token->flags & TOKEN_NAME_BEGIN;
    if ((token->name != NAME_ORGANIZATION && token->name != NAME_PERSON) ||
        (!begins && !tree_lower_is(f->doc, first - 1, "of")))
        return 0;
    uint32_t adjective = add_adjective(f, first);
    if (adjective)
        return adjective;
    uint32_t last = token->upos == UPOS_PROPN ? longest_known(f, first) : 0;
    struct str text = last ? text_of(f->doc, first, last) : (struct str){NULL, 0};
    if (!last || text.n < 3 || is_no_place(f, first, last))
        return 0;
    if (token->name == NAME_PERSON && !has_role_behind(f, last))
        return 0;
    uint32_t group = group_of(f->t, text, false);
    struct toponym *toponym = add(f->t, first, last, group);
    toponym->use = PLACE_ATTRIBUTE;
    toponym->maybe = !(has_kind_word(f, first, last) || candidates_listed(f->t->world, text));
    note_firm(f, toponym);
    return last + 1;
}

/* ---- datelines ---- */

/* the tokens of a stretch of text; false when it holds none */
static bool tokens_of(const struct doc *doc, struct span span, uint32_t *first, uint32_t *last)
{
    *first = *last = 0;
    for (uint32_t t = 1; t < doc->tokens.n && doc->tokens.v[t].span.start < span.end; t++)
        if (doc->tokens.v[t].span.start >= span.start) {
            *first = *first ? *first : t;
            *last = t;
        }
    return *first != 0;
}

/* "Fla" behind a town stands for "Fla.", where that is an abbreviation; else the text itself */
static struct str with_stop(const struct toponyms *t, struct str text)
{
    struct str stopped = arena_format(t->scratch, "%.*s.", STR_ARG(text));
    return text.s[text.n - 1] != '.' && candidates_abbreviated(t->world, stopped) ? stopped : text;
}

/* The places of the dateline ("Severn, Md."), which are told by where they stand and are often in
 * capitals that hide them from the recogniser of names. */
static void add_dateline(struct finder *f, struct span block)
{
    struct doc *doc = f->doc;
    struct str whole = doc_string(doc, doc->article.dateline), rest = whole, part;
    uint32_t before = 0; /* toponym */
    if (!whole.n || block.end - block.start < whole.n ||
        strncasecmp(doc->text.s + block.start, whole.s, whole.n) != 0)
        return;
    while ((part = str_split(&rest, ',')).s) {
        part = str_trim(part);
        uint32_t start = block.start + (uint32_t)(part.s - whole.s), first, last;
        if (!part.n ||
            !tokens_of(doc, (struct span){start, start + (uint32_t)part.n}, &first, &last))
            continue;
        uint32_t group = group_of(f->t, before ? with_stop(f->t, part) : part, false);
        struct toponym *toponym = add(f->t, first, last, group);
        toponym->dateline = true;
        if (before && is_container(f->t, group))
            f->t->v.v[before].container = group;
        before = f->t->v.n - 1;
    }
}

static bool in_dateline(const struct doc *doc, const struct sentence *sentence)
{
    return sentence->block && doc->blocks.v[sentence->block].kind == BLOCK_DATELINE;
}

/* the datelines that begin before that byte of the text */
static void add_datelines(struct finder *f, uint32_t before)
{
    for (; f->block < f->doc->blocks.n && f->doc->blocks.v[f->block].span.start < before;
         f->block++)
        if (f->doc->blocks.v[f->block].kind == BLOCK_DATELINE)
            add_dateline(f, f->doc->blocks.v[f->block].span);
}

/* ---- all names ---- */

/* a name that is also a firm's, and nothing says that the place is meant */
static bool is_firm(const struct toponyms *t, const struct toponym *toponym)
{
    return t->groups.v[toponym->group].firm && !is_container(t, toponym->group) &&
           !toponym->container && !toponym->kind.n && !toponym->dateline &&
           toponym->use != PLACE_LOCATION;
}

/* drops what nothing spoke for, here or elsewhere, and tells the groups what their names tell */
static void settle(struct toponyms *t)
{
    for (uint32_t i = 1; i < t->v.n; i++) {
        t->v.v[i].maybe |= is_firm(t, &t->v.v[i]);
        t->groups.v[t->v.v[i].group].n_toponyms += !t->v.v[i].maybe;
    }
    uint32_t kept = 1;
    for (uint32_t i = 1; i < t->v.n; i++) {
        struct toponym toponym = t->v.v[i];
        struct toponym_group *group = &t->groups.v[toponym.group];
        if (group->n_toponyms == 0 || (group->firm && toponym.maybe))
            continue;
        group->dateline |= toponym.dateline;
        if (toponym.container) {
            group->container = toponym.container;
            t->groups.v[toponym.container].contains = true;
        }
        if (toponym.kind.n)
            group->kind = toponym.kind;
        t->v.v[kept++] = toponym;
    }
    t->v.n = kept;
}

/* inside a date: "March" is no town there */
static bool is_time(struct finder *f, uint32_t token)
{
    while (f->time < f->doc->times.n && f->doc->times.v[f->time].last_token < token)
        f->time++;
    return f->time < f->doc->times.n && f->doc->times.v[f->time].first_token <= token;
}

static uint32_t step(struct finder *f, uint32_t token)
{
    const struct token *t = &f->tokens[token];
    if (is_time(f, token))
        return token + 1;
    if (t->name == NAME_PLACE && (t->flags & TOKEN_NAME_BEGIN))
        return add_recognised(f, token);
    if (!is_capitalised(f->doc, token) || !is_word_token(f->doc, token))
        return token + 1;
    uint32_t next = t->name == NAME_NONE ? add_adjective(f, token) : 0;
    if (!next && t->name != NAME_PLACE)
        next = add_known(f, token);
    next = next ? next : add_inside(f, token);
    return next ? next : token + 1;
}

void toponyms_find(struct toponyms *toponyms, const struct world *world, struct arena *scratch,
                   struct doc *doc)
{
    *toponyms = (struct toponyms){.world = world, .scratch = scratch, .doc = doc};
    toponyms->use = (struct use_finder){world, world_table(world, "placewords"), doc};
    array_push(&toponyms->v, scratch);
    array_push(&toponyms->groups, scratch);
    struct finder f = {toponyms, doc->tokens.v, doc, .block = 1, .time = 1};
    f.longest = arena_alloc(scratch, doc->tokens.n * sizeof *f.longest);
    for (uint32_t s = 1, token = 1; s < doc->sentences.n; s++) {
        const struct sentence *sentence = &doc->sentences.v[s];
        uint32_t end = sentence->first_token + sentence->n_tokens;
        if (sentence->n_tokens == 0 || in_dateline(doc, sentence))
            continue;
        add_datelines(&f, doc->tokens.v[sentence->first_token].span.start);
        for (token = token > sentence->first_token ? token : sentence->first_token; token < end;)
            token = step(&f, token);
    }
    add_datelines(&f, UINT32_MAX);
    settle(toponyms);
}
