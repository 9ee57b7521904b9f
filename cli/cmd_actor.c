/* actor: why a name gets the code it gets. */
#include <stdio.h>

#include "batch.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row ACTOR_OPTIONS[] = {
    {"date", 'd', OPTION_TEXT, FIELD(date), "DATE", "the day whose offices count: 2024-11-01"},
    {"tables", 0, OPTION_TEXT, FIELD(tables), "DIR",
     "tables of your own (default: see onrecord(1))"},
    {"model", 'm', OPTION_TEXT, FIELD(model), "FILE",
     "the language model (default: see onrecord(1))"},
    {0},
};

int actor_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands != 1) {
        fputs("onrecord actor: usage: onrecord actor NAME\n", stderr);
        return EXIT_USAGE;
    }
    onr_engine *engine = engine_open("onrecord actor", settings);
    if (!engine)
        return EXIT_PROBLEM;
    struct onr_error error = {0};
    const char *bytes;
    size_t size;
    onr_reader *reader = onr_reader_new(engine);
    enum onr_status status =
        onr_actor_explain(reader, operands[0], settings->date, &bytes, &size, &error);
    if (status == ONR_OK)
        fwrite(bytes, 1, size, stdout);
    else
        fprintf(stderr, "onrecord actor: %s\n", error.message);
    onr_reader_free(reader);
    onr_engine_close(engine);
    return status == ONR_OK ? EXIT_FINE : status == ONR_ERR_ARG ? EXIT_USAGE : EXIT_PROBLEM;
}
