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

enum { CACHE_SLOTS = 4096, WAYS = 4, CACHE_WIDTHS = 4, LINE = 64 };

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
    encoder->cache_used = memory_alloc(CACHE_SLOTS * sizeof *encoder->cache_used);
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
    free(encoder->cache_used);
    free(encoder->cache_keys);
}

void encoder_clear(struct encoder *encoder)
{
    encoder->n_words = encoder->n_sentences = 0;
    encoder->first[0] = 0;
}

/* the rows of a form, each with the weight that it is summed with */
struct row_list {
    uint32_t rows[FEATURE_KINDS + FEATURE_TRIGRAMS + 1], n;
    float weights[FEATURE_KINDS + FEATURE_TRIGRAMS + 1];
};

/* brings a row into the cache while others are looked for */
static void add_row(const struct network *network, struct row_list *list, uint32_t row,
                    float weight)
{
    const char *at = (const char *)(network->rows + (size_t)row * network->shape.width);
    for (uint32_t byte = 0; byte < network->shape.width; byte += LINE)
        __builtin_prefetch(at + byte);
    __builtin_prefetch(network->scales + row);
    list->rows[list->n] = row;
    list->weights[list->n++] = weight;
}

/* the sum of a form's rows: those of its features, of its letters on average, of its vector */
static void sum_features(const struct encoder *encoder, struct str form, float *sum)
{
    const struct network *network = encoder->network;
    uint32_t width = network->shape.width;
    struct word_features features;
    struct row_list list = {.n = 0};
    features_find(form, &features);
    uint32_t of_word = network_find_word(network, features.key);
    for (uint32_t k = 0; k < FEATURE_KINDS; k++)
        add_row(network, &list, features.rows[k], 1);
    for (uint32_t k = 0; k < features.n_trigrams; k++)
        add_row(network, &list, features.trigrams[k], 1 / (float)features.n_trigrams);
    if (of_word != UINT32_MAX)
        add_row(network, &list, of_word, 1);
    memset(sum, 0, width * sizeof *sum);
    for (uint32_t k = 0; k < list.n; k++) {
        uint32_t row = list.rows[k];
        encoder->kernels->add_bytes(sum, network->rows + (size_t)row * width,
                                    network->scales[row] * list.weights[k], width);
    }
}

/* word i from the cache: its row and what it feeds the first recurrence with */
static void take(struct encoder *encoder, size_t i, size_t slot)
{
    encoder->cache_used[slot] = encoder->now;
    uint32_t width = encoder->network->shape.width;
    const int16_t *kept = encoder->cache + slot * CACHE_WIDTHS * width;
    const float *scales = encoder->cache_scales[slot];
    encoder->kernels->lengthen(kept, scales[0], encoder->x + i * width, width);
    encoder->kernels->lengthen(kept + width, scales[1], encoder->wide + i * 3 * width, 3 * width);
}

/* the first slot of a key's set */
static uint32_t set_of(uint64_t key)
{
    return (uint32_t)key & (CACHE_SLOTS - WAYS);
}

/* the slot that holds a key, UINT32_MAX = none */
static uint32_t find_slot(const struct encoder *encoder, uint64_t key)
{
    for (uint32_t slot = set_of(key); slot < set_of(key) + WAYS; slot++)
        if (encoder->cache_keys[slot] == key)
            return slot;
    return UINT32_MAX;
}

/* the slot of a key's set that was not used for the longest time */
static uint32_t oldest_slot(const struct encoder *encoder, uint64_t key)
{
    uint32_t oldest = set_of(key);
    for (uint32_t slot = oldest + 1; slot < set_of(key) + WAYS; slot++)
        if (encoder->cache_used[slot] < encoder->cache_used[oldest])
            oldest = slot;
    return oldest;
}

/* Where each word is in the cache. Reads the cache in loops of their own, ahead of its use, so that
 * waiting for one word's place does not keep the next ones from being fetched. */
static void find_slots(struct encoder *encoder)
{
    size_t bytes = CACHE_WIDTHS * encoder->network->shape.width * sizeof *encoder->cache;
    for (uint32_t i = 0; i < encoder->n_words; i++) {
        uint64_t key = hash_bytes(encoder->forms[i], 1);
        encoder->keys[i] = key ? key : 1;
        __builtin_prefetch(encoder->cache_keys + set_of(encoder->keys[i]));
    }
    for (uint32_t i = 0; i < encoder->n_words; i++) {
        uint32_t slot = encoder->slots[i] = find_slot(encoder, encoder->keys[i]);
        for (size_t byte = 0; slot != UINT32_MAX && byte < bytes; byte += LINE)
            __builtin_prefetch((const char *)encoder->cache + slot * bytes + byte, 0, 2);
    }
}

/* Takes what the cache has; sums up the features of other words. Returns how many those are. */
static uint32_t look_up_words(struct encoder *encoder)
{
    size_t width = encoder->network->shape.width;
    uint32_t n_fresh = 0;
    encoder->now++;
    find_slots(encoder);
    for (uint32_t i = 0; i < encoder->n_words; i++) {
        if (encoder->slots[i] != UINT32_MAX) {
            take(encoder, i, encoder->slots[i]);
            continue;
        }
        sum_features(encoder, encoder->forms[i], encoder->fresh + n_fresh * width);
        encoder->fresh_word[n_fresh++] = i;
    }
    return n_fresh;
}

/* puts new word i into the cache; returns its slot */
static uint32_t keep(struct encoder *encoder, size_t i)
{
    const struct kernels *kernels = encoder->kernels;
    uint32_t width = encoder->network->shape.width;
    uint64_t key = encoder->keys[encoder->fresh_word[i]];
    uint32_t slot = oldest_slot(encoder, key);
    int16_t *kept = encoder->cache + (size_t)slot * CACHE_WIDTHS * width;
    float *scales = encoder->cache_scales[slot];
    encoder->cache_keys[slot] = key;
    scales[0] = kernels->shorten(encoder->fresh + i * width, kept, width);
    scales[1] = kernels->shorten(encoder->fresh_wide + i * 3 * width, kept + width, 3 * width);
    return slot;
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
    struct quantised rows = {encoder->windows, 2 * width, 1 / network->mix_norm.factor, NULL};
    kernels->multiply8(&network->wordwise.linear, &rows, encoder->fresh_wide, 3 * width, n_fresh);
    for (uint32_t i = 0; i < n_fresh; i++) {
        uint32_t word = encoder->fresh_word[i];
        /* it may stand in the batch twice */
        uint32_t slot = find_slot(encoder, encoder->keys[word]);
        take(encoder, word, slot != UINT32_MAX ? slot : keep(encoder, i));
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
        struct quantised windows = {encoder->windows, 2 * width, 1 / norm->factor, NULL};
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
    return (struct quantised){encoder->windows, 2 * (size_t)network->shape.width, 1 / norm->factor,
                              NULL};
}
