/* packed: a stream over compressed bytes, whatever the compression. */
#ifndef ONR_INTAKE_STREAM_PACKED_H
#define ONR_INTAKE_STREAM_PACKED_H

#include "intake/stream/stream.h"

enum codec_result {
    CODEC_MORE, /* all input used, or no room left */
    CODEC_END,  /* the piece is whole */
    CODEC_FAULT /* the bytes are damaged */
};

/* bytes to unpack and room for what comes out; both shrink from the front as they are used */
struct codec_work {
    const char *in;
    size_t n_in;
    char *out;
    size_t n_out;
};

/* One way of compressing. Compressed bytes are pieces (gzip members, zstd frames, xz streams), one
 * or more, each decompressible by itself. */
struct codec {
    const char *name;  /* "gzip" */
    const char *piece; /* "member" */
    struct str magic;  /* how pieces begin; n = 0: no telling */
    void *(*open)(void);
    /* readies it for a piece that begins with these bytes */
    void (*begin)(void *state, struct str head);
    enum codec_result (*step)(void *state, struct codec_work *work);
    void (*close)(void *state);
};

/* A stream that unpacks `inner`, which it owns from now on. Behind damage it goes on at the next
 * bytes that look like a piece. A fill ends where a piece ends, so that who reads on knows where
 * the next one begins. */
struct stream *packed_open(struct stream *inner, const struct codec *codec);

/* gzip.c */
extern const struct codec codec_gzip; /* RFC 1952 */
extern const struct codec
    codec_zlib; /* RFC 1950, and RFC 1951 without its head: HTTP's "deflate" */
/* zstd.c, xz.c, brotli.c */
extern const struct codec codec_zstd, codec_xz, codec_brotli;
/* wide.c: no compression, but bytes that stand for others as well */
extern const struct codec codec_wide;

#endif
