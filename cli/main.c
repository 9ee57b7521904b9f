/* main: the table of subcommands and the way to them. A command gets its options parsed and its
 * operands; it returns the exit status: 0 fine, 1 something could not be read, 2 usage. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "onrecord.h"

const struct command COMMANDS[] = {
    {.name = "read",
     .operands = "FILE... | -",
     .summary = "read articles and write their record",
     .options = {READ_OPTIONS, BATCH_OPTIONS, COMMON_OPTIONS},
     .run = read_run},
    {.name = "stories",
     .operands = "FILE... | -",
     .summary = "tell which articles are copies or updates of others",
     .options = {STORIES_OPTIONS, COMMON_OPTIONS},
     .run = stories_run},
    {.name = "add",
     .operands = "STORE FILE... | -",
     .summary = "read articles and keep their record in a store",
     .options = {ADD_OPTIONS, BATCH_OPTIONS, COMMON_OPTIONS},
     .run = add_run},
    {.name = "fetch",
     .operands = "[URL...]",
     .summary = "get pages and feeds from the web as WARC",
     .options = {FETCH_OPTIONS, GETTING_OPTIONS, COMMON_OPTIONS},
     .run = fetch_command_run},
    {.name = "watch",
     .operands = "STORE [URL...]",
     .summary = "get what is new in feeds, again and again, and keep its record in a store",
     .options = {WATCH_OPTIONS, GETTING_OPTIONS, BATCH_OPTIONS, COMMON_OPTIONS},
     .run = watch_run},
    {.name = "query",
     .operands = "STORE",
     .summary = "find statements and events in a store",
     .options = {QUERY_OPTIONS, FORMAT_OPTIONS, COMMON_OPTIONS},
     .run = query_run},
    {.name = "count",
     .operands = "STORE",
     .summary = "count them by day, week, month, code, pair or standing",
     .options = {COUNT_OPTIONS, QUERY_OPTIONS, FORMAT_OPTIONS, COMMON_OPTIONS},
     .run = count_run},
    {.name = "timeline",
     .operands = "STORE WHO [WHOM]",
     .summary = "show what somebody said and did, or two to each other",
     .options = {QUERY_OPTIONS, FORMAT_OPTIONS, COMMON_OPTIONS},
     .run = timeline_run},
    {.name = "entity",
     .operands = "list STORE [NAME] | show STORE ID | merge STORE ID INTO | split STORE ID "
                 "[ARTICLE...]",
     .summary = "look at who is who across articles, and decide it",
     .options = {ENTITY_OPTIONS, FORMAT_OPTIONS, COMMON_OPTIONS},
     .run = entity_run},
    {.name = "sql",
     .operands = "STORE QUESTION",
     .summary = "ask a store in SQL; nothing can be changed",
     .options = {FORMAT_OPTIONS, COMMON_OPTIONS},
     .run = sql_run},
    {.name = "serve",
     .operands = "STORE",
     .summary = "show a store in the browser",
     .options = {SERVE_OPTIONS, COMMON_OPTIONS},
     .run = serve_command_run},
    {.name = "claims",
     .operands = "STORE [WORDS]",
     .summary = "show statements that say the same, or deny it",
     .options = {CLAIMS_OPTIONS, COMMON_OPTIONS},
     .run = claims_run},
    {.name = "parse",
     .operands = "FILE... | -",
     .summary = "show sentences, words, tags, trees and names",
     .options = {PARSE_OPTIONS, BATCH_OPTIONS, COMMON_OPTIONS},
     .run = parse_run},
    {.name = "actor",
     .operands = "NAME",
     .summary = "explain how an actor is coded",
     .options = {ACTOR_OPTIONS, COMMON_OPTIONS},
     .run = actor_run},
    {.name = "codes",
     .operands = "[CODE]",
     .summary = "list the event codes or explain one",
     .options = {CODES_OPTIONS, COMMON_OPTIONS},
     .run = codes_run},
    {.name = "compile",
     .operands = "places FILE [OUT]",
     .summary = "compile a gazetteer from a dump of GeoNames",
     .options = {COMMON_OPTIONS},
     .run = compile_run},
    {.name = "import",
     .operands = "petrarch FILE...",
     .summary = "turn dictionaries of PETRARCH into tables",
     .options = {IMPORT_OPTIONS, COMMON_OPTIONS},
     .run = import_run},
    {.name = "model",
     .operands = "show [FILE]",
     .summary = "show what a model file holds",
     .options = {COMMON_OPTIONS},
     .run = model_run},
    {.name = "completion",
     .operands = "bash | zsh",
     .summary = "print the completion script for a shell",
     .options = {COMMON_OPTIONS},
     .run = completion_run},
    {.name = "help",
     .operands = "[COMMAND]",
     .summary = "explain a command",
     .options = {COMMON_OPTIONS},
     .run = help_run},
    {.name = NULL},
};

const struct command *command_find(const char *name)
{
    for (const struct command *command = COMMANDS; command->name; command++)
        if (strcmp(command->name, name) == 0)
            return command;
    return NULL;
}

/* A closed standard stream would give its number to the next file opened, which then would be
 * written over. An unreadable or unwritable stand-in makes the use of it fail instead. */
static void hold_standard_streams(void)
{
    for (int fd = 0; fd < 3; fd++)
        if (fcntl(fd, F_GETFD) == -1)
            (void)!open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY);
}

/* the last act: what was printed must have got through */
static int close_output(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    fprintf(stderr, "onrecord: standard output: %s\n", strerror(errno));
    return EXIT_PROBLEM;
}

static int run_command(const struct command *command, int argc, char **argv)
{
    char program[64];
    struct settings settings = {0};
    snprintf(program, sizeof program, "onrecord %s", command->name);
    argv[0] = program;
    int first = options_parse(command->options, argc, argv, &settings);
    if (first < 0) {
        fprintf(stderr, "Try 'onrecord help %s'.\n", command->name);
        return EXIT_USAGE;
    }
    if (settings.help) {
        help_print(command);
        return EXIT_FINE;
    }
    return command->run(&settings, argv + first, argc - first);
}

int main(int argc, char **argv)
{
    hold_standard_streams();
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a file too large is an error of writing it */
    if (argc < 2) {
        fputs("onrecord: no command; try 'onrecord help'\n", stderr);
        return EXIT_USAGE;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("onrecord %s\n", onr_version());
        return close_output(EXIT_FINE);
    }
    bool help = strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0;
    const struct command *command = command_find(help ? "help" : argv[1]);
    if (!command) {
        fprintf(stderr, "onrecord: unknown command '%s'; try 'onrecord help'\n", argv[1]);
        return EXIT_USAGE;
    }
    return close_output(run_command(command, argc - 1, argv + 1));
}
