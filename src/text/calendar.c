/* calendar: civil dates as day numbers, by the shifted-year method (the year begins in March, so
 * that the leap day is its last; 400 years are 146097 days). Knows months by their English names.
 * Does not know time zones, holidays or anything relative: that is meaning's. */
#include "text/calendar.h"

#include <string.h>

static int32_t floor_div(int32_t a, int32_t b)
{
    return a / b - (a % b < 0);
}

int32_t calendar_day(int32_t year, int32_t month, int32_t day)
{
    year += floor_div(month - 1, 12);
    month -= floor_div(month - 1, 12) * 12;
    year -= month <= 2;
    int32_t era = floor_div(year, 400), year_of_era = year - era * 400;
    int32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct civil calendar_civil(int32_t day)
{
    day += 719468;
    int32_t era = floor_div(day, 146097), day_of_era = day - era * 146097;
    int32_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int32_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted = (5 * day_of_year + 2) / 153;
    int32_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    return (struct civil){
        .year = year_of_era + era * 400 + (month <= 2),
        .month = month,
        .day = day_of_year - (153 * shifted + 2) / 5 + 1,
    };
}

int32_t calendar_month_days(int32_t year, int32_t month)
{
    return calendar_day(year, month + 1, 1) - calendar_day(year, month, 1);
}

bool calendar_valid(int32_t year, int32_t month, int32_t day)
{
    return year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1 &&
           day <= calendar_month_days(year, month);
}

int32_t calendar_read(struct str s)
{
    uint32_t year, month, day;
    if (s.n != 10 || s.s[4] != '-' || s.s[7] != '-' || !str_to_u32(str_cut(s.s, 0, 4), &year) ||
        !str_to_u32(str_cut(s.s, 5, 7), &month) || !str_to_u32(str_cut(s.s, 8, 10), &day) ||
        !calendar_valid((int32_t)year, (int32_t)month, (int32_t)day))
        return DAY_NONE;
    return calendar_day((int32_t)year, (int32_t)month, (int32_t)day);
}

int32_t calendar_weekday(int32_t day)
{
    return day + 3 - floor_div(day + 3, 7) * 7;
}

int32_t calendar_week(int32_t day, int32_t *year)
{
    int32_t thursday = day - calendar_weekday(day) + 3;
    *year = calendar_civil(thursday).year;
    return (thursday - calendar_day(*year, 1, 1)) / 7 + 1;
}

int32_t calendar_week_start(int32_t year, int32_t week)
{
    int32_t fourth = calendar_day(year, 1, 4); /* always in week 1 */
    return fourth - calendar_weekday(fourth) + (week - 1) * 7;
}

int32_t calendar_month_named(const char *name, uint32_t n)
{
    static const char *const months[12] = {"january",   "february", "march",    "april",
                                           "may",       "june",     "july",     "august",
                                           "september", "october",  "november", "december"};
    char low[10];
    if (n && name[n - 1] == '.')
        n--;
    if (n < 3 || n >= sizeof low)
        return 0;
    for (uint32_t i = 0; i < n; i++)
        low[i] = (char)(name[i] | 0x20);
    for (int32_t m = 0; m < 12; m++) {
        uint32_t whole = (uint32_t)strlen(months[m]);
        bool short_form = n == 3 || (m == 8 && n == 4);
        if ((n == whole || short_form) && n <= whole && memcmp(low, months[m], n) == 0)
            return m + 1;
    }
    return 0;
}
