/* record/csv: one row per dyad, in one of the shapes of csv_shapes.c. An event without source or
 * target has one empty side. White space in cells becomes single spaces, so that a row is a line.
 * A cell that a spreadsheet would take for a formula is left as it is: the file is data, not a
 * sheet. */
#include "record/csv.h"

#include "base/hash.h"
#include "record/csv_row.h"

void csv_add_cell(struct buf *out, struct str cell)
{
    bool quoted = false, blank = false;
    for (size_t i = 0; i < cell.n && !quoted; i++)
        quoted = cell.s[i] == ',' || cell.s[i] == '"';
    if (quoted)
        buf_byte(out, '"');
    for (size_t i = 0; i < cell.n; i++) {
        if ((unsigned char)cell.s[i] <= ' ') {
            blank = true;
            continue;
        }
        if (blank)
            buf_byte(out, ' ');
        blank = false;
        if (cell.s[i] == '"')
            buf_byte(out, '"');
        buf_byte(out, cell.s[i]);
    }
    if (quoted)
        buf_byte(out, '"');
}

/* day, source, target and code as one number */
static uint64_t row_key(struct row *row)
{
    struct str date = csv_date(row, 0);
    if (!date.n)
        return 0;
    uint64_t key = hash_bytes(date, 0);
    key = hash_mix(key, hash_bytes(csv_actor(row, row->source), 1));
    key = hash_mix(key, hash_bytes(csv_actor(row, row->target), 2));
    return hash_mix(key, hash_bytes(csv_code(row, 0), 3)) | 1;
}

static void add_row(struct row *row, struct buf *keys)
{
    struct arena_mark mark = arena_mark(row->scratch);
    const struct column *columns = csv_shape(row->options->columns)->columns;
    row->number++;
    for (const struct column *column = columns; column->heading; column++) {
        uint32_t entity = column->side == SIDE_SOURCE   ? row->source
                          : column->side == SIDE_TARGET ? row->target
                                                        : 0;
        if (column > columns)
            buf_byte(row->out, ',');
        csv_add_cell(row->out, column->cell(row, entity));
    }
    buf_byte(row->out, '\n');
    struct csv_key key = {keys ? row_key(row) : 0, row->out->n};
    if (keys)
        buf_add(keys, (struct str){(const char *)&key, sizeof key});
    arena_rewind(row->scratch, mark);
}

static void add_dyad(struct row *row, uint32_t source, uint32_t target, struct buf *keys)
{
    row->source = source;
    row->target = target;
    add_row(row, keys);
}

static void add_reciprocal(struct row *row, struct buf *keys)
{
    const uint32_t *parties = row->doc->ids.v + row->event->sources.first;
    uint32_t n = row->event->sources.n;
    for (uint32_t s = 0; s < n; s++)
        for (uint32_t t = 0; t < n; t++)
            if (s != t)
                add_dyad(row, parties[s], parties[t], keys);
}

static void add_event(struct row *row, struct buf *keys)
{
    struct range sources = row->event->sources, targets = row->event->targets;
    if (row->event->reciprocal && sources.n > 1) {
        add_reciprocal(row, keys);
        return;
    }
    uint32_t n_sources = sources.n ? sources.n : 1, n_targets = targets.n ? targets.n : 1;
    for (uint32_t s = 0; s < n_sources; s++)
        for (uint32_t t = 0; t < n_targets; t++)
            add_dyad(row, sources.n ? row->doc->ids.v[sources.first + s] : 0,
                     targets.n ? row->doc->ids.v[targets.first + t] : 0, keys);
}

/* a reader of columns without a status would take it for what happened */
static bool misleads(uint8_t status)
{
    return status == EVENT_ALLEGED || status == EVENT_DENIED || status == EVENT_PREDICTED ||
           status == EVENT_HYPOTHETICAL || status == EVENT_DID_NOT_HAPPEN;
}

void record_csv_header(struct buf *out, enum csv_columns columns)
{
    const struct column *first = csv_shape(columns)->columns;
    for (const struct column *column = first; column->heading; column++)
        buf_format(out, "%s%s", column > first ? "," : "", column->heading);
    buf_byte(out, '\n');
}

void record_csv(struct buf *out, const struct doc *doc, const struct csv_options *options,
                struct arena *scratch, struct buf *keys)
{
    const struct shape *shape = csv_shape(options->columns);
    struct row row = {.out = out, .doc = doc, .options = options, .scratch = scratch};
    for (uint32_t i = 1; i < doc->events.n; i++) {
        row.event = &doc->events.v[i];
        if ((!shape->has_status && misleads(row.event->status)) ||
            (shape->plover && !row.event->plover))
            continue;
        add_event(&row, keys);
    }
}
