/* export: writes the trained network as the sections net.* (src/lang/network.h).
 *
 * The embedding table and the word vectors, already projected to the network's width, become signed
 * bytes with a scale per row; large matrices bytes too with a scale per column, small ones
 * floats, packed as the kernels read them. */
#include "export.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "lang/network.h"
#include "matrix.h"

struct export
{
    const struct net *net;
    const struct corpus *corpus;
    struct network network; /* its shape, and targets for the list of parts */
    int8_t *rows;
    float *scales;
    char *dense; /* bytes */
    struct network_slot *slots;
    struct buf tags, rels;
    size_t n_rows, dense_size;
};

static void make_shape(struct export *e)
{
    const struct net_config *config = &e->net->config;
    e->network.shape = (struct network_shape){
        .version = NETWORK_VERSION,
        .width = config->width,
        .layers = config->layers,
        .arc_width = config->arc_width,
        .label_width = config->label_width,
        .name_width = config->name_width,
        .n_tags = config->n_tags,
        .n_rels = config->n_rels,
        .n_vectors = e->net->vectors->n,
        .n_slots = 16,
    };
    while (e->network.shape.n_slots < 2 * e->net->vectors->n)
        e->network.shape.n_slots *= 2;
    e->n_rows = FEATURE_ROWS + (size_t)e->net->vectors->n;
}

static void pack_row(const float *row, uint32_t n, int8_t *bytes, float *scale)
{
    float top = 0;
    for (uint32_t j = 0; j < n; j++)
        top = fabsf(row[j]) > top ? fabsf(row[j]) : top;
    *scale = top / 127;
    for (uint32_t j = 0; j < n; j++)
        bytes[j] = (int8_t)(top > 0 ? lrintf(row[j] / *scale) : 0);
}

static void pack_rows(struct export *e)
{
    const struct net *net = e->net;
    size_t width = net->config.width;
    uint32_t n_vectors = net->vectors->n;
    e->rows = memory_alloc(e->n_rows * width);
    e->scales = memory_alloc(e->n_rows * sizeof *e->scales);
    for (size_t i = 0; i < FEATURE_ROWS; i++)
        pack_row(net->rows->w + i * width, (uint32_t)width, e->rows + i * width, &e->scales[i]);
    float *projected = memory_alloc((n_vectors + 1) * width * sizeof *projected);
    matrix_mul(net->vectors->rows, net->vector->w, projected, n_vectors, net->vectors->width,
               (uint32_t)width, 0);
    for (size_t i = 0; net->own && i < n_vectors * width; i++)
        projected[i] += net->own->w[i];
    for (size_t i = 0; i < n_vectors; i++)
        pack_row(projected + i * width, (uint32_t)width, e->rows + (FEATURE_ROWS + i) * width,
                 &e->scales[FEATURE_ROWS + i]);
    free(projected);
}

static void make_slots(struct export *e)
{
    uint32_t mask = e->network.shape.n_slots - 1;
    e->slots = memory_alloc(e->network.shape.n_slots * sizeof *e->slots);
    for (uint32_t i = 0; i < e->net->vectors->n; i++) {
        uint64_t key = e->net->vectors->keys[i];
        uint32_t slot = (uint32_t)key & mask;
        while (e->slots[slot].row)
            slot = (slot + 1) & mask;
        e->slots[slot] = (struct network_slot){(uint32_t)(key >> 32), 1 + FEATURE_ROWS + i};
    }
}

static const struct param *find(const struct net *net, const char *name, const char *suffix)
{
    char full[40];
    snprintf(full, sizeof full, "%.24s%.2s", name, suffix);
    for (uint32_t i = 0; i < net->params.n; i++)
        if (strcmp(net->params.all[i]->name, full) == 0)
            return net->params.all[i];
    fprintf(stderr, "the network has no %s\n", full);
    exit(EXIT_FAILURE);
}

static void pack_dense(struct export *e)
{
    struct network_part parts[NETWORK_PARTS_MAX];
    uint32_t n_parts = network_parts(&e->network, parts);
    for (uint32_t i = 0; i < n_parts; i++)
        e->dense_size += network_part_size(&parts[i]);
    char *at = e->dense = memory_alloc(e->dense_size);
    for (uint32_t i = 0; i < n_parts; i++) {
        const struct network_part *part = &parts[i];
        const float *w = find(e->net, part->name, part->in ? ".w" : "")->w;
        const float *b = part->in ? find(e->net, part->name, ".b")->w : NULL;
        if (part->matrix8)
            packed8_fill(at, w, b, part->in, part->out);
        else if (part->matrix)
            packed_fill((float *)(void *)at, w, b, part->in, part->out);
        else
            memcpy(at, w, part->out * sizeof *w);
        at += network_part_size(part);
    }
}

static void list_labels(struct buf *to, const struct labels *labels)
{
    buf_init(to, 1 << 20);
    for (uint32_t i = 0; i < labels->v.n; i++) {
        buf_add(to, labels->v.v[i]);
        buf_byte(to, '\n');
    }
}

static struct str bytes_of(const void *bytes, size_t n)
{
    return (struct str){bytes, n};
}

enum onr_status export_net(const struct net *net, const struct corpus *corpus, const char *path,
                           struct onr_error *error)
{
    struct export *e = memory_alloc(sizeof *e);
    *e = (struct export){.net = net, .corpus = corpus};
    make_shape(e);
    pack_rows(e);
    make_slots(e);
    pack_dense(e);
    list_labels(&e->tags, &corpus->tags);
    list_labels(&e->rels, &corpus->rels);
    const struct network_shape *shape = &e->network.shape;
    const struct container_part parts[] = {
        {"net.shape", bytes_of(shape, sizeof *shape)},
        {"net.tags", buf_str(&e->tags)},
        {"net.rels", buf_str(&e->rels)},
        {"net.rows", bytes_of(e->rows, e->n_rows * shape->width)},
        {"net.scales", bytes_of(e->scales, e->n_rows * sizeof *e->scales)},
        {"net.words", bytes_of(e->slots, shape->n_slots * sizeof *e->slots)},
        {"net.dense", bytes_of(e->dense, e->dense_size)},
    };
    enum onr_status status = container_write(path, parts, sizeof parts / sizeof *parts, error);
    buf_release(&e->tags);
    buf_release(&e->rels);
    free(e->rows);
    free(e->scales);
    free(e->slots);
    free(e->dense);
    free(e);
    return status;
}
