/* pretrain: trains a language model that reads raw text in one direction. Stopped and started again
 * it goes on from its last checkpoint.
 * Usage: pretrain --raw TOKENS… --vectors FILE --out CHECKPOINT [--backward 1] [--epochs N]
 *                 [--words N] [--seed N] [--slices N] [shape of the network] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "language_model.h"
#include "matrix.h"
#include "net_options.h"
#include "schedule.h"

static const char *const names[] = {"--raw",   "--vectors",  "--out",     "--epochs",
                                    "--words", "--backward", "--seed",    "--rate",
                                    "--batch", "--slices",   NET_OPTIONS, NULL};

/* The corpus is visited in slices, so that progress is seen and kept: one slice is every k-th
 * sentence. */
static struct corpus slice_of(const struct corpus *corpus, uint32_t k, uint32_t n)
{
    struct corpus slice = *corpus;
    slice.sentences.n = 0;
    slice.sentences.v = memory_alloc((corpus->sentences.n / n + 1) * sizeof *slice.sentences.v);
    for (uint32_t i = k; i < corpus->sentences.n; i += n)
        slice.sentences.v[slice.sentences.n++] = corpus->sentences.v[i];
    return slice;
}

struct direction {
    struct batch *turned; /* NULL: forward */
    uint32_t n_next;
};

static void finish(struct batch *batch, void *with)
{
    struct direction *direction = with;
    if (direction->turned) {
        batch_reverse(batch, direction->turned);
        memcpy(batch->features, direction->turned->features,
               batch->n_words * sizeof *batch->features);
        memcpy(batch->vector, direction->turned->vector, batch->n_words * sizeof *batch->vector);
    }
    batch_set_next(batch, direction->n_next);
}

static bool train(struct net *net, const struct corpus *corpus, const struct batch_plan *plan,
                  const struct options *options)
{
    double epochs = options_number(options, "--epochs", 1);
    uint32_t slices = (uint32_t)options_number(options, "--slices", 10);
    const char *out = options_text(options, "--out", "pretrained.ckpt");
    struct schedule schedule = {
        .peak = (float)options_number(options, "--rate", 2e-3),
        .batch = (uint32_t)options_number(options, "--batch", 1500),
    };
    schedule.steps = schedule_steps(corpus, schedule.batch, epochs);
    time_t start = time(NULL);
    struct checkpoint checkpoint = {0};
    if (params_load(&net->params, out, &checkpoint, true) > 0)
        net->random = checkpoint.random;
    for (uint32_t k = (uint32_t)checkpoint.epoch; net->params.step < schedule.steps; k++) {
        struct corpus slice = slice_of(corpus, k % slices, slices);
        struct net_tallies tallies = {0};
        schedule_epoch(net, &slice, plan, &schedule, &tallies);
        free(slice.sentences.v);
        tallies_print("slice", &tallies, difftime(time(NULL), start));
        checkpoint = (struct checkpoint){k + 1, net->random};
        if (!params_save(&net->params, out, &checkpoint)) {
            perror(out);
            return false;
        }
    }
    return true;
}

int main(int argc, char **argv)
{
    struct options options = {argc, argv};
    options_check(&options, names);
    matrix_use_tiles();
    struct vectors vectors = {0};
    vectors_load(&vectors, options_text(&options, "--vectors", "vectors.bin"));
    struct corpus corpus;
    corpus_init(&corpus);
    for (uint32_t i = 0; options_each(&options, "--raw", i); i++)
        corpus_read_raw(&corpus, options_each(&options, "--raw", i));
    struct net_config config = net_options(&options);
    config.n_next = (uint32_t)options_number(&options, "--words", 20000);
    config.n_next = config.n_next < vectors.n ? config.n_next : vectors.n;
    config.dropout = (float)options_number(&options, "--dropout", 0.1);
    struct net *net = memory_alloc(sizeof *net);
    net_init(net, &config, &vectors, (uint64_t)options_number(&options, "--seed", 1));
    struct direction direction = {.n_next = config.n_next};
    if (options_number(&options, "--backward", 0) > 0)
        direction.turned = memory_alloc(sizeof *direction.turned);
    struct batch_plan plan = {.vectors = &vectors, .finish = finish, .with = &direction};
    bool good = train(net, &corpus, &plan, &options);
    net_release(net);
    free(net);
    free(direction.turned);
    corpus_release(&corpus);
    vectors_release(&vectors);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
