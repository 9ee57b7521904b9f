/* pack: a sketch as bytes, and back. */
#ifndef ONR_STORY_PACK_H
#define ONR_STORY_PACK_H

#include "base/buf.h"
#include "story/sketch.h"

enum { SKETCH_PACKED_MAX = (5 + SKETCH_SHINGLES + SKETCH_FACTS) * 4 };

/* appends the sketch to out, at most SKETCH_PACKED_MAX bytes */
void sketch_pack(const struct sketch *sketch, struct buf *out);

/* Takes a sketch off the front of *bytes; false, and nothing taken, where there is none that
 * sketch_make could have made. */
bool sketch_unpack(struct str *bytes, struct sketch_room *room, struct sketch *sketch);

#endif
