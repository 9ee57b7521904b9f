/* release: whether an article may be used, as agencies tell: withdrawn, withheld, corrected, under
 * embargo. */
#ifndef ONR_INTAKE_RELEASE_H
#define ONR_INTAKE_RELEASE_H

#include "intake/article.h"

/* The status in the words of the record ("canceled", "withheld", "embargoed", "corrected",
 * "updated") for what news formats have ("stat:canceled", "Withheld", "sig:correction"); NULL for
 * usable and for what is not known. */
const char *release_word(struct str status);

/* Needs: text. Sets article.status and article.embargo from FIELD_STATUS and FIELD_EMBARGO, and
 * notices them and FIELD_NOTE, the editors' note. */
void release_note(struct doc *doc, const struct article_fields *fields);

#endif
