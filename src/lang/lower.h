/* lower: the interned lower-cased form of a word. */
#ifndef ONR_LANG_LOWER_H
#define ONR_LANG_LOWER_H

#include "doc/doc.h"

/* string id; typographic apostrophes are folded to ' */
uint32_t lower_intern(struct doc *doc, struct str form);

#endif
