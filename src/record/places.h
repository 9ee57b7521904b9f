/* places: why a place was chosen, in words. */
#ifndef ONR_RECORD_PLACES_H
#define ONR_RECORD_PLACES_H

#include "doc/doc.h"

/* "near Paris, 3 of that name"; empty where nothing is known of it. In scratch. */
struct str place_because(const struct doc *doc, const struct place *place, struct arena *scratch);

#endif
