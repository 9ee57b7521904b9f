/* entity_names: names in GUM's entity layer. */
#ifndef ONR_TRAIN_ENTITY_NAMES_H
#define ONR_TRAIN_ENTITY_NAMES_H

#include "corpus.h"

/* Sets words[].name from the Entity annotations of one sentence; leaves NAME_UNKNOWN when no word
 * of it has any. misc and xpos are the CoNLL-U columns of the same words. */
void entity_names_find(struct word *words, const struct str *misc, const struct str *xpos,
                       uint32_t n);

#endif
