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

static void multiply16_row(const struct packed16 *w, const int16_t *q, float scale, float *y)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        const int16_t *panel = w->panels + (size_t)first * w->in;
        int32_t sums[PANEL] = {0};
        for (uint32_t k = 0; k < w->in; k += 2)
            for (uint32_t j = 0; j < PANEL; j++) {
                const int16_t *pair = panel + (size_t)k * PANEL + 2 * j;
                sums[j] += q[k] * pair[0] + q[k + 1] * pair[1];
            }
        for (uint32_t j = 0; j < PANEL; j++)
            y[first + j] = (float)sums[j] * (scale * w->scale[first + j]) + w->bias[first + j];
    }
}

static void multiply16(const struct packed16 *w, const int16_t *q, const float *scale, float *y,
                       size_t stride, uint32_t rows)
{
    for (size_t i = 0; i < rows; i++)
        multiply16_row(w, q + i * w->in, scale[i], y + i * stride);
}

static const struct kernels plain = {"plain",   multiply, quantise, multiply16, recur,
                                     normalise, maxout,   rectify,  add_bytes};

const struct kernels *kernels_plain(void)
{
    return &plain;
}
