/* xz: streams of xz, with liblzma, of which this is the only user. */
#include <lzma.h>
#include <stdlib.h>

#include "base/arena.h"
#include "intake/stream/packed.h"

enum { MEMORY_MAX = 256 << 20 }; /* bytes its dictionary may ask for */

static void *open_xz(void)
{
    lzma_stream *z = memory_alloc(sizeof *z);
    *z = (lzma_stream)LZMA_STREAM_INIT;
    return z;
}

static void begin_xz(void *state, struct str head)
{
    (void)head;
    if (lzma_stream_decoder(state, MEMORY_MAX, 0) != LZMA_OK)
        memory_exhausted(0);
}

static enum codec_result step_xz(void *state, struct codec_work *work)
{
    lzma_stream *z = state;
    z->next_in = (const uint8_t *)work->in;
    z->avail_in = work->n_in;
    z->next_out = (uint8_t *)work->out;
    z->avail_out = work->n_out;
    lzma_ret result = lzma_code(z, LZMA_RUN);
    work->in += work->n_in - z->avail_in;
    work->out += work->n_out - z->avail_out;
    work->n_in = z->avail_in;
    work->n_out = z->avail_out;
    if (result == LZMA_STREAM_END)
        return CODEC_END;
    return result == LZMA_OK || result == LZMA_BUF_ERROR ? CODEC_MORE : CODEC_FAULT;
}

static void close_xz(void *state)
{
    lzma_end(state);
    free(state);
}

const struct codec codec_xz = {.name = "xz",
                               .piece = "stream",
                               .magic = {"\3757zXZ", 5},
                               .open = open_xz,
                               .begin = begin_xz,
                               .step = step_xz,
                               .close = close_xz};
