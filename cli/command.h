/* command: what a subcommand is. main.c holds the table of all of them; dispatch, help, shell
 * completion and the check for man pages are made from it. */
#ifndef ONR_CLI_COMMAND_H
#define ONR_CLI_COMMAND_H

#include "options.h"

enum exit_status { EXIT_FINE = 0, EXIT_PROBLEM = 1, EXIT_USAGE = 2 };

struct command {
    const char *name;
    const char *operands; /* as the usage line has them */
    const char *summary;
    const struct option_row *options[OPTION_TABLES];
    /* operands is NULL-terminated; returns an enum exit_status */
    int (*run)(const struct settings *settings, char **operands, int n_operands);
};

/* every command, in the order of the help; ends with one without name: main.c */
extern const struct command COMMANDS[];

/* the command of that name or NULL */
const struct command *command_find(const char *name);

int actor_run(const struct settings *settings, char **operands, int n_operands);
int codes_run(const struct settings *settings, char **operands, int n_operands);
int claims_run(const struct settings *settings, char **operands, int n_operands);
int stories_run(const struct settings *settings, char **operands, int n_operands);
int read_run(const struct settings *settings, char **operands, int n_operands);
int add_run(const struct settings *settings, char **operands, int n_operands);
int fetch_command_run(const struct settings *settings, char **operands, int n_operands);
int watch_run(const struct settings *settings, char **operands, int n_operands);
int query_run(const struct settings *settings, char **operands, int n_operands);
int count_run(const struct settings *settings, char **operands, int n_operands);
int timeline_run(const struct settings *settings, char **operands, int n_operands);
int entity_run(const struct settings *settings, char **operands, int n_operands);
int sql_run(const struct settings *settings, char **operands, int n_operands);
int parse_run(const struct settings *settings, char **operands, int n_operands);
int serve_command_run(const struct settings *settings, char **operands, int n_operands);
int compile_run(const struct settings *settings, char **operands, int n_operands);
int import_run(const struct settings *settings, char **operands, int n_operands);
int model_run(const struct settings *settings, char **operands, int n_operands);
int completion_run(const struct settings *settings, char **operands, int n_operands);
int help_run(const struct settings *settings, char **operands, int n_operands);

extern const struct option_row READ_OPTIONS[], ADD_OPTIONS[], STORIES_OPTIONS[], PARSE_OPTIONS[],
    ACTOR_OPTIONS[], CODES_OPTIONS[], CLAIMS_OPTIONS[], IMPORT_OPTIONS[], QUERY_OPTIONS[],
    COUNT_OPTIONS[], ENTITY_OPTIONS[], FORMAT_OPTIONS[], SERVE_OPTIONS[], FETCH_OPTIONS[],
    WATCH_OPTIONS[], GETTING_OPTIONS[];

/* the options and operands of one command, as `onrecord help COMMAND` shows them */
void help_print(const struct command *command);

#endif
