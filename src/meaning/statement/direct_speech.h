/* direct_speech: quotations beside a verb of saying. */
#ifndef ONR_MEANING_STATEMENT_DIRECT_SPEECH_H
#define ONR_MEANING_STATEMENT_DIRECT_SPEECH_H

#include "meaning/statement/attribution.h"

/* Needs: quotes, tags; of `found` the cue. True when a quotation stands directly before the cue
 * ('"C," she said') or behind it ('she said: "C"'); adds it as content, sets the frame to the words
 * between and behind, and fills the source when the tree gave none. */
bool direct_speech_find(const struct world *world, const struct doc *doc,
                        const struct quotes *quotes, struct attribution *found);

#endif
