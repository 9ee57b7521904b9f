/* language_model: runs the networks of both directions over a batch. The one that reads from the
 * end gets every sentence turned round, so that both are the same kind of network. */
#include "language_model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

void batch_reverse(const struct batch *batch, struct batch *reversed)
{
    reversed->n_words = batch->n_words;
    reversed->n_sentences = batch->n_sentences;
    reversed->longest = batch->longest;
    reversed->context = NULL;
    memcpy(reversed->first, batch->first, (batch->n_sentences + 1) * sizeof *batch->first);
    for (uint32_t s = 0; s < batch->n_sentences; s++)
        for (uint32_t i = batch->first[s]; i < batch->first[s + 1]; i++) {
            uint32_t from = batch->first[s] + batch->first[s + 1] - 1 - i;
            reversed->features[i] = batch->features[from];
            reversed->vector[i] = batch->vector[from];
        }
}

void batch_set_next(struct batch *batch, uint32_t n_next)
{
    for (uint32_t s = 0; s < batch->n_sentences; s++)
        for (uint32_t i = batch->first[s]; i < batch->first[s + 1]; i++) {
            uint32_t word = i + 1 < batch->first[s + 1] ? batch->vector[i + 1] : UINT32_MAX;
            batch->next[i] = word < n_next ? (int32_t)word : -1;
        }
}

static struct net *load(const char *path, const struct vectors *vectors)
{
    struct net *net = memory_alloc(sizeof *net);
    struct net_config config;
    struct checkpoint unused;
    bool good = net_config_read(&config, path) && config.n_next;
    if (good) {
        config.n_next = 1; /* the head is not used */
        net_init(net, &config, vectors, 1);
        good = params_load(&net->params, path, &unused, false) == (int)net->params.n - 2;
    }
    if (!good) {
        fprintf(stderr, "%s: no language model over these vectors\n", path);
        exit(EXIT_FAILURE);
    }
    return net;
}

void language_model_load(struct language_model *model, const char *forward, const char *backward,
                         const char *vectors)
{
    *model = (struct language_model){.reversed = memory_alloc(sizeof *model->reversed)};
    vectors_load(&model->vectors, vectors);
    model->forward = load(forward, &model->vectors);
    model->backward = load(backward, &model->vectors);
    const struct net_config *one = &model->forward->config, *other = &model->backward->config;
    if (one->width != other->width || one->layers != other->layers) {
        fprintf(stderr, "%s and %s are of different shapes\n", forward, backward);
        exit(EXIT_FAILURE);
    }
    model->width = 2 * one->layers * one->width;
    model->rows = memory_alloc((size_t)BATCH_MAX * model->width * sizeof *model->rows);
}

void language_model_release(struct language_model *model)
{
    if (!model->forward)
        return;
    net_release(model->forward);
    net_release(model->backward);
    free(model->forward);
    free(model->backward);
    free(model->reversed);
    free(model->rows);
    vectors_release(&model->vectors);
}

void language_model_run(struct language_model *model, struct batch *batch)
{
    uint32_t layers = model->forward->config.layers, width = model->forward->config.width;
    batch_reverse(batch, model->reversed);
    net_encode(model->forward, batch, false);
    net_encode(model->backward, model->reversed, false);
    for (uint32_t s = 0; s < batch->n_sentences; s++)
        for (size_t i = batch->first[s]; i < batch->first[s + 1]; i++) {
            size_t mirrored = batch->first[s] + batch->first[s + 1] - 1 - i;
            float *to = model->rows + i * model->width;
            for (uint32_t l = 2; l < 2 + layers; l++, to += 2 * width) {
                memcpy(to, model->forward->work.x[l] + i * width, width * sizeof *to);
                memcpy(to + width, model->backward->work.x[l] + mirrored * width,
                       width * sizeof *to);
            }
        }
    batch->context = model->rows;
}

void language_model_finish(struct batch *batch, void *model)
{
    language_model_run(model, batch);
}
