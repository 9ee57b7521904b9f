/* complements: what a cue governs, as the tree tells. */
#ifndef ONR_MEANING_STATEMENT_COMPLEMENTS_H
#define ONR_MEANING_STATEMENT_COMPLEMENTS_H

#include "meaning/statement/attribution.h"

struct complements {
    struct tokens right;     /* from the first to the last complement behind the cue */
    struct tokens left;      /* a clause before the cue */
    struct tokens condition; /* "if A" in "If A, experts say B" */
    uint32_t object, addressee;
    bool clause, infinitive;
    bool with; /* the complement so far is a phrase with "with" */
};

/* Needs: tree; of `found` token and cue. */
void complements_find(const struct world *world, const struct doc *doc,
                      const struct attribution *found, struct complements *c);

#endif
