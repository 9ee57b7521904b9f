/* arena: memory that is freed all at once. One per document (its text and layers) and one per
 * worker for scratch (mark and release around a call). Reset keeps the blocks, so that in steady
 * state no malloc happens. Out of memory goes to memory_exhausted() and does not return. */
#ifndef ONR_BASE_ARENA_H
#define ONR_BASE_ARENA_H

#include <stddef.h>

#include "base/str.h"

struct arena_block;

struct arena {
    struct arena_block *first, *current;
    size_t keep; /* reset gives blocks back beyond this many bytes */
};

struct arena_mark {
    struct arena_block *block;
    size_t used;
};

void arena_init(struct arena *arena, size_t keep);
void arena_release(struct arena *arena);
/* all allocations are gone, blocks are kept up to `keep` bytes */
void arena_reset(struct arena *arena);

/* n bytes, zeroed, aligned to 16 */
void *arena_alloc(struct arena *arena, size_t n);
/* a NUL-terminated copy; the NUL is not counted */
struct str arena_copy(struct arena *arena, struct str s);
struct str arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* everything allocated after mark is gone after rewind */
struct arena_mark arena_mark(const struct arena *arena);
void arena_rewind(struct arena *arena, struct arena_mark mark);

/* malloc/realloc for process- and worker-lifetime things; never return NULL */
void *memory_alloc(size_t n); /* zeroed */
void *memory_grow(void *old, size_t n);
_Noreturn void memory_exhausted(size_t n);

#endif
