/* net: the network in training. A word's hashed features and vector are mixed into one row; two-way
 * recurrences, the first fed by each word alone, the others by windows, put it in context; heads
 * read tags, names, arcs, relations and, in pretraining, hidden words from the last layer.
 * src/lang/encoder.h runs the same network. */
#ifndef ONR_TRAIN_NET_H
#define ONR_TRAIN_NET_H

#include "lang/features.h"
#include "layer.h"
#include "vectors.h"

/* recurrences: one over words by themselves, then the windowed layers */
enum { NET_LAYERS_MAX = 8, NET_RECURRENCES_MAX = NET_LAYERS_MAX + 1, BATCH_MAX = 4096 };

struct net_config {
    uint32_t width, layers, arc_width, label_width, name_width;
    uint32_t n_tags, n_rels, n_names;
    uint32_t n_masked; /* words that a hidden word is guessed among; 0 = no such head */
    float dropout;
};

/* words of several sentences, one after the other */
struct batch {
    uint32_t n_words, n_sentences, longest;
    uint32_t first[BATCH_MAX + 1];
    struct word_features features[BATCH_MAX]; /* a row of UINT32_MAX is left out */
    uint32_t vector[BATCH_MAX];               /* row of the word vectors, UINT32_MAX = none */
    int32_t tag[BATCH_MAX], rel[BATCH_MAX], name[BATCH_MAX]; /* -1: not known */
    int32_t head[BATCH_MAX];   /* 0 = root, else 1-based in the sentence; -1: not known */
    int32_t masked[BATCH_MAX]; /* which word was hidden here, -1: none */
};

struct net_layer {
    struct linear linear;
    struct norm norm;
};

/* what a forward pass leaves for the way back; matrices of BATCH_MAX rows */
struct net_work {
    float *sum, *vector, *mixed, *pooled;
    /* x[0] are the mixed words, x[l + 1] what recurrence l gives */
    float *x[NET_RECURRENCES_MAX + 1], *hat[NET_RECURRENCES_MAX + 1];
    float *inverse[NET_RECURRENCES_MAX + 1], *mask[NET_RECURRENCES_MAX + 1];
    float *window[NET_RECURRENCES_MAX], *u[NET_RECURRENCES_MAX], *c[NET_RECURRENCES_MAX];
    float *y[NET_RECURRENCES_MAX];
    float *dx, *dy, *du, *dwindow;
    float *dep, *head, *arc, *ddep, *dhead, *darc; /* the heads', used one after the other */
    float *mask1, *mask2, *scores, *sentence, *dsentence;
};

struct net {
    struct net_config config;
    const struct vectors *vectors;
    struct params params;
    struct random random;
    struct param *rows;   /* FEATURE_ALL_ROWS x width */
    struct param *vector; /* vector width x width */
    struct linear mix;    /* width x 2 width */
    struct norm norm;
    struct net_layer layers[NET_RECURRENCES_MAX]; /* the first is that of words by themselves */
    struct linear tag, name_hidden, name, dep, head, arc, label_dep, label_head, label, masked;
    struct param *root_arc, *root_label;
    struct net_work work;
};

struct net_tallies {
    struct tally tag, name, arc, rel, masked;
};

/* how many recurrences there are: the rows that the heads read are x[that] */
static inline uint32_t net_recurrences(const struct net *net)
{
    return net->config.layers + 1;
}

void net_init(struct net *net, const struct net_config *config, const struct vectors *vectors,
              uint64_t seed);
void net_release(struct net *net);

/* Encodes the batch, adds losses and right answers to the tallies; when training also adds the
 * gradients of all heads that have gold answers (the caller then calls params_update). */
void net_run(struct net *net, const struct batch *batch, bool training,
             struct net_tallies *tallies);

/* parts of net_run: encoder.c */
void net_encode(struct net *net, const struct batch *batch, bool training);
void net_encode_backward(struct net *net, const struct batch *batch);
/* heads.c: read the last of net->work.x, add to net->work.dx */
void net_heads(struct net *net, const struct batch *batch, bool training,
               struct net_tallies *tallies);

#endif
