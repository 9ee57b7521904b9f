/* The knowledge linked into the library opens, and its tables are found by name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "world/world.h"

static void opens(void **state)
{
    (void)state;
    struct world *world = NULL;
    struct onr_error error = {0};
    assert_int_equal(world_open(&world, &error), ONR_OK);
    assert_null(world_table(world, "no such table"));
    world_close(world);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
