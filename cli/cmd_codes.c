/* codes: what the event codes mean and which words lead to them. */
#include <stdio.h>

#include "batch.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row CODES_OPTIONS[] = {
    {"tables", 0, OPTION_TEXT, FIELD(tables), "DIR",
     "tables of your own (default: see onrecord(1))"},
    {0},
};

static bool print(void *context, const char *bytes, size_t size)
{
    (void)context;
    return fwrite(bytes, 1, size, stdout) == size;
}

int codes_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands > 1) {
        fputs("onrecord codes: one code at a time\n", stderr);
        return EXIT_USAGE;
    }
    struct onr_error error = {0};
    enum onr_status status =
        onr_codes_show(n_operands ? operands[0] : NULL, settings->tables, print, NULL, &error);
    if (status == ONR_OK)
        return EXIT_FINE;
    fprintf(stderr, "onrecord codes: %s\n", error.message);
    return status == ONR_ERR_ARG ? EXIT_USAGE : EXIT_PROBLEM;
}
