/* stream: bytes that come in blocks: from a descriptor, from memory, or unpacked out of another
 * stream. What has been read and not taken yet stands in `ahead`; its holder looks there, asks for
 * more with stream_more and gives up with stream_take what it has used. */
#ifndef ONR_INTAKE_STREAM_STREAM_H
#define ONR_INTAKE_STREAM_STREAM_H

#include "base/error.h"
#include "base/str.h"

#define STREAM_BLOCK ((size_t)1 << 20) /* most bytes ahead of a stream that is not memory */
/* what may come out of packed bytes: so many times what went in at the ground, and so much more */
#define STREAM_RATIO 250
#define STREAM_ALLOWANCE ((uint64_t)64 << 20)

enum { STREAM_PIECES = 256 };

struct stream;

struct stream_kind {
    /* Up to n (at least one) bytes into room. *got 0: the end. After an error it is called again:
     * it either finds a place to go on from or ends. */
    enum onr_status (*fill)(struct stream *stream, char *room, size_t n, size_t *got,
                            struct onr_error *error);
    /* Only of archives: to the next member, whose bytes come then. ONR_OK; ONR_END behind the last;
     * an error, after which it is called again. *name lasts until the next call. */
    enum onr_status (*next)(struct stream *stream, const char **name, struct onr_error *error);
    void (*close)(struct stream *stream); /* frees state; may be NULL */
};

/* what is packed by itself, such as a gzip member: where it begins in inner, and unpacked */
struct stream_piece {
    uint64_t packed, at;
};

struct stream {
    const char *origin; /* names the input in messages */
    struct str ahead;
    uint64_t at;          /* bytes taken */
    struct stream *inner; /* what is unpacked, owned; NULL at the ground */

    /* of stream.c and the kinds */
    const struct stream_kind *kind; /* NULL for memory */
    const char *name;               /* of what it unpacks, for messages: "gzip" */
    void *state;
    char *room;    /* of ahead; NULL for memory */
    size_t name_n; /* of an archive: bytes of intake.name that name it */
    uint64_t got;  /* bytes read, taken or not */
    struct stream_piece pieces[STREAM_PIECES]; /* the latest ones, in a ring */
    uint32_t n_pieces;                         /* in all; the latest is n_pieces - 1 */
    int fd;
    bool spent; /* at the ground: too much came out of it; nothing more is unpacked */
    bool ended; /* nothing comes behind what is ahead */
    /* once set, a read broken off by a signal ends the stream; may be NULL */
    const volatile sig_atomic_t *const *stop;
};

/* A descriptor stays the caller's to close; *stop is looked at when a read is broken off. origin,
 * stop and memory must outlive the stream. */
struct stream *stream_of_fd(int fd, const char *origin, const volatile sig_atomic_t *const *stop);
struct stream *stream_of_memory(struct str bytes, const char *origin);
/* A stream that unpacks `inner`, which it owns from now on. */
struct stream *stream_over(struct stream *inner, const struct stream_kind *kind, void *state);
/* Closes the stream alone and returns what it unpacked. */
struct stream *stream_pop(struct stream *stream);
/* with all that it unpacks; NULL is allowed */
void stream_close(struct stream *stream);

/* More bytes behind those ahead; may move ahead.s. False at the end, on an error (then *status is
 * no longer ONR_OK) and where a whole block is ahead. Does not change *status otherwise. */
bool stream_more(struct stream *stream, enum onr_status *status, struct onr_error *error);

/* gives up the first n bytes ahead */
static inline void stream_take(struct stream *stream, size_t n)
{
    stream->ahead.s += n;
    stream->ahead.n -= n;
    stream->at += n;
}

/* Gives up n bytes, ahead or not yet read; false where the stream ended (or failed) before. */
bool stream_skip(struct stream *stream, uint64_t n, enum onr_status *status,
                 struct onr_error *error);

/* Where in the file the next byte can be read from: its position there, or the position in the
 * ground of the piece packed by itself that begins with it. False, and *place counts unpacked
 * bytes, where it stands in the middle of something packed. */
bool stream_place(const struct stream *stream, uint64_t *place);

/* For a stream of a descriptor from which nothing was taken: to that byte of the file. False where
 * that cannot be, as in a pipe. */
bool stream_seek(struct stream *stream, uint64_t at);

/* the stream at the ground of it */
struct stream *stream_ground(struct stream *stream);

/* For a stream over an archive: to the next member; the bytes ahead are its first ones. */
ONR_CHECKED enum onr_status stream_next_member(struct stream *stream, const char **name,
                                               struct onr_error *error);

#endif
