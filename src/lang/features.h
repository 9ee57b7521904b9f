/* features: what the network sees of a word's written form. */
#ifndef ONR_LANG_FEATURES_H
#define ONR_LANG_FEATURES_H

#include <stdint.h>

#include "base/str.h"

enum {
    FEATURE_FORM_MAX = 48,       /* bytes of a form that are looked at */
    FEATURE_KINDS = 8,           /* one row each */
    FEATURE_TRIGRAMS = 12,       /* at most so many rows, averaged */
    FEATURE_ROWS = 49664,        /* hashed rows of all kinds together */
    FEATURE_MASK = FEATURE_ROWS, /* row of a hidden word, used in pretraining only */
    FEATURE_ALL_ROWS = FEATURE_ROWS + 1
};

/* rows of the embedding table, [0, FEATURE_ROWS) */
struct word_features {
    uint32_t rows[FEATURE_KINDS]; /* 0 lower-cased form, 1 form as written, then parts of it */
    uint32_t trigrams[FEATURE_TRIGRAMS];
    uint32_t n_trigrams;
    uint64_t key; /* of the folded form, for the vocabulary of word vectors; never 0 */
};

/* Folds a form as the vectors' vocabulary has it: lower case, digits as 0, typographic quotation
 * marks and dashes as plain ones, at most FEATURE_FORM_MAX bytes. Returns the length. */
uint32_t form_fold(struct str form, char out[FEATURE_FORM_MAX]);
/* key of a folded form; never 0 */
uint64_t form_key(struct str folded);

/* All features of a form. Depends on its bytes alone. */
void features_find(struct str form, struct word_features *features);

#endif
