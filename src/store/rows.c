/* rows: a table's columns are as wide as the first rows need, none wider than half a line; what is
 * longer is cut with "…" in text, never in JSON or CSV. */
#include "store/rows.h"

#include <stdio.h>
#include <string.h>

#include "text/utf8.h"

enum { SETTLING = 500, WIDTH_MAX = 60 };

void rows_init(struct rows *rows, struct output *output, enum onr_to to,
               const struct onr_look *look)
{
    *rows = (struct rows){.output = output, .to = to, .lines = output_lines(output, look)};
    rows->lines.width = 0;
    arena_init(&rows->arena, 1 << 20);
}

/* the value as words, in the arena */
static struct str words_of(struct arena *arena, const struct onr_value *value)
{
    switch (value->kind) {
    case ONR_VALUE_INTEGER:
        return arena_format(arena, "%lld", (long long)value->integer);
    case ONR_VALUE_REAL:
        return arena_format(arena, "%.10g", value->real);
    case ONR_VALUE_TEXT:
        return arena_copy(arena, (struct str){value->text, value->size});
    case ONR_VALUE_BLOB:
        return arena_format(arena, "(%zu bytes)", value->size);
    default:
        return (struct str){NULL, 0};
    }
}

/* ---- text ---- */

/* the beginning of s that fits */
static struct str fit(struct str s, uint32_t columns)
{
    size_t end = 0;
    uint32_t used = 0, code;
    while (end < s.n) {
        size_t n = utf8_decode(s, end, &code);
        used += text_columns(str_cut(s.s, end, end + n));
        if (used > columns)
            break;
        end += n;
    }
    return str_cut(s.s, 0, end);
}

static void put_cell(struct rows *rows, uint32_t column, uint32_t at, struct str cell, bool heading)
{
    struct lines *lines = &rows->lines;
    uint32_t width = rows->width[column], columns = text_columns(cell);
    bool cut = columns > width;
    if (rows->numbers[column] && columns < width)
        at += width - columns;
    lines_column(lines, at);
    lines_add(lines, heading ? STYLE_STRONG : STYLE_PLAIN, cut ? fit(cell, width - 1) : cell);
    if (cut)
        lines_add(lines, STYLE_QUIET, STR("…"));
}

static void put_line(struct rows *rows, const struct str *cells, bool heading)
{
    uint32_t at = 0;
    for (uint32_t i = 0; i < rows->n_columns; i++) {
        put_cell(rows, i, at, cells[i], heading);
        at += rows->width[i] + 2;
    }
    lines_end(&rows->lines);
}

/* widths are known from here on: the gathered rows go out, headings first */
static void settle(struct rows *rows)
{
    rows->settled = true;
    for (uint32_t i = 0; i < rows->cells.n; i++) {
        uint32_t *width = &rows->width[i % rows->n_columns];
        uint32_t columns = text_columns(rows->cells.v[i]);
        *width = columns > *width ? columns : *width;
        *width = *width > WIDTH_MAX ? WIDTH_MAX : *width;
    }
    for (uint32_t i = 0; i < rows->cells.n; i += rows->n_columns)
        put_line(rows, &rows->cells.v[i], i == 0);
}

static void gather(struct rows *rows, const struct onr_row *row)
{
    for (unsigned i = 0; !rows->cells.n && i < row->n; i++)
        rows->numbers[i] =
            row->values[i].kind == ONR_VALUE_INTEGER || row->values[i].kind == ONR_VALUE_REAL;
    for (unsigned i = 0; rows->cells.n < rows->n_columns && i < row->n; i++)
        *array_push(&rows->cells, &rows->arena) = arena_copy(&rows->arena, str_of(row->names[i]));
    for (unsigned i = 0; i < row->n; i++)
        *array_push(&rows->cells, &rows->arena) = words_of(&rows->arena, &row->values[i]);
    if (rows->output->n > SETTLING)
        settle(rows);
}

static void take_text(struct rows *rows, const struct onr_row *row)
{
    if (!rows->settled) {
        gather(rows, row);
        return;
    }
    struct str cells[DB_COLUMNS_MAX];
    struct arena_mark mark = arena_mark(&rows->arena);
    for (unsigned i = 0; i < row->n; i++)
        cells[i] = words_of(&rows->arena, &row->values[i]);
    put_line(rows, cells, false);
    arena_rewind(&rows->arena, mark);
}

/* ---- JSON Lines and CSV ---- */

static void put_value(struct json *json, const struct onr_value *value)
{
    char number[32];
    switch (value->kind) {
    case ONR_VALUE_TEXT:
        json_string(json, (struct str){value->text, value->size});
        return;
    case ONR_VALUE_INTEGER:
        snprintf(number, sizeof number, "%lld", (long long)value->integer);
        break;
    case ONR_VALUE_REAL:
        snprintf(number, sizeof number, "%.15g", value->real);
        break;
    default:
        json_null(json);
        return;
    }
    buf_text(json->out, strpbrk(number, "ni") ? "null" : number);
    json->comma = true;
}

static void take_json(struct rows *rows, const struct onr_row *row)
{
    struct json json = {.out = &rows->output->buf};
    json_open(&json, '{');
    for (unsigned i = 0; i < row->n; i++) {
        if (i)
            buf_byte(json.out, ',');
        json.comma = false;
        json_string(&json, str_of(row->names[i]));
        buf_byte(json.out, ':');
        json.comma = false;
        put_value(&json, &row->values[i]);
    }
    json_close(&json, '}');
    buf_byte(json.out, '\n');
}

static void take_csv(struct rows *rows, const struct onr_row *row)
{
    struct buf *out = &rows->output->buf;
    struct arena_mark mark = arena_mark(&rows->arena);
    for (unsigned i = 0; rows->output->n == 1 && i < row->n; i++)
        output_cell(out, str_of(row->names[i]), i == 0);
    if (rows->output->n == 1)
        buf_byte(out, '\n');
    for (unsigned i = 0; i < row->n; i++)
        output_cell(out, words_of(&rows->arena, &row->values[i]), i == 0);
    buf_byte(out, '\n');
    arena_rewind(&rows->arena, mark);
}

bool rows_take(void *context, const struct onr_row *row)
{
    struct rows *rows = context;
    rows->output->n++;
    rows->n_columns = row->n;
    if (rows->to == ONR_TO_JSONL)
        take_json(rows, row);
    else if (rows->to == ONR_TO_CSV)
        take_csv(rows, row);
    else
        take_text(rows, row);
    return output_flush(rows->output, false);
}

void rows_end(struct rows *rows)
{
    if (!rows->settled && rows->n_columns)
        settle(rows);
    arena_release(&rows->arena);
}
