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

static enum onr_status ask(struct question *q)
{
    return onr_store_claims(q->store, q->operands[0], q->settings->limit, q->to, &q->look,
                            store_write, NULL, &q->n, &q->error);
}

int claims_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands < 1 || n_operands > 2) {
        fputs("onrecord claims: name a store, and words to look for where you like\n", stderr);
        return EXIT_USAGE;
    }
    return store_ask("onrecord claims", settings, operands, n_operands, ask);
}
