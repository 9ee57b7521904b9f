/* language: what is English and what is not, over the texts of languages.tsv, and what the notice
 * says. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/file.h"
#include "intake/article.h"
#include "intake/blocks.h"
#include "intake/language.h"

static struct world *world;

static int open_world(void **state)
{
    (void)state;
    struct onr_error error;
    return world_open(&world, &error);
}

static int close_world(void **state)
{
    (void)state;
    world_close(world);
    return 0;
}

static void read_text(struct doc *doc, struct str text, bool forced)
{
    struct article_fields fields = {0};
    struct onr_error error;
    fields.v[FIELD_TEXT] = text;
    doc_reset(doc);
    assert_int_equal(
        article_fill_fields(doc, &fields, &(struct article_source){"test", "test"}, &error),
        ONR_OK);
    find_blocks(world, doc);
    find_language(world, doc, forced);
}

static struct str notice_of(const struct doc *doc)
{
    for (uint32_t i = 1; i < doc->notices.n; i++)
        if (str_is(doc_string(doc, doc->notices.v[i].code), "language-not-english"))
            return doc_string(doc, doc->notices.v[i].message);
    return (struct str){NULL, 0};
}

static void test_texts(void **state)
{
    (void)state;
    char path[4096];
    struct file_map map;
    struct onr_error error;
    struct doc doc;
    uint32_t n = 0;
    snprintf(path, sizeof path, "%s/languages.tsv", getenv("ONRECORD_TEXTS"));
    assert_int_equal(file_map_open(&map, path, &error), ONR_OK);
    doc_init(&doc);
    for (struct str rest = map.bytes, line; (line = str_split(&rest, '\n')).s;) {
        if (line.n == 0 || line.s[0] == '#')
            continue;
        struct str code = str_split(&line, '\t');
        read_text(&doc, line, false);
        if (doc.article.foreign == str_is(code, "en"))
            fail_msg("%.*s: %.*s", STR_ARG(code), STR_ARG(line));
        assert_int_equal(doc.article.foreign, notice_of(&doc).s != NULL);
        n++;
    }
    assert_true(n > 60);
    doc_release(&doc);
    file_map_close(&map);
}

static void check_notice(const char *text, bool forced, const char *expected)
{
    struct doc doc;
    doc_init(&doc);
    read_text(&doc, str_of(text), forced);
    struct str notice = notice_of(&doc);
    if (!str_is(notice, expected))
        fail_msg("%.*s", STR_ARG(notice));
    doc_release(&doc);
}

static void test_notices(void **state)
{
    (void)state;
    check_notice("Jan nie ma psa, ale jego brat ma i psa, i kota.", false,
                 "not in English: of 100 words 25 are common in \"pl\", 0 in English; "
                 "not read further");
    check_notice("\xd0\x9c\xd0\xb8\xd1\x80, peace", true,
                 "not in English: 54 % of the letters are not Latin; read as English all the same");
}

/* a word of any length, marks at either end, apostrophes anywhere */
static void test_odd_words(void **state)
{
    (void)state;
    struct doc doc;
    char text[4096];
    doc_init(&doc);
    for (size_t n = 1; n < sizeof text; n += n < 64 ? 1 : 500) {
        memset(text, 'q', n);
        read_text(&doc, (struct str){text, n}, false);
        assert_false(doc.article.foreign);
        for (size_t i = 0; i < n; i += 3)
            text[i] = '\'';
        read_text(&doc, (struct str){text, n}, false);
    }
    doc_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_notices),
        cmocka_unit_test(test_odd_words),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
