/* timevalue: one small function a sense. Everything calendar-like goes through a grain (day, week,
 * month, quarter, year …) and a day inside the period meant: the day of writing moved by so many
 * grains, or the one found by the tense of the clause (weekdays, months, days of a month and seasons
 * are the nearest before or after the day of writing). Durations are counted, not placed. Values are
 * TIMEX3; what modifies them ("early", "about") is not kept. */
#include "meaning/timevalue.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/calendar.h"

struct resolver {
    const struct time_context *context;
    const struct time_match *match;
    struct time_value *value;
};

/* token of the first element of that class, 0 = none */
static uint32_t token_of(const struct resolver *r, uint8_t class)
{
    return time_match_token(r->match, class, 0);
}

static int32_t number_of(const struct resolver *r, uint8_t class)
{
    uint32_t token = token_of(r, class);
    return token ? time_word_number(r->context->words, token, class) : 0;
}

static struct str cell_of(const struct resolver *r, uint8_t class)
{
    uint32_t token = token_of(r, class);
    return token ? time_word_value(r->context->words, token, class) : (struct str){NULL, 0};
}

__attribute__((format(printf, 2, 3))) static void put(struct resolver *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(r->value->text, sizeof r->value->text, format, args);
    va_end(args);
}

/* the day of writing; without it the value stays open, and false */
static bool now(const struct resolver *r, int32_t *day)
{
    *day = r->context->published;
    r->value->relative = *day == DAY_NONE;
    return *day != DAY_NONE;
}

/* ---- grains ---- */

enum grain { DAY, WEEK, WEEKEND, MONTH, QUARTER, YEAR, DECADE, CENTURY, NO_GRAIN };

static enum grain grain_of(struct str unit)
{
    static const struct {
        const char *unit;
        enum grain grain;
    } grains[] = {{"D", DAY},     {"W", WEEK}, {"WE", WEEKEND}, {"M", MONTH},
                  {"Q", QUARTER}, {"Y", YEAR}, {"10Y", DECADE}, {"100Y", CENTURY}};
    for (size_t i = 0; i < sizeof grains / sizeof *grains; i++)
        if (str_is(unit, grains[i].unit))
            return grains[i].grain;
    return NO_GRAIN;
}

/* a day in the period that lies n periods off the one that holds `day` */
static int32_t move(int32_t day, enum grain grain, int32_t n)
{
    struct civil civil = calendar_civil(day);
    switch (grain) {
    case DAY:
        return day + n;
    case WEEK:
    case WEEKEND:
        return day + 7 * n;
    case MONTH:
        return calendar_day(civil.year, civil.month + n, 1);
    case QUARTER:
        return calendar_day(civil.year, civil.month + 3 * n, 1);
    case YEAR:
        return calendar_day(civil.year + n, 1, 1);
    case DECADE:
        return calendar_day(civil.year + 10 * n, 1, 1);
    default:
        return calendar_day(civil.year + 100 * n, 1, 1);
    }
}

static void set_day(struct resolver *r, int32_t day)
{
    struct civil c = calendar_civil(day);
    put(r, "%04d-%02d-%02d", c.year, c.month, c.day);
    r->value->day = day;
}

/* the period of that grain that holds the day */
static void set_period(struct resolver *r, enum grain grain, int32_t day)
{
    struct civil c = calendar_civil(day);
    int32_t year, week = calendar_week(day, &year), first = calendar_day(c.year, 1, 1);
    switch (grain) {
    case DAY:
        set_day(r, day);
        return;
    case WEEK:
    case WEEKEND:
        put(r, grain == WEEK ? "%04d-W%02d" : "%04d-W%02d-WE", year, week);
        first = calendar_week_start(year, week) + (grain == WEEKEND ? 5 : 0);
        break;
    case MONTH:
        put(r, "%04d-%02d", c.year, c.month);
        first = calendar_day(c.year, c.month, 1);
        break;
    case QUARTER:
        put(r, "%04d-Q%d", c.year, (c.month + 2) / 3);
        first = calendar_day(c.year, (c.month - 1) / 3 * 3 + 1, 1);
        break;
    case YEAR:
        put(r, "%04d", c.year);
        break;
    case DECADE:
        put(r, "%03d", c.year / 10);
        break;
    default:
        put(r, "%02d", c.year / 100);
        break;
    }
    r->value->day = first;
}

/* the year that stands beside a month or a day: given, or moved ("June last year"); 0 = none */
static int32_t year_beside(const struct resolver *r)
{
    uint32_t token = token_of(r, TIMECLASS_YEAR);
    int32_t day;
    if (token)
        return time_word_number(r->context->words, token, TIMECLASS_YEAR);
    if (!token_of(r, TIMECLASS_UNIT) || !token_of(r, TIMECLASS_SHIFT) || !now(r, &day))
        return 0;
    return calendar_civil(day).year + number_of(r, TIMECLASS_SHIFT);
}

/* Of the days that recur every year (last year's, this year's and next year's) the nearest, where
 * days on the wrong side of the day of writing count several times their distance: for the tense may
 * be that of another clause, and far off is unlikely too. News looks back rather than ahead. */
static int32_t nearest_year(const struct resolver *r, int32_t today, int32_t month, int32_t day)
{
    int32_t ahead = r->context->tense == TENSE_PAST ? 4 : r->context->tense == TENSE_FUTURE ? 1 : 3;
    int32_t back = r->context->tense == TENSE_FUTURE ? 4 : 1;
    int32_t best_year = 0, best = INT32_MAX, this_year = calendar_civil(today).year;
    for (int32_t year = this_year - 1; year <= this_year + 1; year++) {
        int32_t distance = calendar_day(year, month, day) - today;
        int32_t cost = distance > 0 ? distance * ahead : -distance * back;
        if (cost < best) {
            best = cost;
            best_year = year;
        }
    }
    return best_year;
}

/* ---- dates ---- */

/* 2024-11-01, 11/13/2024, 13/11/2024; 5/6/2024 may mean two days and stays open */
static bool resolve_iso(struct resolver *r)
{
    struct str s = token_form(r->context->words->doc, token_of(r, TIMECLASS_DATE));
    int32_t part[3] = {0, 0, 0}, width[3] = {0, 0, 0}, n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.s[i] >= '0' && s.s[i] <= '9';
        n += !digit;
        if (digit) {
            part[n] = part[n] * 10 + (s.s[i] - '0');
            width[n]++;
        }
    }
    if (width[0] == 4 && calendar_valid(part[0], part[1], part[2])) {
        set_day(r, calendar_day(part[0], part[1], part[2]));
        return true;
    }
    if (memchr(s.s, '-', s.n) || width[0] > 2 || width[1] > 2 || (width[2] != 2 && width[2] != 4))
        return false;
    int32_t year = part[2] + (width[2] == 4 ? 0 : part[2] < 50 ? 2000 : 1900);
    bool month_first = calendar_valid(year, part[0], part[1]);
    bool day_first = calendar_valid(year, part[1], part[0]);
    if (month_first && (!day_first || part[0] == part[1]))
        set_day(r, calendar_day(year, part[0], part[1]));
    else if (day_first && !month_first)
        set_day(r, calendar_day(year, part[1], part[0]));
    return month_first || day_first;
}

/* the year nearest to the day of writing in which the date falls on that day of the week; 0 when
 * there is none near */
static int32_t year_of_weekday(int32_t today, int32_t weekday, int32_t month, int32_t day)
{
    int32_t this_year = calendar_civil(today).year;
    for (int32_t distance = 0; distance <= 3; distance++)
        for (int32_t year = this_year - distance; year <= this_year + distance;
             year += distance ? 2 * distance : 1)
            if (calendar_weekday(calendar_day(year, month, day)) == weekday - 1)
                return year;
    return 0;
}

static bool resolve_date(struct resolver *r)
{
    int32_t month = number_of(r, TIMECLASS_MONTH), year = year_beside(r), today;
    uint32_t token = token_of(r, TIMECLASS_DAY);
    int32_t day = (int32_t)r->context->words->v[token].number;
    if (r->value->relative)
        return true;
    if (!year && now(r, &today)) {
        int32_t weekday = number_of(r, TIMECLASS_WEEKDAY);
        year = weekday ? year_of_weekday(today, weekday, month, day) : 0;
        if (!year)
            year = nearest_year(r, today, month, day);
    }
    if (year && calendar_valid(year, month, day))
        set_day(r, calendar_day(year, month, day));
    return true;
}

static bool resolve_month(struct resolver *r)
{
    int32_t month = number_of(r, TIMECLASS_MONTH), year = year_beside(r), today;
    uint32_t shift = token_of(r, TIMECLASS_SHIFT);
    if (r->value->relative)
        return true;
    if (!year && now(r, &today)) {
        struct civil c = calendar_civil(today);
        int32_t direction = number_of(r, TIMECLASS_SHIFT);
        year = nearest_year(r, today, month, 1);
        if (shift && direction < 0) /* "last May" is not this May */
            year = c.year - (month >= c.month);
        else if (shift)
            year = c.year + (direction > 0 && month <= c.month);
    }
    if (year)
        set_period(r, MONTH, calendar_day(year, month, 1));
    return true;
}

static bool resolve_year(struct resolver *r)
{
    uint32_t unit = token_of(r, TIMECLASS_UNIT);
    if (unit && !str_is(time_word_value(r->context->words, unit, TIMECLASS_UNIT), "Y"))
        return false;
    set_period(r, YEAR, calendar_day(year_beside(r), 1, 1));
    return true;
}

static bool resolve_decade(struct resolver *r)
{
    int32_t decade = number_of(r, TIMECLASS_DECADE);
    set_period(r, DECADE, calendar_day(decade * 10, 1, 1));
    return true;
}

/* ---- days near the day of writing ---- */

static bool is_word_of(const struct resolver *r, uint8_t class, const char *word)
{
    uint32_t token = token_of(r, class);
    const struct doc *doc = r->context->words->doc;
    return token && str_is(doc_string(doc, doc->tokens.v[token].lower), word);
}

/* "Friday night", "yesterday at noon": the part of the day behind the date */
static void add_part(struct resolver *r)
{
    struct str part = cell_of(r, TIMECLASS_PART), noon = cell_of(r, TIMECLASS_NOON);
    size_t n = strlen(r->value->text);
    if (!n || (!part.n && !noon.n))
        return;
    r->value->type = TIME_TIME;
    if (part.n)
        snprintf(r->value->text + n, sizeof r->value->text - n, "T%.*s", STR_ARG(part));
    else
        snprintf(r->value->text + n, sizeof r->value->text - n, "%.*s", STR_ARG(noon));
}

/* the weekday that the tense or a shift word means */
static int32_t weekday_near(const struct resolver *r, int32_t today, int32_t weekday)
{
    int32_t back = (calendar_weekday(today) + 1 - weekday + 7) % 7; /* days since it last was */
    int32_t shift = number_of(r, TIMECLASS_SHIFT);
    if (token_of(r, TIMECLASS_SHIFT) && !token_of(r, TIMECLASS_UNIT)) {
        if (shift < 0)
            return today - (back ? back : 7);
        if (shift > 0)
            return today + 7 - back;
        return r->context->tense == TENSE_PAST || !back ? today - back : today + 7 - back;
    }
    if (!back || r->context->tense != TENSE_FUTURE)
        return today - back;
    return today + 7 - back;
}

static bool resolve_weekday(struct resolver *r)
{
    int32_t weekday = number_of(r, TIMECLASS_WEEKDAY), today;
    if (!now(r, &today))
        return true;
    if (token_of(r, TIMECLASS_UNIT)) { /* "Tuesday last week" */
        if (!str_is(cell_of(r, TIMECLASS_UNIT), "W"))
            return false;
        int32_t week = today + 7 * number_of(r, TIMECLASS_SHIFT);
        set_day(r, week - calendar_weekday(week) + weekday - 1);
    } else {
        set_day(r, weekday_near(r, today, weekday));
    }
    add_part(r);
    return true;
}

static bool resolve_today(struct resolver *r)
{
    int32_t today;
    if (!now(r, &today))
        return true;
    struct str tonight = cell_of(r, TIMECLASS_TONIGHT);
    set_day(r, today + (tonight.n ? -(tonight.s[0] == '-') : number_of(r, TIMECLASS_TODAY)));
    if (tonight.n) {
        size_t n = strlen(r->value->text);
        snprintf(r->value->text + n, sizeof r->value->text - n, "TNI");
        r->value->type = TIME_TIME;
    }
    add_part(r);
    return true;
}

/* "this morning", "last night", "the next morning", "mid-afternoon yesterday" */
static bool resolve_daypart(struct resolver *r)
{
    int32_t today;
    if (!now(r, &today))
        return true;
    bool other =
        is_word_of(r, TIMECLASS_SHIFT, "following") || is_word_of(r, TIMECLASS_SHIFT, "previous");
    if (other && r->context->told != DAY_NONE)
        today = r->context->told;
    set_day(r, today + number_of(r, TIMECLASS_SHIFT) + number_of(r, TIMECLASS_TODAY));
    add_part(r);
    return true;
}

/* ---- periods ---- */

static bool resolve_shift(struct resolver *r)
{
    struct str unit = cell_of(r, TIMECLASS_UNIT);
    enum grain grain = grain_of(unit);
    int32_t today, shift = number_of(r, TIMECLASS_SHIFT);
    uint8_t told_by = token_of(r, TIMECLASS_SHIFT) ? TIMECLASS_SHIFT : TIMECLASS_LATEST;
    if (grain == NO_GRAIN && token_of(r, TIMECLASS_PERIOD))
        grain = QUARTER; /* "the latest period" of results */
    if (grain == NO_GRAIN)
        return false;
    if (!now(r, &today))
        return true;
    bool other = is_word_of(r, told_by, "following") || is_word_of(r, told_by, "previous") ||
                 is_word_of(r, told_by, "preceding") || is_word_of(r, told_by, "prior") ||
                 (grain == DAY && is_word_of(r, told_by, "next"));
    if (other && r->context->told != DAY_NONE)
        today = r->context->told;
    if (told_by == TIMECLASS_LATEST)
        shift = -1;
    set_period(r, grain, move(today, grain, shift));
    return true;
}

/* "that year", "the same day": what was told before */
static bool resolve_same(struct resolver *r)
{
    enum grain grain = grain_of(cell_of(r, TIMECLASS_UNIT));
    if (grain == NO_GRAIN)
        return false;
    if (r->context->told != DAY_NONE)
        set_period(r, grain, r->context->told);
    return true;
}

/* "the weekend" is the one before or after, "the quarter" the one that is over, "the year" a span */
static bool resolve_the(struct resolver *r)
{
    enum grain grain = grain_of(cell_of(r, TIMECLASS_UNIT));
    int32_t today;
    bool narrowed = r->match->first < token_of(r, TIMECLASS_THE); /* "earlier in the year" */
    if (narrowed && grain != NO_GRAIN) {
        if (now(r, &today))
            set_period(r, grain, today);
        return true;
    }
    if (grain == YEAR && !is_word_of(r, TIMECLASS_THE, "these")) {
        r->value->type = TIME_DURATION;
        put(r, "P1Y");
        return true;
    }
    if (grain != WEEKEND && grain != QUARTER)
        return false;
    if (!now(r, &today))
        return true;
    bool over =
        r->context->tense != TENSE_FUTURE && (grain == QUARTER || calendar_weekday(today) < 5);
    set_period(r, grain, move(today, grain, over ? -1 : 0));
    return true;
}

static bool resolve_yearend(struct resolver *r)
{
    int32_t today;
    enum grain grain = grain_of(cell_of(r, TIMECLASS_UNIT));
    if (grain != YEAR && grain != MONTH)
        return false;
    if (!is_word_of(r, TIMECLASS_EDGE, "end"))
        return false;
    if (now(r, &today))
        set_period(r, grain, today);
    return true;
}

static bool is_class(const struct resolver *r, uint8_t class)
{
    return token_of(r, class) != 0;
}

/* the count in front of a unit: a number, "a" or a few ("X", or "2" for "a couple") */
static double count_of(const struct resolver *r, bool *vague)
{
    uint32_t number = token_of(r, TIMECLASS_NUMBER);
    uint32_t second = time_match_token(r->match, TIMECLASS_NUMBER, 1);
    struct str few = cell_of(r, TIMECLASS_FEW);
    *vague = false;
    if (number)
        return (double)r->context->words->v[second ? second : number].number;
    if (few.n && few.s[0] != 'X')
        return few.s[0] - '0';
    *vague = few.n || (is_class(r, TIMECLASS_UNITS) && !is_class(r, TIMECLASS_A));
    return 1;
}

static struct str unit_of(const struct resolver *r)
{
    struct str unit = cell_of(r, TIMECLASS_UNITS);
    return unit.n ? unit : cell_of(r, TIMECLASS_UNIT);
}

static bool resolve_ago(struct resolver *r)
{
    bool vague, later = is_class(r, TIMECLASS_LATER), ago = is_class(r, TIMECLASS_AGO);
    double count = count_of(r, &vague);
    struct str unit = unit_of(r);
    enum grain grain = grain_of(unit);
    int32_t base = r->context->told, n = (int32_t)count;
    if (vague) {
        put(r, later ? "FUTURE_REF" : "PAST_REF");
        return true;
    }
    if (str_is(unit, "2W")) {
        grain = WEEK;
        n *= 2;
    }
    bool near = grain == DAY || grain == WEEK || grain == NO_GRAIN;
    if (ago || base == DAY_NONE || (!later && !near)) {
        if (later) /* nothing was told that it could be later than */
            return true;
        if (!now(r, &base))
            return true;
    }
    if (grain == NO_GRAIN) { /* hours and minutes stay within the day */
        set_day(r, base);
        return true;
    }
    if (grain == YEAR && n == 1 && !later && r->context->quarter != DAY_NONE) {
        /* results: the same quarter a year before */
        struct civil c = calendar_civil(r->context->quarter);
        set_period(r, QUARTER, calendar_day(c.year - 1, c.month, 1));
        return true;
    }
    if (grain == YEAR && count != n) {
        grain = MONTH;
        n = (int32_t)(count * 12);
    }
    set_period(r, grain == WEEKEND ? WEEK : grain, move(base, grain, later ? n : -n));
    return true;
}

/* ---- durations and sets ---- */

/* "P" or "PT", and the letter of a unit */
static char unit_letter(struct str unit, const char **prefix)
{
    *prefix = unit.s[0] == 'T' ? "PT" : "P";
    return unit.s[unit.n - 1];
}

static void put_duration(struct resolver *r, double count, struct str unit)
{
    static const struct {
        const char *unit;
        int32_t factor;
        char part;         /* what halves of it are counted in */
        int32_t per_whole; /* and how many of those make one */
    } units[] = {{"10Y", 10, 'Y', 1}, {"100Y", 100, 'Y', 1}, {"1000Y", 1000, 'Y', 1},
                 {"2W", 2, 'W', 1},   {"Y", 1, 'M', 12},     {"M", 1, 'D', 30},
                 {"TH", 1, 'M', 60},  {"TM", 1, 'S', 60},    {"W", 1, 'D', 7}};
    const char *prefix;
    char letter = unit_letter(unit, &prefix);
    int32_t factor = 1, whole = (int32_t)count;
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (!str_is(unit, units[i].unit))
            continue;
        factor = units[i].factor;
        int32_t rest = (int32_t)((count - whole) * units[i].per_whole);
        if (rest && factor == 1) {
            if (whole)
                put(r, "%s%d%c%d%c", prefix, whole, letter, rest, units[i].part);
            else
                put(r, "%s%d%c", prefix, rest, units[i].part);
            return;
        }
    }
    if (str_is(unit, "WE")) {
        put(r, "P%dD", 2 * whole);
        return;
    }
    put(r, "%s%d%c", prefix, (int32_t)(count * factor), letter);
}

static bool resolve_duration(struct resolver *r)
{
    bool vague;
    double count = count_of(r, &vague);
    struct str unit = unit_of(r);
    const char *prefix;
    char letter = unit_letter(unit, &prefix);
    r->value->type = TIME_DURATION;
    if (is_class(r, TIMECLASS_HALF))
        count = is_class(r, TIMECLASS_AND) ? 1.5 : 0.5;
    if (vague)
        put(r, "%sX%c", prefix, str_is(unit, "10Y") ? 'E' : str_is(unit, "100Y") ? 'C' : letter);
    else
        put_duration(r, count, unit);
    return true;
}

static bool resolve_set(struct resolver *r)
{
    struct str unit = unit_of(r), cell;
    bool vague;
    r->value->type = TIME_SET;
    uint8_t weekdays = is_class(r, TIMECLASS_WEEKDAYS) ? TIMECLASS_WEEKDAYS : TIMECLASS_WEEKDAY;
    if (unit.n)
        put_duration(
            r, is_class(r, TIMECLASS_NUMBER) ? count_of(r, &vague) : number_of(r, TIMECLASS_EVERY),
            unit);
    else if ((cell = cell_of(r, weekdays)).n)
        put(r, "XXXX-WXX-%.*s", STR_ARG(cell));
    else if (is_class(r, TIMECLASS_MONTH))
        put(r, "XXXX-%02d", number_of(r, TIMECLASS_MONTH));
    else if ((cell = cell_of(r, TIMECLASS_SEASON)).n)
        put(r, "XXXX-%.*s", STR_ARG(cell));
    else if ((cell = cell_of(r, TIMECLASS_PART)).n)
        put(r, "XXXX-XX-XXT%.*s", STR_ARG(cell));
    else
        put(r, "%.*s", STR_ARG(cell_of(r, TIMECLASS_SET)));
    if (is_class(r, weekdays) && is_class(r, TIMECLASS_PART))
        put(r, "XXXX-WXX-%dT%.*s", number_of(r, weekdays), STR_ARG(cell_of(r, TIMECLASS_PART)));
    return true;
}

static bool resolve_ref(struct resolver *r)
{
    static const char *const refs[] = {"PAST_REF", "PRESENT_REF", "FUTURE_REF"};
    if (is_class(r, TIMECLASS_SHIFT))
        put(r, "%s", refs[number_of(r, TIMECLASS_SHIFT) + 1]);
    else
        put(r, "%.*s", STR_ARG(cell_of(r, TIMECLASS_REFERENCE)));
    return true;
}

/* ---- parts of the year ---- */

/* the unit behind an ordinal; of two units ("the third quarter of last year") it is the first,
 * in "last year's third quarter" the second */
static struct str counted_unit(const struct resolver *r)
{
    uint32_t ordinal = token_of(r, TIMECLASS_ORDINAL);
    uint32_t unit = token_of(r, TIMECLASS_UNIT);
    uint32_t second = time_match_token(r->match, TIMECLASS_UNIT, 1);
    if (second && unit < ordinal)
        unit = second;
    return time_word_value(r->context->words, unit, TIMECLASS_UNIT);
}

static bool resolve_quarter(struct resolver *r)
{
    struct str unit = counted_unit(r);
    int32_t n = (int32_t)r->context->words->v[token_of(r, TIMECLASS_ORDINAL)].number, today;
    if (str_is(unit, "100Y") && n >= 1 && n <= 30) {
        set_period(r, CENTURY, calendar_day((n - 1) * 100 + 1, 1, 1));
        return true;
    }
    if (!str_is(unit, "Q") || n < 1 || n > 4)
        return false;
    int32_t year = token_of(r, TIMECLASS_YEAR) || token_of(r, TIMECLASS_SHIFT) ? year_beside(r) : 0;
    if (!year && now(r, &today))
        year = nearest_year(r, today, 3 * n - 2, 1);
    if (year)
        set_period(r, QUARTER, calendar_day(year, 3 * n - 2, 1));
    return true;
}

static bool resolve_half(struct resolver *r)
{
    int32_t n = (int32_t)r->context->words->v[token_of(r, TIMECLASS_ORDINAL)].number;
    int32_t year = year_beside(r);
    if (n < 1 || n > 2)
        return false;
    if (!year)
        return r->value->relative;
    put(r, "%04d-H%d", year, n);
    r->value->day = calendar_day(year, 6 * n - 5, 1);
    return true;
}

static bool resolve_season(struct resolver *r)
{
    static const struct {
        const char *season;
        int32_t month;
    } seasons[] = {{"SP", 3}, {"SU", 6}, {"FA", 9}, {"WI", 12}};
    struct str season = cell_of(r, TIMECLASS_SEASON);
    int32_t year = year_beside(r), month = 0, today;
    for (size_t i = 0; i < 4; i++)
        if (str_is(season, seasons[i].season))
            month = seasons[i].month;
    if (!year) {
        if (!now(r, &today))
            return true;
        int32_t shift = number_of(r, TIMECLASS_SHIFT);
        year = nearest_year(r, today, month, 1);
        if (shift < 0 && calendar_day(year, month + 3, 1) > today)
            year--; /* the last one is over */
        if (shift > 0 && calendar_day(year, month, 1) <= today)
            year++;
    }
    put(r, "%04d-%.*s", year, STR_ARG(season));
    r->value->day = calendar_day(year, month, 1);
    return true;
}

/* Easter Sunday by the anonymous Gregorian computus */
static int32_t easter(int32_t year)
{
    int32_t a = year % 19, b = year / 100, c = year % 100;
    int32_t d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int32_t e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int32_t f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return calendar_day(year, f / 31, f % 31 + 1);
}

/* the day of a holiday, as its cell has it: "12-25", "11:4:4" (fourth Thursday of November), "E-2" */
static int32_t holiday(struct str cell, int32_t year)
{
    char spec[16];
    int month = 1, weekday, nth, more = 0, day;
    size_t n = cell.n < sizeof spec - 1 ? cell.n : sizeof spec - 1;
    memcpy(spec, cell.s, n);
    spec[n] = '\0';
    if (spec[0] == 'E')
        return easter(year) + (int32_t)strtol(spec + 1, NULL, 10);
    if (sscanf(spec, "%d:%d:%d%d", &month, &weekday, &nth, &more) >= 3) {
        int32_t first = calendar_day(year, month + (nth < 0), 1);
        int32_t ahead = (weekday - 1 - calendar_weekday(first) + 7) % 7;
        return first + ahead + 7 * (nth < 0 ? nth : nth - 1) + more;
    }
    sscanf(spec, "%d-%d", &month, &day);
    return calendar_day(year, month, day);
}

static bool resolve_holiday(struct resolver *r)
{
    struct str cell = cell_of(r, TIMECLASS_HOLIDAY);
    int32_t year = year_beside(r), today;
    if (!year) {
        if (!now(r, &today))
            return true;
        struct civil near = calendar_civil(holiday(cell, calendar_civil(today).year));
        int32_t shift = number_of(r, TIMECLASS_SHIFT);
        year = nearest_year(r, today, near.month, near.day);
        if (shift < 0 && holiday(cell, year) >= today)
            year--;
        if (shift > 0 && holiday(cell, year) <= today)
            year++;
    }
    set_day(r, holiday(cell, year));
    return true;
}

/* ---- times of the day ---- */

/* hour and minute; false when there are no such */
static bool read_clock(const struct resolver *r, int32_t *hour, int32_t *minute)
{
    uint32_t clock = token_of(r, TIMECLASS_CLOCK);
    struct str half = cell_of(r, TIMECLASS_HALFDAY), part = cell_of(r, TIMECLASS_PART);
    *minute = 0;
    if (clock) {
        struct str s = token_form(r->context->words->doc, clock);
        const char *colon = memchr(s.s, ':', s.n);
        *hour = (int32_t)strtol(s.s, NULL, 10);
        *minute = (int32_t)strtol(colon + 1, NULL, 10);
    } else {
        *hour = number_of(r, TIMECLASS_NUMBER);
    }
    bool afternoon = (half.n && half.s[0] == 'P') || str_is(part, "AF") || str_is(part, "EV");
    if (half.n && *hour > 12)
        return false;
    if (half.n || part.n)
        *hour = *hour % 12 + (afternoon ? 12 : 0);
    return *hour >= 0 && *hour <= 24 && *minute >= 0 && *minute < 60;
}

static bool resolve_clock(struct resolver *r)
{
    int32_t hour = 12, minute = 0, today;
    r->value->type = TIME_TIME;
    bool noon = is_class(r, TIMECLASS_NOON);
    if (!noon && !read_clock(r, &hour, &minute))
        return false;
    if (is_class(r, TIMECLASS_MONTH)) {
        resolve_date(r);
    } else if (now(r, &today)) {
        bool weekday = is_class(r, TIMECLASS_WEEKDAY);
        set_day(r, weekday ? weekday_near(r, today, number_of(r, TIMECLASS_WEEKDAY))
                           : today + number_of(r, TIMECLASS_TODAY));
    }
    size_t n = strlen(r->value->text);
    if (!n)
        return true;
    if (noon)
        add_part(r);
    else
        snprintf(r->value->text + n, sizeof r->value->text - n, "T%02d:%02d%s", hour, minute,
                 str_is(cell_of(r, TIMECLASS_ZONE), "Z") ? "Z" : "");
    return true;
}

bool time_value_find(const struct time_context *context, const struct time_match *match,
                     struct time_value *value)
{
    static bool (*const resolve[])(struct resolver *) = {
        [TIMESENSE_ISO] = resolve_iso,         [TIMESENSE_DATE] = resolve_date,
        [TIMESENSE_MONTH] = resolve_month,     [TIMESENSE_YEAR] = resolve_year,
        [TIMESENSE_DECADE] = resolve_decade,   [TIMESENSE_WEEKDAY] = resolve_weekday,
        [TIMESENSE_TODAY] = resolve_today,     [TIMESENSE_DAYPART] = resolve_daypart,
        [TIMESENSE_SHIFT] = resolve_shift,     [TIMESENSE_SAME] = resolve_same,
        [TIMESENSE_THE] = resolve_the,         [TIMESENSE_YEAREND] = resolve_yearend,
        [TIMESENSE_AGO] = resolve_ago,         [TIMESENSE_DURATION] = resolve_duration,
        [TIMESENSE_SET] = resolve_set,         [TIMESENSE_REF] = resolve_ref,
        [TIMESENSE_QUARTER] = resolve_quarter, [TIMESENSE_HALF] = resolve_half,
        [TIMESENSE_SEASON] = resolve_season,   [TIMESENSE_HOLIDAY] = resolve_holiday,
        [TIMESENSE_CLOCK] = resolve_clock,
    };
    struct resolver r = {context, match, value};
    *value = (struct time_value){.type = TIME_DATE, .day = DAY_NONE};
    return resolve[match->sense](&r);
}
