/* facts: what the words of one noun phrase tell about whom it names: role, country, body. */
#ifndef ONR_MEANING_ENTITY_FACTS_H
#define ONR_MEANING_ENTITY_FACTS_H

#include "doc/doc.h"
#include "world/lexicon.h"

struct facts {
    char country[4];                /* alpha-3 or "" */
    struct str actor;               /* CAMEO code of the organisation it belongs to or is */
    struct str sectors;             /* role codes separated by "|" */
    uint32_t role_first, role_last; /* tokens of the role words, 0 = none */
    struct sense role;              /* valid when role_first */
    uint8_t gender;                 /* of the role word: 0, 'm', 'f' */
    /* rows that told them: sense_pack, 0 = none */
    uint32_t country_by, actor_by, sectors_by;
    bool weak; /* the sectors are a default that anything more precise replaces */
};

/* The longest role phrase around `head` inside [first, last] ("foreign minister", "chief of
 * staff"); fills role, sectors, gender, weak. False when the head is no role word. */
bool facts_role(const struct world *world, const struct doc *doc, uint32_t head, uint32_t first,
                uint32_t last, struct facts *facts);

/* Countries, organisations and weaker roles among the tokens [first, last]: what is known already
 * stays. */
void facts_modifiers(const struct world *world, const struct doc *doc, uint32_t first,
                     uint32_t last, struct facts *facts);

/* Possessors and complements of the head: "Russia's …", "… of Hamas", "… for the foreign
 * ministry". What is known already stays. */
void facts_complements(const struct world *world, const struct doc *doc, uint32_t head,
                       struct facts *facts);

/* The first of the sectors is one of those who govern, judge or bear arms for the state. */
bool facts_are_public(struct str sectors);

/* Decides between a country and a body that were both found. Called after the two above. */
void facts_settle(const struct world *world, struct facts *facts);

/* The longest name of a country, region, capital, seat or organisation that begins at token `at`
 * and ends at or before `last`; *n gets its number of tokens. False when there is none. */
bool facts_name_at(const struct world *world, const struct doc *doc, uint32_t at, uint32_t last,
                   struct sense *sense, uint32_t *n);

/* Country, organisation and sectors that such a sense stands for, where facts lack them. */
void facts_add_sense(const struct world *world, const struct doc *doc, struct sense sense,
                     struct facts *facts);

/* the sense whose days hold the article's date, for names with several rows in table order */
struct sense sense_of_day(const struct world *world, const struct doc *doc, struct phrase phrase,
                          struct sense first);

#endif
