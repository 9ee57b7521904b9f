/* own: reads a folder of a user's tables and merges each into the table of the same name: the rows
 * of both, sorted by the first column, the user's before the others of the same key. Which rows are
 * the user's is remembered with file and line, for messages and explanations. What cells may hold
 * is checked in own_check.c. */
#include "world/own.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/file.h"
#include "text/utf8.h"

enum { MAX_COLUMNS = 32, NAME_BYTES = 32, MAX_MERGED = 64 << 20 };

struct own_row {
    const struct str *cells; /* by column of the table they join */
    uint32_t line;           /* 0 = linked in */
    uint32_t order;
};

struct own_list {
    char name[NAME_BYTES];
    const char *path;
    struct buf bytes;
    struct table table;
    uint32_t *lines; /* per row of the table */
};

struct own_tables {
    struct arena arena;
    ARRAY(struct own_list) lists;
};

/* one file while it is read */
struct reading {
    struct own_tables *own;
    const struct table *joins;
    const char *name, *path;
    struct onr_error *error;
    uint32_t line;
    uint32_t columns[MAX_COLUMNS], n_columns;
    ARRAY(struct own_row) rows;
};

static enum onr_status fault(const struct reading *r, const char *what, struct str cell,
                             const char *more)
{
    return error_set(r->error, ONR_ERR_FORMAT, "%s:%u: %s '%.*s'%s", r->path, r->line, what,
                     (int)(cell.n < 40 ? cell.n : 40), cell.s, more);
}

/* "name, short, country" */
static const char *column_names(const struct reading *r)
{
    struct str list = {NULL, 0};
    for (uint32_t i = 0; i < r->joins->n_columns; i++) {
        struct str heading = table_heading(r->joins, i);
        list = list.n ? arena_format(&r->own->arena, "%.*s, %.*s", STR_ARG(list), STR_ARG(heading))
                      : arena_copy(&r->own->arena, heading);
    }
    return list.s;
}

static enum onr_status read_headings(struct reading *r, struct str line)
{
    bool key = false;
    while (line.s) {
        struct str heading = str_trim(str_split(&line, '\t'));
        uint32_t column = 0;
        while (column < r->joins->n_columns && !str_eq(table_heading(r->joins, column), heading))
            column++;
        if (column == r->joins->n_columns)
            return fault(
                r, "no column", heading,
                arena_format(&r->own->arena, "; %s.tsv has %s", r->name, column_names(r)).s);
        for (uint32_t i = 0; i < r->n_columns; i++)
            if (r->columns[i] == column)
                return fault(r, "two columns", heading, "");
        if (r->n_columns == MAX_COLUMNS)
            return fault(r, "one column too many,", heading, "");
        r->columns[r->n_columns++] = column;
        key = key || column == 0;
    }
    return key ? ONR_OK : fault(r, "no column", table_heading(r->joins, 0), "");
}

static enum onr_status read_row(struct reading *r, struct str line)
{
    struct str *cells = arena_alloc(&r->own->arena, r->joins->n_columns * sizeof *cells);
    uint32_t n = 0;
    for (; line.s; n++) {
        struct str cell = str_trim(str_split(&line, '\t'));
        if (n < r->n_columns && !str_is(cell, "-"))
            cells[r->columns[n]] = arena_copy(&r->own->arena, cell);
    }
    if (n != r->n_columns)
        return error_set(r->error, ONR_ERR_FORMAT, "%s:%u: %u cells where the columns are %u",
                         r->path, r->line, n, r->n_columns);
    if (!cells[0].n)
        return fault(r, "nothing in column", table_heading(r->joins, 0), "");
    struct own_row *row = array_push(&r->rows, &r->own->arena);
    *row = (struct own_row){cells, r->line, r->rows.n};
    return ONR_OK;
}

static enum onr_status read_lines(struct reading *r, struct str text)
{
    if (str_starts(text, STR("\xEF\xBB\xBF")))
        text = (struct str){text.s + 3, text.n - 3};
    while (text.s) {
        struct str line = str_split(&text, '\n');
        r->line++;
        if (line.n && line.s[line.n - 1] == '\r')
            line.n--;
        if (utf8_invalid(line) != SIZE_MAX)
            return error_set(r->error, ONR_ERR_FORMAT, "%s:%u: invalid UTF-8", r->path, r->line);
        if (str_trim(line).n == 0 || line.s[0] == '#')
            continue;
        enum onr_status status = r->n_columns ? read_row(r, line) : read_headings(r, line);
        if (status)
            return status;
    }
    return ONR_OK;
}

static int by_key(const void *a, const void *b)
{
    const struct own_row *x = a, *y = b;
    int order = str_cmp(x->cells[0], y->cells[0]);
    return order ? order : x->order < y->order ? -1 : x->order > y->order;
}

static void add_line(struct buf *out, const struct str *cells, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_byte(out, '\t');
        if (cells[i].n)
            buf_add(out, cells[i]);
        else
            buf_byte(out, '-');
    }
    buf_byte(out, '\n');
}

/* both tables as one text, sorted; lines gets what is known of each row */
static void merge(struct reading *r, struct buf *out, uint32_t *lines)
{
    uint32_t n = r->joins->n_columns, at = 0, row = 0;
    struct str cells[MAX_COLUMNS];
    for (uint32_t i = 0; i < n; i++)
        cells[i] = table_heading(r->joins, i);
    add_line(out, cells, n);
    while (at < r->rows.n || row < r->joins->n_rows) {
        const struct own_row *own = at < r->rows.n ? &r->rows.v[at] : NULL;
        if (own && (row == r->joins->n_rows ||
                    str_cmp(own->cells[0], table_cell(r->joins, row, 0)) <= 0)) {
            lines[at + row] = own->line;
            at++;
            add_line(out, own->cells, n);
            continue;
        }
        for (uint32_t i = 0; i < n; i++)
            cells[i] = table_cell(r->joins, row, i);
        row++;
        add_line(out, cells, n);
    }
}

static enum onr_status join(struct reading *r)
{
    struct buf text;
    struct own_list *list = array_push(&r->own->lists, &r->own->arena);
    *list = (struct own_list){.path = r->path};
    buf_init(&list->bytes, MAX_MERGED);
    buf_init(&text, MAX_MERGED);
    memcpy(list->name, r->name, strlen(r->name));
    list->lines =
        arena_alloc(&r->own->arena, (r->rows.n + r->joins->n_rows + 1) * sizeof *list->lines);
    if (r->rows.n)
        qsort(r->rows.v, r->rows.n, sizeof *r->rows.v, by_key);
    merge(r, &text, list->lines);
    enum onr_status status = table_compile(&list->bytes, buf_str(&text), r->path, r->error);
    if (!status && (text.full || list->bytes.full))
        status = error_set(r->error, ONR_ERR_LIMIT, "%s: too large", r->path);
    if (!status)
        status = table_open(&list->table, buf_str(&list->bytes), list->name, r->error);
    buf_release(&text);
    return status;
}

struct own_tables *own_tables_new(void)
{
    struct own_tables *own = memory_alloc(sizeof *own);
    arena_init(&own->arena, 0);
    return own;
}

enum onr_status own_tables_read(struct own_tables *own, const struct world *world, const char *path,
                                struct str text, struct onr_error *error)
{
    char name[NAME_BYTES] = "";
    const char *slash = strrchr(path, '/');
    struct str file = str_of(slash ? slash + 1 : path);
    if (str_ends(file, STR(".tsv")) && file.n - 4 < sizeof name)
        memcpy(name, file.s, file.n - 4);
    path = arena_copy(&own->arena, str_of(path)).s;
    struct reading r = {.own = own, .name = name, .path = path, .error = error};
    r.joins = *name ? world_table(world, name) : NULL;
    if (!r.joins || r.joins->n_columns > MAX_COLUMNS)
        return error_set(error, ONR_ERR_FORMAT,
                         "%s: there is no table of that name to add rows to; see data/en", path);
    enum onr_status status = read_lines(&r, text);
    return status || !r.rows.n ? status : join(&r);
}

static enum onr_status read_file(struct own_tables *own, const struct world *world,
                                 const char *path, struct onr_error *error)
{
    struct file_map map;
    enum onr_status status = file_map_open(&map, path, error);
    if (status)
        return status;
    status = own_tables_read(own, world, path, map.bytes, error);
    file_map_close(&map);
    return status;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static enum onr_status read_folder(struct own_tables *own, const struct world *world,
                                   const char *folder, struct onr_error *error)
{
    ARRAY(const char *) files = {0};
    DIR *dir = opendir(folder);
    if (!dir)
        return error_set(error, ONR_ERR_IO, "%s: %s", folder, strerror(errno));
    for (struct dirent *entry; (entry = readdir(dir));) {
        struct str file = str_of(entry->d_name);
        if (file.s[0] != '.' && str_ends(file, STR(".tsv")))
            *array_push(&files, &own->arena) = arena_copy(&own->arena, file).s;
    }
    closedir(dir);
    if (files.n)
        qsort(files.v, files.n, sizeof *files.v, by_name);
    enum onr_status status = ONR_OK;
    for (uint32_t i = 0; i < files.n && !status; i++)
        status =
            read_file(own, world, arena_format(&own->arena, "%s/%s", folder, files.v[i]).s, error);
    return status;
}

enum onr_status own_tables_open(struct own_tables **own, const char *folder,
                                const struct world *world, struct onr_error *error)
{
    struct own_tables *made = own_tables_new();
    enum onr_status status = read_folder(made, world, folder, error);
    if (status)
        own_tables_close(made);
    else
        *own = made;
    return status;
}

void own_tables_close(struct own_tables *own)
{
    if (!own)
        return;
    for (uint32_t i = 0; i < own->lists.n; i++)
        buf_release(&own->lists.v[i].bytes);
    arena_release(&own->arena);
    free(own);
}

static const struct own_list *find_list(const struct own_tables *own, const char *name)
{
    for (uint32_t i = 0; i < own->lists.n; i++)
        if (strcmp(own->lists.v[i].name, name) == 0)
            return &own->lists.v[i];
    return NULL;
}

const struct table *own_table(const struct own_tables *own, const char *name)
{
    const struct own_list *list = find_list(own, name);
    return list ? &list->table : NULL;
}

uint32_t own_line(const struct own_tables *own, const char *name, uint32_t row, const char **path)
{
    const struct own_list *list = find_list(own, name);
    if (!list)
        return 0;
    *path = list->path;
    return list->lines[row];
}
