/* look: how text for people is to look on standard output. */
#ifndef ONR_CLI_LOOK_H
#define ONR_CLI_LOOK_H

#include "onrecord.h"
#include "options.h"

/* colour by option, else where standard output is a terminal that can and NO_COLOR is not set */
bool look_color(const struct settings *settings);
/* columns by option or of the terminal; 0 = unknown */
unsigned look_columns(const struct settings *settings);

#endif
