/* record/outline: the order in which statements and events are shown to people. */
#ifndef ONR_RECORD_OUTLINE_H
#define ONR_RECORD_OUTLINE_H

#include "base/arena.h"
#include "doc/doc.h"

/* a statement or an event */
struct outline_item {
    uint32_t at;                        /* first byte of it in the text */
    uint32_t statement, event;          /* one of them, the other 0 */
    uint32_t depth;                     /* 0 = the article's own voice */
    uint32_t parent, first, last, next; /* the maker's links, 0 = none */
};

struct outline {
    const struct outline_item **items;
    uint32_t n;
};

/* Needs: statements, events. Gives all of them in the order of the text, but each below what it
 * hangs on: a statement on the one that reports it, an event on the innermost statement that
 * carries it. The memory is the arena's. */
struct outline outline_make(const struct doc *doc, struct arena *arena);

#endif
