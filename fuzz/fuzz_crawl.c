/* fuzz_crawl: any bytes as a crawl in WARC or ARC, as an HTTP message, and as packed input: what
 * comes out has valid UTF-8, and the input ends. */
#include <stdlib.h>

#include "fuzz.h"
#include "intake/article.h"
#include "intake/warc/http.h"
#include "intake/warc/record.h"
#include "text/utf8.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void read_input(struct doc *doc, struct arena *scratch, struct str input,
                       enum intake_form form, uint64_t at)
{
    struct intake in;
    struct raw_article raw;
    struct onr_error error;
    enum onr_status status;
    size_t n = 0;
    raw_article_init(&raw);
    intake_open_memory(&in, input, "fuzz", form);
    if (at)
        intake_want_one(&in, at);
    while ((status = intake_next(&in, &raw, &error)) != ONR_END) {
        /* packed input may hold more articles than it has bytes */
        check(++n <= input.n * (STREAM_RATIO + 1) + STREAM_ALLOWANCE);
        if (status != ONR_OK)
            continue;
        doc_reset(doc);
        status = article_fill(doc, &raw, &(struct article_tools){NULL, scratch}, &error);
        check((status == ONR_OK) == (doc->text.n > 0));
        check(utf8_invalid(doc->text) == SIZE_MAX);
        for (uint32_t id = 1; id < doc->strings.v.n; id++)
            check(utf8_invalid(doc_string(doc, id)) == SIZE_MAX);
    }
    check(!at || n <= 2);
    intake_close(&in);
    raw_article_release(&raw);
}

static void read_message(struct str input)
{
    struct http http;
    struct buf room;
    bool broken;
    buf_init(&room, 1 << 20);
    http_parse(&http, input);
    struct str body = http_body(&http, &room, &broken);
    check(body.n <= (1 << 20) || body.n <= input.n);
    buf_release(&room);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str input = {(const char *)bytes, n};
    struct doc doc;
    struct arena scratch;
    doc_init(&doc);
    arena_init(&scratch, 1 << 20);
    read_input(&doc, &scratch, input, INTAKE_AUTO, 0);
    read_input(&doc, &scratch, input, INTAKE_WARC, 0);
    read_input(&doc, &scratch, input, INTAKE_ARC, 0);
    read_message(input);
    arena_release(&scratch);
    doc_release(&doc);
    return 0;
}
