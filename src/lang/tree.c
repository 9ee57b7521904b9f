/* tree: maximum spanning trees with one root word.
 *
 * In most sentences every word's best head makes a tree already; the caller finds those out. Else
 * the algorithm of Chu, Liu and Edmonds runs on a dense matrix in Tarjan's order: a cycle is
 * contracted in place into one of its words, for each outside word it is noted which word of the
 * cycle it would enter or leave by, and at the end the cycles are opened again, newest first. A
 * constant taken off all arcs from the root, larger than any sum of differences, leaves one root
 * word. */
#include "lang/tree.h"

#include <string.h>

static const double limit = 1e3;        /* scores are cut to ± this */
static const double root_penalty = 1e6; /* > 2 limit TREE_MAX */

enum { UNSEEN, ON_PATH, DONE };

struct tree {
    struct tree_scratch *s;
    uint32_t nodes; /* words and root */
    uint32_t levels;
};

static double *row(const struct tree *tree, uint32_t word)
{
    return tree->s->scores + (size_t)word * tree->nodes;
}

bool tree_check(const uint32_t *heads, uint32_t n, struct tree_scratch *scratch)
{
    uint32_t roots = 0, *state = scratch->state;
    for (uint32_t d = 1; d <= n; d++) {
        roots += heads[d - 1] == 0;
        state[d] = 0;
    }
    for (uint32_t d = 1; d <= n; d++) {
        uint32_t at = d;
        while (at && !state[at]) {
            state[at] = d;
            at = heads[at - 1];
        }
        if (at && state[at] == d)
            return false;
    }
    return roots == 1;
}

static void fill(struct tree *tree, const float *scores, uint32_t stride)
{
    for (uint32_t d = 1; d < tree->nodes; d++)
        for (uint32_t h = 0; h < tree->nodes; h++) {
            double score = (double)scores[(size_t)(d - 1) * stride + h];
            score = score > limit ? limit : score;
            score = score < -limit ? -limit : score;
            row(tree, d)[h] = h ? score : score - root_penalty;
        }
    memset(tree->s->gone, 0, tree->nodes);
}

static void choose_head(struct tree *tree, uint32_t word)
{
    uint32_t best = UINT32_MAX;
    for (uint32_t h = 0; h < tree->nodes; h++)
        if (h != word && !tree->s->gone[h] &&
            (best == UINT32_MAX || row(tree, word)[h] > row(tree, word)[best]))
            best = h;
    tree->s->head[word] = best;
}

/* A word on a cycle of best heads, 0 when there is none. */
static uint32_t find_cycle(struct tree *tree)
{
    struct tree_scratch *s = tree->s;
    memset(s->state, 0, tree->nodes * sizeof *s->state);
    for (uint32_t d = 1; d < tree->nodes; d++) {
        uint32_t at = d;
        while (at && !s->gone[d] && s->state[at] == UNSEEN) {
            s->state[at] = ON_PATH;
            at = s->head[at];
        }
        if (at && !s->gone[d] && s->state[at] == ON_PATH)
            return at;
        for (at = d; at && s->state[at] == ON_PATH; at = s->head[at])
            s->state[at] = DONE;
    }
    return 0;
}

/* notes the cycle's words and their heads as the newest level; returns how many they are */
static uint32_t note_cycle(struct tree *tree, uint32_t word)
{
    struct tree_scratch *s = tree->s;
    uint32_t at = s->cycle_start[tree->levels], w = word;
    do {
        s->cycle[at] = w;
        s->cycle_head[at++] = s->head[w];
        w = s->head[w];
    } while (w != word);
    s->cycle_start[++tree->levels] = at;
    return at - s->cycle_start[tree->levels - 1];
}

/* best ways into and out of the cycle for an outside word `other`, kept at `word`'s place */
static void contract_for(struct tree *tree, const uint32_t *cycle, const uint32_t *heads,
                         uint32_t n, uint32_t other)
{
    size_t level_at = (size_t)(tree->levels - 1) * tree->nodes;
    uint32_t word = cycle[0], in = 0, out = 0;
    double best_in = 0, best_out = 0;
    for (uint32_t i = 0; i < n; i++) {
        double enter = row(tree, cycle[i])[other] - row(tree, cycle[i])[heads[i]];
        if (i == 0 || enter > best_in) {
            best_in = enter;
            in = cycle[i];
        }
        if (other && (i == 0 || row(tree, other)[cycle[i]] > best_out)) {
            best_out = row(tree, other)[cycle[i]];
            out = cycle[i];
        }
    }
    tree->s->enter[level_at + other] = (uint16_t)in;
    tree->s->leave[level_at + other] = (uint16_t)out;
    /* written last: cycle[0]'s own scores are read above for this `other` only */
    row(tree, word)[other] = best_in;
    if (other)
        row(tree, other)[word] = best_out;
}

static void contract(struct tree *tree, uint32_t word)
{
    struct tree_scratch *s = tree->s;
    uint32_t first = s->cycle_start[tree->levels], n = note_cycle(tree, word);
    const uint32_t *cycle = s->cycle + first, *heads = s->cycle_head + first;
    for (uint32_t i = 0; i < n; i++)
        s->gone[cycle[i]] = 1;
    for (uint32_t other = 0; other < tree->nodes; other++)
        if (!s->gone[other])
            contract_for(tree, cycle, heads, n, other);
    for (uint32_t other = 1; other < tree->nodes; other++)
        for (uint32_t i = 0; !s->gone[other] && i < n; i++)
            if (s->head[other] == cycle[i])
                s->head[other] = word;
    s->gone[word] = 0;
    choose_head(tree, word);
}

static void expand(struct tree *tree, uint32_t level)
{
    struct tree_scratch *s = tree->s;
    size_t level_at = (size_t)level * tree->nodes;
    uint32_t first = s->cycle_start[level], end = s->cycle_start[level + 1];
    uint32_t word = s->cycle[first], head = s->head[word], entered = s->enter[level_at + head];
    for (uint32_t d = 1; d < tree->nodes; d++)
        if (!s->gone[d] && d != word && s->head[d] == word)
            s->head[d] = s->leave[level_at + d];
    for (uint32_t i = first; i < end; i++) {
        s->gone[s->cycle[i]] = 0;
        s->head[s->cycle[i]] = s->cycle_head[i];
    }
    s->head[entered] = head;
}

void tree_decode(const float *scores, uint32_t stride, uint32_t n, uint32_t *heads,
                 struct tree_scratch *scratch)
{
    struct tree tree = {.s = scratch, .nodes = n + 1};
    scratch->cycle_start[0] = 0;
    fill(&tree, scores, stride);
    for (uint32_t d = 1; d <= n; d++)
        choose_head(&tree, d);
    for (uint32_t word = find_cycle(&tree); word; word = find_cycle(&tree))
        contract(&tree, word);
    for (uint32_t level = tree.levels; level-- > 0;)
        expand(&tree, level);
    for (uint32_t d = 1; d <= n; d++)
        heads[d - 1] = scratch->head[d];
}
