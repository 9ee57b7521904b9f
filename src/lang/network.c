/* network: binds the sections net.* of a model file. All counts and sizes are checked against each
 * other here, so that the encoder may trust them; nothing is copied but the labels' meanings. */
#include "lang/network.h"

#include <stdio.h>

#include "doc/names.h"
#include "lang/features.h"

static void add_vector(struct network_part **part, const char *name, uint32_t n,
                       const float **vector)
{
    **part = (struct network_part){.out = n, .vector = vector};
    snprintf((*part)->name, sizeof(*part)->name, "%s", name);
    ++*part;
}

static void add_matrix(struct network_part **part, const char *name, uint32_t in, uint32_t out,
                       struct packed *matrix)
{
    **part = (struct network_part){.in = in, .out = out, .matrix = matrix};
    snprintf((*part)->name, sizeof(*part)->name, "%s", name);
    ++*part;
}

static void add_matrix8(struct network_part **part, const char *name, uint32_t in, uint32_t out,
                        struct packed8 *matrix)
{
    **part = (struct network_part){.in = in, .out = out, .matrix8 = matrix};
    snprintf((*part)->name, sizeof(*part)->name, "%s", name);
    ++*part;
}

static void add_layer(struct network_part **part, const char *name, uint32_t in, uint32_t width,
                      struct network_layer *layer)
{
    char full[20];
    add_matrix8(part, name, in, 3 * width, &layer->linear);
    snprintf(full, sizeof full, "%.8s.gain", name);
    add_vector(part, full, width, &layer->norm.gain);
    snprintf(full, sizeof full, "%.8s.bias", name);
    add_vector(part, full, width, &layer->norm.bias);
}

uint32_t network_parts(struct network *n, struct network_part parts[NETWORK_PARTS_MAX])
{
    const struct network_shape *s = &n->shape;
    struct network_part *at = parts;
    char name[20];
    add_matrix(&at, "mix", s->width, 2 * s->width, &n->mix);
    add_vector(&at, "mix.gain", s->width, &n->mix_norm.gain);
    add_vector(&at, "mix.bias", s->width, &n->mix_norm.bias);
    add_layer(&at, "wordwise", s->width, s->width, &n->wordwise);
    for (uint32_t l = 0; l < s->layers; l++) {
        snprintf(name, sizeof name, "layer%u", (unsigned)(uint8_t)l);
        add_layer(&at, name, 2 * s->width, s->width, &n->layers[l]);
    }
    add_matrix8(&at, "tag", s->width, s->n_tags, &n->tag);
    add_matrix8(&at, "name_hidden", s->width, s->name_width, &n->name_hidden);
    add_matrix8(&at, "dep", s->width, s->arc_width, &n->dep);
    add_matrix8(&at, "head", s->width, s->arc_width, &n->head);
    add_matrix8(&at, "label_dep", s->width, s->label_width, &n->label_dep);
    add_matrix8(&at, "label_head", s->width, s->label_width, &n->label_head);
    add_matrix(&at, "name", s->name_width, NETWORK_NAMES, &n->name);
    add_matrix8(&at, "arc", s->arc_width, s->arc_width, &n->arc);
    add_matrix8(&at, "label", s->label_width, s->n_rels, &n->label);
    add_vector(&at, "root_arc", s->arc_width, &n->root_arc);
    add_vector(&at, "root_label", s->label_width, &n->root_label);
    return (uint32_t)(at - parts);
}

size_t network_part_size(const struct network_part *part)
{
    if (part->matrix8)
        return packed8_size(part->in, part->out);
    return (part->in ? packed_size(part->in, part->out) : part->out) * sizeof(float);
}

static enum onr_status damaged(struct onr_error *error, const char *section)
{
    return error_set(error, ONR_ERR_MODEL, "section %s of the model is missing or damaged",
                     section);
}

static bool is_width(uint32_t width)
{
    return width > 0 && width % PANEL == 0 && 2 * width <= NETWORK_WIDTH_MAX;
}

static bool has_sound_widths(const struct network_shape *s)
{
    return is_width(s->width) && s->width % (2 * PANEL) == 0 && is_width(s->arc_width) &&
           is_width(s->label_width) && is_width(s->name_width) && s->layers > 0 &&
           s->layers <= NETWORK_LAYERS_MAX;
}

static bool has_sound_counts(const struct network_shape *s)
{
    return s->n_tags > 0 && s->n_tags <= NETWORK_TAGS_MAX && s->n_rels > 1 &&
           s->n_rels <= NETWORK_RELS_MAX && s->n_vectors < 1U << 24 &&
           (s->n_slots & (s->n_slots - 1)) == 0 && s->n_slots > s->n_vectors &&
           s->n_slots <= 1U << 24;
}

static enum onr_status bind_shape(struct network *n, const struct container *container,
                                  struct onr_error *error)
{
    struct str section = container_find(container, "net.shape");
    if (section.n != sizeof n->shape)
        return damaged(error, "net.shape");
    memcpy(&n->shape, section.s, sizeof n->shape);
    if (n->shape.version != NETWORK_VERSION)
        return error_set(error, ONR_ERR_MODEL, "the model's network has version %u, not %d",
                         (unsigned)n->shape.version, NETWORK_VERSION);
    return has_sound_widths(&n->shape) && has_sound_counts(&n->shape) ? ONR_OK
                                                                      : damaged(error, "net.shape");
}

static enum onr_status bind_tags(struct network *n, const struct container *container,
                                 struct onr_error *error)
{
    struct str rest = container_find(container, "net.tags");
    for (uint32_t i = 0; i < n->shape.n_tags; i++) {
        struct str line = str_split(&rest, '\n');
        if (!upos_find(str_split(&line, '\t'), &n->upos[i]) || line.n == 0)
            return damaged(error, "net.tags");
        n->xpos[i] = line;
    }
    return rest.n ? damaged(error, "net.tags") : ONR_OK;
}

static enum onr_status bind_rels(struct network *n, const struct container *container,
                                 struct onr_error *error)
{
    struct str rest = container_find(container, "net.rels");
    n->root_rel = UINT32_MAX;
    for (uint32_t i = 0; i < n->shape.n_rels; i++) {
        struct str line = str_split(&rest, '\n');
        if (line.n == 0)
            return damaged(error, "net.rels");
        n->deprel[i] = deprel_find(line);
        if (str_is(line, "root"))
            n->root_rel = i;
    }
    return rest.n || n->root_rel == UINT32_MAX ? damaged(error, "net.rels") : ONR_OK;
}

static enum onr_status bind_rows(struct network *n, const struct container *container,
                                 struct onr_error *error)
{
    size_t n_rows = FEATURE_ROWS + (size_t)n->shape.n_vectors;
    struct str rows = container_find(container, "net.rows");
    struct str scales = container_find(container, "net.scales");
    struct str words = container_find(container, "net.words");
    if (rows.n != n_rows * n->shape.width)
        return damaged(error, "net.rows");
    if (scales.n != n_rows * sizeof *n->scales)
        return damaged(error, "net.scales");
    if (words.n != (size_t)n->shape.n_slots * sizeof *n->slots)
        return damaged(error, "net.words");
    n->rows = (const int8_t *)rows.s;
    n->scales = (const float *)(const void *)scales.s;
    n->slots = (const struct network_slot *)(const void *)words.s;
    bool has_empty = false;
    for (uint32_t i = 0; i < n->shape.n_slots; i++) {
        has_empty = has_empty || n->slots[i].row == 0;
        if (n->slots[i].row > n_rows)
            return damaged(error, "net.words");
    }
    return has_empty ? ONR_OK : damaged(error, "net.words");
}

static enum onr_status bind_dense(struct network *n, const struct container *container,
                                  struct onr_error *error)
{
    struct str section = container_find(container, "net.dense");
    struct network_part parts[NETWORK_PARTS_MAX];
    uint32_t n_parts = network_parts(n, parts);
    size_t size = 0;
    for (uint32_t i = 0; i < n_parts; i++)
        size += network_part_size(&parts[i]);
    if (section.n != size)
        return damaged(error, "net.dense");
    const char *at = section.s;
    for (uint32_t i = 0; i < n_parts; i++) {
        const void *here = at;
        if (parts[i].matrix8)
            *parts[i].matrix8 = packed8_at(here, parts[i].in, parts[i].out);
        else if (parts[i].matrix)
            *parts[i].matrix = packed_at(here, parts[i].in, parts[i].out);
        else
            *parts[i].vector = here;
        at += network_part_size(&parts[i]);
    }
    return ONR_OK;
}

static void scale_norms(struct network *n)
{
    uint32_t width = n->shape.width;
    norm_scale(&n->mix_norm, width);
    norm_scale(&n->wordwise.norm, width);
    for (uint32_t l = 0; l < n->shape.layers; l++)
        norm_scale(&n->layers[l].norm, width);
}

enum onr_status network_bind(struct network *network, const struct container *container,
                             struct onr_error *error)
{
    enum onr_status (*const steps[])(struct network *, const struct container *,
                                     struct onr_error *) = {bind_shape, bind_tags, bind_rels,
                                                            bind_rows, bind_dense};
    *network = (struct network){0};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        enum onr_status status = steps[i](network, container, error);
        if (status != ONR_OK)
            return status;
    }
    scale_norms(network);
    return ONR_OK;
}

uint32_t network_find_word(const struct network *network, uint64_t key)
{
    uint32_t mask = network->shape.n_slots - 1, slot = (uint32_t)key & mask;
    uint32_t check = (uint32_t)(key >> 32);
    while (network->slots[slot].row) {
        if (network->slots[slot].check == check)
            return network->slots[slot].row - 1;
        slot = (slot + 1) & mask;
    }
    return UINT32_MAX;
}
