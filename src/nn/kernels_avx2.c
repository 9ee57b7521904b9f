/* kernels_avx2: the kernels for x86-64 processors with AVX2 and FMA.
 *
 * multiply keeps six rows by one panel of sixteen columns in twelve registers while it runs down
 * the inner dimension; a panel stays in the first-level cache while all rows of a block pass.
 * multiply8 does the same with bytes and four rows: products of two pairs are added in 16 bits
 * before they are widened, which bounds the bytes but takes five instructions for 64 products where
 * pairs of 16-bit integers take eight. */
#include "nn/kernels_x86.h"

#if defined(__x86_64__)

#include <immintrin.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { STATE_MAX = 512, ROWS = 6, ROWS8 = 4, MEASURED = 8, BLOCK = 192 };

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

/* four bytes of a row to all lanes */
INLINE __m256i broadcast_four(const uint8_t *x)
{
    int32_t four;
    memcpy(&four, x, sizeof four);
    return _mm256_set1_epi32(four);
}

/* products of 8 rows of weights with 8 bytes, for 8 columns */
INLINE __m256i multiply_eight(__m256i x0, __m256i x4, __m256i w0, __m256i w4)
{
    __m256i pairs = _mm256_add_epi16(_mm256_maddubs_epi16(x0, w0), _mm256_maddubs_epi16(x4, w4));
    return _mm256_madd_epi16(pairs, _mm256_set1_epi16(1));
}

INLINE void store8(float *y, __m256i sums, __m256 factor, const float *bias)
{
    __m256 value = _mm256_mul_ps(_mm256_cvtepi32_ps(sums), factor);
    _mm256_storeu_ps(y, _mm256_add_ps(value, _mm256_loadu_ps(bias)));
}

INLINE __m256i load(const void *at)
{
    return _mm256_loadu_si256((const __m256i *)at);
}

INLINE void multiply8_tile(const uint32_t rows, const struct packed8 *w, size_t first,
                           const struct quantised *x, size_t row, float *y, size_t stride)
{
    const int8_t *panel = w->panels + first * w->in;
    const uint8_t *bytes = x->rows + row * x->stride;
    size_t in = w->in, step = x->stride;
    __m256i low[ROWS8], high[ROWS8];
#pragma GCC unroll 4
    for (uint32_t r = 0; r < rows; r++) {
        low[r] = _mm256_sub_epi32(_mm256_setzero_si256(), load(w->shift + first));
        high[r] = _mm256_sub_epi32(_mm256_setzero_si256(), load(w->shift + first + 8));
    }
#pragma GCC unroll 4
    for (size_t k = 0; k < in; k += 8) {
        const int8_t *at = panel + k * PANEL;
        __m256i w0 = load(at), w1 = load(at + 32), w2 = load(at + 64), w3 = load(at + 96);
#pragma GCC unroll 4
        for (uint32_t r = 0; r < rows; r++) {
            __m256i x0 = broadcast_four(bytes + r * step + k);
            __m256i x4 = broadcast_four(bytes + r * step + k + 4);
            low[r] = _mm256_add_epi32(low[r], multiply_eight(x0, x4, w0, w2));
            high[r] = _mm256_add_epi32(high[r], multiply_eight(x0, x4, w1, w3));
        }
    }
    __m256 of_low = _mm256_loadu_ps(w->scale + first);
    __m256 of_high = _mm256_loadu_ps(w->scale + first + 8);
#pragma GCC unroll 4
    for (uint32_t r = 0; r < rows; r++) {
        float *to = y + (row + r) * stride + first;
        __m256 scale = _mm256_set1_ps(x->scales ? x->scales[row + r] : x->scale);
        store8(to, low[r], _mm256_mul_ps(scale, of_low), w->bias + first);
        store8(to + 8, high[r], _mm256_mul_ps(scale, of_high), w->bias + first + 8);
    }
}

KERNEL static void multiply8_rest(uint32_t rows, const struct packed8 *w, size_t first,
                                  const struct quantised *x, size_t row, float *y, size_t stride)
{
    switch (rows) {
    case 3:
        multiply8_tile(3, w, first, x, row, y, stride);
        break;
    case 2:
        multiply8_tile(2, w, first, x, row, y, stride);
        break;
    default:
        multiply8_tile(1, w, first, x, row, y, stride);
        break;
    }
}

KERNEL static void multiply8(const struct packed8 *w, const struct quantised *x, float *y,
                             size_t stride, uint32_t rows)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        uint32_t i = 0;
        for (; i + ROWS8 <= rows; i += ROWS8)
            multiply8_tile(ROWS8, w, first, x, i, y, stride);
        if (i < rows)
            multiply8_rest(rows - i, w, first, x, i, y, stride);
    }
}

INLINE __m256 all(float x)
{
    return _mm256_set1_ps(x);
}

/* x = 1 + 2^(factor x), of several vectors side by side, so that their chains overlap. The
 * polynomial is the best of its degree for 2^r, |r| <= 1/2: relative error below 3e-6. */
INLINE void add_power(const uint32_t n, __m256 *x, const float factor)
{
    const float push = 12582912.0F; /* 1.5 * 2^23 rounds, and leaves the integer in the low bits */
    __m256 shifted[4], p[4];
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        x[i] = _mm256_max_ps(x[i], all(-40));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        x[i] = _mm256_min_ps(x[i], all(40));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        shifted[i] = _mm256_fmadd_ps(x[i], all(factor), all(push));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        x[i] = _mm256_fmsub_ps(x[i], all(factor), _mm256_sub_ps(shifted[i], all(push)));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        p[i] = _mm256_fmadd_ps(all(9.570101908e-03F), x[i], all(5.591786032e-02F));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        p[i] = _mm256_fmadd_ps(p[i], x[i], all(2.402474483e-01F));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        p[i] = _mm256_fmadd_ps(p[i], x[i], all(6.931218147e-01F));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++)
        p[i] = _mm256_fmadd_ps(p[i], x[i], all(9.999992614e-01F));
#pragma GCC unroll 4
    for (uint32_t i = 0; i < n; i++) {
        __m256i exponent = _mm256_slli_epi32(_mm256_castps_si256(shifted[i]), 23);
        __m256i power = _mm256_add_epi32(_mm256_castps_si256(p[i]), exponent);
        x[i] = _mm256_add_ps(all(1), _mm256_castsi256_ps(power));
    }
}

/* Three passes over a word, each of independent chains: a single one would wait for results. */
KERNEL static void recur_word(const float *u, float *state, float *y, uint32_t h)
{
    const float log2e = 1.44269504F;
    float gates[2 * STATE_MAX]; /* the reciprocals: of forgetting, then of output */
    for (uint32_t j = 0; j < 2 * h; j += 32) {
        __m256 x[4];
#pragma GCC unroll 4
        for (uint32_t i = 0; i < 4; i++)
            x[i] = _mm256_loadu_ps(u + h + j + i * 8);
        add_power(4, x, -log2e);
#pragma GCC unroll 4
        for (uint32_t i = 0; i < 4; i++)
            _mm256_storeu_ps(gates + j + i * 8, x[i]);
    }
    for (uint32_t j = 0; j < h; j += 8) {
        __m256 x = _mm256_loadu_ps(u + j), by = _mm256_loadu_ps(gates + j);
        __m256 change = _mm256_sub_ps(_mm256_loadu_ps(state + j), x);
        _mm256_storeu_ps(state + j, _mm256_add_ps(x, _mm256_div_ps(change, by)));
    }
    for (uint32_t j = 0; j < h; j += 16) { /* tanh c = (1 - e) / (1 + e), e = exp(-2c) */
        __m256 x[2];
#pragma GCC unroll 2
        for (uint32_t i = 0; i < 2; i++)
            x[i] = _mm256_loadu_ps(state + j + i * 8);
        add_power(2, x, -2 * log2e);
#pragma GCC unroll 2
        for (uint32_t i = 0; i < 2; i++) {
            __m256 by = _mm256_mul_ps(x[i], _mm256_loadu_ps(gates + h + j + i * 8));
            __m256 added = _mm256_div_ps(_mm256_sub_ps(all(2), x[i]), by);
            float *to = y + j + i * 8;
            _mm256_storeu_ps(to, _mm256_add_ps(_mm256_loadu_ps(to), added));
        }
    }
}

KERNEL static void recur(const float *u, float *y, uint32_t n, uint32_t h, int step)
{
    float state[STATE_MAX];
    for (uint32_t j = 0; j < h; j++)
        state[j] = 0;
    for (ptrdiff_t i = 0; i < (ptrdiff_t)n; i++)
        recur_word(u + i * step * 6 * (ptrdiff_t)h, state, y + i * step * 2 * (ptrdiff_t)h, h);
}

INLINE float sum_of(__m256 x)
{
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    __m128 two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_movehdup_ps(two)));
}

struct moments {
    float mean, inverse; /* inverse: of the deviation */
};

INLINE struct moments measure_row(const float *row, uint32_t n)
{
    __m256 sums[4], squares[4];
#pragma GCC unroll 4
    for (uint32_t i = 0; i < 4; i++)
        sums[i] = squares[i] = _mm256_setzero_ps();
    for (uint32_t j = 0; j < n; j += 32)
#pragma GCC unroll 4
        for (uint32_t i = 0; i < 4; i++) {
            __m256 x = _mm256_loadu_ps(row + j + i * 8);
            sums[i] = _mm256_add_ps(sums[i], x);
            squares[i] = _mm256_fmadd_ps(x, x, squares[i]);
        }
    __m256 sum = _mm256_add_ps(_mm256_add_ps(sums[0], sums[1]), _mm256_add_ps(sums[2], sums[3]));
    __m256 square =
        _mm256_add_ps(_mm256_add_ps(squares[0], squares[1]), _mm256_add_ps(squares[2], squares[3]));
    float mean = sum_of(sum) / (float)n, variance = sum_of(square) / (float)n - mean * mean;
    return (struct moments){mean, 1 / sqrtf((variance > 0 ? variance : 0) + 1e-5F)};
}

/* sixteen floats times factor as integers */
INLINE __m256i round_16(const __m256 x[2], __m256 factor)
{
    __m256i low = _mm256_cvtps_epi32(_mm256_mul_ps(x[0], factor));
    __m256i high = _mm256_cvtps_epi32(_mm256_mul_ps(x[1], factor));
    return _mm256_permute4x64_epi64(_mm256_packs_epi32(low, high), 0xD8);
}

INLINE void store_integers(int16_t *to, __m256i integers)
{
    _mm256_storeu_si256((__m256i *)(void *)to, integers);
}

/* the same around MIDDLE, as bytes */
INLINE void store_bytes(uint8_t *to, __m256i integers)
{
    integers = _mm256_min_epi16(integers, _mm256_set1_epi16(INPUT_TOP));
    integers = _mm256_max_epi16(integers, _mm256_set1_epi16(-INPUT_TOP));
    integers = _mm256_add_epi16(integers, _mm256_set1_epi16(MIDDLE));
    __m128i bytes =
        _mm_packus_epi16(_mm256_castsi256_si128(integers), _mm256_extracti128_si256(integers, 1));
    _mm_storeu_si128((__m128i *)(void *)to, bytes);
}

/* one row, and its bytes to where they belong: its own window, half to each neighbour's */
INLINE void normalise_row(float *row, const struct layer_norm *norm, struct moments moments,
                          uint32_t n, uint8_t *own, uint8_t *before, uint8_t *after)
{
    __m256 mean = all(moments.mean), inverse = all(moments.inverse), factor = all(norm->factor);
    for (uint32_t j = 0; j < n; j += 16) {
        __m256 x[2];
#pragma GCC unroll 2
        for (uint32_t i = 0; i < 2; i++) {
            float *at = row + j + i * 8;
            x[i] = _mm256_mul_ps(_mm256_sub_ps(_mm256_loadu_ps(at), mean), inverse);
            x[i] = _mm256_fmadd_ps(x[i], _mm256_loadu_ps(norm->gain + j + i * 8),
                                   _mm256_loadu_ps(norm->bias + j + i * 8));
            _mm256_storeu_ps(at, x[i]);
        }
        __m256i integers = round_16(x, factor);
        store_bytes(own + j, integers);
        if (j < n / 2)
            store_bytes(after + n + j, integers);
        else
            store_bytes(before + n + j, integers);
    }
}

KERNEL static void normalise(float *x, const struct layer_norm *norm, uint8_t *windows,
                             uint32_t rows, uint32_t n)
{
    uint8_t nowhere[4 * STATE_MAX];
    struct moments moments[MEASURED]; /* apart, so that the chains of several rows overlap */
    for (size_t i = 0; i < rows; i++) {
        if (i % MEASURED == 0)
            for (size_t k = 0; k < MEASURED && i + k < rows; k++)
                moments[k] = measure_row(x + (i + k) * n, n);
        uint8_t *own = windows + i * 2 * n;
        normalise_row(x + i * n, norm, moments[i % MEASURED], n, own, i > 0 ? own - 2 * n : nowhere,
                      i + 1 < rows ? own + 2 * n : nowhere);
    }
    if (rows == 0)
        return;
    memset(windows + n, MIDDLE, n / 2);
    memset(windows + (rows - 1) * 2 * (size_t)n + n + n / 2, MIDDLE, n / 2);
}

/* the largest of eight lanes */
INLINE float top_of(__m256 x)
{
    __m128 four = _mm_max_ps(_mm256_castps256_ps128(x), _mm256_extractf128_ps(x, 1));
    __m128 two = _mm_max_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_max_ss(two, _mm_movehdup_ps(two)));
}

INLINE float largest(const float *x, uint32_t n)
{
    __m256 tops[2] = {_mm256_setzero_ps(), _mm256_setzero_ps()}, sign = all(-0.0F);
    for (uint32_t j = 0; j < n; j += 16)
#pragma GCC unroll 2
        for (uint32_t i = 0; i < 2; i++)
            tops[i] =
                _mm256_max_ps(tops[i], _mm256_andnot_ps(sign, _mm256_loadu_ps(x + j + i * 8)));
    return top_of(_mm256_max_ps(tops[0], tops[1]));
}

KERNEL static void quantise(const float *x, uint8_t *bytes, float *scales, uint32_t rows,
                            uint32_t n)
{
    for (size_t i = 0; i < rows; i++) {
        const float *row = x + i * n;
        float top = largest(row, n);
        __m256 factor = all(top > 0 ? INPUT_TOP / top : 0);
        scales[i] = top / INPUT_TOP;
        for (uint32_t j = 0; j < n; j += 16) {
            __m256 pair[2] = {_mm256_loadu_ps(row + j), _mm256_loadu_ps(row + j + 8)};
            store_bytes(bytes + i * n + j, round_16(pair, factor));
        }
    }
}

KERNEL static float shorten(const float *x, int16_t *q, uint32_t n)
{
    float top = largest(x, n);
    __m256 factor = all(top > 0 ? INT16_MAX / top : 0);
    for (uint32_t j = 0; j < n; j += 16) {
        __m256 pair[2] = {_mm256_loadu_ps(x + j), _mm256_loadu_ps(x + j + 8)};
        store_integers(q + j, round_16(pair, factor));
    }
    return top / INT16_MAX;
}

KERNEL static void lengthen(const int16_t *q, float scale, float *x, uint32_t n)
{
    for (uint32_t j = 0; j < n; j += 8) {
        __m128i integers = _mm_loadu_si128((const __m128i *)(const void *)(q + j));
        __m256 floats = _mm256_cvtepi32_ps(_mm256_cvtepi16_epi32(integers));
        _mm256_storeu_ps(x + j, _mm256_mul_ps(floats, all(scale)));
    }
}

KERNEL static uint32_t best(const float *x, uint32_t n)
{
    uint32_t whole = n & ~7U;
    __m256 tops = all(-INFINITY);
    for (uint32_t j = 0; j < whole; j += 8)
        tops = _mm256_max_ps(tops, _mm256_loadu_ps(x + j));
    float top = top_of(tops);
    for (uint32_t j = whole; j < n; j++)
        top = x[j] > top ? x[j] : top;
    for (uint32_t j = 0; j < whole; j += 8) {
        __m256 same = _mm256_cmp_ps(_mm256_loadu_ps(x + j), all(top), _CMP_EQ_OQ);
        int mask = _mm256_movemask_ps(same);
        if (mask)
            return j + (uint32_t)__builtin_ctz((unsigned)mask);
    }
    for (uint32_t j = whole; j < n; j++)
        if (x[j] == top)
            return j;
    return 0;
}

KERNEL static void add_bytes(float *to, const int8_t *row, float scale, uint32_t n)
{
    for (uint32_t j = 0; j < n; j += 16) {
        __m128i bytes = _mm_loadu_si128((const __m128i *)(const void *)(row + j));
        __m256 low = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
        __m256 high = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(_mm_srli_si128(bytes, 8)));
        _mm256_storeu_ps(to + j, _mm256_fmadd_ps(low, all(scale), _mm256_loadu_ps(to + j)));
        _mm256_storeu_ps(to + j + 8,
                         _mm256_fmadd_ps(high, all(scale), _mm256_loadu_ps(to + j + 8)));
    }
}

static const struct kernels avx2 = {"avx2",  multiply, multiply8, quantise, recur,   normalise,
                                    shorten, lengthen, best,      maxout,   rectify, add_bytes};
static const struct kernels vnni = {"avx512-vnni", multiply,  multiply8_vnni, quantise,
                                    recur,         normalise, shorten,        lengthen,
                                    best,          maxout,    rectify,        add_bytes};

const struct kernels *kernels_avx2(void)
{
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &avx2 : NULL;
}

const struct kernels *kernels_vnni(void)
{
    bool has =
        kernels_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vnni");
    return has ? &vnni : NULL;
}

#else

const struct kernels *kernels_avx2(void)
{
    return NULL;
}

const struct kernels *kernels_vnni(void)
{
    return NULL;
}

#endif
