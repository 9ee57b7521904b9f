/* cues: words that tell whose words follow, as data/en/cues.tsv lists them. */
#ifndef ONR_MEANING_STATEMENT_CUES_H
#define ONR_MEANING_STATEMENT_CUES_H

#include <stdbool.h>

#include "doc/doc.h"
#include "world/world.h"

enum cue_takes {
    TAKES_CLAUSE = 1,     /* a that-clause, question or quotation */
    TAKES_QUOTE = 2,      /* a quotation */
    TAKES_OBJ = 4,        /* its object */
    TAKES_INF = 8,        /* an infinitive */
    TAKES_OBJINF = 16,    /* object and infinitive together */
    TAKES_ADDRESSEE = 32, /* with a clause or infinitive the object is the one spoken to */
    TAKES_SELF = 64,      /* where nothing else is found, what follows it or itself */
    TAKES_NEGATED = 128,  /* a cue only where it is negated */
    TAKES_PASSIVE = 256,  /* a cue only in the passive */
    TAKES_PARTY = 512     /* with a bare object a cue only of a party: other things do it, too */
};

struct cue {
    struct str takes;    /* the cell as written, for takes_preposition */
    struct str medium;   /* empty = the cue does not tell */
    uint32_t particle;   /* token that belongs to the cue ("point out", "call for"), 0 = none */
    uint32_t object;     /* for "call for" and the like: head of the preposition's object */
    uint16_t takes_bits; /* enum cue_takes */
    uint8_t standing;    /* enum standing */
};

/* Looks the token up with its part of speech and its particle or preposition; false when it is no
 * cue. */
bool cue_find(const struct world *world, const struct doc *doc, uint32_t token, struct cue *cue);

/* true when the object of that preposition belongs to the content */
bool cue_takes_preposition(const struct cue *cue, struct str preposition);

#endif
