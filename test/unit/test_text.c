/* text: UTF-8 at its edges, repair, character classes and case. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/unicode.h"
#include "text/utf8.h"

static void test_round_trip(void **state)
{
    (void)state;
    for (uint32_t code = 0; code <= 0x10FFFF; code++) {
        if (code >= 0xD800 && code < 0xE000)
            continue;
        char bytes[4];
        uint32_t back = 0, n = utf8_encode(code, bytes);
        struct str s = {bytes, n};
        if (utf8_decode(s, 0, &back) != n || back != code || utf8_invalid(s) != SIZE_MAX)
            fail_msg("U+%04X", code);
    }
}

static void test_encode_replaces(void **state)
{
    (void)state;
    char bytes[4];
    assert_int_equal(utf8_encode(0xD800, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
    assert_int_equal(utf8_encode(0x110000, bytes), 3);
    assert_memory_equal(bytes, "\xEF\xBF\xBD", 3);
}

static void check_repair(const char *bad, size_t first, size_t replaced, const char *good)
{
    struct buf buf;
    buf_init(&buf, 1000);
    assert_int_equal(utf8_invalid(str_of(bad)), first);
    assert_int_equal(utf8_repair(&buf, str_of(bad)), replaced);
    buf_byte(&buf, '\0');
    assert_string_equal(buf.s, good);
    assert_true(utf8_invalid(buf_str(&buf)) == SIZE_MAX);
    buf_release(&buf);
}

#define R "\xEF\xBF\xBD"

static void test_repair(void **state)
{
    (void)state;
    check_repair("caf\xE9 noir", 3, 1, "caf" R " noir");
    check_repair("\x80", 0, 1, R);
    check_repair("\xC0\xAF", 0, 2, R R);             /* overlong */
    check_repair("\xE0\x80\xAF", 0, 3, R R R);       /* overlong */
    check_repair("\xED\xA0\x80", 0, 3, R R R);       /* surrogate */
    check_repair("\xF4\x90\x80\x80", 0, 4, R R R R); /* past U+10FFFF */
    check_repair("\xE2\x82", 0, 1, R);               /* cut off: one maximal subpart */
    check_repair("\xE2\x82z", 0, 1, R "z");
    check_repair("\xF0\x9F\x98\xE2\x82\xAC", 0, 1, R "€");
    check_repair("0123456789abcdef\xFF", 16, 1, "0123456789abcdef" R);
}

static void test_decode_invalid(void **state)
{
    (void)state;
    uint32_t code;
    assert_int_equal(utf8_decode(STR("\xE2\x82"), 0, &code), 1);
    assert_int_equal(code, 0xFFFD);
    assert_int_equal(utf8_decode(STR("aé"), 1, &code), 2);
    assert_int_equal(code, 0xE9);
}

static void test_length(void **state)
{
    (void)state;
    assert_int_equal(utf8_length(STR("")), 0);
    assert_int_equal(utf8_length(STR("naïve €😀")), 8);
}

static void test_classes(void **state)
{
    (void)state;
    assert_true(unicode_is_letter('a') && unicode_is_letter('Z') && unicode_is_letter(0xE9));
    assert_false(unicode_is_letter('@') || unicode_is_letter('[') || unicode_is_letter('1'));
    assert_true(unicode_is_upper(0xC9) && unicode_is_lower(0xE9));
    assert_false(unicode_is_upper('a') || unicode_is_lower('A') || unicode_is_upper('1'));
    assert_true(unicode_is_digit('7') && unicode_is_digit(0x663));
    assert_true(unicode_is_space(0xA0) && unicode_is_space(0x200B) && unicode_is_space(0x2028));
    assert_true(unicode_is_space('\n') && !unicode_is_space('x'));
    assert_true(unicode_is_punct('.') && unicode_is_punct(0x2014) && unicode_is_punct('('));
    assert_false(unicode_is_punct('$') || unicode_is_punct('x'));
}

static void test_quotes(void **state)
{
    (void)state;
    const uint32_t both[] = {'"', 0x201C, 0x201D, 0x201E, 0xAB, 0xBB};
    const uint32_t single[] = {'\'', 0x2018, 0x2019, 0x201A, '`', 0xB4};
    for (size_t i = 0; i < sizeof both / sizeof *both; i++)
        assert_true(unicode_is_double_quote(both[i]) && !unicode_is_single_quote(both[i]));
    for (size_t i = 0; i < sizeof single / sizeof *single; i++)
        assert_true(unicode_is_single_quote(single[i]) && !unicode_is_double_quote(single[i]));
}

static void test_case(void **state)
{
    (void)state;
    assert_int_equal(unicode_lower('Q'), 'q');
    assert_int_equal(unicode_lower('['), '[');
    assert_int_equal(unicode_lower(0x416), 0x436);
    struct arena arena;
    arena_init(&arena, 0);
    struct str s = unicode_lower_str(&arena, STR("DON’T Élysée ʼX ȺȾ"));
    assert_string_equal(s.s, "don't élysée 'x ⱥⱦ");
    assert_int_equal(s.n, strlen(s.s));
    assert_int_equal(unicode_lower_str(&arena, STR("")).n, 0);
    s = unicode_lower_str(&arena, STR("\xFF\xFF\xFF\xFF"));
    assert_string_equal(s.s, R R R R);
    arena_release(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip), cmocka_unit_test(test_encode_replaces),
        cmocka_unit_test(test_repair),     cmocka_unit_test(test_decode_invalid),
        cmocka_unit_test(test_length),     cmocka_unit_test(test_classes),
        cmocka_unit_test(test_quotes),     cmocka_unit_test(test_case),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
