/* count: how many statements and events there are, by what. */
#include <stdio.h>
#include <string.h>

#include "stores.h"

#define FIELD(name) offsetof(struct settings, name)

static const char KINDS[] = "day|week|month|code|pair|standing";

const struct option_row COUNT_OPTIONS[] = {
    {"by", 'b', OPTION_CHOICE, FIELD(by), KINDS, "what to count by (default: month)"},
    {0},
};

/* the place of the word in KINDS is its number */
static enum onr_by by_of(const struct settings *settings)
{
    unsigned n = ONR_BY_MONTH;
    if (!settings->by)
        return ONR_BY_MONTH;
    size_t length = strlen(settings->by);
    const char *at = KINDS;
    for (n = 0; strncmp(at, settings->by, length) != 0 || (at[length] && at[length] != '|'); n++)
        at = strchr(at, '|') + 1;
    return (enum onr_by)n;
}

static enum onr_status ask(struct question *q)
{
    struct onr_query query = store_query(q->settings);
    return onr_store_count(q->store, &query, by_of(q->settings), q->to, &q->look, store_write, NULL,
                           &q->n, &q->error);
}

int count_run(const struct settings *settings, char **operands, int n_operands)
{
    if (n_operands != 1) {
        fputs("onrecord count: name one store; see 'onrecord help count'\n", stderr);
        return EXIT_USAGE;
    }
    return store_ask("onrecord count", settings, operands, n_operands, ask);
}
