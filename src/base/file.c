/* file: mmap of regular files; files that appear whole or not at all. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

enum onr_status file_map_open(struct file_map *map, const char *path, struct onr_error *error)
{
    *map = (struct file_map){{NULL, 0}};
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(errno));
    struct stat st;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
        close(fd);
        return error_set(error, ONR_ERR_IO, "%s: not a regular file", path);
    }
    if (st.st_size > 0) {
        void *p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (p == MAP_FAILED) {
            int reason = errno;
            close(fd);
            return error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(reason));
        }
        map->bytes = (struct str){p, (size_t)st.st_size};
    }
    close(fd);
    return ONR_OK;
}

void file_map_close(struct file_map *map)
{
    if (map->bytes.n)
        munmap((void *)(uintptr_t)map->bytes.s, map->bytes.n);
    *map = (struct file_map){{NULL, 0}};
}

static void release(struct file_new *new)
{
    free(new->path);
    free(new->beside);
    *new = (struct file_new){0};
}

enum onr_status file_new_open(struct file_new *new, const char *path, struct onr_error *error)
{
    *new = (struct file_new){0};
    if (!(new->path = strdup(path)) || asprintf(&new->beside, "%s.new", path) < 0)
        memory_exhausted(strlen(path));
    new->file = fopen(new->beside, "wbe");
    if (new->file)
        return ONR_OK;
    enum onr_status status = error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(errno));
    release(new);
    return status;
}

enum onr_status file_new_close(struct file_new *new, bool good, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    good = good && fflush(new->file) == 0 && fsync(fileno(new->file)) == 0;
    int reason = errno;
    if (fclose(new->file) != 0 && good) {
        good = false;
        reason = errno;
    }
    if (good && rename(new->beside, new->path) != 0) {
        good = false;
        reason = errno;
    }
    if (!good) {
        unlink(new->beside);
        status = error_set(error, ONR_ERR_IO, "%s: %s", new->path, strerror(reason));
    }
    release(new);
    return status;
}
