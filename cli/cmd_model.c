/* model: what a model file holds. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "batch.h"

static bool write_text(void *context, const char *bytes, size_t size)
{
    int *failed = context;
    if (output_write(bytes, size))
        return true;
    *failed = errno;
    return false;
}

int model_run(const struct settings *settings, char **operands, int n_operands)
{
    (void)settings;
    if (n_operands < 1 || n_operands > 2 || strcmp(operands[0], "show") != 0) {
        fputs("onrecord model: usage: onrecord model show [FILE]\n", stderr);
        return EXIT_USAGE;
    }
    int failed = 0;
    struct onr_error error = {0};
    if (onr_model_show(operands[1], write_text, &failed, &error) == ONR_OK)
        return EXIT_FINE;
    fprintf(stderr, "onrecord model: %s%s\n", failed ? "standard output: " : "",
            failed ? strerror(failed) : error.message);
    return EXIT_PROBLEM;
}
