/* oneaday: a set of the keys met so far. */
#include "engine/oneaday.h"

#include <string.h>

#include "record/csv.h"

/* true the first time; the lowest bit of a key is always set and tells nothing */
static bool is_new(struct day_filter *filter, uint64_t key)
{
    if (map_get(&filter->seen, key >> 1))
        return false;
    map_set(&filter->seen, key >> 1, 1);
    return true;
}

void day_filter_apply(struct day_filter *filter, struct buf *rows, const struct buf *keys)
{
    size_t kept = 0, start = 0;
    for (size_t i = 0; i + sizeof(struct csv_key) <= keys->n; i += sizeof(struct csv_key)) {
        struct csv_key key;
        memcpy(&key, keys->s + i, sizeof key);
        size_t size = (size_t)key.end - start;
        if (!key.key || is_new(filter, key.key)) {
            memmove(rows->s + kept, rows->s + start, size);
            kept += size;
        }
        start = (size_t)key.end;
    }
    rows->n = kept;
}

void day_filter_release(struct day_filter *filter)
{
    map_release(&filter->seen);
}
