/* stores: what the commands that ask a store have in common. */
#ifndef ONR_CLI_STORES_H
#define ONR_CLI_STORES_H

#include "command.h"
#include "onrecord.h"

/* NULL after a message */
onr_store *store_open(const char *program, const char *where, enum onr_access access);

/* the form of --format; text on a terminal, else JSON Lines */
enum onr_to store_format(const struct settings *settings);
struct onr_look store_look(const struct settings *settings);
struct onr_query store_query(const struct settings *settings);

/* for the library: to standard output */
bool store_write(void *context, const char *bytes, size_t size);

/* Closes the store and reports; the exit status. n: how many rows there were. */
int store_done(const char *program, onr_store *store, enum onr_status status,
               const struct onr_error *error);

#endif
