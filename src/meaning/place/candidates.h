/* candidates: all places that a name may mean, from the tables (countries, capitals, places,
 * toponyms) and the gazetteer. */
#ifndef ONR_MEANING_PLACE_CANDIDATES_H
#define ONR_MEANING_PLACE_CANDIDATES_H

#include "base/str.h"
#include "world/gazetteer.h"
#include "world/world.h"

enum { CANDIDATES_MAX = 64 };

struct candidate {
    struct str name; /* of the tables, in full: "United States" for "U.S." */
    uint32_t row;    /* of the gazetteer, which has the name; 0 = the tables have it */
    float lat, lon;  /* degrees */
    uint32_t population;
    uint32_t geonames; /* 0 = unknown */
    uint16_t division; /* of the gazetteer; 0 = none or unknown */
    uint8_t kind;      /* enum place_kind */
    bool listed;       /* in the tables, which hold what is often in the news */
    char country[2];   /* alpha-2; zeros where it lies in several */
};

/* The places of that name, at most CANDIDATES_MAX; returns how many. Strings lie in the world. */
uint32_t candidates_find(const struct world *world, struct str name, struct candidate *candidates);

/* the name of a candidate in full */
struct str candidate_name(const struct world *world, const struct candidate *candidate);

/* whether there is any, at less cost; and whether the tables have it */
bool candidates_known(const struct world *world, struct str name);
bool candidates_listed(const struct world *world, struct str name);
/* whether it is an abbreviation of the tables: "Fla." */
bool candidates_abbreviated(const struct world *world, struct str name);
/* Whether a name that begins with that word and a space or hyphen may be known: false saves the
 * search for longer ones. */
bool candidates_go_on(const struct world *world, struct str word);

/* kilometres between two candidates, on a sphere that is flat nearby: exact enough to compare */
float candidates_distance(const struct candidate *a, const struct candidate *b);

static inline bool same_country(const struct candidate *a, const struct candidate *b)
{
    return a->country[0] && a->country[0] == b->country[0] && a->country[1] == b->country[1];
}
static inline bool is_populated(uint8_t kind)
{
    return kind == PLACE_CAPITAL || kind == PLACE_SEAT || kind == PLACE_CITY ||
           kind == PLACE_SECTION;
}

#endif
