/* kernels_plain: the kernels in plain C, for any processor, and what the others are checked
 * against. */
#include "nn/kernels.h"

#include "nn/passes.inc"

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

static const struct kernels plain = {"plain", multiply, multiply8, quantise, recur,   normalise,
                                     shorten, lengthen, best,      maxout,   rectify, add_bytes};

const struct kernels *kernels_plain(void)
{
    return &plain;
}
