/* thaw: the network of a model file as a checkpoint, so that it can teach, or learn on: bytes become
 * floats again, a frequent word's row its own row beside a projection of nothing.
 * Usage: thaw MODEL VECTORS CHECKPOINT
 * VECTORS tells the words and the width that the checkpoint is to have. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "lang/features.h"
#include "lang/network.h"
#include "net.h"

static void thaw_row(const struct network *network, size_t row, float *to)
{
    uint32_t width = network->shape.width;
    for (uint32_t j = 0; j < width; j++)
        to[j] = network->scales[row] * (float)network->rows[row * width + j];
}

static void thaw_rows(struct net *net, const struct network *network)
{
    size_t width = network->shape.width;
    for (size_t i = 0; i < FEATURE_ROWS; i++)
        thaw_row(network, i, net->rows->w + i * width);
    param_fill(net->vector, 0);
    for (size_t i = 0; i < net->vectors->n; i++) {
        uint32_t row = network_find_word(network, net->vectors->keys[i]);
        if (row != UINT32_MAX)
            thaw_row(network, row, net->own->w + i * width);
    }
}

static struct param *find(struct net *net, const char *name, const char *suffix)
{
    char full[40];
    snprintf(full, sizeof full, "%s%s", name, suffix);
    for (uint32_t i = 0; i < net->params.n; i++)
        if (strcmp(net->params.all[i]->name, full) == 0)
            return net->params.all[i];
    fprintf(stderr, "thaw: a network has no %s\n", full);
    exit(EXIT_FAILURE);
}

/* weight [k, j] of a part that is a matrix */
static float weight_at(const struct network_part *part, size_t k, size_t j)
{
    size_t panel = j / PANEL * PANEL * part->in;
    if (part->matrix)
        return part->matrix->panels[panel + k * PANEL + j % PANEL];
    return part->matrix8->scale[j] *
           (float)part->matrix8->panels[panel + k / 4 * 4 * PANEL + j % PANEL * 4 + k % 4];
}

static void thaw_dense(struct net *net, struct network *network)
{
    struct network_part parts[NETWORK_PARTS_MAX];
    uint32_t n = network_parts(network, parts);
    for (uint32_t i = 0; i < n; i++) {
        const struct network_part *part = &parts[i];
        size_t out = part->out;
        if (part->vector) {
            memcpy(find(net, part->name, "")->w, *part->vector, out * sizeof(float));
            continue;
        }
        float *w = find(net, part->name, ".w")->w;
        for (size_t k = 0; k < part->in; k++)
            for (size_t j = 0; j < out; j++)
                w[k * out + j] = weight_at(part, k, j);
        const float *bias = part->matrix ? part->matrix->bias : part->matrix8->bias;
        memcpy(find(net, part->name, ".b")->w, bias, out * sizeof(float));
    }
}

static void thaw(struct network *network, const char *words, const char *out)
{
    struct vectors vectors = {0};
    vectors_load(&vectors, words);
    const struct network_shape *shape = &network->shape;
    struct net_config config = {
        .width = shape->width,
        .layers = shape->layers,
        .arc_width = shape->arc_width,
        .label_width = shape->label_width,
        .name_width = shape->name_width,
        .n_tags = shape->n_tags,
        .n_rels = shape->n_rels,
        .n_names = NETWORK_NAMES,
        .own_rows = true,
    };
    struct net *net = memory_alloc(sizeof *net);
    net_init(net, &config, &vectors, 1);
    thaw_rows(net, network);
    thaw_dense(net, network);
    if (!params_save(&net->params, out, &(struct checkpoint){0})) {
        perror(out);
        exit(EXIT_FAILURE);
    }
    net_release(net);
    free(net);
    vectors_release(&vectors);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: thaw MODEL VECTORS CHECKPOINT\n");
        return 2;
    }
    struct container container;
    struct network *network = memory_alloc(sizeof *network);
    struct onr_error error;
    if (container_open(&container, argv[1], &error) != ONR_OK ||
        network_bind(network, &container, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    thaw(network, argv[2], argv[3]);
    container_close(&container);
    free(network);
    return EXIT_SUCCESS;
}
