/* gzip: zlib's streams with the gzip header, whole blocks at a time. */
#include "gzip.h"

#include <stdlib.h>
#include <zlib.h>

enum { WINDOW = 15 + 16, MEMORY = 8, LEVEL = 4 }; /* 16: with the header of gzip */

unsigned char *gzip_pack(const char *bytes, size_t size, size_t *packed)
{
    z_stream stream = {.next_in = (unsigned char *)(size_t)bytes, .avail_in = (uInt)size};
    if (deflateInit2(&stream, LEVEL, Z_DEFLATED, WINDOW, MEMORY, Z_DEFAULT_STRATEGY) != Z_OK)
        return NULL;
    size_t room = deflateBound(&stream, (uLong)size);
    unsigned char *out = malloc(room);
    stream.next_out = out;
    stream.avail_out = (uInt)room;
    int done = out ? deflate(&stream, Z_FINISH) : Z_MEM_ERROR;
    *packed = room - stream.avail_out;
    deflateEnd(&stream);
    if (done == Z_STREAM_END)
        return out;
    free(out);
    return NULL;
}

unsigned char *gzip_unpack(const unsigned char *bytes, size_t size, size_t unpacked)
{
    unsigned char *out = malloc(unpacked + 1);
    z_stream stream = {.next_in = (unsigned char *)(size_t)bytes,
                       .avail_in = (uInt)size,
                       .next_out = out,
                       .avail_out = (uInt)unpacked};
    if (!out || inflateInit2(&stream, WINDOW) != Z_OK) {
        free(out);
        return NULL;
    }
    int done = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (done == Z_STREAM_END && stream.avail_out == 0)
        return out;
    free(out);
    return NULL;
}
