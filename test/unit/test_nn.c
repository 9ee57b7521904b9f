/* The AVX2 kernels against the plain ones, and each row's independence of its neighbours. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/hash.h"
#include "nn/kernels.h"

enum { ROWS = 23, IN = 96, OUT = 37, STRIDE = 48, WIDTH = 64 };

static void fill(float *to, size_t n, uint64_t seed)
{
    for (size_t i = 0; i < n; i++)
        to[i] = (float)(hash_mix(seed, i) % 2001) / 500.0F - 2;
}

static void assert_near(const float *a, const float *b, size_t n)
{
    for (size_t i = 0; i < n; i++)
        assert_float_equal(a[i], b[i], 2e-3F);
}

static float *packed(void)
{
    float w[IN * OUT], b[OUT];
    float *to = memory_alloc(packed_size(IN, OUT) * sizeof(float));
    fill(w, IN * OUT, 1);
    fill(b, OUT, 2);
    packed_fill(to, w, b, IN, OUT);
    return to;
}

static void multiply_by_hand(void **state)
{
    (void)state;
    const float w[] = {1, 2, 3, 4}, b[] = {10, 20}, x[] = {5, 6, 7, 8};
    float to[PANEL * 3], y[2 * PANEL];
    packed_fill(to, w, b, 2, 2);
    struct packed p = packed_at(to, 2, 2);
    kernels_best()->multiply(&p, x, y, PANEL, 2);
    assert_float_equal(y[0], 33, 1e-6F);
    assert_float_equal(y[1], 54, 1e-6F);
    assert_float_equal(y[PANEL], 41, 1e-6F);
    assert_float_equal(y[PANEL + 1], 66, 1e-6F);
}

static void multiply_agrees(void **state)
{
    (void)state;
    float x[ROWS * IN], plain[ROWS * STRIDE], best[ROWS * STRIDE];
    float *weights = packed();
    struct packed p = packed_at(weights, IN, OUT);
    fill(x, ROWS * IN, 3);
    kernels_plain()->multiply(&p, x, plain, STRIDE, ROWS);
    kernels_best()->multiply(&p, x, best, STRIDE, ROWS);
    assert_near(plain, best, ROWS * STRIDE);
    free(weights);
}

static void rows_do_not_depend_on_each_other(void **state)
{
    (void)state;
    float x[ROWS * IN], all[ROWS * STRIDE], one[STRIDE];
    float *weights = packed();
    struct packed p = packed_at(weights, IN, OUT);
    fill(x, ROWS * IN, 3);
    kernels_best()->multiply(&p, x, all, STRIDE, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        kernels_best()->multiply(&p, x + i * IN, one, STRIDE, 1);
        assert_memory_equal(one, all + i * STRIDE, sizeof one);
    }
    free(weights);
}

static void integers_are_close_to_floats(void **state)
{
    (void)state;
    float w[IN * OUT], b[OUT], x[ROWS * IN], floats[ROWS * STRIDE], y[2][ROWS * STRIDE];
    float scales[2][ROWS], one[STRIDE];
    int16_t q[2][ROWS * IN];
    void *weights = memory_alloc(packed16_size(IN, OUT));
    float *exact = packed();
    fill(w, IN * OUT, 1);
    fill(b, OUT, 2);
    fill(x, ROWS * IN, 3);
    packed16_fill(weights, w, b, IN, OUT);
    struct packed16 p = packed16_at(weights, IN, OUT);
    struct packed f = packed_at(exact, IN, OUT);
    kernels_best()->multiply(&f, x, floats, STRIDE, ROWS);
    const struct kernels *both[] = {kernels_plain(), kernels_best()};
    for (size_t k = 0; k < 2; k++) {
        both[k]->quantise(x, q[k], scales[k], ROWS, IN);
        both[k]->multiply16(&p, q[k], scales[k], y[k], STRIDE, ROWS);
    }
    assert_memory_equal(q[0], q[1], sizeof q[0]);
    assert_near(y[0], y[1], ROWS * STRIDE);
    for (size_t i = 0; i < ROWS * STRIDE; i++)
        assert_float_equal(y[1][i], floats[i], 0.03F);
    for (size_t i = 0; i < ROWS; i++) {
        both[1]->multiply16(&p, q[1] + i * IN, &scales[1][i], one, STRIDE, 1);
        assert_memory_equal(one, y[1] + i * STRIDE, sizeof one);
    }
    free(weights);
    free(exact);
}

static void integers_of_zeros_and_extremes(void **state)
{
    (void)state;
    float x[2 * 16] = {0}, scales[2];
    int16_t q[2 * 16];
    for (size_t i = 0; i < 16; i++)
        x[16 + i] = i % 2 ? 1e30F : -1e30F;
    kernels_best()->quantise(x, q, scales, 2, 16);
    for (size_t i = 0; i < 16; i++) {
        assert_int_equal(q[i], 0);
        assert_int_equal(q[16 + i], i % 2 ? QUANTUM : -QUANTUM);
    }
}

static void packing_rows_is_packing_the_transpose(void **state)
{
    (void)state;
    float w[6], rows[6], a[PANEL * 4], b[PANEL * 4];
    fill(w, 6, 1);
    for (size_t k = 0; k < 3; k++)
        for (size_t j = 0; j < 2; j++)
            rows[j * 3 + k] = w[k * 2 + j];
    packed_fill(a, w, NULL, 3, 2);
    packed_fill_rows(b, rows, 3, 2);
    assert_memory_equal(a, b, sizeof a);
}

static void recur_agrees(void **state)
{
    (void)state;
    enum { H = WIDTH / 2 };
    float u[ROWS * 6 * H], plain[ROWS * WIDTH], best[ROWS * WIDTH];
    fill(u, ROWS * 6 * H, 5);
    fill(plain, ROWS * WIDTH, 6);
    memcpy(best, plain, sizeof best);
    const struct kernels *both[] = {kernels_plain(), kernels_best()};
    float *to[] = {plain, best};
    for (size_t k = 0; k < 2; k++) {
        both[k]->recur(u, to[k], ROWS, H, 1);
        both[k]->recur(u + (ROWS - 1) * 6 * H + 3 * H, to[k] + (ROWS - 1) * WIDTH + H, ROWS, H, -1);
    }
    assert_near(plain, best, ROWS * WIDTH);
}

static void others_agree(void **state)
{
    (void)state;
    float x[ROWS * WIDTH], y[ROWS * WIDTH], gain[WIDTH], bias[WIDTH];
    float px[ROWS * WIDTH / 2], bx[ROWS * WIDTH / 2];
    int8_t bytes[WIDTH];
    fill(x, ROWS * WIDTH, 7);
    fill(gain, WIDTH, 8);
    fill(bias, WIDTH, 9);
    for (size_t i = 0; i < WIDTH; i++)
        bytes[i] = (int8_t)hash_mix(10, i);
    memcpy(y, x, sizeof y);
    kernels_plain()->maxout(x, px, ROWS, WIDTH / 2);
    kernels_best()->maxout(x, bx, ROWS, WIDTH / 2);
    assert_near(px, bx, ROWS * WIDTH / 2);
    kernels_plain()->normalise(x, gain, bias, ROWS, WIDTH);
    kernels_best()->normalise(y, gain, bias, ROWS, WIDTH);
    assert_near(x, y, ROWS * WIDTH);
    kernels_plain()->rectify(x, 0.1F, ROWS * WIDTH);
    kernels_best()->rectify(y, 0.1F, ROWS * WIDTH);
    kernels_plain()->add_bytes(x, bytes, 0.01F, WIDTH);
    kernels_best()->add_bytes(y, bytes, 0.01F, WIDTH);
    assert_near(x, y, ROWS * WIDTH);
}

static void normalise_gives_mean_and_variance(void **state)
{
    (void)state;
    float x[WIDTH], gain[WIDTH], bias[WIDTH], mean = 0, square = 0;
    fill(x, WIDTH, 11);
    for (size_t i = 0; i < WIDTH; i++) {
        gain[i] = 2;
        bias[i] = 1;
    }
    kernels_best()->normalise(x, gain, bias, 1, WIDTH);
    for (size_t i = 0; i < WIDTH; i++)
        mean += x[i] / WIDTH;
    for (size_t i = 0; i < WIDTH; i++)
        square += (x[i] - mean) * (x[i] - mean) / WIDTH;
    assert_float_equal(mean, 1, 1e-4F);
    assert_float_equal(square, 4, 1e-2F);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(multiply_by_hand),
        cmocka_unit_test(multiply_agrees),
        cmocka_unit_test(rows_do_not_depend_on_each_other),
        cmocka_unit_test(integers_are_close_to_floats),
        cmocka_unit_test(integers_of_zeros_and_extremes),
        cmocka_unit_test(packing_rows_is_packing_the_transpose),
        cmocka_unit_test(recur_agrees),
        cmocka_unit_test(others_agree),
        cmocka_unit_test(normalise_gives_mean_and_variance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
