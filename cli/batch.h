/* batch: running a batch of the library from the command line. */
#ifndef ONR_CLI_BATCH_H
#define ONR_CLI_BATCH_H

#include "command.h"
#include "onrecord.h"

/* Opens the engine, runs the batch over the operands (which it fills in, with threads, stop flag
 * and callbacks) and reports; returns the exit status. `program` stands in messages. Ctrl-C ends
 * the run after whole records, a second one at once. */
int batch_run(const char *program, const struct settings *settings, char **operands, int n_operands,
              struct onr_batch *batch);

/* The engine with model, tables and places as the settings say; NULL after a message. */
onr_engine *engine_open(const char *program, const struct settings *settings);

/* Lets SIGINT and SIGTERM set the flag it returns; a second one of a kind ends the program. */
const volatile sig_atomic_t *stop_on_signals(void);

/* writes to standard output all of it; false with errno set */
bool output_write(const char *bytes, size_t size);

#endif
