/* source: whose words a cue reports, as the tree tells. */
#ifndef ONR_MEANING_STATEMENT_SOURCE_H
#define ONR_MEANING_STATEMENT_SOURCE_H

#include "meaning/statement/attribution.h"

/* Needs: tree; of `found` token and cue. Fills source, antecedent, passive and, for passives, the
 * addressee; 0 where the tree has none. */
void source_find(const struct world *world, const struct doc *doc, struct attribution *found);

/* "China, asked whether it would intervene, said …", read as if China had asked: the subjectless
 * verb that answers, and from there the verb of the aside; 0 = none */
uint32_t answer_of_aside(const struct doc *doc, uint32_t asked);
uint32_t aside_of_answer(const struct doc *doc, uint32_t verb);

/* "Asked whether …, he said": a subjectless "asked" beside, before or behind the speaker of its
 * answer */
bool is_question_aside(const struct doc *doc, uint32_t asked);

/* something that the mentions stage took for a party, a name or a pronoun; false for token 0 */
bool is_party(const struct doc *doc, uint32_t token);

/* part of an expression of time: "Wednesday", "last week" */
bool is_time(const struct doc *doc, uint32_t token);

/* the subject of a verb: its own, or that of the verb that it depends on or is coordinated with */
uint32_t subject_of(const struct doc *doc, uint32_t verb);

/* "issued a statement saying …", "a letter to the mayor warning …": the noun of
 * data/en/occasions.tsv that a participle tells the words of, 0 = none */
uint32_t document_over(const struct world *world, const struct doc *doc, uint32_t participle);

#endif
