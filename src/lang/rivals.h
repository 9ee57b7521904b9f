/* rivals: two subjects or two objects of one word, which independent choices of relations allow. */
#ifndef ONR_LANG_RIVALS_H
#define ONR_LANG_RIVALS_H

#include "lang/encoder.h"

/* The words of one sentence. rel[i] is the label of word i in the network, heads[i] 0 = root, else
 * counted from 1; scores[i * stride] are the labels' scores and get changed. */
struct rivals_sentence {
    float *scores;
    size_t stride;
    uint32_t n;
    uint32_t *heads;
    uint8_t *rel;
    const uint8_t *upos;
};

/* Leaves every word at most one subject and one object. A name right behind the common noun that it
 * shares its part with becomes part of that noun's phrase ("commander Ada Fenn said"); of others
 * the less certain takes its next best label. */
void rivals_settle(const struct network *network, struct rivals_sentence *sentence);

#endif
