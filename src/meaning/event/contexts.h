/* contexts: what an event is about (PLOVER contexts), by codes.tsv and the words around it. */
#ifndef ONR_MEANING_EVENT_CONTEXTS_H
#define ONR_MEANING_EVENT_CONTEXTS_H

#include "meaning/event/codes.h"
#include "meaning/event/operators.h"

/* Adds the contexts of the reading to event->contexts, each once: those of its act, then those of
 * the words in its clause, by the classes on-… of classes.tsv. */
void contexts_fill(const struct codebook *book, const struct reading *reading, struct event *event);

#endif
