/* noun_phrase: the words that belong to a noun, read off the tree. */
#ifndef ONR_MEANING_ENTITY_NOUN_PHRASE_H
#define ONR_MEANING_ENTITY_NOUN_PHRASE_H

#include "doc/doc.h"

/* First and last token of the noun phrase headed by `head`: as noun_phrase_span of meaning.h. */
void noun_phrase_bounds(const struct doc *doc, uint32_t head, uint32_t *first, uint32_t *last);

/* Text from the first to the last token. */
struct str tokens_text(const struct doc *doc, uint32_t first, uint32_t last);
/* the same as an interned string with every run of white space made one space */
uint32_t tokens_string(struct doc *doc, uint32_t first, uint32_t last);

/* lower-cased form, ' for ’ */
struct str token_lower(const struct doc *doc, uint32_t token);
/* the form begins with a capital letter or is a number-and-letter name such as "5-Star" */
bool token_is_capital(const struct doc *doc, uint32_t token);
/* lower-cased form of the `case` child of a token, {NULL,0} when it has none */
struct str token_preposition(const struct doc *doc, uint32_t token);

#endif
