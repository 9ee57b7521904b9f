/* array: growth of arena arrays. */
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
