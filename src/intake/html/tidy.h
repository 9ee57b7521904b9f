/* tidy: the bytes of a page without what never holds prose, for the parser. */
#ifndef ONR_INTAKE_HTML_TIDY_H
#define ONR_INTAKE_HTML_TIDY_H

#include "base/array.h"
#include "base/str.h"

enum { TIDY_DEPTH = 256 }; /* elements open at a time; tags deeper than that are dropped */

struct tidied {
    struct str html;          /* in the arena */
    ARRAY(struct str) linked; /* contents of JSON-LD scripts, in the input */
    uint32_t n_dropped;       /* tags that stood too deep */
};

/* Copies the page without comments, declarations, scripts, styles and embedded things; what it
 * holds for readers without scripts stays only where `noscript`. */
void tidy(struct tidied *out, struct arena *arena, struct str page, bool noscript);

#endif
