/* visited: a text file, a line an address: address, ETag, Last-Modified, parted by tabs, under a
 * line that says what it is. */
#include "fetch/visited.h"

#include <errno.h>
#include <stdio.h>
#include <unistd.h>

#include "base/file.h"
#include "base/hash.h"

static const char HEADING[] = "# addresses that onrecord fetch got: address, ETag, Last-Modified";

void visited_init(struct visited *visited)
{
    *visited = (struct visited){0};
    arena_init(&visited->arena, 0);
    array_push(&visited->list, &visited->arena);
}

void visited_release(struct visited *visited)
{
    map_release(&visited->by_url);
    arena_release(&visited->arena);
}

const struct visit *visited_find(const struct visited *visited, struct str url)
{
    uint32_t i = map_get(&visited->by_url, hash_bytes(url, 0));
    return i && str_eq(visited->list.v[i].url, url) ? &visited->list.v[i] : NULL;
}

/* a copy that cannot break the file */
static struct str clean(struct arena *arena, struct str s)
{
    struct str copy = arena_copy(arena, s);
    for (size_t i = 0; i < copy.n; i++)
        if ((unsigned char)copy.s[i] < ' ')
            return (struct str){NULL, 0};
    return copy;
}

void visited_add(struct visited *visited, struct visit visit)
{
    uint64_t hash = hash_bytes(visit.url, 0);
    uint32_t i = map_get(&visited->by_url, hash);
    if (!i || !str_eq(visited->list.v[i].url, visit.url)) {
        array_push(&visited->list, &visited->arena)->url = clean(&visited->arena, visit.url);
        i = visited->list.n - 1;
        map_set(&visited->by_url, hash, i);
    }
    struct visit *known = &visited->list.v[i];
    if (!str_eq(known->etag, visit.etag))
        known->etag = clean(&visited->arena, visit.etag);
    if (!str_eq(known->modified, visit.modified))
        known->modified = clean(&visited->arena, visit.modified);
}

enum onr_status visited_load(struct visited *visited, const char *path, struct onr_error *error)
{
    struct file_map map;
    if (access(path, F_OK) != 0 && errno == ENOENT)
        return ONR_OK;
    enum onr_status status = file_map_open(&map, path, error);
    if (status)
        return status;
    struct str rest = map.bytes, heading = str_split(&rest, '\n');
    if (map.bytes.n && !str_is(heading, HEADING))
        status =
            error_set(error, ONR_ERR_FORMAT, "%s: not a file of addresses that were got", path);
    for (struct str line = str_split(&rest, '\n'); !status && line.s;
         line = str_split(&rest, '\n')) {
        struct visit visit = {.url = str_split(&line, '\t')};
        visit.etag = str_split(&line, '\t');
        visit.modified = str_split(&line, '\t');
        if (visit.url.n)
            visited_add(visited, visit);
    }
    file_map_close(&map);
    return status;
}

enum onr_status visited_save(const struct visited *visited, const char *path,
                             struct onr_error *error)
{
    struct file_new new;
    enum onr_status status = file_new_open(&new, path, error);
    if (status)
        return status;
    fprintf(new.file, "%s\n", HEADING);
    for (uint32_t i = 1; i < visited->list.n; i++) {
        const struct visit *visit = &visited->list.v[i];
        fprintf(new.file, "%.*s\t%.*s\t%.*s\n", STR_ARG(visit->url), STR_ARG(visit->etag),
                STR_ARG(visit->modified));
    }
    return file_new_close(&new, !ferror(new.file), error);
}
