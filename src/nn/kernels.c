/* kernels: choice of the kernels and the packed form of weights. */
#include "nn/kernels.h"

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
