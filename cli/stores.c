/* stores: opening one, the options of questions, and how they end. */
#include "stores.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "batch.h"
#include "look.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row QUERY_OPTIONS[] = {
    {"who", 0, OPTION_TEXT, FIELD(who), "WHO", "who speaks or acts: a name, a code, #number"},
    {"to", 0, OPTION_TEXT, FIELD(whom), "WHO", "who is spoken to or acted upon"},
    {"about", 0, OPTION_TEXT, FIELD(about), "WORDS", "words in what is said or done"},
    {"text", 0, OPTION_TEXT, FIELD(text), "WORDS", "words in the article"},
    {"standing", 0, OPTION_TEXT, FIELD(standing), "LIST", "of statements: denies,declines …"},
    {"status", 0, OPTION_TEXT, FIELD(status), "LIST", "of events: happened,alleged …"},
    {"code", 0, OPTION_TEXT, FIELD(code), "LIST", "of events, CAMEO or PLOVER: 19,SANCTION"},
    {"since", 0, OPTION_TEXT, FIELD(since), "DATE", "not before 2024, 2024-11 or 2024-11-01"},
    {"until", 0, OPTION_TEXT, FIELD(until), "DATE", "not after that"},
    {"place", 0, OPTION_TEXT, FIELD(place), "PLACE", "a place, a division or a country code"},
    {"story", 0, OPTION_TEXT, FIELD(story), "ID", "a story, or that of an article"},
    {"only", 0, OPTION_CHOICE, FIELD(what), "statements|events", "one of both"},
    {"copies", 0, OPTION_FLAG, FIELD(copies), NULL, "also what copies of articles repeat"},
    {"limit", 'n', OPTION_NUMBER, FIELD(limit), "N", "no more than that, the newest or largest"},
    {0},
};

const struct option_row FORMAT_OPTIONS[] = {
    {"format", 'f', OPTION_CHOICE, FIELD(format), "text|jsonl|csv",
     "what to write (text on a terminal, else jsonl)"},
    {"color", 0, OPTION_CHOICE, FIELD(color), "auto|always|never", "colour in text"},
    {"width", 'w', OPTION_NUMBER, FIELD(width), "N", "columns of text"},
    {0},
};

onr_store *store_open(const char *program, const char *where, enum onr_access access)
{
    struct onr_error error = {0};
    onr_store *store;
    if (onr_store_open(&store, where, access, &error) != ONR_OK)
        fprintf(stderr, "%s: %s\n", program, error.message);
    return store;
}

static enum onr_to format_of(const struct settings *settings)
{
    if (!settings->format)
        return isatty(STDOUT_FILENO) ? ONR_TO_TEXT : ONR_TO_JSONL;
    if (strcmp(settings->format, "text") == 0)
        return ONR_TO_TEXT;
    return strcmp(settings->format, "csv") == 0 ? ONR_TO_CSV : ONR_TO_JSONL;
}

struct question question_of(const struct settings *settings, char **operands, int n_operands)
{
    return (struct question){
        .settings = settings,
        .operands = operands + 1,
        .n_operands = n_operands - 1,
        .to = format_of(settings),
        .look = {.width = look_columns(settings), .color = look_color(settings)},
    };
}

struct onr_query store_query(const struct settings *settings)
{
    return (struct onr_query){
        .who = settings->who,
        .to = settings->whom,
        .about = settings->about,
        .text = settings->text,
        .standing = settings->standing,
        .status = settings->status,
        .code = settings->code,
        .since = settings->since,
        .until = settings->until,
        .place = settings->place,
        .story = settings->story,
        .statements = settings->what && strcmp(settings->what, "statements") == 0,
        .events = settings->what && strcmp(settings->what, "events") == 0,
        .copies = settings->copies,
        .limit = settings->limit,
    };
}

bool store_write(void *context, const char *bytes, size_t size)
{
    (void)context;
    return output_write(bytes, size);
}

int store_done(const char *program, onr_store *store, enum onr_status status,
               const struct onr_error *error)
{
    onr_store_close(store);
    if (status == ONR_OK)
        return EXIT_FINE;
    fprintf(stderr, "%s: %s\n", program, error->message);
    return status == ONR_ERR_ARG ? EXIT_USAGE : EXIT_PROBLEM;
}

int store_ask(const char *program, const struct settings *settings, char **operands, int n_operands,
              enum onr_status (*ask)(struct question *question))
{
    struct question question = question_of(settings, operands, n_operands);
    question.store = store_open(program, operands[0], ONR_READ);
    if (!question.store)
        return EXIT_PROBLEM;
    enum onr_status status = ask(&question);
    return store_done(program, question.store, status, &question.error);
}
