/* json: escapes, separators and numbers of the streaming writer. */
#include "base/json.h"

#include <locale.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(struct buf *buf, const char *text)
{
    buf_byte(buf, '\0');
    assert_string_equal(buf->s, text);
    buf_clear(buf);
}

static void test_nesting(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1 << 20);
    struct json json = {.out = &buf};
    json_open(&json, '{');
    json_key(&json, "a");
    json_open(&json, '[');
    json_uint(&json, 0);
    json_open(&json, '[');
    json_close(&json, ']');
    json_bool(&json, true);
    json_close(&json, ']');
    json_key(&json, "b");
    json_open(&json, '{');
    json_close(&json, '}');
    json_key(&json, "c");
    json_null(&json);
    json_close(&json, '}');
    expect(&buf, "{\"a\":[0,[],true],\"b\":{},\"c\":null}");
    buf_release(&buf);
}

static void test_strings(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 1 << 20);
    struct json json = {.out = &buf};
    json_string(&json, STR("\"Ja\", sagte Müller.\\\n\t\r\b\f"));
    expect(&buf, "\"\\\"Ja\\\", sagte Müller.\\\\\\n\\t\\r\\b\\f\"");
    json = (struct json){.out = &buf};
    json_string(&json, (struct str){"a\0b\x1f", 4});
    expect(&buf, "\"a\\u0000b\\u001f\"");
    json = (struct json){.out = &buf};
    json_string(&json, (struct str){NULL, 0});
    expect(&buf, "\"\"");
    buf_release(&buf);
}

static void check_decimal(double value, uint32_t decimals, const char *text)
{
    struct buf buf;
    buf_init(&buf, 1 << 10);
    struct json json = {.out = &buf};
    json_decimal(&json, value, decimals);
    expect(&buf, text);
    buf_release(&buf);
}

static void test_numbers(void **state)
{
    (void)state;
    setlocale(LC_ALL, "");
    check_decimal(55.75, 4, "55.75");
    check_decimal(-2.0, 1, "-2.0");
    check_decimal(-0.04, 1, "0.0");
    check_decimal(0.05, 2, "0.05");
    check_decimal(9.96, 1, "10.0");
    check_decimal(-122.41941, 4, "-122.4194");
    check_decimal(NAN, 4, "null");
    check_decimal(INFINITY, 4, "null");
    struct buf buf;
    buf_init(&buf, 1 << 10);
    struct json json = {.out = &buf};
    json_uint(&json, 0);
    json_uint(&json, UINT64_MAX);
    expect(&buf, "0,18446744073709551615");
    buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_numbers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
