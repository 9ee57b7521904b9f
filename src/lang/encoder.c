/* encoder: from the forms of words to rows that know their sentence.
 *
 * A word's hashed rows and its vector are summed and mixed by a maxout layer; that depends on the
 * form alone, and so do the inputs of the first recurrence: both are kept in a cache. Then each
 * layer adds two simple recurrences, one each way, the first over words by themselves, the others
 * over windows of neighbouring words (Bradbury et al. 2017; Lei et al. 2018), and normalises. Same
 * network as train/net_encoder.c; weights from net.* of the model. */
#include "lang/encoder.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "lang/features.h"

enum { CACHE_SLOTS = 4096, CACHE_WIDTHS = 4 };

static float *rows_of(size_t n, size_t width)
{
    return memory_alloc(n * width * sizeof(float));
}

void encoder_init(struct encoder *encoder, const struct network *network,
                  const struct kernels *kernels)
{
    size_t width = network->shape.width;
    *encoder = (struct encoder){.network = network, .kernels = kernels};
    encoder->x = rows_of(ENCODER_MAX, width);
    encoder->wide = rows_of(ENCODER_MAX, 3 * width);
    encoder->windows = memory_alloc(ENCODER_MAX * 2 * width * sizeof *encoder->windows);
    encoder->fresh = rows_of(ENCODER_MAX, width);
    encoder->fresh_mix = rows_of(ENCODER_MAX, 2 * width);
    encoder->fresh_wide = rows_of(ENCODER_MAX, 3 * width);
    encoder->cache = memory_alloc(CACHE_SLOTS * CACHE_WIDTHS * width * sizeof *encoder->cache);
    encoder->cache_scales = memory_alloc(CACHE_SLOTS * sizeof *encoder->cache_scales);
    encoder->cache_keys = memory_alloc(CACHE_SLOTS * sizeof *encoder->cache_keys);
}

void encoder_release(struct encoder *encoder)
{
    free(encoder->x);
    free(encoder->wide);
    free(encoder->windows);
    free(encoder->fresh);
    free(encoder->fresh_mix);
    free(encoder->fresh_wide);
    free(encoder->cache);
    free(encoder->cache_scales);
    free(encoder->cache_keys);
}

void encoder_clear(struct encoder *encoder)
{
    encoder->n_words = encoder->n_sentences = 0;
    encoder->first[0] = 0;
}

/* the sum of a form's rows: those of its features, of its letters on average, of its vector */
static void sum_features(const struct encoder *encoder, struct str form, float *sum)
{
    const struct network *network = encoder->network;
    uint32_t width = network->shape.width;
    struct word_features features;
    features_find(form, &features);
    memset(sum, 0, width * sizeof *sum);
    for (uint32_t k = 0; k < FEATURE_KINDS; k++) {
        uint32_t row = features.rows[k];
        encoder->kernels->add_bytes(sum, network->rows + (size_t)row * width, network->scales[row],
                                    width);
    }
    for (uint32_t k = 0; k < features.n_trigrams; k++) {
        uint32_t row = features.trigrams[k];
        encoder->kernels->add_bytes(sum, network->rows + (size_t)row * width,
                                    network->scales[row] / (float)features.n_trigrams, width);
    }
    uint32_t row = network_find_word(network, features.key);
    if (row != UINT32_MAX)
        encoder->kernels->add_bytes(sum, network->rows + (size_t)row * width, network->scales[row],
                                    width);
}

/* word i from the cache: its row and what it feeds the first recurrence with */
static void take(struct encoder *encoder, size_t i, size_t slot)
{
    uint32_t width = encoder->network->shape.width;
    const int16_t *kept = encoder->cache + slot * CACHE_WIDTHS * width;
    const float *scales = encoder->cache_scales[slot];
    encoder->kernels->lengthen(kept, scales[0], encoder->x + i * width, width);
    encoder->kernels->lengthen(kept + width, scales[1], encoder->wide + i * 3 * width, 3 * width);
}

static size_t slot_of(uint64_t key)
{
    return key & (CACHE_SLOTS - 1);
}

/* Takes what the cache has; sums up the features of other words. Returns how many those are. */
static uint32_t look_up_words(struct encoder *encoder)
{
    size_t width = encoder->network->shape.width;
    uint32_t n_fresh = 0;
    for (uint32_t i = 0; i < encoder->n_words; i++) {
        uint64_t key = hash_bytes(encoder->forms[i], 1);
        key = key ? key : 1;
        encoder->keys[i] = key;
        if (encoder->cache_keys[slot_of(key)] == key) {
            take(encoder, i, slot_of(key));
            continue;
        }
        sum_features(encoder, encoder->forms[i], encoder->fresh + n_fresh * width);
        encoder->fresh_word[n_fresh++] = i;
    }
    return n_fresh;
}

/* Gives: x, the words' rows, and wide, the inputs of the word-wise recurrence. A new word goes
 * through the cache too, so that it comes out as it will the next time. */
static void mix_words(struct encoder *encoder)
{
    const struct network *network = encoder->network;
    const struct kernels *kernels = encoder->kernels;
    uint32_t width = network->shape.width, n_fresh = look_up_words(encoder);
    kernels->multiply(&network->mix, encoder->fresh, encoder->fresh_mix, 2 * width, n_fresh);
    kernels->maxout(encoder->fresh_mix, encoder->fresh, n_fresh, width);
    kernels->normalise(encoder->fresh, &network->mix_norm, encoder->windows, n_fresh, width);
    struct quantised rows = {encoder->windows, 2 * width, 1 / network->mix_norm.factor};
    kernels->multiply8(&network->wordwise.linear, &rows, encoder->fresh_wide, 3 * width, n_fresh);
    for (uint32_t i = 0; i < n_fresh; i++) {
        uint32_t word = encoder->fresh_word[i];
        size_t slot = slot_of(encoder->keys[word]);
        int16_t *kept = encoder->cache + slot * CACHE_WIDTHS * width;
        float *scales = encoder->cache_scales[slot];
        encoder->cache_keys[slot] = encoder->keys[word];
        scales[0] = kernels->shorten(encoder->fresh + (size_t)i * width, kept, width);
        scales[1] =
            kernels->shorten(encoder->fresh_wide + (size_t)i * 3 * width, kept + width, 3 * width);
        take(encoder, word, slot);
    }
}

/* Adds to x what the recurrences make of wide, and normalises, a sentence after the other. */
static void recur(struct encoder *encoder, const struct layer_norm *norm)
{
    const struct kernels *kernels = encoder->kernels;
    uint32_t width = encoder->network->shape.width, half = width / 2;
    for (uint32_t s = 0; s < encoder->n_sentences; s++) {
        uint32_t n = encoder->first[s + 1] - encoder->first[s];
        size_t first = encoder->first[s], last = first + n - 1;
        float *x = encoder->x + first * width;
        kernels->recur(encoder->wide + first * 3 * width, x, n, half, 1);
        kernels->recur(encoder->wide + last * 3 * width + 3 * half,
                       encoder->x + last * width + half, n, half, -1);
        kernels->normalise(x, norm, encoder->windows + first * 2 * width, n, width);
    }
}

void encoder_run(struct encoder *encoder)
{
    const struct network *network = encoder->network;
    size_t width = network->shape.width;
    const struct layer_norm *norm = &network->wordwise.norm;
    mix_words(encoder);
    recur(encoder, norm);
    for (uint32_t l = 0; l < network->shape.layers; l++) {
        struct quantised windows = {encoder->windows, 2 * width, 1 / norm->factor};
        encoder->kernels->multiply8(&network->layers[l].linear, &windows, encoder->wide, 3 * width,
                                    encoder->n_words);
        norm = &network->layers[l].norm;
        recur(encoder, norm);
    }
}

struct quantised encoder_rows(const struct encoder *encoder)
{
    const struct network *network = encoder->network;
    const struct layer_norm *norm = &network->layers[network->shape.layers - 1].norm;
    return (struct quantised){encoder->windows, 2 * (size_t)network->shape.width, 1 / norm->factor};
}
