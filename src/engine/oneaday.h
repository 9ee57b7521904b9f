/* oneaday: of rows with the same day, source, target and code, the first of a run. */
#ifndef ONR_ENGINE_ONEADAY_H
#define ONR_ENGINE_ONEADAY_H

#include "base/buf.h"
#include "base/map.h"

struct day_filter {
    struct map seen; /* keys met so far */
};

/* Takes the rows out of `rows` that were there before in this run, or before in `rows`. `keys`
 * holds a struct csv_key a row (record/csv.h). Rows without a day stay. */
void day_filter_apply(struct day_filter *filter, struct buf *rows, const struct buf *keys);
void day_filter_release(struct day_filter *filter);

#endif
