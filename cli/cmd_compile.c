/* compile: files that the program reads, made from tables. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "onrecord.h"

int compile_run(const struct settings *settings, char **operands, int n_operands)
{
    (void)settings;
    if (n_operands < 2 || n_operands > 3 || strcmp(operands[0], "places") != 0) {
        fputs("onrecord compile: usage: onrecord compile places FILE [OUT]\n", stderr);
        return EXIT_USAGE;
    }
    struct onr_error error = {0};
    const char *out = n_operands == 3 ? operands[2] : "places.gazetteer";
    if (onr_places_compile(operands[1], out, &error) == ONR_OK)
        return EXIT_FINE;
    fprintf(stderr, "onrecord compile: %s\n", error.message);
    return EXIT_PROBLEM;
}
