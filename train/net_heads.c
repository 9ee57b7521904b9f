/* net_heads: what is read from the last layer, with its losses and gradients.
 *
 * tags: a linear map. Names: one hidden layer. Arcs: biaffine (Dozat and Manning 2017), a word
 * scores every word of its sentence and the root as its head. Relations: one hidden layer over the
 * sum of a word's and its head's rows; in training the gold head. */
#include <string.h>

#include "matrix.h"
#include "net.h"

static const float slope = 0.1F; /* of leaky rectifiers below zero */

FAST static void leaky_forward(float *x, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] = x[i] > 0 ? x[i] : slope * x[i];
}

FAST static void leaky_backward(const float *y, float *d, size_t n)
{
    for (size_t i = 0; i < n; i++)
        d[i] = y[i] > 0 ? d[i] : slope * d[i];
}

FAST static void add(float *restrict to, const float *restrict from, size_t n)
{
    for (size_t j = 0; j < n; j++)
        to[j] += from[j];
}

static float *last(struct net *net)
{
    return net->work.x[net_recurrences(net)];
}

static void score_tags(struct net *net, uint32_t T)
{
    linear_forward(&net->tag, last(net), net->work.scores, T);
}

static void run_tags(struct net *net, const struct batch *batch, bool training, struct tally *tally)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words;
    score_tags(net, T);
    softmax_loss(w->scores, batch->tag, T, net->config.n_tags, 1 / (float)T, tally);
    if (training)
        linear_backward(&net->tag, last(net), w->scores, w->dx, 1, T);
}

static void score_names(struct net *net, uint32_t T, bool training)
{
    struct net_work *w = &net->work;
    size_t size = (size_t)T * net->config.name_width;
    linear_forward(&net->name_hidden, last(net), w->dep, T);
    relu_forward(w->dep, size);
    if (training)
        dropout_forward(w->dep, w->mask1, size, net->config.dropout, &net->random);
    linear_forward(&net->name, w->dep, w->scores, T);
}

static void run_names(struct net *net, const struct batch *batch, bool training,
                      struct tally *tally)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words;
    size_t size = (size_t)T * net->config.name_width;
    score_names(net, T, training);
    softmax_loss(w->scores, batch->name, T, net->config.n_names, 1 / (float)T, tally);
    if (!training)
        return;
    linear_backward(&net->name, w->dep, w->scores, w->ddep, 0, T);
    dropout_backward(w->ddep, w->mask1, size);
    relu_backward(w->dep, w->ddep, size);
    linear_backward(&net->name_hidden, last(net), w->ddep, w->dx, 1, T);
}

static void project_arcs(struct net *net, uint32_t T, bool training)
{
    struct net_work *w = &net->work;
    size_t size = (size_t)T * net->config.arc_width;
    linear_forward(&net->dep, last(net), w->dep, T);
    linear_forward(&net->head, last(net), w->head, T);
    leaky_forward(w->dep, size);
    leaky_forward(w->head, size);
    if (training) {
        dropout_forward(w->dep, w->mask1, size, net->config.dropout, &net->random);
        dropout_forward(w->head, w->mask2, size, net->config.dropout, &net->random);
    }
    linear_forward(&net->arc, w->dep, w->arc, T);
}

/* w->scores[n, n + 1] of the n words of a sentence against the root and each other; w->sentence =
 * the rows of those heads. Returns n. */
static uint32_t score_sentence_arcs(struct net *net, const struct batch *batch, uint32_t s)
{
    struct net_work *w = &net->work;
    uint32_t n = batch->first[s + 1] - batch->first[s], width = net->config.arc_width;
    size_t at = (size_t)batch->first[s] * width;
    memcpy(w->sentence, net->root_arc->w, width * sizeof(float));
    memcpy(w->sentence + width, w->head + at, (size_t)n * width * sizeof(float));
    matrix_mul_right(w->arc + at, w->sentence, w->scores, n, width, n + 1, 0);
    for (size_t i = 0; i < n; i++)
        w->scores[i * (n + 1) + i + 1] = -1e9F;
    return n;
}

/* loss of one sentence's arcs, and its gradients of arc and head rows */
static void run_sentence_arcs(struct net *net, const struct batch *batch, uint32_t s, bool training,
                              struct tally *tally)
{
    struct net_work *w = &net->work;
    uint32_t n = score_sentence_arcs(net, batch, s), width = net->config.arc_width;
    size_t at = (size_t)batch->first[s] * width;
    float *dheads = w->dsentence;
    softmax_loss(w->scores, batch->head + batch->first[s], n, n + 1, 1 / (float)batch->n_words,
                 tally);
    if (!training)
        return;
    matrix_mul(w->scores, w->sentence, w->darc + at, n, n + 1, width, 0);
    memset(dheads, 0, (size_t)(n + 1) * width * sizeof(float));
    matrix_mul_left(w->scores, w->arc + at, dheads, n, n + 1, width);
    add(net->root_arc->g, dheads, width);
    memcpy(w->dhead + at, dheads + width, (size_t)n * width * sizeof(float));
}

static void run_arcs(struct net *net, const struct batch *batch, bool training, struct tally *tally)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words;
    size_t size = (size_t)T * net->config.arc_width;
    project_arcs(net, T, training);
    for (uint32_t s = 0; s < batch->n_sentences; s++)
        run_sentence_arcs(net, batch, s, training, tally);
    if (!training)
        return;
    linear_backward(&net->arc, w->dep, w->darc, w->ddep, 0, T);
    dropout_backward(w->ddep, w->mask1, size);
    leaky_backward(w->dep, w->ddep, size);
    linear_backward(&net->dep, last(net), w->ddep, w->dx, 1, T);
    dropout_backward(w->dhead, w->mask2, size);
    leaky_backward(w->head, w->dhead, size);
    linear_backward(&net->head, last(net), w->dhead, w->dx, 1, T);
}

/* the row of the head of word i among rows, or that of the root; where no head is known it does not
 * matter */
static float *row_of_head(const struct batch *batch, uint32_t s, uint32_t i, float *rows,
                          float *root, uint32_t width)
{
    const struct target *head = &batch->head[i];
    if (head->n == 0 || head->label[0] == 0)
        return root;
    return rows + (size_t)(batch->first[s] + head->label[0] - 1u) * width;
}

/* w->scores of the relation between each word and the head that the batch gives it */
static void score_relations(struct net *net, const struct batch *batch, bool training)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words, width = net->config.label_width;
    size_t size = (size_t)T * width;
    linear_forward(&net->label_dep, last(net), w->dep, T);
    linear_forward(&net->label_head, last(net), w->head, T);
    for (uint32_t s = 0; s < batch->n_sentences; s++)
        for (uint32_t i = batch->first[s]; i < batch->first[s + 1]; i++)
            add(w->dep + (size_t)i * width,
                row_of_head(batch, s, i, w->head, net->root_label->w, width), width);
    relu_forward(w->dep, size);
    if (training)
        dropout_forward(w->dep, w->mask1, size, net->config.dropout, &net->random);
    linear_forward(&net->label, w->dep, w->scores, T);
}

static void run_relations(struct net *net, const struct batch *batch, bool training,
                          struct tally *tally)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words, width = net->config.label_width;
    size_t size = (size_t)T * width;
    score_relations(net, batch, training);
    softmax_loss(w->scores, batch->rel, T, net->config.n_rels, 1 / (float)T, tally);
    if (!training)
        return;
    linear_backward(&net->label, w->dep, w->scores, w->ddep, 0, T);
    dropout_backward(w->ddep, w->mask1, size);
    relu_backward(w->dep, w->ddep, size);
    memset(w->dhead, 0, size * sizeof(float));
    for (uint32_t s = 0; s < batch->n_sentences; s++)
        for (uint32_t i = batch->first[s]; i < batch->first[s + 1]; i++)
            add(row_of_head(batch, s, i, w->dhead, net->root_label->g, width),
                w->ddep + (size_t)i * width, width);
    linear_backward(&net->label_dep, last(net), w->ddep, w->dx, 1, T);
    linear_backward(&net->label_head, last(net), w->dhead, w->dx, 1, T);
}

void net_heads(struct net *net, const struct batch *batch, bool training,
               struct net_tallies *tallies)
{
    if (net->config.n_next)
        net_next(net, batch, training, &tallies->next);
    if (!net->config.n_tags)
        return;
    run_tags(net, batch, training, &tallies->tag);
    run_names(net, batch, training, &tallies->name);
    run_arcs(net, batch, training, &tallies->arc);
    run_relations(net, batch, training, &tallies->rel);
}

static void add_probabilities(struct net *net, float *sum, uint32_t T, uint32_t n)
{
    softmax(net->work.scores, T, n);
    add(sum, net->work.scores, (size_t)T * n);
}

void net_add_opinion(struct net *net, const struct batch *batch, struct opinion *sum)
{
    uint32_t T = batch->n_words;
    net_encode(net, batch, false);
    score_tags(net, T);
    add_probabilities(net, sum->tags, T, net->config.n_tags);
    score_names(net, T, false);
    add_probabilities(net, sum->names, T, net->config.n_names);
    project_arcs(net, T, false);
    float *arcs = sum->arcs;
    for (uint32_t s = 0; s < batch->n_sentences; s++) {
        uint32_t n = score_sentence_arcs(net, batch, s);
        add_probabilities(net, arcs, n, n + 1);
        arcs += (size_t)n * (n + 1);
    }
}

void net_add_relations(struct net *net, const struct batch *batch, float *sum)
{
    score_relations(net, batch, false);
    add_probabilities(net, sum, batch->n_words, net->config.n_rels);
}
