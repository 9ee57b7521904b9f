/* The knowledge linked into the library opens, and its tables are found by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "world/world.h"

static void opens(void **state)
{
    (void)state;
    struct world *world = NULL;
    struct onr_error error = {0};
    assert_int_equal(world_open(&world, &error), ONR_OK);
    assert_null(world_table(world, "no such table"));
    const struct table *countries = world_table(world, "countries");
    assert_non_null(countries);
    uint32_t row, name = table_column(countries, "name");
    assert_int_equal(table_find(countries, STR("KOR"), &row), 1);
    assert_true(str_is(table_cell(countries, row, name), "South Korea"));
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
