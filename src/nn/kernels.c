/* kernels: choice of the kernels and the packed form of weights. */
#include "nn/kernels.h"

#include <math.h>
#include <string.h>

const struct kernels *kernels_best(void)
{
    const struct kernels *avx2 = kernels_avx2();
    return avx2 ? avx2 : kernels_plain();
}

void packed_fill(float *to, const float *w, const float *b, uint32_t in, uint32_t out)
{
    uint32_t columns = packed_columns(out);
    memset(to, 0, packed_size(in, out) * sizeof *to);
    for (size_t k = 0; k < in; k++)
        for (size_t j = 0; j < out; j++)
            to[j / PANEL * PANEL * in + k * PANEL + j % PANEL] = w[k * out + j];
    if (b)
        memcpy(to + (size_t)columns * in, b, out * sizeof *to);
}

void packed_fill_rows(float *to, const float *rows, uint32_t in, uint32_t out)
{
    memset(to, 0, packed_size(in, out) * sizeof *to);
    for (size_t j = 0; j < out; j++)
        for (size_t k = 0; k < in; k++)
            to[j / PANEL * PANEL * in + k * PANEL + j % PANEL] = rows[j * in + k];
}

struct packed packed_at(const float *at, uint32_t in, uint32_t out)
{
    return (struct packed){at, at + (size_t)packed_columns(out) * in, in, out};
}

size_t packed16_size(uint32_t in, uint32_t out)
{
    size_t columns = packed_columns(out), bytes = columns * in * sizeof(int16_t);
    return bytes + 2 * columns * sizeof(float);
}

struct packed16 packed16_at(const void *at, uint32_t in, uint32_t out)
{
    size_t columns = packed_columns(out);
    const int16_t *panels = at;
    const float *scale = (const float *)(const void *)(panels + columns * in);
    return (struct packed16){panels, scale, scale + columns, in, out};
}

/* the largest weight of a column becomes QUANTUM */
static float column_scale(const float *w, uint32_t in, uint32_t out, size_t column)
{
    float top = 0;
    for (size_t k = 0; k < in; k++) {
        float size = fabsf(w[k * out + column]);
        top = size > top ? size : top;
    }
    return top > 0 ? top / QUANTUM : 1;
}

void norm_scale(struct layer_norm *norm, uint32_t n, uint32_t in)
{
    /* a row of n of variance 1 holds nothing above √(n - 1) */
    float top = 0, limit = sqrtf((float)n), quantum = (float)QUANTUM * QUANTISED_IN / (float)in;
    for (uint32_t j = 0; j < n; j++) {
        float size = limit * fabsf(norm->gain[j]) + fabsf(norm->bias[j]);
        top = size > top ? size : top;
    }
    norm->factor = top > 0 ? (quantum < INT16_MAX ? quantum : INT16_MAX) / top : 1;
}

void packed16_fill(void *to, const float *w, const float *b, uint32_t in, uint32_t out)
{
    size_t columns = packed_columns(out);
    memset(to, 0, packed16_size(in, out));
    int16_t *panels = to;
    float *scales = (float *)(void *)(panels + columns * in);
    for (size_t j = 0; j < out; j++) {
        int16_t *panel = panels + j / PANEL * PANEL * in + j % PANEL * 2;
        float scale = column_scale(w, in, out, j);
        for (size_t k = 0; k < in; k++)
            panel[k / 2 * 2 * PANEL + k % 2] = (int16_t)lrintf(w[k * out + j] / scale);
        scales[j] = scale;
        scales[columns + j] = b[j];
    }
}
