/* roles: from the head tokens that fill an event's slots to entities. */
#ifndef ONR_MEANING_EVENT_ROLES_H
#define ONR_MEANING_EVENT_ROLES_H

#include "meaning/event/frames.h"

enum { PARTIES_MAX = 16 };

struct parties {
    uint32_t v[PARTIES_MAX]; /* entity ids, each once */
    uint32_t n;
    bool localities; /* a town or a camp counts, whosoever it is */
    uint32_t named;  /* how many of them have a name, a country or an actor code */
};

/* Adds the entities that the noun phrase at head stands for: each conjunct, the members of a
 * collective; where a phrase is no actor itself ("Iran's elections", "a US court decision"), its
 * possessor, modifier or of-phrase that is one. Nothing is added for a thing. */
void parties_add(const struct frame_reader *reader, uint32_t head, struct parties *parties);
void parties_add_entity(struct doc *doc, uint32_t entity, struct parties *parties);

/* Civilians, protesters, police, rebels of whom no words tell the country are of the one where it
 * took place. */
void parties_settle(struct doc *doc, const struct parties *parties, const char *country);

bool parties_have(const struct parties *parties, uint32_t entity);

#endif
