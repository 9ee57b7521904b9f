/* standing: how a speaker stands to the words reported. */
#ifndef ONR_MEANING_STATEMENT_STANDING_H
#define ONR_MEANING_STATEMENT_STANDING_H

#include <stdbool.h>

#include "meaning/statement/attribution.h"

struct ruling {
    uint8_t standing; /* enum standing */
    const char *rule; /* what led to it, for people: "its entry", "negated" … */
};

/* The standing of an attribution: that of its cue under negation, modals and coordination
 * ("neither confirmed nor denied", "would not say", "did not respond"), or what the speaker says of
 * himself ("said she had no comment"). */
struct ruling standing_of(const struct world *world, const struct doc *doc,
                          const struct attribution *found);

/* true when the verb is negated by not, n't, never, neither, nor, or by "has yet to" over it */
bool is_negated(const struct doc *doc, uint32_t verb);
/* the same of a cue, whose second word or own determiner may be what is negated: "made no mention",
 * "no comment" */
bool is_denied(const struct doc *doc, const struct attribution *found);

/* true when the cue is the second half of a pair that is one statement ("confirmed nor denied") or
 * the infinitive of another cue ("declined to say"), and so none of its own */
bool standing_is_part_of_other(const struct world *world, const struct doc *doc, uint32_t cue);

/* "provided no evidence", "without giving proof" in the clause of the cue or a verb beside it:
 * EVIDENCE_NONE_GIVEN; "citing documents": EVIDENCE_CITED */
uint8_t evidence_of(const struct doc *doc, uint32_t cue);

/* The same told in the sentence behind, with the same speaker (an entity) as its subject: "He gave
 * no evidence." */
uint8_t evidence_behind(const struct doc *doc, uint32_t cue, uint32_t speaker);

#endif
