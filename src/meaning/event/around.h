/* around: which statement a word of the document stands in. */
#ifndef ONR_MEANING_EVENT_AROUND_H
#define ONR_MEANING_EVENT_AROUND_H

#include "doc/doc.h"

struct around_entry {
    uint32_t statement;
    uint32_t next; /* index of the next entry of the sentence, 0 = none */
};

struct around {
    uint32_t *first; /* by sentence: index of an entry, 0 = none */
    ARRAY(struct around_entry) entries;
};

/* Lists for each sentence the statements whose content reaches into it; lives in scratch. */
void around_init(struct around *around, const struct doc *doc, struct arena *scratch);

/* the innermost statement whose content holds the token; 0 = none */
uint32_t around_find(const struct around *around, const struct doc *doc, uint32_t token);

#endif
