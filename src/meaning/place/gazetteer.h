/* gazetteer: what is known of a place by its name (tables countries and places). */
#ifndef ONR_MEANING_PLACE_GAZETTEER_H
#define ONR_MEANING_PLACE_GAZETTEER_H

#include "base/str.h"
#include "world/world.h"

struct gazetteer_entry {
    struct str name;    /* in full: "United States" for "U.S." */
    struct str kind;    /* country, city, region, water */
    struct str country; /* alpha-3; empty where it lies in several */
    float lat, lon;     /* NAN = unknown */
};

/* The place of that name; of several the one in `country` (alpha-3, may be empty), else the first.
 * False when the name is not known. The strings lie in the world. */
bool gazetteer_find(const struct world *world, struct str name, struct str country,
                    struct gazetteer_entry *entry);

#endif
