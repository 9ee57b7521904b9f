/* names_decode: from scores of name labels to the best sequence that makes sense. */
#ifndef ONR_LANG_NAMES_DECODE_H
#define ONR_LANG_NAMES_DECODE_H

#include <stdint.h>

#include "lang/network.h"

/* scores[i * stride + label] for n words, n <= PIECE_MAX; labels: 0 outside, 2t-1 begins and 2t
 * goes on with a name of type t. Fills labels[n]. */
void names_decode(const float *scores, uint32_t stride, uint32_t n, uint8_t *labels);

#endif
