/* fit: trains tags, names, arcs and relations on treebanks and writes the network's part of the
 * model. Stopped and started again it goes on from its last checkpoint.
 * Usage: fit --train CONLLU… --dev CONLLU… --vectors FILE --out PART [--names LIST]
 *            [--start CHECKPOINT] [--checkpoint FILE] [--epochs N] [--seed N] [--repeat N]
 *            [--silver FILE]… [--own-rows 1] [--forward CHECKPOINT --backward CHECKPOINT] [shape]
 * --silver adds text that teachers have read, beside N times the treebanks; --forward and
 * --backward make a teacher over those language models, which the library cannot read: leave out
 * --out. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "export.h"
#include "matrix.h"
#include "net_options.h"
#include "schedule.h"
#include "silver.h"

enum { DEVS_MAX = 4 };

static const char *const names[] = {"--train",      "--dev",         "--vectors", "--out",
                                    "--start",      "--epochs",      "--seed",    "--rate",
                                    "--checkpoint", "--batch",       "--every",   "--variation",
                                    "--names",      "--renaming",    "--silver",  "--repeat",
                                    "--own-rows",   CONTEXT_OPTIONS, NET_OPTIONS, NULL};

struct fit {
    struct options options;
    struct vectors vectors;
    struct language_model language_model;
    struct corpus corpus, devs[DEVS_MAX];
    uint32_t n_devs;
    struct net *net;
    struct schedule schedule;
    struct batch_plan plan;
    struct name_list names;
    uint64_t epoch, epochs;
};

static void read_corpora(struct fit *fit)
{
    const struct options *options = &fit->options;
    vectors_load(&fit->vectors, options_text(options, "--vectors", "vectors.bin"));
    corpus_init(&fit->corpus);
    for (uint32_t i = 0; options_each(options, "--train", i); i++)
        corpus_read_treebank(&fit->corpus, options_each(options, "--train", i), true);
    corpus_merge_rare_tags(&fit->corpus, 5);
    corpus_repeat(&fit->corpus, (uint32_t)options_number(options, "--repeat", 1));
    for (uint32_t i = 0; options_each(options, "--silver", i); i++)
        silver_read(&fit->corpus, options_each(options, "--silver", i));
    for (uint32_t i = 0; i < DEVS_MAX && options_each(options, "--dev", i); i++) {
        struct corpus *dev = &fit->devs[fit->n_devs++];
        corpus_init(dev);
        dev->tags = fit->corpus.tags;
        dev->rels = fit->corpus.rels;
        corpus_read_treebank(dev, options_each(options, "--dev", i), false);
    }
    fprintf(stderr, "%u sentences, %llu words, %u tags, %u relations\n", fit->corpus.sentences.n,
            (unsigned long long)fit->corpus.n_words, fit->corpus.tags.v.n, fit->corpus.rels.v.n);
}

static void make_net(struct fit *fit)
{
    const struct options *options = &fit->options;
    struct net_config config = net_options(options);
    config.n_tags = fit->corpus.tags.v.n;
    config.n_rels = fit->corpus.rels.v.n;
    config.n_names = NAME_LABELS;
    config.own_rows = options_number(options, "--own-rows", 0) > 0;
    config.n_context = context_options(options, &fit->language_model);
    fit->net = memory_alloc(sizeof *fit->net);
    net_init(fit->net, &config, &fit->vectors, (uint64_t)options_number(options, "--seed", 1));
    fit->schedule.peak = (float)options_number(options, "--rate", 2e-3);
    fit->schedule.batch = (uint32_t)options_number(options, "--batch", 1200);
    fit->epochs = (uint64_t)options_number(options, "--epochs", 24);
    fit->schedule.steps = schedule_steps(&fit->corpus, fit->schedule.batch, (double)fit->epochs);
    fit->plan = (struct batch_plan){
        .vectors = &fit->vectors,
        .counts = batch_count_forms(&fit->corpus),
        .names = &fit->names,
        .renaming = (float)options_number(options, "--renaming", 0.25),
        .variation = (float)options_number(options, "--variation", 0.18),
    };
    if (config.n_context) {
        fit->plan.finish = language_model_finish;
        fit->plan.with = &fit->language_model;
    }
    name_list_init(&fit->names, options_text(options, "--names", NULL), &fit->corpus);
    const char *start = options_text(options, "--start", NULL);
    struct checkpoint checkpoint = {0};
    if (start)
        fprintf(stderr, "%d matrices from %s\n",
                params_load(&fit->net->params, start, &checkpoint, false), start);
    const char *path = options_text(options, "--checkpoint", NULL);
    if (path && params_load(&fit->net->params, path, &checkpoint, true) > 0) {
        fit->epoch = checkpoint.epoch;
        fit->net->random = checkpoint.random;
        fprintf(stderr, "going on after epoch %llu\n", (unsigned long long)fit->epoch);
    }
}

static bool save(struct fit *fit)
{
    const char *path = options_text(&fit->options, "--checkpoint", NULL);
    const char *out = options_text(&fit->options, "--out", NULL);
    struct checkpoint checkpoint = {fit->epoch, fit->net->random};
    struct onr_error error;
    if (path && !params_save(&fit->net->params, path, &checkpoint)) {
        perror(path);
        return false;
    }
    if (out && export_net(fit->net, &fit->corpus, out, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return false;
    }
    return true;
}

static bool run(struct fit *fit)
{
    uint64_t every = (uint64_t)options_number(&fit->options, "--every", 4);
    struct batch_plan plain = {
        .vectors = &fit->vectors, .finish = fit->plan.finish, .with = fit->plan.with};
    time_t start = time(NULL);
    while (fit->epoch < fit->epochs) {
        struct net_tallies tallies = {0};
        schedule_epoch(fit->net, &fit->corpus, &fit->plan, &fit->schedule, &tallies);
        fit->epoch++;
        char label[32];
        snprintf(label, sizeof label, "epoch %llu", (unsigned long long)fit->epoch);
        tallies_print(label, &tallies, difftime(time(NULL), start));
        if (fit->epoch % every && fit->epoch < fit->epochs)
            continue;
        for (uint32_t i = 0; i < fit->n_devs; i++) {
            struct net_tallies dev = {0};
            schedule_measure(fit->net, &fit->devs[i], &plain, &dev);
            tallies_print("  dev", &dev, difftime(time(NULL), start));
        }
        if (fit->epoch < fit->epochs && !save(fit))
            return false;
    }
    return save(fit);
}

int main(int argc, char **argv)
{
    struct fit fit = {.options = {argc, argv}};
    options_check(&fit.options, names);
    matrix_use_tiles();
    read_corpora(&fit);
    make_net(&fit);
    bool good = run(&fit);
    net_release(fit.net);
    free(fit.net);
    free((void *)(uintptr_t)fit.plan.counts);
    name_list_release(&fit.names);
    language_model_release(&fit.language_model);
    for (uint32_t i = 0; i < fit.n_devs; i++)
        corpus_release(&fit.devs[i]);
    corpus_release(&fit.corpus);
    vectors_release(&fit.vectors);
    return good ? EXIT_SUCCESS : EXIT_FAILURE;
}
