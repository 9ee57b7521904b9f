/* teachers: probabilities of the networks are averaged label by label (Hinton et al. 2015); the
 * tree is the one of highest product of averaged arc probabilities (Kuncoro et al. 2016). */
#include "teachers.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

enum { ARCS_MAX = (CORPUS_MAX_SENTENCE + 2) * BATCH_MAX, LABELS_MAX = 256, LEAST_SHARE = 3 };

void teachers_init(struct teachers *teachers, struct language_model *language_model)
{
    memset(teachers, 0, sizeof *teachers);
    teachers->language_model = language_model;
    teachers->sum.tags = memory_alloc(sizeof(float) * BATCH_MAX * LABELS_MAX);
    teachers->sum.names = memory_alloc(sizeof(float) * BATCH_MAX * NAME_LABELS);
    teachers->sum.arcs = memory_alloc(sizeof(float) * ARCS_MAX);
    teachers->relations = memory_alloc(sizeof(float) * BATCH_MAX * LABELS_MAX);
    teachers->logs = memory_alloc(sizeof(float) * (TREE_MAX + 1) * TREE_MAX);
}

void teachers_release(struct teachers *teachers)
{
    for (uint32_t t = 0; t < teachers->n; t++) {
        net_release(teachers->nets[t]);
        free(teachers->nets[t]);
    }
    free(teachers->sum.tags);
    free(teachers->sum.names);
    free(teachers->sum.arcs);
    free(teachers->relations);
    free(teachers->logs);
}

static uint32_t best_unused(const float *row, uint32_t n, const bool *used)
{
    uint32_t best = n;
    for (uint32_t j = 0; j < n; j++)
        if (!used[j] && (best == n || row[j] > row[best]))
            best = j;
    return best;
}

/* The labels of the highest probabilities; `first`, when it is a label, stands first. */
static struct target best_labels(const float *row, uint32_t n, float whole, uint32_t first)
{
    struct target target = {0};
    bool used[LABELS_MAX] = {false};
    while (target.n < TARGET_LABELS) {
        uint32_t best = target.n == 0 && first < n ? first : best_unused(row, n, used);
        if (best == n)
            break;
        float share = row[best] / whole * TARGET_WHOLE;
        if (target.n && share < LEAST_SHARE)
            break;
        used[best] = true;
        target.label[target.n] = (uint16_t)best;
        target.share[target.n++] = (uint8_t)(share < LEAST_SHARE ? LEAST_SHARE : share);
    }
    return target;
}

static void judge_arcs(struct teachers *teachers, struct batch *batch, struct soft *soft)
{
    const float *arcs = teachers->sum.arcs;
    float whole = (float)teachers->n;
    for (uint32_t s = 0; s < batch->n_sentences; s++) {
        uint32_t first = batch->first[s], n = batch->first[s + 1] - first, heads[TREE_MAX];
        for (uint32_t i = 0; i < n * (n + 1); i++)
            teachers->logs[i] = logf(arcs[i] / whole + 1e-8F);
        tree_decode(teachers->logs, n + 1, n, heads, &teachers->tree);
        for (uint32_t i = 0; i < n; i++) {
            soft[first + i].head = best_labels(arcs + (size_t)i * (n + 1), n + 1, whole, heads[i]);
            batch->head[first + i] = target_of(heads[i]);
        }
        arcs += (size_t)n * (n + 1);
    }
}

void teachers_judge(struct teachers *teachers, struct batch *batch, struct soft *soft)
{
    uint32_t T = batch->n_words;
    const struct net_config *config = &teachers->nets[0]->config;
    size_t n_arcs = 0;
    for (uint32_t s = 0; s < batch->n_sentences; s++) {
        size_t n = batch->first[s + 1] - batch->first[s];
        n_arcs += n * (n + 1);
    }
    memset(teachers->sum.tags, 0, sizeof(float) * T * config->n_tags);
    memset(teachers->sum.names, 0, sizeof(float) * T * config->n_names);
    memset(teachers->sum.arcs, 0, sizeof(float) * n_arcs);
    memset(teachers->relations, 0, sizeof(float) * T * config->n_rels);
    if (teachers->language_model)
        language_model_run(teachers->language_model, batch);
    for (uint32_t t = 0; t < teachers->n; t++)
        net_add_opinion(teachers->nets[t], batch, &teachers->sum);
    judge_arcs(teachers, batch, soft);
    float whole = (float)teachers->n;
    for (uint32_t t = 0; t < teachers->n; t++)
        net_add_relations(teachers->nets[t], batch, teachers->relations);
    for (size_t i = 0; i < T; i++) {
        soft[i].tag =
            best_labels(teachers->sum.tags + i * config->n_tags, config->n_tags, whole, UINT32_MAX);
        soft[i].name = best_labels(teachers->sum.names + i * config->n_names, config->n_names,
                                   whole, UINT32_MAX);
        soft[i].rel = best_labels(teachers->relations + i * config->n_rels, config->n_rels, whole,
                                  UINT32_MAX);
    }
}
