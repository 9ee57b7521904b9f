/* worth: whether a candidate is an event to be told. */
#ifndef ONR_MEANING_EVENT_WORTH_H
#define ONR_MEANING_EVENT_WORTH_H

#include "meaning/event/candidate.h"

/* `sport`: the document is about a game, where visits, bids and attacks are of another kind */
bool worth_is_event(const struct frame_reader *frames, const struct candidate *candidate,
                    bool sport);

/* the document is about a game */
bool worth_tells_game(const struct frame_reader *frames);

/* happened or is alleged to have happened */
bool worth_is_real(const struct candidate *candidate);

#endif
