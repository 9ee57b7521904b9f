/* options: --name VALUE pairs of the trainers' command lines. */
#ifndef ONR_TRAIN_OPTIONS_H
#define ONR_TRAIN_OPTIONS_H

#include <stdint.h>

struct options {
    int argc;
    char **argv;
};

/* Ends the program with a message when an argument is none of the NULL-terminated names. */
void options_check(const struct options *options, const char *const *names);
/* the last value given, or fallback */
const char *options_text(const struct options *options, const char *name, const char *fallback);
double options_number(const struct options *options, const char *name, double fallback);
/* the i-th value of an option given several times, NULL after the last */
const char *options_each(const struct options *options, const char *name, uint32_t i);

#endif
