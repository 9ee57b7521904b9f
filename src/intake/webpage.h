/* webpage: an article's fields out of a web page. */
#ifndef ONR_INTAKE_WEBPAGE_H
#define ONR_INTAKE_WEBPAGE_H

#include "intake/article.h"

/* Fills the document from HTML. Fields that are given go before what the page says; FIELD_TEXT and
 * FIELD_HTML of them are not looked at. charset: as HTTP said, may be empty. */
ONR_CHECKED enum onr_status webpage_fill(struct doc *doc, const struct article_tools *tools,
                                         const struct article_fields *given, struct str html,
                                         struct str charset, const struct article_source *source,
                                         struct onr_error *error);

/* The text of a piece of HTML in UTF-8 that is a story from end to end, as feeds have it. In the
 * scratch arena. title is left out where the text opens by repeating it. */
struct str webpage_fragment(struct doc *doc, const struct article_tools *tools, struct str html,
                            struct str title);

#endif
