/* parse: the language core alone: sentences, words, tags, trees and names. */
#include <string.h>

#include "batch.h"

#define FIELD(name) offsetof(struct settings, name)

const struct option_row PARSE_OPTIONS[] = {
    {"from", 'f', OPTION_CHOICE, FIELD(from), "text|conllu",
     "running text (the default) or words as given"},
    {"to", 't', OPTION_CHOICE, FIELD(to), "conllu", "what to write (default: conllu)"},
    {0},
};

int parse_run(const struct settings *settings, char **operands, int n_operands)
{
    bool given = settings->from && strcmp(settings->from, "conllu") == 0;
    struct onr_batch batch = {
        .from = given ? ONR_FROM_CONLLU : ONR_FROM_PROSE,
        .to = ONR_TO_CONLLU,
    };
    return batch_run("onrecord parse", settings, operands, n_operands, &batch);
}
