/* conllu: what is read is written again, and faults are named with their line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/conllu.h"

static const char given[] = "# newdoc id = talk\n"
                            "# newpar\n"
                            "# sent_id = talk-1\n"
                            "# text = They don't sign.\n"
                            "1\tThey\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "2\tdo\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "3\tn't\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "4\tsign\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                            "5\t.\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "\n"
                            "# sent_id = talk-2\n"
                            "1\tWhy\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No\n"
                            "2\t?\t_\t_\t_\t_\t_\t_\t_\t_\n"
                            "\n";

static void test_round_trip(void **state)
{
    (void)state;
    struct doc doc;
    struct conllu_comments comments;
    struct onr_error error;
    struct buf out;
    doc_init(&doc);
    buf_init(&out, 1 << 20);
    assert_int_equal(conllu_read(&doc, str_of(given), 1, &comments, &error), ONR_OK);
    assert_string_equal(doc.text.s, "They don't sign. Why?");
    assert_int_equal(doc.tokens.n, 8);
    assert_int_equal(doc.blocks.n, 2);
    assert_true(doc.tokens.v[2].flags & TOKEN_MWT_FIRST);
    assert_true(str_is(doc_string(&doc, doc.tokens.v[1].lower), "they"));
    conllu_write(&out, &doc, &comments, NULL);
    buf_byte(&out, '\0');
    assert_string_equal(out.s, given);
    buf_release(&out);
    doc_release(&doc);
}

static void test_made_up_comments(void **state)
{
    (void)state;
    struct doc doc;
    struct onr_error error;
    struct buf out;
    uint32_t number = 7;
    doc_init(&doc);
    buf_init(&out, 1 << 20);
    assert_int_equal(conllu_read(&doc, str_of(given), 1, NULL, &error), ONR_OK);
    struct token *name = &doc.tokens.v[6];
    name->name = NAME_PERSON;
    name->flags |= TOKEN_NAME_BEGIN;
    name->upos = UPOS_ADV;
    name->deprel = REL_ROOT;
    doc.sentences.v[2].root = 6;
    conllu_write(&out, &doc, NULL, &number);
    assert_int_equal(number, 9);
    struct str text = buf_str(&out);
    assert_true(
        str_starts(text, STR("# newdoc\n# newpar\n# sent_id = 7\n# text = They don't sign")));
    assert_true(str_find(text,
                         STR("1\tWhy\t_\tADV\t_\t_\t0\troot\t_\t"
                             "NE=B-PER|SpaceAfter=No\n"),
                         0) != SIZE_MAX);
    buf_release(&out);
    doc_release(&doc);
}

static void test_cut(void **state)
{
    (void)state;
    static const char two[] = "# newdoc\n1\ta\n\n1\tb\n\n# newdoc\n1\tc\n\n";
    struct str rest = str_of(two);
    uint32_t line = 1;
    assert_true(str_is(conllu_cut(&rest, &line, 100), "# newdoc\n1\ta\n\n1\tb\n\n"));
    assert_int_equal(line, 6);
    assert_true(str_is(conllu_cut(&rest, &line, 100), "# newdoc\n1\tc\n\n"));
    assert_null(conllu_cut(&rest, &line, 100).s);
    rest = str_of(two);
    assert_true(str_is(conllu_cut(&rest, &line, 1), "# newdoc\n1\ta\n\n"));
}

static void test_faults(void **state)
{
    (void)state;
    static const struct {
        const char *text, *message;
    } cases[] = {
        {"1\tA\t_\n", "CoNLL-U line 5: a token needs ten columns, separated by tabs"},
        {"2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n",
         "CoNLL-U line 5: this word's id is not the one that comes next"},
        {"1\t\t_\t_\t_\t_\t_\t_\t_\t_\n", "CoNLL-U line 5: the form is empty"},
        {"3-2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n",
         "CoNLL-U line 5: the range of this multiword token does not fit the words before it"},
        {"1-2\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n",
         "CoNLL-U line 6: the sentence ends inside a multiword token"},
        {"1.1\tA\t_\t_\t_\t_\t_\t_\t_\t_\n\n", "CoNLL-U line 6: a sentence without words"},
    };
    for (uint32_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct doc doc;
        struct onr_error error;
        doc_init(&doc);
        assert_int_equal(conllu_read(&doc, str_of(cases[i].text), 5, NULL, &error), ONR_ERR_FORMAT);
        assert_string_equal(error.message, cases[i].message);
        doc_release(&doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_made_up_comments),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
