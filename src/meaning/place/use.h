/* use: what a name of a place stands for where it is used. */
#ifndef ONR_MEANING_PLACE_USE_H
#define ONR_MEANING_PLACE_USE_H

#include "doc/doc.h"
#include "world/world.h"

struct use_finder {
    const struct world *world;
    const struct table *words; /* placewords */
    const struct doc *doc;
};

/* How the name headed by `token`, written `text`, is used. */
uint8_t use_of_place(const struct use_finder *f, uint32_t token, struct str text);

/* the kind that the noun around the name tells ("the Kursk region"; the streets of a town tell
 * none), {NULL,0} = none */
struct str use_kind_beside(const struct use_finder *f, uint32_t token);
/* the same of a noun itself */
struct str use_kind_of_noun(const struct use_finder *f, uint32_t token);
/* whether a token, in small letters, stands in table placewords in that class */
bool use_is_word(const struct use_finder *f, uint32_t token, const char *class);

#endif
