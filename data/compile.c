/* compile: turns the tables of a folder into the knowledge that is linked into the library.
 *
 *     compile-data FOLDER OUT DEPFILE
 *
 * Every FOLDER/NAME.tsv becomes the section NAME of the container OUT (model/container.h), in byte
 * order of the names, in the form of model/table.h. DEPFILE gets the files read, and the folder
 * itself so that a new table is noticed. The first fault ends the build with file and line. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"
#include "model/container.h"
#include "model/table.h"

enum { MAX_TABLES = 64, MAX_SECTION = 64 << 20 };

struct source {
    const char *path;
    char name[32];
};

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct source *)a)->name, ((const struct source *)b)->name);
}

static int fail(const char *what, const char *why)
{
    fprintf(stderr, "compile-data: %s: %s\n", what, why);
    return 1;
}

/* the tables of a folder, sorted by name; -1 with a message when it cannot be read */
static int list_sources(struct arena *arena, const char *folder, struct source *sources)
{
    DIR *dir = opendir(folder);
    if (!dir) {
        fail(folder, strerror(errno));
        return -1;
    }
    int n = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct str file = str_of(entry->d_name);
        if (!str_ends(file, STR(".tsv")) || file.s[0] == '.')
            continue;
        if (n == MAX_TABLES || file.n - 4 >= sizeof sources->name) {
            closedir(dir);
            fail(entry->d_name, n == MAX_TABLES ? "too many tables" : "name too long");
            return -1;
        }
        sources[n].path = arena_format(arena, "%s/%s", folder, entry->d_name).s;
        memcpy(sources[n].name, file.s, file.n - 4);
        sources[n++].name[file.n - 4] = 0;
    }
    closedir(dir);
    qsort(sources, (size_t)n, sizeof *sources, by_name);
    return n;
}

static int compile_one(const struct source *source, struct arena *arena,
                       struct container_part *part)
{
    struct file_map map;
    struct onr_error error = {0};
    if (file_map_open(&map, source->path, &error))
        return fail(source->path, error.message);
    struct buf out;
    buf_init(&out, MAX_SECTION);
    int failed = 0;
    if (table_compile(&out, map.bytes, source->path, &error))
        failed = fail("table", error.message);
    else if (out.full)
        failed = fail(source->path, "table too large");
    else
        *part = (struct container_part){source->name, arena_copy(arena, buf_str(&out))};
    buf_release(&out);
    file_map_close(&map);
    return failed;
}

static int write_depfile(const char *path, const char *target, const char *folder,
                         const struct source *sources, int n)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return fail(path, strerror(errno));
    fprintf(file, "%s: %s", target, folder);
    for (int i = 0; i < n; i++)
        fprintf(file, " \\\n %s", sources[i].path);
    fputc('\n', file);
    return fclose(file) ? fail(path, strerror(errno)) : 0;
}

int main(int argc, char **argv)
{
    if (argc != 4)
        return fail("usage", "compile-data FOLDER OUT DEPFILE");
    static struct source sources[MAX_TABLES];
    struct container_part parts[MAX_TABLES];
    struct arena arena;
    arena_init(&arena, 0);
    int n = list_sources(&arena, argv[1], sources), failed = n < 0;
    for (int i = 0; i < n && !failed; i++)
        failed = compile_one(&sources[i], &arena, &parts[i]);
    struct onr_error error = {0};
    if (!failed && container_write(argv[2], parts, (uint32_t)n, &error))
        failed = fail(argv[2], error.message);
    if (!failed)
        failed = write_depfile(argv[3], argv[2], argv[1], sources, n);
    arena_release(&arena);
    return failed;
}
