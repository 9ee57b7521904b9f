/* stories: which articles tell the same story, without reading them through. */
#include <string.h>
#include <unistd.h>

#include "batch.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row STORIES_OPTIONS[] = {
    {"from", 'f', OPTION_TEXT, FIELD(from), "FORM",
     "what the input is: auto (the default), text, html, jsonl …"},
    {"to", 't', OPTION_CHOICE, FIELD(to), "text|jsonl|pairs",
     "what to write (text on a terminal, else jsonl)"},
    {"date", 'd', OPTION_TEXT, FIELD(date), "DATE", "date of articles that give none: 2024-11-01"},
    {"days", 0, OPTION_NUMBER, FIELD(days), "N", "days between two that can be one story (30)"},
    {"state", 's', OPTION_TEXT, FIELD(state), "FILE", "go on from this file, and keep it"},
    {"threads", 'j', OPTION_NUMBER, FIELD(threads), "N",
     "articles at a time (default: one a processor)"},
    {"verbose", 'v', OPTION_FLAG, FIELD(verbose), NULL, "print a summary at the end in any case"},
    {0},
};

static enum onr_to to_of(const char *to)
{
    if (!to)
        return isatty(STDOUT_FILENO) ? ONR_TO_TEXT : ONR_TO_JSONL;
    if (strcmp(to, "text") == 0)
        return ONR_TO_TEXT;
    return strcmp(to, "pairs") == 0 ? ONR_TO_PAIRS : ONR_TO_JSONL;
}

int stories_run(const struct settings *settings, char **operands, int n_operands)
{
    struct onr_stories stories = {.state = settings->state, .days = settings->days, .only = true};
    struct onr_batch batch = {
        .form = settings->from,
        .to = to_of(settings->to),
        .published = settings->date,
        .stories = &stories,
    };
    return batch_run("onrecord stories", settings, operands, n_operands, &batch);
}
