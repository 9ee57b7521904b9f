/* options: one table a command says which options it takes; parsing, help and shell completion
 * are made from it. */
#ifndef ONR_CLI_OPTIONS_H
#define ONR_CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* what the user asked for; NULL, 0 or false = not said */
struct settings {
    const char *from, *to, *date, *until, *color, *model;
    unsigned threads, width;
    bool json, dump, times, explain, notices, verbose, help;
};

enum option_kind {
    OPTION_FLAG,   /* bool */
    OPTION_TEXT,   /* const char *, any */
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

/* Rows that several commands take. */
#define OPTIONS_COMMON                                                                    \
    {                                                                                     \
        "help", 'h', OPTION_FLAG, offsetof(struct settings, help), NULL, "show this help" \
    }
#define OPTIONS_BATCH                                                                       \
    {"model",     'm',                                                                      \
     OPTION_TEXT, offsetof(struct settings, model),                                         \
     "FILE",      "the language model (default: $ONRECORD_MODEL, else the installed one)"}, \
        {"threads",     'j',                                                                \
         OPTION_NUMBER, offsetof(struct settings, threads),                                 \
         "N",           "work on N articles at a time (default: one a processor)"},         \
        {"times",     0,                                                                    \
         OPTION_FLAG, offsetof(struct settings, times),                                     \
         NULL,        "print to standard error what each stage cost"},                      \
    {                                                                                       \
        "verbose", 'v', OPTION_FLAG, offsetof(struct settings, verbose), NULL,              \
            "print a summary at the end even where standard error is no terminal"           \
    }

/* Parses argv[1 …] by the rows, moving the operands behind the options. Returns the index of the
 * first operand, or -1 after a message on standard error. argv[0] stands in the messages. */
int options_parse(const struct option_row *rows, int argc, char **argv, struct settings *settings);

/* true when word is one of the words of values, "a|b|c" */
bool options_choice(const char *values, const char *word);

#endif
