/* number: numerals in digits and words, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/number.h"

static void test_numerals(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double value;
        bool ordinal;
    } cases[] = {{"1,200", 1200, false},
                 {"3.5", 3.5, false},
                 {"2014", 2014, false},
                 {"seven", 7, false},
                 {"Twenty-one", 21, false},
                 {"third", 3, true},
                 {"21st", 21, true},
                 {"dozen", 12, false},
                 {"hundred", 100, false},
                 {"million", 1e6, false},
                 {"twentieth", 20, true},
                 {"ninety-ninth", 99, true},
                 {"1,234,567", 1234567, false},
                 {"0", 0, false},
                 {".5", 0.5, false},
                 {"twelfth", 12, true},
                 {"thirty-first", 31, true},
                 {"hundredth", 100, true}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value = -1;
        bool ordinal = !cases[i].ordinal;
        if (!number_parse(str_of(cases[i].text), &value, &ordinal) || value != cases[i].value ||
            ordinal != cases[i].ordinal)
            fail_msg("%s: %g", cases[i].text, value);
    }
}

static void test_others(void **state)
{
    (void)state;
    static const char *const cases[] = {"",     "x",         "1x",         "1,20",  "1.2.3",   "-",
                                        "ieth", "north",     "twenty-ten", "3.5th", "one-two", "th",
                                        "1,",   "seventies", "fourty",     ","};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        double value;
        bool ordinal;
        if (number_parse(str_of(cases[i]), &value, &ordinal))
            fail_msg("%s: %g", cases[i], value);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numerals),
        cmocka_unit_test(test_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
