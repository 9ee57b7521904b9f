/* kernels_avx2: the kernels for x86-64 processors with AVX2 and FMA.
 *
 * multiply keeps six rows by one panel of sixteen columns in twelve registers while it runs down
 * the inner dimension; a panel stays in the first-level cache while all rows of a block pass. */
#include "nn/kernels.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>

#include "nn/approx.h"

enum { STATE_MAX = 512, ROWS = 6, BLOCK = 192 };

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

static const struct kernels avx2 = {"avx2", multiply, recur, normalise, maxout, rectify, add_bytes};

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
