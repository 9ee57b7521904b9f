/* locate: where the model and the gazetteer are. The user's word first, then beside the running
 * program (as installed, as built), then where the build was told that data goes. */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/error.h"
#include "base/str.h"
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

/* a word such as "fast", which names one of the models that the program comes with */
static bool is_short_name(const char *wanted)
{
    return *wanted && wanted[strspn(wanted, "abcdefghijklmnopqrstuvwxyz")] == 0;
}

char *model_locate(const char *wanted, struct onr_error *error)
{
    const char *from_environment = getenv("ONRECORD_MODEL");
    if (!wanted && from_environment && *from_environment)
        wanted = from_environment;
    bool is_name = wanted && is_short_name(wanted) && access(wanted, F_OK) != 0;
    if (wanted && !is_name)
        return copy(wanted);
    char installed[PATH_MAX], name[128];
    snprintf(name, sizeof name, "en/english-%.80s.model", is_name ? wanted : "");
    char *found = find_file(is_name ? name : MODEL_NAME, installed);
    if (!found)
        error_set(error, ONR_ERR_MODEL,
                  "no language model%s%s: neither beside the program nor at %s; name one with "
                  "--model or ONRECORD_MODEL",
                  is_name ? " " : "", is_name ? wanted : "", installed);
    return found;
}

static bool holds_tables(const char *folder)
{
    DIR *dir = opendir(folder);
    bool found = false;
    for (struct dirent *entry; dir && !found && (entry = readdir(dir));)
        found = entry->d_name[0] != '.' && str_ends(str_of(entry->d_name), STR(".tsv"));
    if (dir)
        closedir(dir);
    return found;
}

char *tables_folder(void)
{
    const char *config = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    char path[PATH_MAX];
    int n = -1;
    if (config && *config)
        n = snprintf(path, sizeof path, "%s/onrecord", config);
    else if (home && *home)
        n = snprintf(path, sizeof path, "%s/.config/onrecord", home);
    return n > 0 && (size_t)n < sizeof path ? copy(path) : NULL;
}

char *tables_locate(void)
{
    char *folder = tables_folder();
    if (folder && holds_tables(folder))
        return folder;
    free(folder);
    return NULL;
}

char *places_locate(void)
{
    const char *from_environment = getenv("ONRECORD_PLACES");
    char installed[PATH_MAX];
    if (from_environment && *from_environment)
        return copy(from_environment);
    return find_file(PLACES_NAME, installed);
}
