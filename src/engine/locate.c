/* locate: where the model and the gazetteer are. The user's word first, then beside the running
 * program (as installed, as built), then where the build was told that data goes. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "engine/engine.h"

static const char MODEL_NAME[] = "en/english.model", PLACES_NAME[] = "en/places.gazetteer";

static char *copy(const char *path)
{
    size_t n = strlen(path) + 1;
    return memcpy(memory_alloc(n), path, n);
}

/* FOLDER/NAME where the folder is `beside` seen from the running program; NULL where there is no
 * such file */
static char *beside_program(const char *beside, const char *name)
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
    int written = snprintf(path, sizeof path, "%s/%s/%s", program, beside, name);
    if (written < 0 || (size_t)written >= sizeof path || access(path, F_OK) != 0)
        return NULL;
    char *plain = realpath(path, NULL);
    return plain ? plain : copy(path);
}

/* beside the program or where data is installed; `installed` gets the latter path */
static char *find_file(const char *name, char installed[PATH_MAX])
{
    char *found = beside_program("../share/onrecord", name);
    if (!found)
        found = beside_program("../data", name);
    snprintf(installed, PATH_MAX, "%s/%s", ONRECORD_DATADIR, name);
    return found || access(installed, F_OK) != 0 ? found : copy(installed);
}

char *model_locate(const char *wanted, struct onr_error *error)
{
    const char *from_environment = getenv("ONRECORD_MODEL");
    if (!wanted && from_environment && *from_environment)
        wanted = from_environment;
    if (wanted)
        return copy(wanted);
    char installed[PATH_MAX];
    char *found = find_file(MODEL_NAME, installed);
    if (!found)
        error_set(error, ONR_ERR_MODEL,
                  "no language model: neither beside the program nor at %s; name one with --model "
                  "or ONRECORD_MODEL",
                  installed);
    return found;
}

char *places_locate(void)
{
    const char *from_environment = getenv("ONRECORD_PLACES");
    char installed[PATH_MAX];
    if (from_environment && *from_environment)
        return copy(from_environment);
    return find_file(PLACES_NAME, installed);
}
