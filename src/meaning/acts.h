/* acts: which words name an act, by data/en/acts.tsv. */
#ifndef ONR_MEANING_ACTS_H
#define ONR_MEANING_ACTS_H

#include "meaning/frames.h"

/* rows of acts.tsv and operators.tsv by string id of the document, found once per word */
struct word_rows {
    uint32_t first;
    uint16_t n;
    uint8_t known;
};

struct word_index {
    const struct table *table;
    struct word_rows *rows; /* by string id */
    uint32_t n_rows;
};

/* Rows for the strings that the document holds now, filled on demand; lives in scratch. */
void word_index_init(struct word_index *index, const struct table *table, const struct doc *doc,
                     struct arena *scratch);
/* the rows of a token's lemma (lower-cased form for a name): [*first, *first + return value) */
uint32_t word_index_find(struct word_index *index, const struct doc *doc, uint32_t token,
                         uint32_t *first);

struct act {
    uint32_t token, row;
    struct str name; /* row of codes.tsv */
    struct frame frame;
    bool noun, light;
};

/* the first row of the token's word whose part of speech and tests fit; false when none does */
bool act_find(struct word_index *acts, const struct frame_reader *reader, uint32_t token,
              struct act *act);

#endif
