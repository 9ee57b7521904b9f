/* exchange: HTTP requests and what they brought, several at a time; by libcurl, or not at all where
 * the library was built without (exchange_none.c). Redirects are not followed: the caller sees to
 * it that each step is allowed. */
#ifndef ONR_FETCH_EXCHANGE_H
#define ONR_FETCH_EXCHANGE_H

#include "base/arena.h"
#include "base/buf.h"

struct exchange_limits {
    unsigned timeout_s; /* of one exchange */
    uint64_t max_bytes; /* of one body, as it comes over the wire */
    bool allow_private;
};

/* One request, and what came. Owned by the caller, unmoved until it is done. */
struct exchange {
    const char *url;
    struct str etag, modified; /* sent as If-None-Match and If-Modified-Since; empty: not */

    unsigned status;       /* 0: nothing came */
    struct buf request;    /* as it was sent; empty where nothing was */
    struct buf head, body; /* as they came over the wire; the head with its blank line */
    char ip[48];
    bool truncated;  /* larger than allowed; the body is its beginning */
    bool refused;    /* its address is private */
    char fault[160]; /* why nothing came */

    void *handle; /* of the implementation */
    void *owner;
};

struct exchanger;

bool exchange_is_possible(void);

struct exchanger *exchanger_new(const struct exchange_limits *limits);
/* none may be under way */
void exchanger_free(struct exchanger *exchanger);

void exchange_init(struct exchange *exchange, const char *url);
void exchange_release(struct exchange *exchange);

/* False when it could not even begin (fault says why). */
bool exchanger_start(struct exchanger *exchanger, struct exchange *exchange);
/* One that is done, or NULL after ms milliseconds in which none was. */
struct exchange *exchanger_wait(struct exchanger *exchanger, unsigned ms);
/* breaks it off */
void exchanger_stop(struct exchanger *exchanger, struct exchange *exchange);

/* an address taken apart */
struct address {
    struct str url;    /* whole, in normal form, without fragment */
    struct str origin; /* "https://post.example:8080" */
    struct str path;   /* with its query */
};

/* Resolves `url` against `base` (NULL: it is whole). False when it is none of http or https, or
 * names a user. Strings are NUL-terminated, in the arena. */
bool address_read(struct address *address, struct arena *arena, const char *base, struct str url);

#endif
