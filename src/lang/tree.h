/* tree: from scores of all possible heads to the best dependency tree. */
#ifndef ONR_LANG_TREE_H
#define ONR_LANG_TREE_H

#include <stdbool.h>
#include <stdint.h>

enum { TREE_MAX = 250 }; /* words */

/* working memory; zeroed once, then reused */
struct tree_scratch {
    double scores[(TREE_MAX + 1) * (TREE_MAX + 1)];
    uint16_t enter[TREE_MAX * (TREE_MAX + 1)], leave[TREE_MAX * (TREE_MAX + 1)];
    uint32_t head[TREE_MAX + 1], state[TREE_MAX + 1];
    uint32_t cycle[2 * TREE_MAX + 2], cycle_head[2 * TREE_MAX + 2]; /* of all levels */
    uint32_t cycle_start[TREE_MAX + 2];
    uint8_t gone[TREE_MAX + 1];
};

/* whether the heads of n words are a tree with one word under the root */
bool tree_check(const uint32_t *heads, uint32_t n, struct tree_scratch *scratch);

/* scores[(d - 1) * stride + h]: how well h (0 = root, else 1 … n) heads word d (1 … n); the score
 * of a word as its own head is not looked at. Fills heads[0 … n-1] with the tree of the highest
 * sum that has exactly one word under the root. 1 <= n <= TREE_MAX; scores are finite. Time O(n²).
 */
void tree_decode(const float *scores, uint32_t stride, uint32_t n, uint32_t *heads,
                 struct tree_scratch *scratch);

#endif
