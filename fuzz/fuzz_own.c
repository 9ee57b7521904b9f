/* fuzz_own: any bytes as a user's table of people, of acts and of roles. A table that is taken has
 * the rows of data/en and those of the user, in order. */
#include "check.h"
#include "fuzz.h"
#include "world/own.h"

static void check_rows(const struct own_tables *own, const struct world *world, const char *name)
{
    const struct table *table = own_table(own, name), *before = world_table(world, name);
    uint32_t added = 0;
    const char *path;
    if (!table)
        return;
    for (uint32_t row = 0; row < table->n_rows; row++) {
        added += own_line(own, name, row, &path) > 0;
        CHECK(!row || str_cmp(table_cell(table, row - 1, 0), table_cell(table, row, 0)) <= 0);
    }
    CHECK(added > 0 && table->n_rows == before->n_rows + added);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    static const char *const NAMES[] = {"people", "acts", "roles"};
    static const char *const FILES[] = {"a/people.tsv", "a/acts.tsv", "a/roles.tsv"};
    static struct world *world; /* open as long as the program */
    struct onr_error error;
    if (!world && world_open(&world, &error) != ONR_OK)
        return 0;
    for (int i = 0; i < 3; i++) {
        struct own_tables *own = own_tables_new();
        if (own_tables_read(own, world, FILES[i], (struct str){(const char *)bytes, n}, &error))
            CHECK(strncmp(error.message, FILES[i], strlen(FILES[i])) == 0);
        else if (own_tables_check(own, world, &error) == ONR_OK)
            check_rows(own, world, NAMES[i]);
        own_tables_close(own);
    }
    return 0;
}
