/* kernels: the arithmetic that the network spends its time in, in one form for every processor, one
 * for AVX2 with FMA, one for AVX-512 VNNI and one for ARM, chosen at run time. All give each row
 * the same sums in the same order whatever rows stand beside it, so results do not depend on how
 * sentences are batched.
 */
#ifndef ONR_NN_KERNELS_H
#define ONR_NN_KERNELS_H

#include <stddef.h>
#include <stdint.h>

enum { PANEL = 16 }; /* columns of a panel; widths are multiples of it, outputs padded to it */

/* A weight matrix in panels of PANEL columns, each in x PANEL floats, zero beyond the last column;
 * then the bias, padded likewise. */
struct packed {
    const float *panels, *bias;
    uint32_t in, out;
};

static inline uint32_t packed_columns(uint32_t out)
{
    return (out + PANEL - 1) / PANEL * PANEL;
}

/* floats that a packed matrix takes, bias included */
static inline size_t packed_size(uint32_t in, uint32_t out)
{
    return (size_t)packed_columns(out) * (in + 1);
}

/* Packs w[in,out] and b[out] (NULL: zeros) into to[packed_size(in, out)]. */
void packed_fill(float *to, const float *w, const float *b, uint32_t in, uint32_t out);
/* Packs the transpose of rows[out,in], with a zero bias. */
void packed_fill_rows(float *to, const float *rows, uint32_t in, uint32_t out);
/* the matrix that lies at `at` */
struct packed packed_at(const float *at, uint32_t in, uint32_t out);

/* The same for products of bytes: four rows of w interleaved, w[k][j] … w[k + 3][j] of PANEL
 * columns beside each other; `in` is a multiple of 8. A column's weights were divided by its
 * scale and lie within ±WEIGHT_TOP, inputs within MIDDLE ± INPUT_TOP: four products fit 16 bits. */
struct packed8 {
    const int8_t *panels;
    const float *scale, *bias; /* per column, padded */
    const int32_t *shift;      /* MIDDLE times a column's sum: what the middle adds to products */
    uint32_t in, out;
};

enum { WEIGHT_TOP = 64, INPUT_TOP = 63, MIDDLE = 64 };

/* bytes that it takes, scales and the rest included; a multiple of 64 */
size_t packed8_size(uint32_t in, uint32_t out);
/* Quantises and packs w[in,out] and b[out] into to[packed8_size(in, out)]. */
void packed8_fill(void *to, const float *w, const float *b, uint32_t in, uint32_t out);
struct packed8 packed8_at(const void *at, uint32_t in, uint32_t out);

/* rows of bytes: x = scale (byte - MIDDLE) */
struct quantised {
    const uint8_t *rows;
    size_t stride;
    float scale;
    const float *scales; /* of each row, where they differ; else NULL */
};

/* A layer norm that also makes bytes of its results. They are a constant times the results, so that
 * neighbouring rows can be summed up in one product; what lies beyond four deviations is cut. */
struct layer_norm {
    const float *gain, *bias;
    float factor; /* byte - MIDDLE over result */
};

/* Sets the factor from gain[n] and bias[n]. */
void norm_scale(struct layer_norm *norm, uint32_t n);

struct kernels {
    const char *name;
    /* y[rows, stride] = x[rows, in] w + b; stride >= packed_columns(out) */
    void (*multiply)(const struct packed *w, const float *x, float *y, size_t stride,
                     uint32_t rows);
    /* y[rows, stride] = scale x[rows, in] w + b */
    void (*multiply8)(const struct packed8 *w, const struct quantised *x, float *y, size_t stride,
                      uint32_t rows);
    /* Each row of x[rows, n] to bytes with a scale of its own, its largest to INPUT_TOP; n is a
     * multiple of 16. */
    void (*quantise)(const float *x, uint8_t *bytes, float *scales, uint32_t rows, uint32_t n);
    /* One direction of a recurrence over a sentence of n words. u[n, 6h]: for this direction at
     * `u`, candidate, forget gate, output gate, h each; y[n, 2h] += o tanh c. step is 1 or -1 and
     * u, y point at the first word in that direction. */
    void (*recur)(const float *u, float *y, uint32_t n, uint32_t h, int step);
    /* Each row of x to mean 0, variance 1, then gain and bias; windows[rows, 2n] are bytes: a
     * row, the first half of the row before (zeros for the first), the second half of the row
     * after. n is a multiple of 32. */
    void (*normalise)(float *x, const struct layer_norm *norm, uint8_t *windows, uint32_t rows,
                      uint32_t n);
    /* x[n] = scale q[n] for the whole range of integers; returns the scale. n: multiple of 16 */
    float (*shorten)(const float *x, int16_t *q, uint32_t n);
    void (*lengthen)(const int16_t *q, float scale, float *x, uint32_t n);
    /* the first place of the largest among x[n]; n > 0 */
    uint32_t (*best)(const float *x, uint32_t n);
    /* y[rows,n] = max of the halves of x[rows,2n] */
    void (*maxout)(const float *x, float *y, uint32_t rows, uint32_t n);
    /* x = x > 0 ? x : slope x */
    void (*rectify)(float *x, float slope, size_t n);
    /* to[n] += scale row[n]; n is a multiple of 16 */
    void (*add_bytes)(float *to, const int8_t *row, float scale, uint32_t n);
};

/* the best this processor can run; never NULL */
const struct kernels *kernels_best(void);
const struct kernels *kernels_plain(void);
/* NULL where the processor lacks AVX2 or FMA */
const struct kernels *kernels_avx2(void);
/* NULL where the processor lacks AVX-512 VNNI */
const struct kernels *kernels_vnni(void);
/* NULL on other processors than ARM of 64 bits */
const struct kernels *kernels_neon(void);

#endif
