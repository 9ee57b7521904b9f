/* layer: forward and backward passes of the network's building blocks, written out by hand.
 *
 * linear map, layer norm (Ba et al. 2016), dropout, maxout, window and the simple recurrence of
 * quasi-recurrent networks (Bradbury et al. 2017; Lei et al. 2018), whose gates depend on the
 * input only, so that all products are done for all words at once. */
#include "layer.h"

#include <math.h>
#include <string.h>

#include "matrix.h"
#include "nn/approx.h"

enum { WIDTH_MAX = 1024 };

struct linear linear_add(struct params *params, const char *const names[2], uint32_t in,
                         uint32_t out, struct random *random)
{
    float deviation = sqrtf(2.0F / (float)(in + out));
    return (struct linear){
        .w = params_add(params, names[0], in, out, deviation, random),
        .b = params_add(params, names[1], 1, out, 0, random),
    };
}

FAST static void add_row(float *restrict y, const float *restrict row, uint32_t T, uint32_t n)
{
    for (size_t i = 0; i < T; i++)
        for (size_t j = 0; j < n; j++)
            y[i * n + j] += row[j];
}

FAST static void sum_rows(float *restrict sum, const float *restrict x, uint32_t T, uint32_t n)
{
    for (size_t i = 0; i < T; i++)
        for (size_t j = 0; j < n; j++)
            sum[j] += x[i * n + j];
}

void linear_forward(const struct linear *linear, const float *x, float *y, uint32_t T)
{
    matrix_mul(x, linear->w->w, y, T, linear->w->rows, linear->w->cols, 0);
    add_row(y, linear->b->w, T, linear->w->cols);
}

void linear_backward(const struct linear *linear, const float *x, const float *dy, float *dx,
                     float keep, uint32_t T)
{
    uint32_t in = linear->w->rows, out = linear->w->cols;
    matrix_mul_left(x, dy, linear->w->g, T, in, out);
    sum_rows(linear->b->g, dy, T, out);
    if (dx)
        matrix_mul_right(dy, linear->w->w, dx, T, out, in, keep);
}

struct norm norm_add(struct params *params, const char *const names[2], uint32_t width)
{
    struct norm norm = {
        .gain = params_add(params, names[0], 1, width, 0, NULL),
        .bias = params_add(params, names[1], 1, width, 0, NULL),
    };
    param_fill(norm.gain, 1);
    return norm;
}

void norm_forward(const struct norm *norm, const float *x, float *y, float *hat, float *inverse,
                  uint32_t T)
{
    uint32_t n = norm->gain->cols;
    const float *gain = norm->gain->w, *bias = norm->bias->w;
    for (size_t i = 0; i < T; i++) {
        const float *in = x + i * n;
        float mean = 0, square = 0;
        for (uint32_t j = 0; j < n; j++)
            mean += in[j];
        mean /= (float)n;
        for (uint32_t j = 0; j < n; j++)
            square += (in[j] - mean) * (in[j] - mean);
        inverse[i] = 1 / sqrtf(square / (float)n + 1e-5F);
        for (uint32_t j = 0; j < n; j++) {
            hat[i * n + j] = (in[j] - mean) * inverse[i];
            y[i * n + j] = hat[i * n + j] * gain[j] + bias[j];
        }
    }
}

void norm_backward(const struct norm *norm, float *d, const float *hat, const float *inverse,
                   uint32_t T)
{
    uint32_t n = norm->gain->cols;
    const float *gain = norm->gain->w;
    float *g_gain = norm->gain->g, *g_bias = norm->bias->g;
    for (size_t i = 0; i < T; i++) {
        float *row = d + i * n;
        const float *h = hat + i * n;
        float sum = 0, product = 0;
        for (uint32_t j = 0; j < n; j++) {
            g_gain[j] += row[j] * h[j];
            g_bias[j] += row[j];
            row[j] *= gain[j];
            sum += row[j];
            product += row[j] * h[j];
        }
        sum /= (float)n;
        product /= (float)n;
        for (uint32_t j = 0; j < n; j++)
            row[j] = inverse[i] * (row[j] - sum - h[j] * product);
    }
}

void dropout_forward(float *x, float *mask, size_t n, float p, struct random *random)
{
    float scale = 1 / (1 - p);
    uint32_t threshold = (uint32_t)(p * 65536);
    uint64_t bits = 0;
    for (size_t i = 0; i < n; i++) {
        bits = i % 4 == 0 ? random_next(random) : bits >> 16;
        mask[i] = (bits & 0xFFFF) < threshold ? 0 : scale;
        x[i] *= mask[i];
    }
}

FAST void dropout_backward(float *d, const float *mask, size_t n)
{
    for (size_t i = 0; i < n; i++)
        d[i] *= mask[i];
}

FAST void maxout_forward(const float *x, float *y, uint32_t T, uint32_t n)
{
    for (size_t i = 0; i < T; i++)
        for (size_t j = 0; j < n; j++) {
            float a = x[i * 2 * n + j], b = x[i * 2 * n + n + j];
            y[i * n + j] = b > a ? b : a;
        }
}

FAST void maxout_backward(const float *x, const float *dy, float *dx, uint32_t T, uint32_t n)
{
    for (size_t i = 0; i < T; i++)
        for (size_t j = 0; j < n; j++) {
            size_t a = i * 2 * n + j, b = a + n;
            float d = dy[i * n + j];
            dx[a] = x[b] > x[a] ? 0 : d;
            dx[b] = x[b] > x[a] ? d : 0;
        }
}

FAST void relu_forward(float *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = x[i] > 0 ? x[i] : 0;
}

FAST void relu_backward(const float *y, float *d, size_t n)
{
    for (size_t i = 0; i < n; i++)
        d[i] = y[i] > 0 ? d[i] : 0;
}

/* how much of the row before a word, and of the row after it, the window holds */
static size_t part_before(uint32_t n, enum ways ways)
{
    return ways == FORWARD_ONLY ? n : n / 2;
}

void window_forward(const float *x, float *y, const uint32_t *first, uint32_t n_sentences,
                    uint32_t n, enum ways ways)
{
    size_t left = part_before(n, ways), right = n - left;
    for (uint32_t s = 0; s < n_sentences; s++)
        for (size_t i = first[s]; i < first[s + 1]; i++) {
            float *row = y + i * 2 * n;
            memcpy(row, x + i * n, n * sizeof(float));
            memset(row + n, 0, n * sizeof(float));
            if (i > first[s])
                memcpy(row + n, x + (i - 1) * n, left * sizeof(float));
            if (i + 1 < first[s + 1])
                memcpy(row + n + left, x + (i + 1) * n + left, right * sizeof(float));
        }
}

FAST static void add(float *restrict to, const float *restrict from, size_t n)
{
    for (size_t j = 0; j < n; j++)
        to[j] += from[j];
}

void window_backward(const float *dy, float *dx, const uint32_t *first, uint32_t n_sentences,
                     uint32_t n, enum ways ways)
{
    size_t left = part_before(n, ways), right = n - left;
    for (uint32_t s = 0; s < n_sentences; s++)
        for (size_t i = first[s]; i < first[s + 1]; i++) {
            const float *row = dy + i * 2 * n;
            add(dx + i * n, row, n);
            if (i > first[s])
                add(dx + (i - 1) * n, row + n, left);
            if (i + 1 < first[s + 1])
                add(dx + (i + 1) * n + left, row + n + left, right);
        }
}

/* one word, one direction: u = candidate, forget, output of h units each */
FAST static void step_forward(const float *restrict x, float *restrict forget,
                              float *restrict output, float *restrict state, float *restrict c,
                              float *restrict y, size_t h)
{
    for (size_t j = 0; j < h; j++) {
        float f = approx_logistic(forget[j]), o = approx_logistic(output[j]);
        float next = f * state[j] + (1 - f) * x[j];
        forget[j] = f;
        output[j] = o;
        state[j] = next;
        c[j] = next;
        y[j] = o * approx_tanh(next);
    }
}

void recurrence_forward(float *u, float *c, float *y, const uint32_t *first, uint32_t n_sentences,
                        uint32_t n, enum ways ways)
{
    size_t n_ways = ways == FORWARD_ONLY ? 1 : 2, h = n / n_ways;
    for (uint32_t s = 0; s < n_sentences; s++)
        for (size_t back = 0; back < n_ways; back++) {
            float state[WIDTH_MAX] = {0};
            for (size_t q = first[s]; q < first[s + 1]; q++) {
                size_t i = back ? first[s] + first[s + 1] - 1 - q : q;
                float *x = u + i * 3 * n + back * 3 * h;
                step_forward(x, x + h, x + 2 * h, state, c + i * n + back * h, y + i * n + back * h,
                             h);
            }
        }
}

/* state: in the gradient of this word's c from later words, out that of the word before */
FAST static void step_backward(const float *restrict u, const float *restrict c,
                               const float *restrict before, const float *restrict dy,
                               float *restrict dx, float *restrict dforget, float *restrict doutput,
                               float *restrict state, size_t h)
{
    const float *forget = u + h, *output = u + 2 * h;
    for (size_t j = 0; j < h; j++) {
        float t = approx_tanh(c[j]), f = forget[j], o = output[j];
        float g = state[j] + dy[j] * o * (1 - t * t);
        doutput[j] = dy[j] * t * o * (1 - o);
        dforget[j] = g * (before[j] - u[j]) * f * (1 - f);
        dx[j] = g * (1 - f);
        state[j] = g * f;
    }
}

void recurrence_backward(const float *u, const float *c, const float *dy, float *du,
                         const uint32_t *first, uint32_t n_sentences, uint32_t n, enum ways ways)
{
    static const float zeros[WIDTH_MAX];
    size_t n_ways = ways == FORWARD_ONLY ? 1 : 2, h = n / n_ways;
    for (uint32_t s = 0; s < n_sentences; s++)
        for (size_t back = 0; back < n_ways; back++) {
            float state[WIDTH_MAX] = {0};
            for (size_t q = first[s]; q < first[s + 1]; q++) {
                size_t i = back ? q : first[s] + first[s + 1] - 1 - q;
                bool begins = back ? i + 1 == first[s + 1] : i == first[s];
                const float *before = zeros;
                if (!begins)
                    before = c + (back ? i + 1 : i - 1) * n + back * h;
                float *dx = du + i * 3 * n + back * 3 * h;
                step_backward(u + i * 3 * n + back * 3 * h, c + i * n + back * h, before,
                              dy + i * n + back * h, dx, dx + h, dx + 2 * h, state, h);
            }
        }
}

FAST static float exponentials(float *row, uint32_t n, float top)
{
    float sum = 0;
    for (uint32_t j = 0; j < n; j++)
        row[j] = approx_exp(row[j] - top);
    for (uint32_t j = 0; j < n; j++)
        sum += row[j];
    return sum;
}

static uint32_t best_of(const float *row, uint32_t n)
{
    uint32_t best = 0;
    for (uint32_t j = 1; j < n; j++)
        best = row[j] > row[best] ? j : best;
    return best;
}

/* scores to probabilities times weight; returns the best label */
static uint32_t softmax_row(float *row, uint32_t n, float weight)
{
    uint32_t best = best_of(row, n);
    float scale = weight / exponentials(row, n, row[best]);
    for (uint32_t j = 0; j < n; j++)
        row[j] *= scale;
    return best;
}

void softmax(float *scores, uint32_t T, uint32_t n)
{
    for (size_t i = 0; i < T; i++)
        softmax_row(scores + i * n, n, 1);
}

void softmax_loss(float *scores, const struct target *targets, uint32_t T, uint32_t n, float weight,
                  struct tally *tally)
{
    for (size_t i = 0; i < T; i++) {
        float *row = scores + i * n, whole = 0;
        const struct target *target = &targets[i];
        for (uint32_t k = 0; k < target->n; k++)
            whole += target->share[k];
        if (target->n == 0) {
            memset(row, 0, n * sizeof *row);
            continue;
        }
        tally->right += softmax_row(row, n, weight) == target->label[0];
        tally->n++;
        for (uint32_t k = 0; k < target->n; k++) {
            float share = target->share[k] / whole;
            tally->loss -= (double)(share * logf(row[target->label[k]] / weight + 1e-9F));
            row[target->label[k]] -= share * weight;
        }
    }
}
