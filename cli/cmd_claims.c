/* claims: statements that say the same, or deny it. */
#include <stdio.h>

#include "stores.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row CLAIMS_OPTIONS[] = {
    {"limit", 'n', OPTION_NUMBER, FIELD(limit), "N", "no more claims than that"},
    {"format", 'f', OPTION_CHOICE, FIELD(format), "text|jsonl",
     "what to write (text on a terminal, else jsonl)"},
    {"color", 0, OPTION_CHOICE, FIELD(color), "auto|always|never", "colour in text"},
    {"width", 'w', OPTION_NUMBER, FIELD(width), "N", "columns of text"},
    {0},
};

int claims_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands < 1 || n_operands > 2) {
        fputs("onrecord claims: name a store, and words to look for where you like\n", stderr);
        return EXIT_USAGE;
    }
    onr_store *store = store_open("onrecord claims", operands[0], ONR_READ);
    if (!store)
        return EXIT_PROBLEM;
    struct onr_look look = store_look(settings);
    struct onr_error error = {0};
    uint64_t n;
    int failed = 0;
    enum onr_status status =
        onr_store_claims(store, operands[1], settings->limit, store_format(settings), &look,
                         store_write, &failed, &n, &error);
    return store_done("onrecord claims", store, status, &error);
}
