/* serve: a store over HTTP: the page, and the views of onrecord.h as an API (docs/openapi.json). */
#ifndef ONR_SERVE_SERVE_H
#define ONR_SERVE_SERVE_H

#include "onrecord.h"

struct serve {
    const char *store; /* as for onr_store_open */
    const char *bind;  /* address to listen on, NULL = 127.0.0.1 */
    const char *host;  /* a further name by which the page may be asked for, NULL = none */
    unsigned port;     /* 0 = any that is free */
    unsigned threads;  /* requests at a time; 0 = 8, at most 64 */
    /* once it listens: "http://127.0.0.1:8080/" */
    void (*ready)(void *context, const char *address);
    /* returns when the server shall end */
    void (*wait)(void *context);
    void *context;
};

/* Returns after wait() did; ONR_ERR_IO where the address cannot be listened on, else what
 * onr_store_open says. */
ONR_CHECKED enum onr_status serve_run(const struct serve *serve, struct onr_error *error);

/* whether this program was built with the page; without it there is the API only */
bool serve_has_page(void);

#endif
