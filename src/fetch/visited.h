/* visited: what was got before, so that it is asked for again only where it has changed. */
#ifndef ONR_FETCH_VISITED_H
#define ONR_FETCH_VISITED_H

#include "base/array.h"
#include "base/error.h"
#include "base/map.h"

struct visit {
    struct str url, etag, modified; /* the headers ETag and Last-Modified */
};

struct visited {
    struct arena arena;
    ARRAY(struct visit) list; /* element 0 is none */
    struct map by_url;
};

void visited_init(struct visited *visited);
void visited_release(struct visited *visited);
/* A file that is not there is empty; one that is no such file is an error. */
ONR_CHECKED enum onr_status visited_load(struct visited *visited, const char *path,
                                         struct onr_error *error);
/* replaces the file as a whole */
ONR_CHECKED enum onr_status visited_save(const struct visited *visited, const char *path,
                                         struct onr_error *error);
/* NULL = never got; valid until the next visited_add */
const struct visit *visited_find(const struct visited *visited, struct str url);
/* replaces what is known of the address; strings are copied */
void visited_add(struct visited *visited, struct visit visit);

#endif
