/* error: filling the caller's struct onr_error. */
#ifndef ONR_BASE_ERROR_H
#define ONR_BASE_ERROR_H

#include "onrecord.h"

/* Fills *error (may be NULL) and returns status, so that a failing function ends in
 * `return error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(errno));` */
enum onr_status error_set(struct onr_error *error, enum onr_status status, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
