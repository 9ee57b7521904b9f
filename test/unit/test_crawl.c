/* crawl: WARC and ARC cut into records and read: what is taken and what is passed over, bodies in
 * their encodings, places, and what comes of records that lie about themselves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "intake/article.h"
#include "intake/warc/headers.h"
#include "intake/warc/http.h"
#include "intake/warc/record.h"

#define PAGE                                                                                 \
    "<html><body><h1>Dredging to begin</h1><p>The harbour of Wexmouth will be dredged next " \
    "spring, the port authority said.</p></body></html>"

/* PAGE, packed */
static const char packed_gzip[] =
    "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\x25\x8e\xc1\x0a\xc3\x30\x0c\x43\x7f\x45\x1f\x30"
    "\x16\x7a\x37\x39\xed\x13\x06\x3d\x27\xc4\x6b\x02\x69\x1d\x5c\x97\xb5\x7f\x3f\x6f\xbb\x09"
    "\xa1\x27\x89\xaa\xad\x3d\x52\x96\x72\x45\xaa\x53\x7c\x28\x97\xa5\x6d\x0b\x4c\x90\xd9\x15"
    "\x05\x77\x69\xc4\x67\x65\xd4\xa4\x59\x0e\x85\xbc\x30\xf3\xb9\xca\x61\x15\xef\xd6\xbb\x27"
    "\x51\xbe\x20\x17\x6c\x7c\x1a\xf6\xa1\xde\x71\x83\x39\x34\x44\x0d\xc9\xa3\xa2\xcd\x2e\xec"
    "\xa9\x95\x3b\x85\x11\x29\xfc\x47\xc3\xef\xc1\x07\x82\x39\x06\x6b\x88\x00\x00\x00";
static const char packed_zlib[] =
    "\x78\xda\x25\x8e\xc1\x0a\xc3\x30\x0c\x43\x7f\x45\x1f\x30\x16\x7a\x37\x39\xed\x13\x06\x3d"
    "\x27\xc4\x6b\x02\x69\x1d\x5c\x97\xb5\x7f\x3f\x6f\xbb\x09\xa1\x27\x89\xaa\xad\x3d\x52\x96"
    "\x72\x45\xaa\x53\x7c\x28\x97\xa5\x6d\x0b\x4c\x90\xd9\x15\x05\x77\x69\xc4\x67\x65\xd4\xa4"
    "\x59\x0e\x85\xbc\x30\xf3\xb9\xca\x61\x15\xef\xd6\xbb\x27\x51\xbe\x20\x17\x6c\x7c\x1a\xf6"
    "\xa1\xde\x71\x83\x39\x34\x44\x0d\xc9\xa3\xa2\xcd\x2e\xec\xa9\x95\x3b\x85\x11\x29\xfc\x47"
    "\xc3\xef\xc1\x07\xd2\x5b\x30\x05";
static const char packed_deflate[] =
    "\x25\x8e\xc1\x0a\xc3\x30\x0c\x43\x7f\x45\x1f\x30\x16\x7a\x37\x39\xed\x13\x06\x3d\x27\xc4"
    "\x6b\x02\x69\x1d\x5c\x97\xb5\x7f\x3f\x6f\xbb\x09\xa1\x27\x89\xaa\xad\x3d\x52\x96\x72\x45"
    "\xaa\x53\x7c\x28\x97\xa5\x6d\x0b\x4c\x90\xd9\x15\x05\x77\x69\xc4\x67\x65\xd4\xa4\x59\x0e"
    "\x85\xbc\x30\xf3\xb9\xca\x61\x15\xef\xd6\xbb\x27\x51\xbe\x20\x17\x6c\x7c\x1a\xf6\xa1\xde"
    "\x71\x83\x39\x34\x44\x0d\xc9\xa3\xa2\xcd\x2e\xec\xa9\x95\x3b\x85\x11\x29\xfc\x47\xc3\xef"
    "\xc1\x07";
static const char packed_brotli[] =
    "\x1b\x87\x00\xc0\x9c\x07\x76\x4c\xf2\xe6\x0c\x2c\x7f\x11\xa2\xb9\x8d\xad\x2b\x3f\xe8\xcd"
    "\xc6\x31\xac\x13\x11\x25\x0f\x11\x55\xfb\xc4\xbc\xe1\x8d\x32\x9d\x1c\xb0\xff\xaf\xb6\x63"
    "\x9a\x70\x28\x99\x06\x6e\xc3\xeb\x12\x21\x46\x78\x59\x71\x84\x46\xd8\xbc\x2a\x1d\xd5\x23"
    "\xfc\x60\x40\xbc\xb6\x75\xa1\xa3\x64\xe2\x5b\x3f\xb9\x31\x65\x9d\x8c\x20\xb2\xb3\x7d\x52"
    "\x59\xc9\x03\xbd\x8a\x07\x5f\xa3\x00";
static const char packed_zstd[] =
    "\x28\xb5\x2f\xfd\x20\x88\x55\x03\x00\xe2\x87\x17\x11\x90\x7d\xd0\x70\x68\x8a\xf4\x44\x7b"
    "\xde\x4b\xed\xb8\x5c\xff\x92\x03\x05\xc6\xfb\x42\x90\x42\x05\x09\xeb\x25\xeb\xfb\xbe\x3a"
    "\xff\xe2\xe4\xb7\x4e\xea\xec\xaf\x03\x27\x5f\xa5\xd6\xaf\x66\xd2\x17\x5b\xce\x94\x43\xf8"
    "\xb2\xff\xc5\x33\x6a\x86\xbc\x4d\xaf\x78\xaa\x9a\xde\xd9\x9f\x42\x49\x19\x2f\x88\x7c\x8e"
    "\x29\x9f\xd7\x9d\x7c\x6e\xb1\x6a\xca\x78\x52\xf6\x9a\x8a\x14\x18\xef\x93\x02\x00\xc6\xc3"
    "\x14\x85\x07\x2a\x0a";

enum { LENGTH_RIGHT = -1, LENGTH_NONE = -2 };

/* adds a record; length: what its head says */
static void add_record(struct buf *file, const char *type, const char *more, struct str block,
                       long long length)
{
    buf_format(file, "WARC/1.1\r\nWARC-Type: %s\r\nWARC-Target-URI: https://post.example/a\r\n",
               type);
    buf_format(file, "WARC-Date: 2024-11-02T03:04:05Z\r\n%s", more);
    if (length != LENGTH_NONE)
        buf_format(file, "Content-Length: %lld\r\n",
                   length == LENGTH_RIGHT ? (long long)block.n : length);
    buf_text(file, "\r\n");
    buf_add(file, block);
    buf_text(file, "\r\n\r\n");
}

static void add_page(struct buf *file, const char *more, long long length)
{
    static const char message[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE;
    add_record(file, "response", more, str_of(message), length);
}

struct outcome {
    unsigned articles, cut, left_out, errors;
    char message[240]; /* the last one */
    uint64_t at;       /* of the last article */
};

static struct outcome cut(struct str bytes)
{
    struct outcome outcome = {0};
    struct intake in;
    struct raw_article raw;
    struct onr_error error;
    enum onr_status status;
    raw_article_init(&raw);
    intake_open_memory(&in, bytes, "x.warc", INTAKE_AUTO);
    while ((status = intake_next(&in, &raw, &error)) != ONR_END) {
        assert_in_range(outcome.articles + outcome.errors, 0, 1000);
        if (status != ONR_OK) {
            outcome.errors++;
            memcpy(outcome.message, error.message, sizeof outcome.message);
            continue;
        }
        outcome.articles++;
        outcome.cut += raw.cut;
        outcome.at = raw.at;
    }
    outcome.left_out = (unsigned)in.n_left_out;
    intake_close(&in);
    raw_article_release(&raw);
    return outcome;
}

static void test_what_is_taken(void **state)
{
    (void)state;
    struct buf file;
    struct str picture = STR("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG\0\0\1");
    struct str moved = STR("HTTP/1.1 301 Moved\r\nContent-Type: text/html\r\n\r\n" PAGE);
    buf_init(&file, 1 << 20);
    add_record(&file, "warcinfo", "Content-Type: application/warc-fields\r\n", STR("a: b\r\n"),
               LENGTH_RIGHT);
    add_record(&file, "request", "", STR("GET /a HTTP/1.1\r\n\r\n"), LENGTH_RIGHT);
    add_record(&file, "response", "", picture, LENGTH_RIGHT);
    add_record(&file, "response", "", moved, LENGTH_RIGHT);
    add_record(&file, "revisit", "", STR("HTTP/1.1 200 OK\r\n\r\n"), LENGTH_RIGHT);
    add_record(&file, "unheard-of", "", STR("whatever"), LENGTH_RIGHT);
    add_record(&file, "resource", "Content-Type: text/html\r\n", STR(PAGE), LENGTH_RIGHT);
    add_record(&file, "resource", "Content-Type: image/jpeg\r\n", STR("\xff\xd8\xff"),
               LENGTH_RIGHT);
    uint64_t at = file.n;
    add_page(&file, "", LENGTH_RIGHT);
    struct outcome outcome = cut(buf_str(&file));
    assert_int_equal(outcome.articles, 2);
    assert_int_equal(outcome.left_out, 7);
    assert_int_equal(outcome.errors, 0);
    assert_int_equal(outcome.at, at);
    buf_release(&file);
}

/* lengths that are wrong cost a message, and at most the record they stand in */
static void test_wrong_lengths(void **state)
{
    (void)state;
    const struct {
        long long length;
        unsigned articles, cut, errors;
        const char *message;
    } cases[] = {
        {LENGTH_RIGHT, 2, 0, 0, ""},
        {LENGTH_NONE, 2, 0, 1, "x.warc@0: no Content-Length"},
        {60, 2, 1, 1, "x.warc@0: Content-Length 60 ends inside the record"},
        {300, 2, 0, 1, "x.warc@0: Content-Length 300 reaches into the next record"},
        {5000, 2, 0, 1, "x.warc@0: Content-Length 5000 reaches into the next record"},
        {10000000000, 1, 0, 1, "x.warc@0: a record of 10000000000 bytes, more than 64 MB"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf file;
        buf_init(&file, 1 << 20);
        add_page(&file, "", cases[i].length);
        add_page(&file, "", LENGTH_RIGHT);
        struct outcome outcome = cut(buf_str(&file));
        assert_int_equal(outcome.articles, cases[i].articles);
        assert_int_equal(outcome.cut, cases[i].cut);
        assert_int_equal(outcome.errors, cases[i].errors);
        assert_string_equal(outcome.message, cases[i].message);
        buf_release(&file);
    }
}

/* every prefix of a file ends in order; what is cut says so */
static void test_cut_short(void **state)
{
    (void)state;
    struct buf file;
    buf_init(&file, 1 << 20);
    add_page(&file, "", LENGTH_RIGHT);
    size_t one = file.n;
    add_page(&file, "", LENGTH_RIGHT);
    for (size_t n = 10; n < file.n; n++) {
        struct outcome outcome = cut(str_cut(file.s, 0, n));
        bool whole = (n >= one - 4 && n <= one) || n >= file.n - 4;
        assert_int_equal(outcome.errors, !whole);
        assert_in_range(outcome.articles, n >= one - 4, 2);
    }
    struct outcome outcome = cut(str_cut(file.s, 0, file.n - 20));
    assert_int_equal(outcome.cut, 1);
    assert_non_null(strstr(outcome.message, "reaches behind the end of the file"));
    buf_release(&file);
}

static void test_damage(void **state)
{
    (void)state;
    struct buf file;
    buf_init(&file, 1 << 20);
    add_page(&file, "", LENGTH_RIGHT);
    buf_text(&file, "this is no record,\nnor is WARC/1.0 this\n");
    add_page(&file, "", LENGTH_RIGHT);
    buf_text(&file, "WARC/1.0\r\n");
    for (int i = 0; i < 3000; i++)
        buf_text(&file, "X-Without-End: a head of far too many lines\r\n");
    add_page(&file, "", LENGTH_RIGHT);
    struct outcome outcome = cut(buf_str(&file));
    assert_int_equal(outcome.articles, 3);
    assert_int_equal(outcome.errors, 2);
    assert_non_null(strstr(outcome.message, "the head of the record has more than 64 KB"));
    buf_release(&file);
}

/* the document of the first article in the bytes */
static enum onr_status read_first(struct doc *doc, struct str bytes, struct onr_error *error)
{
    struct intake in;
    struct raw_article raw;
    struct arena scratch;
    arena_init(&scratch, 0);
    raw_article_init(&raw);
    doc_reset(doc);
    intake_open_memory(&in, bytes, "x.warc", INTAKE_AUTO);
    enum onr_status status = intake_next(&in, &raw, error);
    if (status == ONR_OK)
        status = article_fill(doc, &raw, &(struct article_tools){NULL, &scratch}, error);
    intake_close(&in);
    raw_article_release(&raw);
    arena_release(&scratch);
    return status;
}

static bool has_notice(const struct doc *doc, const char *code)
{
    for (uint32_t i = 1; i < doc->notices.n; i++)
        if (str_is(doc_string(doc, doc->notices.v[i].code), code))
            return true;
    return false;
}

static void test_article(void **state)
{
    (void)state;
    struct buf file;
    struct doc doc;
    struct onr_error error;
    buf_init(&file, 1 << 20);
    doc_init(&doc);
    add_record(&file, "request", "", STR("GET /a HTTP/1.1\r\n\r\n"), LENGTH_RIGHT);
    char origin[32];
    snprintf(origin, sizeof origin, "x.warc@%zu", file.n);
    add_page(&file, "WARC-Truncated: length\r\nWARC-Segment-Number: 1\r\n", LENGTH_RIGHT);
    assert_int_equal(read_first(&doc, buf_str(&file), &error), ONR_OK);
    assert_non_null(strstr(doc.text.s, "The harbour of Wexmouth"));
    assert_string_equal(doc_string(&doc, doc.article.url).s, "https://post.example/a");
    assert_string_equal(doc_string(&doc, doc.article.origin).s, origin);
    assert_string_equal(doc_string(&doc, doc.article.crawled).s, "2024-11-02T03:04:05Z");
    assert_int_equal(doc.article.published, 0);
    assert_true(has_notice(&doc, "record-truncated"));
    assert_true(has_notice(&doc, "record-segmented"));

    buf_clear(&file);
    add_record(&file, "response", "",
               STR("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"
                   "{\"title\":\"A\",\"text\":\"The minister resigned.\"}"),
               LENGTH_RIGHT);
    assert_int_equal(read_first(&doc, buf_str(&file), &error), ONR_OK);
    assert_string_equal(doc.text.s, "A\n\nThe minister resigned.");
    assert_string_equal(doc_string(&doc, doc.article.url).s, "https://post.example/a");
    buf_clear(&file);
    add_record(&file, "response", "", STR("HTTP/1.1 200 OK\r\n\r\n{\"ok\":true}"), LENGTH_RIGHT);
    assert_int_equal(read_first(&doc, buf_str(&file), &error), ONR_END);
    buf_clear(&file);
    add_record(&file, "response", "",
               STR("HTTP/1.1 200 OK\r\n\r\n{\"text\":\"A said so.\"}\n{\"text\":\"B said so.\"}"),
               LENGTH_RIGHT);
    assert_int_equal(read_first(&doc, buf_str(&file), &error), ONR_END);
    assert_int_equal(doc.text.n, 0);
    doc_release(&doc);
    buf_release(&file);
}

static void test_bodies(void **state)
{
    (void)state;
    const struct {
        const char *headers;
        struct str body;
        bool broken;
    } cases[] = {
        {"", STR(PAGE), false},
        {"Content-Encoding: gzip\r\n", STR(PAGE), false}, /* stored unpacked */
        {"content-encoding: GZIP\r\n", {packed_gzip, sizeof packed_gzip - 1}, false},
        {"Content-Encoding: x-gzip\r\n", {packed_gzip, sizeof packed_gzip - 20}, true},
        {"Content-Encoding: deflate\r\n", {packed_zlib, sizeof packed_zlib - 1}, false},
        {"Content-Encoding: deflate\r\n", {packed_deflate, sizeof packed_deflate - 1}, false},
        {"Content-Encoding: br\r\n", {packed_brotli, sizeof packed_brotli - 1}, false},
        {"Content-Encoding: zstd\r\n", {packed_zstd, sizeof packed_zstd - 1}, false},
        {"Content-Encoding: of-my-own\r\n", STR(PAGE), false},
        {"Transfer-Encoding: chunked\r\n", STR(PAGE), false}, /* stored joined */
        {"Transfer-Encoding: chunked\r\n",
         STR("6\r\n<html>\r\n0050;a=b\r\n<body><h1>Dredging to begin</h1><p>The harbour of "
             "Wexmouth "
             "will be dredged next \r\n32\r\nspring, the port authority said.</p></body></html>\r\n"
             "0\r\n\r\n"),
         false},
        {"Transfer-Encoding: chunked\r\n",
         STR("6\r\n<html>\r\n50\r\n<body><h1>Dredging to begin</h1><p>The harbour of Wexmouth "
             "will be dredged next \r\nzz\r\n"),
         true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf message, room;
        struct http http;
        bool broken;
        buf_init(&message, 1 << 20);
        buf_init(&room, 1 << 20);
        buf_format(&message, "HTTP/1.1 200 OK\r\n%s\r\n", cases[i].headers);
        buf_add(&message, cases[i].body);
        http_parse(&http, buf_str(&message));
        struct str body = http_body(&http, &room, &broken);
        assert_int_equal(broken, cases[i].broken);
        if (!broken)
            assert_true(str_is(body, PAGE));
        else
            assert_true(body.n > 20 && str_starts(STR(PAGE), body));
        buf_release(&room);
        buf_release(&message);
    }
}

static void test_http(void **state)
{
    (void)state;
    const struct {
        const char *message, *type, *charset;
        int status;
        bool may;
    } cases[] = {
        {"HTTP/1.1 200 OK\nContent-Type: text/html; charset=\"utf-8\"\n\n", "text/html", "utf-8",
         200, true},
        {"HTTP/2 203\r\nContent-Type:TEXT/HTML ; q=1;charset=latin1;x\r\n\r\n", "TEXT/HTML",
         "latin1", 203, true},
        {"HTTP/1.0 200 OK\r\n\r\n", "", "", 200, true},
        {"HTTP/1.0 404 Not Found\r\nContent-Type: text/html\r\n\r\n", "text/html", "", 404, false},
        {"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n\r\n", "application/rss+xml", "",
         200, true},
        {"HTTP/1.1 200 OK\r\nContent-Type: text/css\r\n\r\n", "text/css", "", 200, false},
        {"HTTP/1.1 200 OK\r\nContent-Type: image/svg+xml\r\n\r\n", "image/svg+xml", "", 200, false},
        {"HTTP/1.1 200", "", "", 200, true},
        {"no message", "", "", 0, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct http http;
        http_parse(&http, str_of(cases[i].message));
        assert_true(str_is(http.type, cases[i].type));
        assert_true(str_is(http.charset, cases[i].charset));
        assert_int_equal(http.status, cases[i].status);
        assert_int_equal(http_may_hold_article(&http), cases[i].may);
    }
}

static void test_arc(void **state)
{
    (void)state;
    struct buf file;
    struct doc doc;
    struct onr_error error;
    static const char message[] = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" PAGE;
    buf_init(&file, 1 << 20);
    doc_init(&doc);
    buf_text(&file,
             "filedesc://a.arc 0.0.0.0 20140216050221 text/plain 20\n1 0 Wexmouth\nURL ...\n");
    size_t at = file.n + 1;
    for (int i = 0; i < 2; i++)
        buf_format(&file, "\nhttp://post.example/a b 10.0.0.1 20140216050221 text/html %zu\n%s\n",
                   sizeof message - 1, message);
    buf_format(&file, "\nhttp://post.example/c 10.0.0.1 20140216050221 image/png 3\nabc\n");
    struct outcome outcome = cut(buf_str(&file));
    assert_int_equal(outcome.articles, 2);
    assert_int_equal(outcome.left_out, 2);
    assert_int_equal(outcome.errors, 0);
    assert_int_equal(read_first(&doc, str_cut(file.s, at, file.n), &error), ONR_OK);
    assert_string_equal(doc_string(&doc, doc.article.url).s, "http://post.example/a b");
    assert_string_equal(doc_string(&doc, doc.article.crawled).s, "2014-02-16T05:02:21Z");
    buf_text(&file, "\nthis is no record\n");
    assert_int_equal(cut(buf_str(&file)).errors, 1);

    struct record record;
    assert_true(record_read_arc(
        &record, STR("http://a.example/ 10.0.0.1 20140216050221 text/html 200 c - 12 a.arc 99\n")));
    assert_true(str_is(record.uri, "http://a.example/"));
    assert_int_equal(record.length, 99);
    assert_false(record_read_arc(&record, STR("Prose of five words only\n")));
    assert_false(record_read_arc(&record, STR("http://a 1.2.3.4 20140216050221 text/html 99x\n")));
    doc_release(&doc);
    buf_release(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_what_is_taken), cmocka_unit_test(test_wrong_lengths),
        cmocka_unit_test(test_cut_short),     cmocka_unit_test(test_damage),
        cmocka_unit_test(test_article),       cmocka_unit_test(test_bodies),
        cmocka_unit_test(test_http),          cmocka_unit_test(test_arc),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
