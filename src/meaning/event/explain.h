/* explain: what made an event, in words. */
#ifndef ONR_MEANING_EVENT_EXPLAIN_H
#define ONR_MEANING_EVENT_EXPLAIN_H

#include "meaning/event/operators.h"

/* The act of codes.tsv and the word that named it, each operator with its word and the relation
 * that the tree has between it and the word below, the words that gave source and target and what
 * they hang on: "sanction: sanction; stop: lift (obj); source: Belgium (nsubj of lift)". In
 * scratch. */
struct str explain_reading(const struct reading *reading, struct arena *scratch);

#endif
