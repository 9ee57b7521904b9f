/* steady state: a reader that has read an article reads it again, and writes it, without a single
 * call of malloc. The counting functions stand before those of the C library in the whole program;
 * under a sanitizer, which has its own, nothing is counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "onrecord.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__GLIBC__)
#define COUNTS 0
#else
#define COUNTS 1
void *__libc_malloc(size_t n);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *old, size_t n);
#endif

static unsigned n_calls;

#if COUNTS
void *malloc(size_t n)
{
    n_calls++;
    return __libc_malloc(n);
}

void *calloc(size_t n, size_t size)
{
    n_calls++;
    return __libc_calloc(n, size);
}

void *realloc(void *old, size_t n)
{
    n_calls++;
    return __libc_realloc(old, n);
}
#endif

static const char ARTICLE[] =
    "Ministers meet in Lisbon\n\n"
    "LISBON (AP) - Foreign Minister Ana Prado met her Danish counterpart on Friday and said her "
    "country would send medical supplies to the flooded provinces.\n\n"
    "\"We are ready to sign the treaty next week,\" Prado told reporters, \"but we won't be "
    "hurried.\"\n\n"
    "The Danish minister, Lars Holm, accused the rebels of attacking a convoy. Rebel leaders "
    "denied it. Neither side would say when the talks would go on, according to a senior official "
    "who asked not to be named.\n";

static unsigned calls_of_a_reading(onr_reader *reader)
{
    struct onr_article article = {
        .text = ARTICLE, .text_size = sizeof ARTICLE - 1, .published = "2024-11-01", .id = "a1"};
    static const enum onr_to formats[] = {ONR_TO_TEXT, ONR_TO_JSONL, ONR_TO_CSV};
    struct onr_error error;
    const char *bytes;
    size_t size;
    n_calls = 0;
    enum onr_status read = onr_reader_read(reader, &article, NULL, &error);
    bool written = true;
    for (unsigned i = 0; i < sizeof formats / sizeof *formats; i++)
        written &= onr_reader_write(reader, formats[i], NULL, &bytes, &size, &error) == ONR_OK;
    unsigned calls = n_calls;
    assert_int_equal(read, ONR_OK);
    assert_true(written);
    return calls;
}

static void test_no_malloc(void **state)
{
    (void)state;
    onr_engine *engine;
    struct onr_error error;
    if (onr_engine_open(&engine, NULL, &error) != ONR_OK)
        fail_msg("%s", error.message);
    onr_reader *reader = onr_reader_new(engine);
    unsigned first = calls_of_a_reading(reader);
    calls_of_a_reading(reader);
    if (COUNTS)
        assert_true(first > 0);
    assert_int_equal(calls_of_a_reading(reader), 0);
    onr_reader_free(reader);
    onr_engine_close(engine);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_malloc)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
