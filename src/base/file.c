/* file: mmap of regular files. */
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

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
