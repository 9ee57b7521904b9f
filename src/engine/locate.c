/* locate: where the model file is. The user's word first, then beside the running program (as
 * installed, as built), then where the build was told that data goes. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "engine/engine.h"

static const char MODEL_NAME[] = "en/english.model";

static char *copy(const char *path)
{
    size_t n = strlen(path) + 1;
    return memcpy(memory_alloc(n), path, n);
}

/* FOLDER/en/english.model where the folder is `beside` seen from the running program; NULL where
 * there is no such file */
static char *beside_program(const char *beside)
{
    char path[PATH_MAX], program[PATH_MAX];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 1);
    if (n <= 0)
        return NULL;
    program[n] = 0;
    char *slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    *slash = 0;
    int written = snprintf(path, sizeof path, "%s/%s/%s", program, beside, MODEL_NAME);
    if (written < 0 || (size_t)written >= sizeof path || access(path, F_OK) != 0)
        return NULL;
    char *plain = realpath(path, NULL);
    return plain ? plain : copy(path);
}

char *model_locate(const char *wanted, struct onr_error *error)
{
    const char *from_environment = getenv("ONRECORD_MODEL");
    if (!wanted && from_environment && *from_environment)
        wanted = from_environment;
    if (wanted)
        return copy(wanted);
    char *found = beside_program("../share/onrecord");
    if (!found)
        found = beside_program("../data");
    if (!found) {
        char path[PATH_MAX];
        snprintf(path, sizeof path, "%s/%s", ONRECORD_DATADIR, MODEL_NAME);
        if (access(path, F_OK) == 0)
            return copy(path);
        error_set(error, ONR_ERR_MODEL,
                  "no language model: neither beside the program nor at %s; name one with --model "
                  "or ONRECORD_MODEL",
                  path);
    }
    return found;
}
