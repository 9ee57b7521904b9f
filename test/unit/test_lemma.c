/* lemma: the most special rule wins, cases and edits meet, and without rules the form stands. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "lang/lemma.h"
#include "lang/lower.h"

enum { NOTHING, NO_S, Y_FOR_IES, GO };

static const struct lemma_edit edits[] = {
    [NOTHING] = {0}, [NO_S] = {1, 0, ""}, [Y_FOR_IES] = {3, 1, "y"}, [GO] = {4, 2, "go"}};

/* the key of a form, or of its last `ending` bytes when that is not 0 */
static struct key rule(const char *form, uint32_t ending, uint8_t upos, const char *xpos,
                       int written, uint32_t value)
{
    uint64_t keys[LEMMA_KEYS];
    uint32_t n = lemma_form_keys(str_of(form), lemma_tag(upos, str_of(xpos)), keys);
    uint64_t key = keys[ending ? ending : n - 1];
    return (struct key){written < 0 ? key : hash_mix(key, (uint64_t)written),
                        (uint16_t)(value + 1)};
}

static struct container_part part(const char *name, struct buf *buf, const struct key *keys,
                                  uint32_t n)
{
    struct onr_error error;
    buf_init(buf, 1 << 20);
    assert_int_equal(keys_write(buf, keys, n, &error), ONR_OK);
    return (struct container_part){name, buf_str(buf)};
}

static void open_rules(struct container *container, struct lemma_model *model)
{
    struct key forms[] = {rule("talks", 1, UPOS_NOUN, "NNS", -1, NO_S),
                          rule("armies", 3, UPOS_NOUN, "NNS", -1, Y_FOR_IES),
                          rule("series", 0, UPOS_NOUN, "NNS", -1, NOTHING),
                          rule("went", 0, UPOS_VERB, "VBD", -1, GO)};
    struct key cases[] = {rule("french", 2, UPOS_ADJ, "JJ", FORM_TITLE_CASE, LEMMA_KEEP),
                          rule("paris", 1, UPOS_PROPN, "NNP", FORM_LOWER, LEMMA_TITLE)};
    char path[] = "/tmp/onrecord-lemma-XXXXXX";
    struct buf buf[3];
    struct onr_error error;
    uint32_t n = sizeof edits / sizeof *edits;
    buf_init(&buf[0], 1 << 20);
    buf_add(&buf[0], (struct str){(const char *)&n, 4});
    buf_add(&buf[0], (struct str){(const char *)edits, sizeof edits});
    struct container_part parts[] = {{"lemma.edits", buf_str(&buf[0])},
                                     part("lemma.forms", &buf[1], forms, 4),
                                     part("lemma.cases", &buf[2], cases, 2)};
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(container_write(path, parts, 3, &error), ONR_OK);
    assert_int_equal(container_open(container, path, &error), ONR_OK);
    assert_int_equal(lemma_bind(model, container, &error), ONR_OK);
    close(file);
    unlink(path);
    for (uint32_t i = 0; i < 3; i++)
        buf_release(&buf[i]);
}

static void expect(const struct lemma_model *model, bool first, const char *form, uint8_t upos,
                   const char *xpos, const char *lemma)
{
    struct doc doc;
    doc_init(&doc);
    doc.text = arena_format(&doc.arena, "so %s", form);
    struct token words[] = {{.span = {0, 2}}, {.span = {3, (uint32_t)doc.text.n}, .upos = upos}};
    words[1].lower = lower_intern(&doc, str_of(form));
    words[1].xpos = (uint16_t)doc_intern(&doc, str_of(xpos));
    if (!first)
        *array_push(&doc.tokens, &doc.arena) = words[0];
    *array_push(&doc.tokens, &doc.arena) = words[1];
    lemma_doc(model, &doc);
    struct str found = token_lemma(&doc, doc.tokens.n - 1);
    if (!str_is(found, lemma))
        fail_msg("%s: %.*s, not %s", form, STR_ARG(found), lemma);
    doc_release(&doc);
}

static void test_rules(void **state)
{
    (void)state;
    struct container container;
    struct lemma_model model;
    open_rules(&container, &model);
    expect(&model, false, "talks", UPOS_NOUN, "NNS", "talk");
    expect(&model, false, "armies", UPOS_NOUN, "NNS", "army");
    expect(&model, false, "series", UPOS_NOUN, "NNS", "series");
    expect(&model, false, "went", UPOS_VERB, "VBD", "go");
    expect(&model, true, "Went", UPOS_VERB, "VBD", "go");
    expect(&model, false, "ARMIES", UPOS_NOUN, "NNS", "army");
    expect(&model, false, "s", UPOS_NOUN, "NNS", "s");
    expect(&model, false, "French", UPOS_ADJ, "JJ", "French");
    expect(&model, false, "Petrov", UPOS_PROPN, "NNP", "Petrov");
    expect(&model, false, "paris", UPOS_PROPN, "NNP", "Paris");
    container_close(&container);
}

static void test_without_rules(void **state)
{
    (void)state;
    static const struct lemma_model model;
    expect(&model, false, "Talks", UPOS_NOUN, "NNS", "talks");
    expect(&model, false, "Petrov", UPOS_PROPN, "NNP", "Petrov");
    expect(&model, false, "Müller’s", UPOS_NOUN, "NN", "müller's");
}

static void test_have(void **state)
{
    (void)state;
    static const struct lemma_model model;
    struct doc doc;
    doc_init(&doc);
    doc.text = STR("'s gone");
    struct token s = {.span = {0, 2}, .head = 2, .upos = UPOS_AUX, .deprel = REL_AUX};
    struct token gone = {.span = {3, 7}, .upos = UPOS_VERB, .deprel = REL_ROOT};
    s.lower = lower_intern(&doc, STR("'s"));
    gone.lower = lower_intern(&doc, STR("gone"));
    gone.xpos = (uint16_t)doc_intern(&doc, STR("VBN"));
    *array_push(&doc.tokens, &doc.arena) = s;
    *array_push(&doc.tokens, &doc.arena) = gone;
    lemma_doc(&model, &doc);
    assert_true(str_is(token_lemma(&doc, 1), "have"));
    doc.tokens.v[1].deprel = REL_AUX_PASS;
    lemma_doc(&model, &doc);
    assert_true(str_is(token_lemma(&doc, 1), "'s"));
    doc_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_without_rules),
        cmocka_unit_test(test_have),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
