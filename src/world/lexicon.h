/* lexicon: what a phrase can stand for. All names and words of the tables of countries, regions,
 * organisations, seats of government, roles, people, given names and parts of names under one
 * index. Phrases are compared in a folded form: case, accents, stops, hyphens and a leading "the"
 * make no difference, but short forms in capitals ("US", "WHO", "IS") match capitals only. */
#ifndef ONR_WORLD_LEXICON_H
#define ONR_WORLD_LEXICON_H

#include <stdbool.h>

#include "world/world.h"

enum sense_kind {
    SENSE_COUNTRY,     /* row of countries: its name */
    SENSE_NATIONALITY, /* row of countries: adjective */
    SENSE_PEOPLE,      /* row of countries: noun, "Hungarians"; plural where it ends in s */
    SENSE_CAPITAL,     /* row of countries */
    SENSE_METONYM,     /* row of metonyms */
    SENSE_REGION,      /* row of regions: name */
    SENSE_REGIONAL,    /* row of regions: adjective */
    SENSE_ORGANIZATION,
    SENSE_ROLE,
    SENSE_PERSON, /* row of people: a name that tells the person alone */
    SENSE_GIVEN_NAME,
    SENSE_NAME_PART,
    SENSE_PLACE,   /* row of places */
    SENSE_TOPONYM, /* row of toponyms: another name of a place */
    /* no rows: what a reader asks first to save longer phrases */
    SENSE_NAME_BEGINS, /* first word of a name of several words */
    SENSE_ROLE_WORD,   /* any word of a role */
    SENSE_KINDS
};

struct sense {
    uint32_t row;
    uint8_t kind; /* enum sense_kind */
    bool plural;
};

/* a sense as one number that is never 0, and back */
static inline uint32_t sense_pack(struct sense sense)
{
    return (uint32_t)sense.kind << 26 | (sense.row + 1);
}
static inline struct sense sense_unpack(uint32_t packed)
{
    return (struct sense){(packed & ((1u << 26) - 1)) - 1, (uint8_t)(packed >> 26), false};
}

struct lexicon;

/* Needs the tables named above; says which is missing or lacks a column. The caller frees. */
ONR_CHECKED enum onr_status lexicon_new(struct lexicon **lexicon, const struct world *world,
                                        struct onr_error *error);
void lexicon_free(struct lexicon *lexicon);

/* A phrase in its folded form. 0 in both: longer than any entry, or empty. */
struct phrase {
    uint64_t folded, capitals; /* hashes; capitals is 0 unless it is written in capitals */
    uint64_t first;            /* of the first word, folded; equal to `folded` when it is all */
};
struct phrase phrase_of(struct str text);

/* Senses of that kind, in table order, at most max of them; returns how many. */
uint32_t lexicon_find(const struct world *world, struct phrase phrase, enum sense_kind kind,
                      struct sense *senses, uint32_t max);
/* the first of them; false when there is none */
bool lexicon_has(const struct world *world, struct phrase phrase, enum sense_kind kind,
                 struct sense *sense);

/* A sense of any of the kinds in the mask (1u << kind), the first kind of the enumeration first;
 * false when there is none. */
bool lexicon_any(const struct world *world, struct phrase phrase, uint32_t kinds,
                 struct sense *sense);

/* Whether the phrase may have a sense that tells a place or its people, and whether such a phrase
 * of several words may begin with this one: no is certain, and costs one look. */
bool lexicon_may_be_place(const struct world *world, struct phrase phrase);
bool lexicon_goes_on(const struct world *world, struct phrase word);

/* Columns of the tables behind the senses, in the order of the enumerations. */
enum country_column {
    COUNTRY_CODE,
    COUNTRY_ALPHA2,
    COUNTRY_NAME,
    COUNTRY_OTHERS,
    COUNTRY_ADJECTIVES,
    COUNTRY_PEOPLE,
    COUNTRY_CAPITALS,
    COUNTRY_LAT,
    COUNTRY_LON,
    COUNTRY_CAPITAL_LAT,
    COUNTRY_CAPITAL_LON
};
enum metonym_column { METONYM_NAME, METONYM_COUNTRY, METONYM_SECTORS };
enum region_column { REGION_NAME, REGION_OTHERS, REGION_ADJECTIVES, REGION_CODE, REGION_COUNTRY };
enum organization_column {
    ORGANIZATION_NAME,
    ORGANIZATION_OTHERS,
    ORGANIZATION_KIND,
    ORGANIZATION_ACTOR,
    ORGANIZATION_COUNTRY,
    ORGANIZATION_FROM,
    ORGANIZATION_TO
};
enum role_column {
    ROLE_NAME,
    ROLE_PLURAL,
    ROLE_OTHERS,
    ROLE_KIND,
    ROLE_SECTORS,
    ROLE_GENDER,
    ROLE_NEEDS
};
enum person_column {
    PERSON_NAME,
    PERSON_SHORT,
    PERSON_COUNTRY,
    PERSON_SECTORS,
    PERSON_ROLE,
    PERSON_FROM,
    PERSON_TO,
    PERSON_GENDER
};
enum place_column { PLACE_NAME, PLACE_KIND, PLACE_COUNTRY_CODE, PLACE_LAT, PLACE_LON };
enum toponym_column { TOPONYM_NAME, TOPONYM_PLACE, TOPONYM_COUNTRY, TOPONYM_KIND, TOPONYM_CLASS };
enum given_name_column { GIVEN_NAME, GIVEN_GENDER };
enum name_part_column { PART_WORD, PART_KIND, PART_GENDER };

/* the table whose rows senses of that kind are */
const char *sense_table(const struct world *world, enum sense_kind kind,
                        const struct table **table);

/* the cell of a sense's row; column is one of its table's enumeration */
struct str sense_cell(const struct world *world, struct sense sense, uint32_t column);

/* Whether a row's days, two cells "YYYY-MM-DD" or empty, hold the day; an unknown day
 * (INT32_MIN) is taken as today's end of all offices: only rows that are still open hold it. */
/* whether the day that a cell names lies before `day`; false for an empty cell */
bool days_before(struct str cell, int32_t day);
bool days_hold(struct str from, struct str to, int32_t day);

#endif
