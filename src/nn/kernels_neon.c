/* kernels_neon: the kernels for ARM processors of 64 bits. multiply8 keeps two rows by sixteen
 * columns in registers; where the processor has dot products of bytes, four of them are one
 * instruction. The other kernels are plain loops, which the compiler turns into vector code. */
#include "nn/kernels.h"

#if defined(__aarch64__)

#include <arm_neon.h>
#include <string.h>
#include <sys/auxv.h>

#include "nn/passes.inc"

enum { ROWS8 = 2, FOURS = PANEL / 4, HAS_DOT = 1 << 20 /* of AT_HWCAP */ };

#define INLINE static inline __attribute__((always_inline))

/* four bytes of a row, around zero, to all lanes; no weight meets MIDDLE, so none is taken off */
INLINE int8x16_t broadcast_four(const uint8_t *x)
{
    uint32_t four;
    memcpy(&four, x, sizeof four);
    uint8x16_t bytes = vreinterpretq_u8_u32(vdupq_n_u32(four));
    return vreinterpretq_s8_u8(vsubq_u8(bytes, vdupq_n_u8(MIDDLE)));
}

/* sums of four columns times scales, plus bias */
INLINE void store8(float *y, int32x4_t sums, float scale, const float *columns, const float *bias)
{
    float32x4_t factor = vmulq_n_f32(vld1q_f32(columns), scale);
    vst1q_f32(y, vfmaq_f32(vld1q_f32(bias), vcvtq_f32_s32(sums), factor));
}

/* Each register of sums holds two columns, two sums each. */
INLINE void multiply8_tile(uint32_t rows, const struct packed8 *w, size_t first,
                           const struct quantised *x, size_t row, float *y, size_t stride)
{
    const int8_t *panel = w->panels + first * w->in;
    int32x4_t sums[ROWS8][2 * FOURS];
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < 2 * FOURS; c++)
            sums[r][c] = vdupq_n_s32(0);
    for (size_t k = 0; k < w->in; k += 8)
        for (uint32_t r = 0; r < rows; r++) {
            const uint8_t *bytes = x->rows + (row + r) * x->stride + k;
            int8x8_t x0 = vget_low_s8(broadcast_four(bytes));
            int8x8_t x4 = vget_low_s8(broadcast_four(bytes + 4));
            for (uint32_t c = 0; c < 2 * FOURS; c++) {
                const int8_t *at = panel + k * PANEL + (size_t)c * 8;
                int16x8_t pairs = vmull_s8(x0, vld1_s8(at));
                pairs = vmlal_s8(pairs, x4, vld1_s8(at + 4 * PANEL));
                sums[r][c] = vpadalq_s16(sums[r][c], pairs);
            }
        }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < FOURS; c++) {
            size_t column = first + 4 * (size_t)c;
            store8(y + (row + r) * stride + column, vpaddq_s32(sums[r][2 * c], sums[r][2 * c + 1]),
                   x->scales ? x->scales[row + r] : x->scale, w->scale + column, w->bias + column);
        }
}

static void multiply8(const struct packed8 *w, const struct quantised *x, float *y, size_t stride,
                      uint32_t rows)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL) {
        uint32_t i = 0;
        for (; i + ROWS8 <= rows; i += ROWS8)
            multiply8_tile(ROWS8, w, first, x, i, y, stride);
        if (i < rows)
            multiply8_tile(1, w, first, x, i, y, stride);
    }
}

#define DOT __attribute__((target("arch=armv8.2-a+dotprod")))

DOT static void dot_rows(uint32_t rows, const struct packed8 *w, size_t first,
                         const struct quantised *x, size_t row, float *y, size_t stride)
{
    const int8_t *panel = w->panels + first * w->in;
    int32x4_t sums[ROWS8][FOURS] = {0};
    for (size_t k = 0; k < w->in; k += 4)
        for (uint32_t r = 0; r < rows; r++) {
            int8x16_t four = broadcast_four(x->rows + (row + r) * x->stride + k);
            for (uint32_t c = 0; c < FOURS; c++)
                sums[r][c] = vdotq_s32(sums[r][c], vld1q_s8(panel + k * PANEL + c * PANEL), four);
        }
    for (uint32_t r = 0; r < rows; r++)
        for (uint32_t c = 0; c < FOURS; c++) {
            size_t column = first + 4 * (size_t)c;
            store8(y + (row + r) * stride + column, sums[r][c],
                   x->scales ? x->scales[row + r] : x->scale, w->scale + column, w->bias + column);
        }
}

DOT static void multiply8_dot(const struct packed8 *w, const struct quantised *x, float *y,
                              size_t stride, uint32_t rows)
{
    for (uint32_t first = 0; first < packed_columns(w->out); first += PANEL)
        for (uint32_t i = 0; i < rows; i += ROWS8)
            dot_rows(rows - i < ROWS8 ? rows - i : ROWS8, w, first, x, i, y, stride);
}

static const struct kernels neon = {"neon",  multiply, multiply8, quantise, recur,   normalise,
                                    shorten, lengthen, best,      maxout,   rectify, add_bytes};
static const struct kernels neon_dot = {"neon with dot products",
                                        multiply,
                                        multiply8_dot,
                                        quantise,
                                        recur,
                                        normalise,
                                        shorten,
                                        lengthen,
                                        best,
                                        maxout,
                                        rectify,
                                        add_bytes};

const struct kernels *kernels_neon(void)
{
    return getauxval(AT_HWCAP) & HAS_DOT ? &neon_dot : &neon;
}

#else

const struct kernels *kernels_neon(void)
{
    return NULL;
}

#endif
