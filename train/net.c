/* net: makes the network's parameters and working memory; one training step. */
#include "net.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

static const char *const layer_names[NET_RECURRENCES_MAX][4] = {
    {"wordwise.w", "wordwise.b", "wordwise.gain", "wordwise.bias"},
    {"layer0.w", "layer0.b", "layer0.gain", "layer0.bias"},
    {"layer1.w", "layer1.b", "layer1.gain", "layer1.bias"},
    {"layer2.w", "layer2.b", "layer2.gain", "layer2.bias"},
    {"layer3.w", "layer3.b", "layer3.gain", "layer3.bias"},
    {"layer4.w", "layer4.b", "layer4.gain", "layer4.bias"},
    {"layer5.w", "layer5.b", "layer5.gain", "layer5.bias"},
    {"layer6.w", "layer6.b", "layer6.gain", "layer6.bias"},
    {"layer7.w", "layer7.b", "layer7.gain", "layer7.bias"},
};

static struct linear add(struct net *net, const char *w, const char *b, uint32_t in, uint32_t out)
{
    return linear_add(&net->params, (const char *const[2]){w, b}, in, out, &net->random);
}

static void add_encoder(struct net *net)
{
    const struct net_config *config = &net->config;
    uint32_t n = config->width;
    net->rows = params_add(&net->params, "rows", FEATURE_ALL_ROWS, n, 0.033F, &net->random);
    param_make_table(net->rows);
    uint32_t vector_width = net->vectors->width ? net->vectors->width : 1;
    net->vector = params_add(&net->params, "vector", vector_width, n,
                             0.3F / sqrtf((float)vector_width), &net->random);
    if (config->own_rows && net->vectors->n) {
        net->own = params_add(&net->params, "own", net->vectors->n, n, 0, NULL);
        param_make_table(net->own);
    }
    if (config->n_context)
        net->context = params_add(&net->params, "context", config->n_context, n,
                                  0.5F / sqrtf((float)config->n_context), &net->random);
    net->mix = add(net, "mix.w", "mix.b", n, 2 * n);
    net->norm = norm_add(&net->params, (const char *const[2]){"mix.gain", "mix.bias"}, n);
    for (uint32_t l = 0; l < net_recurrences(net); l++) {
        struct net_layer *layer = &net->layers[l];
        layer->linear = add(net, layer_names[l][0], layer_names[l][1], l ? 2 * n : n, 3 * n);
        layer->norm = norm_add(&net->params, &layer_names[l][2], n);
        /* forget gates begin slightly open, so that context flows from the start */
        uint32_t n_ways = net_ways(net) == FORWARD_ONLY ? 1 : 2, h = n / n_ways;
        for (uint32_t back = 0; back < n_ways; back++)
            for (uint32_t j = 0; j < h; j++)
                layer->linear.b->w[back * 3 * h + h + j] = 0.5F;
    }
}

static void add_heads(struct net *net)
{
    const struct net_config *config = &net->config;
    uint32_t n = config->width, arc = config->arc_width, label = config->label_width;
    if (config->n_next) {
        net->next = params_add(&net->params, "next.w", config->n_next, n, 0.05F, &net->random);
        net->next_bias = params_add(&net->params, "next.b", config->n_next, 1, 0, NULL);
        param_make_table(net->next);
        param_make_table(net->next_bias);
    }
    if (!config->n_tags)
        return;
    net->tag = add(net, "tag.w", "tag.b", n, config->n_tags);
    net->name_hidden = add(net, "name_hidden.w", "name_hidden.b", n, config->name_width);
    net->name = add(net, "name.w", "name.b", config->name_width, config->n_names);
    net->dep = add(net, "dep.w", "dep.b", n, arc);
    net->head = add(net, "head.w", "head.b", n, arc);
    net->arc = add(net, "arc.w", "arc.b", arc, arc);
    net->label_dep = add(net, "label_dep.w", "label_dep.b", n, label);
    net->label_head = add(net, "label_head.w", "label_head.b", n, label);
    net->label = add(net, "label.w", "label.b", label, config->n_rels);
    net->root_arc = params_add(&net->params, "root_arc", 1, arc, 0.1F, &net->random);
    net->root_label = params_add(&net->params, "root_label", 1, label, 0.1F, &net->random);
}

static float *matrix(size_t rows, size_t cols)
{
    return memory_alloc(rows * cols * sizeof(float));
}

static uint32_t max(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static void make_work(struct net *net)
{
    const struct net_config *config = &net->config;
    struct net_work *w = &net->work;
    uint32_t n = config->width, rows = BATCH_MAX;
    uint32_t head_width = max(max(config->arc_width, config->label_width), config->name_width);
    uint32_t scores = max(config->n_tags, config->n_rels);
    w->sum = matrix(rows, n);
    w->vector = matrix(rows, net->vector->rows);
    w->mixed = matrix(rows, 2 * n);
    w->pooled = matrix(rows, n);
    for (uint32_t l = 0; l <= net_recurrences(net); l++) {
        w->x[l] = matrix(rows, n);
        w->hat[l] = matrix(rows, n);
        w->inverse[l] = matrix(rows, 1);
        w->mask[l] = matrix(rows, n);
    }
    for (uint32_t l = 0; l < net_recurrences(net); l++) {
        w->window[l] = l ? matrix(rows, 2 * n) : NULL;
        w->u[l] = matrix(rows, 3 * n);
        w->c[l] = matrix(rows, n);
        w->y[l] = matrix(rows, n);
    }
    w->dx = matrix(rows, n);
    w->dy = matrix(rows, n);
    w->du = matrix(rows, 3 * n);
    w->dwindow = matrix(rows, 2 * n);
    float **of_heads[] = {&w->dep,   &w->head, &w->arc,   &w->ddep,
                          &w->dhead, &w->darc, &w->mask1, &w->mask2};
    for (size_t i = 0; i < sizeof of_heads / sizeof *of_heads; i++)
        *of_heads[i] = matrix(rows, head_width);
    w->scores = matrix(rows, max(scores, config->n_next ? NET_CANDIDATES : 512));
    if (config->n_next) {
        w->candidates = matrix(NET_CANDIDATES, n);
        w->places = memory_alloc(config->n_next * sizeof *w->places);
    }
    w->sentence = matrix(512, head_width);
    w->dsentence = matrix(512, head_width);
}

void net_init(struct net *net, const struct net_config *config, const struct vectors *vectors,
              uint64_t seed)
{
    *net = (struct net){.config = *config, .vectors = vectors, .random = {seed}};
    add_encoder(net);
    add_heads(net);
    make_work(net);
}

void net_release(struct net *net)
{
    struct net_work *w = &net->work;
    for (uint32_t l = 0; l <= net_recurrences(net); l++) {
        float *of_layer[] = {w->x[l], w->hat[l], w->inverse[l], w->mask[l]};
        for (size_t i = 0; i < sizeof of_layer / sizeof *of_layer; i++)
            free(of_layer[i]);
    }
    for (uint32_t l = 0; l < net_recurrences(net); l++) {
        float *of_layer[] = {w->window[l], w->u[l], w->c[l], w->y[l]};
        for (size_t i = 0; i < sizeof of_layer / sizeof *of_layer; i++)
            free(of_layer[i]);
    }
    float *others[] = {w->sum,   w->vector, w->mixed,    w->pooled,    w->dx,
                       w->dy,    w->du,     w->dwindow,  w->dep,       w->head,
                       w->arc,   w->ddep,   w->dhead,    w->darc,      w->mask1,
                       w->mask2, w->scores, w->sentence, w->dsentence, w->candidates};
    free(w->places);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        free(others[i]);
    params_release(&net->params);
}

void net_run(struct net *net, const struct batch *batch, bool training, struct net_tallies *tallies)
{
    net_encode(net, batch, training);
    if (training)
        memset(net->work.dx, 0, (size_t)batch->n_words * net->config.width * sizeof(float));
    net_heads(net, batch, training, tallies);
    if (training)
        net_encode_backward(net, batch);
}

static void take_shape(const char *name, uint32_t rows, uint32_t cols, void *with)
{
    struct net_config *config = with;
    const struct {
        const char *name;
        uint32_t *rows, *cols;
    } wanted[] = {
        {"mix.w", &config->width, NULL},       {"dep.w", NULL, &config->arc_width},
        {"tag.w", NULL, &config->n_tags},      {"label_dep.w", NULL, &config->label_width},
        {"label.w", NULL, &config->n_rels},    {"name_hidden.w", NULL, &config->name_width},
        {"name.w", NULL, &config->n_names},    {"next.w", &config->n_next, NULL},
        {"context", &config->n_context, NULL},
    };
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
        if (strcmp(name, wanted[i].name) == 0)
            *(wanted[i].rows ? wanted[i].rows : wanted[i].cols) = wanted[i].rows ? rows : cols;
    config->own_rows = config->own_rows || strcmp(name, "own") == 0;
    for (uint32_t l = 1; l < NET_RECURRENCES_MAX; l++)
        config->layers += strcmp(name, layer_names[l][0]) == 0;
}

bool net_config_read(struct net_config *config, const char *path)
{
    *config = (struct net_config){0};
    return params_list(path, take_shape, config) && config->width && config->layers;
}
