/* entity: who is who across articles. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stores.h"

#define FIELD(name) offsetof(struct settings, name)

enum { LISTED = 50 };

const struct option_row ENTITY_OPTIONS[] = {
    {"limit", 'n', OPTION_NUMBER, FIELD(limit), "N", "list no more than that (default: 50)"},
    {0},
};

static const char PROGRAM[] = "onrecord entity";

/* "12" or "#12"; 0 after a message */
static uint64_t number_of(const char *text)
{
    char *end;
    const char *digits = text + (text[0] == '#');
    uint64_t number = strtoull(digits, &end, 10);
    if (number && !*end && digits[0] != '-')
        return number;
    fprintf(stderr, "%s: '%s' is no number of an identity; 'onrecord entity list' shows them\n",
            PROGRAM, text);
    return 0;
}

static enum onr_status list(struct question *q)
{
    unsigned limit = q->settings->limit ? q->settings->limit : LISTED;
    return onr_store_entities(q->store, q->operands[0], limit, q->to, &q->look, store_write, NULL,
                              &q->n, &q->error);
}

static enum onr_status show(struct question *q)
{
    uint64_t id = number_of(q->operands[0]);
    if (!id)
        return ONR_ERR_ARG;
    return onr_store_entity(q->store, id, q->to, &q->look, store_write, NULL, &q->n, &q->error);
}

static enum onr_status merge(struct question *q)
{
    uint64_t from = number_of(q->operands[0]), into = from ? number_of(q->operands[1]) : 0;
    if (!into)
        return ONR_ERR_ARG;
    enum onr_status status = onr_store_merge(q->store, from, into, &q->error);
    if (status == ONR_OK)
        printf("#%" PRIu64 " is #%" PRIu64 " from now on\n", from, into);
    return status;
}

static enum onr_status split(struct question *q)
{
    uint64_t fresh, id = number_of(q->operands[0]);
    if (!id)
        return ONR_ERR_ARG;
    enum onr_status status = onr_store_split(q->store, id, (const char *const *)q->operands + 1,
                                             (unsigned)q->n_operands - 1, &fresh, &q->error);
    if (status == ONR_OK && fresh == id)
        printf("#%" PRIu64 " stands alone again\n", id);
    else if (status == ONR_OK)
        printf("#%" PRIu64 " was split off #%" PRIu64 "\n", fresh, id);
    return status;
}

static const struct verb {
    const char *name;
    int least, most; /* operands behind the store */
    enum onr_access access;
    enum onr_status (*run)(struct question *question);
} VERBS[] = {
    {"list", 0, 1, ONR_READ, list},
    {"show", 1, 1, ONR_READ, show},
    {"merge", 2, 2, ONR_WRITE, merge},
    {"split", 1, 1000, ONR_WRITE, split},
};

int entity_run(const struct settings *settings, char **operands, int n_operands)
{
    const struct verb *verb = NULL;
    for (size_t i = 0; n_operands > 1 && i < sizeof VERBS / sizeof *VERBS; i++)
        if (strcmp(operands[0], VERBS[i].name) == 0)
            verb = &VERBS[i];
    if (!verb || n_operands - 2 < verb->least || n_operands - 2 > verb->most) {
        fputs("onrecord entity: list, show, merge or split; see 'onrecord help entity'\n", stderr);
        return EXIT_USAGE;
    }
    struct question question = question_of(settings, operands + 1, n_operands - 1);
    question.store = store_open(PROGRAM, operands[1], ONR_READ); /* must be there */
    if (question.store && verb->access == ONR_WRITE) {
        onr_store_close(question.store);
        question.store = store_open(PROGRAM, operands[1], ONR_WRITE);
    }
    if (!question.store)
        return EXIT_PROBLEM;
    enum onr_status status = verb->run(&question);
    if (status && !question.error.message[0]) {
        onr_store_close(question.store);
        return EXIT_USAGE;
    }
    return store_done(PROGRAM, question.store, status, &question.error);
}
