/* meaning: what a text says. The stages in their order; each a pure step over the document.
 *
 * `world` is the compiled knowledge (process lifetime), `scratch` an arena that each stage rewinds
 * before it returns. */
#ifndef ONR_MEANING_MEANING_H
#define ONR_MEANING_MEANING_H

#include "doc/doc.h"
#include "world/world.h"

/* Needs: tokens, lemmas, published_day. Adds: times. */
void find_times(const struct world *world, struct arena *scratch, struct doc *doc);

/* Needs: tokens, tree, names, lemmas. Adds: mentions with one entity each, token.mention: names
 * with their titles and appositions, role nouns ("the minister"), collectives ("both men"),
 * pronouns, nationality adjectives excepted. Every mention's head token points back to it. */
void find_mentions(const struct world *world, struct arena *scratch, struct doc *doc);

/* Needs: mentions. Merges entities: full name and surname, acronym, title, pronoun, metonym; fills
 * entity name, kind, role, gender, country, sectors, actor. Two people with one surname are never
 * merged; an unsure pronoun keeps an entity of its own. */
void resolve_entities(const struct world *world, struct arena *scratch, struct doc *doc);

/* Needs: mentions, entities, times. Adds: places: every name of a place with its meaning and its
 * use; only locations (place.use) are where something happens. */
void find_places(const struct world *world, struct arena *scratch, struct doc *doc);

/* Needs: everything above. Adds: statements. */
void find_statements(const struct world *world, struct arena *scratch, struct doc *doc);

/* Needs: statements. Resolves I, we and you inside quotations to speaker and addressee. */
void resolve_quoted_persons(const struct world *world, struct arena *scratch, struct doc *doc);

/* Needs: everything above. Adds: events. */
void find_events(const struct world *world, struct arena *scratch, struct doc *doc);

/* ---- helpers that stages share: src/meaning/entity/mentions.c ---- */

/* The mention whose head is `head`, made if there is none (form nominal, entity unnamed, span of
 * the noun phrase without relative clauses and outer punctuation). */
uint32_t mention_of(struct doc *doc, uint32_t head);
/* the entity of that mention, following merges */
uint32_t entity_of(struct doc *doc, uint32_t head);
/* Span of the noun phrase headed by `head`: its subtree without relative clauses, appositions
 * behind a comma, parentheses, conjuncts and trailing punctuation; the preposition excluded. */
struct span noun_phrase_span(const struct doc *doc, uint32_t head);

#endif
