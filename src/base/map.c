/* map: open addressing, at most half full. */
#include "base/map.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"

static uint32_t find_slot(const struct map *map, uint64_t hash)
{
    uint32_t i = (uint32_t)hash & (map->cap - 1);
    while (map->values[i] && map->hashes[i] != hash)
        i = (i + 1) & (map->cap - 1);
    return i;
}

static void grow(struct map *map)
{
    struct map old = *map;
    map->cap = old.cap ? 2 * old.cap : 256;
    map->hashes = memory_alloc(map->cap * sizeof *map->hashes);
    map->values = memory_alloc(map->cap * sizeof *map->values);
    for (uint32_t i = 0; i < old.cap; i++) {
        if (!old.values[i])
            continue;
        uint32_t slot = find_slot(map, old.hashes[i]);
        map->hashes[slot] = old.hashes[i];
        map->values[slot] = old.values[i];
    }
    free(old.hashes);
    free(old.values);
}

void map_release(struct map *map)
{
    free(map->hashes);
    free(map->values);
    *map = (struct map){0};
}

uint32_t map_get(const struct map *map, uint64_t hash)
{
    return map->cap ? map->values[find_slot(map, hash)] : 0;
}

void map_set(struct map *map, uint64_t hash, uint32_t value)
{
    assert(value);
    if (2 * (map->n + 1) > map->cap)
        grow(map);
    uint32_t slot = find_slot(map, hash);
    map->n += map->values[slot] == 0;
    map->hashes[slot] = hash;
    map->values[slot] = value;
}
