/* oneaday: a set of the keys met so far, 64 bits each: some 16 bytes a distinct row of the run. */
#include "engine/oneaday.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "record/csv.h"

enum { SLOTS_AT_FIRST = 1 << 12 };

static bool insert(struct day_filter *filter, uint64_t key)
{
    uint64_t mask = filter->n_slots - 1, at = key >> 17 & mask;
    while (filter->slots[at] && filter->slots[at] != key)
        at = (at + 1) & mask;
    if (filter->slots[at])
        return false;
    filter->slots[at] = key;
    filter->n++;
    return true;
}

static void grow(struct day_filter *filter)
{
    struct day_filter old = *filter;
    filter->n_slots = old.n_slots ? old.n_slots * 2 : SLOTS_AT_FIRST;
    filter->slots = memory_alloc(filter->n_slots * sizeof *filter->slots);
    filter->n = 0;
    for (uint64_t i = 0; i < old.n_slots; i++)
        if (old.slots[i])
            insert(filter, old.slots[i]);
    free(old.slots);
}

void day_filter_apply(struct day_filter *filter, struct buf *rows, const struct buf *keys)
{
    size_t kept = 0, start = 0;
    for (size_t i = 0; i + sizeof(struct csv_key) <= keys->n; i += sizeof(struct csv_key)) {
        struct csv_key key;
        memcpy(&key, keys->s + i, sizeof key);
        size_t size = (size_t)key.end - start;
        if (filter->n * 2 >= filter->n_slots)
            grow(filter);
        if (!key.key || insert(filter, key.key)) {
            memmove(rows->s + kept, rows->s + start, size);
            kept += size;
        }
        start = (size_t)key.end;
    }
    rows->n = kept;
}

void day_filter_release(struct day_filter *filter)
{
    free(filter->slots);
    *filter = (struct day_filter){NULL, 0, 0};
}
