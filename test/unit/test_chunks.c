/* chunks: whatever the sizes in which bytes arrive, the chunks put together are the input, each but
 * the last ends in a blank line, and line numbers count on. */
#include "engine/chunks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

/* a file of its own with these bytes, open for reading */
static int file_of(struct str bytes)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.s, 1, bytes.n, file), bytes.n);
    fflush(file);
    int fd = dup(fileno(file));
    fclose(file);
    lseek(fd, 0, SEEK_SET);
    return fd;
}

static void check_chunks(struct str input, unsigned least, unsigned most)
{
    int fd = file_of(input);
    struct chunks chunks;
    struct buf chunk, all;
    struct onr_error error;
    uint64_t line, lines = 1;
    unsigned n = 0;
    bool whole = true;
    buf_init(&chunk, SIZE_MAX);
    buf_init(&all, SIZE_MAX);
    chunks_open(&chunks, fd, "input");
    while (chunks_next(&chunks, &chunk, &line, &error) == ONR_OK) {
        assert_true(whole);
        assert_int_equal(line, lines);
        whole = str_ends(buf_str(&chunk), STR("\n\n")) || str_ends(buf_str(&chunk), STR("\n\r\n"));
        for (size_t i = 0; i < chunk.n; i++)
            lines += chunk.s[i] == '\n';
        buf_add(&all, buf_str(&chunk));
        n++;
    }
    assert_true(str_eq(buf_str(&all), input));
    assert_in_range(n, least, most);
    assert_int_equal(chunks_next(&chunks, &chunk, &line, &error), ONR_END);
    chunks_close(&chunks);
    buf_release(&all);
    buf_release(&chunk);
    close(fd);
}

static void test_small(void **state)
{
    (void)state;
    check_chunks(STR(""), 0, 0);
    check_chunks(STR("a"), 1, 1);
    check_chunks(STR("a\n\nb\n\n\n\nc\n"), 1, 1);
    check_chunks(STR("\n\n\n"), 1, 1);
}

static void test_large(void **state)
{
    (void)state;
    static const char *const ends[] = {"\n", "\n\n", "\r\n\r\n", "\n\n\n"};
    for (unsigned seed = 1; seed < 8; seed++) {
        struct buf input;
        uint32_t random = seed;
        buf_init(&input, SIZE_MAX);
        while (input.n < 400000) {
            random = random * 1664525u + 1013904223u;
            for (unsigned i = 0; i < random >> 24; i++)
                buf_byte(&input, (char)('a' + i % 26));
            buf_text(&input, ends[(random >> 20) % 4]);
        }
        check_chunks(buf_str(&input), 10, 13);
        buf_release(&input);
    }
}

static void test_no_blank_line(void **state)
{
    (void)state;
    struct buf input;
    buf_init(&input, SIZE_MAX);
    for (unsigned i = 0; i < 20000; i++)
        buf_text(&input, "one line of many\n");
    check_chunks(buf_str(&input), 1, 1);
    buf_release(&input);
}

static void test_read_error(void **state)
{
    (void)state;
    struct chunks chunks;
    struct buf chunk;
    struct onr_error error;
    uint64_t line;
    buf_init(&chunk, SIZE_MAX);
    chunks_open(&chunks, -1, "gone");
    assert_int_equal(chunks_next(&chunks, &chunk, &line, &error), ONR_ERR_IO);
    assert_string_equal(error.message, "gone: Bad file descriptor");
    assert_int_equal(chunks_next(&chunks, &chunk, &line, &error), ONR_END);
    chunks_close(&chunks);
    buf_release(&chunk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),
        cmocka_unit_test(test_large),
        cmocka_unit_test(test_no_blank_line),
        cmocka_unit_test(test_read_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
