/* gzip: gzip members and deflate, with zlib, of which this is the only user. */
#include <stdlib.h>
#include <zlib.h>

#include "base/arena.h"
#include "intake/stream/gzip.h"
#include "intake/stream/packed.h"

enum { PACK_ROOM = 1 << 14 };
enum { GZIP = 15 + 16, ZLIB = 15, RAW = -15 }; /* what inflateReset2 calls them */

static void *open_inflate(void)
{
    z_stream *z = memory_alloc(sizeof *z);
    if (inflateInit2(z, GZIP) != Z_OK)
        memory_exhausted(sizeof *z);
    return z;
}

static void begin_gzip(void *state, struct str head)
{
    (void)head;
    inflateReset2(state, GZIP);
}

/* RFC 1950 asks for two bytes in front that some servers leave out */
static void begin_deflate(void *state, struct str head)
{
    const unsigned char *s = (const unsigned char *)head.s;
    bool has_head = head.n > 1 && (s[0] & 15) == 8 && (s[0] * 256u + s[1]) % 31 == 0;
    inflateReset2(state, has_head ? ZLIB : RAW);
}

static enum codec_result step_inflate(void *state, struct codec_work *work)
{
    z_stream *z = state;
    z->next_in = (Bytef *)(uintptr_t)work->in;
    z->avail_in = (uInt)work->n_in;
    z->next_out = (Bytef *)work->out;
    z->avail_out = (uInt)work->n_out;
    int result = inflate(z, Z_NO_FLUSH);
    work->in += work->n_in - z->avail_in;
    work->out += work->n_out - z->avail_out;
    work->n_in = z->avail_in;
    work->n_out = z->avail_out;
    if (result == Z_STREAM_END)
        return CODEC_END;
    return result == Z_OK || result == Z_BUF_ERROR ? CODEC_MORE : CODEC_FAULT;
}

static void close_inflate(void *state)
{
    inflateEnd(state);
    free(state);
}

void gzip_member(struct buf *out, struct str bytes)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes.s};
    char room[PACK_ROOM];
    int result = Z_OK;
    if (deflateInit2(&z, Z_DEFAULT_COMPRESSION, Z_DEFLATED, GZIP, MAX_MEM_LEVEL,
                     Z_DEFAULT_STRATEGY) != Z_OK)
        memory_exhausted(sizeof z);
    while (result == Z_OK) {
        if (!z.avail_in) { /* which counts to 4 GB */
            z.avail_in = bytes.n < UINT32_MAX ? (uInt)bytes.n : UINT32_MAX;
            bytes.n -= z.avail_in;
        }
        z.next_out = (Bytef *)room;
        z.avail_out = sizeof room;
        result = deflate(&z, bytes.n ? Z_NO_FLUSH : Z_FINISH);
        buf_add(out, (struct str){room, sizeof room - z.avail_out});
    }
    deflateEnd(&z);
}

const struct codec codec_gzip = {.name = "gzip",
                                 .piece = "member",
                                 .magic = {"\x1f\x8b\x08", 3},
                                 .open = open_inflate,
                                 .begin = begin_gzip,
                                 .step = step_inflate,
                                 .close = close_inflate};

const struct codec codec_zlib = {.name = "deflate",
                                 .piece = "stream",
                                 .open = open_inflate,
                                 .begin = begin_deflate,
                                 .step = step_inflate,
                                 .close = close_inflate};
