/* gather: the story's passages as text. */
#ifndef ONR_INTAKE_HTML_GATHER_H
#define ONR_INTAKE_HTML_GATHER_H

#include "intake/blockrules.h"
#include "intake/html/page.h"
#include "intake/html/passages.h"

/* Writes the passages of the container that belong to the story into page->text, paragraphs with a
 * blank line between, without captions. title: the headline, left out of the text;
 * rules: wording of boilerplate. */
void gather_text(struct page *page, struct arena *arena, const struct dom *dom,
                 const struct passages *passages, uint32_t container, struct str title,
                 const struct blockrules *rules);

#endif
