/* timeparts: parts of the year (quarters, halves, seasons) and times of the day. */
#include "meaning/time/timeresolve.h"

#include <stdio.h>
#include <stdlib.h>

#include "text/calendar.h"

/* ---- parts of the year ---- */

/* the unit behind an ordinal; of two units ("the third quarter of last year") it is the first,
 * in "last year's third quarter" the second */
static struct str counted_unit(const struct resolver *r)
{
    uint32_t ordinal = resolver_token(r, TIMECLASS_ORDINAL);
    uint32_t unit = resolver_token(r, TIMECLASS_UNIT);
    uint32_t second = time_match_token(r->match, TIMECLASS_UNIT, 1);
    if (second && unit < ordinal)
        unit = second;
    return time_word_value(r->context->words, unit, TIMECLASS_UNIT);
}

/* The year of a quarter told without one: results are told of the nearest, plans of one ahead, so
 * the tense weighs little. */
static int32_t year_of_quarter(const struct resolver *r, int32_t today, int32_t quarter)
{
    int32_t year = calendar_civil(today).year, best = year;
    if (resolver_has(r, TIMECLASS_FISCAL)) /* which begins when it likes */
        return year;
    int32_t ahead = r->context->tense == TENSE_FUTURE ? 2 : 3;
    int32_t back = r->context->tense == TENSE_FUTURE ? 3 : 2, least = INT32_MAX;
    for (int32_t y = year - 1; y <= year + 1; y++) {
        int32_t distance = calendar_day(y, 3 * quarter - 2, 1) + 45 - today;
        int32_t cost = distance > 0 ? distance * ahead : -distance * back;
        if (cost < least) {
            least = cost;
            best = y;
        }
    }
    return best;
}

bool resolve_quarter(struct resolver *r)
{
    struct str unit = counted_unit(r);
    int32_t n = (int32_t)r->context->words->v[resolver_token(r, TIMECLASS_ORDINAL)].number, today;
    if (str_is(unit, "100Y") && n >= 1 && n <= 30) {
        resolver_set_period(r, GRAIN_CENTURY, calendar_day((n - 1) * 100 + 1, 1, 1));
        return true;
    }
    if (!str_is(unit, "Q") || n < 1 || n > 4)
        return false;
    int32_t year = resolver_token(r, TIMECLASS_YEAR) || resolver_token(r, TIMECLASS_SHIFT)
                       ? resolver_year(r)
                       : 0;
    bool ago = resolver_has(r, TIMECLASS_AGO) || resolver_has(r, TIMECLASS_EARLIER);
    if (!year && resolver_now(r, &today))
        year = year_of_quarter(r, today, n) - ago; /* "the year-ago third quarter" */
    if (year)
        resolver_set_period(r, GRAIN_QUARTER, calendar_day(year, 3 * n - 2, 1));
    return true;
}

bool resolve_half(struct resolver *r)
{
    uint32_t ordinal = resolver_token(r, TIMECLASS_ORDINAL);
    uint32_t first = resolver_token(r, TIMECLASS_FIRST); /* "the last half of 1989" */
    int32_t n = ordinal ? (int32_t)r->context->words->v[ordinal].number
                        : 1 + !str_is(token_lemma(r->context->words->doc, first), "first");
    int32_t year = resolver_year(r);
    if (n < 1 || n > 2)
        return false;
    if (!year)
        return r->value->relative;
    resolver_put(r, "%04d-H%d", year, n);
    r->value->day = calendar_day(year, 6 * n - 5, 1);
    return true;
}

/* "Q3 2023", "H1"; a half without a year is the one that began last */
bool resolve_nth(struct resolver *r)
{
    struct str cell = resolver_cell(r, TIMECLASS_NTH);
    if (cell.n != 2)
        return false; /* a user's own row */
    int32_t n = cell.s[1] - '0', year = resolver_year(r), today = DAY_NONE;
    bool half = cell.s[0] == 'H';
    if (!year && !resolver_now(r, &today))
        return true;
    if (!year && half)
        year = calendar_civil(today).year - (calendar_civil(today).month < 6 * n - 5);
    else if (!year)
        year = year_of_quarter(r, today, n);
    resolver_put(r, "%04d-%.*s", year, STR_ARG(cell));
    r->value->day = calendar_day(year, half ? 6 * n - 5 : 3 * n - 2, 1);
    return true;
}

bool resolve_season(struct resolver *r)
{
    static const struct {
        const char *season;
        int32_t month;
    } seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
    struct str season = resolver_cell(r, TIMECLASS_SEASON);
    int32_t year = resolver_year(r), month = 0, today;
    for (size_t i = 0; i < 4; i++)
        if (str_is(season, seasons[i].season))
            month = seasons[i].month;
    if (!year) {
        if (!resolver_now(r, &today))
            return true;
        int32_t shift = resolver_number(r, TIMECLASS_SHIFT);
        year = resolver_nearest_year(r, today, month, 1);
        if (resolver_has(r, TIMECLASS_SHIFT) && shift == 0) /* "this fall" may have begun */
            year = calendar_civil(grain_move(today, GRAIN_MONTH, -2)).year;
        if (shift < 0 && calendar_day(year, month + 3, 1) > today)
            year--; /* the last one is over */
        if (shift > 0 && calendar_day(year, month, 1) <= today)
            year++;
    }
    resolver_put(r, "%04d-%.*s", year, STR_ARG(season));
    r->value->day = calendar_day(year, month, 1);
    return true;
}

/* ---- times of the day ---- */

static bool is_afternoon(struct str half, struct str part)
{
    return (half.n && half.s[0] == 'P') || str_is(part, "AF") || str_is(part, "EV");
}

/* "0930 GMT": four digits */
static bool split_hour(const struct resolver *r, int32_t *hour, int32_t *minute)
{
    uint32_t number = resolver_token(r, TIMECLASS_NUMBER);
    *minute = *hour % 100;
    *hour /= 100;
    return token_form(r->context->words->doc, number).n == 4;
}

/* hour and minute; false when there are no such */
static bool read_clock(const struct resolver *r, int32_t *hour, int32_t *minute)
{
    uint32_t clock = resolver_token(r, TIMECLASS_CLOCK);
    struct str half = resolver_cell(r, TIMECLASS_HALFDAY), part = resolver_cell(r, TIMECLASS_PART);
    *minute = 0;
    if (clock) {
        struct str s = token_form(r->context->words->doc, clock);
        const char *colon = memchr(s.s, ':', s.n);
        *hour = (int32_t)strtol(s.s, NULL, 10);
        *minute = (int32_t)strtol(colon + 1, NULL, 10);
    } else {
        *hour = resolver_number(r, TIMECLASS_NUMBER);
        if (!half.n && resolver_has(r, TIMECLASS_ZONE) && !split_hour(r, hour, minute))
            return false;
    }
    if (half.n && *hour > 12)
        return false;
    if (half.n || part.n)
        *hour = *hour % 12 + (is_afternoon(half, part) ? 12 : 0);
    return *hour >= 0 && *hour <= 24 && *minute >= 0 && *minute < 60;
}

/* that of writing, unless one is told behind it */
static void set_open_day(struct resolver *r, int32_t today)
{
    resolver_set_day(r, today);
    r->value->waits = true;
}

/* the day a time of the day belongs to: its own, or one told just before, or that of writing */
static void set_clock_day(struct resolver *r)
{
    int32_t today;
    bool weekday = resolver_has(r, TIMECLASS_WEEKDAY), near = resolver_has(r, TIMECLASS_TODAY);
    if (resolver_has(r, TIMECLASS_MONTH))
        resolve_date(r);
    else if (!weekday && !near && r->context->beside != DAY_NONE)
        resolver_set_day(r, r->context->beside);
    else if (!resolver_now(r, &today))
        return;
    else if (!weekday && !near)
        set_open_day(r, r->context->lately != DAY_NONE ? r->context->lately : today);
    else if (weekday)
        resolver_set_day(r, resolver_weekday(r, today, resolver_number(r, TIMECLASS_WEEKDAY)));
    else
        resolver_set_day(r, today + resolver_number(r, TIMECLASS_TODAY));
}

bool resolve_clock(struct resolver *r)
{
    int32_t hour = 12, minute = 0;
    r->value->type = TIME_TIME;
    bool noon = resolver_has(r, TIMECLASS_NOON);
    if (!noon && !read_clock(r, &hour, &minute))
        return false;
    set_clock_day(r);
    size_t n = strlen(r->value->text);
    if (!n)
        return true;
    if (noon)
        resolver_add_part(r);
    else
        snprintf(r->value->text + n, sizeof r->value->text - n, "T%02d:%02d%s", hour, minute,
                 str_is(resolver_cell(r, TIMECLASS_ZONE), "Z") ? "Z" : "");
    return true;
}
