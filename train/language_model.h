/* language_model: two networks that read a sentence from either end and guess the next word; their
 * rows tell a teacher what they have learnt from raw text (Peters et al. 2018). */
#ifndef ONR_TRAIN_LANGUAGE_MODEL_H
#define ONR_TRAIN_LANGUAGE_MODEL_H

#include "net.h"

/* Copies what is known of the words' forms, each sentence turned round. */
void batch_reverse(const struct batch *batch, struct batch *reversed);
/* Notes after each word which one follows, when it is among the n_next most frequent. */
void batch_set_next(struct batch *batch, uint32_t n_next);

struct language_model {
    struct vectors vectors;
    struct net *forward, *backward;
    struct batch *reversed;
    float *rows;
    uint32_t width; /* of a word's row: that of each layer of both networks */
};

/* Loads the checkpoints of train-pretrain for both directions and the vectors that they were
 * trained with; the program ends with a message when they do not fit each other. */
void language_model_load(struct language_model *model, const char *forward, const char *backward,
                         const char *vectors);
void language_model_release(struct language_model *model);
/* Reads the batch from both ends; its context are the model's rows until the next run. */
void language_model_run(struct language_model *model, struct batch *batch);
/* the same as batch_plan's finish, with the model */
void language_model_finish(struct batch *batch, void *model);

#endif
