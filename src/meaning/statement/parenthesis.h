/* parenthesis: attributions set between commas or behind the words they report. Each of these adds
 * content to `found`, sets its frame and, but for the host clause, its source; false when the
 * sentence is not built so. Needs: tree; of `found` token, cue, passive. */
#ifndef ONR_MEANING_STATEMENT_PARENTHESIS_H
#define ONR_MEANING_STATEMENT_PARENTHESIS_H

#include "meaning/statement/attribution.h"

/* "The plan, he said, would fail": both sides are content whatever the tree says. */
bool parenthesis_take(const struct doc *doc, struct attribution *found);

/* "C, a diplomat said on Friday." and "C, said X": all of the sentence before the comma, when it
 * has a predicate and nothing behind the cue could be content. */
bool parenthesis_take_trailing(const struct doc *doc, struct attribution *found);

/* 'In the poorer towns, he said, "we do not know."': the words before the comma, which a quotation
 * already found goes on with. */
void parenthesis_take_lead(const struct world *world, const struct doc *doc,
                           struct attribution *found);

/* "C he said" or "C, as he said": the clause that the tree hangs the cue on. */
bool parenthesis_take_host(const struct doc *doc, struct attribution *found);

#endif
