/* evidence: what the class, id and role of an element say about it (table data/en/pages.tsv). */
#ifndef ONR_INTAKE_HTML_EVIDENCE_H
#define ONR_INTAKE_HTML_EVIDENCE_H

#include "intake/html/dom.h"
#include "world/world.h"

enum evidence_bit {
    EVIDENCE_BODY = 1,    /* holds the story */
    EVIDENCE_GOOD = 2,    /* may hold it */
    EVIDENCE_BAD = 4,     /* holds something else */
    EVIDENCE_CAPTION = 8, /* of a picture */
    EVIDENCE_BYLINE = 16,
    EVIDENCE_DATE = 32,
    EVIDENCE_LEAD = 64,
    EVIDENCE_COMMENT = 128, /* what readers say */
    EVIDENCE_ARTICLE = 256, /* a whole story with all that belongs to it */
};

/* The bits of every node, in the arena; 0 for text. world may be NULL: then only tags, roles and
 * itemprop="articleBody" tell something. */
uint16_t *evidence_find(const struct dom *dom, struct arena *arena, const struct world *world);

#endif
