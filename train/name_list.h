/* name_list: names that can stand in each other's place. */
#ifndef ONR_TRAIN_NAME_LIST_H
#define ONR_TRAIN_NAME_LIST_H

#include "corpus.h"
#include "random.h"

enum { NAME_TYPES_MAX = 4, NAME_WORDS_MAX = 4 };
/* by type and number of words */
struct name_list {
    struct arena arena;
    ARRAY(struct str) of[NAME_TYPES_MAX][NAME_WORDS_MAX + 1]; /* words joined by a space */
};

/* Reads "PER\tTwo Words" lines, and adds the names of the corpus itself. */
void name_list_init(struct name_list *names, const char *path, const struct corpus *corpus);
void name_list_release(struct name_list *names);
/* Replaces each name of the sentence with that probability by one of the same type and number of
 * words; forms[i] are changed. Names with words other than capitalised ones stay. */
void name_list_vary(struct name_list *names, const struct sentence_of_words *sentence,
                    float probability, struct str *forms, struct random *random);

#endif
