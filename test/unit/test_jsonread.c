/* jsonread: what it takes and refuses, and with jansson as the judge, that it reads random texts
 * as that does. */
#include "intake/jsonread.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>
#include <jansson.h>

#include "base/buf.h"
#include "base/hash.h"
#include "text/utf8.h"

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t at;
        const char *what;
    } cases[] = {
        {"", 0, "a value expected"},
        {" tru", 1, "a value expected"},
        {"{\"a\": 1", 7, "',' or '}' expected"},
        {"{\"a\" 1}", 5, "':' expected"},
        {"{\"a\": 1,}", 8, "a name in quotation marks expected"},
        {"{a: 1}", 1, "a name in quotation marks expected"},
        {"[1 2]", 3, "',' or ']' expected"},
        {"[1,]", 3, "a value expected"},
        {"[1}", 2, "',' or ']' expected"},
        {"[1] 2", 4, "nothing more expected"},
        {"01", 1, "nothing more expected"},
        {"[-]", 1, "a number without digits"},
        {"[1.]", 1, "a number without digits"},
        {"[1e+]", 1, "a number without digits"},
        {"\"a", 2, "a string without an end"},
        {"\"a\\", 2, "an unknown escape"},
        {"\"a\\u12g4\"", 2, "an unknown escape"},
        {"[\"a\nb\"]", 3, "a control character in a string"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct json_value value;
        struct json_fault fault = {0};
        assert_false(jsonread_check(str_of(cases[i].text), &value, &fault));
        assert_string_equal(fault.what, cases[i].what);
        assert_int_equal(fault.at, cases[i].at);
    }
}

static void test_depth(void **state)
{
    (void)state;
    struct buf buf;
    struct json_value value;
    struct json_fault fault;
    buf_init(&buf, 1 << 20);
    for (int i = 0; i < JSONREAD_DEPTH / 2; i++)
        buf_text(&buf, "[{\"a\":");
    buf_byte(&buf, '0');
    for (int i = 0; i < JSONREAD_DEPTH / 2; i++)
        buf_text(&buf, "}]");
    assert_true(jsonread_check(buf_str(&buf), &value, &fault));
    assert_int_equal(value.text.n, buf.n - 2);
    buf_clear(&buf);
    for (int i = 0; i <= JSONREAD_DEPTH; i++)
        buf_byte(&buf, '[');
    assert_false(jsonread_check(buf_str(&buf), &value, &fault));
    assert_string_equal(fault.what, "nested too deep");
    assert_int_equal(fault.at, JSONREAD_DEPTH);
    buf_release(&buf);
}

static void test_strings(void **state)
{
    (void)state;
    static const struct {
        const char *raw, *plain;
        size_t mended;
    } cases[] = {
        {"no escape", "no escape", 0},
        {"\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t", 0},
        {"\\u00e9\\u20AC\\ud83d\\uDE00", "\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80", 0},
        {"\\ud83d \\ude00", "\xef\xbf\xbd \xef\xbf\xbd", 2},
        {"\\ud83d\\ud83d\\ude00", "\xef\xbf\xbd\xf0\x9f\x98\x80", 1},
        {"\\ud83d\\n", "\xef\xbf\xbd\n", 1},
        {"unchecked \\q \\u12", "unchecked q \xef\xbf\xbd", 1},
        {"unchecked \\", "unchecked ", 0},
    };
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t mended = 0;
        struct str plain = jsonread_string(&arena, str_of(cases[i].raw), &mended);
        assert_true(str_is(plain, cases[i].plain));
        assert_int_equal(mended, cases[i].mended);
    }
    arena_release(&arena);
}

/* ---- against jansson ---- */

struct chance {
    uint64_t state;
};

static uint32_t below(struct chance *chance, uint32_t n)
{
    chance->state = hash_mix(chance->state, 1);
    return (uint32_t)(chance->state >> 33) % n;
}

static void write_string(struct chance *chance, struct buf *out)
{
    static const char *const pieces[] = {
        "a",    "the minister", " ",       "\xc3\xa9", "\xe2\x80\x9d",   "\xf0\x9f\x98\x80",
        "\\n",  "\\\"",         "\\\\",    "\\/",      "\\u00e9",        "\\u20ac",
        "\\t",  "\\u0041",      "{",       "]",        "\\ud83d\\ude00", ":,",
        "0123", "12345678",     "\\u0000", "}"};
    buf_byte(out, '"');
    for (uint32_t n = below(chance, 9); n; n--)
        buf_text(out, pieces[below(chance, sizeof pieces / sizeof *pieces)]);
    buf_byte(out, '"');
}

static void write_blanks(struct chance *chance, struct buf *out)
{
    while (below(chance, 4) == 0)
        buf_byte(out, " \n\r\t"[below(chance, 4)]);
}

static void write_value(struct chance *chance, struct buf *out, int depth)
{
    static const char *const words[] = {"true", "false", "null", "0",       "-1",
                                        "12",   "1.50",  "-0.0", "1.5e-10", "2E+3"};
    uint32_t kind = below(chance, depth < 6 ? 5 : 3);
    write_blanks(chance, out);
    if (kind == 0)
        buf_text(out, words[below(chance, sizeof words / sizeof *words)]);
    else if (kind <= 2)
        write_string(chance, out);
    else {
        buf_byte(out, kind == 3 ? '[' : '{');
        for (uint32_t n = below(chance, 5), i = 0; i < n; i++) {
            if (i)
                buf_byte(out, ',');
            if (kind == 4) { /* keys that differ: what happens to equal ones is the reader's */
                write_blanks(chance, out);
                buf_format(out, "\"%u\\n\"", i);
                write_blanks(chance, out);
                buf_byte(out, ':');
            }
            write_value(chance, out, depth + 1);
        }
        write_blanks(chance, out);
        buf_byte(out, kind == 3 ? ']' : '}');
    }
    write_blanks(chance, out);
}

static json_type type_of(enum json_kind kind)
{
    static const json_type types[] = {JSON_NULL,   JSON_FALSE, JSON_TRUE,  JSON_REAL,
                                      JSON_STRING, JSON_ARRAY, JSON_OBJECT};
    return types[kind];
}

static bool is_string(struct arena *arena, struct str raw, const char *s, size_t n)
{
    return str_eq(jsonread_string(arena, raw, NULL), (struct str){s, n});
}

/* the same values in the same order */
static bool agree(struct arena *arena, struct json_value value, const json_t *with)
{
    struct str key;
    struct json_value inner;
    if (value.kind == VALUE_NUMBER)
        return json_is_number(with) &&
               strtod(arena_copy(arena, value.text).s, NULL) == json_number_value(with);
    if (type_of(value.kind) != json_typeof(with))
        return false;
    if (value.kind == VALUE_STRING)
        return is_string(arena, value.text, json_string_value(with), json_string_length(with));
    if (value.kind == VALUE_ARRAY) {
        size_t n = 0;
        for (; jsonread_next(&value, NULL, &inner); n++)
            if (n == json_array_size(with) || !agree(arena, inner, json_array_get(with, n)))
                return false;
        return n == json_array_size(with);
    }
    if (value.kind == VALUE_OBJECT) {
        void *at = json_object_iter((json_t *)(uintptr_t)with);
        for (; jsonread_next(&value, &key, &inner);
             at = json_object_iter_next((json_t *)(uintptr_t)with, at)) {
            const char *name = at ? json_object_iter_key(at) : "";
            if (!at || !is_string(arena, key, name, strlen(name)) ||
                !agree(arena, inner, json_object_iter_value(at)))
                return false;
        }
        return !at;
    }
    return true;
}

/* Both read the text alike, or both refuse it. What jansson refuses and we read: NaN and Infinity,
 * numbers too large for it, halves of surrogates, a NUL in a key, two keys that are equal. */
static void check_alike(struct str text, bool whole)
{
    struct json_value value = {VALUE_NULL, {NULL, 0}};
    struct json_fault fault = {0};
    struct arena arena;
    json_error_t error;
    json_t *theirs = json_loadb(text.s, text.n,
                                JSON_DECODE_ANY | JSON_ALLOW_NUL | JSON_REJECT_DUPLICATES, &error);
    bool good = jsonread_check(text, &value, &fault);
    arena_init(&arena, 0);
    enum json_error_code code = theirs ? json_error_unknown : json_error_code(&error);
    bool lenient = code == json_error_duplicate_key || code == json_error_numeric_overflow ||
                   code == json_error_null_byte_in_key || strstr(error.text, "Unicode") ||
                   str_find(text, STR("NaN"), 0) != SIZE_MAX;
    if (theirs ? !good || !agree(&arena, value, theirs) : (good && !lenient) || whole)
        fail_msg("%.*s\nhere: %s; jansson: %s", STR_ARG(text), good ? "read" : fault.what,
                 theirs ? "read" : error.text);
    assert_true(good || fault.at <= text.n);
    json_decref(theirs);
    arena_release(&arena);
}

static void test_against_jansson(void **state)
{
    (void)state;
    struct chance chance = {20241101};
    struct buf buf, broken;
    buf_init(&buf, 1 << 20);
    buf_init(&broken, 1 << 20);
    for (int i = 0; i < 20000; i++) {
        buf_clear(&buf);
        write_value(&chance, &buf, 0);
        check_alike(buf_str(&buf), true);
        for (uint32_t n = 1 + below(&chance, 3); n && buf.n; n--) {
            size_t at = below(&chance, (uint32_t)buf.n);
            if (below(&chance, 3) == 0)
                buf.n = at;
            else
                buf.s[at] = "{}[]\",:\\ 0-.eNut\n\x7f\xff"[below(&chance, 19)];
        }
        buf_clear(&broken);
        utf8_repair(&broken, buf_str(&buf));
        check_alike(buf_str(&broken), false);
    }
    buf_release(&buf);
    buf_release(&broken);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_strings),
        cmocka_unit_test(test_against_jansson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
