/* map: from 64-bit hashes to numbers other than 0. Grows; nothing is taken out but all at once. Two
 * keys of one hash are the user's to tell apart. */
#ifndef ONR_BASE_MAP_H
#define ONR_BASE_MAP_H

#include <stdint.h>

/* all zero = empty */
struct map {
    uint64_t *hashes;
    uint32_t *values; /* 0 = free slot */
    uint32_t n, cap;
};

void map_release(struct map *map);
/* the number under the hash, 0 = none */
uint32_t map_get(const struct map *map, uint64_t hash);
/* value is not 0 */
void map_set(struct map *map, uint64_t hash, uint32_t value);

#endif
