/* schedule: one pass over a corpus in random order, at a rate that rises and then falls. */
#ifndef ONR_TRAIN_SCHEDULE_H
#define ONR_TRAIN_SCHEDULE_H

#include "batch.h"

struct schedule {
    float peak;     /* highest rate */
    uint32_t batch; /* words a batch */
    uint64_t steps; /* of the whole training; the rate falls to zero over them */
};

/* steps that `epochs` passes over a corpus take, about */
uint64_t schedule_steps(const struct corpus *corpus, uint32_t batch, double epochs);
/* Runs over the corpus once in random order and adds to the tallies. Stops early after the
 * schedule's last step. */
void schedule_epoch(struct net *net, const struct corpus *corpus, const struct batch_plan *plan,
                    const struct schedule *schedule, struct net_tallies *tallies);
/* The same without learning, in order. */
void schedule_measure(struct net *net, const struct corpus *corpus, const struct batch_plan *plan,
                      struct net_tallies *tallies);
/* one line to standard error */
void tallies_print(const char *label, const struct net_tallies *tallies, double seconds);

#endif
