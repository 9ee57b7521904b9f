/* intake: cutting streams into articles, reading JSON in place, filling documents; and what comes
 * of input that is broken, binary, empty or too large. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "doc/doc.h"
#include "intake/article.h"
#include "intake/intake.h"
#include "text/utf8.h"

/* the document of an article that is given as one line of JSON or as text */
static enum onr_status fill(struct doc *doc, const char *bytes, enum intake_form form,
                            struct onr_error *error)
{
    struct raw_article raw;
    raw_article_init(&raw);
    raw.origin = "news.jsonl";
    raw.form = form;
    raw.line = form == INTAKE_JSONL ? 7 : 0;
    buf_text(&raw.bytes, bytes);
    doc_reset(doc);
    struct arena scratch;
    arena_init(&scratch, 0);
    enum onr_status status =
        article_fill(doc, &raw, &(struct article_tools){NULL, &scratch}, error);
    arena_release(&scratch);
    raw_article_release(&raw);
    return status;
}

static bool has_notice(const struct doc *doc, const char *code)
{
    for (uint32_t i = 1; i < doc->notices.n; i++)
        if (str_is(doc_string(doc, doc->notices.v[i].code), code))
            return true;
    return false;
}

static void test_fields(void **state)
{
    (void)state;
    struct doc doc;
    struct onr_error error;
    doc_init(&doc);
    assert_int_equal(
        fill(&doc,
             "{\"date_publish\":\"Fri, 01 Nov 2024 14:05:00 GMT\",\"headline\":\" Talks "
             "open \",\"maintext\":\"They met.\\n\\nThey left.\",\"source\":{\"id\":"
             "null,\"name\":\"The Post\"},\"authors\":[\"Ann Lee\",\"By Bo Ek and C. "
             "Wu\"],\"content\":\"cut off\",\"unknown\":[1,{\"text\":\"no\"}]}",
             INTAKE_JSONL, &error),
        ONR_OK);
    assert_string_equal(doc.text.s, "Talks open\n\nThey met.\n\nThey left.");
    assert_string_equal(doc_string(&doc, doc.article.published).s, "2024-11-01T14:05:00Z");
    assert_int_equal(doc.article.published_day, 20028);
    assert_string_equal(doc_string(&doc, doc.article.source).s, "The Post");
    assert_int_equal(doc_string(&doc, doc.article.id).n, 16);
    assert_int_equal(doc.article.byline.n, 3);
    assert_string_equal(doc_string(&doc, doc.ids.v[doc.article.byline.first + 1]).s, "Bo Ek");
    assert_int_equal(doc.notices.n, 1);

    assert_int_equal(
        fill(&doc, "{\"title\":\"A\",\"text\":\"A\\nB\",\"id\":12}", INTAKE_JSONL, &error), ONR_OK);
    assert_string_equal(doc.text.s, "A\nB");
    assert_string_equal(doc_string(&doc, doc.article.id).s, "12");
    assert_int_equal(doc.notices.n, 1);
    assert_int_equal(fill(&doc,
                          "{\"text\":\"A\",\"text\":\"B\",\"author\":NaN,\"i\\u0064\":12.0,"
                          "\"authors\":[{\"id\":\"x\",\"name\":\"Al Od\"},[],\"Bo Ek\"]}",
                          INTAKE_JSONL, &error),
                     ONR_OK);
    assert_string_equal(doc.text.s, "B");
    assert_string_equal(doc_string(&doc, doc.article.id).s, "12");
    assert_int_equal(doc.article.byline.n, 2);
    assert_true(has_notice(&doc, "duplicate-key"));
    assert_int_equal(fill(&doc, "{\"title\":\"Only this\"}", INTAKE_JSONL, &error), ONR_OK);
    assert_string_equal(doc.text.s, "Only this");
    doc_release(&doc);
}

static void test_odd_text(void **state)
{
    (void)state;
    struct doc doc;
    struct onr_error error;
    doc_init(&doc);
    assert_int_equal(fill(&doc,
                          "\xef\xbb\xbf"
                          "A\xff"
                          "b\r\n",
                          INTAKE_TEXT, &error),
                     ONR_OK);
    assert_string_equal(doc.text.s, "A\xef\xbf\xbd"
                                    "b\r\n");
    assert_true(has_notice(&doc, "invalid-utf8") && has_notice(&doc, "byte-order-mark"));
    assert_int_equal(fill(&doc,
                          "{\"text\":\"a\\u0000b \\udc00\",\"lang\":\"de\",\"date\":\"soon\"}",
                          INTAKE_JSONL, &error),
                     ONR_OK);
    assert_string_equal(doc.text.s, "a b \xef\xbf\xbd");
    assert_true(has_notice(&doc, "nul-bytes") && has_notice(&doc, "invalid-utf8"));
    assert_true(has_notice(&doc, "not-english") && has_notice(&doc, "unreadable-date"));
    assert_int_equal(doc.article.published_day, INT32_MIN);
    doc_release(&doc);
}

static void test_bad_articles(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{\"text\": \"x\"", "news.jsonl:7: not valid JSON, byte 13: ',' or '}' expected"},
        {"[1]", "news.jsonl:7: a JSON object was expected"},
        {"{\"text\": \"  \"}", "news.jsonl:7: no text"},
        {"{\"text\": null, \"html\": \"<script>x</script>\"}",
         "news.jsonl:7: a page without an article"},
    };
    struct doc doc;
    struct onr_error error;
    doc_init(&doc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(fill(&doc, cases[i][0], INTAKE_JSONL, &error), ONR_ERR_FORMAT);
        assert_string_equal(error.message, cases[i][1]);
        assert_int_equal(doc.text.n, 0);
    }
    assert_int_equal(fill(&doc, " \n", INTAKE_TEXT, &error), ONR_ERR_FORMAT);
    assert_string_equal(error.message, "news.jsonl: no text");
    doc_release(&doc);
}

/* how many articles an input holds; the form it turned out to be */
static int cut(struct str bytes, enum intake_form *form, enum onr_status *last)
{
    struct intake in;
    struct raw_article raw;
    struct onr_error error;
    int n = 0;
    raw_article_init(&raw);
    intake_open_memory(&in, bytes, "x", *form);
    while ((*last = intake_next(&in, &raw, &error)) == ONR_OK)
        n++;
    *form = in.form;
    intake_close(&in);
    raw_article_release(&raw);
    return n;
}

static void test_cutting(void **state)
{
    (void)state;
    const struct {
        struct str bytes;
        int n;
        enum intake_form form;
        enum onr_status last;
    } cases[] = {
        {STR("{\"text\":\"a\"}\n{\"text\":\"b\"}\n"), 2, INTAKE_JSONL, ONR_END},
        {STR("\xef\xbb\xbf{\"text\":\"a\"}\r\n\n \r\n{\"text\":\"b\"}"), 2, INTAKE_JSONL, ONR_END},
        {STR("{braces} open this text"), 1, INTAKE_TEXT, ONR_END},
        {STR("A story.\nIt goes on.\n"), 1, INTAKE_TEXT, ONR_END},
        {STR(""), 1, INTAKE_TEXT, ONR_END},
        {STR("\x1f\x8b\x08\x00"), 0, INTAKE_AUTO, ONR_ERR_FORMAT},
        {STR("ab\0\0\0\0cd\1\2\3"), 0, INTAKE_TEXT, ONR_ERR_FORMAT},
        {STR("\xff\xfe<\0h\0t\0m\0l\0>\0A\0"), 1, INTAKE_HTML, ONR_END},
        {STR("\xff\xfe"
             "a\0"),
         1, INTAKE_TEXT, ONR_END},
        {STR("\xff\xfe"
             "a\0b"),
         1, INTAKE_TEXT, ONR_ERR_FORMAT}, /* cut within a character */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        enum intake_form form = INTAKE_AUTO;
        enum onr_status last;
        assert_int_equal(cut(cases[i].bytes, &form, &last), cases[i].n);
        assert_int_equal(form, cases[i].form);
        assert_int_equal(last, cases[i].last);
    }
}

/* the text in units of `width` bytes behind a byte order mark */
static struct str widen(struct arena *arena, struct str text, uint32_t width, bool big)
{
    unsigned char *out = arena_alloc(arena, 4 * text.n + 8);
    size_t n = 0;
    uint32_t code = 0xFEFF, low = 0;
    for (size_t at = 0; at <= text.n || low;) {
        uint32_t unit = low ? low : code;
        low = 0;
        if (width == 2 && unit >= 0x10000) {
            low = 0xDC00 + ((unit - 0x10000) & 0x3FF);
            unit = 0xD800 + ((unit - 0x10000) >> 10);
        }
        for (uint32_t i = 0; i < width; i++)
            out[n++] = (unsigned char)(unit >> 8 * (big ? width - 1 - i : i));
        if (low)
            continue;
        if (at == text.n)
            break;
        at += utf8_decode(text, at, &code);
    }
    return (struct str){(const char *)out, n};
}

/* JSON, feeds, tables and text in UTF-16 and UTF-32, longer than a block */
static void test_wide(void **state)
{
    (void)state;
    struct arena arena;
    struct buf json;
    arena_init(&arena, 0);
    buf_init(&json, 1 << 24);
    for (int i = 0; i < 20000; i++)
        buf_format(&json, "{\"id\": %d, \"text\": \"\xf0\x9f\x98\x80 caf\xc3\xa9 %d\"}\n", i, i);
    for (int i = 0; i < 4; i++) {
        struct str wide = widen(&arena, buf_str(&json), i < 2 ? 2 : 4, i % 2);
        struct intake in;
        struct raw_article raw;
        struct onr_error error;
        size_t n = 0;
        raw_article_init(&raw);
        intake_open_memory(&in, wide, "wide", INTAKE_AUTO);
        for (; intake_next(&in, &raw, &error) == ONR_OK; n += raw.bytes.n + 1)
            assert_memory_equal(raw.bytes.s, json.s + n, raw.bytes.n);
        assert_int_equal(n, json.n);
        assert_int_equal(in.form, INTAKE_JSONL);
        intake_close(&in);
        raw_article_release(&raw);
    }
    static const char *const forms[] = {
        "title,text\nA,One\nB,Two\n",
        "<?xml version='1.0' encoding='utf-16'?><rss><channel><item><title>A</title></item>"
        "<item><title>B</title></item></channel></rss>"};
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        enum intake_form form = INTAKE_AUTO;
        enum onr_status last;
        assert_int_equal(cut(widen(&arena, str_of(forms[i]), 2, false), &form, &last), 2);
        assert_int_equal(form, i ? INTAKE_FEED : INTAKE_CSV);
    }
    buf_release(&json);
    arena_release(&arena);
}

static void test_pipe(void **state)
{
    (void)state;
    int ends[2];
    struct intake in;
    struct raw_article raw;
    struct onr_error error;
    assert_int_equal(pipe(ends), 0);
    raw_article_init(&raw);
    intake_open_fd(&in, ends[0], "-", INTAKE_AUTO);
    assert_int_equal(write(ends[1], "\n\n{\"te", 6), 6);
    assert_int_equal(write(ends[1], "xt\":\"a\"}\n{}", 11), 11);
    close(ends[1]);
    assert_int_equal(intake_next(&in, &raw, &error), ONR_OK);
    assert_int_equal(raw.line, 3);
    assert_int_equal(raw.at, 2);
    assert_true(str_is(buf_str(&raw.bytes), "{\"text\":\"a\"}"));
    assert_int_equal(intake_next(&in, &raw, &error), ONR_OK);
    assert_int_equal(raw.line, 4);
    assert_int_equal(intake_next(&in, &raw, &error), ONR_END);
    assert_int_equal(intake_next(&in, &raw, &error), ONR_END);
    intake_close(&in);
    intake_open_fd(&in, -1, "closed", INTAKE_AUTO);
    close(ends[0]);
    intake_close(&in);
    raw_article_release(&raw);
}

/* a line over the limit costs itself; depth and quotes cost time in proportion */
static void test_pathological(void **state)
{
    (void)state;
    size_t n = INTAKE_MAX_LINE + 100;
    char *bytes = malloc(n + 32);
    memcpy(bytes, "{\"", 2);
    memset(bytes + 2, 'x', n);
    memcpy(bytes + n, "\n{\"text\":\"after\"}", 17);
    struct intake in;
    struct raw_article raw;
    struct onr_error error;
    raw_article_init(&raw);
    intake_open_memory(&in, (struct str){bytes, n + 17}, "big", INTAKE_AUTO);
    assert_int_equal(intake_next(&in, &raw, &error), ONR_ERR_LIMIT);
    assert_string_equal(error.message, "big:1: more than 128 MB in one line");
    assert_int_equal(intake_next(&in, &raw, &error), ONR_OK);
    assert_int_equal(raw.line, 2);
    assert_int_equal(intake_next(&in, &raw, &error), ONR_END);
    intake_close(&in);
    raw_article_release(&raw);

    free(bytes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fields),       cmocka_unit_test(test_odd_text),
        cmocka_unit_test(test_bad_articles), cmocka_unit_test(test_cutting),
        cmocka_unit_test(test_wide),         cmocka_unit_test(test_pipe),
        cmocka_unit_test(test_pathological),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
