/* table: TSV compiled into one section. Layout, all u32 little-endian:
 *
 *     n_rows, n_columns, n_slots
 *     slots     n_slots, a power of two: 1 + the first row of each key in the lower 24 bits and 8
 *               bits of its hash above them, at the key's hash or in the first free slot behind
 *               it, around the end; 0 = free
 *     offsets   (n_rows + 1) * n_columns + 1 of them, into the text that follows them: the
 *               headings, then the cells row by row; cell i is [offsets[i], offsets[i + 1])
 *     text      the cells one after another
 *
 * No types: readers convert cells. */
#include "model/table.h"

#include <string.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/hash.h"
#include "text/utf8.h"

enum {
    HEADER_BYTES = 12,
    MAX_COLUMNS = 256,
    MAX_CELLS = 1u << 26,
    MAX_SLOTS = 1u << 28,
    ROW_BITS = 24,
    ROW_MASK = (1 << ROW_BITS) - 1
};

/* what a slot keeps of the hash, so that most other keys are told apart without a look at them */
static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 56) << ROW_BITS;
}

static uint32_t read_u32(struct str bytes, size_t at)
{
    uint32_t v;
    memcpy(&v, bytes.s + at, sizeof v);
    return v;
}

/* where the offsets begin */
static size_t offsets_at(uint32_t n_slots)
{
    return HEADER_BYTES + (size_t)n_slots * sizeof(uint32_t);
}

/* cell i, headings included */
static struct str cell_at(const struct table *table, uint64_t i)
{
    uint64_t n = ((uint64_t)table->n_rows + 1) * table->n_columns;
    size_t offsets = offsets_at(table->n_slots);
    const char *text = table->bytes.s + offsets + (n + 1) * sizeof(uint32_t);
    uint32_t start = read_u32(table->bytes, offsets + i * sizeof(uint32_t));
    uint32_t end = read_u32(table->bytes, offsets + (i + 1) * sizeof(uint32_t));
    return str_cut(text, start, end);
}

/* rows in range, and a free slot that ends every search */
static bool slots_are_sound(struct str section, uint32_t n_slots, uint32_t n_rows)
{
    bool free = false;
    for (uint32_t i = 0; i < n_slots; i++) {
        uint32_t taken = read_u32(section, HEADER_BYTES + i * sizeof(uint32_t));
        if ((taken & ROW_MASK) > n_rows || (taken && !(taken & ROW_MASK)))
            return false;
        free |= taken == 0;
    }
    return free;
}

static bool offsets_are_sound(struct str section, size_t offsets, uint64_t n)
{
    size_t text = section.n - offsets - (n + 1) * sizeof(uint32_t);
    uint32_t before = 0;
    for (uint64_t i = 0; i <= n; i++) {
        uint32_t offset = read_u32(section, offsets + i * sizeof(uint32_t));
        if (offset < before || offset > text || (i == 0 && offset) || (i == n && offset != text))
            return false;
        before = offset;
    }
    return true;
}

enum onr_status table_open(struct table *table, struct str section, const char *name,
                           struct onr_error *error)
{
    *table = (struct table){{NULL, 0}, 0, 0, 0};
    if (section.n < HEADER_BYTES)
        return error_set(error, ONR_ERR_MODEL, "table %s: missing or too short", name);
    uint32_t n_rows = read_u32(section, 0), n_columns = read_u32(section, 4);
    uint32_t n_slots = read_u32(section, 8);
    uint64_t n = ((uint64_t)n_rows + 1) * n_columns;
    if (n_columns == 0 || n_columns > MAX_COLUMNS || n > MAX_CELLS || n_slots > MAX_SLOTS ||
        (n_slots & (n_slots - 1)) || section.n < offsets_at(n_slots) ||
        section.n - offsets_at(n_slots) < (n + 1) * sizeof(uint32_t))
        return error_set(error, ONR_ERR_MODEL, "table %s: impossible number of cells", name);
    if (!slots_are_sound(section, n_slots, n_rows) ||
        !offsets_are_sound(section, offsets_at(n_slots), n))
        return error_set(error, ONR_ERR_MODEL, "table %s: cells out of place", name);
    *table = (struct table){section, n_rows, n_columns, n_slots};
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

uint32_t table_find(const struct table *table, struct str key, uint32_t *first)
{
    uint64_t hash = hash_bytes(key, 0);
    uint32_t mask = table->n_slots - 1, slot = (uint32_t)hash & mask, tag = tag_of(hash), taken;
    *first = 0;
    while ((taken = read_u32(table->bytes, HEADER_BYTES + slot * sizeof(uint32_t)))) {
        uint32_t row = (taken & ROW_MASK) - 1;
        if ((taken & ~(uint32_t)ROW_MASK) == tag && str_eq(table_cell(table, row, 0), key)) {
            uint32_t end = *first = row;
            while (end < table->n_rows && str_eq(table_cell(table, end, 0), key))
                end++;
            return end - *first;
        }
        slot = (slot + 1) & mask;
    }
    return 0;
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
    return c->n_rows < ROW_MASK ? NULL : "too many rows";
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

/* the key of a row */
static struct str key_of(const struct compiler *c, size_t row)
{
    const uint32_t *cell = c->offsets.v + (row + 1) * c->n_columns;
    return str_cut(c->text.s, cell[0], cell[1]);
}

/* the slots of all keys, at most half of them taken; in the compiler's arena */
static uint32_t *fill_slots(struct compiler *c, uint32_t *n_slots)
{
    *n_slots = 2;
    while (*n_slots / 2 < c->n_rows)
        *n_slots *= 2;
    uint32_t *slots = arena_alloc(&c->arena, *n_slots * sizeof *slots);
    for (uint32_t row = 0; row < c->n_rows; row++) {
        if (row && str_eq(key_of(c, row - 1), key_of(c, row)))
            continue;
        uint64_t hash = hash_bytes(key_of(c, row), 0);
        uint32_t slot = (uint32_t)hash & (*n_slots - 1);
        while (slots[slot])
            slot = (slot + 1) & (*n_slots - 1);
        slots[slot] = (row + 1) | tag_of(hash);
    }
    return slots;
}

static void add_section(struct buf *out, struct compiler *c)
{
    uint32_t n_slots, *slots = fill_slots(c, &n_slots);
    add_u32(out, c->n_rows);
    add_u32(out, c->n_columns);
    add_u32(out, n_slots);
    buf_add(out, (struct str){(const char *)slots, n_slots * sizeof *slots});
    buf_add(out, (struct str){(const char *)c->offsets.v, c->offsets.n * sizeof(uint32_t)});
    buf_add(out, buf_str(&c->text));
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
    if (fault)
        status = error_set(error, ONR_ERR_FORMAT, "%s:%u: %s", file, line, fault);
    else
        add_section(out, &c);
    buf_release(&c.text);
    arena_release(&c.arena);
    return status;
}
