/* zstd: one string compressed and unpacked, both in memory. Streams of it: packed.h. */
#ifndef ONR_INTAKE_STREAM_ZSTD_H
#define ONR_INTAKE_STREAM_ZSTD_H

#include "base/str.h"

/* what one thread needs to pack strings; what is like the dictionary takes less, and to unpack, the
 * same one is needed. The dictionary is copied. */
struct zstd_packer;
struct zstd_packer *zstd_packer_new(struct str dictionary);
void zstd_packer_free(struct zstd_packer *packer); /* NULL is allowed */

/* bytes that n may take when packed */
size_t zstd_pack_bound(size_t n);
/* How many bytes were written to out, which has zstd_pack_bound(bytes.n); 0 = no memory. */
size_t zstd_pack(struct zstd_packer *packer, struct str bytes, char *out, size_t n_out);

/* how long the original is; SIZE_MAX where these are not bytes from zstd_pack */
size_t zstd_unpacked_size(struct str packed);

/* what one thread needs to unpack strings; the dictionary is copied */
struct zstd_unpacker;
struct zstd_unpacker *zstd_unpacker_new(struct str dictionary);
void zstd_unpacker_free(struct zstd_unpacker *unpacker); /* NULL is allowed */

/* n is what zstd_unpacked_size said; false where the bytes are damaged */
bool zstd_unpack(struct zstd_unpacker *unpacker, struct str packed, char *out, size_t n);

#endif
