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

/* Doubles *cap (from 0 to 16), copies the old items; new items are zeroed. The old memory stays
 * with the arena until reset. */
void *array_grow(struct arena *arena, void *items, uint32_t *cap, size_t item_size);

#endif
