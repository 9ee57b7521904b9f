/* links: addresses that lists of feeds and feeds hold. */
#ifndef ONR_FETCH_LINKS_H
#define ONR_FETCH_LINKS_H

#include "base/array.h"
#include "base/str.h"

struct links {
    ARRAY(struct str) list;
};

/* Adds the feeds of an OPML file, the attribute xmlUrl of each <outline>; in the arena. */
void links_of_opml(struct links *links, struct arena *arena, struct str bytes);
/* Adds the pages that the entries of a feed (RSS, Atom) tell about, at most 1000; nothing where the
 * bytes are no feed. In the arena. */
void links_of_feed(struct links *links, struct arena *arena, struct str bytes);

#endif
