/* hash: 64-bit hashes of bytes (XXH3), for tables, checksums and feature hashing. */
#ifndef ONR_BASE_HASH_H
#define ONR_BASE_HASH_H

#include <stdint.h>

#include "base/str.h"

uint64_t hash_bytes(struct str s, uint64_t seed);

/* mixes a second number into a hash (splitmix64 finaliser) */
static inline uint64_t hash_mix(uint64_t hash, uint64_t more)
{
    uint64_t z = (hash ^ more) + 0x9E3779B97F4A7C15u;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

#endif
