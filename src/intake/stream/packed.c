/* packed: the pieces of compressed bytes one after the other. What came out before a fault is given
 * out first, then the fault is told, then the next piece is looked for. */
#include "intake/stream/packed.h"

#include <stdlib.h>

#include "base/arena.h"

struct packed {
    const struct codec *codec;
    void *state;
    bool inside;       /* a piece */
    bool lost;         /* behind damage: the next piece has to be looked for */
    const char *fault; /* met behind bytes that are given out first */
};

/* where the latest piece begins in the packed bytes */
static uint64_t last_piece(const struct stream *stream)
{
    return stream->n_pieces ? stream->pieces[(stream->n_pieces - 1) % STREAM_PIECES].packed : 0;
}

static enum onr_status complain(const struct stream *stream, const char *fault,
                                struct onr_error *error)
{
    const struct packed *packed = stream->state;
    enum onr_status status =
        error_set(error, ONR_ERR_FORMAT, "%s: %s data %s at byte %llu, in the %s from byte %llu",
                  stream->origin, packed->codec->name, fault, (unsigned long long)stream->inner->at,
                  packed->codec->piece, (unsigned long long)last_piece(stream));
    if (error)
        error->at = stream->inner->at;
    return status;
}

/* To the next bytes that look like the start of a piece. False at the end. */
static bool find_piece(struct stream *stream, struct str magic, enum onr_status *status,
                       struct onr_error *error)
{
    struct stream *inner = stream->inner;
    if (inner->ahead.n && last_piece(stream) == inner->at)
        stream_take(inner, 1); /* not the same piece again */
    for (;;) {
        while (inner->ahead.n < magic.n + 1)
            if (!stream_more(inner, status, error))
                return false;
        if (magic.n == 0 || str_starts(inner->ahead, magic))
            return magic.n > 0;
        const char *next = memchr(inner->ahead.s + 1, magic.s[0], inner->ahead.n - 1);
        stream_take(inner, next ? (size_t)(next - inner->ahead.s) : inner->ahead.n);
    }
}

/* Readies the next piece; false where there is none. Zero bytes between pieces are padding. */
static bool begin_piece(struct stream *stream, enum onr_status *status, struct onr_error *error)
{
    struct packed *packed = stream->state;
    struct stream *inner = stream->inner;
    const struct codec *codec = packed->codec;
    if (packed->lost && !find_piece(stream, codec->magic, status, error))
        return false;
    for (;;) {
        while (codec->magic.n && inner->ahead.n && !inner->ahead.s[0])
            stream_take(inner, 1);
        if (inner->ahead.n > 1 || (!stream_more(inner, status, error) && inner->ahead.n))
            break;
        if (!inner->ahead.n && (*status || inner->ended))
            return false;
    }
    if (*status)
        return false;
    packed->lost = false;
    packed->inside = true;
    stream->pieces[stream->n_pieces++ % STREAM_PIECES] =
        (struct stream_piece){inner->at, stream->got};
    codec->begin(packed->state, inner->ahead);
    return true;
}

/* one step of the codec over what is ahead */
static enum codec_result step(struct stream *stream, struct codec_work *work)
{
    struct packed *packed = stream->state;
    struct stream *inner = stream->inner;
    size_t n_in = inner->ahead.n, n_out = work->n_out;
    work->in = inner->ahead.s;
    work->n_in = n_in;
    enum codec_result result = packed->codec->step(packed->state, work);
    stream_take(inner, n_in - work->n_in);
    if (result == CODEC_MORE && n_in && work->n_in == n_in && work->n_out == n_out)
        result = CODEC_FAULT; /* it is stuck */
    packed->inside = result == CODEC_MORE;
    packed->lost = result == CODEC_FAULT;
    return result;
}

/* One piece's bytes, or some of them, into the room; a fault found on the way is kept. */
static enum onr_status unpack_piece(struct stream *stream, struct codec_work *work,
                                    struct onr_error *error)
{
    struct packed *packed = stream->state;
    struct stream *inner = stream->inner;
    enum onr_status status = ONR_OK;
    size_t n = work->n_out;
    bool ended = false;
    while (work->n_out == n && !packed->fault) {
        if (!packed->inside && !begin_piece(stream, &status, error))
            return status;
        if (!inner->ahead.n && !ended)
            ended = !stream_more(inner, &status, error);
        if (status)
            return status;
        enum codec_result result = step(stream, work);
        if (result == CODEC_FAULT)
            packed->fault = "damaged";
        if (result == CODEC_MORE && ended && work->n_out == n) {
            packed->fault = "cut short";
            packed->inside = false;
        }
    }
    return ONR_OK;
}

static enum onr_status fill_packed(struct stream *stream, char *room, size_t n, size_t *got,
                                   struct onr_error *error)
{
    struct packed *packed = stream->state;
    struct codec_work work = {.out = room, .n_out = n};
    enum onr_status status = unpack_piece(stream, &work, error);
    *got = n - work.n_out;
    const char *fault = packed->fault;
    if (status || *got || !fault)
        return status;
    packed->fault = NULL;
    return complain(stream, fault, error);
}

static void close_packed(struct stream *stream)
{
    struct packed *packed = stream->state;
    packed->codec->close(packed->state);
    free(packed);
}

struct stream *packed_open(struct stream *inner, const struct codec *codec)
{
    static const struct stream_kind kind = {.fill = fill_packed, .close = close_packed};
    struct packed *packed = memory_alloc(sizeof *packed);
    packed->codec = codec;
    packed->state = codec->open();
    struct stream *stream = stream_over(inner, &kind, packed);
    stream->name = codec->name;
    return stream;
}
