/* zstd: frames of Zstandard (RFC 8878), with libzstd, of which this is the only user. Memory is
 * bounded by its default window of at most 128 MB. */
#include <stdlib.h>
#include <zstd.h>

#include "base/arena.h"
#include "intake/stream/packed.h"
#include "intake/stream/zstd.h"

enum { LEVEL = 5 };

static void *open_zstd(void)
{
    ZSTD_DStream *z = ZSTD_createDStream();
    if (!z)
        memory_exhausted(0);
    return z;
}

static void begin_zstd(void *state, struct str head)
{
    (void)head;
    ZSTD_DCtx_reset(state, ZSTD_reset_session_only);
}

static enum codec_result step_zstd(void *state, struct codec_work *work)
{
    ZSTD_inBuffer in = {work->in, work->n_in, 0};
    ZSTD_outBuffer out = {work->out, work->n_out, 0};
    size_t result = ZSTD_decompressStream(state, &out, &in);
    work->in += in.pos;
    work->n_in -= in.pos;
    work->out += out.pos;
    work->n_out -= out.pos;
    if (ZSTD_isError(result))
        return CODEC_FAULT;
    return result == 0 ? CODEC_END : CODEC_MORE;
}

static void close_zstd(void *state)
{
    ZSTD_freeDStream(state);
}

const struct codec codec_zstd = {.name = "zstd",
                                 .piece = "frame",
                                 .magic = {"\x28\xb5\x2f\xfd", 4},
                                 .open = open_zstd,
                                 .begin = begin_zstd,
                                 .step = step_zstd,
                                 .close = close_zstd};

size_t zstd_pack_bound(size_t n)
{
    return ZSTD_compressBound(n);
}

struct zstd_packer {
    ZSTD_CDict *dictionary;
    ZSTD_CCtx *z;
};

struct zstd_packer *zstd_packer_new(struct str dictionary)
{
    struct zstd_packer *packer = memory_alloc(sizeof *packer);
    packer->dictionary = ZSTD_createCDict(dictionary.s, dictionary.n, LEVEL);
    packer->z = ZSTD_createCCtx();
    if (!packer->dictionary || !packer->z)
        memory_exhausted(dictionary.n);
    return packer;
}

void zstd_packer_free(struct zstd_packer *packer)
{
    if (!packer)
        return;
    ZSTD_freeCCtx(packer->z);
    ZSTD_freeCDict(packer->dictionary);
    free(packer);
}

size_t zstd_pack(struct zstd_packer *packer, struct str bytes, char *out, size_t n_out)
{
    size_t n =
        ZSTD_compress_usingCDict(packer->z, out, n_out, bytes.s, bytes.n, packer->dictionary);
    return ZSTD_isError(n) ? 0 : n;
}

size_t zstd_unpacked_size(struct str packed)
{
    unsigned long long n = ZSTD_getFrameContentSize(packed.s, packed.n);
    return n == ZSTD_CONTENTSIZE_UNKNOWN || n == ZSTD_CONTENTSIZE_ERROR ? SIZE_MAX : (size_t)n;
}

struct zstd_unpacker {
    ZSTD_DDict *dictionary;
    ZSTD_DCtx *z;
};

struct zstd_unpacker *zstd_unpacker_new(struct str dictionary)
{
    struct zstd_unpacker *unpacker = memory_alloc(sizeof *unpacker);
    unpacker->dictionary = ZSTD_createDDict(dictionary.s, dictionary.n);
    unpacker->z = ZSTD_createDCtx();
    if (!unpacker->dictionary || !unpacker->z)
        memory_exhausted(dictionary.n);
    return unpacker;
}

void zstd_unpacker_free(struct zstd_unpacker *unpacker)
{
    if (!unpacker)
        return;
    ZSTD_freeDCtx(unpacker->z);
    ZSTD_freeDDict(unpacker->dictionary);
    free(unpacker);
}

bool zstd_unpack(struct zstd_unpacker *unpacker, struct str packed, char *out, size_t n)
{
    return ZSTD_decompress_usingDDict(unpacker->z, out, n, packed.s, packed.n,
                                      unpacker->dictionary) == n;
}
