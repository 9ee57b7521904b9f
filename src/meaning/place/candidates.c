/* candidates: the tables are asked first. What they and the gazetteer both have is one candidate:
 * the table tells where it is, since it has true centres, the gazetteer how many live there and in
 * which division it lies. Abbreviations count only where they are written as such ("Ind.", "BC"),
 * for else they are words. */
#include "meaning/place/candidates.h"

#include <math.h>
#include <stdlib.h>
#include <strings.h>

#include "world/codes.h"
#include "world/lexicon.h"

enum { NAME_MAX_BYTES = 96, SENSES_MAX = 8, SAME_CITY_KM = 60, SAME_AREA_KM = 300 };

static const float DEGREES = 1e-5f, KM_A_DEGREE = 111.2f, RADIANS = 0.01745329f;

struct list {
    const struct world *world;
    struct candidate *v;
    uint32_t n;
};

/* ---- distance ---- */

float candidates_distance(const struct candidate *a, const struct candidate *b)
{
    float north = a->lat - b->lat, east = fabsf(a->lon - b->lon);
    if (east > 180)
        east = 360 - east;
    float middle = (a->lat + b->lat) * 0.5f * RADIANS;
    east *= 1 - middle * middle * 0.5f + middle * middle * middle * middle * 0.0417f; /* cosine */
    return KM_A_DEGREE * sqrtf(north * north + east * east);
}

/* ---- the tables ---- */

/* a cell as degrees; NAN when it is empty */
static float degrees(struct str cell)
{
    char digits[24];
    if (!cell.n || cell.n >= sizeof digits)
        return NAN;
    memcpy(digits, cell.s, cell.n);
    digits[cell.n] = '\0';
    return strtof(digits, NULL);
}

static struct candidate *push(struct list *list)
{
    struct candidate *candidate = &list->v[list->n++];
    *candidate = (struct candidate){.listed = true};
    return candidate;
}

static bool is_full(const struct list *list)
{
    return list->n == CANDIDATES_MAX;
}

static void add_countries(struct list *list, struct phrase phrase)
{
    struct sense senses[SENSES_MAX];
    uint32_t n = lexicon_find(list->world, phrase, SENSE_COUNTRY, senses, SENSES_MAX);
    for (uint32_t i = 0; i < n && !is_full(list); i++) {
        struct candidate *candidate = push(list);
        struct str alpha2 = sense_cell(list->world, senses[i], COUNTRY_ALPHA2);
        candidate->name = sense_cell(list->world, senses[i], COUNTRY_NAME);
        candidate->kind = PLACE_COUNTRY;
        candidate->lat = degrees(sense_cell(list->world, senses[i], COUNTRY_LAT));
        candidate->lon = degrees(sense_cell(list->world, senses[i], COUNTRY_LON));
        if (alpha2.n == 2)
            memcpy(candidate->country, alpha2.s, 2);
    }
}

static void add_listed(struct list *list, struct phrase phrase)
{
    struct sense senses[SENSES_MAX];
    uint32_t n = lexicon_find(list->world, phrase, SENSE_PLACE, senses, SENSES_MAX);
    for (uint32_t i = 0; i < n && !is_full(list); i++) {
        struct candidate *candidate = push(list);
        candidate->name = sense_cell(list->world, senses[i], PLACE_NAME);
        candidate->kind = place_kind_find(sense_cell(list->world, senses[i], PLACE_KIND));
        candidate->lat = degrees(sense_cell(list->world, senses[i], PLACE_LAT));
        candidate->lon = degrees(sense_cell(list->world, senses[i], PLACE_LON));
        country_alpha2(list->world, sense_cell(list->world, senses[i], PLACE_COUNTRY_CODE),
                       candidate->country);
    }
}

/* the first capital in the cell, to which the coordinates belong */
static bool is_first(struct str cell, struct phrase phrase)
{
    return phrase_of(str_split(&cell, '|')).folded == phrase.folded;
}

static bool has_city(const struct list *list, const struct candidate *like)
{
    for (uint32_t i = 0; i < list->n; i++)
        if (is_populated(list->v[i].kind) && same_country(&list->v[i], like))
            return true;
    return false;
}

/* Capitals; of the others in the cell some are cities of their own, which the table of places has
 * (Tel Aviv), and the rest other names (Peking). */
static void add_capitals(struct list *list, struct phrase phrase, struct str name)
{
    struct sense senses[SENSES_MAX];
    uint32_t n = lexicon_find(list->world, phrase, SENSE_CAPITAL, senses, SENSES_MAX);
    for (uint32_t i = 0; i < n && !is_full(list); i++) {
        struct candidate found = {.listed = true, .kind = PLACE_CAPITAL};
        struct str alpha2 = sense_cell(list->world, senses[i], COUNTRY_ALPHA2);
        struct str cell = sense_cell(list->world, senses[i], COUNTRY_CAPITALS);
        if (alpha2.n == 2)
            memcpy(found.country, alpha2.s, 2);
        bool first = is_first(cell, phrase);
        if (!first && has_city(list, &found))
            continue;
        found.name = first ? str_split(&cell, '|') : name;
        found.lat = degrees(sense_cell(list->world, senses[i], COUNTRY_CAPITAL_LAT));
        found.lon = degrees(sense_cell(list->world, senses[i], COUNTRY_CAPITAL_LON));
        *push(list) = found;
    }
}

/* ---- the gazetteer ---- */

static struct candidate from_row(const struct gazetteer *gazetteer, uint32_t id)
{
    const struct gazetteer_row *row = &gazetteer->rows[id];
    struct candidate candidate = {
        .row = id,
        .lat = (float)row->lat * DEGREES,
        .lon = (float)row->lon * DEGREES,
        .population = row->population,
        .geonames = row->geonames,
        .division = row->division,
        .kind = gazetteer_kind(row),
    };
    memcpy(candidate.country, row->country, sizeof candidate.country);
    return candidate;
}

/* the same thing once from a table, once from the gazetteer */
static bool is_same(const struct candidate *listed, const struct candidate *row)
{
    if (!same_country(listed, row))
        return false;
    if (listed->kind == PLACE_COUNTRY || row->kind == PLACE_COUNTRY)
        return listed->kind == row->kind;
    bool cities = is_populated(listed->kind) && is_populated(row->kind);
    bool areas = !is_populated(listed->kind) && !is_populated(row->kind);
    if (areas && listed->kind == PLACE_DIVISION && row->kind == PLACE_DIVISION)
        return true;
    return (cities && candidates_distance(listed, row) < SAME_CITY_KM) ||
           (areas && listed->kind == row->kind && candidates_distance(listed, row) < SAME_AREA_KM);
}

static bool join(struct list *list, uint32_t n_listed, const struct candidate *row)
{
    for (uint32_t i = 0; i < n_listed; i++) {
        struct candidate *listed = &list->v[i];
        if (!is_same(listed, row))
            continue;
        if (row->population > listed->population || !listed->division) {
            listed->population =
                row->population > listed->population ? row->population : listed->population;
            listed->division = row->division;
            listed->geonames = row->geonames;
            if (listed->kind == PLACE_CITY && row->kind != PLACE_SECTION)
                listed->kind = row->kind;
        }
        return true;
    }
    return false;
}

/* "EU", "U.S.": no towns by the name of Eu or Us */
static bool is_short(struct str name)
{
    uint32_t upper = 0;
    for (size_t i = 0; i < name.n; i++) {
        upper += name.s[i] >= 'A' && name.s[i] <= 'Z';
        if (name.s[i] != '.' && (name.s[i] < 'A' || name.s[i] > 'Z'))
            return false;
    }
    return upper <= 3;
}

static void add_rows(struct list *list, struct phrase phrase, struct str name)
{
    const struct gazetteer *gazetteer = world_places(list->world);
    const uint32_t *rows = NULL;
    uint32_t n = gazetteer && !is_short(name) ? gazetteer_find(gazetteer, phrase, &rows) : 0;
    uint32_t n_listed = list->n;
    for (uint32_t i = 0; i < n && !is_full(list); i++) {
        struct candidate candidate = from_row(gazetteer, rows[i]);
        if (!join(list, n_listed, &candidate))
            list->v[list->n++] = candidate;
    }
}

/* ---- other names ---- */

static bool is_abbreviation(struct str text)
{
    bool lower = false;
    for (size_t i = 0; i < text.n; i++)
        lower |= text.s[i] >= 'a' && text.s[i] <= 'z';
    return text.n && (text.s[text.n - 1] == '.' || !lower);
}

static void add_by_name(struct list *list, struct str name)
{
    struct phrase phrase = phrase_of(name);
    struct candidate found[CANDIDATES_MAX];
    struct list part = {list->world, found, 0};
    add_countries(&part, phrase);
    add_listed(&part, phrase);
    add_capitals(&part, phrase, name);
    add_rows(&part, phrase, name);
    uint32_t n_before = list->n;
    for (uint32_t i = 0; i < part.n && !is_full(list); i++)
        if (!join(list, n_before, &found[i]))
            list->v[list->n++] = found[i];
}

/* those of the place's own name that fit the country and kind that the table tells */
static void add_other(struct list *list, struct sense sense, struct str text)
{
    struct str class = sense_cell(list->world, sense, TOPONYM_CLASS);
    struct str kind = sense_cell(list->world, sense, TOPONYM_KIND);
    if (str_is(class, "abbreviation") && !is_abbreviation(text))
        return;
    char country[2];
    country_alpha2(list->world, sense_cell(list->world, sense, TOPONYM_COUNTRY), country);
    uint32_t first = list->n, kept = first;
    add_by_name(list, sense_cell(list->world, sense, TOPONYM_PLACE));
    for (uint32_t i = first; i < list->n; i++) {
        struct candidate *candidate = &list->v[i];
        bool fits = !country[0] || memcmp(candidate->country, country, 2) == 0;
        if (fits && (!kind.n || str_is(kind, place_kind_name(candidate->kind))))
            list->v[kept++] = *candidate;
    }
    list->n = kept;
    for (uint32_t i = first; i < list->n; i++)
        list->v[i].listed = true;
}

struct str candidate_name(const struct world *world, const struct candidate *candidate)
{
    return candidate->row ? gazetteer_name(world_places(world), candidate->row) : candidate->name;
}

static const uint32_t PLACE_SENSES =
    1u << SENSE_COUNTRY | 1u << SENSE_CAPITAL | 1u << SENSE_PLACE | 1u << SENSE_TOPONYM;

bool candidates_listed(const struct world *world, struct str name)
{
    struct sense sense;
    return lexicon_any(world, phrase_of(name), PLACE_SENSES, &sense);
}

bool candidates_abbreviated(const struct world *world, struct str name)
{
    struct sense sense;
    return lexicon_has(world, phrase_of(name), SENSE_TOPONYM, &sense) &&
           str_is(sense_cell(world, sense, TOPONYM_CLASS), "abbreviation");
}

/* "Mt. Pleasant" in full, in the buffer; the name itself when it begins with no such word */
static struct str in_full(struct str name, char buffer[NAME_MAX_BYTES])
{
    static const struct {
        const char *shorts[2], *full;
    } WORDS[] = {
        {{"Mt. ", "Mt "}, "Mount "}, {{"St. ", "St "}, "Saint "}, {{"Ft. ", "Ft "}, "Fort "}};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        for (size_t j = 0; j < 2; j++) {
            size_t cut = strlen(WORDS[i].shorts[j]), put = strlen(WORDS[i].full);
            if (name.n > NAME_MAX_BYTES - 8 || name.n <= cut ||
                strncasecmp(name.s, WORDS[i].shorts[j], cut) != 0)
                continue;
            memcpy(buffer, WORDS[i].full, put);
            memcpy(buffer + put, name.s + cut, name.n - cut);
            return (struct str){buffer, put + name.n - cut};
        }
    return name;
}

bool candidates_known(const struct world *world, struct str name)
{
    char buffer[NAME_MAX_BYTES];
    const uint32_t *rows;
    const struct gazetteer *gazetteer = world_places(world);
    struct phrase phrase = phrase_of(name);
    struct sense sense;
    if (lexicon_may_be_place(world, phrase) && lexicon_any(world, phrase, PLACE_SENSES, &sense))
        return true;
    if (!gazetteer || is_short(name))
        return false;
    if (gazetteer_find(gazetteer, phrase, &rows))
        return true;
    struct str full = in_full(name, buffer);
    return full.s == buffer && gazetteer_find(gazetteer, phrase_of(full), &rows);
}

bool candidates_go_on(const struct world *world, struct str word)
{
    static const char *const SHORTS[] = {"Mt",  "Mt.", "St",  "St.", "Ft",
                                         "Ft.", "The", "the", "THE"};
    const struct gazetteer *gazetteer = world_places(world);
    for (size_t i = 0; i < sizeof SHORTS / sizeof *SHORTS; i++)
        if (str_is(word, SHORTS[i]))
            return true;
    struct phrase phrase = phrase_of(word);
    return lexicon_goes_on(world, phrase) || (gazetteer && gazetteer_goes_on(gazetteer, phrase));
}

uint32_t candidates_find(const struct world *world, struct str name, struct candidate *candidates)
{
    struct list list = {world, candidates, 0};
    struct phrase phrase = phrase_of(name);
    struct sense senses[SENSES_MAX];
    char buffer[NAME_MAX_BYTES];
    if (!phrase.folded)
        return 0;
    add_by_name(&list, name);
    struct str full = in_full(name, buffer);
    if (full.s == buffer)
        add_by_name(&list, full);
    uint32_t n = lexicon_find(world, phrase, SENSE_TOPONYM, senses, SENSES_MAX);
    for (uint32_t i = 0; i < n && !is_full(&list); i++)
        add_other(&list, senses[i], name);
    return list.n;
}
