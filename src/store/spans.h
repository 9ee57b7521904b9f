/* spans: places in a text as the store keeps them. In SQLite a list of them is packed: of each span
 * how far behind the end of the last one it begins, which may be less than nothing, and how long it
 * is, seven bits a byte, the lowest first, the highest bit set where more follow. */
#ifndef ONR_STORE_SPANS_H
#define ONR_STORE_SPANS_H

#include "base/buf.h"
#include "doc/doc.h"

/* Appends a span to a packed list; *end is that of the span before, 0 at the beginning. */
void spans_pack(struct buf *out, struct span span, uint32_t *end);
/* Appends "[[0,91],[140,163]]" for a packed list; false where it is none. */
bool spans_write(struct buf *out, struct str packed);
/* The other way round; false where s is not of that form. */
bool spans_read(struct buf *out, struct str s);

#endif
