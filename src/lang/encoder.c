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

enum { CACHE_SLOTS = 2048, CACHE_WIDTHS = 4 };

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
    encoder->window = rows_of(ENCODER_MAX, 2 * width);
    encoder->wide = rows_of(ENCODER_MAX, 3 * width);
    encoder->integers = memory_alloc(ENCODER_MAX * 2 * width * sizeof *encoder->integers);
    encoder->fresh = rows_of(ENCODER_MAX, width);
    encoder->fresh_wide = rows_of(ENCODER_MAX, 3 * width);
    encoder->cache = rows_of(CACHE_SLOTS, CACHE_WIDTHS * width);
    encoder->cache_keys = memory_alloc(CACHE_SLOTS * sizeof *encoder->cache_keys);
}

void encoder_release(struct encoder *encoder)
{
    free(encoder->x);
    free(encoder->window);
    free(encoder->wide);
    free(encoder->integers);
    free(encoder->fresh);
    free(encoder->fresh_wide);
    free(encoder->cache);
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

/* Takes what the cache has; sums up the features of other words. Returns how many those are. */
static uint32_t look_up_words(struct encoder *encoder)
{
    size_t width = encoder->network->shape.width;
    uint32_t n_fresh = 0;
    for (uint32_t i = 0; i < encoder->n_words; i++) {
        uint64_t key = hash_bytes(encoder->forms[i], 1);
        key = key ? key : 1;
        size_t slot = key & (CACHE_SLOTS - 1);
        encoder->keys[i] = key;
        if (encoder->cache_keys[slot] == key) {
            const float *row = encoder->cache + slot * CACHE_WIDTHS * width;
            memcpy(encoder->x + i * width, row, width * sizeof *row);
            memcpy(encoder->wide + i * 3 * width, row + width, 3 * width * sizeof *row);
            continue;
        }
        sum_features(encoder, encoder->forms[i], encoder->fresh + n_fresh * width);
        encoder->fresh_word[n_fresh++] = i;
    }
    return n_fresh;
}

/* Gives: x, the words' rows, and wide, the inputs of the word-wise recurrence. */
static void mix_words(struct encoder *encoder)
{
    const struct network *network = encoder->network;
    const struct kernels *kernels = encoder->kernels;
    uint32_t width = network->shape.width, n_fresh = look_up_words(encoder);
    size_t row_bytes = width * sizeof(float);
    kernels->multiply(&network->mix, encoder->fresh, encoder->window, 2 * width, n_fresh);
    kernels->maxout(encoder->window, encoder->fresh, n_fresh, width);
    kernels->normalise(encoder->fresh, network->mix_gain, network->mix_bias, n_fresh, width);
    kernels->quantise(encoder->fresh, encoder->integers, encoder->scales, n_fresh, width);
    kernels->multiply16(&network->wordwise.linear, encoder->integers, encoder->scales,
                        encoder->fresh_wide, 3 * width, n_fresh);
    for (uint32_t i = 0; i < n_fresh; i++) {
        uint32_t word = encoder->fresh_word[i];
        const float *row = encoder->fresh + (size_t)i * width;
        const float *wide = encoder->fresh_wide + (size_t)i * 3 * width;
        size_t slot = encoder->keys[word] & (CACHE_SLOTS - 1);
        float *kept = encoder->cache + slot * CACHE_WIDTHS * width;
        encoder->cache_keys[slot] = encoder->keys[word];
        memcpy(kept, row, row_bytes);
        memcpy(kept + width, wide, 3 * row_bytes);
        memcpy(encoder->x + (size_t)word * width, row, row_bytes);
        memcpy(encoder->wide + (size_t)word * 3 * width, wide, 3 * row_bytes);
    }
}

/* a word's row, the first half of the row before, the second half of the row after */
static void fill_windows(struct encoder *encoder)
{
    size_t n = encoder->network->shape.width, half = n / 2, half_bytes = half * sizeof(float);
    for (uint32_t s = 0; s < encoder->n_sentences; s++)
        for (size_t i = encoder->first[s]; i < encoder->first[s + 1]; i++) {
            float *to = encoder->window + i * 2 * n;
            const float *x = encoder->x + i * n;
            memcpy(to, x, 2 * half_bytes);
            if (i > encoder->first[s])
                memcpy(to + n, x - n, half_bytes);
            else
                memset(to + n, 0, half_bytes);
            if (i + 1 < encoder->first[s + 1])
                memcpy(to + n + half, x + n + half, half_bytes);
            else
                memset(to + n + half, 0, half_bytes);
        }
}

/* adds to x what the recurrences make of wide, and normalises */
static void recur(struct encoder *encoder, const struct network_layer *layer)
{
    const struct kernels *kernels = encoder->kernels;
    uint32_t width = encoder->network->shape.width, half = width / 2;
    for (uint32_t s = 0; s < encoder->n_sentences; s++) {
        size_t first = encoder->first[s], last = encoder->first[s + 1] - 1;
        uint32_t n = encoder->first[s + 1] - encoder->first[s];
        kernels->recur(encoder->wide + first * 3 * width, encoder->x + first * width, n, half, 1);
        kernels->recur(encoder->wide + last * 3 * width + 3 * half,
                       encoder->x + last * width + half, n, half, -1);
    }
    kernels->normalise(encoder->x, layer->gain, layer->bias, encoder->n_words, width);
}

static void run_layer(struct encoder *encoder, const struct network_layer *layer)
{
    const struct kernels *kernels = encoder->kernels;
    uint32_t width = encoder->network->shape.width;
    fill_windows(encoder);
    kernels->quantise(encoder->window, encoder->integers, encoder->scales, encoder->n_words,
                      2 * width);
    kernels->multiply16(&layer->linear, encoder->integers, encoder->scales, encoder->wide,
                        3 * width, encoder->n_words);
    recur(encoder, layer);
}

void encoder_run(struct encoder *encoder)
{
    mix_words(encoder);
    recur(encoder, &encoder->network->wordwise);
    for (uint32_t l = 0; l < encoder->network->shape.layers; l++)
        run_layer(encoder, &encoder->network->layers[l]);
    encoder->kernels->quantise(encoder->x, encoder->integers, encoder->scales, encoder->n_words,
                               encoder->network->shape.width);
}
