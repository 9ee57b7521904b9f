/* pretrain: teaches the encoder to guess hidden words of raw text, and saves its weights.
 * Usage: pretrain --raw TOKENS… --vectors FILE --out CHECKPOINT [--epochs N] [--hidden WORDS]
 *                 [--seed N] [shape of the network] */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "net_options.h"
#include "schedule.h"

static const char *const names[] = {"--raw",    "--vectors", "--out",  "--epochs",
                                    "--hidden", "--seed",    "--rate", "--batch",
                                    "--slices", NET_OPTIONS, NULL};

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
    for (uint32_t k = 0; net->params.step < schedule.steps; k++) {
        struct corpus slice = slice_of(corpus, k % slices, slices);
        struct net_tallies tallies = {0};
        schedule_epoch(net, &slice, plan, &schedule, &tallies);
        free(slice.sentences.v);
        tallies_print("slice", &tallies, difftime(time(NULL), start));
        struct checkpoint checkpoint = {k + 1, net->random};
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
    struct vectors vectors = {0};
    vectors_load(&vectors, options_text(&options, "--vectors", "vectors.bin"));
    struct corpus corpus;
    corpus_init(&corpus);
    for (uint32_t i = 0; options_each(&options, "--raw", i); i++)
        corpus_read_raw(&corpus, options_each(&options, "--raw", i));
    struct net_config config = net_options(&options);
    config.n_masked = (uint32_t)options_number(&options, "--hidden", 6000);
    config.dropout = (float)options_number(&options, "--dropout", 0.1);
    struct net *net = memory_alloc(sizeof *net);
    net_init(net, &config, &vectors, (uint64_t)options_number(&options, "--seed", 1));
    struct batch_plan plan = {.vectors = &vectors, .masking = 0.2F, .n_masked = config.n_masked};
    bool good = train(net, &corpus, &plan, &options);
    net_release(net);
    free(net);
    corpus_release(&corpus);
    vectors_release(&vectors);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
