/* stores: what the commands that ask a store have in common. */
#ifndef ONR_CLI_STORES_H
#define ONR_CLI_STORES_H

#include "command.h"
#include "onrecord.h"

/* one question to a store */
struct question {
    const struct settings *settings;
    onr_store *store;
    char **operands; /* behind the store */
    int n_operands;
    enum onr_to to; /* as --format has it; text on a terminal, else JSON Lines */
    struct onr_look look;
    uint64_t n; /* rows given */
    struct onr_error error;
};

/* operands[0] is the store, which is not open yet */
struct question question_of(const struct settings *settings, char **operands, int n_operands);

/* Opens the store that operands[0] names, asks, closes it and reports; the exit status. */
int store_ask(const char *program, const struct settings *settings, char **operands, int n_operands,
              enum onr_status (*ask)(struct question *question));

/* NULL after a message */
onr_store *store_open(const char *program, const char *where, enum onr_access access);
/* Closes the store and reports; the exit status. */
int store_done(const char *program, onr_store *store, enum onr_status status,
               const struct onr_error *error);

struct onr_query store_query(const struct settings *settings);
/* for the library: to standard output; takes no context */
bool store_write(void *context, const char *bytes, size_t size);

#endif
