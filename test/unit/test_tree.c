/* The best tree by tree_decode against trees found by trying all of them, on scores chosen to make
 * cycles and several roots, and on random ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/hash.h"
#include "lang/tree.h"

static struct tree_scratch *scratch;

static int set_up(void **state)
{
    (void)state;
    scratch = memory_alloc(sizeof *scratch);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(scratch);
    return 0;
}

/* one root word, and every word reaches it */
static int is_tree(const uint32_t *heads, uint32_t n)
{
    uint32_t roots = 0;
    for (uint32_t d = 1; d <= n; d++) {
        uint32_t at = d, steps = 0;
        while (at && steps++ <= n)
            at = heads[at - 1];
        if (at)
            return 0;
        roots += heads[d - 1] == 0;
    }
    return roots == 1;
}

static float sum_of(const float *scores, uint32_t n, const uint32_t *heads)
{
    float sum = 0;
    for (uint32_t d = 1; d <= n; d++)
        sum += scores[(d - 1) * (n + 1) + heads[d - 1]];
    return sum;
}

/* the best sum over all trees, by counting heads up like an odometer */
static float best_sum(const float *scores, uint32_t n)
{
    uint32_t heads[8] = {0};
    float best = -1e30F;
    for (;;) {
        if (is_tree(heads, n) && sum_of(scores, n, heads) > best)
            best = sum_of(scores, n, heads);
        uint32_t d = 0;
        while (d < n && ++heads[d] > n)
            heads[d++] = 0;
        if (d == n)
            return best;
    }
}

static void check(const float *scores, uint32_t n)
{
    uint32_t heads[8];
    tree_decode(scores, n + 1, n, heads, scratch);
    assert_true(is_tree(heads, n));
    assert_float_equal(sum_of(scores, n, heads), best_sum(scores, n), 1e-3F);
}

static void one_word(void **state)
{
    (void)state;
    const float scores[] = {-5, 9};
    check(scores, 1);
}

static void two_words_like_each_other(void **state)
{
    (void)state;
    const float scores[] = {1, 0, 10, 2, 10, 0};
    check(scores, 2);
}

static void all_words_want_the_root(void **state)
{
    (void)state;
    const float scores[] = {9, 0, 1, 2, 9, 3, 0, 1, 9, 1, 4, 0};
    check(scores, 3);
}

static void a_cycle_within_a_cycle(void **state)
{
    (void)state;
    const float scores[] = {
        0, 0, 9, 1, 1, /* 1 ← 2 */
        0, 9, 0, 8, 1, /* 2 ← 1 */
        0, 8, 2, 0, 7, /* 3 ← 1 */
        1, 2, 1, 8, 0, /* 4 ← 3 */
    };
    check(scores, 4);
}

static void random_scores(void **state)
{
    (void)state;
    float scores[8 * 9];
    uint64_t seed = 7;
    for (uint32_t round = 0; round < 400; round++) {
        uint32_t n = 2 + round % 4;
        for (uint32_t i = 0; i < n * (n + 1); i++)
            scores[i] = (float)(hash_mix(1, seed++) % 20);
        check(scores, n);
    }
}

static void many_words(void **state)
{
    (void)state;
    enum { N = TREE_MAX };
    float *scores = memory_alloc(sizeof(float) * N * (N + 1));
    uint32_t heads[N];
    /* word pairs that want each other, then pairs of pairs: every level makes cycles */
    for (uint32_t d = 1; d <= N; d++)
        for (uint32_t h = 0; h <= N; h++) {
            uint32_t apart = (d - 1) ^ (h - 1);
            scores[(d - 1) * (N + 1) + h] = h ? 100.0F / (float)(1 + apart) : 0;
        }
    tree_decode(scores, N + 1, N, heads, scratch);
    assert_true(is_tree(heads, N));
    free(scores);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_word),
        cmocka_unit_test(two_words_like_each_other),
        cmocka_unit_test(all_words_want_the_root),
        cmocka_unit_test(a_cycle_within_a_cycle),
        cmocka_unit_test(random_scores),
        cmocka_unit_test(many_words),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
