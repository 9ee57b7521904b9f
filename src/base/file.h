/* file: whole files, mapped read-only. */
#ifndef ONR_BASE_FILE_H
#define ONR_BASE_FILE_H

#include "base/error.h"
#include "base/str.h"

struct file_map {
    struct str bytes;
};

/* Maps path for reading. An empty file gives bytes.n == 0. The message names the path. */
ONR_CHECKED enum onr_status file_map_open(struct file_map *map, const char *path,
                                          struct onr_error *error);
void file_map_close(struct file_map *map);

#endif
