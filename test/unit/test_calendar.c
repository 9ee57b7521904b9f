/* calendar: day numbers there and back over four centuries, weekdays, ISO weeks, month names; and
 * the spellings of publication dates, good and bad. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "intake/date.h"
#include "text/calendar.h"

static void test_days(void **state)
{
    (void)state;
    assert_int_equal(calendar_day(1970, 1, 1), 0);
    assert_int_equal(calendar_day(2000, 3, 1), 11017);
    assert_int_equal(calendar_day(2024, 14, 1), calendar_day(2025, 2, 1));
    assert_int_equal(calendar_day(2024, -1, 1), calendar_day(2023, 11, 1));
    int32_t expected = calendar_day(1801, 1, 1);
    for (int32_t year = 1801; year <= 2205; year++)
        for (int32_t month = 1; month <= 12; month++)
            for (int32_t day = 1; day <= calendar_month_days(year, month); day++, expected++) {
                struct civil civil = calendar_civil(expected);
                assert_int_equal(calendar_day(year, month, day), expected);
                assert_true(civil.year == year && civil.month == month && civil.day == day);
            }
}

static void test_weeks(void **state)
{
    (void)state;
    int32_t year;
    assert_int_equal(calendar_weekday(0), 3);                         /* a Thursday */
    assert_int_equal(calendar_weekday(calendar_day(2024, 11, 1)), 4); /* a Friday */
    assert_int_equal(calendar_weekday(calendar_day(1912, 4, 15)), 0); /* a Monday */
    assert_int_equal(calendar_week(calendar_day(2024, 11, 1), &year), 44);
    assert_int_equal(calendar_week(calendar_day(2021, 1, 3), &year), 53);
    assert_int_equal(year, 2020);
    assert_int_equal(calendar_week(calendar_day(2024, 12, 30), &year), 1);
    assert_int_equal(year, 2025);
    assert_int_equal(calendar_week_start(2024, 44), calendar_day(2024, 10, 28));
    assert_int_equal(calendar_week_start(2025, 1), calendar_day(2024, 12, 30));
}

static void test_months(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        int32_t month;
    } cases[] = {{"May", 5},  {"sept.", 9}, {"SEP", 9},     {"December", 12},
                 {"Jan.", 1}, {"Decem", 0}, {"Ma", 0},      {"June", 6},
                 {"jun", 6},  {"", 0},      {"Octobre", 0}, {"Septembers", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(calendar_month_named(cases[i].name, (uint32_t)strlen(cases[i].name)),
                         cases[i].month);
}

static void test_dates(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"2024-11-01", "2024-11-01"},
        {" 2024/11/1 ", "2024-11-01"},
        {"2024-11-01T14:05:00Z", "2024-11-01T14:05:00Z"},
        {"2024-11-01 14:05", "2024-11-01T14:05:00"},
        {"2024-11-01T14:05:00.123+02:00", "2024-11-01T14:05:00+02:00"},
        {"2024-11-01T14:05:00-0500", "2024-11-01T14:05:00-05:00"},
        {"Fri, 01 Nov 2024 14:05:00 GMT", "2024-11-01T14:05:00Z"},
        {"Fri, 1 Nov 2024 14:05:00 +0100", "2024-11-01T14:05:00+01:00"},
        {"1 November 2024", "2024-11-01"},
        {"1st Nov. 2024", "2024-11-01"},
        {"November 1, 2024", "2024-11-01"},
        {"Friday, November 1, 2024 at 2:05 p.m. EDT", "2024-11-01T14:05:00-04:00"},
        {"Nov 1, 2024 12:05 AM", "2024-11-01T00:05:00"},
        {"1-NOV-2024 04:58:41.12", "2024-11-01T04:58:41"},
        {"1-NOV-24", "2024-11-01"},
        {"1 11 November 2024", NULL},
        {"20241101", "2024-11-01"},
        {"20241101T140500Z", "2024-11-01T14:05:00Z"},
        {"20241101140500", "2024-11-01T14:05:00"},
        {"1730469900", "2024-11-01T14:05:00Z"},
        {"1730469900.0", "2024-11-01T14:05:00Z"},
        {"1730469900000", "2024-11-01T14:05:00Z"},
        {"13/11/2024", "2024-11-13"},
        {"11/13/2024", "2024-11-13"},
        {"31.12.2023", "2023-12-31"},
        {"- 12.11.2024", "2024-11-12"},
        {"1. März 2024", "2024-03-01"},
        {"7 FÉVRIER 2024", "2024-02-07"},
        {"21 de abril del 2024", "2024-04-21"},
        {"1\xc2\xa0November\xe2\x80\xaf"
         "2024 \xe2\x80\x93 14:05",
         "2024-11-01T14:05:00"},
        {"2024-11-01T14:05:00:123Z", "2024-11-01T14:05:00Z"},
        {"5/6/2024", NULL},
        {"5/6/7", NULL},
        {"2024-02-30", NULL},
        {"2023-02-29", NULL},
        {"20225-01-01", NULL},
        {"31 February 2024", NULL},
        {"2024-13-01", NULL},
        {"2024-11-01T25:00:00Z", NULL},
        {"yesterday", NULL},
        {"November 2024", NULL},
        {"2024", NULL},
        {"", NULL},
        {"99999999999999999999", NULL},
        {"Nov Nov 2024", NULL},
        {"2024-11-01; DROP TABLE", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char iso[DATE_LENGTH] = "";
        int32_t day = DAY_NONE;
        bool good = date_normalise(str_of(cases[i][0]), iso, &day);
        if (good != (cases[i][1] != NULL))
            fail_msg("%s: %s", cases[i][0], good ? iso : "not read");
        if (good)
            assert_string_equal(iso, cases[i][1]);
    }
}

static void test_lines(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"Posted on November 1, 2024 by A. Smith", "Posted on November 1, 2024"},
        {" Veröffentlicht den 16.08.2024 ", "16.08.2024"},
        {"Fri Nov 01 2024 14:05:00 GMT+0100 (Central European Time)",
         "Fri Nov 01 2024 14:05:00 GMT+0100"},
        {"3 comments, 1 November 2024", "1 November 2024"},
        {"2024-11-01", "2024-11-01"},
        {"1730469900", "1730469900"},
        {"ISBN 1730469900", NULL},
        {"At 7 p.m. on Friday", NULL},
        {"a b c d e f g h i j k l m n o 2024-11-01 p", NULL},
        {"", NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct str date;
        bool good = date_find(str_of(cases[i][0]), &date);
        date = good ? date : STR("");
        if (good != (cases[i][1] != NULL) || (good && !str_is(date, cases[i][1])))
            fail_msg("%s: \"%.*s\"", cases[i][0], STR_ARG(date));
    }
}

static void test_read(void **state)
{
    (void)state;
    assert_int_equal(calendar_read(STR("2024-11-01")), calendar_day(2024, 11, 1));
    static const char *const none[] = {"",           "2024-11-1",  "2024-11-011", "2024/11/01",
                                       "2024-13-01", "2023-02-29", "abcd-11-01",  "2024-11"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_int_equal(calendar_read(str_of(none[i])), DAY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),   cmocka_unit_test(test_days),  cmocka_unit_test(test_weeks),
        cmocka_unit_test(test_months), cmocka_unit_test(test_dates), cmocka_unit_test(test_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
