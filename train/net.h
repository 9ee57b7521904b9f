/* net: the network in training. A word's hashed features and vector are mixed into one row;
 * recurrences, the first fed by each word alone, the others by windows, put it in context; heads
 * read tags, names, arcs and relations from the last. src/lang/encoder.h runs the same network.
 * With other settings it is a language model, which sees only what stands before a word and guesses
 * the next, or a teacher, which is given the rows of language models beside the word's own. */
#ifndef ONR_TRAIN_NET_H
#define ONR_TRAIN_NET_H

#include "lang/features.h"
#include "layer.h"
#include "vectors.h"

/* recurrences: one over words by themselves, then the windowed layers */
enum { NET_LAYERS_MAX = 8, NET_RECURRENCES_MAX = NET_LAYERS_MAX + 1, BATCH_MAX = 4096 };
/* words that a language model guesses among: those of the batch and some drawn */
enum { NET_DRAWS = 700, NET_CANDIDATES = BATCH_MAX + NET_DRAWS };

struct net_config {
    uint32_t width, layers, arc_width, label_width, name_width;
    uint32_t n_tags, n_rels, n_names;
    uint32_t n_next;    /* of a language model: words that the next is guessed among; else 0 */
    bool own_rows;      /* frequent words have rows of their own beside their projected vectors */
    uint32_t n_context; /* of a teacher: width of the language models' rows; else 0 */
    float dropout;
};

/* words of several sentences, one after the other */
struct batch {
    uint32_t n_words, n_sentences, longest;
    uint32_t first[BATCH_MAX + 1];
    struct word_features features[BATCH_MAX]; /* a row of UINT32_MAX is left out */
    uint32_t vector[BATCH_MAX];               /* row of the word vectors, UINT32_MAX = none */
    struct target tag[BATCH_MAX], rel[BATCH_MAX], name[BATCH_MAX];
    struct target head[BATCH_MAX]; /* 0 = root, else 1-based in the sentence */
    int32_t next[BATCH_MAX];       /* vector row of the word that follows, -1: not known */
    const float *context;          /* n_words rows of the language models, NULL = none */
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
    float *mask1, *mask2, *scores, *sentence, *dsentence, *candidates;
    uint32_t *places; /* of words among candidates; all 0 between uses */
};

struct net {
    struct net_config config;
    const struct vectors *vectors;
    struct params params;
    struct random random;
    struct param *rows;    /* FEATURE_ALL_ROWS x width */
    struct param *vector;  /* vector width x width */
    struct param *own;     /* n vectors x width, or NULL */
    struct param *context; /* n_context x width */
    struct linear mix;     /* width x 2 width */
    struct norm norm;
    struct net_layer layers[NET_RECURRENCES_MAX]; /* the first is that of words by themselves */
    struct linear tag, name_hidden, name, dep, head, arc, label_dep, label_head, label;
    struct param *root_arc, *root_label;
    struct param *next, *next_bias; /* n_next x width; n_next x 1 */
    struct net_work work;
};

struct net_tallies {
    struct tally tag, name, arc, rel, next;
};

/* how many recurrences there are: the rows that the heads read are x[that] */
static inline uint32_t net_recurrences(const struct net *net)
{
    return net->config.layers + 1;
}

void net_init(struct net *net, const struct net_config *config, const struct vectors *vectors,
              uint64_t seed);
void net_release(struct net *net);

/* The shape of the network in a checkpoint. Returns false when there is none. */
bool net_config_read(struct net_config *config, const char *path);

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
/* next.c: the same for the language model's head */
void net_next(struct net *net, const struct batch *batch, bool training, struct tally *tally);

/* Sums of probabilities over several networks, T words a batch: tags[T, n_tags], names[T, n_names],
 * of each sentence in turn arcs[n, n + 1] (column 0 = root). */
struct opinion {
    float *tags, *names, *arcs;
};
/* heads.c: encodes the batch and adds what the network thinks of it. */
void net_add_opinion(struct net *net, const struct batch *batch, struct opinion *sum);
/* Adds what it thinks of the relations [T, n_rels] under the heads that the batch has; after
 * net_add_opinion. */
void net_add_relations(struct net *net, const struct batch *batch, float *sum);

/* whether a word sees those behind it */
static inline enum ways net_ways(const struct net *net)
{
    return net->config.n_next ? FORWARD_ONLY : BOTH_WAYS;
}

#endif
