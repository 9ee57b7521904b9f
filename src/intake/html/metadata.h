/* metadata: headline, authors, dates, site, address and language of a page. */
#ifndef ONR_INTAKE_HTML_METADATA_H
#define ONR_INTAKE_HTML_METADATA_H

#include "intake/html/linked.h"
#include "intake/html/page.h"
#include "intake/html/passages.h"

/* Fills all of *page but the text. container: the element of the story, 0 = none; near it dates and
 * headings count more. */
void metadata_read(struct page *page, struct arena *arena, const struct dom *dom,
                   const uint16_t *evidence, const struct linked *linked, uint32_t container,
                   const struct page_source *source);

#endif
