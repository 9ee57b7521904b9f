/* candidates: all places that a name may mean, from the tables (countries, capitals, places,
 * toponyms) and the gazetteer. */
#ifndef ONR_MEANING_PLACE_CANDIDATES_H
#define ONR_MEANING_PLACE_CANDIDATES_H

#include "base/str.h"
#include "world/gazetteer.h"
#include "world/world.h"

enum { CANDIDATES_MAX = 64 };

struct candidate {
    struct str name; /* in full: "United States" for "U.S." */
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

/* whether there is any, at less cost; and whether the tables have it */
bool candidates_known(const struct world *world, struct str name);
bool candidates_listed(const struct world *world, struct str name);

/* the code of a country: alpha-3 of alpha-2 ("" when unknown) */
void country_alpha3(const struct world *world, const char alpha2[2], char alpha3[4]);
/* alpha-2 of alpha-3, zeros when unknown */
void country_alpha2(const struct world *world, struct str alpha3, char alpha2[2]);

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
