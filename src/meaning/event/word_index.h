/* word_index: the rows of a table by the words of a document, each looked up once. */
#ifndef ONR_MEANING_EVENT_WORD_INDEX_H
#define ONR_MEANING_EVENT_WORD_INDEX_H

#include <stdbool.h>

#include "doc/doc.h"
#include "model/table.h"

struct word_rows {
    uint32_t first;
    uint16_t n;
    bool known;
};

struct word_index {
    const struct table *table;
    struct word_rows *rows; /* by string id */
    uint32_t n_rows;
};

/* Rows for the strings that the document holds now, filled on demand; lives in scratch. */
void word_index_init(struct word_index *index, const struct table *table, const struct doc *doc,
                     struct arena *scratch);

/* the rows of a string of the document: [*first, *first + return value) */
uint32_t word_index_rows(struct word_index *index, const struct doc *doc, uint32_t string,
                         uint32_t *first);

/* The rows of a token: the hyphenated word that it ends, its lemma (the lower-cased form of a
 * name), or the lemma with the final e that an unknown verb may lack. */
uint32_t word_index_find(struct word_index *index, const struct doc *doc, uint32_t token,
                         uint32_t *first);

#endif
