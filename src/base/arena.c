/* arena: a chain of blocks filled from the front. Blocks after `current` are empty and kept for
 * reuse. Allocations too big for the next block get one of their own, put behind `current`. */
#include "base/arena.h"

#include <assert.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { ALIGNMENT = 16, BLOCK_BYTES = 256 * 1024 };

struct arena_block {
    struct arena_block *next;
    size_t used, size;
    _Alignas(ALIGNMENT) char bytes[];
};

_Noreturn void memory_exhausted(size_t n)
{
    fprintf(stderr, "onrecord: out of memory (%zu bytes wanted)\n", n);
    abort();
}

void *memory_alloc(size_t n)
{
    void *p = calloc(1, n ? n : 1);
    if (!p)
        memory_exhausted(n);
    return p;
}

void *memory_grow(void *old, size_t n)
{
    void *p = realloc(old, n ? n : 1);
    if (!p)
        memory_exhausted(n);
    return p;
}

static struct arena_block *add_block(struct arena *arena, size_t n)
{
    size_t size = n > BLOCK_BYTES ? n : BLOCK_BYTES;
    struct arena_block *block = malloc(sizeof *block + size);
    if (!block)
        memory_exhausted(size);
    block->used = 0;
    block->size = size;
    if (arena->current) {
        block->next = arena->current->next;
        arena->current->next = block;
    } else {
        block->next = NULL;
        arena->first = block;
    }
    arena->current = block;
    return block;
}

void arena_init(struct arena *arena, size_t keep)
{
    *arena = (struct arena){.keep = keep};
}

void arena_release(struct arena *arena)
{
    for (struct arena_block *block = arena->first, *next; block; block = next) {
        next = block->next;
        free(block);
    }
    *arena = (struct arena){.keep = arena->keep};
}

void arena_reset(struct arena *arena)
{
    size_t kept = 0;
    struct arena_block **link = &arena->first;
    while (*link) {
        struct arena_block *block = *link;
        if (kept + block->size > arena->keep && kept) {
            *link = block->next;
            free(block);
            continue;
        }
        kept += block->size;
        block->used = 0;
        link = &block->next;
    }
    arena->current = arena->first;
}

void *arena_alloc(struct arena *arena, size_t n)
{
    if (n > SIZE_MAX / 2)
        memory_exhausted(n);
    n = (n + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
    struct arena_block *block = arena->current;
    while (block && block->size - block->used < n) {
        block = block->next;
        if (!block)
            break;
        assert(block->used == 0);
        arena->current = block;
    }
    if (!block)
        block = add_block(arena, n);
    void *p = block->bytes + block->used;
    block->used += n;
    memset(p, 0, n);
    return p;
}

struct str arena_copy(struct arena *arena, struct str s)
{
    char *copy = arena_alloc(arena, s.n + 1);
    if (s.n)
        memcpy(copy, s.s, s.n);
    return (struct str){copy, s.n};
}

struct str arena_format(struct arena *arena, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    assert(n >= 0);
    char *s = arena_alloc(arena, (size_t)n + 1);
    vsnprintf(s, (size_t)n + 1, format, again);
    va_end(again);
    return (struct str){s, (size_t)n};
}

struct arena_mark arena_mark(const struct arena *arena)
{
    return (struct arena_mark){arena->current, arena->current ? arena->current->used : 0};
}

void arena_rewind(struct arena *arena, struct arena_mark mark)
{
    struct arena_block *block = mark.block ? mark.block->next : arena->first;
    for (; block; block = block->next)
        block->used = 0;
    arena->current = mark.block ? mark.block : arena->first;
    if (mark.block)
        mark.block->used = mark.used;
}
