/* timedays: days told by a name or by a count: holidays by fixed date, by weekday of a month, by
 * Easter or by the calendars of other faiths (table feasts), "the first Monday of October", "the
 * 3rd", "a week from Friday". */
#include "meaning/time/timeresolve.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/calendar.h"

/* ---- holidays ---- */

/* Easter Sunday by the anonymous Gregorian computus */
static int32_t easter(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int32_t f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return calendar_day(year, f / 31, f % 31 + 1);
}

/* the same of the churches that reckon by the Julian calendar, 13 days behind until 2100 */
static int32_t orthodox_easter(int32_t year)
{
    int32_t d = (19 * (year % 19) + 15) % 30, e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    int32_t f = d + e + 114;
    return calendar_day(year, f / 31, f % 31 + 1) + 13;
}

/* as its cell has it: "12-25", "11:4:4" (fourth Thursday of November), "E-2", "O+1" */
static int32_t reckon(struct str cell, int32_t year)
{
    char spec[16];
    int month = 1, weekday, nth, more = 0, day = 1;
    size_t n = cell.n < sizeof spec - 1 ? cell.n : sizeof spec - 1;
    memcpy(spec, cell.s, n);
    spec[n] = '\0';
    if (spec[0] == 'E' || spec[0] == 'O')
        return (spec[0] == 'E' ? easter(year) : orthodox_easter(year)) +
               (int32_t)strtol(spec + 1, NULL, 10);
    if (sscanf(spec, "%d:%d:%d%d", &month, &weekday, &nth, &more) >= 3) {
        int32_t first = calendar_day(year, month + (nth < 0), 1);
        int32_t ahead = (weekday - 1 - calendar_weekday(first) + 7) % 7;
        return first + ahead + 7 * (nth < 0 ? nth : nth - 1) + more;
    }
    sscanf(spec, "%d-%d", &month, &day);
    return calendar_day(year, month, day);
}

/* the days of a holiday in a year: mostly one; of the Muslim year, which is shorter, there may be
 * two, and beyond the table none */
struct days {
    int32_t v[2];
    uint32_t n;
};

/* "@passover" is a column of table feasts, whose rows are years */
static struct days days_of_feast(const struct table *feasts, struct str column, int32_t year)
{
    char key[8], heading[24];
    uint32_t row, i;
    struct days days = {{0, 0}, 0};
    snprintf(key, sizeof key, "%04d", year);
    snprintf(heading, sizeof heading, "%.*s", STR_ARG(column));
    if (!feasts || !table_find(feasts, str_of(key), &row) ||
        (i = table_column(feasts, heading)) == UINT32_MAX)
        return days;
    struct str cell = table_cell(feasts, row, i);
    while (cell.n && days.n < 2)
        days.v[days.n++] = reckon(str_split(&cell, '|'), year);
    return days;
}

static struct days days_of(const struct resolver *r, struct str cell, int32_t year)
{
    if (cell.n && cell.s[0] == '@')
        return days_of_feast(r->context->words->feasts, str_cut(cell.s, 1, cell.n), year);
    return (struct days){{reckon(cell, year), 0}, 1};
}

/* of the days of last year, this year and the next the likeliest, on the side that "last" or "next"
 * tells; DAY_NONE when none is known */
static int32_t likeliest(const struct resolver *r, struct str cell, int32_t today)
{
    int32_t best = DAY_NONE, least = INT32_MAX, this_year = calendar_civil(today).year;
    int32_t side = resolver_number(r, TIMECLASS_SHIFT);
    for (int32_t year = this_year - 1; year <= this_year + 1; year++) {
        struct days days = days_of(r, cell, year);
        for (uint32_t i = 0; i < days.n; i++) {
            int32_t distance = days.v[i] - today, cost = resolver_cost(r, distance);
            if (side)
                cost = distance * side > 0 ? distance * side : INT32_MAX;
            if (cost < least) {
                least = cost;
                best = days.v[i];
            }
        }
    }
    return best;
}

bool resolve_holiday(struct resolver *r)
{
    struct str cell = resolver_cell(r, TIMECLASS_HOLIDAY);
    int32_t year = resolver_year(r), today, day = calendar_read(cell); /* "9/11" is one day */
    bool month = str_is(cell, "@ramadan");
    if (day == DAY_NONE && year) {
        struct days days = days_of(r, cell, year);
        day = days.n ? days.v[0] : DAY_NONE;
    } else if (day == DAY_NONE) {
        if (!resolver_now(r, &today))
            return true;
        day = likeliest(r, cell, today);
    }
    if (day != DAY_NONE)
        resolver_set_period(r, month ? GRAIN_MONTH : GRAIN_DAY, day);
    return true;
}

/* ---- days of a month ---- */

/* "on the 3rd": the last one that was, or the next where the tense tells what is ahead */
bool resolve_nthday(struct resolver *r)
{
    enum { REACH = 61 };
    int32_t of_month = resolver_number(r, TIMECLASS_NTHDAY), today;
    int32_t step = r->context->tense == TENSE_FUTURE ? 1 : -1;
    if (!resolver_now(r, &today))
        return true;
    for (int32_t n = 0; n <= REACH; n++)
        if (calendar_civil(today + n * step).day == of_month) {
            resolver_set_day(r, today + n * step);
            break;
        }
    return true;
}

/* the first day of the month meant: named, or moved from this one; DAY_NONE for none */
static int32_t month_of(struct resolver *r)
{
    int32_t month = resolver_number(r, TIMECLASS_MONTH), today;
    uint32_t token = resolver_token(r, TIMECLASS_YEAR), unit = resolver_token(r, TIMECLASS_UNIT);
    const struct time_words *words = r->context->words;
    if (month && token)
        return calendar_day(time_word_number(words, token, TIMECLASS_YEAR), month, 1);
    if (!resolver_now(r, &today))
        return DAY_NONE;
    if (month)
        return calendar_day(resolver_nearest_year(r, today, month, 15), month, 1);
    uint32_t second = time_match_token(r->match, TIMECLASS_SHIFT, 1);
    uint32_t shift = second ? second : resolver_token(r, TIMECLASS_SHIFT);
    if (!str_is(time_word_value(words, unit, TIMECLASS_UNIT), "M"))
        return DAY_NONE;
    return grain_move(today - calendar_civil(today).day + 1, GRAIN_MONTH,
                      time_word_number(words, shift, TIMECLASS_SHIFT));
}

/* "the first Monday of October", "the last Friday of this month" */
bool resolve_nthweekday(struct resolver *r)
{
    uint32_t ordinal = resolver_token(r, TIMECLASS_ORDINAL);
    int32_t n = ordinal ? (int32_t)r->context->words->v[ordinal].number : -1;
    int32_t weekday = resolver_number(r, TIMECLASS_WEEKDAY), first = month_of(r);
    bool last = !ordinal && resolver_number(r, TIMECLASS_SHIFT) == -1;
    if (first == DAY_NONE || n == 0 || n > 5 || (!ordinal && !last))
        return r->value->relative;
    struct civil c = calendar_civil(first);
    int32_t from = last ? calendar_day(c.year, c.month + 1, 1) - 7 : first + 7 * (n - 1);
    int32_t day = from + (weekday - 1 - calendar_weekday(from) + 7) % 7;
    if (calendar_civil(day).month != c.month)
        return false;
    resolver_set_day(r, day);
    return true;
}

/* "a week from Friday", "two years from now" */
bool resolve_from(struct resolver *r)
{
    bool vague;
    int32_t n = (int32_t)resolver_count(r, &vague), day;
    enum grain grain = grain_of_unit(resolver_unit(r));
    struct str reference = resolver_cell(r, TIMECLASS_REFERENCE);
    if (grain == GRAIN_NONE || (reference.n && !str_is(reference, "PRESENT_REF")))
        return false;
    if (!resolver_now(r, &day))
        return true;
    int32_t weekday = resolver_number(r, TIMECLASS_WEEKDAY);
    if (weekday)
        day += 7 - (calendar_weekday(day) + 1 - weekday + 7) % 7;
    else
        day += resolver_number(r, TIMECLASS_TODAY);
    if (grain == GRAIN_DAY || (grain == GRAIN_WEEK && !reference.n))
        resolver_set_day(r, day + n * (grain == GRAIN_WEEK ? 7 : 1));
    else
        resolver_set_period(r, grain, grain_move(day, grain, n));
    return true;
}
