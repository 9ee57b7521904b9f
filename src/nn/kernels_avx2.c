/* kernels_avx2: the kernels for x86-64 processors with AVX2 and FMA.
 *
 * multiply keeps six rows by one panel of sixteen columns in twelve registers while it runs down
 * the inner dimension; a panel stays in the first-level cache while all rows of a block pass.
 * multiply16 does the same with pairs of 16-bit integers and four rows, so that the products have
 * registers of their own; it takes a sixth less time and half the memory. */
#include "nn/kernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <string.h>

#include "nn/approx.h"

enum { STATE_MAX = 512, ROWS = 6, ROWS16 = 4, BLOCK = 192 };

#define KERNEL __attribute__((target("avx2,fma")))
#include "nn/loops.inc"

#define INLINE KERNEL static inline __attribute__((always_inline))

/* `rows` is a constant wherever this is called, so that sums lie in registers */
INLINE void multiply_tile(const uint32_t rows, const float *panel, const float *bias,
                          const float *x, size_t in, float *y, size_t stride)
{
    __m256 low[ROWS], high[ROWS];
#pragma GCC unroll 6
    for (uint32_t r = 0; r < rows; r++)
        low[r] = high[r] = _mm256_setzero_ps();
#pragma GCC unroll 4
    for (size_t k = 0; k < in; k++) {
        __m256 left = _mm256_loadu_ps(panel + k * PANEL);
        __m256 right = _mm256_loadu_ps(panel + k * PANEL + 8);
#pragma GCC unroll 6
        for (uint32_t r = 0; r < rows; r++) {
            __m256 value = _mm256_broadcast_ss(x + r * in + k);
            low[r] = _mm256_fmadd_ps(value, left, low[r]);
            high[r] = _mm256_fmadd_ps(value, right, high[r]);
        }
    }
#pragma GCC unroll 6
    for (uint32_t r = 0; r < rows; r++) {
        _mm256_storeu_ps(y + r * stride, _mm256_add_ps(low[r], _mm256_loadu_ps(bias)));
        _mm256_storeu_ps(y + r * stride + 8, _mm256_add_ps(high[r], _mm256_loadu_ps(bias + 8)));
    }
}

KERNEL static void multiply_rest(uint32_t rows, const float *panel, const float *bias,
                                 const float *x, size_t in, float *y, size_t stride)
{
    switch (rows) {
    case 5:
        multiply_tile(5, panel, bias, x, in, y, stride);
        break;
    case 4:
        multiply_tile(4, panel, bias, x, in, y, stride);
        break;
    case 3:
        multiply_tile(3, panel, bias, x, in, y, stride);
        break;
    case 2:
        multiply_tile(2, panel, bias, x, in, y, stride);
        break;
    default:
        multiply_tile(1, panel, bias, x, in, y, stride);
        break;
    }
}

KERNEL static void multiply_block(const struct packed *w, const float *x, float *y, size_t stride,
                                  uint32_t rows)
{
    size_t in = w->in;
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        const float *panel = w->panels + first * in, *bias = w->bias + first;
        size_t i = 0;
        for (; i + ROWS <= rows; i += ROWS)
            multiply_tile(ROWS, panel, bias, x + i * in, in, y + i * stride + first, stride);
        if (i < rows)
            multiply_rest((uint32_t)(rows - i), panel, bias, x + i * in, in, y + i * stride + first,
                          stride);
    }
}

KERNEL static void multiply(const struct packed *w, const float *x, float *y, size_t stride,
                            uint32_t rows)
{
    for (size_t i = 0; i < rows; i += BLOCK)
        multiply_block(w, x + i * w->in, y + i * stride, stride,
                       rows - i < BLOCK ? (uint32_t)(rows - i) : BLOCK);
}

/* two 16-bit integers of a row to all lanes */
INLINE __m256i broadcast_pair(const int16_t *q)
{
    int32_t pair;
    memcpy(&pair, q, sizeof pair);
    return _mm256_set1_epi32(pair);
}

INLINE void store16(float *y, __m256i sums, float scale, const float *columns, const float *bias)
{
    __m256 factor = _mm256_mul_ps(_mm256_set1_ps(scale), _mm256_loadu_ps(columns));
    __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(sums), factor);
    _mm256_storeu_ps(y, _mm256_add_ps(value, _mm256_loadu_ps(bias)));
}

INLINE void multiply16_tile(const uint32_t rows, const struct packed16 *w, size_t first,
                            const int16_t *q, const float *scale, float *y, size_t stride)
{
    const int16_t *panel = w->panels + first * w->in;
    size_t in = w->in;
    __m256i low[ROWS16], high[ROWS16];
#pragma GCC unroll 6
    for (uint32_t r = 0; r < rows; r++)
        low[r] = high[r] = _mm256_setzero_si256();
#pragma GCC unroll 4
    for (size_t k = 0; k < in; k += 2) {
        const __m256i *at = (const __m256i *)(const void *)(panel + k * PANEL);
        __m256i left = _mm256_loadu_si256(at), right = _mm256_loadu_si256(at + 1);
#pragma GCC unroll 6
        for (uint32_t r = 0; r < rows; r++) {
            __m256i pair = broadcast_pair(q + r * in + k);
            low[r] = _mm256_add_epi32(low[r], _mm256_madd_epi16(pair, left));
            high[r] = _mm256_add_epi32(high[r], _mm256_madd_epi16(pair, right));
        }
    }
#pragma GCC unroll 6
    for (uint32_t r = 0; r < rows; r++) {
        float *to = y + r * stride + first;
        store16(to, low[r], scale[r], w->scale + first, w->bias + first);
        store16(to + 8, high[r], scale[r], w->scale + first + 8, w->bias + first + 8);
    }
}

KERNEL static void multiply16_rest(uint32_t rows, const struct packed16 *w, size_t first,
                                   const int16_t *q, const float *scale, float *y, size_t stride)
{
    switch (rows) {
    case 3:
        multiply16_tile(3, w, first, q, scale, y, stride);
        break;
    case 2:
        multiply16_tile(2, w, first, q, scale, y, stride);
        break;
    default:
        multiply16_tile(1, w, first, q, scale, y, stride);
        break;
    }
}

KERNEL static void multiply16(const struct packed16 *w, const int16_t *q, const float *scale,
                              float *y, size_t stride, uint32_t rows)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        size_t i = 0;
        for (; i + ROWS16 <= rows; i += ROWS16)
            multiply16_tile(ROWS16, w, first, q + i * w->in, scale + i, y + i * stride, stride);
        if (i < rows)
            multiply16_rest((uint32_t)(rows - i), w, first, q + i * w->in, scale + i,
                            y + i * stride, stride);
    }
}

static const struct kernels avx2 = {"avx2",    multiply, quantise, multiply16, recur,
                                    normalise, maxout,   rectify,  add_bytes};

const struct kernels *kernels_avx2(void)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &avx2 : NULL;
}

#else

const struct kernels *kernels_avx2(void)
{
    return NULL;
}

#endif
