/* fuzz_view: the parameters of the views as strangers may send them: a first line with the name of
 * a view, then NAME=VALUE a line. Whatever they are, the answer is whole or an error is told, and
 * the store stays as it was. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "fuzz.h"
#include "onrecord.h"

enum { MAX_PARAMETERS = 24, MAX_INPUT = 4096 };

/* an empty store in a file that is gone by its name at once */
static onr_store *open_store(void)
{
    static onr_store *store;
    char path[] = "/tmp/fuzz-view-XXXXXX";
    struct onr_error error;
    if (store)
        return store;
    int fd = mkstemp(path);
    CHECK(fd >= 0);
    close(fd);
    unlink(path);
    CHECK(onr_store_open(&store, path, ONR_WRITE, &error) == ONR_OK);
    unlink(path);
    return store;
}

static bool take(void *context, const char *bytes, size_t size)
{
    int *answers = context;
    CHECK(size > 0 && bytes);
    ++*answers;
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct onr_parameter parameters[MAX_PARAMETERS];
    struct onr_error error = {0};
    unsigned n = 0;
    int answers = 0;
    if (size > MAX_INPUT)
        return 0;
    char *text = malloc(size + 1), *rest = text;
    memcpy(text, bytes, size);
    text[size] = 0;
    const char *view = strsep(&rest, "\n");
    while (rest && n < MAX_PARAMETERS) {
        char *value = strsep(&rest, "\n"), *name = strsep(&value, "=");
        parameters[n++] = (struct onr_parameter){name, value ? value : ""};
    }
    enum onr_status status =
        onr_store_view(open_store(), view, parameters, n, take, &answers, &error);
    CHECK(answers == (status == ONR_OK));
    CHECK(status != ONR_ERR_STORE); /* no question may be malformed */
    CHECK(status == ONR_OK || error.message[0]);
    free(text);
    return 0;
}
