/* setting: to whom, when, where, on what occasion, in what medium and through whom something was
 * said. */
#ifndef ONR_MEANING_STATEMENT_SETTING_H
#define ONR_MEANING_STATEMENT_SETTING_H

#include "meaning/statement/attribution.h"

/* Needs: times, places, mentions, entities; of `statement` its content. Fills medium, via,
 * addressees, when and where. */
void setting_find(const struct world *world, struct doc *doc, const struct attribution *found,
                  struct statement *statement);

/* The entities of a noun phrase, or, of a collective that is known, its members, become addressees
 * of the statement, unless it has some. */
void setting_add_addressee(struct doc *doc, struct statement *statement, uint32_t head);

/* Medium and via of a noun in data/en/occasions.tsv; false when it is none. */
bool setting_is_occasion(const struct world *world, const struct doc *doc, uint32_t noun);

#endif
