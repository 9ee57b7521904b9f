/* speaker_tags: speakers set beside their words: "Name: words", "“words” — Name". */
#ifndef ONR_MEANING_STATEMENT_SPEAKER_TAGS_H
#define ONR_MEANING_STATEMENT_SPEAKER_TAGS_H

#include "meaning/statement/attribution.h"
#include "meaning/statement/quotes.h"

/* Needs: tokens, tags, names. True when the block that begins with token `first` opens with a
 * speaker and a colon; the attribution has the colon as its token and the rest of the block as
 * content. */
bool speaker_tag_find(const struct doc *doc, uint32_t first, struct attribution *found);

/* The same for a colon in running text between a name, which opens its sentence or stands behind a
 * dash, and a quotation. */
bool speaker_before_quote_find(const struct doc *doc, const struct quotes *quotes, uint32_t colon,
                               struct attribution *found);

/* True when a quotation ends right before the dash and nothing but a name follows in its
 * paragraph. */
bool signature_find(const struct doc *doc, const struct quotes *quotes, uint32_t dash,
                    struct attribution *found);

#endif
