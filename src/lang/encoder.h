/* encoder: runs the network over a batch of sentences. */
#ifndef ONR_LANG_ENCODER_H
#define ONR_LANG_ENCODER_H

#include "lang/network.h"

/* Words in a batch; a longer sentence is cut into pieces of PIECE_MAX before it comes here. A batch
 * of ENCODER_FULL is run: its matrices and a layer's weights fit the second-level cache. */
enum { ENCODER_MAX = 256, ENCODER_FULL = 128, PIECE_MAX = 250 };

/* Working memory of one thread; matrices of ENCODER_MAX rows. */
struct encoder {
    const struct network *network;
    const struct kernels *kernels;
    /* the words of the batch and where its sentences begin; first[n_sentences] = n_words */
    struct str forms[ENCODER_MAX];
    uint32_t first[ENCODER_MAX + 1];
    uint32_t n_words, n_sentences;
    float *x;         /* rows of width: the words, first alone, at the end in context */
    float *wide;      /* rows of 3 width: what a recurrence is fed with */
    uint8_t *windows; /* rows of 2 width: bytes of x beside halves of the neighbours' */
    float *fresh, *fresh_mix, *fresh_wide; /* rows of width and its double and triple: words not in
                                              the cache */
    uint32_t fresh_word[ENCODER_MAX];
    uint64_t keys[ENCODER_MAX];
    uint32_t slots[ENCODER_MAX]; /* of the cache, UINT32_MAX = not there */
    /* By hash of the form, in sets of a few slots: a word's row (width) and what it feeds the
     * word-wise recurrence with (3 width), as integers with a scale each. */
    uint64_t *cache_keys;
    uint32_t *cache_used, now; /* batches are the clock */
    float (*cache_scales)[2];
    int16_t *cache;
};

void encoder_init(struct encoder *encoder, const struct network *network,
                  const struct kernels *kernels);
void encoder_release(struct encoder *encoder);

/* empties the batch */
void encoder_clear(struct encoder *encoder);
/* Needs: forms, first, n_words, n_sentences. Gives: x, every word in context, and the same as
 * bytes for the heads. */
void encoder_run(struct encoder *encoder);
/* every word in context as the heads multiply it */
struct quantised encoder_rows(const struct encoder *encoder);

#endif
