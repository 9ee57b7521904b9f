/* blocks: what each stretch of an article is. */
#ifndef ONR_INTAKE_BLOCKS_H
#define ONR_INTAKE_BLOCKS_H

#include "doc/doc.h"
#include "world/world.h"

/* Needs: text, article. Adds: blocks, which hold every byte of the text that is not white space
 * between them, in text order; article.dateline, agency and byline where the text tells them and
 * the fields did not. */
void find_blocks(const struct world *world, struct doc *doc);

#endif
