/* inputs: names are listed before reading starts, so that the order is fixed and the amount known;
 * the bytes are read later, one file at a time. Folders are walked by fts, which sees loops of
 * symbolic links. */
#include "engine/inputs.h"

#include <errno.h>
#include <fts.h>
#include <sys/stat.h>

#include "intake/forms.h"

static void add_file(struct inputs *inputs, const char *path, const struct stat *st)
{
    struct input *input = array_push(&inputs->files, &inputs->arena);
    input->path = arena_copy(&inputs->arena, str_of(path)).s;
    if (st && S_ISREG(st->st_mode))
        inputs->bytes += (uint64_t)st->st_size;
}

static void add_complaint(struct inputs *inputs, const char *path, const char *reason)
{
    struct input *input = array_push(&inputs->files, &inputs->arena);
    input->path = arena_copy(&inputs->arena, str_of(path)).s;
    input->complaint = arena_format(&inputs->arena, "%s: %s", path, reason).s;
}

static int by_name(const FTSENT **a, const FTSENT **b)
{
    return strcmp((*a)->fts_name, (*b)->fts_name);
}

static void add_folder(struct inputs *inputs, const char *path)
{
    char *roots[] = {(char *)(uintptr_t)path, NULL};
    uint32_t before = inputs->files.n;
    FTS *walk = fts_open(roots, FTS_LOGICAL | FTS_NOCHDIR, by_name);
    for (FTSENT *entry; walk && (entry = fts_read(walk)) != NULL;) {
        switch (entry->fts_info) {
        case FTS_F:
            if (form_takes_name(entry->fts_name, entry->fts_namelen))
                add_file(inputs, entry->fts_path, entry->fts_statp);
            break;
        case FTS_DNR:
        case FTS_ERR:
        case FTS_NS:
            add_complaint(inputs, entry->fts_path, strerror(entry->fts_errno));
            break;
        case FTS_SLNONE:
            if (form_takes_name(entry->fts_name, entry->fts_namelen))
                add_complaint(inputs, entry->fts_path, "a symbolic link to nowhere");
            break;
        default:
            break;
        }
    }
    if (!walk || fts_close(walk) != 0)
        add_complaint(inputs, path, strerror(errno));
    if (inputs->files.n == before)
        add_complaint(inputs, path,
                      "no articles (*.txt, *.json, *.jsonl, *.html …) in this folder");
}

/* "crawl.warc.gz@1234": the article at that byte of the file; false where it is none of that */
static bool add_place(struct inputs *inputs, const char *path)
{
    const char *mark = strrchr(path, '@');
    uint64_t at = 0;
    struct stat st;
    if (!mark || mark == path || !mark[1])
        return false;
    for (const char *digit = mark + 1; *digit; digit++) {
        if (*digit < '0' || *digit > '9' || at > (UINT64_MAX - 9) / 10)
            return false;
        at = at * 10 + (uint64_t)(*digit - '0');
    }
    const char *file = arena_copy(&inputs->arena, str_cut(path, 0, (size_t)(mark - path))).s;
    if (stat(file, &st) != 0 || !S_ISREG(st.st_mode))
        return false;
    add_file(inputs, file, NULL);
    inputs->files.v[inputs->files.n - 1].at = at;
    inputs->files.v[inputs->files.n - 1].one = true;
    return true;
}

void inputs_init(struct inputs *inputs, const char *const *paths, unsigned n_paths)
{
    *inputs = (struct inputs){0};
    arena_init(&inputs->arena, 0);
    bool streams = false;
    for (unsigned i = 0; i < n_paths; i++) {
        struct stat st;
        if (strcmp(paths[i], "-") == 0) {
            add_file(inputs, paths[i], NULL);
            streams = true;
        } else if (stat(paths[i], &st) != 0) {
            int reason = errno;
            if (!add_place(inputs, paths[i]))
                add_complaint(inputs, paths[i], strerror(reason));
        } else if (S_ISDIR(st.st_mode)) {
            add_folder(inputs, paths[i]);
        } else {
            add_file(inputs, paths[i], &st);
            streams |= !S_ISREG(st.st_mode);
        }
    }
    if (streams)
        inputs->bytes = 0;
}

void inputs_release(struct inputs *inputs)
{
    arena_release(&inputs->arena);
}
