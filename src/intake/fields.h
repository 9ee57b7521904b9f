/* fields: what dumps of news call the fields of an article, and articles out of such fields. */
#ifndef ONR_INTAKE_FIELDS_H
#define ONR_INTAKE_FIELDS_H

#include "intake/article.h"

#define FIELD_UNKNOWN UINT32_MAX

/* Which of the known names this is, FIELD_UNKNOWN when it is none; case, '_', '-' and ' ' do not
 * count. Of two names for one field the one with the smaller number goes first. */
uint32_t field_named(struct str name);
/* the field that a known name stands for */
enum article_field field_of(uint32_t known);

/* Fills the document from fields that somebody else named: a text that is HTML is read as such;
 * where there is none the piece of HTML, the page, at last the summary stands for it; the date of
 * the last change stands for that of publication. Otherwise as article_fill_fields. */
ONR_CHECKED enum onr_status fields_fill(struct doc *doc, const struct article_tools *tools,
                                        struct article_fields *fields,
                                        const struct article_source *source,
                                        struct onr_error *error);

#endif
