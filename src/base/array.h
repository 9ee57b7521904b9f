/* array: a growable array of fixed structs inside an arena.
 *
 *     ARRAY(struct token) tokens = {0};
 *     struct token *t = array_push(&tokens, arena);   // zeroed, valid until the next push
 *     tokens.v[i], tokens.n
 *
 * Document layers keep element 0 as "none": array_push once after reset. */
#ifndef ONR_BASE_ARRAY_H
#define ONR_BASE_ARRAY_H

#include <stdint.h>

#include "base/arena.h"

#define ARRAY(type)      \
    struct {             \
        type *v;         \
        uint32_t n, cap; \
    }

#define array_push(array, arena)                                                             \
    ((array)->n == (array)->cap                                                              \
         ? ((array)->v = array_grow((arena), (array)->v, &(array)->cap, sizeof *(array)->v), \
            &(array)->v[(array)->n++])                                                       \
         : &(array)->v[(array)->n++])

/* Of items 1 … n - 1, which stand in rising order of a uint32_t field: the first that is at least
 * `least` there, n where none is. */
#define array_find_from(items, count, field, least) \
    array_find_key((count) > 1 ? &(items)[0].field : NULL, sizeof *(items), (count), (least))

/* The same with the field of item 0 and the distance to that of the next. */
uint32_t array_find_key(const uint32_t *first, size_t distance, uint32_t n, uint32_t least);

/* Doubles *cap (from 0 to 16), copies the old items; new items are zeroed. The old memory stays
 * with the arena until reset. */
void *array_grow(struct arena *arena, void *items, uint32_t *cap, size_t item_size);

#endif
