/* common: the commonest words of languages (data/en/languages.tsv), found quickly. */
#ifndef ONR_WORLD_COMMON_H
#define ONR_WORLD_COMMON_H

#include <stdbool.h>

#include "world/world.h"

struct common_words;

/* a row of the table */
struct common_word {
    struct str languages; /* codes, separated by blanks */
    uint32_t row;
    bool english; /* of English, and then of no other */
    bool weak;    /* stands in names, too */
};

/* Needs the table; says what it lacks. The caller frees. */
ONR_CHECKED enum onr_status common_words_new(struct common_words **words, const struct world *world,
                                             struct onr_error *error);
void common_words_free(struct common_words *words);

/* The entry of a word in lower case, NULL when there is none. */
const struct common_word *common_word_find(const struct common_words *words, struct str word);

#endif
