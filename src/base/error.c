/* error: the message of a failed call; too long ones are cut. */
#include "base/error.h"

#include <stdarg.h>
#include <stdio.h>

enum onr_status error_set(struct onr_error *error, enum onr_status status, const char *format, ...)
{
    if (error) {
        va_list args;
        va_start(args, format);
        vsnprintf(error->message, sizeof error->message, format, args);
        va_end(args);
        error->status = status;
        error->at = 0;
    }
    return status;
}
