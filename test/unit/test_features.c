/* Word features: folding, what equal parts share, and that any bytes are taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "lang/features.h"

static struct word_features of(const char *form)
{
    struct word_features features;
    features_find(str_of(form), &features);
    return features;
}

static void assert_folds(const char *form, const char *folded)
{
    char out[FEATURE_FORM_MAX];
    uint32_t n = form_fold(str_of(form), out);
    assert_int_equal(n, strlen(folded));
    assert_memory_equal(out, folded, n);
}

static void folding(void **state)
{
    (void)state;
    assert_folds("Moscow", "moscow");
    assert_folds("1,234", "0,000");
    assert_folds("\xE2\x80\x99s", "'s");
    assert_folds("\xE2\x80\x9C", "\"");
    assert_folds("\xE2\x80\x94", "-");
    assert_folds("\xC3\x89lys\xC3\xA9"
                 "e",
                 "\xC3\xA9lys\xC3\xA9"
                 "e");
    assert_folds("\xE2\x82\xAC", "\xE2\x82\xAC"); /* a euro sign is no mark */
    assert_folds("", "");
}

static void typography_makes_no_difference(void **state)
{
    (void)state;
    struct word_features plain = of("n't"), curly = of("n\xE2\x80\x99t");
    assert_memory_equal(plain.rows, curly.rows, sizeof plain.rows);
    assert_true(plain.key == curly.key);
}

static void case_is_seen_but_shared(void **state)
{
    (void)state;
    struct word_features lower = of("minister"), title = of("Minister"), upper = of("MINISTER");
    assert_int_equal(lower.rows[0], title.rows[0]);
    assert_int_equal(lower.rows[0], upper.rows[0]);
    assert_int_not_equal(lower.rows[1], title.rows[1]);
    assert_int_not_equal(lower.rows[7], title.rows[7]);
    assert_int_not_equal(title.rows[7], upper.rows[7]);
}

static void suffixes_are_shared(void **state)
{
    (void)state;
    struct word_features a = of("negotiation"), b = of("ratification");
    assert_int_not_equal(a.rows[0], b.rows[0]);
    assert_int_equal(a.rows[4], b.rows[4]);
    assert_int_equal(a.rows[5], b.rows[5]);
    assert_int_equal(a.rows[6], b.rows[6]);
}

static void any_bytes_give_rows_in_range(void **state)
{
    (void)state;
    char bytes[300];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * 37);
    for (size_t n = 0; n < sizeof bytes; n++) {
        struct word_features features;
        features_find((struct str){bytes, n}, &features);
        for (uint32_t k = 0; k < FEATURE_KINDS; k++)
            assert_true(features.rows[k] < FEATURE_ROWS);
        assert_true(features.n_trigrams <= FEATURE_TRIGRAMS);
        for (uint32_t k = 0; k < features.n_trigrams; k++)
            assert_true(features.trigrams[k] < FEATURE_ROWS);
        assert_true(features.key != 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folding),
        cmocka_unit_test(typography_makes_no_difference),
        cmocka_unit_test(case_is_seen_but_shared),
        cmocka_unit_test(suffixes_are_shared),
        cmocka_unit_test(any_bytes_give_rows_in_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
