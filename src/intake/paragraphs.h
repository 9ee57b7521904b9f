/* paragraphs: where the paragraphs of a text begin and end. */
#ifndef ONR_INTAKE_PARAGRAPHS_H
#define ONR_INTAKE_PARAGRAPHS_H

#include "doc/doc.h"

struct paragraphs {
    ARRAY(struct span) spans; /* without white space at the ends; none is empty */
};

/* The paragraphs of a text, in the arena. Blank lines separate; in a text whose lines were not
 * broken to a fixed width every line is one. In broken text an indented line opens a paragraph. */
struct paragraphs paragraphs_find(struct arena *arena, struct str text);

#endif
