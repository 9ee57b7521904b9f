/* chunks: running text or CoNLL-U of any length, cut at blank lines into pieces to work on. */
#ifndef ONR_ENGINE_CHUNKS_H
#define ONR_ENGINE_CHUNKS_H

#include "base/buf.h"
#include "base/error.h"

#define CHUNK_MAX ((size_t)64 << 20) /* bytes between two blank lines */

struct chunks {
    int fd;
    const char *origin;
    const volatile sig_atomic_t *stop; /* ends a read that a signal broke off; may be NULL */
    struct buf ahead;                  /* read and not yet given out */
    uint64_t line, at;                 /* lines and bytes given out */
    bool ended;
};

void chunks_open(struct chunks *chunks, int fd, const char *origin);
void chunks_close(struct chunks *chunks);

/* The next whole paragraphs or sentences, some ten thousand bytes, into *out (cleared first), with
 * the blank line behind them; *line is the number of the first line, from 1. ONR_OK, ONR_END, or an
 * error with origin and line in front, after which only ONR_END comes. */
ONR_CHECKED enum onr_status chunks_next(struct chunks *chunks, struct buf *out, uint64_t *line,
                                        struct onr_error *error);

#endif
