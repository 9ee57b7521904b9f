/* pool: items that come in one after the other, are worked on by several threads, and go out in
 * the order they came in. Memory is bounded: at most n_slots items are under way.
 *
 *     calling thread:  next ─▶ [slot][slot][slot] … ─▶ worker threads: work ─▶ put, in input order
 *
 * `next` runs in the calling thread only, so a signal that it handles can end a blocked read (the
 * workers block all signals). `put` runs in whichever worker finished the oldest item, one at a
 * time, so results leave as soon as they can even while `next` waits for input. */
#ifndef ONR_BASE_POOL_H
#define ONR_BASE_POOL_H

#include <stdbool.h>

struct pool_task {
    void *context; /* given to the three functions */
    void **items;  /* n_slots items, owned by the caller; each is used again and again */
    unsigned n_slots;
    unsigned n_workers; /* at least 1 */

    /* Fills *item with the next input; false at the end. */
    bool (*next)(void *context, void *item);
    /* Works on the item; worker is 0 … n_workers - 1, each a thread of its own. */
    void (*work)(void *context, unsigned worker, void *item);
    /* Hands the finished item on; false stops the run: nothing more is read or put. */
    bool (*put)(void *context, void *item);
};

/* Runs until next says end or put says stop; true when every item read was put. Fails only where
 * not a single thread can be started, then with *no_thread true and nothing read. */
bool pool_run(const struct pool_task *task, bool *no_thread);

/* number of processors this process may run on, at least 1 */
unsigned pool_processors(void);

#endif
