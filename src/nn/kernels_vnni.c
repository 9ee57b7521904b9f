/* kernels_vnni: products of bytes for x86-64 processors with AVX-512 VNNI, which multiply four
 * bytes with four and add the products to a sum of 32 bits in one instruction. A row of a panel,
 * sixteen columns of four bytes each, is one register; the sums of six rows by two panels stay in
 * twelve others while the inner dimension is run down. The other kernels gain nothing from wider
 * registers and are those for AVX2. */
#include "nn/kernels_x86.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <string.h>

#define KERNEL __attribute__((target("avx512f,avx512vnni")))
#define INLINE KERNEL static inline __attribute__((always_inline))

enum { ROWS = 6 };

/* four bytes of a row to all columns */
INLINE __m512i broadcast_four(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm512_set1_epi32(four);
}

INLINE void store(const struct packed8 *w, size_t column, __m512i sums, float scale, float *y)
{
    __m512 factor = _mm512_mul_ps(_mm512_set1_ps(scale), _mm512_loadu_ps(w->scale + column));
    __m512 value = _mm512_mul_ps(_mm512_cvtepi32_ps(sums), factor);
    _mm512_storeu_ps(y + column, _mm512_add_ps(value, _mm512_loadu_ps(w->bias + column)));
}

/* `rows` and `panels` are constants wherever this is called, so that sums lie in registers */
INLINE void multiply_tile(const uint32_t rows, const uint32_t panels, const struct packed8 *w,
                          size_t first, const struct quantised *x, size_t row, float *y,
                          size_t stride)
{
    const int8_t *panel = w->panels + first * w->in;
    const uint8_t *bytes = x->rows + row * x->stride;
    size_t in = w->in, step = x->stride, next = in * PANEL;
    __m512i sums[ROWS][2], weights[2];
#pragma GCC unroll 6
    for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (uint32_t p = 0; p < panels; p++)
            sums[r][p] = _mm512_sub_epi32(_mm512_setzero_si512(),
                                          _mm512_loadu_si512(w->shift + first + p * PANEL));
    for (size_t k = 0; k < in; k += 4) {
#pragma GCC unroll 2
        for (uint32_t p = 0; p < panels; p++)
            weights[p] = _mm512_loadu_si512(panel + p * next + k * PANEL);
#pragma GCC unroll 6
        for (uint32_t r = 0; r < rows; r++) {
            __m512i four = broadcast_four(bytes + r * step + k);
#pragma GCC unroll 2
            for (uint32_t p = 0; p < panels; p++)
                sums[r][p] = _mm512_dpbusd_epi32(sums[r][p], four, weights[p]);
        }
    }
#pragma GCC unroll 6
    for (uint32_t r = 0; r < rows; r++)
#pragma GCC unroll 2
        for (uint32_t p = 0; p < panels; p++)
            store(w, first + p * PANEL, sums[r][p], x->scales ? x->scales[row + r] : x->scale,
                  y + (row + r) * stride);
}

/* all rows by one or two panels */
INLINE void multiply_panels(const uint32_t panels, const struct packed8 *w, size_t first,
                            const struct quantised *x, float *y, size_t stride, uint32_t rows)
{
    uint32_t i = 0;
    for (; i + ROWS <= rows; i += ROWS)
        multiply_tile(ROWS, panels, w, first, x, i, y, stride);
    if (rows - i >= 4) {
        multiply_tile(4, panels, w, first, x, i, y, stride);
        i += 4;
    }
    if (rows - i >= 2) {
        multiply_tile(2, panels, w, first, x, i, y, stride);
        i += 2;
    }
    if (rows - i >= 1)
        multiply_tile(1, panels, w, first, x, i, y, stride);
}

KERNEL void multiply8_vnni(const struct packed8 *w, const struct quantised *x, float *y,
                           size_t stride, uint32_t rows)
{
    size_t columns = packed_columns(w->out), first = 0;
    for (; first + 2 * PANEL <= columns; first += 2 * PANEL)
        multiply_panels(2, w, first, x, y, stride, rows);
    if (first < columns)
        multiply_panels(1, w, first, x, y, stride, rows);
}

#endif
