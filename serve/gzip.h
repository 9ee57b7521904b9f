/* gzip: packing answers, unpacking the page for those who do not understand it. */
#ifndef ONR_SERVE_GZIP_H
#define ONR_SERVE_GZIP_H

#include <stddef.h>

/* A block from malloc and its size, or NULL where that fails. */
unsigned char *gzip_pack(const char *bytes, size_t size, size_t *packed);
unsigned char *gzip_unpack(const unsigned char *bytes, size_t size, size_t unpacked);

#endif
