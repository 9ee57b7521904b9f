/* claims: which propositions say the same. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "claim/gather.h"

/* whether the second of two says what the first says; what others say makes some words rare */
static bool same(const char *a, const char *b, int32_t days)
{
    static const char *const others[] = {
        "=visit minister s@nor @swe",     "=raise bank rate s@swe",      "=sign s@nor treaty fish",
        "=win election s@dnk party",      "=close border s@fin week",    "=open bridge @nor road",
        "=strike docker port union @nor", "=fall price oil market @gbr", "=meet leader s@deu @fra",
        "=build s@irn reactor north",     "=deny report s@irn paper",    "=sell gas s@rus pipeline",
    };
    enum { OTHERS = sizeof others / sizeof *others };
    struct claim_item items[OTHERS + 2];
    uint32_t first[OTHERS + 2];
    struct arena arena;
    arena_init(&arena, 0);
    for (uint32_t i = 0; i < OTHERS; i++)
        items[i] = (struct claim_item){str_of(others[i]), 20000};
    items[OTHERS] = (struct claim_item){str_of(a), 20000};
    items[OTHERS + 1] = (struct claim_item){str_of(b), 20000 + days};
    claims_gather(items, OTHERS + 2, first, &arena);
    for (uint32_t i = 0; i < OTHERS; i++)
        assert_int_equal(first[i], i);
    assert_int_equal(first[OTHERS], OTHERS);
    arena_release(&arena);
    return first[OTHERS + 1] == OTHERS;
}

static void test_same(void **state)
{
    (void)state;
    assert_true(same("=send @rus s@prk troop", "=send @rus s@prk troop", 3));
    assert_true(same("=send @rus s@prk troop", "#10000 =send @rus help s@prk troop", 3));
    assert_true(same("=send @rus s@prk troop", "=confirm @rus s@prk send troop", 0));
}

static void test_other(void **state)
{
    (void)state;
    /* other parties, sides, numbers, days, things */
    assert_false(same("=send @rus s@prk troop", "=send @rus s@irn troop", 0));
    assert_false(same("=attack s@prk o@kor ship", "=attack s@kor o@prk ship", 0));
    assert_false(same("#10 =send s@prk troop @rus", "#12 =send s@prk troop @rus", 0));
    assert_false(same("=send s@prk troop ~2024-10-01", "=send s@prk troop ~2024-10-02", 0));
    assert_false(same("=send @rus s@prk troop", "=send @rus s@prk parcel toy child", 0));
    assert_false(same("=send troop army", "=send troop army", 0)); /* nobody is named */
}

static void test_time(void **state)
{
    (void)state;
    assert_true(same("=send @rus s@prk troop", "=send @rus s@prk troop", 20));
    assert_false(same("=send @rus s@prk troop", "=send @rus s@prk troop", 31));
    /* a little more is enough within a week only */
    assert_true(same("=send @rus s@prk troop east", "=send @rus s@prk troop number", 5));
    assert_false(same("=send @rus s@prk troop east", "=send @rus s@prk troop number", 20));
    /* the tender of another month */
    assert_true(same("#300 =take note average @aus", "#300 =take note average @aus", 5));
    assert_false(same("#300 =take note average @aus", "#300 =take note average @aus", 20));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same),
        cmocka_unit_test(test_other),
        cmocka_unit_test(test_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
