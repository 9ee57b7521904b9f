/* draft: a mention in the making, with what its own words tell. The finders of names, nominals
 * and pronouns collect drafts; mentions.c puts them in order and makes mentions and entities. */
#ifndef ONR_MEANING_ENTITY_DRAFT_H
#define ONR_MEANING_ENTITY_DRAFT_H

#include "doc/doc.h"
#include "meaning/entity/facts.h"

struct draft {
    uint32_t first, last, head;     /* tokens of the mention */
    uint32_t name_first, name_last; /* tokens that name the entity (without titles) */
    uint32_t name;                  /* string id; 0: the text of the name tokens */
    struct facts facts;
    uint8_t form, name_type, kind, plural, gender; /* as in struct mention and struct entity */
};

/* what a word is in the names that the document's words are tagged with */
enum { PART_OF_PERSON = 1, FAMILY_NAME = 2, NAMES_PLACE = 4 };

struct drafts {
    ARRAY(struct draft) list;
    uint8_t *covered;      /* per token of the document: inside a name mention */
    uint8_t *person_words; /* per lower-cased form: the flags above */
    struct arena *scratch;
    const struct world *world;
};

/* Names of the sentence: tagged by the language core or known to the lexicon. Person names with
 * their titles. Bare nationality adjectives are none. Marks their tokens as covered. */
void find_names(struct doc *doc, const struct sentence *sentence, struct drafts *drafts);

/* Role nouns, peoples and collectives that no name covers. */
void find_nominals(struct doc *doc, const struct sentence *sentence, struct drafts *drafts);

/* Personal, possessive, reflexive and relative pronouns; "both", "neither", "the two". */
void find_pronouns(struct doc *doc, const struct sentence *sentence, struct drafts *drafts);

struct draft *draft_add(struct drafts *drafts);

#endif
