/* open: whether an act is told as one that took place, by the form of its clause. */
#ifndef ONR_MEANING_EVENT_OPEN_H
#define ONR_MEANING_EVENT_OPEN_H

#include "doc/doc.h"

/* Needs the tree. True where the clause of the word leaves open whether it was done: "to attack",
 * "until they withdraw", "would follow them in recognising it". */
bool act_is_open(const struct doc *doc, uint32_t token);
/* "the strikes", "their strikes": spoken of before */
bool noun_is_definite(const struct doc *doc, uint32_t noun);

#endif
