/* random: one reproducible stream of random numbers (splitmix64) for the trainers. */
#ifndef ONR_TRAIN_RANDOM_H
#define ONR_TRAIN_RANDOM_H

#include <stdint.h>

#include "base/hash.h"

struct random {
    uint64_t state;
};

static inline uint64_t random_next(struct random *random)
{
    return hash_mix(0, random->state++ * 0x9E3779B97F4A7C15u);
}

/* [0, 1) */
static inline float random_unit(struct random *random)
{
    return (float)(random_next(random) >> 40) * (1.0F / 16777216.0F);
}

/* [0, n) */
static inline uint32_t random_below(struct random *random, uint32_t n)
{
    return (uint32_t)(((random_next(random) >> 32) * n) >> 32);
}

/* normal, mean 0, deviation 1 */
float random_normal(struct random *random);

#endif
