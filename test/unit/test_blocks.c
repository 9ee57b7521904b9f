/* blocks: each kind of paragraph once, what must stay body although it looks otherwise, wrapped
 * text, and that the blocks hold all visible bytes. Expectations are lines "kind: text". */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/names.h"
#include "intake/article.h"
#include "intake/blocks.h"

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

static void read_text(struct doc *doc, const char *title, const char *text)
{
    struct article_fields fields = {0};
    struct onr_error error;
    fields.v[FIELD_TITLE] = str_of(title);
    fields.v[FIELD_TEXT] = str_of(text);
    doc_reset(doc);
    assert_int_equal(
        article_fill_fields(doc, &fields, &(struct article_source){"test", "test"}, &error),
        ONR_OK);
    find_blocks(world, doc);
}

static void check_blocks(const char *text, const char *expected)
{
    struct doc doc;
    struct buf buf;
    doc_init(&doc);
    buf_init(&buf, 1 << 20);
    read_text(&doc, NULL, text);
    for (uint32_t i = 1; i < doc.blocks.n; i++) {
        buf_text(&buf, block_kind_name(doc.blocks.v[i].kind));
        buf_text(&buf, ": ");
        buf_add(&buf, doc_slice(&doc, doc.blocks.v[i].span));
        buf_byte(&buf, '\n');
    }
    buf_byte(&buf, '\0');
    assert_string_equal(buf.s, expected);
    buf_release(&buf);
    doc_release(&doc);
}

static void test_wire_story(void **state)
{
    (void)state;
    check_blocks("Ministers meet in Oslo\n\nBy Ann Lee and Bo Ek\n\n"
                 "OSLO, Nov 1 (Reuters) - The ministers met.\n\n"
                 "They left early, an aide said. (Reporting by Ann Lee; Editing by C. Wu)\n\n"
                 "Read more: What the talks are about\n",
                 "headline: Ministers meet in Oslo\n"
                 "byline: By Ann Lee and Bo Ek\n"
                 "dateline: OSLO, Nov 1 (Reuters) -\n"
                 "body: The ministers met.\n"
                 "body: They left early, an aide said.\n"
                 "credit: (Reporting by Ann Lee; Editing by C. Wu)\n"
                 "boilerplate: Read more: What the talks are about\n");
}

static void test_kinds(void **state)
{
    (void)state;
    check_blocks("The river rose again on Monday.\n"
                 "Residents wait for boats near the old bridge. (AP Photo/Ann Lee)\n"
                 "Correction: An earlier version gave a wrong date.\n"
                 "(Photo: Bo Ek) The mayor came by boat.\n"
                 "* * *\n"
                 "Advertisement\n"
                 "Ann Lee contributed to this report.\n"
                 "Sign up for our newsletter.\n",
                 "body: The river rose again on Monday.\n"
                 "caption: Residents wait for boats near the old bridge. (AP Photo/Ann Lee)\n"
                 "correction: Correction: An earlier version gave a wrong date.\n"
                 "caption: (Photo: Bo Ek)\n"
                 "body: The mayor came by boat.\n"
                 "boilerplate: * * *\n"
                 "boilerplate: Advertisement\n"
                 "credit: Ann Lee contributed to this report.\n"
                 "boilerplate: Sign up for our newsletter.\n");
}

/* what a story may say stays story */
static void test_precision(void **state)
{
    (void)state;
    static const char *const bodies[] = {
        "By Monday, twelve people had left the town.",
        "Reporting by the agency found that the dam was weak.",
        "Trump: we will talk to them.",
        "Facebook said it had removed the page.",
        "Advertisement sales fell by a third, the paper said.",
        "Shelling was reported from the eastern district on Sunday.",
        "Research by the institute shows that prices rise.",
        "The minister (pictured) said he would stay.",
        "Photographs taken on the day show tanks near the border.",
        "US - China talks go on, the ministry said.",
        "The agency reports:",
        "He wrote to Getty Images. The firm did not reply",
    };
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char text[200], expected[300];
        snprintf(text, sizeof text, "The story opens here.\n%s\n", bodies[i]);
        snprintf(expected, sizeof expected, "body: The story opens here.\nbody: %s\n", bodies[i]);
        check_blocks(text, expected);
    }
}

static void test_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *text, *place, *agency;
    } cases[] = {
        {"MOSCOW (AP) — Talks began.", "Moscow", "AP"},
        {"NEW YORK, March 18 - Shares fell.", "New York", ""},
        {"KYIV, Ukraine (AP) – Talks began.", "Kyiv, Ukraine", "AP"},
        {"WASHINGTON, D.C. -- The house voted.", "Washington, D.C.", ""},
        {"Beirut, Lebanon (dpa) - Talks began.", "Beirut, Lebanon", "dpa"},
        {"Reuters - Talks began.", "", "Reuters"},
        {"(CNN) -- Talks began.", "", "CNN"},
        {"Moscow: Talks began.", "Moscow", ""},
        {"SEOUL, Nov. 1, 2024 (Yonhap) -- Talks began.", "Seoul", "Yonhap"},
        {"LONDON/PARIS (Reuters) - Talks began.", "London/Paris", "Reuters"},
        {"RIO DE JANEIRO — Talks began.", "Rio de Janeiro", ""},
        {"NAIROBI, Kenya (AP) _\n\nTalks began.", "Nairobi, Kenya", "AP"},
        {"MOSCOW (AP)_ Talks began.", "Moscow", "AP"},
        {"BREAKING — Talks began.", "", ""},
        {"Russia — which shares a border — agreed.", "", ""},
        {"CNN: What did you see?", "", ""},
        {"Putin: We will not stop.", "", ""},
    };
    struct doc doc;
    doc_init(&doc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        read_text(&doc, "A headline", cases[i].text);
        if (strcmp(doc_string(&doc, doc.article.dateline).s, cases[i].place))
            fail_msg("%s: %s", cases[i].text, doc_string(&doc, doc.article.dateline).s);
        assert_string_equal(doc_string(&doc, doc.article.agency).s, cases[i].agency);
    }
    doc_release(&doc);
}

static void test_wrapped(void **state)
{
    (void)state;
    check_blocks("   The ministers met on Monday for the first time since the\n"
                 "war began, and agreed to meet again within the next month,\n"
                 "an official said after the talks ended late in the evening.\n"
                 "   A second round of talks is to open in the capital before\n"
                 "the end of the year.\n",
                 "body: The ministers met on Monday for the first time since the\n"
                 "war began, and agreed to meet again within the next month,\n"
                 "an official said after the talks ended late in the evening.\n"
                 "body: A second round of talks is to open in the capital before\n"
                 "the end of the year.\n");
}

static void test_title_and_date(void **state)
{
    (void)state;
    struct doc doc;
    doc_init(&doc);
    read_text(&doc, "Talks open", "Friday, November 1, 2024\n\nThey met.");
    assert_int_equal(doc.blocks.v[1].kind, BLOCK_HEADLINE);
    assert_int_equal(doc.blocks.v[2].kind, BLOCK_DATELINE);
    assert_int_equal(doc.article.published_day, 20028);
    assert_string_equal(doc_string(&doc, doc.article.published).s, "2024-11-01");
    read_text(&doc, "Talks open", "By Ann Lee, Staff Writer\n\nThey met.");
    assert_int_equal(doc.article.byline.n, 1);
    assert_string_equal(doc_string(&doc, doc.ids.v[doc.article.byline.first]).s, "Ann Lee");
    doc_release(&doc);
}

/* every visible byte lies in exactly one block, in order, for text made of random pieces */
static void test_partition(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "\n",        "\n\n", " ",        "(",    ")",
        "By ",       "OSLO", " (AP) - ", "said", ".",
        "Read more", "\r\n", "[Photo: ", "]",    "\"",
        "é",         "—",    "Nov 1",    ", ",   "contributed to this report",
        "\t",        ":"};
    enum { PIECES = sizeof pieces / sizeof *pieces };
    struct doc doc;
    struct buf buf;
    uint32_t random = 12345;
    doc_init(&doc);
    buf_init(&buf, 1 << 16);
    for (int round = 0; round < 2000; round++) {
        buf_clear(&buf);
        buf_byte(&buf, 'x');
        for (int i = 0; i < 30; i++) {
            random = random * 1664525 + 1013904223;
            buf_text(&buf, pieces[(random >> 16) % PIECES]);
        }
        buf_byte(&buf, '\0');
        read_text(&doc, NULL, buf.s);
        uint32_t at = 0;
        for (uint32_t i = 1; i < doc.blocks.n; i++) {
            struct span span = doc.blocks.v[i].span;
            assert_true(span.start >= at && span.end > span.start);
            assert_int_equal(str_trim(str_cut(doc.text.s, at, span.start)).n, 0);
            at = span.end;
        }
        assert_int_equal(str_trim(str_cut(doc.text.s, at, doc.text.n)).n, 0);
    }
    buf_release(&buf);
    doc_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wire_story), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_precision),  cmocka_unit_test(test_datelines),
        cmocka_unit_test(test_wrapped),    cmocka_unit_test(test_title_and_date),
        cmocka_unit_test(test_partition),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
