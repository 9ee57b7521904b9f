/* unsaid: attributions whose words nobody has said. */
#ifndef ONR_MEANING_STATEMENT_UNSAID_H
#define ONR_MEANING_STATEMENT_UNSAID_H

#include "meaning/statement/attribution.h"

/* Needs: tree, quotes; of the attribution cue, source and content. */
bool is_unsaid(const struct world *world, const struct doc *doc, const struct attribution *a);

/* some piece of the content ends inside quotation marks */
bool has_quoted_piece(const struct doc *doc, const struct attribution *a);

#endif
