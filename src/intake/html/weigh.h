/* weigh: where on a page the story stands. */
#ifndef ONR_INTAKE_HTML_WEIGH_H
#define ONR_INTAKE_HTML_WEIGH_H

#include "intake/html/passages.h"

/* Marks the passages that are navigation, comments, links and the like as dropped and gives each a
 * value. evidence: the bits of every node. */
void weigh_passages(struct passages *passages, struct arena *arena, const struct dom *dom,
                    const uint16_t *evidence);

/* The element that holds the story; 0 when the page has no prose. */
uint32_t weigh_choose(const struct passages *passages, const struct dom *dom,
                      const uint16_t *evidence);

/* it reads like sentences rather than like a label, a list of links or a menu */
bool passage_is_prose(const struct passage *passage);

#endif
