/* table: TSV compiled into one section. Layout, all u32 little-endian:
 *
 *     n_rows, n_columns
 *     offsets   (n_rows + 1) * n_columns + 1 of them, into the text that follows them: the
 *               headings, then the cells row by row; cell i is [offsets[i], offsets[i + 1])
 *     text      the cells one after another
 *
 * Rows are found by binary search over the first column. No types: readers convert cells. */
#include "model/table.h"

#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "text/utf8.h"

enum { HEADER_BYTES = 8, MAX_COLUMNS = 256, MAX_CELLS = 1u << 26 };

static uint32_t read_u32(struct str bytes, size_t at)
{
    uint32_t v;
    memcpy(&v, bytes.s + at, sizeof v);
    return v;
}

/* cell i, headings included */
static struct str cell_at(const struct table *table, uint64_t i)
{
    uint64_t n = ((uint64_t)table->n_rows + 1) * table->n_columns;
    const char *text = table->bytes.s + HEADER_BYTES + (n + 1) * sizeof(uint32_t);
    uint32_t start = read_u32(table->bytes, HEADER_BYTES + i * sizeof(uint32_t));
    uint32_t end = read_u32(table->bytes, HEADER_BYTES + (i + 1) * sizeof(uint32_t));
    return str_cut(text, start, end);
}

enum onr_status table_open(struct table *table, struct str section, const char *name,
                           struct onr_error *error)
{
    *table = (struct table){{NULL, 0}, 0, 0};
    if (section.n < HEADER_BYTES)
        return error_set(error, ONR_ERR_MODEL, "table %s: missing or too short", name);
    uint32_t n_rows = read_u32(section, 0), n_columns = read_u32(section, 4);
    uint64_t n = ((uint64_t)n_rows + 1) * n_columns;
    if (n_columns == 0 || n_columns > MAX_COLUMNS || n > MAX_CELLS ||
        section.n - HEADER_BYTES < (n + 1) * sizeof(uint32_t))
        return error_set(error, ONR_ERR_MODEL, "table %s: impossible number of cells", name);
    size_t text = section.n - HEADER_BYTES - (n + 1) * sizeof(uint32_t);
    uint32_t before = 0;
    for (uint64_t i = 0; i <= n; i++) {
        uint32_t offset = read_u32(section, HEADER_BYTES + i * sizeof(uint32_t));
        if (offset < before || offset > text || (i == 0 && offset) || (i == n && offset != text))
            return error_set(error, ONR_ERR_MODEL, "table %s: cells out of place", name);
        before = offset;
    }
    *table = (struct table){section, n_rows, n_columns};
    return ONR_OK;
}

struct str table_cell(const struct table *table, uint32_t row, uint32_t column)
{
    return cell_at(table, ((uint64_t)row + 1) * table->n_columns + column);
}

struct str table_heading(const struct table *table, uint32_t column)
{
    return cell_at(table, column);
}

uint32_t table_column(const struct table *table, const char *heading)
{
    for (uint32_t column = 0; column < table->n_columns; column++)
        if (str_is(cell_at(table, column), heading))
            return column;
    return UINT32_MAX;
}

/* first row whose key is not below `key`, or with `after` is above it */
static uint32_t bound(const struct table *table, struct str key, bool after)
{
    uint32_t low = 0, high = table->n_rows;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        int order = str_cmp(table_cell(table, middle, 0), key);
        if (order < 0 || (after && order == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t table_find(const struct table *table, struct str key, uint32_t *first)
{
    *first = bound(table, key, false);
    return bound(table, key, true) - *first;
}

/* what has been read of a source so far */
struct compiler {
    struct arena arena;
    ARRAY(uint32_t) offsets;
    struct buf text;
    struct str key; /* of the row before */
    uint32_t n_rows, n_columns;
};

static const char *add_row(struct compiler *c, struct str line)
{
    bool heading = c->n_columns == 0;
    struct str first = {NULL, 0};
    uint32_t n = 0;
    while (line.s) {
        struct str cell = str_split(&line, '\t');
        if (str_is(cell, "-"))
            cell.n = 0;
        if (n++ == 0)
            first = cell;
        buf_add(&c->text, cell);
        *array_push(&c->offsets, &c->arena) = (uint32_t)c->text.n;
    }
    if (c->text.full || c->offsets.n > MAX_CELLS)
        return "too large";
    if (heading) {
        c->n_columns = n;
        return n > MAX_COLUMNS ? "too many columns" : NULL;
    }
    if (n != c->n_columns)
        return n < c->n_columns ? "too few cells" : "too many cells";
    if (c->n_rows && str_cmp(c->key, first) > 0)
        return "not sorted by the first column";
    c->key = first;
    c->n_rows++;
    return NULL;
}

static void add_u32(struct buf *out, uint32_t v)
{
    buf_add(out, (struct str){(const char *)&v, sizeof v});
}

static const char *compile(struct compiler *c, struct str tsv, uint32_t *line_number)
{
    *array_push(&c->offsets, &c->arena) = 0;
    while (tsv.s) {
        struct str line = str_split(&tsv, '\n');
        ++*line_number;
        if (utf8_invalid(line) != SIZE_MAX)
            return "invalid UTF-8";
        if (line.n && line.s[line.n - 1] == '\r')
            return "carriage return at the end of the line";
        if (str_trim(line).n == 0 || line.s[0] == '#')
            continue;
        const char *fault = add_row(c, line);
        if (fault)
            return fault;
    }
    return c->n_columns ? NULL : "no line that names the columns";
}

enum onr_status table_compile(struct buf *out, struct str tsv, const char *file,
                              struct onr_error *error)
{
    struct compiler c = {0};
    uint32_t line = 0;
    enum onr_status status = ONR_OK;
    arena_init(&c.arena, 0);
    buf_init(&c.text, UINT32_MAX - 1);
    const char *fault = compile(&c, tsv, &line);
    if (fault) {
        status = error_set(error, ONR_ERR_FORMAT, "%s:%u: %s", file, line, fault);
    } else {
        add_u32(out, c.n_rows);
        add_u32(out, c.n_columns);
        buf_add(out, (struct str){(const char *)c.offsets.v, c.offsets.n * sizeof(uint32_t)});
        buf_add(out, buf_str(&c.text));
    }
    buf_release(&c.text);
    arena_release(&c.arena);
    return status;
}
