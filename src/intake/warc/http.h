/* http: responses as a crawler stored them, with the body as it came over the wire. */
#ifndef ONR_INTAKE_WARC_HTTP_H
#define ONR_INTAKE_WARC_HTTP_H

#include "base/buf.h"
#include "base/error.h"

enum { HTTP_HEAD_MAX = 64 << 10 };

struct http {
    uint64_t status; /* 0 where the bytes do not begin with a status line */
    struct str type; /* "text/html", as given; {NULL,0} = not told */
    struct str charset;
    struct str head, body;
};

/* Takes a message apart; everything points into it. What does not begin with "HTTP/" is all body.
 * Of a message cut in its head, the head is what is there. */
void http_parse(struct http *http, struct str message);

/* splits "text/html; charset=utf-8" */
void http_set_type(struct http *http, struct str content_type);

/* Whether an article may be in it: a success, of a type that is HTML, XML, text or JSON. */
bool http_may_hold_article(const struct http *http);
bool http_type_is_text(struct str type);

/* The body without its transfer and content encodings: itself or in *room (initialised; what it
 * may grow to is its limit). *broken: it ended before its end, or its encoding is damaged; what
 * could be had of it is given. */
struct str http_body(const struct http *http, struct buf *room, bool *broken);

#endif
