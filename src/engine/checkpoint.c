/* checkpoint: five numbers as text, a line each, written beside the file and moved onto it. */
#include "engine/checkpoint.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/file.h"

enum { CHECKPOINT_MAX = 256 };

static int print(const struct checkpoint *point, char out[CHECKPOINT_MAX])
{
    return snprintf(out, CHECKPOINT_MAX,
                    "onrecord checkpoint 1\nrun %016" PRIx64 "\ninput %" PRIu64 "\nitems %" PRIu64
                    "\nplace %" PRIu64 "\nproblems %" PRIu64 "\nend\n",
                    point->key, point->input, point->items, point->place, point->problems);
}

enum onr_status checkpoint_read(struct checkpoint *point, const char *path, struct onr_error *error)
{
    char text[CHECKPOINT_MAX], again[CHECKPOINT_MAX];
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOENT)
        return ONR_END;
    if (!file)
        return error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(errno));
    size_t n = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[n] = '\0';
    int found = sscanf(text,
                       "onrecord checkpoint 1 run %" SCNx64 " input %" SCNu64 " items %" SCNu64
                       " place %" SCNu64 " problems %" SCNu64 " end",
                       &point->key, &point->input, &point->items, &point->place, &point->problems);
    if (found != 5 || print(point, again) != (int)n || memcmp(text, again, n) != 0)
        return error_set(error, ONR_ERR_FORMAT, "%s: not a checkpoint, or not a whole one", path);
    return ONR_OK;
}

enum onr_status checkpoint_write(const struct checkpoint *point, const char *path,
                                 struct onr_error *error)
{
    char text[CHECKPOINT_MAX];
    struct file_new new;
    enum onr_status status = file_new_open(&new, path, error);
    if (status)
        return status;
    size_t n = (size_t)print(point, text);
    return file_new_close(&new, fwrite(text, 1, n, new.file) == n, error);
}
