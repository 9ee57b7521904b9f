/* none: in place of the server where the program is built without libmicrohttpd. */
#include <stdio.h>

#include "serve.h"

enum onr_status serve_run(const struct serve *serve, struct onr_error *error)
{
    (void)serve;
    error->status = ONR_ERR_ARG;
    snprintf(error->message, sizeof error->message,
             "this program was built without libmicrohttpd and cannot serve");
    return ONR_ERR_ARG;
}

bool serve_has_page(void)
{
    return false;
}
