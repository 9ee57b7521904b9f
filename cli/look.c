/* look: colour and width as asked for, else as the terminal has them. */
#include "look.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* colour by option, else where standard output is a terminal that can and NO_COLOR is not set */
bool look_color(const struct settings *settings)
{
    if (settings->color && strcmp(settings->color, "auto") != 0)
        return strcmp(settings->color, "always") == 0;
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    return isatty(STDOUT_FILENO) && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
}

unsigned look_columns(const struct settings *settings)
{
    struct winsize size;
    if (settings->width)
        return settings->width;
    if (isatty(STDOUT_FILENO) && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col)
        return size.ws_col;
    return 0;
}
