/* container: the one file format for trained models and compiled knowledge. Little-endian.
 *
 *     header   "ONRM", u32 version (1), u32 n_sections, u32 0, u64 file size, u64 XXH3 of the
 *              section table
 *     table    per section: char name[32] (NUL-padded), u64 offset, u64 size, u64 XXH3 of bytes
 *     sections each at a multiple of 64 bytes, in table order
 *
 * The file is mapped and read in place. container_open verifies everything (magic, version, sizes,
 * checksums, alignment, unique names) before anything is used, so readers may trust the bytes to be
 * those that were written; a section's own reader still checks its own counts. */
#ifndef ONR_MODEL_CONTAINER_H
#define ONR_MODEL_CONTAINER_H

#include <stdio.h>

#include "base/error.h"
#include "base/file.h"
#include "base/str.h"

struct container {
    struct file_map map; /* empty when opened from memory */
    struct str bytes;
    uint32_t n_sections;
};

/* Opens and verifies a file. The message names the path and what is wrong. */
ONR_CHECKED enum onr_status container_open(struct container *container, const char *path,
                                           struct onr_error *error);
/* The same over bytes in memory that outlive the container and are 64-byte aligned; `name` stands
 * in messages. */
ONR_CHECKED enum onr_status container_open_bytes(struct container *container, struct str bytes,
                                                 const char *name, struct onr_error *error);
void container_close(struct container *container);

/* The bytes of a section; {NULL,0} when there is none of that name. */
struct str container_find(const struct container *container, const char *name);
/* The i-th section, for listing; name is NUL-terminated. */
struct str container_section(const struct container *container, uint32_t i, char name[33]);

/* Writing, for trainers and the knowledge compiler: names (< 32 bytes) and bytes in order. */
struct container_part {
    const char *name;
    struct str bytes;
};
ONR_CHECKED enum onr_status container_write(const char *path, const struct container_part *parts,
                                            uint32_t n, struct onr_error *error);

#endif
