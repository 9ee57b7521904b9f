/* record/outline: sorts statements and events by their first byte, hangs each on its parent and
 * walks the tree from the root. A statement whose chain of reports runs in a circle counts as
 * reported by nobody. */
#include "record/outline.h"

struct maker {
    const struct doc *doc;
    struct outline_item *items; /* from 1; 0 is the root */
    uint32_t n;                 /* with the root */
    uint32_t *item_of;          /* statement → item */
};

static uint32_t first_start(const struct doc *doc, struct range spans, uint32_t least)
{
    for (uint32_t i = 0; i < spans.n; i++)
        if (doc->spans.v[spans.first + i].start < least)
            least = doc->spans.v[spans.first + i].start;
    return least;
}

static uint32_t statement_start(const struct doc *doc, const struct statement *statement)
{
    uint32_t at = first_start(doc, statement->content, UINT32_MAX);
    if (statement->cue.end && statement->cue.start < at)
        at = statement->cue.start;
    return first_start(doc, statement->speaker_spans, at);
}

static bool precedes(const struct outline_item *a, const struct outline_item *b)
{
    if (a->at != b->at)
        return a->at < b->at;
    return a->statement && !b->statement;
}

/* merges [first, middle) and [middle, end) of `from` into `to` */
static void merge(const struct outline_item *from, struct outline_item *to, uint32_t first,
                  uint32_t middle, uint32_t end)
{
    uint32_t a = first, b = middle;
    for (uint32_t i = first; i < end; i++) {
        bool left = a < middle && (b >= end || !precedes(&from[b], &from[a]));
        to[i] = left ? from[a++] : from[b++];
    }
}

/* stable merge sort; gives the array that holds the result */
static struct outline_item *sort_items(struct outline_item *items, struct outline_item *spare,
                                       uint32_t n)
{
    for (uint32_t run = 1; run < n; run *= 2) {
        for (uint32_t first = 0; first < n; first += 2 * run) {
            uint32_t middle = first + run < n ? first + run : n;
            uint32_t end = first + 2 * run < n ? first + 2 * run : n;
            merge(items, spare, first, middle, end);
        }
        struct outline_item *sorted = spare;
        spare = items;
        items = sorted;
    }
    return items;
}

/* steps up to a statement that nobody reports; 0 also for a chain that never ends */
static uint32_t statement_depth(const struct doc *doc, uint32_t id)
{
    uint32_t depth = 0;
    while ((id = doc->statements.v[id].within) != 0)
        if (++depth > doc->statements.n)
            return 0;
    return depth;
}

/* the statement an item hangs on, 0 = none */
static uint32_t parent_statement(const struct doc *doc, const struct outline_item *item)
{
    if (item->statement)
        return statement_depth(doc, item->statement) ? doc->statements.v[item->statement].within
                                                     : 0;
    struct range carriers = doc->events.v[item->event].on_word_of;
    uint32_t best = 0, deepest = 0;
    for (uint32_t i = 0; i < carriers.n; i++) {
        uint32_t id = doc->ids.v[carriers.first + i], depth = statement_depth(doc, id) + 1;
        if (depth > deepest) {
            deepest = depth;
            best = id;
        }
    }
    return best;
}

static void collect_items(struct maker *maker, struct outline_item *spare)
{
    const struct doc *doc = maker->doc;
    uint32_t n = 0;
    struct outline_item *items = maker->items + 1;
    for (uint32_t i = 1; i < doc->statements.n; i++)
        items[n++] = (struct outline_item){.at = statement_start(doc, &doc->statements.v[i]),
                                           .statement = i};
    for (uint32_t i = 1; i < doc->events.n; i++)
        items[n++] = (struct outline_item){
            .at = first_start(doc, doc->events.v[i].trigger, UINT32_MAX), .event = i};
    maker->items = sort_items(items, spare + 1, n) - 1;
    maker->items[0] = (struct outline_item){0};
    maker->n = n + 1;
    for (uint32_t i = 1; i < maker->n; i++)
        if (maker->items[i].statement)
            maker->item_of[maker->items[i].statement] = i;
}

static void hang_items(struct maker *maker)
{
    for (uint32_t i = 1; i < maker->n; i++) {
        struct outline_item *item = &maker->items[i];
        item->parent = maker->item_of[parent_statement(maker->doc, item)];
        struct outline_item *parent = &maker->items[item->parent];
        if (parent->last)
            maker->items[parent->last].next = i;
        else
            parent->first = i;
        parent->last = i;
    }
}

static struct outline walk_items(struct maker *maker, struct arena *arena)
{
    struct outline outline = {arena_alloc(arena, maker->n * sizeof *outline.items), 0};
    struct outline_item *items = maker->items;
    uint32_t i = items[0].first;
    while (i) {
        items[i].depth = items[i].parent ? items[items[i].parent].depth + 1 : 0;
        outline.items[outline.n++] = &items[i];
        if (items[i].first) {
            i = items[i].first;
            continue;
        }
        while (i && !items[i].next)
            i = items[i].parent;
        i = items[i].next;
    }
    return outline;
}

struct outline outline_make(const struct doc *doc, struct arena *arena)
{
    uint32_t n = doc->statements.n + doc->events.n;
    struct maker maker = {.doc = doc,
                          .items = arena_alloc(arena, n * sizeof *maker.items),
                          .item_of = arena_alloc(arena, doc->statements.n * sizeof(uint32_t))};
    collect_items(&maker, arena_alloc(arena, n * sizeof *maker.items));
    hang_items(&maker);
    return walk_items(&maker, arena);
}
