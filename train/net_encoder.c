/* net_encoder: from words to rows in context, and back.
 *
 * sum of feature rows (trigrams averaged) + projected word vector + the word's own row + projected
 * rows of language models → linear, maxout, norm → x + recurrence(x), norm → layers, each x +
 * recurrence(window(x)), norm. Dropout on the mixed word and on what a layer adds. */
#include <string.h>

#include "matrix.h"
#include "net.h"

FAST static void add_scaled(float *restrict to, const float *restrict from, float scale, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++)
        to[j] += scale * from[j];
}

static void gather_word(const struct net *net, const struct batch *batch, size_t i, float *out)
{
    const struct word_features *f = &batch->features[i];
    uint32_t n = net->config.width;
    const float *rows = net->rows->w;
    memset(out, 0, n * sizeof *out);
    for (uint32_t k = 0; k < FEATURE_KINDS; k++)
        if (f->rows[k] != UINT32_MAX)
            add_scaled(out, rows + (size_t)f->rows[k] * n, 1, n);
    for (uint32_t k = 0; k < f->n_trigrams; k++)
        add_scaled(out, rows + (size_t)f->trigrams[k] * n, 1 / (float)f->n_trigrams, n);
    if (net->own && batch->vector[i] != UINT32_MAX)
        add_scaled(out, net->own->w + (size_t)batch->vector[i] * n, 1, n);
}

static void scatter_word(struct net *net, const struct batch *batch, size_t i, const float *d)
{
    const struct word_features *f = &batch->features[i];
    uint32_t n = net->config.width;
    for (uint32_t k = 0; k < FEATURE_KINDS; k++)
        if (f->rows[k] != UINT32_MAX) {
            param_touch(net->rows, f->rows[k]);
            add_scaled(net->rows->g + (size_t)f->rows[k] * n, d, 1, n);
        }
    for (uint32_t k = 0; k < f->n_trigrams; k++) {
        param_touch(net->rows, f->trigrams[k]);
        add_scaled(net->rows->g + (size_t)f->trigrams[k] * n, d, 1 / (float)f->n_trigrams, n);
    }
    if (net->own && batch->vector[i] != UINT32_MAX) {
        param_touch(net->own, batch->vector[i]);
        add_scaled(net->own->g + (size_t)batch->vector[i] * n, d, 1, n);
    }
}

static void gather(struct net *net, const struct batch *batch)
{
    struct net_work *w = &net->work;
    uint32_t width = net->vectors->width;
    for (size_t i = 0; i < batch->n_words; i++) {
        gather_word(net, batch, i, w->sum + i * net->config.width);
        if (batch->vector[i] == UINT32_MAX)
            memset(w->vector + i * width, 0, width * sizeof(float));
        else
            memcpy(w->vector + i * width, net->vectors->rows + (size_t)batch->vector[i] * width,
                   width * sizeof(float));
    }
    if (width)
        matrix_mul(w->vector, net->vector->w, w->sum, batch->n_words, width, net->config.width, 1);
    if (net->context)
        matrix_mul(batch->context, net->context->w, w->sum, batch->n_words, net->config.n_context,
                   net->config.width, 1);
}

void net_encode(struct net *net, const struct batch *batch, bool training)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words, n = net->config.width;
    size_t size = (size_t)T * n;
    float p = net->config.dropout;
    enum ways ways = net_ways(net);
    gather(net, batch);
    linear_forward(&net->mix, w->sum, w->mixed, T);
    maxout_forward(w->mixed, w->pooled, T, n);
    norm_forward(&net->norm, w->pooled, w->x[0], w->hat[0], w->inverse[0], T);
    if (training)
        dropout_forward(w->x[0], w->mask[0], size, p, &net->random);
    for (uint32_t l = 0; l < net_recurrences(net); l++) {
        const struct net_layer *layer = &net->layers[l];
        if (l)
            window_forward(w->x[l], w->window[l], batch->first, batch->n_sentences, n, ways);
        linear_forward(&layer->linear, l ? w->window[l] : w->x[l], w->u[l], T);
        recurrence_forward(w->u[l], w->c[l], w->y[l], batch->first, batch->n_sentences, n, ways);
        if (training)
            dropout_forward(w->y[l], w->mask[l + 1], size, p, &net->random);
        add_scaled(w->y[l], w->x[l], 1, (uint32_t)size);
        norm_forward(&layer->norm, w->y[l], w->x[l + 1], w->hat[l + 1], w->inverse[l + 1], T);
    }
}

void net_encode_backward(struct net *net, const struct batch *batch)
{
    struct net_work *w = &net->work;
    uint32_t T = batch->n_words, n = net->config.width;
    size_t size = (size_t)T * n;
    enum ways ways = net_ways(net);
    for (uint32_t l = net_recurrences(net); l-- > 0;) {
        const struct net_layer *layer = &net->layers[l];
        norm_backward(&layer->norm, w->dx, w->hat[l + 1], w->inverse[l + 1], T);
        memcpy(w->dy, w->dx, size * sizeof(float));
        dropout_backward(w->dy, w->mask[l + 1], size);
        recurrence_backward(w->u[l], w->c[l], w->dy, w->du, batch->first, batch->n_sentences, n,
                            ways);
        if (l == 0) {
            linear_backward(&layer->linear, w->x[0], w->du, w->dx, 1, T);
            break;
        }
        linear_backward(&layer->linear, w->window[l], w->du, w->dwindow, 0, T);
        window_backward(w->dwindow, w->dx, batch->first, batch->n_sentences, n, ways);
    }
    dropout_backward(w->dx, w->mask[0], size);
    norm_backward(&net->norm, w->dx, w->hat[0], w->inverse[0], T);
    maxout_backward(w->mixed, w->dx, w->dwindow, T, n);
    linear_backward(&net->mix, w->sum, w->dwindow, w->dy, 0, T);
    if (net->vectors->width)
        matrix_mul_left(w->vector, w->dy, net->vector->g, T, net->vectors->width, n);
    if (net->context)
        matrix_mul_left(batch->context, w->dy, net->context->g, T, net->config.n_context, n);
    for (size_t i = 0; i < T; i++)
        scatter_word(net, batch, i, w->dy + i * n);
}
