/* warcwrite: records of WARC 1.1 (ISO 28500). */
#ifndef ONR_FETCH_WARCWRITE_H
#define ONR_FETCH_WARCWRITE_H

#include "fetch/exchange.h"

/* Appends the record that opens a file, of the software that wrote it. */
void warcwrite_info(struct buf *out);
/* Appends the response that an exchange brought, with its head and body as they came. */
void warcwrite_response(struct buf *out, const struct exchange *exchange);

#endif
