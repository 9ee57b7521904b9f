/* coref: which mentions name the same. The stage works on entities, one a mention at first, that
 * its steps unite; what each knew is kept. Shared by coref*.c and actors.c only. */
#ifndef ONR_MEANING_ENTITY_COREF_H
#define ONR_MEANING_ENTITY_COREF_H

#include "doc/doc.h"
#include "world/lexicon.h"

struct coref {
    const struct world *world;
    struct doc *doc;
    struct arena *scratch;
    uint32_t *parent;  /* per entity: itself, or the one it was united with */
    uint32_t *weight;  /* per entity: mentions, valid for roots */
    uint8_t *strength; /* per entity, of its name: words of a full name, 0 for nominals */
};

uint32_t coref_root(const struct coref *coref, uint32_t entity);
/* root entity of a mention */
uint32_t coref_entity(const struct coref *coref, uint32_t mention);
/* Unites two entities; the earlier one stays and takes over what it lacks. No test of any kind. */
void coref_unite(struct coref *coref, uint32_t a, uint32_t b);
/* nothing known of the two speaks against their being the same: gender, number of persons, kind */
bool coref_may_unite(const struct coref *coref, uint32_t a, uint32_t b);

bool entity_is_person(const struct entity *entity);
/* the mention's head stands in that relation; a conjunct counts for its first conjunct */
uint8_t mention_deprel(const struct doc *doc, const struct mention *mention);
/* the token is the subject of a verb of speech (cues.tsv) */
bool is_speech_subject(const struct coref *coref, uint32_t token);

/* ---- the steps, in this order ---- */

/* Same names, short forms of names, acronyms, countries and their metonyms. */
void coref_names(struct coref *coref);
/* Appositions, predicates, relative pronouns: what the tree alone decides. */
void coref_tree(struct coref *coref);
/* What people.tsv knows of the persons named. */
void coref_known(struct coref *coref);
/* One pass in text order over nominals, collectives and pronouns. */
void coref_references(struct coref *coref);

/* coref_nominals.c, coref_pronouns.c: the decision for one mention of that form */
void coref_nominal(struct coref *coref, uint32_t mention);
void coref_collective(struct coref *coref, uint32_t mention);
void coref_pronoun(struct coref *coref, uint32_t mention);

/* actors.c: country and sectors → CAMEO actor code, for every root entity */
void compose_actors(struct coref *coref);

#endif
