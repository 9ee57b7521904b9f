/* word_vectors: trains vectors of frequent words on tokenised raw text, one sentence a line.
 *
 * Skip-gram with negative sampling (Mikolov et al. 2013), two halves side by side: one over a
 * narrow window with an output vector per position (Ling et al. 2015), which learns how a word is
 * used, and one over a wide window without positions, which learns what it is about. Frequent words
 * are subsampled, negatives drawn by frequency to the power 3/4, the rate falls linearly. Words are
 * counted without regard to case; three more columns tell how often a word is written with a
 * capital or in capitals inside sentences, and how frequent it is.
 * Usage: word_vectors TOKENS OUT WORDS EPOCHS */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/file.h"
#include "lang/features.h"
#include "matrix.h"
#include "random.h"

enum {
    HALF = 48,
    CASES = 3,
    WIDTH = 2 * HALF + CASES,
    NARROW = 2,
    WIDE = 6,
    NEGATIVES = 5,
    DRAWS = 1 << 21,
    MAX_SENTENCE = 256,
    COUNT_SLOTS = 1 << 21
};

struct count {
    uint64_t key;
    uint64_t n;
    uint32_t inside, title, capitals; /* of those that stand inside a sentence of mixed case */
    uint32_t word;                    /* 1 + rank, 0 = not kept */
};

struct trainer {
    struct count *counts; /* open-addressed by key */
    struct count **kept;  /* by falling frequency */
    uint32_t n_words;
    uint64_t n_tokens;
    uint32_t *draws;            /* words, as often as they are drawn as negatives */
    float *in;                  /* n_words x WIDTH */
    float *out[2 * NARROW + 1]; /* n_words x HALF: one a position of the narrow window, then wide */
    struct random random;
};

static struct count *count_of(struct trainer *t, uint64_t key)
{
    uint32_t slot = (uint32_t)(key >> 7) & (COUNT_SLOTS - 1);
    while (t->counts[slot].key && t->counts[slot].key != key)
        slot = (slot + 1) & (COUNT_SLOTS - 1);
    return &t->counts[slot];
}

static uint64_t key_of(struct str word)
{
    char folded[FEATURE_FORM_MAX];
    uint32_t n = form_fold(word, folded);
    return form_key((struct str){folded, n});
}

static bool has_lower(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] >= 'a' && s.s[i] <= 'z')
            return true;
    return false;
}

static void count_case(struct count *count, struct str word)
{
    bool upper = word.s[0] >= 'A' && word.s[0] <= 'Z';
    count->inside++;
    count->title += upper;
    count->capitals += upper && word.n > 1 && !has_lower(word);
}

static void count_line(struct trainer *t, struct str line, uint64_t *distinct)
{
    bool mixed = has_lower(line);
    for (bool first = true; line.n; first = false) {
        struct str word = str_split(&line, ' ');
        uint64_t key = key_of(word);
        struct count *count = count_of(t, key);
        if (!count->key && ++*distinct > COUNT_SLOTS / 4 * 3) {
            fprintf(stderr, "too many distinct words\n");
            exit(EXIT_FAILURE);
        }
        count->key = key;
        count->n++;
        t->n_tokens++;
        if (mixed && !first && word.n)
            count_case(count, word);
    }
}

static void count_words(struct trainer *t, struct str text)
{
    uint64_t distinct = 0;
    struct str rest = text;
    while (rest.s)
        count_line(t, str_split(&rest, '\n'), &distinct);
}

static int by_count(const void *a, const void *b)
{
    const struct count *x = *(struct count *const *)a, *y = *(struct count *const *)b;
    if (x->n != y->n)
        return x->n < y->n ? 1 : -1;
    return x->key < y->key ? -1 : x->key > y->key;
}

static void keep_words(struct trainer *t, uint32_t limit)
{
    uint32_t n = 0;
    t->kept = memory_alloc(sizeof *t->kept * COUNT_SLOTS);
    for (uint32_t i = 0; i < COUNT_SLOTS; i++)
        if (t->counts[i].n >= 3)
            t->kept[n++] = &t->counts[i];
    qsort(t->kept, n, sizeof *t->kept, by_count);
    t->n_words = n < limit ? n : limit;
    for (uint32_t i = 0; i < t->n_words; i++)
        t->kept[i]->word = 1 + i;
}

static void prepare(struct trainer *t)
{
    t->in = memory_alloc(sizeof(float) * t->n_words * WIDTH);
    for (size_t i = 0; i < (size_t)t->n_words * WIDTH; i++)
        t->in[i] = (random_unit(&t->random) - 0.5F) / HALF;
    for (int p = 0; p <= 2 * NARROW; p++)
        t->out[p] = memory_alloc(sizeof(float) * t->n_words * HALF);
    t->draws = memory_alloc(sizeof(uint32_t) * DRAWS);
    double sum = 0, upto = 0;
    for (uint32_t i = 0; i < t->n_words; i++)
        sum += pow((double)t->kept[i]->n, 0.75);
    uint32_t at = 0;
    for (uint32_t i = 0; i < t->n_words; i++) {
        upto += pow((double)t->kept[i]->n, 0.75) / sum;
        while (at < DRAWS && at < upto * DRAWS)
            t->draws[at++] = i;
    }
    while (at < DRAWS)
        t->draws[at++] = 0;
}

/* one step of logistic regression on a pair; the input's change is gathered in `change` */
FAST static void step(const float *restrict in, float *restrict out, float *restrict change,
                      float target, float rate)
{
    float dot = 0;
    float lanes[8] = {0};
    for (int i = 0; i < HALF; i += 8)
        for (int j = 0; j < 8; j++)
            lanes[j] += in[i + j] * out[i + j];
    for (int j = 0; j < 8; j++)
        dot += lanes[j];
    float g = rate * (target - 1 / (1 + expf(-dot)));
    for (int i = 0; i < HALF; i++) {
        change[i] += g * out[i];
        out[i] += g * in[i];
    }
}

static void learn_pair(struct trainer *t, float *in, float *outs, uint32_t context, float rate)
{
    float change[HALF] = {0};
    step(in, outs + (size_t)context * HALF, change, 1, rate);
    for (int i = 0; i < NEGATIVES; i++) {
        uint32_t word = t->draws[random_next(&t->random) & (DRAWS - 1)];
        if (word != context)
            step(in, outs + (size_t)word * HALF, change, 0, rate);
    }
    for (int i = 0; i < HALF; i++)
        in[i] += change[i];
}

/* narrow half: every word of the sentence is a context at its place */
static void learn_narrow(struct trainer *t, const uint32_t *words, uint32_t n, uint32_t i,
                         float rate)
{
    for (int p = -NARROW; p <= NARROW; p++) {
        int64_t j = (int64_t)i + p;
        if (p == 0 || j < 0 || j >= n || !words[j])
            continue;
        int place = p < 0 ? p + NARROW : p + NARROW - 1;
        learn_pair(t, t->in + (size_t)(words[i] - 1) * WIDTH, t->out[place], words[j] - 1, rate);
    }
}

static void learn_wide(struct trainer *t, const uint32_t *words, uint32_t n, uint32_t i, float rate)
{
    uint32_t reach = 1 + random_below(&t->random, WIDE);
    uint32_t from = i > reach ? i - reach : 0, to = i + reach < n ? i + reach : n - 1;
    for (uint32_t j = from; j <= to; j++)
        if (j != i)
            learn_pair(t, t->in + (size_t)(words[i] - 1) * WIDTH + HALF, t->out[2 * NARROW],
                       words[j] - 1, rate);
}

/* keeps a word with the probability that word2vec gives it */
static bool keep(struct trainer *t, uint32_t word, float sample)
{
    float share = (float)t->kept[word - 1]->n / ((float)t->n_tokens * sample);
    return random_unit(&t->random) < sqrtf(1 / share) + 1 / share;
}

static void learn_sentence(struct trainer *t, struct str line, float rate, uint64_t *seen)
{
    uint32_t words[MAX_SENTENCE], thin[MAX_SENTENCE], n = 0, n_thin = 0;
    while (line.s && line.n && n < MAX_SENTENCE)
        words[n++] = count_of(t, key_of(str_split(&line, ' ')))->word;
    *seen += n;
    for (uint32_t i = 0; i < n; i++) {
        if (words[i] && keep(t, words[i], 1e-3F))
            learn_narrow(t, words, n, i, rate);
        if (words[i] && keep(t, words[i], 1e-4F))
            thin[n_thin++] = words[i];
    }
    for (uint32_t i = 0; i < n_thin; i++)
        learn_wide(t, thin, n_thin, i, rate);
}

static void learn(struct trainer *t, struct str text, uint32_t epochs)
{
    uint64_t seen = 0;
    for (uint32_t epoch = 0; epoch < epochs; epoch++) {
        struct str rest = text;
        while (rest.s) {
            float done = (float)seen / (float)(t->n_tokens * epochs);
            float rate = 0.05F * (done < 0.99F ? 1 - done : 0.01F);
            learn_sentence(t, str_split(&rest, '\n'), rate, &seen);
        }
        fprintf(stderr, "epoch %u\n", epoch + 1);
    }
}

/* each half to a mean square of 1, so that neither drowns the other */
static void scale_half(struct trainer *t, uint32_t first)
{
    double sum = 0;
    for (size_t w = 0; w < t->n_words; w++)
        for (uint32_t i = first; i < first + HALF; i++)
            sum += (double)t->in[w * WIDTH + i] * t->in[w * WIDTH + i];
    float scale = (float)(1 / sqrt(sum / ((double)t->n_words * HALF)));
    for (size_t w = 0; w < t->n_words; w++)
        for (uint32_t i = first; i < first + HALF; i++)
            t->in[w * WIDTH + i] *= scale;
}

static void fill_cases(struct trainer *t)
{
    for (size_t w = 0; w < t->n_words; w++) {
        const struct count *count = t->kept[w];
        float *cases = t->in + w * WIDTH + 2 * HALF, n = (float)count->inside + 1;
        cases[0] = 2 * (float)count->title / n;
        cases[1] = 2 * (float)count->capitals / n;
        cases[2] = (logf((float)count->n) - 5) / 2;
    }
}

static bool save(const struct trainer *t, const char *path)
{
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    uint32_t head[2] = {t->n_words, WIDTH};
    fwrite(head, sizeof head, 1, file);
    for (uint32_t i = 0; i < t->n_words; i++)
        fwrite(&t->kept[i]->key, sizeof t->kept[i]->key, 1, file);
    fwrite(t->in, sizeof(float) * WIDTH, t->n_words, file);
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: word_vectors TOKENS OUT WORDS EPOCHS\n");
        return 2;
    }
    struct file_map map;
    struct onr_error error;
    if (file_map_open(&map, argv[1], &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    struct trainer t = {.random = {1}};
    t.counts = memory_alloc(sizeof *t.counts * COUNT_SLOTS);
    count_words(&t, map.bytes);
    keep_words(&t, (uint32_t)strtoul(argv[3], NULL, 10));
    fprintf(stderr, "%llu tokens, %u words kept\n", (unsigned long long)t.n_tokens, t.n_words);
    prepare(&t);
    learn(&t, map.bytes, (uint32_t)strtoul(argv[4], NULL, 10));
    scale_half(&t, 0);
    scale_half(&t, HALF);
    fill_cases(&t);
    if (!save(&t, argv[2])) {
        perror(argv[2]);
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
