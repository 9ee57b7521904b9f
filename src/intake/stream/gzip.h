/* gzip: one string packed as a gzip member (RFC 1952). Streams of it: packed.h. */
#ifndef ONR_INTAKE_STREAM_GZIP_H
#define ONR_INTAKE_STREAM_GZIP_H

#include "base/buf.h"

/* appends the member to *out */
void gzip_member(struct buf *out, struct str bytes);

#endif
