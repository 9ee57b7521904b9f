/* doc: interned strings, the walks over the tree, ranges, notices, names of the enumerations; and
 * that a document used again and again stops asking for memory. */
#include <malloc.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "doc/doc.h"
#include "doc/names.h"

static void test_intern(void **state)
{
    (void)state;
    struct doc doc;
    char text[32];
    doc_init(&doc);
    assert_int_equal(doc_intern(&doc, STR("")), 0);
    assert_int_equal(doc_interned(&doc, STR("")), 0);
    for (int round = 0; round < 2; round++) {
        for (uint32_t i = 0; i < 20000; i++) {
            int n = snprintf(text, sizeof text, "word%u", i);
            assert_int_equal(doc_intern(&doc, (struct str){text, (size_t)n}), i + 1);
        }
    }
    assert_string_equal(doc_string(&doc, 17).s, "word16");
    assert_int_equal(doc_interned(&doc, STR("word99")), 100);
    assert_true(doc_interned(&doc, STR("absent")) == UINT32_MAX);
    doc_reset(&doc);
    assert_true(doc_interned(&doc, STR("word99")) == UINT32_MAX);
    assert_int_equal(doc_intern(&doc, STR("again")), 1);
    doc_release(&doc);
}

static void check_empty(const struct doc *doc)
{
    assert_int_equal(doc->text.n, 0);
    assert_int_equal(doc->article.published_day, INT32_MIN);
    const uint32_t n[] = {doc->blocks.n,   doc->sentences.n, doc->tokens.n,   doc->times.n,
                          doc->places.n,   doc->mentions.n,  doc->entities.n, doc->statements.n,
                          doc->events.n,   doc->notices.n,   doc->spans.n,    doc->ids.n,
                          doc->strings.v.n};
    for (size_t i = 0; i < sizeof n / sizeof *n; i++)
        assert_int_equal(n[i], 1);
    assert_int_equal(doc->tokens.v[0].head, 0);
    assert_int_equal(doc_string(doc, 0).n, 0);
}

static void test_reset(void **state)
{
    (void)state;
    struct doc doc;
    doc_init(&doc);
    check_empty(&doc);
    *array_push(&doc.tokens, &doc.arena) = (struct token){.head = 1};
    doc.tokens.v[0].head = 7;
    doc.article.published_day = 3;
    doc_reset(&doc);
    check_empty(&doc);
    doc_release(&doc);
}

/* "They refused to sign": 2 root, 1 nsubj, 4 xcomp, 3 mark of 4 */
static void add_tree(struct doc *doc)
{
    static const uint32_t heads[] = {2, 0, 4, 2};
    static const uint8_t relations[] = {REL_NSUBJ, REL_ROOT, REL_MARK, REL_XCOMP};
    doc->text = arena_copy(&doc->arena, STR("They refused to sign"));
    *array_push(&doc->sentences, &doc->arena) = (struct sentence){{0, 20}, 1, 4, 0, 0};
    static const struct span spans[] = {{0, 4}, {5, 12}, {13, 15}, {16, 20}};
    for (uint32_t i = 0; i < 4; i++)
        *array_push(&doc->tokens, &doc->arena) = (struct token){
            .span = spans[i], .sentence = 1, .head = heads[i], .deprel = relations[i]};
    doc_link_children(doc);
}

static void test_tree(void **state)
{
    (void)state;
    struct doc doc;
    uint32_t first, last;
    doc_init(&doc);
    add_tree(&doc);
    assert_int_equal(doc.sentences.v[1].root, 2);
    assert_int_equal(doc.tokens.v[2].first_child, 1);
    assert_int_equal(doc.tokens.v[1].next, 4);
    assert_int_equal(token_child(&doc, 2, REL_XCOMP), 4);
    assert_int_equal(token_child(&doc, 2, REL_OBJ), 0);
    assert_true(token_is_below(&doc, 3, 2) && token_is_below(&doc, 2, 2));
    assert_false(token_is_below(&doc, 2, 4) || token_is_below(&doc, 0, 2));
    token_subtree(&doc, 4, &first, &last);
    assert_int_equal(first, 3);
    assert_int_equal(last, 4);
    token_subtree(&doc, 2, &first, &last);
    assert_int_equal(first, 1);
    assert_int_equal(last, 4);
    token_subtree(&doc, 1, &first, &last);
    assert_int_equal(last, 1);
    assert_true(str_is(token_form(&doc, 2), "refused"));
    doc.tokens.v[2].head = 4; /* a cycle must not hang anything */
    doc_link_children(&doc);
    assert_false(token_is_below(&doc, 3, 1));
    token_subtree(&doc, 2, &first, &last);
    doc_release(&doc);
}

static void test_ranges(void **state)
{
    (void)state;
    struct doc doc;
    struct range a = {0}, b = {0}, spans = {0};
    doc_init(&doc);
    doc_range_add_id(&doc, &a, 11);
    doc_range_add_id(&doc, &b, 21);
    for (uint32_t i = 12; i < 40; i++)
        doc_range_add_id(&doc, &a, i);
    assert_int_equal(a.n, 29);
    for (uint32_t i = 0; i < a.n; i++)
        assert_int_equal(doc.ids.v[a.first + i], 11 + i);
    assert_int_equal(doc.ids.v[b.first], 21);
    doc_range_add_span(&doc, &spans, (struct span){1, 2});
    doc_range_add_span(&doc, &spans, (struct span){3, 4});
    assert_int_equal(spans.first, 1);
    assert_int_equal(doc.spans.v[2].end, 4);
    doc_release(&doc);
}

static void test_notice(void **state)
{
    (void)state;
    struct doc doc;
    doc_init(&doc);
    doc_notice(&doc, NOTICE_WARNING, "odd-text", (struct span){0, 0}, "%d bytes", 3);
    doc_notice(&doc, NOTICE_WARNING, "cut", (struct span){0, 0}, "%.5s.", "caféé");
    assert_true(str_is(doc_string(&doc, doc.notices.v[2].message), "café."));
    doc_notice(&doc, NOTICE_WARNING, "cut", (struct span){0, 0}, "%.4s.", "café");
    assert_true(str_is(doc_string(&doc, doc.notices.v[3].message), "caf?."));
    assert_int_equal(doc.notices.n, 4);
    assert_true(str_is(doc_string(&doc, doc.notices.v[1].code), "odd-text"));
    assert_true(str_is(doc_string(&doc, doc.notices.v[1].message), "3 bytes"));
    doc_release(&doc);
}

static void test_names(void **state)
{
    (void)state;
    uint8_t found;
    for (uint8_t i = 0; i < UPOS_TAGS; i++)
        assert_true(upos_find(str_of(upos_name(i)), &found) && found == i);
    for (uint8_t i = 0; i < REL_COUNT; i++)
        assert_int_equal(deprel_find(str_of(deprel_name(i))), i);
    for (uint8_t i = 0; i < STANDING_COUNT; i++)
        assert_true(standing_find(str_of(standing_name(i)), &found) && found == i);
    for (uint8_t i = 0; i < EVENT_STATUSES; i++)
        assert_non_null(event_status_name(i));
    for (uint8_t i = 0; i < BLOCK_KINDS; i++)
        assert_non_null(block_kind_name(i));
    assert_false(upos_find(STR("ADVERB"), &found) || standing_find(STR(""), &found));
    assert_string_equal(standing_name(STANDING_NEITHER), "neither-confirms-nor-denies");
    assert_string_equal(event_status_name(EVENT_DID_NOT_HAPPEN), "did-not-happen");
    assert_null(evidence_name(EVIDENCE_NULL));
}

static void test_relations(void **state)
{
    (void)state;
    assert_int_equal(deprel_find(STR("nsubj:pass")), REL_NSUBJ_PASS);
    assert_int_equal(deprel_find(STR("obl:tmod")), REL_OBL_UNMARKED);
    assert_int_equal(deprel_find(STR("flat:foreign")), REL_FLAT);
    assert_int_equal(deprel_find(STR("obl:lmod:x")), REL_OBL);
    assert_int_equal(deprel_find(STR("clf")), REL_DEP);
    assert_int_equal(deprel_find(STR("")), REL_DEP);
    assert_int_equal(deprel_find(STR(":")), REL_DEP);
    assert_int_equal(deprel_base(REL_ACL_RELCL), REL_ACL);
    assert_int_equal(deprel_base(REL_NSUBJ_OUTER), REL_NSUBJ);
    assert_int_equal(deprel_base(REL_OBJ), REL_OBJ);
}

static void fill(struct doc *doc, uint32_t n)
{
    char text[32];
    for (uint32_t i = 0; i < n; i++) {
        int length = snprintf(text, sizeof text, "w%u", i);
        uint32_t id = doc_intern(doc, (struct str){text, (size_t)length});
        *array_push(&doc->tokens, &doc->arena) = (struct token){.lemma = id};
    }
}

static void test_steady_state(void **state)
{
    (void)state;
    struct doc doc;
    doc_init(&doc);
    fill(&doc, 30000);
    doc_reset(&doc);
    struct mallinfo2 before = mallinfo2();
    for (int round = 0; round < 20; round++) {
        fill(&doc, 30000);
        doc_reset(&doc);
    }
    struct mallinfo2 after = mallinfo2();
    assert_int_equal(after.uordblks, before.uordblks);
    assert_int_equal(after.hblks, before.hblks);
    doc_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_intern),    cmocka_unit_test(test_reset),
        cmocka_unit_test(test_tree),      cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_notice),    cmocka_unit_test(test_names),
        cmocka_unit_test(test_relations), cmocka_unit_test(test_steady_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
