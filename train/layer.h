/* layer: the building blocks of the network, forward and backward, over matrices of T rows (one a
 * word). Backward functions add to the parameters' gradients. */
#ifndef ONR_TRAIN_LAYER_H
#define ONR_TRAIN_LAYER_H

#include "params.h"

struct linear {
    struct param *w, *b; /* in x out; 1 x out */
};

struct norm {
    struct param *gain, *bias; /* 1 x width */
};

struct linear linear_add(struct params *params, const char *const names[2], uint32_t in,
                         uint32_t out, struct random *random);
/* y[T,out] = x[T,in] w + b */
void linear_forward(const struct linear *linear, const float *x, float *y, uint32_t T);
/* dx[T,in] = keep dx + dy wᵀ; dx may be NULL */
void linear_backward(const struct linear *linear, const float *x, const float *dy, float *dx,
                     float keep, uint32_t T);

struct norm norm_add(struct params *params, const char *const names[2], uint32_t width);
/* Each row of x to mean 0 and variance 1, then gain and bias. hat[T,width] and inverse[T] are kept
 * for the way back. */
void norm_forward(const struct norm *norm, const float *x, float *y, float *hat, float *inverse,
                  uint32_t T);
/* d: in the gradient of y, out that of x */
void norm_backward(const struct norm *norm, float *d, const float *hat, const float *inverse,
                   uint32_t T);

/* x *= mask, where a fresh mask is 0 with probability p and else 1 / (1 - p) */
void dropout_forward(float *x, float *mask, size_t n, float p, struct random *random);
void dropout_backward(float *d, const float *mask, size_t n);

/* y[T,n] = max of the two halves of x[T,2n]; backward spreads dy to the winner */
void maxout_forward(const float *x, float *y, uint32_t T, uint32_t n);
void maxout_backward(const float *x, const float *dy, float *dx, uint32_t T, uint32_t n);

/* in place; backward needs the outputs (dropped-out ones count as inactive) */
void relu_forward(float *x, size_t n);
void relu_backward(const float *y, float *d, size_t n);

/* which words a layer lets a word see: those on both sides, or only those before it */
enum ways { BOTH_WAYS, FORWARD_ONLY };

/* A word's row beside half a row of each neighbour in its sentence (FORWARD_ONLY: the whole row of
 * the one before): y[T,2n]. first[s] is the first row of sentence s, first[n_sentences] = T. */
void window_forward(const float *x, float *y, const uint32_t *first, uint32_t n_sentences,
                    uint32_t n, enum ways ways);
/* dx += */
void window_backward(const float *dy, float *dx, const uint32_t *first, uint32_t n_sentences,
                     uint32_t n, enum ways ways);

/* Two simple recurrences, one each way, width n / 2 each (FORWARD_ONLY: one of width n): u[T,3n]
 * holds for each direction the candidate and the pre-activations of the forget and output gates,
 * which are replaced by the gates. c = f c' + (1 - f) x, y = o tanh c. */
void recurrence_forward(float *u, float *c, float *y, const uint32_t *first, uint32_t n_sentences,
                        uint32_t n, enum ways ways);
/* du[T,3n] from dy[T,n] */
void recurrence_backward(const float *u, const float *c, const float *dy, float *du,
                         const uint32_t *first, uint32_t n_sentences, uint32_t n, enum ways ways);

/* What a row of scores should say: up to four labels with their shares, the most likely first.
 * n = 0: not known. */
enum { TARGET_LABELS = 4, TARGET_WHOLE = 255 };
struct target {
    uint16_t label[TARGET_LABELS];
    uint8_t share[TARGET_LABELS]; /* of TARGET_WHOLE; what they leave is left out of account */
    uint16_t n;
};

static inline struct target target_of(uint32_t label)
{
    return (struct target){.label = {(uint16_t)label}, .share = {TARGET_WHOLE}, .n = 1};
}

/* Rows of scores become the gradient of the mean cross entropy against the targets times weight;
 * adds the loss and the number of rows whose best score is the first label's. */
struct tally {
    double loss;
    uint64_t n, right;
};
void softmax_loss(float *scores, const struct target *targets, uint32_t T, uint32_t n, float weight,
                  struct tally *tally);
/* Rows of scores become probabilities. */
void softmax(float *scores, uint32_t T, uint32_t n);

#endif
