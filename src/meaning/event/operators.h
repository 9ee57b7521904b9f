/* operators: what the syntax puts over an act: refusing, promising, asking, denying, negation,
 * modals, conditions, light verbs; by data/en/operators.tsv. */
#ifndef ONR_MEANING_EVENT_OPERATORS_H
#define ONR_MEANING_EVENT_OPERATORS_H

#include "meaning/event/acts.h"
#include "meaning/event/codes.h"

enum { READING_STEPS = 10 };

/* one operator that was applied */
struct step {
    uint32_t token;
    struct str name; /* as in operators.tsv */
    bool governor;   /* a word above the act, not a dependent of it */
};

/* an act under the operators found so far */
struct reading {
    struct act act;
    struct coding coding;
    struct coding before_will; /* before the last operator that changed it */
    struct frame_reader *frames;
    uint32_t source, target; /* head tokens, 0 = none */
    uint32_t patient;        /* the target below the last operator */
    bool reciprocal;
    bool should; /* "should": a request if somebody says so */
    bool must;   /* "must": then a demand */
    bool would;  /* "would": a future if somebody says so, else a condition */
    bool prevented;
    bool reported; /* the inner act of an accusation: on the accuser's word */
    uint8_t status;
    uint32_t n_steps;
    struct step steps[READING_STEPS];
};

struct operator_reader {
    struct word_index *operators;
    const struct codebook *book;
    struct frame_reader *frames;
};

enum { READINGS_MAX = 4 };

struct readings {
    struct reading v[READINGS_MAX];
    uint32_t n;
};

/* Climbs from the act of readings->v[0], which holds its own roles, to the top of its clause and
 * applies every operator on the way. An operator that makes an event of its own (accuse, praise)
 * leaves the act below it as a further reading. */
void operators_apply(struct operator_reader *reader, struct readings *readings);

#endif
