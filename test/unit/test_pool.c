/* pool: every item is worked on once and put in input order, however uneven the work; a stop from
 * `put` ends the run; one slot and one worker suffice. */
#include "base/pool.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

enum { MAX_SLOTS = 16 };

struct item {
    unsigned number;
    uint64_t result;
};

struct run {
    unsigned n_items, n_next, n_put, stop_at;
    unsigned worked[8]; /* items a worker did */
    bool in_order;
};

/* uneven work: some items take a thousand times as long as others */
static uint64_t spin(unsigned number)
{
    uint64_t z = number;
    unsigned rounds = number % 7 == 0 ? 200000 : number % 3 == 0 ? 20000 : 20;
    for (unsigned i = 0; i < rounds; i++)
        z = z * 6364136223846793005u + 1442695040888963407u;
    return z;
}

static bool next_item(void *context, void *p)
{
    struct run *run = context;
    struct item *item = p;
    if (run->n_next == run->n_items)
        return false;
    item->number = run->n_next++;
    item->result = 0;
    return true;
}

static void work_item(void *context, unsigned worker, void *p)
{
    struct run *run = context;
    struct item *item = p;
    item->result = spin(item->number);
    run->worked[worker]++;
}

static bool put_item(void *context, void *p)
{
    struct run *run = context;
    const struct item *item = p;
    run->in_order &= item->number == run->n_put && item->result == spin(item->number);
    run->n_put++;
    return run->n_put != run->stop_at;
}

static bool run_pool(struct run *run, unsigned n_workers, unsigned n_slots)
{
    struct item items[MAX_SLOTS];
    void *pointers[MAX_SLOTS];
    for (unsigned i = 0; i < n_slots; i++)
        pointers[i] = &items[i];
    struct pool_task task = {.context = run,
                             .items = pointers,
                             .n_slots = n_slots,
                             .n_workers = n_workers,
                             .next = next_item,
                             .work = work_item,
                             .put = put_item};
    bool no_thread = true;
    run->in_order = true;
    bool whole = pool_run(&task, &no_thread);
    assert_false(no_thread);
    return whole;
}

static void test_order(void **state)
{
    (void)state;
    for (unsigned n_workers = 1; n_workers <= 8; n_workers++) {
        struct run run = {.n_items = 500};
        assert_true(run_pool(&run, n_workers, 2 * n_workers));
        assert_true(run.in_order);
        assert_int_equal(run.n_put, 500);
        unsigned sum = 0;
        for (unsigned i = 0; i < n_workers; i++)
            sum += run.worked[i];
        assert_int_equal(sum, 500);
    }
}

static void test_smallest(void **state)
{
    (void)state;
    struct run run = {.n_items = 50};
    assert_true(run_pool(&run, 1, 1));
    assert_true(run.in_order);
    assert_int_equal(run.n_put, 50);
}

static void test_fewer_slots_than_workers(void **state)
{
    (void)state;
    struct run run = {.n_items = 100};
    assert_true(run_pool(&run, 4, 2));
    assert_true(run.in_order);
    assert_int_equal(run.n_put, 100);
}

static void test_nothing(void **state)
{
    (void)state;
    struct run run = {.n_items = 0};
    assert_true(run_pool(&run, 2, 4));
    assert_int_equal(run.n_put, 0);
}

static void test_stop(void **state)
{
    (void)state;
    for (unsigned stop_at = 1; stop_at < 40; stop_at += 7) {
        struct run run = {.n_items = 100000, .stop_at = stop_at};
        assert_false(run_pool(&run, 3, 6));
        assert_true(run.in_order);
        assert_int_equal(run.n_put, stop_at);
        assert_true(run.n_next <= stop_at + 6 + 1);
    }
}

static void test_processors(void **state)
{
    (void)state;
    assert_true(pool_processors() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),   cmocka_unit_test(test_smallest),
        cmocka_unit_test(test_nothing), cmocka_unit_test(test_fewer_slots_than_workers),
        cmocka_unit_test(test_stop),    cmocka_unit_test(test_processors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
