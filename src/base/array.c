/* array: growth of arena arrays, and search by halves. */
#include "base/array.h"

void *array_grow(struct arena *arena, void *items, uint32_t *cap, size_t item_size)
{
    uint32_t grown = *cap ? *cap * 2 : 16;
    if (grown <= *cap)
        memory_exhausted((size_t)*cap * item_size);
    void *bigger = arena_alloc(arena, grown * item_size);
    if (*cap)
        memcpy(bigger, items, *cap * item_size);
    *cap = grown;
    return bigger;
}

uint32_t array_find_key(const uint32_t *first, size_t distance, uint32_t n, uint32_t least)
{
    uint32_t low = 1, high = n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2, key;
        memcpy(&key, (const char *)first + middle * distance, sizeof key);
        if (key < least)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
