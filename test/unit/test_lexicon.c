/* The lexicon: folded phrases, short forms in capitals, days of office. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "text/calendar.h"
#include "world/lexicon.h"

static struct world *world;

static int open_world(void **state)
{
    (void)state;
    struct onr_error error = {0};
    return world_open(&world, &error) == ONR_OK ? 0 : -1;
}

static int close_world(void **state)
{
    (void)state;
    world_close(world);
    return 0;
}

static const char *country_of(const char *text, enum sense_kind kind)
{
    static char code[8];
    struct sense sense;
    if (!lexicon_has(world, phrase_of(str_of(text)), kind, &sense))
        return "";
    struct str cell = sense_cell(world, sense, COUNTRY_CODE);
    memcpy(code, cell.s, cell.n);
    code[cell.n] = 0;
    return code;
}

static void countries(void **state)
{
    (void)state;
    assert_string_equal(country_of("South Korea", SENSE_COUNTRY), "KOR");
    assert_string_equal(country_of("the  Netherlands", SENSE_COUNTRY), "NLD");
    assert_string_equal(country_of("Türkiye", SENSE_COUNTRY), "TUR");
    assert_string_equal(country_of("Turkiye", SENSE_COUNTRY), "TUR");
    assert_string_equal(country_of("U.S.", SENSE_COUNTRY), "USA");
    assert_string_equal(country_of("US", SENSE_COUNTRY), "USA");
    assert_string_equal(country_of("us", SENSE_COUNTRY), "");
    assert_string_equal(country_of("Hungarian", SENSE_NATIONALITY), "HUN");
    assert_string_equal(country_of("Britons", SENSE_PEOPLE), "GBR");
    assert_string_equal(country_of("Seoul", SENSE_CAPITAL), "KOR");
}

static void short_forms(void **state)
{
    (void)state;
    struct sense sense;
    assert_true(lexicon_has(world, phrase_of(STR("WHO")), SENSE_ORGANIZATION, &sense));
    assert_false(lexicon_has(world, phrase_of(STR("who")), SENSE_ORGANIZATION, &sense));
    /* nor is another short word: "C.A.R." is a country, "CAS" none */
    assert_string_equal(country_of("CAR", SENSE_COUNTRY), "CAF");
    assert_string_equal(country_of("CAS", SENSE_COUNTRY), "");
    assert_true(lexicon_has(world, phrase_of(STR("MPs")), SENSE_ROLE, &sense));
    assert_true(sense.plural);
    assert_true(lexicon_has(world, phrase_of(STR("Foreign Ministers")), SENSE_ROLE, &sense));
    assert_true(lexicon_has(world, phrase_of(STR("foreign")), SENSE_ROLE_WORD, &sense));
    assert_true(lexicon_has(world, phrase_of(STR("Lord's")), SENSE_NAME_BEGINS, &sense));
}

static void what_may_be_a_place(void **state)
{
    (void)state;
    static const char *const places[] = {"Russia",  "U.S.",      "US",
                                         "Russian", "the Hague", "HAGUE",
                                         "Bombay",  "Germans",   "Ho Chi Minh City"};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++)
        assert_true(lexicon_may_be_place(world, phrase_of(str_of(places[i]))));
    assert_false(lexicon_may_be_place(world, phrase_of(STR("yesterday"))));
    assert_true(lexicon_goes_on(world, phrase_of(STR("Saint"))));
    assert_true(lexicon_goes_on(world, phrase_of(STR("SRI"))));
    assert_false(lexicon_goes_on(world, phrase_of(STR("yesterday"))));
}

static void odd_phrases(void **state)
{
    (void)state;
    struct sense sense;
    char long_text[300];
    memset(long_text, 'a', sizeof long_text);
    const struct str odd[] = {
        {NULL, 0}, STR("."), STR("-"), STR("\xff\xfe"), {long_text, sizeof long_text}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++)
        for (uint8_t kind = 0; kind < SENSE_KINDS; kind++)
            assert_false(lexicon_has(world, phrase_of(odd[i]), kind, &sense));
}

static void days(void **state)
{
    (void)state;
    assert_true(days_hold(STR("2012-05-07"), STR(""), calendar_day(2024, 11, 1)));
    assert_false(days_hold(STR("2012-05-07"), STR(""), calendar_day(2012, 5, 6)));
    assert_true(days_hold(STR("2008-05-07"), STR("2012-05-07"), calendar_day(2012, 5, 7)));
    assert_false(days_hold(STR("2008-05-07"), STR("2012-05-07"), calendar_day(2012, 5, 8)));
    assert_true(days_hold(STR("2012-05-07"), STR(""), DAY_NONE));
    assert_false(days_hold(STR("2008-05-07"), STR("2012-05-07"), DAY_NONE));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(countries),
        cmocka_unit_test(short_forms),
        cmocka_unit_test(what_may_be_a_place),
        cmocka_unit_test(odd_phrases),
        cmocka_unit_test(days),
    };
    return cmocka_run_group_tests(tests, open_world, close_world);
}
