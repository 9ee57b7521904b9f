/* resolve: which of the places of a name is meant. */
#ifndef ONR_MEANING_PLACE_RESOLVE_H
#define ONR_MEANING_PLACE_RESOLVE_H

#include "meaning/place/toponyms.h"

/* Needs: toponyms with candidates; entities. Sets `chosen` of every group that has candidates. */
void toponyms_resolve(struct toponyms *toponyms);

/* The candidate of one toponym: its group's, unless what is told behind it asks for another.
 * UINT32_MAX = none. */
uint32_t toponym_candidate(const struct toponyms *toponyms, const struct toponym *toponym);

/* why: enum place_by, and the name of what decided it ({NULL,0} = nothing to name) */
uint8_t toponym_reason(const struct toponyms *toponyms, const struct toponym *toponym,
                       uint32_t candidate, struct str *name);

#endif
