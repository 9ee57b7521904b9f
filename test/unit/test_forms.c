/* forms: what has to hold of XML, SGML, tables and arrays whatever their size: memory that does not
 * grow with the input, and input made to do harm. What is taken of them: test/forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "doc/doc.h"
#include "intake/forms.h"
#include "intake/xml/markup.h"
#include "intake/xml/tree.h"

enum { MANY = 20000 };

struct fixture {
    struct doc doc;
    struct arena scratch;
    struct raw_article raw;
    struct buf input;
    struct intake in;
    struct onr_error error;
};

static int open_fixture(void **state)
{
    struct fixture *f = calloc(1, sizeof *f);
    if (!f)
        return -1;
    doc_init(&f->doc);
    arena_init(&f->scratch, 1 << 20);
    raw_article_init(&f->raw);
    buf_init(&f->input, (size_t)200 << 20);
    *state = f;
    return 0;
}

static int close_fixture(void **state)
{
    struct fixture *f = *state;
    doc_release(&f->doc);
    arena_release(&f->scratch);
    raw_article_release(&f->raw);
    buf_release(&f->input);
    free(f);
    return 0;
}

static void open_input(struct fixture *f)
{
    intake_open_memory(&f->in, buf_str(&f->input), "input", INTAKE_AUTO);
}

/* The next article, filled; ONR_END or the error otherwise. */
static enum onr_status read_next(struct fixture *f)
{
    enum onr_status status = intake_next(&f->in, &f->raw, &f->error);
    if (status)
        return status;
    doc_reset(&f->doc);
    struct article_tools tools = {NULL, &f->scratch};
    return article_fill(&f->doc, &f->raw, &tools, &f->error);
}

static bool has_notice(const struct doc *doc, const char *code)
{
    for (uint32_t i = 1; i < doc->notices.n; i++)
        if (str_is(doc_string(doc, doc->notices.v[i].code), code))
            return true;
    return false;
}

/* front, MANY times item with a number in it, back: every article comes, none larger than its item
 * and what stands in front of the first */
static void check_many(struct fixture *f, const char *front, const char *item, const char *back,
                       enum intake_form form)
{
    buf_clear(&f->input);
    buf_text(&f->input, front);
    for (int i = 0; i < MANY; i++) {
        const char *mark = strchr(item, '#');
        buf_add(&f->input, str_cut(item, 0, (size_t)(mark - item)));
        buf_format(&f->input, "%d", i);
        buf_text(&f->input, mark + 1);
    }
    buf_text(&f->input, back);
    open_input(f);
    int n = 0;
    while (intake_next(&f->in, &f->raw, &f->error) == ONR_OK) {
        assert_int_equal(f->raw.form, form);
        assert_true(f->raw.bytes.n < 400 && f->raw.bytes.cap < 4096);
        n += f->raw.line > 0;
    }
    assert_int_equal(n, MANY);
    intake_close(&f->in);
}

static void test_many(void **state)
{
    struct fixture *f = *state;
    check_many(f, "<rss version='2.0'><channel><title>Post</title>\n",
               "<item><title>Number #</title><description>A thing took place.</description>"
               "</item>\n",
               "</channel></rss>", INTAKE_FEED);
    check_many(f, "",
               "<DOC id=\"EXA_#\" type=\"story\">\n<TEXT>\n<P>It was.</P>\n</TEXT>\n</DOC>\n", "",
               INTAKE_LDC);
    check_many(f, "{\"status\":\"ok\",\"articles\":[\n", "{\"id\":#,\"text\":\"It was.\"},\n",
               "null]}\n", INTAKE_JSON);
    check_many(f, "id,title,text\n", "#,A title,\"It was.\"\n", "", INTAKE_CSV);
    check_many(f, "", "\001exa001 4 i 20\n\002It was # =\nSo it was.\n\003131137 GMT Nov 24\004",
               "", INTAKE_IPTC7901);
}

/* the laughs of a billion: nothing that a document declares is expanded */
static void test_entities(void **state)
{
    struct fixture *f = *state;
    buf_clear(&f->input);
    buf_text(&f->input, "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;\">"
                        "<!ENTITY c SYSTEM \"file:///etc/passwd\">]>"
                        "<rss><item><description>One &b; two &c; &amp; &eacute;&#x41;&#xD800;"
                        "</description></item></rss>");
    open_input(f);
    assert_int_equal(read_next(f), ONR_OK);
    assert_string_equal(f->doc.text.s, "One &b; two &c; & \xc3\xa9"
                                       "A\xef\xbf\xbd");
    assert_int_equal(read_next(f), ONR_END);
    intake_close(&f->in);
}

static void test_deep(void **state)
{
    struct fixture *f = *state;
    buf_clear(&f->input);
    buf_text(&f->input, "<nitf><body><body.content>");
    for (int i = 0; i < 100000; i++)
        buf_text(&f->input, "<p>");
    buf_text(&f->input, "Deep down</nitf>");
    open_input(f);
    assert_int_equal(read_next(f), ONR_OK);
    assert_string_equal(f->doc.text.s, "Deep down");
    assert_true(has_notice(&f->doc, "nested-too-deep"));
    intake_close(&f->in);
}

/* openings that nothing closes cost no more than a look each */
static void test_unclosed(void **state)
{
    static const char *const openings[] = {"<!--",    "<![CDATA[", "<?a ", "<!D [",
                                           "<a b=\"", "<a",        "<"};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof openings / sizeof *openings; i++) {
        buf_clear(&f->input);
        buf_text(&f->input, "<nitf><body><body.content><p>It was.</p> ");
        for (int k = 0; k < 200000; k++)
            buf_text(&f->input, openings[i]);
        open_input(f);
        assert_int_equal(read_next(f), ONR_OK);
        assert_true(f->raw.cut && str_starts(f->doc.text, STR("It was.")));
        assert_int_equal(read_next(f), ONR_END);
        intake_close(&f->in);
    }
}

/* an article that is too large is left out, and the next one read */
static void test_too_large(void **state)
{
    struct fixture *f = *state;
    buf_clear(&f->input);
    buf_text(&f->input, "<rss><item><title>Small</title></item>\n<item><description>");
    for (size_t i = 0; i < INTAKE_MAX_ARTICLE; i += 50)
        buf_text(&f->input, "It goes on and on and on and on and on and on and on and on.\n\n ");
    buf_text(&f->input, "</description></item><item><title>After it</title></item></rss>");
    open_input(f);
    assert_int_equal(read_next(f), ONR_OK);
    assert_int_equal(read_next(f), ONR_ERR_LIMIT);
    assert_string_equal(f->error.message, "input:2: more than 64 MB in one article");
    assert_int_equal(read_next(f), ONR_OK);
    assert_string_equal(f->doc.text.s, "After it");
    assert_int_equal(read_next(f), ONR_END);
    intake_close(&f->in);
}

/* the same articles whatever the pieces the input comes in */
static void test_pieces(void **state)
{
    static const char *const inputs[] = {
        "<feed><title>T</title><entry><title>A<!-- <entry> --></title><content>x</content></entry>"
        "<entry><title><![CDATA[B </entry>]]></title></entry></feed>",
        "[{\"text\":\"A \\\"}\"}, {\"text\":\"B\"}]",
        "title,text\nA,\"x\"\"y\nz\"\nB,b\n",
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof inputs / sizeof *inputs; i++) {
        int ends[2], n = 0;
        assert_int_equal(pipe(ends), 0);
        pid_t child = fork();
        if (child == 0) {
            for (const char *s = inputs[i]; *s; s++)
                if (write(ends[1], s, 1) != 1)
                    _exit(1);
            _exit(0);
        }
        close(ends[1]);
        intake_open_fd(&f->in, ends[0], "pipe", INTAKE_AUTO);
        while (read_next(f) == ONR_OK)
            assert_int_equal(f->doc.text.s[0], 'A' + n++);
        assert_int_equal(n, 2);
        intake_close(&f->in);
        close(ends[0]);
    }
}

static void test_tree(void **state)
{
    struct fixture *f = *state;
    struct xml_tree tree;
    xml_read(&tree, &f->scratch,
             STR("<x:a xmlns:x='http://www.w3.org/2005/Atom' q=\"1 &gt; 0\"><b>one<br>two</b></z>"
                 "<c/><B>three</x:a>four"));
    uint32_t a = xml_child(&tree, XML_ROOT, "a", 0), b = xml_child(&tree, a, "b", 0);
    assert_true(a && b && xml_is(&tree, xml_child(&tree, a, "b", b), "B"));
    assert_string_equal(xml_attribute(&tree, a, "q").s, "1 > 0");
    assert_true(str_is(xml_line(&tree, b), "one two"));
    assert_true(str_is(xml_prose(&tree, b), "one\ntwo"));
    assert_true(str_is(xml_raw_text(&tree, XML_ROOT), "onetwothreefour"));
    assert_int_equal(xml_path(&tree, XML_ROOT, "a/c"), xml_path(&tree, XML_ROOT, "//c"));
    assert_int_equal(xml_path(&tree, XML_ROOT, "a/d"), 0);
    assert_true(str_is(xml_unwrap(&f->scratch, STR("  a\nb\n\nc\n   d\n")), "a b\n\nc\n\nd"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many),      cmocka_unit_test(test_entities),
        cmocka_unit_test(test_deep),      cmocka_unit_test(test_unclosed),
        cmocka_unit_test(test_too_large), cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_tree),
    };
    return cmocka_run_group_tests(tests, open_fixture, close_fixture);
}
