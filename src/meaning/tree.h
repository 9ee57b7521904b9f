/* tree: who is subject and object of a predicate, through passives, control, relative and
 * participle clauses and coordination. */
#ifndef ONR_MEANING_TREE_H
#define ONR_MEANING_TREE_H

#include <stdbool.h>

#include "doc/doc.h"

/* a passive: "was hit", "hit by …" as a participle clause, or the conjunct of one */
bool tree_is_passive(const struct doc *doc, uint32_t verb);

/* Head token of the deep subject (the by-phrase of a passive) and of the deep object (the subject
 * of a passive, a relative clause's antecedent); 0 = none. */
uint32_t tree_subject(const struct doc *doc, uint32_t verb);
uint32_t tree_object(const struct doc *doc, uint32_t verb);

/* the first conjunct of the coordination that token stands in (itself when in none) */
uint32_t tree_first_conjunct(const struct doc *doc, uint32_t token);

/* true when the token's case (or, for a clause, mark) word is `word`; a preposition shared with
 * the first conjunct counts */
bool tree_has_case(const struct doc *doc, uint32_t token, struct str word);

enum { TREE_WORD = 48 };

/* "cease-fire", of which the tokens are "cease", "-", "fire": the whole word, written to a buffer
 * of TREE_WORD bytes, for the last of them; {NULL,0} for any other token */
struct str tree_hyphenated(const struct doc *doc, uint32_t token, char *buffer);

/* tokens first … last, both included; first 0 = none */
struct tokens {
    uint32_t first, last;
};

/* the subtree of `head` */
struct tokens tree_tokens(const struct doc *doc, uint32_t head);
/* true when the relation without its subtype is `base` */
bool tree_is_rel(const struct doc *doc, uint32_t token, uint8_t base);
bool tree_is_mark(const struct doc *doc, uint32_t token);
bool tree_is_comma(const struct doc *doc, uint32_t token);
/* ", adding" and the like: a present participle behind a comma */
bool tree_is_participle_behind_comma(const struct doc *doc, uint32_t verb);
/* a relative pronoun: who, which, that */
bool tree_is_relative(const struct doc *doc, uint32_t token);
/* false for token 0 and behind the last token */
bool tree_lower_is(const struct doc *doc, uint32_t token, const char *word);
/* "called off a strike" parsed as a prepositional phrase: the particle behind the verb; 0 = no such
 * phrase */
uint32_t tree_stray_particle(const struct doc *doc, uint32_t token);

/* "to strike", whatever the relation to its governor */
bool tree_is_infinitive(const struct doc *doc, uint32_t token);

/* "it is encouraging that", "the news was alarming": an adjective with the tag of a verb */
bool tree_is_quality(const struct doc *doc, uint32_t token);

bool tree_lemma_is(const struct doc *doc, uint32_t token, const char *lemma);
bool tree_xpos_is(const struct doc *doc, uint32_t token, const char *xpos);

#endif
