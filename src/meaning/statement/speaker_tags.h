/* speaker_tags: "Name: words" in headlines and interviews. */
#ifndef ONR_MEANING_STATEMENT_SPEAKER_TAGS_H
#define ONR_MEANING_STATEMENT_SPEAKER_TAGS_H

#include "meaning/statement/attribution.h"

/* Needs: tokens, tags, names. True when the block that begins with token `first` opens with a
 * speaker and a colon; the attribution has the colon as its token and the rest of the block as
 * content. */
bool speaker_tag_find(const struct doc *doc, uint32_t first, struct attribution *found);

#endif
