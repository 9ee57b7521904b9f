/* warcwrite: records of WARC 1.1 (ISO 28500). */
#ifndef ONR_FETCH_WARCWRITE_H
#define ONR_FETCH_WARCWRITE_H

#include "fetch/exchange.h"

enum { WARCWRITE_ID = 48 };

/* Appends the record that opens a file, of the software that wrote it. */
void warcwrite_info(struct buf *out);
/* Appends the response that an exchange brought, with its head and body as they came; id becomes
 * that of the record. */
void warcwrite_response(struct buf *out, const struct exchange *exchange, char id[WARCWRITE_ID]);
/* Appends the request, as it was sent, that brought the response with that id. */
void warcwrite_request(struct buf *out, const struct exchange *exchange, const char *response);

#endif
