/* timetense: whether a clause tells of what was or of what is to come. */
#ifndef ONR_MEANING_TIME_TIMETENSE_H
#define ONR_MEANING_TIME_TIMETENSE_H

#include "doc/doc.h"
#include "meaning/time/timevalue.h"

/* The tense (enum time_tense) of the clause a token stands in, from the verbs above it. Needs:
 * tags, tree, lemmas; without a tree TENSE_UNKNOWN. *direct: the token depends on the verb that
 * told it. */
uint8_t time_tense(const struct doc *doc, uint32_t token, bool *direct);

#endif
