/* published: the days on which a page was published and changed. */
#ifndef ONR_INTAKE_HTML_PUBLISHED_H
#define ONR_INTAKE_HTML_PUBLISHED_H

#include "intake/html/dom.h"
#include "intake/html/linked.h"
#include "intake/html/page.h"

/* what is known of a page when its dates are looked for */
struct published_clues {
    const struct dom *dom;
    const uint16_t *evidence;
    const struct linked *linked;
    struct str published, modified; /* of meta elements; {NULL,0} = none */
    uint32_t heading;               /* node of the headline, 0 = not known */
    uint32_t container;             /* node of the story */
};

/* Fills page->published and page->modified; what it makes lives in the arena. Needs page->url. */
void published_find(struct page *page, struct arena *arena, const struct published_clues *clues);

#endif
