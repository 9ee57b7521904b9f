/* batch: fills batches from a corpus, with the variations that make the network robust. */
#ifndef ONR_TRAIN_BATCH_H
#define ONR_TRAIN_BATCH_H

#include "name_list.h"
#include "net.h"

/* how batches are made; all zero: as the corpus has it */
struct batch_plan {
    const struct vectors *vectors;
    const uint32_t *counts;  /* by hash of the form, COUNT_SLOTS; NULL = no word is dropped */
    struct name_list *names; /* NULL: names stay */
    float renaming;          /* probability that a name is replaced */
    float variation;         /* probability that a sentence is varied in one of the ways */
    /* called with every batch when it is filled; NULL = nothing more to do */
    void (*finish)(struct batch *batch, void *with);
    void *with;
};

enum { COUNT_SLOTS = 1 << 18 };

/* occurrences of forms by hash, for batch_plan.counts; free() it */
uint32_t *batch_count_forms(const struct corpus *corpus);

/* Adds sentences order[*next…] (or in corpus order when order is NULL) while their words fit into
 * `limit`, at least one; *next moves on. Returns false when none was left. */
bool batch_fill(struct batch *batch, const struct corpus *corpus, const uint32_t *order,
                uint32_t *next, uint32_t limit, const struct batch_plan *plan,
                struct random *random);

#endif
