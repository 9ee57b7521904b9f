/* keys: a read-only map from 64-bit hashes to small numbers, used in place in a model section.
 *
 * Section: u32 n_slots (a power of two), u32 n_keys, then n_slots × u64: the upper 48 bits of the
 * key's hash and a value of 16 bits; 0 = empty. Open addressing, at most half full. Two keys that
 * share 48 bits would be taken for each other; keys_write refuses to write such a map. */
#ifndef ONR_LANG_KEYS_H
#define ONR_LANG_KEYS_H

#include "base/buf.h"
#include "base/error.h"
#include "base/hash.h"

struct keys {
    const uint64_t *slots; /* NULL: an empty map */
    uint32_t mask;
};

/* An absent section ({NULL,0}) gives an empty map. */
ONR_CHECKED enum onr_status keys_open(struct keys *keys, struct str section, const char *name,
                                      struct onr_error *error);

/* starts to bring a key's place into the cache */
static inline void keys_fetch(const struct keys *keys, uint64_t hash)
{
    if (keys->slots)
        __builtin_prefetch(&keys->slots[(uint32_t)hash & keys->mask]);
}

/* the value, 0 = no such key */
static inline uint16_t keys_find(const struct keys *keys, uint64_t hash)
{
    if (!keys->slots)
        return 0;
    for (uint32_t i = (uint32_t)hash & keys->mask;; i = (i + 1) & keys->mask) {
        uint64_t slot = keys->slots[i];
        if (slot == 0 || (slot ^ hash) >> 16 == 0)
            return (uint16_t)slot;
    }
}

struct key {
    uint64_t hash;
    uint16_t value; /* not 0 */
};

/* Appends the section; for trainers. Fails when two keys collide. */
ONR_CHECKED enum onr_status keys_write(struct buf *out, const struct key *keys, uint32_t n,
                                       struct onr_error *error);

#endif
