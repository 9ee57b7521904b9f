/* timeresolve: grains (day, week, month …) and moves by them, the day of writing, the counts and
 * cells of the words matched. No sense is decided here. */
#include "meaning/time/timeresolve.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/calendar.h"

uint32_t resolver_token(const struct resolver *r, uint8_t class)
{
    return time_match_token(r->match, class, 0);
}

int32_t resolver_number(const struct resolver *r, uint8_t class)
{
    uint32_t token = resolver_token(r, class);
    return token ? time_word_number(r->context->words, token, class) : 0;
}

struct str resolver_cell(const struct resolver *r, uint8_t class)
{
    uint32_t token = resolver_token(r, class);
    return token ? time_word_value(r->context->words, token, class) : (struct str){NULL, 0};
}

void resolver_put(struct resolver *r, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(r->value->text, sizeof r->value->text, format, args);
    va_end(args);
}

bool resolver_now(const struct resolver *r, int32_t *day)
{
    *day = r->context->published;
    r->value->relative = *day == DAY_NONE;
    return *day != DAY_NONE;
}

/* ---- grains ---- */

enum grain grain_of_unit(struct str unit)
{
    static const struct {
        const char *unit;
        enum grain grain;
    } grains[] = {{"D", GRAIN_DAY},      {"W", GRAIN_WEEK},      {"WE", GRAIN_WEEKEND},
                  {"M", GRAIN_MONTH},    {"Q", GRAIN_QUARTER},   {"Y", GRAIN_YEAR},
                  {"10Y", GRAIN_DECADE}, {"100Y", GRAIN_CENTURY}};
    for (size_t i = 0; i < sizeof grains / sizeof *grains; i++)
        if (str_is(unit, grains[i].unit))
            return grains[i].grain;
    return GRAIN_NONE;
}

int32_t grain_move(int32_t day, enum grain grain, int32_t n)
{
    struct civil civil = calendar_civil(day);
    switch (grain) {
    case GRAIN_DAY:
        return day + n;
    case GRAIN_WEEK:
    case GRAIN_WEEKEND:
        return day + 7 * n;
    case GRAIN_MONTH:
        return calendar_day(civil.year, civil.month + n, 1);
    case GRAIN_QUARTER:
        return calendar_day(civil.year, civil.month + 3 * n, 1);
    case GRAIN_YEAR:
        return calendar_day(civil.year + n, 1, 1);
    case GRAIN_DECADE:
        return calendar_day(civil.year + 10 * n, 1, 1);
    default:
        return calendar_day(civil.year + 100 * n, 1, 1);
    }
}

void resolver_set_day(struct resolver *r, int32_t day)
{
    struct civil c = calendar_civil(day);
    resolver_put(r, "%04d-%02d-%02d", c.year, c.month, c.day);
    r->value->day = day;
}

void resolver_set_period(struct resolver *r, enum grain grain, int32_t day)
{
    struct civil c = calendar_civil(day);
    int32_t year, week = calendar_week(day, &year), first = calendar_day(c.year, 1, 1);
    switch (grain) {
    case GRAIN_DAY:
        resolver_set_day(r, day);
        return;
    case GRAIN_WEEK:
    case GRAIN_WEEKEND:
        resolver_put(r, grain == GRAIN_WEEK ? "%04d-W%02d" : "%04d-W%02d-WE", year, week);
        first = calendar_week_start(year, week) + (grain == GRAIN_WEEKEND ? 5 : 0);
        break;
    case GRAIN_MONTH:
        resolver_put(r, "%04d-%02d", c.year, c.month);
        first = calendar_day(c.year, c.month, 1);
        break;
    case GRAIN_QUARTER:
        resolver_put(r, "%04d-Q%d", c.year, (c.month + 2) / 3);
        first = calendar_day(c.year, (c.month - 1) / 3 * 3 + 1, 1);
        break;
    case GRAIN_YEAR:
        resolver_put(r, "%04d", c.year);
        break;
    case GRAIN_DECADE:
        resolver_put(r, "%03d", c.year / 10);
        break;
    default:
        resolver_put(r, "%02d", c.year / 100);
        break;
    }
    r->value->day = first;
}

int32_t resolver_year(const struct resolver *r)
{
    uint32_t token = resolver_token(r, TIMECLASS_YEAR);
    int32_t day;
    if (token)
        return time_word_number(r->context->words, token, TIMECLASS_YEAR);
    if (!resolver_token(r, TIMECLASS_UNIT) || !resolver_token(r, TIMECLASS_SHIFT) ||
        !resolver_now(r, &day))
        return 0;
    return calendar_civil(day).year + resolver_number(r, TIMECLASS_SHIFT);
}

int32_t resolver_cost(const struct resolver *r, int32_t distance)
{
    int32_t wrong = r->context->direct ? 12 : 4;
    int32_t ahead = r->context->tense == TENSE_FUTURE ? 1
                    : r->context->tense == TENSE_PAST ? wrong
                                                      : 3;
    int32_t back = r->context->tense == TENSE_FUTURE ? wrong : 1;
    return distance > 0 ? distance * ahead : -distance * back;
}

int32_t resolver_nearest_year(const struct resolver *r, int32_t today, int32_t month, int32_t day)
{
    int32_t best_year = 0, best = INT32_MAX, this_year = calendar_civil(today).year;
    for (int32_t year = this_year - 1; year <= this_year + 1; year++) {
        int32_t cost = resolver_cost(r, calendar_day(year, month, day) - today);
        if (cost < best) {
            best = cost;
            best_year = year;
        }
    }
    return best_year;
}

bool resolver_has(const struct resolver *r, uint8_t class)
{
    return resolver_token(r, class) != 0;
}

double resolver_count(const struct resolver *r, bool *vague)
{
    uint32_t number = resolver_token(r, TIMECLASS_NUMBER);
    uint32_t second = time_match_token(r->match, TIMECLASS_NUMBER, 1);
    struct str few = resolver_cell(r, TIMECLASS_FEW);
    *vague = false;
    if (number)
        return (double)r->context->words->v[second ? second : number].number;
    if (few.n && few.s[0] != 'X')
        return few.s[0] - '0';
    *vague = few.n || (resolver_has(r, TIMECLASS_UNITS) && !resolver_has(r, TIMECLASS_A));
    return 1;
}

struct str resolver_unit(const struct resolver *r)
{
    struct str unit = resolver_cell(r, TIMECLASS_UNITS);
    return unit.n ? unit : resolver_cell(r, TIMECLASS_UNIT);
}

void resolver_add_part(struct resolver *r)
{
    struct str part = resolver_cell(r, TIMECLASS_PART), noon = resolver_cell(r, TIMECLASS_NOON);
    size_t n = strlen(r->value->text);
    if (!n || (!part.n && !noon.n))
        return;
    r->value->type = TIME_TIME;
    if (part.n)
        snprintf(r->value->text + n, sizeof r->value->text - n, "T%.*s", STR_ARG(part));
    else
        snprintf(r->value->text + n, sizeof r->value->text - n, "%.*s", STR_ARG(noon));
}

int32_t resolver_weekday(const struct resolver *r, int32_t today, int32_t weekday)
{
    int32_t back = (calendar_weekday(today) + 1 - weekday + 7) % 7; /* days since it last was */
    int32_t shift = resolver_number(r, TIMECLASS_SHIFT);
    if (resolver_token(r, TIMECLASS_SHIFT) && !resolver_token(r, TIMECLASS_UNIT)) {
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
