/* rows: whatever rows a question gives, as a table, JSON Lines or CSV. */
#ifndef ONR_STORE_ROWS_H
#define ONR_STORE_ROWS_H

#include "store/output.h"

/* Takes rows by rows_take, as a db_row_function with this as its context, then rows_end. */
struct rows {
    struct output *output;
    struct lines lines;
    enum onr_to to; /* TEXT, JSONL or CSV */
    struct arena arena;
    uint32_t n_columns;
    uint32_t width[DB_COLUMNS_MAX];
    bool numbers[DB_COLUMNS_MAX]; /* set to the right */
    ARRAY(struct str) cells;      /* of text: the rows that settle the widths */
    bool settled;
};

void rows_init(struct rows *rows, struct output *output, enum onr_to to,
               const struct onr_look *look);
bool rows_take(void *context, const struct onr_row *row);
void rows_end(struct rows *rows);

#endif
