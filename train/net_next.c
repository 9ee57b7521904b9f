/* net_next: the head of a language model, which guesses the word after each word.
 *
 * A guess is made among candidates only: the words that really follow somewhere in the batch and a
 * few hundred drawn by frequency. Each score is lowered by the logarithm of how likely its word was
 * to become a candidate, so that the scores are those of the whole vocabulary (sampled softmax,
 * Jean et al. 2015). Words are numbered by falling frequency, which is taken to follow Zipf's law.
 */
#include <math.h>
#include <string.h>

#include "matrix.h"
#include "net.h"

struct candidates {
    uint32_t n, words[NET_CANDIDATES];
    float lowered[NET_CANDIDATES];
};

/* share of word w in running text */
static double share_of(uint32_t w, uint32_t n_words)
{
    return log1p(1 / (w + 1.0)) / log1p(n_words);
}

static uint32_t draw(struct random *random, uint32_t n_words)
{
    double word = exp((double)random_unit(random) * log1p(n_words)) - 1;
    return word < n_words - 1 ? (uint32_t)word : n_words - 1;
}

/* the number of a word among the candidates; places[word] remembers it, 1-based */
static uint32_t add_candidate(struct candidates *c, uint32_t *places, uint32_t word)
{
    if (!places[word]) {
        c->words[c->n] = word;
        places[word] = ++c->n;
    }
    return places[word] - 1;
}

/* Gathers the rows of words that have a next word and the candidates, whose places are the
 * targets. Returns
 * how many those words are. */
static uint32_t choose(struct net *net, const struct batch *batch, struct candidates *c,
                       uint32_t *at, struct target *targets)
{
    uint32_t n = 0, n_words = net->config.n_next, *places = net->work.places;
    c->n = 0;
    for (uint32_t i = 0; i < batch->n_words; i++)
        if (batch->next[i] >= 0) {
            at[n] = i;
            targets[n++] = target_of(add_candidate(c, places, (uint32_t)batch->next[i]));
        }
    for (uint32_t i = 0; i < NET_DRAWS; i++)
        add_candidate(c, places, draw(&net->random, n_words));
    for (uint32_t i = 0; i < c->n; i++) {
        double expected = (n + NET_DRAWS) * share_of(c->words[i], n_words);
        c->lowered[i] = expected < 1 ? (float)log(expected) : 0;
        places[c->words[i]] = 0;
    }
    return n;
}

static void gather_rows(float *to, const float *rows, const uint32_t *which, uint32_t n,
                        uint32_t width)
{
    for (size_t i = 0; i < n; i++)
        memcpy(to + i * width, rows + (size_t)which[i] * width, width * sizeof *to);
}

FAST static void add(float *restrict to, const float *restrict from, size_t n)
{
    for (size_t j = 0; j < n; j++)
        to[j] += from[j];
}

static void learn(struct net *net, const struct candidates *c, const uint32_t *at, uint32_t n)
{
    struct net_work *w = &net->work;
    uint32_t width = net->config.width;
    matrix_mul(w->scores, w->candidates, w->dy, n, c->n, width, 0);
    for (size_t i = 0; i < n; i++)
        add(w->dx + (size_t)at[i] * width, w->dy + i * width, width);
    memset(w->candidates, 0, (size_t)c->n * width * sizeof(float));
    matrix_mul_left(w->scores, w->du, w->candidates, n, c->n, width);
    for (size_t j = 0; j < c->n; j++) {
        param_touch(net->next, c->words[j]);
        param_touch(net->next_bias, c->words[j]);
        add(net->next->g + (size_t)c->words[j] * width, w->candidates + j * width, width);
        for (size_t i = 0; i < n; i++)
            net->next_bias->g[c->words[j]] += w->scores[i * c->n + j];
    }
}

void net_next(struct net *net, const struct batch *batch, bool training, struct tally *tally)
{
    static struct candidates candidates;
    static uint32_t at[BATCH_MAX];
    static struct target targets[BATCH_MAX];
    struct net_work *w = &net->work;
    struct candidates *c = &candidates;
    uint32_t width = net->config.width, n = choose(net, batch, c, at, targets);
    if (n == 0)
        return;
    gather_rows(w->du, w->x[net_recurrences(net)], at, n, width);
    gather_rows(w->candidates, net->next->w, c->words, c->n, width);
    matrix_mul_right(w->du, w->candidates, w->scores, n, width, c->n, 0);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < c->n; j++)
            w->scores[i * c->n + j] += net->next_bias->w[c->words[j]] - c->lowered[j];
    softmax_loss(w->scores, targets, n, c->n, 1 / (float)n, tally);
    if (training)
        learn(net, c, at, n);
}
