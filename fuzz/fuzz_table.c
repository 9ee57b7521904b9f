/* fuzz_table: any bytes as the source of a table, and as a compiled one. What compiles opens. */
#include <stdlib.h>

#include "fuzz.h"
#include "model/table.h"

static void read_all(const struct table *table)
{
    uint32_t first;
    for (uint32_t row = 0; row < table->n_rows; row++) {
        size_t sum = 0;
        for (uint32_t column = 0; column < table->n_columns; column++) {
            struct str cell = table_cell(table, row, column);
            for (size_t i = 0; i < cell.n; i++)
                sum += (uint8_t)cell.s[i];
        }
        if (sum)
            table_find(table, table_cell(table, row, 0), &first);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str input = {(const char *)bytes, n};
    struct onr_error error;
    struct table table;
    struct buf buf;
    if (table_open(&table, input, "fuzz", &error) == ONR_OK)
        read_all(&table);
    buf_init(&buf, 1 << 26);
    if (table_compile(&buf, input, "fuzz.tsv", &error) == ONR_OK) {
        if (table_open(&table, buf_str(&buf), "fuzz", &error) != ONR_OK)
            abort();
        read_all(&table);
        uint32_t first;
        for (uint32_t row = 0; row < table.n_rows; row++)
            if (table_find(&table, table_cell(&table, row, 0), &first) == 0 || first > row)
                abort();
    }
    buf_release(&buf);
    return 0;
}
