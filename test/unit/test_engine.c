/* engine: the public interface. One article through a reader; many through a batch: order kept,
 * problems in their place, the same bytes whatever the number of threads, a stop after whole
 * records. */
#include "onrecord.h"

#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/buf.h"

static onr_engine *engine;

static int open_engine(void **state)
{
    (void)state;
    struct onr_error error;
    if (onr_engine_open(&engine, NULL, &error) == ONR_OK)
        return 0;
    fprintf(stderr, "%s\n", error.message);
    return 1;
}

static int close_engine(void **state)
{
    (void)state;
    onr_engine_close(engine);
    return 0;
}

/* ---- one article ---- */

static enum onr_status read_text(onr_reader *reader, const char *text, const char *until,
                                 const char *published, struct onr_error *error)
{
    struct onr_article article = {.text = text, .text_size = strlen(text), .published = published};
    return onr_reader_read(reader, &article, until, error);
}

static void test_reader(void **state)
{
    (void)state;
    struct onr_error error;
    const char *bytes;
    size_t size;
    onr_reader *reader = onr_reader_new(engine);
    assert_int_equal(read_text(reader, "Talks went on in Oslo.", NULL, "2024-11-01", &error),
                     ONR_OK);
    assert_int_equal(onr_reader_write(reader, ONR_TO_JSONL, NULL, &bytes, &size, &error), ONR_OK);
    assert_memory_equal(bytes, "{\"onrecord\":1,", 14);
    assert_int_equal(bytes[size - 1], '\n');
    assert_non_null(memmem(bytes, size, "\"2024-11-01\"", 12));
    onr_reader_free(reader);
}

static void test_reader_refuses(void **state)
{
    (void)state;
    struct onr_error error;
    const char *bytes;
    size_t size;
    onr_reader *reader = onr_reader_new(engine);
    assert_int_equal(read_text(reader, "Talks.", "tea", NULL, &error), ONR_ERR_ARG);
    assert_non_null(strstr(error.message, "the stages are blocks, language"));
    assert_int_equal(read_text(reader, "Talks.", NULL, "soon", &error), ONR_ERR_ARG);
    assert_int_equal(read_text(reader, " \n", NULL, NULL, &error), ONR_ERR_FORMAT);
    assert_int_equal(read_text(reader, "Talks.", "blocks", NULL, &error), ONR_OK);
    assert_int_equal(onr_reader_write(reader, (enum onr_to)77, NULL, &bytes, &size, &error),
                     ONR_ERR_ARG);
    onr_reader_free(reader);
    onr_reader_free(NULL);
}

/* the record that a reader gives of a text */
static char *record_of(onr_reader *reader, const char *text)
{
    struct onr_error error;
    const char *bytes;
    size_t size;
    assert_int_equal(read_text(reader, text, NULL, "2024-11-01", &error), ONR_OK);
    assert_int_equal(onr_reader_write(reader, ONR_TO_JSONL, NULL, &bytes, &size, &error), ONR_OK);
    return strndup(bytes, size);
}

/* two models open at once do not disturb each other */
static void test_two_models(void **state)
{
    (void)state;
    static const char *const texts[2] = {
        "The minister, Ana Prado, told reporters in Lisbon that talks had failed.",
        "Envoys of Ghana met rebels near Tamale on Friday; neither side would comment."};
    struct onr_error error;
    onr_engine *fast;
    char path[PATH_MAX];
    int folder = (int)(strrchr(onr_engine_model(engine), '/') - onr_engine_model(engine));
    snprintf(path, sizeof path, "%.*s/english-fast.model", folder, onr_engine_model(engine));
    assert_int_equal(onr_engine_open(&fast, path, &error), ONR_OK);
    onr_reader *readers[2] = {onr_reader_new(engine), onr_reader_new(fast)};
    char *alone[2][2];
    for (int r = 0; r < 2; r++)
        for (int t = 0; t < 2; t++)
            alone[r][t] = record_of(readers[r], texts[t]);
    for (int t = 0; t < 2; t++)
        for (int r = 0; r < 2; r++) {
            char *again = record_of(readers[r], texts[t]);
            assert_string_equal(again, alone[r][t]);
            free(again);
            free(alone[r][t]);
        }
    onr_reader_free(readers[0]);
    onr_reader_free(readers[1]);
    onr_engine_close(fast);
}

static void test_engine_refuses(void **state)
{
    (void)state;
    struct onr_error error;
    onr_engine *none = engine;
    assert_int_equal(onr_engine_open(&none, "/nowhere/en.model", &error), ONR_ERR_IO);
    assert_null(none);
    assert_non_null(strstr(error.message, "/nowhere/en.model"));
    onr_engine_close(NULL);
}

/* ---- batches ---- */

struct sink {
    struct buf records;
    unsigned n_records, n_problems, refuse_at, stop_at;
    char order[200]; /* 'r' and 'p' as they came */
    volatile sig_atomic_t stop;
};

static bool take_record(void *context, const char *bytes, size_t size)
{
    struct sink *sink = context;
    if (sink->n_records == sink->refuse_at)
        return false;
    buf_add(&sink->records, (struct str){bytes, size});
    sink->order[sink->n_records + sink->n_problems] = 'r';
    if (++sink->n_records == sink->stop_at)
        sink->stop = 1;
    return true;
}

static void take_problem(void *context, const struct onr_error *error)
{
    struct sink *sink = context;
    assert_int_not_equal(error->status, ONR_OK);
    sink->order[sink->n_records + sink->n_problems++] = 'p';
}

static void sink_init(struct sink *sink)
{
    *sink = (struct sink){.refuse_at = UINT_MAX};
    buf_init(&sink->records, SIZE_MAX);
}

static enum onr_status run_batch(struct sink *sink, const char *path, unsigned n_threads,
                                 struct onr_totals *totals)
{
    struct onr_error error;
    struct onr_batch batch = {.paths = &path,
                              .n_paths = 1,
                              .form = "jsonl",
                              .to = ONR_TO_JSONL,
                              .n_threads = n_threads,
                              .stop = &sink->stop,
                              .context = sink,
                              .write = take_record,
                              .problem = take_problem};
    return onr_batch_run(engine, &batch, totals, &error);
}

/* A file of n articles of very different length, every seventh broken; the caller removes it. */
static void write_articles(char path[], unsigned n)
{
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *file = fdopen(fd, "w");
    for (unsigned i = 1; i <= n; i++) {
        fprintf(file, "{\"id\": \"%u\", \"text\": \"", i);
        for (unsigned k = 0; k < (i % 5 == 0 ? 60 : 2); k++)
            fprintf(file, "Minister Ana Prado said on day %u that talk %u goes on. ", i, k);
        fprintf(file, i % 7 == 0 ? "\n" : "\"}\n");
    }
    fclose(file);
}

static void test_batch(void **state)
{
    (void)state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    write_articles(path, 70);
    struct sink one, other;
    struct onr_totals totals;
    sink_init(&one);
    assert_int_equal(run_batch(&one, path, 1, &totals), ONR_OK);
    assert_int_equal(totals.articles, 60);
    assert_int_equal(totals.problems, 10);
    assert_int_equal(totals.bytes, totals.bytes_known);
    for (unsigned i = 0; i < 70; i++)
        assert_int_equal(one.order[i], i % 7 == 6 ? 'p' : 'r');
    for (unsigned n_threads = 2; n_threads <= 5; n_threads++) {
        sink_init(&other);
        assert_int_equal(run_batch(&other, path, n_threads, &totals), ONR_OK);
        assert_string_equal(other.order, one.order);
        assert_true(str_eq(buf_str(&other.records), buf_str(&one.records)));
        buf_release(&other.records);
    }
    buf_release(&one.records);
    unlink(path);
}

static void test_batch_ends_early(void **state)
{
    (void)state;
    char path[] = "/tmp/onrecord-test-XXXXXX";
    write_articles(path, 70);
    struct sink sink;
    struct onr_totals totals;
    sink_init(&sink);
    sink.refuse_at = 9;
    assert_int_equal(run_batch(&sink, path, 2, &totals), ONR_ERR_IO);
    assert_int_equal(sink.n_records, 9);
    buf_release(&sink.records);

    sink_init(&sink);
    sink.stop_at = 5;
    assert_int_equal(run_batch(&sink, path, 2, &totals), ONR_ERR_STOPPED);
    assert_in_range(sink.n_records, 5, 40);
    assert_int_equal(sink.records.s[sink.records.n - 1], '\n');
    assert_int_equal(totals.articles, sink.n_records);
    buf_release(&sink.records);
    unlink(path);
}

static void test_batch_refuses(void **state)
{
    (void)state;
    struct onr_error error;
    assert_int_equal(onr_batch_check(&(struct onr_batch){.until = "tea"}, &error), ONR_ERR_ARG);
    assert_int_equal(onr_batch_check(&(struct onr_batch){.published = "soon"}, &error),
                     ONR_ERR_ARG);
    assert_int_equal(onr_batch_check(&(struct onr_batch){.published = "1 Nov 2024"}, &error),
                     ONR_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reader),        cmocka_unit_test(test_reader_refuses),
        cmocka_unit_test(test_two_models),    cmocka_unit_test(test_engine_refuses),
        cmocka_unit_test(test_batch),         cmocka_unit_test(test_batch_ends_early),
        cmocka_unit_test(test_batch_refuses),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
