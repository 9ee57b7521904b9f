/* kernels_plain: the kernels in plain C, for any processor, and what the others are checked
 * against. */
#include <math.h>

#include "nn/approx.h"
#include "nn/kernels.h"

enum { STATE_MAX = 512 };

#define KERNEL
#include "nn/loops.inc"

static void multiply_row(const struct packed *w, const float *x, float *y)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        const float *panel = w->panels + (size_t)first * w->in;
        float sums[PANEL] = {0};
        for (uint32_t k = 0; k < w->in; k++)
            for (uint32_t j = 0; j < PANEL; j++)
                sums[j] += x[k] * panel[(size_t)k * PANEL + j];
        for (uint32_t j = 0; j < PANEL; j++)
            y[first + j] = sums[j] + w->bias[first + j];
    }
}

static void multiply(const struct packed *w, const float *x, float *y, size_t stride, uint32_t rows)
{
    for (size_t i = 0; i < rows; i++)
        multiply_row(w, x + i * w->in, y + i * stride);
}

static void multiply8_row(const struct packed8 *w, const uint8_t *x, float scale, float *y)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        const int8_t *panel = w->panels + (size_t)first * w->in;
        int32_t sums[PANEL] = {0};
        for (uint32_t k = 0; k < w->in; k++)
            for (uint32_t j = 0; j < PANEL; j++)
                sums[j] += x[k] * panel[(size_t)(k / 4 * 4) * PANEL + 4 * j + k % 4];
        for (uint32_t j = 0; j < PANEL; j++)
            y[first + j] = (float)(sums[j] - w->shift[first + j]) * (scale * w->scale[first + j]) +
                           w->bias[first + j];
    }
}

static void multiply8(const struct packed8 *w, const struct quantised *x, float *y, size_t stride,
                      uint32_t rows)
{
    for (size_t i = 0; i < rows; i++)
        multiply8_row(w, x->rows + i * x->stride, x->scales ? x->scales[i] : x->scale,
                      y + i * stride);
}

static void recur_word(const float *restrict u, float *restrict state, float *restrict y, size_t h)
{
    const float *forget = u + h, *output = u + 2 * h;
    for (size_t j = 0; j < h; j++) {
        float f = approx_logistic(forget[j]);
        float next = u[j] + f * (state[j] - u[j]);
        state[j] = next;
        y[j] += approx_logistic(output[j]) * approx_tanh(next);
    }
}

static void recur(const float *u, float *y, uint32_t n, uint32_t h, int step)
{
    float state[STATE_MAX];
    for (uint32_t j = 0; j < h; j++)
        state[j] = 0;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)n; i++)
        recur_word(u + i * step * 6 * (ptrdiff_t)h, state, y + i * step * 2 * (ptrdiff_t)h, h);
}

/* a constant that rounds to the nearest integer by pushing the fraction out of the float: 1.5 * 2^23 */
static const float push = 12582912.0F;

static void round_row(const float *restrict x, int16_t *restrict q, float factor, size_t n)
{
    for (size_t j = 0; j < n; j++)
        q[j] = (int16_t)(int32_t)((x[j] * factor + push) - push);
}

static void normalise_row(float *row, const struct layer_norm *norm, uint32_t n)
{
    float sum = 0, squares = 0;
    for (uint32_t j = 0; j < n; j++)
        sum += row[j];
    float mean = sum / (float)n;
    for (uint32_t j = 0; j < n; j++)
        squares += (row[j] - mean) * (row[j] - mean);
    float inverse = 1 / sqrtf(squares / (float)n + 1e-5F);
    for (uint32_t j = 0; j < n; j++)
        row[j] = (row[j] - mean) * inverse * norm->gain[j] + norm->bias[j];
}

/* to bytes around MIDDLE */
static void round_bytes(const float *restrict x, uint8_t *restrict to, float factor, size_t n)
{
    for (size_t j = 0; j < n; j++) {
        float value = x[j] * factor;
        value = value > INPUT_TOP ? INPUT_TOP : value;
        value = value < -INPUT_TOP ? -INPUT_TOP : value;
        to[j] = (uint8_t)(int32_t)(((value + push) - push) + MIDDLE);
    }
}

static void normalise(float *x, const struct layer_norm *norm, uint8_t *windows, uint32_t rows,
                      uint32_t n)
{
    uint32_t half = n / 2;
    for (size_t i = 0; i < rows; i++) {
        normalise_row(x + i * n, norm, n);
        round_bytes(x + i * n, windows + i * 2 * n, norm->factor, n);
    }
    for (size_t i = 0; i < rows; i++) {
        uint8_t *to = windows + i * 2 * n + n;
        for (size_t j = 0; j < half; j++) {
            to[j] = i > 0 ? windows[(i - 1) * 2 * n + j] : MIDDLE;
            to[half + j] = i + 1 < rows ? windows[(i + 1) * 2 * n + half + j] : MIDDLE;
        }
    }
}

static float top_of(const float *x, uint32_t n)
{
    float top = 0;
    for (uint32_t j = 0; j < n; j++)
        top = fabsf(x[j]) > top ? fabsf(x[j]) : top;
    return top;
}

static void quantise(const float *x, uint8_t *bytes, float *scales, uint32_t rows, uint32_t n)
{
    for (size_t i = 0; i < rows; i++) {
        float top = top_of(x + i * n, n);
        scales[i] = top / INPUT_TOP;
        round_bytes(x + i * n, bytes + i * n, top > 0 ? INPUT_TOP / top : 0, n);
    }
}

static float shorten(const float *x, int16_t *q, uint32_t n)
{
    float top = top_of(x, n);
    round_row(x, q, top > 0 ? INT16_MAX / top : 0, n);
    return top / INT16_MAX;
}

static void lengthen(const int16_t *q, float scale, float *x, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++)
        x[j] = scale * (float)q[j];
}

static void add_bytes(float *restrict to, const int8_t *restrict row, float scale, uint32_t n)
{
    for (size_t j = 0; j < n; j++)
        to[j] += scale * (float)row[j];
}

static uint32_t best(const float *x, uint32_t n)
{
    uint32_t at = 0;
    for (uint32_t j = 1; j < n; j++)
        at = x[j] > x[at] ? j : at;
    return at;
}

static const struct kernels plain = {"plain", multiply, multiply8, quantise, recur,   normalise,
                                     shorten, lengthen, best,      maxout,   rectify, add_bytes};

const struct kernels *kernels_plain(void)
{
    return &plain;
}
