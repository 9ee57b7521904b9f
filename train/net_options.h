/* net_options: the command-line options that pretraining and fitting share. */
#ifndef ONR_TRAIN_NET_OPTIONS_H
#define ONR_TRAIN_NET_OPTIONS_H

#include "language_model.h"
#include "options.h"

/* the language models of a teacher */
#define CONTEXT_OPTIONS "--forward", "--backward", "--lm-vectors"

#define NET_OPTIONS \
    "--width", "--layers", "--arc-width", "--label-width", "--name-width", "--dropout"

/* shape of the network; labels and hidden words are left to the caller */
static inline struct net_config net_options(const struct options *options)
{
    return (struct net_config){
        .width = (uint32_t)options_number(options, "--width", 128),
        .layers = (uint32_t)options_number(options, "--layers", 4),
        .arc_width = (uint32_t)options_number(options, "--arc-width", 96),
        .label_width = (uint32_t)options_number(options, "--label-width", 64),
        .name_width = (uint32_t)options_number(options, "--name-width", 48),
        .dropout = (float)options_number(options, "--dropout", 0.3),
    };
}

/* Loads the language models where the options name them; returns the width of their rows, else 0.
 * Their vectors are those of the same words as the caller's, which may have more columns. */
static inline uint32_t context_options(const struct options *options, struct language_model *model)
{
    const char *forward = options_text(options, "--forward", NULL);
    if (!forward)
        return 0;
    language_model_load(model, forward, options_text(options, "--backward", ""),
                        options_text(options, "--lm-vectors", "vectors.bin"));
    return model->width;
}

#endif
