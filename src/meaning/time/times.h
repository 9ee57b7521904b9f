/* times: expressions of time that belong to a clause. */
#ifndef ONR_MEANING_TIME_TIMES_H
#define ONR_MEANING_TIME_TIMES_H

#include "doc/doc.h"

/* The time (index into doc->times) that the syntax attaches to a verb or an event noun: its own
 * modifier, not one inside a clause that depends on it; a calendar time before a duration, a
 * reference or a repetition; of coordinated verbs with one subject the one they share. 0 = none.
 * Needs: times, tree. */
uint32_t time_of_clause(const struct doc *doc, uint32_t verb);

/* the token of the time that the rest of it depends on */
uint32_t time_head(const struct doc *doc, uint32_t time);

#endif
