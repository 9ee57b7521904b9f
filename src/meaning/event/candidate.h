/* candidate: an event before it is written to the document; the same act told twice. */
#ifndef ONR_MEANING_EVENT_CANDIDATE_H
#define ONR_MEANING_EVENT_CANDIDATE_H

#include "meaning/event/operators.h"
#include "meaning/event/roles.h"

enum { TRIGGERS_MAX = 12 };

struct candidate {
    struct reading reading;
    struct parties sources, targets;
    struct span triggers[TRIGGERS_MAX]; /* in text order */
    uint32_t n_triggers;
    uint32_t statement;
    uint32_t when;        /* time, 0 = none */
    uint32_t merged_into; /* index + 1, 0 = stands for itself */
    uint8_t status;
    bool reciprocal;
};

/* may happen, may have happened, did not happen */
bool candidate_is_tentative(const struct candidate *candidate);

/* adds a trigger in text order, once */
void candidate_add_trigger(struct candidate *candidate, struct span span);

/* Unites candidates that tell the same act: same code, compatible time, the same parties. What is
 * told best (in the text rather than the headline, with more parties, with a time) stays, the
 * triggers of the others join it; theirs get merged_into. */
void candidates_merge(const struct frame_reader *reader, struct arena *scratch, struct candidate *v,
                      uint32_t n);

/* the word that stands highest: what is said of the event is said of it */
uint32_t reading_top(const struct reading *reading);

bool reading_has_step(const struct reading *reading, const char *operator);

#endif
