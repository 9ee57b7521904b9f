/* names_decode: Viterbi search over labels, where a name goes on only after it has begun. */
#include "lang/names_decode.h"

#include "lang/encoder.h"

/* "goes on" labels are even; they follow their own beginning or themselves */
static bool may_follow(uint32_t before, uint32_t label)
{
    return label == 0 || label % 2 == 1 || before == label || before + 1 == label;
}

void names_decode(const float *scores, uint32_t stride, uint32_t n, uint8_t *labels)
{
    uint8_t from[PIECE_MAX][NETWORK_NAMES];
    float best[NETWORK_NAMES], next[NETWORK_NAMES];
    for (uint32_t l = 0; l < NETWORK_NAMES; l++)
        best[l] = may_follow(0, l) ? scores[l] : -1e9F;
    for (uint32_t i = 1; i < n; i++) {
        for (uint32_t l = 0; l < NETWORK_NAMES; l++) {
            uint32_t top = l && l % 2 == 0 ? l : 0;
            for (uint32_t before = 0; before < NETWORK_NAMES; before++)
                if (may_follow(before, l) && best[before] > best[top])
                    top = before;
            from[i][l] = (uint8_t)top;
            next[l] = best[top] + scores[(size_t)i * stride + l];
        }
        memcpy(best, next, sizeof best);
    }
    uint32_t label = 0;
    for (uint32_t l = 1; l < NETWORK_NAMES; l++)
        label = best[l] > best[label] ? l : label;
    for (uint32_t i = n; i-- > 0;) {
        labels[i] = (uint8_t)label;
        label = i ? from[i][label] : 0;
    }
}
