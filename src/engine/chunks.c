/* chunks: reads blocks until a blank line stands at or after CHUNK_AIM bytes, gives out what is
 * before it and keeps the rest. A blank line ends a sentence in CoNLL-U and a paragraph in text, so
 * no cut changes what a chunk says. */
#include "engine/chunks.h"

#include <errno.h>
#include <unistd.h>

enum { CHUNK_AIM = 32 << 10, BLOCK = 64 << 10 };

void chunks_open(struct chunks *chunks, int fd, const char *origin)
{
    *chunks = (struct chunks){.fd = fd, .origin = origin};
    buf_init(&chunks->ahead, CHUNK_MAX + BLOCK);
}

void chunks_close(struct chunks *chunks)
{
    buf_release(&chunks->ahead);
}

/* Reads one block more; false at the end, on a stop and on an error. */
static bool read_block(struct chunks *chunks, enum onr_status *status, struct onr_error *error)
{
    char block[BLOCK];
    ssize_t n;
    do
        n = read(chunks->fd, block, sizeof block);
    while (n < 0 && errno == EINTR && !(chunks->stop && *chunks->stop));
    if (n < 0 && errno != EINTR)
        *status = error_set(error, ONR_ERR_IO, "%s: %s", chunks->origin, strerror(errno));
    if (n <= 0)
        return false;
    buf_add(&chunks->ahead, (struct str){block, (size_t)n});
    return true;
}

static void give_out(struct chunks *chunks, size_t n, struct buf *out)
{
    buf_add(out, str_cut(chunks->ahead.s, 0, n));
    for (size_t i = 0; i < n; i++)
        chunks->line += chunks->ahead.s[i] == '\n';
    chunks->at += n;
    chunks->ahead.n -= n;
    memmove(chunks->ahead.s, chunks->ahead.s + n, chunks->ahead.n);
}

enum onr_status chunks_next(struct chunks *chunks, struct buf *out, uint64_t *line,
                            struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    size_t from = CHUNK_AIM, end;
    buf_clear(out);
    *line = chunks->line + 1;
    while ((end = str_blank_line_end(buf_str(&chunks->ahead), from)) == SIZE_MAX &&
           !chunks->ended) {
        from = chunks->ahead.n > CHUNK_AIM + 2 ? chunks->ahead.n - 2 : CHUNK_AIM;
        chunks->ended = !read_block(chunks, &status, error);
        if (chunks->ahead.n > CHUNK_MAX)
            status = error_set(error, ONR_ERR_LIMIT, "%s:%llu: no blank line within %zu MB",
                               chunks->origin, (unsigned long long)*line, CHUNK_MAX >> 20);
        if (status != ONR_OK) {
            chunks->ended = true;
            buf_clear(&chunks->ahead);
            return status;
        }
    }
    if (end == SIZE_MAX)
        end = chunks->ahead.n;
    if (end == 0)
        return ONR_END;
    give_out(chunks, end, out);
    return ONR_OK;
}
