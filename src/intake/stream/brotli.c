/* brotli: what web servers send as "br" (RFC 7932), with libbrotlidec, of which this is the only
 * user. */
#include <brotli/decode.h>
#include <stdlib.h>

#include "base/arena.h"
#include "intake/stream/packed.h"

struct brotli {
    BrotliDecoderState *decoder;
};

static void *open_brotli(void)
{
    return memory_alloc(sizeof(struct brotli));
}

static void begin_brotli(void *state, struct str head)
{
    struct brotli *brotli = state;
    (void)head;
    BrotliDecoderDestroyInstance(brotli->decoder);
    brotli->decoder = BrotliDecoderCreateInstance(NULL, NULL, NULL);
    if (!brotli->decoder)
        memory_exhausted(0);
}

static enum codec_result step_brotli(void *state, struct codec_work *work)
{
    const uint8_t *in = (const uint8_t *)work->in;
    uint8_t *out = (uint8_t *)work->out;
    BrotliDecoderResult result = BrotliDecoderDecompressStream(
        ((struct brotli *)state)->decoder, &work->n_in, &in, &work->n_out, &out, NULL);
    work->in = (const char *)in;
    work->out = (char *)out;
    if (result == BROTLI_DECODER_RESULT_SUCCESS)
        return CODEC_END;
    return result == BROTLI_DECODER_RESULT_ERROR ? CODEC_FAULT : CODEC_MORE;
}

static void close_brotli(void *state)
{
    struct brotli *brotli = state;
    BrotliDecoderDestroyInstance(brotli->decoder);
    free(brotli);
}

const struct codec codec_brotli = {.name = "brotli",
                                   .piece = "stream",
                                   .open = open_brotli,
                                   .begin = begin_brotli,
                                   .step = step_brotli,
                                   .close = close_brotli};
