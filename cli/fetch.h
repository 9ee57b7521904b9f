/* fetch: getting addresses from the command line, for the commands fetch and watch. */
#ifndef ONR_CLI_FETCH_H
#define ONR_CLI_FETCH_H

#include "command.h"
#include "onrecord.h"

/* What settings and operands ask for; false after a message. The caller sets write
 * and context. */
bool fetch_prepare(const char *program, const struct settings *settings, char **operands,
                   int n_operands, struct onr_fetch *fetch);
/* Runs it and reports; *totals tells what came. Returns the exit status. */
int fetch_run(const char *program, const struct onr_fetch *fetch, struct onr_fetch_totals *totals);

#endif
