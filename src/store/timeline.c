/* timeline: what is found, month by month, oldest first. Each month opens with how many statements
 * and events it has and how they weigh: the sum of the Goldstein values of events that happened or
 * go on, above 0 for cooperation, below it for conflict. A month is held back until it is whole, so
 * that its sums can stand in front of it. */
#include <stdio.h>

#include "store/output.h"
#include "store/store.h"

enum { MONTH_MAX = 1 << 28 };

struct timeline {
    struct output output;
    struct lines lines; /* into month */
    struct lines heads; /* into output */
    struct buf month;
    char name[8]; /* "2024-11" */
    uint32_t statements, events;
    double balance;
};

static void end_month(struct timeline *t)
{
    char text[96];
    if (!t->statements && !t->events)
        return;
    snprintf(text, sizeof text, "  %u statement%s, %u event%s", t->statements,
             t->statements == 1 ? "" : "s", t->events, t->events == 1 ? "" : "s");
    lines_indent(&t->heads, 0);
    lines_add(&t->heads, STYLE_STRONG, str_of(t->name));
    lines_add(&t->heads, STYLE_QUIET, str_of(text));
    if (t->events) {
        snprintf(text, sizeof text, "%+.1f", t->balance);
        lines_add(&t->heads, STYLE_QUIET, STR(", balance "));
        lines_add(&t->heads, t->balance < 0 ? STYLE_NO : STYLE_FACT, str_of(text));
    }
    lines_end(&t->heads);
    buf_byte(&t->output.buf, '\n');
    buf_add(&t->output.buf, buf_str(&t->month));
    buf_byte(&t->output.buf, '\n');
    buf_clear(&t->month);
    t->statements = t->events = 0;
    t->balance = 0;
}

static bool is_fact(struct str status)
{
    return str_is(status, "happened") || str_is(status, "ongoing");
}

static bool take(void *context, const struct found *found)
{
    struct timeline *t = context;
    char name[8] = "undated";
    if (found->date.n >= 7)
        memcpy(name, found->date.s, 7);
    if (strcmp(name, t->name) != 0) {
        end_month(t);
        memcpy(t->name, name, sizeof name);
    }
    t->output.n++;
    t->statements += !found->event;
    t->events += found->event;
    if (found->event && is_fact(found->standing))
        t->balance += found->goldstein;
    output_found(&t->lines, found);
    return output_flush(&t->output, false);
}

enum onr_status onr_store_timeline(onr_store *store, const struct onr_query *query,
                                   const struct onr_look *look,
                                   bool (*write)(void *, const char *bytes, size_t size),
                                   void *context, uint64_t *n, struct onr_error *error)
{
    struct arena arena;
    struct filter filter;
    struct timeline t = {.name = ""};
    arena_init(&arena, 0);
    output_init(&t.output, write, context);
    buf_init(&t.month, MONTH_MAX);
    t.lines = t.heads = output_lines(&t.output, look);
    t.lines.out = &t.month;
    enum onr_status status = filter_prepare(&filter, store_db(store), query, &arena, error);
    if (status == ONR_OK)
        status = found_ask(&filter, take, &t, error);
    if (status == ONR_OK)
        end_month(&t);
    *n = t.output.n;
    buf_release(&t.month);
    arena_release(&arena);
    return output_end(&t.output, status, error);
}
