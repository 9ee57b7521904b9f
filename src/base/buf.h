/* buf: bytes that grow, up to a ceiling given at birth. Worker lifetime: cleared, not freed,
 * between articles. Writing past the ceiling sets `full` and drops the bytes; the caller checks. */
#ifndef ONR_BASE_BUF_H
#define ONR_BASE_BUF_H

#include <stdarg.h>
#include <stdbool.h>

#include "base/str.h"

struct buf {
    char *s;
    size_t n, cap, max;
    bool full;
};

void buf_init(struct buf *buf, size_t max);
void buf_release(struct buf *buf);
void buf_clear(struct buf *buf);
void buf_add(struct buf *buf, struct str s);
void buf_byte(struct buf *buf, char c);
void buf_text(struct buf *buf, const char *nul_terminated);
void buf_format(struct buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
static inline struct str buf_str(const struct buf *buf)
{
    return (struct str){buf->s, buf->n};
}

#endif
