/* buf: a growing, capped byte buffer. */
#include "base/buf.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

void buf_init(struct buf *buf, size_t max)
{
    *buf = (struct buf){.max = max};
}

void buf_release(struct buf *buf)
{
    free(buf->s);
    *buf = (struct buf){.max = buf->max};
}

void buf_clear(struct buf *buf)
{
    buf->n = 0;
    buf->full = false;
}

/* makes room for n more bytes and a NUL; false when that passes the ceiling */
static bool reserve(struct buf *buf, size_t n)
{
    if (buf->full || n > buf->max - buf->n) {
        buf->full = true;
        return false;
    }
    if (buf->n + n + 1 > buf->cap) {
        size_t cap = buf->cap ? buf->cap : 256;
        while (cap < buf->n + n + 1)
            cap *= 2;
        buf->s = memory_grow(buf->s, cap);
        buf->cap = cap;
    }
    return true;
}

void buf_add(struct buf *buf, struct str s)
{
    if (s.n && reserve(buf, s.n)) {
        memcpy(buf->s + buf->n, s.s, s.n);
        buf->n += s.n;
    }
}

void buf_byte(struct buf *buf, char c)
{
    if (reserve(buf, 1))
        buf->s[buf->n++] = c;
}

void buf_text(struct buf *buf, const char *nul_terminated)
{
    buf_add(buf, str_of(nul_terminated));
}

void buf_format(struct buf *buf, const char *format, ...)
{
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n > 0 && reserve(buf, (size_t)n)) {
        vsnprintf(buf->s + buf->n, (size_t)n + 1, format, again);
        buf->n += (size_t)n;
    }
    va_end(again);
}
