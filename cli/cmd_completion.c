/* completion: the completion script for bash or zsh, made from the tables of commands and options,
 * so that it knows exactly what the program takes. */
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "onrecord.h"

/* the values "a|b|c" with blanks between them */
static void print_words(const char *values)
{
    for (const char *at = values; *at; at++)
        putchar(*at == '|' ? ' ' : *at);
}

static void print_stages(void)
{
    for (unsigned i = 0; onr_stage_name(i); i++)
        printf("%s%s", i ? " " : "", onr_stage_name(i));
}

/* the words that may follow an option, or nothing where that is a file or free text */
static void print_values(const struct option_row *row)
{
    if (row->kind == OPTION_CHOICE)
        print_words(row->values);
    else if (row->values && strcmp(row->values, "STAGE") == 0)
        print_stages();
}

static bool has_values(const struct option_row *row)
{
    return row->kind == OPTION_CHOICE || (row->values && strcmp(row->values, "STAGE") == 0);
}

static void print_commands(void)
{
    for (const struct command *command = COMMANDS; command->name; command++)
        printf("%s%s", command == COMMANDS ? "" : " ", command->name);
}

/* words that may stand as operands, besides files */
static const char *operand_words(const char *name)
{
    if (strcmp(name, "model") == 0)
        return "show";
    return strcmp(name, "completion") == 0 ? "bash zsh" : "";
}

static void print_bash(void)
{
    printf("# bash completion for onrecord, from `onrecord completion bash`\n"
           "_onrecord()\n{\n"
           "    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
           "    local command=${COMP_WORDS[1]} words='' options='' operands=''\n"
           "    COMPREPLY=()\n"
           "    if [ \"$COMP_CWORD\" -eq 1 ]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W '");
    print_commands();
    printf(" --help --version' -- \"$word\")\n        return\n    fi\n"
           "    case \"$command $before\" in\n");
    for (const struct command *command = COMMANDS; command->name; command++) {
        const struct option_row *row;
        for (unsigned i = 0; (row = option_at(command->options, i)); i++) {
            if (!has_values(row))
                continue;
            printf("    '%s --%s'", command->name, row->name);
            if (row->letter)
                printf("|'%s -%c'", command->name, row->letter);
            printf(") words='");
            print_values(row);
            printf("' ;;\n");
        }
    }
    printf("    esac\n"
           "    if [ -n \"$words\" ]; then\n"
           "        mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\")\n"
           "        return\n    fi\n"
           "    case \"$command\" in\n");
    for (const struct command *command = COMMANDS; command->name; command++) {
        printf("    %s)\n        options='", command->name);
        const struct option_row *row;
        for (unsigned i = 0; (row = option_at(command->options, i)); i++)
            printf("%s--%s", i ? " " : "", row->name);
        printf("'\n        operands='");
        if (strcmp(command->name, "help") == 0)
            print_commands();
        printf("%s'\n        ;;\n", operand_words(command->name));
    }
    printf("    esac\n"
           "    case \"$word\" in\n"
           "    -*) mapfile -t COMPREPLY < <(compgen -W \"$options\" -- \"$word\") ;;\n"
           "    *) mapfile -t COMPREPLY < <(compgen -W \"$operands\" -- \"$word\"\n"
           "                                compgen -f -- \"$word\") ;;\n"
           "    esac\n"
           "}\n"
           "complete -o filenames -F _onrecord onrecord\n");
}

/* an option for _arguments: '(-f --from)'{-f,--from}'[help]:values:(a b)' */
static void print_zsh_option(const struct option_row *row)
{
    if (row->letter)
        printf("'(-%c --%s)'{-%c,--%s}'", row->letter, row->name, row->letter, row->name);
    else
        printf("'--%s%s", row->name, row->kind == OPTION_MAYBE ? "=-" : "");
    putchar('[');
    for (const char *at = row->help; *at; at++)
        printf(*at == ':' ? "\\:" : "%c", *at);
    putchar(']');
    if (has_values(row)) {
        printf(":%s:(", row->name);
        print_values(row);
        putchar(')');
    } else if (row->kind == OPTION_MAYBE) {
        printf("::file:_files");
    } else if (row->kind != OPTION_FLAG) {
        printf(":%s:%s", row->values, strcmp(row->values, "FILE") == 0 ? "_files" : "");
    }
    putchar('\'');
}

static void print_zsh(void)
{
    printf("#compdef onrecord\n# zsh completion for onrecord, from `onrecord completion zsh`\n"
           "_onrecord()\n{\n    local -a commands=(\n");
    for (const struct command *command = COMMANDS; command->name; command++)
        printf("        '%s:%s'\n", command->name, command->summary);
    printf("    )\n    if (( CURRENT == 2 )); then\n"
           "        _describe command commands\n"
           "        _arguments '--help[show the commands]' '--version[tell the version]'\n"
           "        return\n    fi\n"
           "    local command=$words[2]\n"
           "    shift words; (( CURRENT-- ))\n    case $command in\n");
    for (const struct command *command = COMMANDS; command->name; command++) {
        printf("    %s) _arguments -s", command->name);
        const struct option_row *row;
        for (unsigned i = 0; (row = option_at(command->options, i)); i++) {
            printf(" \\\n        ");
            print_zsh_option(row);
        }
        if (*operand_words(command->name))
            printf(" \\\n        '1:operand:(%s)'", operand_words(command->name));
        else if (strcmp(command->name, "help") == 0) {
            printf(" \\\n        '1:command:(");
            print_commands();
            printf(")'");
        }
        printf(" \\\n        '*:file:_files' ;;\n");
    }
    printf("    esac\n}\n_onrecord \"$@\"\n");
}

int completion_run(const struct settings *settings, char **operands, int n_operands)
{
    (void)settings;
    if (n_operands == 1 && strcmp(operands[0], "bash") == 0) {
        print_bash();
    } else if (n_operands == 1 && strcmp(operands[0], "zsh") == 0) {
        print_zsh();
    } else {
        fputs("onrecord completion: name one shell, bash or zsh\n", stderr);
        return EXIT_USAGE;
    }
    return EXIT_FINE;
}
