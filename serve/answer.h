/* answer: what is said to a request, whatever carries it. server.c brings requests from HTTP. */
#ifndef ONR_SERVE_ANSWER_H
#define ONR_SERVE_ANSWER_H

#include "onrecord.h"
#include "serve.h"

enum { ANSWER_PARAMETERS = 24 };

struct request {
    const char *path;                                       /* decoded */
    const char *host;                                       /* of the header; NULL = none */
    const char *if_none_match;                              /* NULL = none */
    bool gzip;                                              /* is understood */
    struct onr_parameter parameters[ANSWER_PARAMETERS + 1]; /* one more is one too many */
    unsigned n_parameters;
};

struct answer {
    int code;
    const char *type;
    char *bytes; /* from malloc; freed by answer_release or whoever takes it over */
    size_t size;
    bool gzip;         /* bytes are packed */
    char etag[48];     /* "" = none */
    char download[40]; /* name of the file to save it as, "" = none */
};

/* what answers come from: open stores, one for each request at a time, and the cache */
struct desk;

ONR_CHECKED enum onr_status desk_open(struct desk **desk, const struct serve *serve,
                                      unsigned n_stores, struct onr_error *error);
void desk_close(struct desk *desk);

/* Fills *answer in any case. May be called by as many threads as there are stores. */
void desk_answer(struct desk *desk, const struct request *request, struct answer *answer);

/* {"error": message} */
void answer_error(struct answer *answer, int code, const char *message);
void answer_release(struct answer *answer);

#endif
