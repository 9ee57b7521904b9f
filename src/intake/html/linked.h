/* linked: what the JSON-LD scripts of a page say about its article (schema.org). */
#ifndef ONR_INTAKE_HTML_LINKED_H
#define ONR_INTAKE_HTML_LINKED_H

#include "base/arena.h"
#include "base/str.h"

/* strings in the arena, escapes resolved; {NULL,0} = not told */
struct linked {
    struct str headline, published, modified, publisher, language, body;
    struct str authors; /* a line each */
    uint32_t rank;      /* 3: of an article, 2: of the page, 1: of something on it */
};

/* Adds what one script tells to *linked, unless another told it better. Faulty JSON is read as far
 * as it makes sense. */
void linked_read(struct linked *linked, struct arena *arena, struct str script);

#endif
