/* source: whose words a cue reports, as the tree tells. */
#ifndef ONR_MEANING_STATEMENT_SOURCE_H
#define ONR_MEANING_STATEMENT_SOURCE_H

#include "meaning/statement/attribution.h"

/* Needs: tree; of `found` token and cue. Fills source, antecedent, passive and, for passives, the
 * addressee; 0 where the tree has none. */
void source_find(const struct world *world, const struct doc *doc, struct attribution *found);

/* the subject of a verb: its own, or that of the verb that it depends on or is coordinated with */
uint32_t subject_of(const struct doc *doc, uint32_t verb);

#endif
