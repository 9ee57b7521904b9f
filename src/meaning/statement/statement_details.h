/* statement_details: everything about a statement but its content. */
#ifndef ONR_MEANING_STATEMENT_STATEMENT_DETAILS_H
#define ONR_MEANING_STATEMENT_STATEMENT_DETAILS_H

#include "meaning/statement/attribution.h"

/* Needs: mentions, entities, times, places; statement->standing and content. Fills speakers and
 * how they were found, cue, addressees, time, place, medium, via, question and evidence. */
void statement_details(const struct world *world, struct doc *doc, const struct attribution *found,
                       struct statement *statement);

/* Fills `within` of all statements: the innermost statement whose content holds the cue. */
void statements_nest(struct doc *doc);

#endif
