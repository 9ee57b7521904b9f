/* fuzz_read: any bytes as an article, through every stage into every output. What must hold of a
 * document holds, a record is one line, and reading the same again gives the same bytes. Without a
 * model there is nothing to test (exit status 77). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"
#include "engine/read.h"
#include "fuzz.h"
#include "onrecord.h"

static onr_engine *engine; /* opened once, for the life of the process */
static onr_reader *reader;

static void open_engine(void)
{
    struct onr_error error;
    if (reader)
        return;
    if (onr_engine_open(&engine, NULL, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(77);
    }
    reader = onr_reader_new(engine);
}

static bool read_article(const uint8_t *bytes, size_t n)
{
    struct onr_error error;
    struct onr_article article = {
        .text = (const char *)bytes, .text_size = n, .published = "2024-11-01", .origin = "fuzz"};
    if (onr_reader_read(reader, &article, NULL, &error) != ONR_OK)
        return false;
    check_doc(&reader->doc);
    return true;
}

/* the output, in memory of the reader */
static struct str written(enum onr_to to)
{
    struct onr_error error;
    struct onr_look look = {.width = 60, .color = true, .explain = true, .notices = true};
    const char *out;
    size_t n;
    CHECK(onr_reader_write(reader, to, &look, &out, &n, &error) == ONR_OK);
    return (struct str){out, n};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    open_engine();
    if (!read_article(bytes, n))
        return 0;
    struct str record = written(ONR_TO_JSONL);
    CHECK(record.n > 2 && record.s[0] == '{' &&
          memchr(record.s, '\n', record.n) == record.s + record.n - 1);
    char *first = malloc(record.n);
    size_t first_n = record.n;
    CHECK(first != NULL);
    memcpy(first, record.s, record.n);
    written(ONR_TO_TEXT);
    written(ONR_TO_CSV);
    written(ONR_TO_CONLLU);
    written(ONR_TO_DUMP);
    CHECK(read_article(bytes, n));
    CHECK(str_eq(written(ONR_TO_JSONL), (struct str){first, first_n}));
    free(first);
    return 0;
}
