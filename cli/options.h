/* options: one table a command says which options it takes; parsing, help and shell completion
 * are made from it. */
#ifndef ONR_CLI_OPTIONS_H
#define ONR_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* what the user asked for; NULL, 0 or false = not said */
struct settings {
    const char *columns;
    const char *who, *whom, *about, *text, *standing, *status, *code, *since, *place, *story;
    const char *by, *format, *what, *only;
    const char *stories, *state;
    const char *from, *to, *date, *until, *color, *model, *checkpoint, *places, *tables;
    const char *port, *bind, *host;
    const char *feeds, *out, *delay;
    unsigned threads, width, days, limit, timeout, max_size, every;
    bool one_a_day, copies, allow_private, once;
    bool json, dump, times, explain, notices, force, again, verbose, help;
};

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char *, any */
    OPTION_MAYBE,  /* the same behind "=" or nothing, which gives "" */
    OPTION_CHOICE, /* const char *, one of `values` */
    OPTION_NUMBER, /* unsigned, 1 … 1000 */
};

struct option_row {
    const char *name;
    char letter; /* 0 = none */
    enum option_kind kind;
    size_t field;       /* offset in struct settings */
    const char *values; /* CHOICE: "text|jsonl"; else the word for the help: DATE FILE STAGE N */
    const char *help;
};

/* what commands over many inputs take, what every command takes; they end with a nameless row */
extern const struct option_row BATCH_OPTIONS[], COMMON_OPTIONS[];

enum { OPTION_TABLES = 4 };

/* The i-th row of the tables taken together (NULL entries are no tables); NULL past the end. */
const struct option_row *option_at(const struct option_row *const tables[OPTION_TABLES],
                                   unsigned i);

/* Parses argv[1 …] by the tables, moving the operands behind the options. Returns the index of the
 * first operand, or -1 after a message on standard error. argv[0] stands in the messages. */
int options_parse(const struct option_row *const tables[OPTION_TABLES], int argc, char **argv,
                  struct settings *settings);

/* true when word is one of the words of values, "a|b|c" */
bool options_choice(const char *values, const char *word);

#endif
