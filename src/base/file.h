/* file: whole files, mapped read-only. */
#ifndef ONR_BASE_FILE_H
#define ONR_BASE_FILE_H

#include <stdio.h>

#include "base/error.h"
#include "base/str.h"

struct file_map {
    struct str bytes;
};

/* Maps path for reading. An empty file gives bytes.n == 0. The message names the path. */
ONR_CHECKED enum onr_status file_map_open(struct file_map *map, const char *path,
                                          struct onr_error *error);
void file_map_close(struct file_map *map);

/* a file written beside the one that it will replace */
struct file_new {
    FILE *file;
    char *path, *beside; /* PATH.new */
};

/* The message names the file. */
ONR_CHECKED enum onr_status file_new_open(struct file_new *new, const char *path,
                                          struct onr_error *error);
/* Closes it and, where all of it is on the disk and `good`, puts it in the place of the other; else
 * it is gone. */
ONR_CHECKED enum onr_status file_new_close(struct file_new *new, bool good,
                                           struct onr_error *error);

#endif
