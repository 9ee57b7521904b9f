/* dateline: the place, day and agency that open a story: "MOSCOW (AP) —", "LONDON, Nov 1 (Reuters)
 * -", "Kyiv, Ukraine –", "Reuters -", "Moscow:". */
#ifndef ONR_INTAKE_DATELINE_H
#define ONR_INTAKE_DATELINE_H

#include "base/str.h"
#include "world/world.h"

struct dateline {
    size_t end;        /* bytes of the paragraph that are dateline, the mark behind it included */
    struct str place;  /* {NULL,0} = none */
    struct str agency; /* {NULL,0} = none */
};

/* Reads a dateline at the start of a paragraph; false when there is none. world tells which words
 * are agencies, labels ("BREAKING") and capitals (tables blocks, countries); either may be absent,
 * NULL included, and costs recall only. */
bool dateline_read(struct dateline *dateline, struct str paragraph, const struct world *world);

#endif
