/* filter: whether a name may stand in an index, told by one look at 64 bits (a Bloom filter in
 * blocks). Names whose first words share a hash share a block, in which each sets two bits, and one
 * of several words two more for its first word. It errs by saying "perhaps", never by saying no. */
#ifndef ONR_WORLD_FILTER_H
#define ONR_WORLD_FILTER_H

#include <stdbool.h>
#include <stdint.h>

struct name_filter {
    uint64_t *blocks;
    uint32_t bits; /* 2^bits blocks */
};

static inline uint64_t name_filter_pair(uint64_t hash)
{
    return (uint64_t)1 << (hash & 63) | (uint64_t)1 << (hash >> 6 & 63);
}

static inline uint64_t *name_filter_block(const struct name_filter *filter, uint64_t first)
{
    return &filter->blocks[first >> (64 - filter->bits)];
}

/* first: hash of the first word; name: of all; several: there are more */
static inline void name_filter_add(const struct name_filter *filter, uint64_t first, uint64_t name,
                                   bool several)
{
    *name_filter_block(filter, first) |=
        name_filter_pair(name) | (several ? name_filter_pair(first >> 12) : 0);
}

static inline bool name_filter_may_hold(const struct name_filter *filter, uint64_t first,
                                        uint64_t name)
{
    uint64_t pair = name_filter_pair(name);
    return (*name_filter_block(filter, first) & pair) == pair;
}

/* there may be a longer name that begins with that word */
static inline bool name_filter_goes_on(const struct name_filter *filter, uint64_t first)
{
    return name_filter_may_hold(filter, first, first >> 12);
}

#endif
