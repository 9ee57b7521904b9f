/* table: a TSV file of data/en compiled into one section and read in place.
 *
 * Source form: UTF-8, tab-separated, '#' starts a comment line, blank lines skipped, the first
 * other line names the columns. Rows are kept in file order, which data/compile.c checks to be
 * sorted by the first column (several rows may share a key). Cells never contain tabs; "-" and an
 * empty cell both read as empty. */
#ifndef ONR_MODEL_TABLE_H
#define ONR_MODEL_TABLE_H

#include "base/buf.h"
#include "base/error.h"
#include "base/str.h"

struct table {
    struct str bytes;
    uint32_t n_rows, n_columns;
    uint32_t n_slots; /* of the keys' hashes */
};

/* Checks the counts and offsets of a section written by table_compile. */
ONR_CHECKED enum onr_status table_open(struct table *table, struct str section, const char *name,
                                       struct onr_error *error);
struct str table_cell(const struct table *table, uint32_t row, uint32_t column);
struct str table_heading(const struct table *table, uint32_t column);
/* the column with that heading, or UINT32_MAX */
uint32_t table_column(const struct table *table, const char *heading);
/* rows whose first cell equals key: [*first, *first + return value); 0: none */
uint32_t table_find(const struct table *table, struct str key, uint32_t *first);

/* Compiles TSV text; the message names file and line of the first fault (wrong number of cells,
 * not sorted, invalid UTF-8). */
ONR_CHECKED enum onr_status table_compile(struct buf *out, struct str tsv, const char *file,
                                          struct onr_error *error);

#endif
