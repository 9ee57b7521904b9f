/* stream: the window over what has been read, the two grounds (descriptor, memory), and the limit
 * on what comes out of packed bytes: counted against the bytes at the ground, so that packing
 * several times over gains nothing. */
#include "intake/stream/stream.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/arena.h"

static struct stream *stream_new(const char *origin)
{
    struct stream *stream = memory_alloc(sizeof *stream);
    stream->origin = origin;
    stream->fd = -1;
    return stream;
}

struct stream *stream_of_memory(struct str bytes, const char *origin)
{
    struct stream *stream = stream_new(origin);
    stream->ahead = bytes;
    stream->got = bytes.n;
    stream->ended = true;
    return stream;
}

static enum onr_status fill_from_fd(struct stream *stream, char *room, size_t n, size_t *got,
                                    struct onr_error *error)
{
    ssize_t count;
    *got = 0;
    do
        count = read(stream->fd, room, n);
    while (count < 0 && errno == EINTR && !(stream->stop && *stream->stop && **stream->stop));
    if (count < 0 && errno == EINTR)
        return ONR_OK;
    if (count < 0) {
        stream->ended = true;
        return error_set(error, ONR_ERR_IO, "%s: %s", stream->origin, strerror(errno));
    }
    *got = (size_t)count;
    return ONR_OK;
}

struct stream *stream_of_fd(int fd, const char *origin, const volatile sig_atomic_t *const *stop)
{
    static const struct stream_kind descriptor = {.fill = fill_from_fd};
    struct stream *stream = stream_over(NULL, &descriptor, NULL);
    stream->origin = origin;
    stream->fd = fd;
    stream->stop = stop;
    return stream;
}

struct stream *stream_over(struct stream *inner, const struct stream_kind *kind, void *state)
{
    struct stream *stream = stream_new(inner ? inner->origin : "");
    stream->kind = kind;
    stream->inner = inner;
    stream->state = state;
    stream->room = memory_alloc(STREAM_BLOCK);
    return stream;
}

struct stream *stream_pop(struct stream *stream)
{
    struct stream *inner = stream->inner;
    if (stream->kind && stream->kind->close)
        stream->kind->close(stream);
    free(stream->room);
    free(stream);
    return inner;
}

void stream_close(struct stream *stream)
{
    while (stream)
        stream = stream_pop(stream);
}

struct stream *stream_ground(struct stream *stream)
{
    while (stream->inner)
        stream = stream->inner;
    return stream;
}

bool stream_place(const struct stream *stream, uint64_t *place)
{
    bool direct = !stream->inner;
    *place = stream->at;
    if (direct || stream->inner->inner)
        return direct;
    for (uint32_t i = stream->n_pieces; i > 0 && i + STREAM_PIECES > stream->n_pieces; i--) {
        const struct stream_piece *piece = &stream->pieces[(i - 1) % STREAM_PIECES];
        if (piece->at == stream->at) {
            *place = piece->packed;
            return true;
        }
    }
    return false;
}

bool stream_seek(struct stream *stream, uint64_t at)
{
    if (at > INT64_MAX || lseek(stream->fd, (off_t)at, SEEK_SET) < 0)
        return false;
    stream->ahead.n = 0;
    stream->at = stream->got = at;
    stream->ended = false;
    return true;
}

/* unpacked so far is in proportion */
static enum onr_status check_ratio(struct stream *stream, struct onr_error *error)
{
    struct stream *ground = stream_ground(stream);
    if (!stream->inner || stream->got <= ground->at * STREAM_RATIO + STREAM_ALLOWANCE)
        return ONR_OK;
    ground->spent = stream->ended = true;
    return error_set(error, ONR_ERR_LIMIT,
                     "%s: %s unpacks to more than %d times the size of the file, at byte %llu; "
                     "the rest is left out",
                     stream->origin, stream->name, STREAM_RATIO, (unsigned long long)ground->at);
}

bool stream_more(struct stream *stream, enum onr_status *status, struct onr_error *error)
{
    size_t got, n = stream->ahead.n;
    if (!stream->kind || stream->ended || n == STREAM_BLOCK)
        return false;
    size_t end = n ? (size_t)(stream->ahead.s - stream->room) + n : 0;
    if (n && end > STREAM_BLOCK / 2) {
        memmove(stream->room, stream->ahead.s, n);
        end = n;
    }
    enum onr_status filled =
        stream->kind->fill(stream, stream->room + end, STREAM_BLOCK - end, &got, error);
    stream->ahead = (struct str){stream->room + end - n, n};
    if (filled == ONR_OK) {
        stream->got += got;
        filled = check_ratio(stream, error);
    }
    if (filled != ONR_OK) {
        *status = filled;
        return false;
    }
    stream->ahead.n += got;
    stream->ended = got == 0;
    return got > 0;
}

bool stream_skip(struct stream *stream, uint64_t n, enum onr_status *status,
                 struct onr_error *error)
{
    for (;;) {
        size_t now = n < stream->ahead.n ? (size_t)n : stream->ahead.n;
        stream_take(stream, now);
        n -= now;
        if (n == 0)
            return true;
        if (!stream_more(stream, status, error))
            return false;
    }
}

enum onr_status stream_next_member(struct stream *stream, const char **name,
                                   struct onr_error *error)
{
    stream->ahead = (struct str){stream->room, 0};
    stream->at = stream->got;
    stream->ended = false;
    return stream->kind->next(stream, name, error);
}
