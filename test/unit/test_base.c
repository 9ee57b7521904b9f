/* base: arena, array, buf, str, error, hash and file. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/array.h"
#include "base/buf.h"
#include "base/error.h"
#include "base/file.h"
#include "base/hash.h"
#include "base/str.h"

static void test_arena_zeroed_and_aligned(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    for (int round = 0; round < 3; round++) {
        for (size_t n = 1; n < 700000; n = n * 3 + 1) {
            char *p = arena_alloc(&arena, n);
            assert_int_equal((uintptr_t)p % 16, 0);
            for (size_t i = 0; i < n; i++)
                assert_int_equal(p[i], 0);
            memset(p, 0x5A, n);
        }
        arena_reset(&arena);
    }
    arena_release(&arena);
}

static void test_arena_rewind(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 1 << 20);
    struct arena_mark empty = arena_mark(&arena);
    struct str kept = arena_copy(&arena, STR("kept"));
    struct arena_mark mark = arena_mark(&arena);
    char *first = arena_alloc(&arena, 64);
    arena_alloc(&arena, 1 << 20);
    arena_rewind(&arena, mark);
    assert_ptr_equal(arena_alloc(&arena, 64), first);
    assert_string_equal(kept.s, "kept");
    arena_rewind(&arena, empty);
    assert_ptr_equal(arena_alloc(&arena, 8), kept.s);
    arena_release(&arena);
}

static void test_arena_format(void **state)
{
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    struct str s = arena_format(&arena, "%d %s", 7, "talks");
    assert_int_equal(s.n, 7);
    assert_string_equal(s.s, "7 talks");
    arena_release(&arena);
}

static void test_array(void **state)
{
    (void)state;
    struct arena arena;
    ARRAY(uint64_t) numbers = {0};
    arena_init(&arena, 1 << 20);
    for (uint64_t i = 0; i < 10000; i++) {
        uint64_t *slot = array_push(&numbers, &arena);
        assert_int_equal(*slot, 0);
        *slot = i * i;
    }
    assert_int_equal(numbers.n, 10000);
    for (uint64_t i = 0; i < numbers.n; i++)
        assert_int_equal(numbers.v[i], i * i);
    arena_release(&arena);
}

static void test_buf(void **state)
{
    (void)state;
    struct buf buf;
    buf_init(&buf, 10);
    buf_add(&buf, (struct str){NULL, 0});
    buf_text(&buf, "abc");
    buf_byte(&buf, '-');
    buf_format(&buf, "%04d", 12);
    assert_true(str_eq(buf_str(&buf), STR("abc-0012")));
    assert_false(buf.full);
    buf_text(&buf, "xyz");
    assert_true(buf.full);
    buf_byte(&buf, 'x');
    assert_true(str_eq(buf_str(&buf), STR("abc-0012")));
    buf_clear(&buf);
    buf_text(&buf, "0123456789");
    assert_false(buf.full);
    assert_int_equal(buf.n, 10);
    buf_release(&buf);
}

static void test_str_compare(void **state)
{
    (void)state;
    assert_true(str_cmp(STR("ab"), STR("abc")) < 0);
    assert_true(str_cmp(STR("b"), STR("abc")) > 0);
    assert_true(str_cmp(STR("z"), STR("é")) < 0);
    assert_int_equal(str_cmp(STR(""), (struct str){NULL, 0}), 0);
    assert_true(str_starts(STR("accuse of"), STR("accuse")));
    assert_false(str_starts(STR("acc"), STR("accuse")));
    assert_true(str_ends(STR("signing"), STR("ing")));
    assert_true(str_ends(STR("x"), STR("")));
    assert_true(str_is(STR("say"), "say"));
    assert_false(str_is(STR("say"), "says"));
}

static void test_str_search(void **state)
{
    (void)state;
    assert_int_equal(str_find(STR("banana"), STR("an"), 0), 1);
    assert_int_equal(str_find(STR("banana"), STR("an"), 2), 3);
    assert_true(str_find(STR("banana"), STR("an"), 4) == SIZE_MAX);
    assert_true(str_find(STR("a"), STR("ab"), 0) == SIZE_MAX);
    assert_true(str_find(STR("a"), STR("a"), 9) == SIZE_MAX);
    assert_true(str_eq(str_trim(STR(" \t a b\r\n")), STR("a b")));
    assert_int_equal(str_trim(STR(" \n ")).n, 0);
}

static void test_str_split(void **state)
{
    (void)state;
    struct str rest = STR("a,,b,");
    assert_true(str_eq(str_split(&rest, ','), STR("a")));
    assert_true(str_eq(str_split(&rest, ','), STR("")));
    assert_true(str_eq(str_split(&rest, ','), STR("b")));
    assert_non_null(rest.s);
    assert_int_equal(str_split(&rest, ',').n, 0);
    assert_null(rest.s);
    assert_null(str_split(&rest, ',').s);
}

static void test_str_number(void **state)
{
    (void)state;
    uint32_t v = 1;
    assert_true(str_to_u32(STR("0"), &v));
    assert_int_equal(v, 0);
    assert_true(str_to_u32(STR("4294967295"), &v));
    assert_int_equal(v, UINT32_MAX);
    assert_false(str_to_u32(STR("4294967296"), &v));
    assert_false(str_to_u32(STR(""), &v));
    assert_false(str_to_u32(STR("-1"), &v));
    assert_false(str_to_u32(STR("1 "), &v));
}

static void test_error(void **state)
{
    (void)state;
    struct onr_error error;
    char long_text[600];
    memset(long_text, 'x', sizeof long_text - 1);
    long_text[sizeof long_text - 1] = '\0';
    assert_int_equal(error_set(&error, ONR_ERR_IO, "%s: %d", "f", 3), ONR_ERR_IO);
    assert_string_equal(error.message, "f: 3");
    error_set(&error, ONR_ERR_ARG, "%s", long_text);
    assert_int_equal(strlen(error.message), sizeof error.message - 1);
    assert_int_equal(error_set(NULL, ONR_ERR_ARG, "x"), ONR_ERR_ARG);
}

static void test_hash(void **state)
{
    (void)state;
    assert_true(hash_bytes(STR("a"), 0) != hash_bytes(STR("b"), 0));
    assert_true(hash_bytes(STR("a"), 0) != hash_bytes(STR("a"), 1));
    assert_true(hash_bytes(STR(""), 0) == hash_bytes((struct str){NULL, 0}, 0));
    assert_true(hash_mix(1, 2) != hash_mix(2, 3));
}

static void test_file(void **state)
{
    (void)state;
    char path[] = "test_base_XXXXXX";
    struct onr_error error;
    struct file_map map;
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(file_map_open(&map, path, &error), ONR_OK);
    assert_int_equal(map.bytes.n, 0);
    file_map_close(&map);
    assert_int_equal(write(fd, "Minsk", 5), 5);
    close(fd);
    assert_int_equal(file_map_open(&map, path, &error), ONR_OK);
    assert_true(str_eq(map.bytes, STR("Minsk")));
    file_map_close(&map);
    unlink(path);
    assert_int_equal(file_map_open(&map, path, &error), ONR_ERR_IO);
    assert_non_null(strstr(error.message, path));
    assert_int_equal(file_map_open(&map, "/", &error), ONR_ERR_IO);
    assert_non_null(strstr(error.message, "not a regular file"));
}

static void test_array_find(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        uint32_t at;
    } items[] = {{"none", 99}, {"a", 2}, {"b", 4}, {"c", 4}, {"d", 7}};
    assert_int_equal(array_find_from(items, 5, at, 0), 1);
    assert_int_equal(array_find_from(items, 5, at, 3), 2);
    assert_int_equal(array_find_from(items, 5, at, 4), 2);
    assert_int_equal(array_find_from(items, 5, at, 5), 4);
    assert_int_equal(array_find_from(items, 5, at, 8), 5);
    assert_int_equal(array_find_from(items, 1, at, 0), 1);
}

static void test_blank_line(void **state)
{
    (void)state;
    struct str lf = STR("a\nb\n\nc\n\nd"), crlf = STR("a: b\r\n\r\nc");
    assert_int_equal(str_blank_line_end(lf, 0), 5);
    assert_int_equal(str_blank_line_end(lf, 4), 8);
    assert_int_equal(str_blank_line_end(crlf, 0), 8);
    assert_true(str_blank_line_end(STR("a\nb\n"), 0) == SIZE_MAX);
    assert_true(str_blank_line_end(STR(""), 0) == SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blank_line),
        cmocka_unit_test(test_array_find),
        cmocka_unit_test(test_arena_zeroed_and_aligned),
        cmocka_unit_test(test_arena_rewind),
        cmocka_unit_test(test_arena_format),
        cmocka_unit_test(test_array),
        cmocka_unit_test(test_buf),
        cmocka_unit_test(test_str_compare),
        cmocka_unit_test(test_str_search),
        cmocka_unit_test(test_str_split),
        cmocka_unit_test(test_str_number),
        cmocka_unit_test(test_error),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
