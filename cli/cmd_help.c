/* help: what commands there are, and what options one takes; made from the tables. */
#include <stdio.h>

#include "command.h"

static void print_option(const struct option_row *row)
{
    char left[64];
    snprintf(left, sizeof left, "%c%c%s--%s%s%s", row->letter ? '-' : ' ',
             row->letter ? row->letter : ' ', row->letter ? ", " : "  ", row->name,
             row->values && row->kind != OPTION_MAYBE ? " " : "", row->values ? row->values : "");
    printf("  %-32s %s\n", left, row->help);
}

void help_print(const struct command *command)
{
    printf("onrecord %s - %s\n\nUsage: onrecord %s [OPTION]... %s\n\n", command->name,
           command->summary, command->name, command->operands);
    const struct option_row *row;
    for (unsigned i = 0; (row = option_at(command->options, i)); i++)
        print_option(row);
    printf("\nMore in onrecord-%s(1).\n", command->name);
}

static void print_commands(void)
{
    printf("onrecord - who said or did what, to whom, when, where, and on whose word\n\n"
           "Usage: onrecord COMMAND [OPTION]... [OPERAND]...\n\n");
    for (const struct command *command = COMMANDS; command->name; command++)
        printf("  %-11s %s\n", command->name, command->summary);
    printf("\n  onrecord help COMMAND explains a command; onrecord --version tells the version.\n");
}

int help_run(const struct settings *settings, char **operands, int n_operands)
{
    (void)settings;
    if (n_operands > 1) {
        fputs("onrecord help: one command at a time\n", stderr);
        return EXIT_USAGE;
    }
    const struct command *command = n_operands ? command_find(operands[0]) : NULL;
    if (n_operands && !command) {
        fprintf(stderr, "onrecord help: unknown command '%s'\n", operands[0]);
        return EXIT_USAGE;
    }
    if (command)
        help_print(command);
    else
        print_commands();
    return EXIT_FINE;
}
