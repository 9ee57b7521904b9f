/* network: the trained weights of tags, names and trees, read in place from the model file.
 *
 * Sections:
 *     net.shape    u32: version, width, layers, arc width, label width, name width, n_tags, n_rels,
 *                  n_vectors, n_slots
 *     net.tags     one "UPOS\tXPOS" a line
 *     net.rels     one relation with subtype a line
 *     net.rows     FEATURE_ROWS rows of width signed bytes, then net.vectors' likewise
 *     net.scales   a float for each of those rows
 *     net.words    n_slots × {u32 upper half of form_key, u32 1 + row of net.rows or 0}; open
 *                  addressing by the key's lower half
 *     net.dense    packed matrices (struct packed, struct packed8) and vectors of floats in the
 *                  order of struct network */
#ifndef ONR_LANG_NETWORK_H
#define ONR_LANG_NETWORK_H

#include "doc/doc.h"
#include "model/container.h"
#include "nn/kernels.h"

enum {
    NETWORK_VERSION = 4,
    NETWORK_LAYERS_MAX = 8,
    NETWORK_WIDTH_MAX = 512,
    NETWORK_TAGS_MAX = 512,
    NETWORK_RELS_MAX = 128,
    NETWORK_NAMES = 7, /* O, then B- and I- of enum name_type 1 … 3 */
};

struct network_shape {
    uint32_t version, width, layers, arc_width, label_width, name_width, n_tags, n_rels, n_vectors,
        n_slots;
};

struct network_layer {
    struct packed8 linear; /* 2 width → 3 width; of the word-wise one width → 3 width */
    struct layer_norm norm;
};

struct network_slot {
    uint32_t check, row;
};

struct network {
    struct network_shape shape;
    const int8_t *rows;
    const float *scales;
    const struct network_slot *slots;
    /* net.dense in this order */
    struct packed mix; /* width → 2 width */
    struct layer_norm mix_norm;
    struct network_layer wordwise, layers[NETWORK_LAYERS_MAX];
    struct packed8 tag, name_hidden, dep, head, label_dep, label_head; /* width → */
    struct packed name;
    struct packed8 arc, label;
    const float *root_arc, *root_label;
    /* what the labels mean */
    struct str xpos[NETWORK_TAGS_MAX];
    uint8_t upos[NETWORK_TAGS_MAX];
    uint8_t deprel[NETWORK_RELS_MAX];
    uint32_t root_rel; /* the label "root" */
};

/* Reads and checks the sections; the container outlives the network. ONR_ERR_MODEL with a message
 * when one is missing, of the wrong size or of another version. */
ONR_CHECKED enum onr_status network_bind(struct network *network, const struct container *container,
                                         struct onr_error *error);

/* row of a word by form_key, UINT32_MAX = none */
uint32_t network_find_word(const struct network *network, uint64_t key);

/* One part of net.dense: a packed matrix in → out, or a vector of `out` floats (in = 0). One of the
 * pointers says what it is and where in the network it is kept. */
struct network_part {
    char name[20]; /* of the trainer's parameters: NAME.w and NAME.b, or NAME of a vector */
    uint32_t in, out;
    struct packed *matrix;
    struct packed8 *matrix8;
    const float **vector;
};
enum { NETWORK_PARTS_MAX = 19 + 3 * NETWORK_LAYERS_MAX };

/* Lists the parts in the order of the section, for reading and for writing; returns how many. */
uint32_t network_parts(struct network *network, struct network_part parts[NETWORK_PARTS_MAX]);
/* bytes that a part takes */
size_t network_part_size(const struct network_part *part);

#endif
