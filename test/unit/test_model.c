/* model: a container is refused when any byte of it is cut off or changed; tables compile, open
 * and are searched, and faults of their sources are named with file and line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "model/container.h"
#include "model/table.h"

static const char path[] = "test_model.container";

/* an aligned copy of a small written container; free() it */
static char *sample(size_t *n)
{
    const struct container_part parts[] = {
        {"words", STR("peace talks")}, {"empty", {NULL, 0}}, {"numbers", STR("\1\2\3\4")}};
    struct onr_error error;
    struct file_map map;
    assert_int_equal(container_write(path, parts, 3, &error), ONR_OK);
    assert_int_equal(file_map_open(&map, path, &error), ONR_OK);
    *n = map.bytes.n;
    char *copy = aligned_alloc(64, (map.bytes.n + 63) & ~(size_t)63);
    memcpy(copy, map.bytes.s, map.bytes.n);
    file_map_close(&map);
    return copy;
}

static void test_container(void **state)
{
    (void)state;
    struct container container;
    struct onr_error error;
    size_t n;
    char name[33];
    free(sample(&n));
    assert_int_equal(container_open(&container, path, &error), ONR_OK);
    assert_int_equal(container.n_sections, 3);
    assert_true(str_eq(container_find(&container, "words"), STR("peace talks")));
    assert_true(str_eq(container_find(&container, "numbers"), STR("\1\2\3\4")));
    assert_int_equal((uintptr_t)container_find(&container, "numbers").s % 64, 0);
    assert_int_equal(container_find(&container, "empty").n, 0);
    assert_null(container_find(&container, "word").s);
    assert_int_equal(container_section(&container, 2, name).n, 4);
    assert_string_equal(name, "numbers");
    container_close(&container);
    unlink(path);
    assert_int_equal(container_open(&container, path, &error), ONR_ERR_IO);
    assert_non_null(strstr(error.message, path));
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    struct container container;
    struct onr_error error;
    size_t n;
    char *bytes = sample(&n);
    for (size_t cut = 0; cut < n; cut++) {
        struct str s = {bytes, cut};
        assert_int_equal(container_open_bytes(&container, s, "cut", &error), ONR_ERR_MODEL);
    }
    free(bytes);
    unlink(path);
}

static void test_changed_anywhere(void **state)
{
    (void)state;
    struct container container;
    struct onr_error error;
    size_t n;
    char *bytes = sample(&n);
    for (size_t i = 0; i < n; i++) {
        for (int bit = 0; bit < 8; bit++) {
            bytes[i] ^= (char)(1 << bit);
            struct str s = {bytes, n};
            if (container_open_bytes(&container, s, "changed", &error) != ONR_ERR_MODEL)
                fail_msg("bit %d of byte %zu", bit, i);
            bytes[i] ^= (char)(1 << bit);
        }
    }
    free(bytes);
    unlink(path);
}

static void test_foreign(void **state)
{
    (void)state;
    struct container container;
    struct onr_error error;
    static _Alignas(64) const char foreign[] = "\x7f"
                                               "ELF and so on, longer than a header is";
    struct str s = {foreign, sizeof foreign};
    assert_int_equal(container_open_bytes(&container, s, "x.model", &error), ONR_ERR_MODEL);
    assert_string_equal(error.message, "x.model: not an onrecord model file");
}

static void test_unwritable(void **state)
{
    (void)state;
    struct onr_error error;
    const struct container_part part = {"a", STR("b")};
    assert_int_equal(container_write("no/such/folder/x", &part, 1, &error), ONR_ERR_IO);
    assert_non_null(strstr(error.message, "no/such/folder/x"));
}

static void test_table(void **state)
{
    (void)state;
    struct buf buf;
    struct table table;
    struct onr_error error;
    uint32_t first;
    buf_init(&buf, 1 << 20);
    const struct str tsv = STR("# who does what\n\nlemma\tupos\tact\nagree\tVERB\t-\n"
                               "visit\tNOUN\tVISIT\nvisit\tVERB\t\n# end\nyield\tVERB\tYIELD");
    assert_int_equal(table_compile(&buf, tsv, "acts.tsv", &error), ONR_OK);
    assert_int_equal(table_open(&table, buf_str(&buf), "acts", &error), ONR_OK);
    assert_int_equal(table.n_rows, 4);
    assert_int_equal(table_column(&table, "act"), 2);
    assert_true(table_column(&table, "frame") == UINT32_MAX);
    assert_int_equal(table_find(&table, STR("visit"), &first), 2);
    assert_int_equal(first, 1);
    assert_true(str_eq(table_cell(&table, first, 2), STR("VISIT")));
    assert_int_equal(table_cell(&table, 0, 2).n, 0);
    assert_int_equal(table_cell(&table, 2, 2).n, 0);
    assert_true(str_eq(table_cell(&table, 3, 2), STR("YIELD")));
    assert_int_equal(table_find(&table, STR("a"), &first), 0);
    assert_int_equal(table_find(&table, STR("zeal"), &first), 0);
    buf_release(&buf);
}

static void check_fault(struct str tsv, const char *message)
{
    struct buf buf;
    struct onr_error error;
    buf_init(&buf, 1 << 20);
    assert_int_equal(table_compile(&buf, tsv, "t.tsv", &error), ONR_ERR_FORMAT);
    assert_string_equal(error.message, message);
    assert_int_equal(buf.n, 0);
    buf_release(&buf);
}

static void test_bad_tables(void **state)
{
    (void)state;
    check_fault(STR("a\tb\nx\n"), "t.tsv:2: too few cells");
    check_fault(STR("a\tb\nx\ty\tz\n"), "t.tsv:2: too many cells");
    check_fault(STR("a\n#\n\nx\nb\n"), "t.tsv:5: not sorted by the first column");
    check_fault(STR("a\nb\xFF\n"), "t.tsv:2: invalid UTF-8");
    check_fault(STR("a\r\nb\r\n"), "t.tsv:1: carriage return at the end of the line");
    check_fault(STR("# nothing\n"), "t.tsv:2: no line that names the columns");
}

static void test_damaged_section(void **state)
{
    (void)state;
    struct buf buf;
    struct table table;
    struct onr_error error;
    buf_init(&buf, 1 << 20);
    assert_int_equal(table_compile(&buf, STR("k\tv\na\tb\nc\td\n"), "t.tsv", &error), ONR_OK);
    for (size_t cut = 0; cut < buf.n; cut++) {
        struct str s = {buf.s, cut};
        assert_int_equal(table_open(&table, s, "t", &error), ONR_ERR_MODEL);
    }
    for (size_t at = 0; at < buf.n; at++) { /* whatever opens must be readable to its end */
        buf.s[at] ^= 0x41;
        if (table_open(&table, buf_str(&buf), "t", &error) == ONR_OK)
            for (uint32_t i = 0; i < table.n_rows * table.n_columns; i++)
                assert_true(table_cell(&table, i / table.n_columns, i % table.n_columns).n <= 6);
        buf.s[at] ^= 0x41;
    }
    buf_release(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_container),        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_changed_anywhere), cmocka_unit_test(test_foreign),
        cmocka_unit_test(test_unwritable),       cmocka_unit_test(test_table),
        cmocka_unit_test(test_bad_tables),       cmocka_unit_test(test_damaged_section),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
