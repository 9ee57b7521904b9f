/* places: the places that clauses happen at. */
#ifndef ONR_MEANING_PLACE_PLACES_H
#define ONR_MEANING_PLACE_PLACES_H

#include "doc/doc.h"

/* The place (index into doc->places) that the syntax attaches to a verb or an event noun: in one of
 * its own modifiers or, failing those, in its object, at whatever depth of noun phrases ("in a
 * hospital in Gaza"), not inside a clause that depends on it. 0 = none. Needs: places, tree. */
uint32_t place_of_clause(const struct doc *doc, uint32_t verb);

#endif
