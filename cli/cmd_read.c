/* read: articles in, their record out. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "look.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row READ_OPTIONS[] = {
    {"from", 'f', OPTION_TEXT, FIELD(from), "FORM",
     "what the input is: auto (the default), text, html, jsonl …"},
    {"to", 't', OPTION_CHOICE, FIELD(to), "text|jsonl|csv",
     "what to write (text on a terminal, else jsonl)"},
    {"columns", 0, OPTION_CHOICE, FIELD(columns), "petrarch|phoenix|gdelt|icews|polecat",
     "columns of --to csv, as others have them"},
    {"one-a-day", 0, OPTION_FLAG, FIELD(one_a_day), NULL,
     "of csv rows with the same day, source, target and code only the first"},
    {"json", 0, OPTION_FLAG, FIELD(json), NULL, "the same as --to jsonl"},
    {"only", 0, OPTION_CHOICE, FIELD(only), "statements", "look for no events"},
    {"date", 'd', OPTION_TEXT, FIELD(date), "DATE", "date of articles that give none: 2024-11-01"},
    {"stories", 0, OPTION_MAYBE, FIELD(stories), "[=FILE]",
     "say what is a copy or an update; going on from FILE, and keeping it"},
    {"checkpoint", 0, OPTION_TEXT, FIELD(checkpoint), "FILE",
     "keep there how far the run came, and go on from there"},
    {"explain", 0, OPTION_FLAG, FIELD(explain), NULL,
     "say why statements, events and places were taken so"},
    {"notices", 0, OPTION_FLAG, FIELD(notices), NULL, "show what was odd about the article"},
    {"color", 0, OPTION_CHOICE, FIELD(color), "auto|always|never", "colour in --to text"},
    {"width", 'w', OPTION_NUMBER, FIELD(width), "N", "columns of --to text"},
    {"force", 0, OPTION_FLAG, FIELD(force), NULL, "read also what is not in English"},
    {"until", 0, OPTION_TEXT, FIELD(until), "STAGE", "stop after that stage"},
    {"dump", 0, OPTION_FLAG, FIELD(dump), NULL, "write all layers of the document instead"},
    {0},
};

static enum onr_to to_of(const struct settings *settings)
{
    if (settings->dump)
        return ONR_TO_DUMP;
    if (settings->json)
        return ONR_TO_JSONL;
    if (!settings->to)
        return isatty(STDOUT_FILENO) ? ONR_TO_TEXT : ONR_TO_JSONL;
    if (strcmp(settings->to, "text") == 0)
        return ONR_TO_TEXT;
    return strcmp(settings->to, "csv") == 0 ? ONR_TO_CSV : ONR_TO_JSONL;
}

static enum onr_columns columns_of(const struct settings *settings)
{
    static const char *const NAMES[] = {"petrarch", "phoenix", "gdelt", "icews", "polecat"};
    for (unsigned i = 0; settings->columns && i < sizeof NAMES / sizeof *NAMES; i++)
        if (strcmp(settings->columns, NAMES[i]) == 0)
            return (enum onr_columns)(ONR_COLUMNS_PETRARCH + i);
    return ONR_COLUMNS_OWN;
}

int read_run(const struct settings *settings, char **operands, int n_operands)
{
    const char *state = settings->stories && *settings->stories ? settings->stories : NULL;
    struct onr_stories stories = {.state = state};
    struct onr_batch batch = {
        .form = settings->from,
        .to = to_of(settings),
        .look = {.width = look_columns(settings),
                 .color = look_color(settings),
                 .explain = settings->explain,
                 .notices = settings->notices,
                 .columns = columns_of(settings),
                 .one_a_day = settings->one_a_day},
        .published = settings->date,
        .checkpoint = settings->checkpoint,
        .until = settings->only ? "persons" : settings->until,
        .force = settings->force,
        .stories = settings->stories ? &stories : NULL,
    };
    if ((settings->columns || settings->one_a_day) && batch.to != ONR_TO_CSV) {
        fputs("onrecord read: --columns and --one-a-day are for --to csv\n", stderr);
        return EXIT_USAGE;
    }
    if (settings->only && (settings->until || batch.to == ONR_TO_CSV)) {
        fputs("onrecord read: --only goes with neither --until nor --to csv\n", stderr);
        return EXIT_USAGE;
    }
    return batch_run("onrecord read", settings, operands, n_operands, &batch);
}
