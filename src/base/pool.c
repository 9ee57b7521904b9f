/* pool: a ring of slots under one lock. A slot is free, then filled by the calling thread, taken by
 * a worker, done, put, and free again; the three counters `filled`, `taken` and `put` only grow,
 * and
 *
 *     put <= taken <= filled <= put + n_slots                                         (invariant)
 *
 * Slot i of the run lives at i % n_slots. Whoever finishes an item puts every finished item at the
 * front of the ring, unless another worker is already doing so. */
#include "base/pool.h"

#include <assert.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>

#include "base/arena.h"

struct ring {
    const struct pool_task *task;
    pthread_mutex_t lock;
    pthread_cond_t can_fill, can_take;
    uint64_t filled, taken, put;
    bool *done; /* n_slots: the item in this slot has been worked on */
    bool ended, stopped, putting;
};

struct worker {
    struct ring *ring;
    pthread_t thread;
    unsigned number;
};

/* Puts the finished items at the front. Called with the lock held; gives it up around each put. */
static void put_finished(struct ring *ring)
{
    const struct pool_task *task = ring->task;
    ring->putting = true;
    while (!ring->stopped && ring->put < ring->taken && ring->done[ring->put % task->n_slots]) {
        unsigned slot = (unsigned)(ring->put % task->n_slots);
        pthread_mutex_unlock(&ring->lock);
        bool go_on = task->put(task->context, task->items[slot]);
        pthread_mutex_lock(&ring->lock);
        ring->done[slot] = false;
        ring->put++;
        ring->stopped |= !go_on;
        if (ring->filled - ring->put <= task->n_slots / 2) /* else it would wake for each item */
            pthread_cond_signal(&ring->can_fill);
    }
    ring->putting = false;
    if (ring->stopped) {
        pthread_cond_broadcast(&ring->can_take);
        pthread_cond_signal(&ring->can_fill);
    }
}

static void *work_on_items(void *argument)
{
    const struct worker *worker = argument;
    struct ring *ring = worker->ring;
    const struct pool_task *task = ring->task;
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->taken == ring->filled && !ring->ended && !ring->stopped)
            pthread_cond_wait(&ring->can_take, &ring->lock);
        if (ring->stopped || ring->taken == ring->filled)
            break;
        unsigned slot = (unsigned)(ring->taken++ % task->n_slots);
        pthread_mutex_unlock(&ring->lock);
        task->work(task->context, worker->number, task->items[slot]);
        pthread_mutex_lock(&ring->lock);
        ring->done[slot] = true;
        if (!ring->putting)
            put_finished(ring);
    }
    pthread_mutex_unlock(&ring->lock);
    return NULL;
}

/* Fills slots until the input ends or the run is stopped. */
static void fill_slots(struct ring *ring)
{
    const struct pool_task *task = ring->task;
    pthread_mutex_lock(&ring->lock);
    for (;;) {
        while (ring->filled - ring->put == task->n_slots && !ring->stopped)
            pthread_cond_wait(&ring->can_fill, &ring->lock);
        if (ring->stopped)
            break;
        assert(ring->put <= ring->taken && ring->taken <= ring->filled);
        void *item = task->items[ring->filled % task->n_slots];
        pthread_mutex_unlock(&ring->lock);
        bool more = task->next(task->context, item);
        pthread_mutex_lock(&ring->lock);
        if (!more)
            break;
        ring->filled++;
        pthread_cond_signal(&ring->can_take);
    }
    ring->ended = true;
    pthread_cond_broadcast(&ring->can_take);
    pthread_mutex_unlock(&ring->lock);
}

/* Starts up to n workers that leave all signals to the calling thread; returns how many run. */
static unsigned start_workers(struct ring *ring, struct worker *workers, unsigned n)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    unsigned started = 0;
    while (started < n) {
        workers[started] = (struct worker){.ring = ring, .number = started};
        if (pthread_create(&workers[started].thread, NULL, work_on_items, &workers[started]) != 0)
            break;
        started++;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return started;
}

bool pool_run(const struct pool_task *task, bool *no_thread)
{
    assert(task->n_workers > 0 && task->n_slots > 0);
    struct ring ring = {.task = task, .done = memory_alloc(task->n_slots * sizeof(bool))};
    struct worker *workers = memory_alloc(task->n_workers * sizeof *workers);
    pthread_mutex_init(&ring.lock, NULL);
    pthread_cond_init(&ring.can_fill, NULL);
    pthread_cond_init(&ring.can_take, NULL);

    unsigned started = start_workers(&ring, workers, task->n_workers);
    *no_thread = started == 0;
    if (started)
        fill_slots(&ring);
    for (unsigned i = 0; i < started; i++)
        pthread_join(workers[i].thread, NULL);

    pthread_cond_destroy(&ring.can_take);
    pthread_cond_destroy(&ring.can_fill);
    pthread_mutex_destroy(&ring.lock);
    free(workers);
    free(ring.done);
    return !ring.stopped && ring.put == ring.filled;
}

unsigned pool_processors(void)
{
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) != 0)
        return 1;
    int n = CPU_COUNT(&set);
    return n > 0 ? (unsigned)n : 1;
}
