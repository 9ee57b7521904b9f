/* schedule: the training loop. Rate: linear warm-up over 200 steps, then linear to zero. */
#include "schedule.h"

#include <stdio.h>
#include <stdlib.h>

enum { WARM_UP = 200 };

uint64_t schedule_steps(const struct corpus *corpus, uint32_t batch, double epochs)
{
    return (uint64_t)((double)corpus->n_words * epochs * 1.02 / batch) + 1;
}

static float rate_at(const struct schedule *schedule, uint64_t step)
{
    if (step < WARM_UP)
        return schedule->peak * (float)(step + 1) / WARM_UP;
    float left = step < schedule->steps ? 1 - (float)step / (float)schedule->steps : 0;
    return schedule->peak * (left > 0.01F ? left : 0.01F);
}

static uint32_t *shuffled(uint32_t n, struct random *random)
{
    uint32_t *order = memory_alloc((n + 1) * sizeof *order);
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t i = n; i > 1; i--) {
        uint32_t j = random_below(random, i), kept = order[i - 1];
        order[i - 1] = order[j];
        order[j] = kept;
    }
    return order;
}

void schedule_epoch(struct net *net, const struct corpus *corpus, const struct batch_plan *plan,
                    const struct schedule *schedule, struct net_tallies *tallies)
{
    uint32_t *order = shuffled(corpus->sentences.n, &net->random), next = 0;
    struct batch *batch = memory_alloc(sizeof *batch);
    while (net->params.step < schedule->steps &&
           batch_fill(batch, corpus, order, &next, schedule->batch, plan, &net->random)) {
        net_run(net, batch, true, tallies);
        params_update(&net->params, rate_at(schedule, net->params.step));
    }
    free(batch);
    free(order);
}

void schedule_measure(struct net *net, const struct corpus *corpus, const struct batch_plan *plan,
                      struct net_tallies *tallies)
{
    struct batch *batch = memory_alloc(sizeof *batch);
    struct random unused = {0};
    uint32_t next = 0;
    while (batch_fill(batch, corpus, NULL, &next, 1000, plan, &unused))
        net_run(net, batch, false, tallies);
    free(batch);
}

static void print(const char *what, const struct tally *tally)
{
    if (tally->n)
        fprintf(stderr, "  %s %.2f (%.3f)", what, 100.0 * (double)tally->right / (double)tally->n,
                tally->loss / (double)tally->n);
}

void tallies_print(const char *label, const struct net_tallies *tallies, double seconds)
{
    fprintf(stderr, "%s %.0f s", label, seconds);
    print("tag", &tallies->tag);
    print("name", &tallies->name);
    print("arc", &tallies->arc);
    print("rel", &tallies->rel);
    print("next", &tallies->next);
    fprintf(stderr, "\n");
}
