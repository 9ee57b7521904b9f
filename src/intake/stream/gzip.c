/* gzip: streams of one or more gzip members (RFC 1952), with zlib, of which this is the only user.
 * A fill ends where a member ends, so that whoever reads on knows where the next one begins in the
 * packed bytes. Behind damage it looks for the next member and goes on there. */
#include <stdlib.h>
#include <zlib.h>

#include "base/arena.h"
#include "intake/stream/unpack.h"

struct gzip {
    z_stream z;
    bool ready;        /* in a member */
    bool lost;         /* behind damage: the next member has to be looked for */
    const char *fault; /* met behind bytes that are given out first */
};

static enum onr_status complain(const struct stream *stream, const char *what,
                                struct onr_error *error)
{
    enum onr_status status =
        error_set(error, ONR_ERR_FORMAT, "%s: gzip %s at byte %llu, in the member from byte %llu",
                  stream->origin, what, (unsigned long long)stream->inner->at,
                  (unsigned long long)stream->piece);
    if (error)
        error->at = stream->inner->at;
    return status;
}

static bool is_member(struct str s)
{
    return s.n >= 4 && memcmp(s.s, "\x1f\x8b\x08", 3) == 0 && (unsigned char)s.s[3] < 32;
}

/* To the next bytes that look like the start of a member. False at the end. */
static bool find_member(struct stream *inner, enum onr_status *status, struct onr_error *error)
{
    for (;;) {
        while (inner->ahead.n < 4)
            if (!stream_more(inner, status, error))
                return false;
        if (is_member(inner->ahead))
            return true;
        const char *next = memchr(inner->ahead.s + 1, 0x1f, inner->ahead.n - 1);
        stream_take(inner, next ? (size_t)(next - inner->ahead.s) : inner->ahead.n);
    }
}

/* Opens the next member; false where there is none. Zero bytes behind the last are padding. */
static bool begin_member(struct stream *stream, enum onr_status *status, struct onr_error *error)
{
    struct gzip *gzip = stream->state;
    struct stream *inner = stream->inner;
    if (gzip->lost && !find_member(inner, status, error))
        return false;
    while (!inner->ahead.n || !inner->ahead.s[0]) {
        if (inner->ahead.n)
            stream_take(inner, 1);
        else if (!stream_more(inner, status, error))
            return false;
    }
    gzip->lost = false;
    stream->piece = inner->at;
    stream->piece_at = stream->got;
    gzip->ready = inflateReset(&gzip->z) == Z_OK;
    return gzip->ready;
}

/* inflates what is ahead into the room; false when more input is wanted or the member ended */
static int inflate_ahead(struct gzip *gzip, struct stream *inner)
{
    gzip->z.next_in = (Bytef *)(uintptr_t)inner->ahead.s;
    gzip->z.avail_in = (uInt)inner->ahead.n;
    int result = inflate(&gzip->z, Z_NO_FLUSH);
    stream_take(inner, inner->ahead.n - gzip->z.avail_in);
    return result;
}

/* One member's bytes, or some of them, into the room; a fault found on the way is kept. */
static enum onr_status fill_from_member(struct stream *stream, size_t n, struct onr_error *error)
{
    struct gzip *gzip = stream->state;
    struct stream *inner = stream->inner;
    enum onr_status status = ONR_OK;
    while (gzip->z.avail_out == n && !gzip->fault) {
        if (!gzip->ready && !begin_member(stream, &status, error))
            return status;
        if (!inner->ahead.n && !stream_more(inner, &status, error)) {
            gzip->ready = false;
            gzip->fault = "stream cut short";
            return status;
        }
        int result = inflate_ahead(gzip, inner);
        gzip->ready = result == Z_OK || result == Z_BUF_ERROR;
        gzip->lost = !gzip->ready && result != Z_STREAM_END;
        if (gzip->lost)
            gzip->fault = "data damaged";
    }
    return ONR_OK;
}

static enum onr_status fill_gzip(struct stream *stream, char *room, size_t n, size_t *got,
                                 struct onr_error *error)
{
    struct gzip *gzip = stream->state;
    gzip->z.next_out = (Bytef *)room;
    gzip->z.avail_out = (uInt)n;
    enum onr_status status = fill_from_member(stream, n, error);
    *got = n - gzip->z.avail_out;
    const char *fault = gzip->fault;
    if (status || *got || !fault)
        return status;
    gzip->fault = NULL;
    return complain(stream, fault, error);
}

static void close_gzip(struct stream *stream)
{
    struct gzip *gzip = stream->state;
    inflateEnd(&gzip->z);
    free(gzip);
}

struct stream *gzip_open(struct stream *inner)
{
    static const struct stream_kind kind = {.name = "gzip", .fill = fill_gzip, .close = close_gzip};
    struct gzip *gzip = memory_alloc(sizeof *gzip);
    if (inflateInit2(&gzip->z, 15 + 32) != Z_OK) /* gzip or zlib, told by its head */
        memory_exhausted(sizeof *gzip);
    return stream_over(inner, &kind, gzip);
}
