/* Two words that claim one part: names join the noun before them, of others the surer keeps it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "doc/doc.h"
#include "lang/rivals.h"

enum { NSUBJ, OBJ, OBL, APPOS, FLAT, DET, ROOT, LABELS, WORDS_MAX = 5 };

struct setting {
    struct network network;
    struct rivals_sentence sentence;
    float scores[WORDS_MAX * LABELS];
    uint32_t heads[WORDS_MAX];
    uint8_t rel[WORDS_MAX], upos[WORDS_MAX];
};

static void make(struct setting *s, uint32_t n, const uint32_t *heads, const uint8_t *rel,
                 const uint8_t *upos)
{
    static const uint8_t deprels[LABELS] = {REL_NSUBJ, REL_OBJ, REL_OBL, REL_APPOS,
                                            REL_FLAT,  REL_DET, REL_ROOT};
    *s = (struct setting){0};
    s->network.shape.n_rels = LABELS;
    memcpy(s->network.deprel, deprels, sizeof deprels);
    memcpy(s->heads, heads, n * sizeof *heads);
    memcpy(s->rel, rel, n);
    memcpy(s->upos, upos, n);
    for (uint32_t i = 0; i < n; i++)
        s->scores[i * LABELS + rel[i]] = 3;
    s->sentence = (struct rivals_sentence){s->scores, LABELS, n, s->heads, s->rel, s->upos};
}

static void names_join_the_noun_before(void **state)
{
    (void)state;
    struct setting s;
    /* "Commander Fenn left": the title without an article */
    make(&s, 3, (uint32_t[]){3, 3, 0}, (uint8_t[]){NSUBJ, NSUBJ, ROOT},
         (uint8_t[]){UPOS_NOUN, UPOS_PROPN, UPOS_VERB});
    rivals_settle(&s.network, &s.sentence);
    assert_int_equal(s.heads[1], 1);
    assert_int_equal(s.rel[1], FLAT);
    assert_int_equal(s.rel[0], NSUBJ);
    /* "The commander Fenn left" */
    make(&s, 4, (uint32_t[]){2, 4, 4, 0}, (uint8_t[]){DET, NSUBJ, NSUBJ, ROOT},
         (uint8_t[]){UPOS_DET, UPOS_NOUN, UPOS_PROPN, UPOS_VERB});
    rivals_settle(&s.network, &s.sentence);
    assert_int_equal(s.heads[2], 2);
    assert_int_equal(s.rel[2], APPOS);
}

static void the_less_certain_gives_way(void **state)
{
    (void)state;
    struct setting s;
    make(&s, 3, (uint32_t[]){0, 1, 1}, (uint8_t[]){ROOT, OBJ, OBJ},
         (uint8_t[]){UPOS_VERB, UPOS_NOUN, UPOS_NOUN});
    s.scores[1 * LABELS + OBL] = 2.5F;
    s.scores[2 * LABELS + OBL] = 1;
    rivals_settle(&s.network, &s.sentence);
    assert_int_equal(s.rel[1], OBL);
    assert_int_equal(s.rel[2], OBJ);
    /* three of them: one stays */
    make(&s, 4, (uint32_t[]){0, 1, 1, 1}, (uint8_t[]){ROOT, OBJ, OBJ, OBJ},
         (uint8_t[]){UPOS_VERB, UPOS_NOUN, UPOS_NOUN, UPOS_NOUN});
    for (uint32_t i = 1; i < 4; i++)
        s.scores[i * LABELS + OBL] = (float)i / 2;
    rivals_settle(&s.network, &s.sentence);
    assert_int_equal(s.rel[1], OBJ);
    assert_int_equal(s.rel[2], OBL);
    assert_int_equal(s.rel[3], OBL);
}

static void parts_of_different_words_stay(void **state)
{
    (void)state;
    struct setting s;
    make(&s, 4, (uint32_t[]){2, 0, 4, 2}, (uint8_t[]){NSUBJ, ROOT, NSUBJ, OBJ},
         (uint8_t[]){UPOS_NOUN, UPOS_VERB, UPOS_PROPN, UPOS_VERB});
    rivals_settle(&s.network, &s.sentence);
    assert_int_equal(s.rel[0], NSUBJ);
    assert_int_equal(s.rel[2], NSUBJ);
    assert_int_equal(s.rel[3], OBJ);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_join_the_noun_before),
        cmocka_unit_test(the_less_certain_gives_way),
        cmocka_unit_test(parts_of_different_words_stay),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
