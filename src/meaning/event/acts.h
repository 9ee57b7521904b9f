/* acts: which words name an act, by data/en/acts.tsv. */
#ifndef ONR_MEANING_EVENT_ACTS_H
#define ONR_MEANING_EVENT_ACTS_H

#include "meaning/event/frames.h"

struct act {
    uint32_t token, row;
    struct str name; /* row of codes.tsv */
    struct frame frame;
    bool noun, light;
};

/* the first row of the token's word whose part of speech and tests fit; false when none does */
bool act_find(struct word_index *acts, const struct frame_reader *reader, uint32_t token,
              struct act *act);

#endif
