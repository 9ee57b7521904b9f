/* gather: propositions that say the same, brought together. */
#ifndef ONR_CLAIM_GATHER_H
#define ONR_CLAIM_GATHER_H

#include "base/arena.h"
#include "base/str.h"

struct claim_item {
    struct str words; /* claim/proposition.h */
    int32_t day;      /* on which it was said, days since 1970-01-01 */
};

/* For each of n items, in order of time: the index of the first item that says the same, its own
 * where none does. scratch is rewound. The same items give the same answer. */
void claims_gather(const struct claim_item *items, uint32_t n, uint32_t *first,
                   struct arena *scratch);

#endif
