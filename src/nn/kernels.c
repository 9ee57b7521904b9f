/* kernels: choice of the kernels and the packed form of weights. */
#include "nn/kernels.h"

#include <math.h>
#include <string.h>

const struct kernels *kernels_best(void)
{
    const struct kernels *best = kernels_vnni();
    best = best ? best : kernels_avx2();
    best = best ? best : kernels_neon();
    return best ? best : kernels_plain();
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

size_t packed8_size(uint32_t in, uint32_t out)
{
    size_t columns = packed_columns(out);
    return columns * in + columns * (2 * sizeof(float) + sizeof(int32_t));
}

struct packed8 packed8_at(const void *at, uint32_t in, uint32_t out)
{
    size_t columns = packed_columns(out);
    const int8_t *panels = at;
    const float *scale = (const float *)(const void *)(panels + columns * in);
    const int32_t *shift = (const int32_t *)(const void *)(scale + 2 * columns);
    return (struct packed8){panels, scale, scale + columns, shift, in, out};
}

/* the largest weight of a column becomes WEIGHT_TOP */
static float column_scale(const float *w, uint32_t in, uint32_t out, size_t column)
{
    float top = 0;
    for (size_t k = 0; k < in; k++) {
        float size = fabsf(w[k * out + column]);
        top = size > top ? size : top;
    }
    return top > 0 ? top / WEIGHT_TOP : 1;
}

void packed8_fill(void *to, const float *w, const float *b, uint32_t in, uint32_t out)
{
    size_t columns = packed_columns(out);
    memset(to, 0, packed8_size(in, out));
    int8_t *panels = to;
    float *scales = (float *)(void *)(panels + columns * in);
    int32_t *shift = (int32_t *)(void *)(scales + 2 * columns);
    for (size_t j = 0; j < out; j++) {
        int8_t *panel = panels + j / PANEL * PANEL * in + j % PANEL * 4;
        float scale = column_scale(w, in, out, j);
        for (size_t k = 0; k < in; k++) {
            int8_t weight = (int8_t)lrintf(w[k * out + j] / scale);
            panel[k / 4 * 4 * PANEL + k % 4] = weight;
            shift[j] += MIDDLE * weight;
        }
        scales[j] = scale;
        scales[columns + j] = b[j];
    }
}

void norm_scale(struct layer_norm *norm, uint32_t n)
{
    float squares = 0;
    for (uint32_t j = 0; j < n; j++)
        squares += norm->gain[j] * norm->gain[j] + norm->bias[j] * norm->bias[j];
    norm->factor = squares > 0 ? INPUT_TOP / (4 * sqrtf(squares / (float)n)) : 1;
}
