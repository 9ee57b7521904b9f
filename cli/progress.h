/* progress: how far a batch is, on standard error. */
#ifndef ONR_CLI_PROGRESS_H
#define ONR_CLI_PROGRESS_H

#include <stdbool.h>

#include "onrecord.h"

struct progress {
    bool bar;     /* standard error is a terminal, and nothing else is written to one */
    bool visible; /* a bar stands on the current line */
    double drawn; /* second at which it was drawn */
};

/* output: records go to standard output */
void progress_init(struct progress *progress, bool output);
/* draws the bar, at most ten times a second and not in the first half second */
void progress_draw(struct progress *progress, const struct onr_totals *totals);
/* takes the bar away, so that a message can stand there */
void progress_hide(struct progress *progress);

/* one line: articles, words, statements, events, time, speed */
void progress_summary(const struct onr_totals *totals);
/* one line a stage: seconds, share, microseconds an article */
void progress_times(const struct onr_totals *totals);

#endif
