/* fuzz_petrarch: any bytes as a dictionary of PETRARCH; the tables that come out can be read. */
#include <stdio.h>

#include "check.h"
#include "fuzz.h"
#include "world/own.h"
#include "world/petrarch.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static struct world *world; /* open as long as the program */
    struct onr_error error;
    struct petrarch import;
    if (!world && world_open(&world, &error) != ONR_OK)
        return 0;
    petrarch_init(&import, world);
    petrarch_read(&import, "dictionary", (struct str){(const char *)bytes, n});
    struct own_tables *own = own_tables_new();
    for (int i = 0; i < PETRARCH_TABLES; i++) {
        char path[64];
        struct buf text;
        if (!import.rows[i].n)
            continue;
        buf_init(&text, 64 << 20);
        buf_format(&text, "%s\n", petrarch_headings(i));
        buf_add(&text, buf_str(&import.rows[i]));
        snprintf(path, sizeof path, "%s.tsv", petrarch_table_name(i));
        CHECK(own_tables_read(own, world, path, buf_str(&text), &error) == ONR_OK);
        buf_release(&text);
    }
    CHECK(own_tables_check(own, world, &error) == ONR_OK);
    own_tables_close(own);
    petrarch_release(&import);
    return 0;
}
