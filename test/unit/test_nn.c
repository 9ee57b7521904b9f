/* All kernels that this processor can run against the plain ones, and each row's independence of
 * its neighbours. */
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

static const struct kernels *tested;

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
    tested->multiply(&p, x, y, PANEL, 2);
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
    tested->multiply(&p, x, best, STRIDE, ROWS);
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
    tested->multiply(&p, x, all, STRIDE, ROWS);
    for (size_t i = 0; i < ROWS; i++) {
        tested->multiply(&p, x + i * IN, one, STRIDE, 1);
        assert_memory_equal(one, all + i * STRIDE, sizeof one);
    }
    free(weights);
}

/* rows of bytes as a norm makes them from x, and x as it leaves it */
static struct quantised normalised(const struct kernels *kernels, float *x, uint8_t *windows)
{
    static float gain[IN], bias[IN];
    fill(bias, IN, 12);
    for (size_t i = 0; i < IN; i++)
        gain[i] = 1 + bias[i] / 4;
    struct layer_norm norm = {gain, bias, 0};
    norm_scale(&norm, IN);
    kernels->normalise(x, &norm, windows, ROWS, IN);
    return (struct quantised){windows, (size_t)2 * IN, 1 / norm.factor, NULL};
}

/* how far a row of a product is from b, relative to its distance from the bias alone */
static double row_error(const float *a, const float *b, const float *bias)
{
    double error = 0, size = 0;
    for (size_t j = 0; j < OUT; j++) {
        error += (double)(a[j] - b[j]) * (double)(a[j] - b[j]);
        size += (double)(b[j] - bias[j]) * (double)(b[j] - bias[j]);
    }
    return error / size;
}

static void bytes_are_close_to_floats(void **state)
{
    (void)state;
    float w[IN * OUT], b[OUT], x[2][ROWS * IN], floats[ROWS * STRIDE], y[2][ROWS * STRIDE];
    float one[STRIDE];
    uint8_t q[2][ROWS * IN * 2];
    void *weights = memory_alloc(packed8_size(IN, OUT));
    float *exact = packed();
    fill(w, IN * OUT, 1);
    fill(b, OUT, 2);
    packed8_fill(weights, w, b, IN, OUT);
    struct packed8 p = packed8_at(weights, IN, OUT);
    struct packed f = packed_at(exact, IN, OUT);
    const struct kernels *both[] = {kernels_plain(), tested};
    struct quantised rows[2];
    for (size_t k = 0; k < 2; k++) {
        fill(x[k], ROWS * IN, 3);
        rows[k] = normalised(both[k], x[k], q[k]);
        both[k]->multiply8(&p, &rows[0], y[k], STRIDE, ROWS);
    }
    tested->multiply(&f, x[0], floats, STRIDE, ROWS);
    for (size_t i = 0; i < ROWS * IN * 2; i++)
        assert_in_range(q[0][i] - q[1][i] + 1, 0, 2);
    for (size_t i = 0; i < ROWS; i++) {
        for (size_t j = 0; j < OUT; j++)
            assert_float_equal(y[0][i * STRIDE + j], y[1][i * STRIDE + j], 1e-4F);
        assert_true(row_error(y[1] + i * STRIDE, floats + i * STRIDE, b) < 0.03 * 0.03);
        struct quantised row = {rows[0].rows + i * rows[0].stride, rows[0].stride, rows[0].scale,
                                NULL};
        both[1]->multiply8(&p, &row, one, STRIDE, 1);
        assert_memory_equal(one, y[1] + i * STRIDE, sizeof one);
    }
    for (uint32_t n = 1; n < ROWS; n++) { /* however many rows there are */
        both[1]->multiply8(&p, &rows[0], y[0], STRIDE, n);
        assert_memory_equal(y[0], y[1], n * STRIDE * sizeof(float));
    }
    free(weights);
    free(exact);
}

static void rows_have_scales_of_their_own(void **state)
{
    (void)state;
    float x[ROWS * IN], w[IN * PANEL], b[PANEL] = {0}, y[2][ROWS * PANEL], scales[2][ROWS];
    uint8_t q[2][ROWS * IN];
    void *weights = memory_alloc(packed8_size(IN, PANEL));
    fill(x, ROWS * IN, 3);
    fill(w, IN * PANEL, 1);
    packed8_fill(weights, w, b, IN, PANEL);
    struct packed8 p = packed8_at(weights, IN, PANEL);
    memset(x + IN, 0, IN * sizeof *x);
    const struct kernels *both[] = {kernels_plain(), tested};
    for (size_t k = 0; k < 2; k++) {
        both[k]->quantise(x, q[k], scales[k], ROWS, IN);
        struct quantised rows = {q[k], IN, 0, scales[k]};
        both[k]->multiply8(&p, &rows, y[k], PANEL, ROWS);
        for (size_t i = 0; i < ROWS * IN; i++)
            assert_float_equal((float)(q[k][i] - MIDDLE) * scales[k][i / IN], x[i],
                               0.51F * scales[k][i / IN]);
    }
    assert_memory_equal(q[0], q[1], sizeof q[0]);
    for (size_t i = 0; i < ROWS * PANEL; i++)
        assert_float_equal(y[0][i], y[1][i], 1e-3F);
    free(weights);
}

/* the largest bytes and weights there are, of one sign: no sum may be cut on the way */
static void extreme_bytes_are_multiplied_exactly(void **state)
{
    (void)state;
    float w[IN * PANEL], b[PANEL] = {0}, y[PANEL];
    uint8_t x[IN];
    void *weights = memory_alloc(packed8_size(IN, PANEL));
    const struct kernels *both[] = {kernels_plain(), tested};
    for (size_t i = 0; i < IN * PANEL; i++)
        w[i] = i % PANEL % 2 ? 1 : -1;
    packed8_fill(weights, w, b, IN, PANEL);
    struct packed8 p = packed8_at(weights, IN, PANEL);
    for (size_t k = 0; k < 4; k++) {
        int value = k / 2 ? INPUT_TOP : -INPUT_TOP;
        memset(x, MIDDLE + value, sizeof x);
        struct quantised rows = {x, IN, 0.5F, NULL};
        both[k % 2]->multiply8(&p, &rows, y, PANEL, 1);
        for (size_t j = 0; j < PANEL; j++)
            assert_float_equal(y[j], (j % 2 ? 0.5F : -0.5F) * (float)(value * IN), 1e-2F);
    }
    free(weights);
}

static void windows_show_the_neighbours(void **state)
{
    (void)state;
    enum { HALF = IN / 2 };
    float x[ROWS * IN];
    uint8_t q[ROWS * IN * 2], zeros[HALF];
    memset(zeros, MIDDLE, sizeof zeros);
    const struct kernels *both[] = {kernels_plain(), tested};
    for (size_t k = 0; k < 2; k++) {
        fill(x, ROWS * IN, 3);
        struct quantised rows = normalised(both[k], x, q);
        for (size_t i = 0; i < ROWS; i++) {
            const uint8_t *own = q + i * 2 * IN, *before = own - 2 * IN, *after = own + 2 * IN;
            for (size_t j = 0; j < IN; j++)
                assert_float_equal((float)(own[j] - MIDDLE) * rows.scale, x[i * IN + j],
                                   0.51F * rows.scale);
            assert_memory_equal(own + IN, i ? before : zeros, sizeof zeros);
            assert_memory_equal(own + IN + HALF, i + 1 < ROWS ? after + HALF : zeros, sizeof zeros);
        }
    }
}

/* the sharpest row there can be, all of it in one place, is cut to the largest byte */
static void norms_cut_what_is_far_out(void **state)
{
    (void)state;
    float gain[WIDTH], bias[WIDTH] = {0};
    uint8_t q[2 * WIDTH];
    const struct kernels *both[] = {kernels_plain(), tested};
    for (size_t i = 0; i < WIDTH; i++)
        gain[i] = i == 3 ? -1 : 1;
    struct layer_norm norm = {gain, bias, 0};
    norm_scale(&norm, WIDTH);
    for (size_t k = 0; k < 2; k++) {
        float x[WIDTH] = {0};
        x[3] = x[40] = 1e6F;
        both[k]->normalise(x, &norm, q, 1, WIDTH);
        assert_int_equal(q[3], MIDDLE - INPUT_TOP);
        assert_int_equal(q[40], MIDDLE + INPUT_TOP);
        assert_in_range(q[0], MIDDLE - 4, MIDDLE - 1);
    }
}

static void shortened_rows_come_back(void **state)
{
    (void)state;
    float x[WIDTH], back[2][WIDTH];
    int16_t q[2][WIDTH];
    fill(x, WIDTH, 4);
    const struct kernels *both[] = {kernels_plain(), tested};
    for (size_t k = 0; k < 2; k++) {
        float scale = both[k]->shorten(x, q[k], WIDTH);
        both[k]->lengthen(q[k], scale, back[k], WIDTH);
        for (size_t i = 0; i < WIDTH; i++)
            assert_float_equal(back[k][i], x[i], 1e-4F);
    }
    assert_memory_equal(q[0], q[1], sizeof q[0]);
    memset(x, 0, sizeof x);
    tested->lengthen(q[0], tested->shorten(x, q[0], WIDTH), back[0], WIDTH);
    assert_memory_equal(back[0], x, sizeof x);
}

static void best_is_the_first_of_the_largest(void **state)
{
    (void)state;
    float x[WIDTH];
    const struct kernels *both[] = {kernels_plain(), tested};
    for (uint32_t round = 0; round < 200; round++)
        for (uint32_t k = 0, n = 1 + round % WIDTH; k < 2; k++) {
            for (uint32_t i = 0; i < n; i++)
                x[i] = (float)(hash_mix(round, i) % 7) - 9;
            uint32_t at = both[k]->best(x, n);
            for (uint32_t i = 0; i < n; i++)
                assert_true(i < at ? x[i] < x[at] : x[i] <= x[at]);
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
    const struct kernels *both[] = {kernels_plain(), tested};
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
    tested->maxout(x, bx, ROWS, WIDTH / 2);
    assert_near(px, bx, ROWS * WIDTH / 2);
    struct layer_norm norm = {gain, bias, 1};
    uint8_t windows[ROWS * WIDTH * 2];
    kernels_plain()->normalise(x, &norm, windows, ROWS, WIDTH);
    tested->normalise(y, &norm, windows, ROWS, WIDTH);
    assert_near(x, y, ROWS * WIDTH);
    kernels_plain()->rectify(x, 0.1F, ROWS * WIDTH);
    tested->rectify(y, 0.1F, ROWS * WIDTH);
    kernels_plain()->add_bytes(x, bytes, 0.01F, WIDTH);
    tested->add_bytes(y, bytes, 0.01F, WIDTH);
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
    struct layer_norm norm = {gain, bias, 1};
    uint8_t window[2 * WIDTH];
    tested->normalise(x, &norm, window, 1, WIDTH);
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
        cmocka_unit_test(bytes_are_close_to_floats),
        cmocka_unit_test(rows_have_scales_of_their_own),
        cmocka_unit_test(extreme_bytes_are_multiplied_exactly),
        cmocka_unit_test(windows_show_the_neighbours),
        cmocka_unit_test(norms_cut_what_is_far_out),
        cmocka_unit_test(shortened_rows_come_back),
        cmocka_unit_test(best_is_the_first_of_the_largest),
        cmocka_unit_test(packing_rows_is_packing_the_transpose),
        cmocka_unit_test(recur_agrees),
        cmocka_unit_test(others_agree),
        cmocka_unit_test(normalise_gives_mean_and_variance),
    };
    const struct kernels *all[] = {kernels_plain(), kernels_avx2(), kernels_vnni(), kernels_neon()};
    int failed = 0;
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if ((tested = all[i]))
            failed += cmocka_run_group_tests_name(tested->name, tests, NULL, NULL);
    return failed;
}
