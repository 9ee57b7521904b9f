/* onrecord.h: the public interface. Statements and events of news text as a traceable record.
 *
 * Sections: status and errors. (Readers, articles, output, batches follow below as they land.) */
#ifndef ONRECORD_H
#define ONRECORD_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define ONR_API __attribute__((visibility("default")))
#define ONR_CHECKED __attribute__((warn_unused_result))
#else
#define ONR_API
#define ONR_CHECKED
#endif

/* ---- Status and errors ------------------------------------------------------------------- */

enum onr_status {
    ONR_OK = 0,
    ONR_END,         /* no more input; not an error */
    ONR_ERR_ARG,     /* the caller asked for something that makes no sense */
    ONR_ERR_IO,      /* a file or stream could not be opened, read or written */
    ONR_ERR_FORMAT,  /* the input is not in the form it was said to be in */
    ONR_ERR_MODEL,   /* a model or knowledge file is missing, foreign, truncated or damaged */
    ONR_ERR_LIMIT,   /* the input is larger than a limit checked at the door */
    ONR_ERR_STOPPED, /* the caller asked a running batch to stop */
};

/* What went wrong: a status, one plain sentence naming file and place, the byte position in the
 * input (or 0) where that makes sense. */
struct onr_error {
    enum onr_status status;
    char message[240];
    uint64_t at;
};

#ifdef __cplusplus
}
#endif
#endif
