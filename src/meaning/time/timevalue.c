/* timevalue: one small function a sense. Everything calendar-like goes through a grain (day, week,
 * month, quarter, year …) and a day inside the period meant: the day of writing moved by so many
 * grains, or the one found by the tense of the clause (weekdays, months, days of a month are the
 * nearest before or after the day of writing). Values are TIMEX3; what modifies them ("early",
 * "about") is not kept. */
#include "meaning/time/timeresolve.h"

#include <stdio.h>

#include "text/calendar.h"

/* ---- dates ---- */

/* numbers parted by single marks, and how many digits each has */
struct fields {
    int32_t number[3], width[3];
};

static struct fields split_date(struct str s)
{
    struct fields f = {{0, 0, 0}, {0, 0, 0}};
    int32_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        bool digit = s.s[i] >= '0' && s.s[i] <= '9';
        n += !digit && n < 2;
        if (digit) {
            f.number[n] = f.number[n] * 10 + (s.s[i] - '0');
            f.width[n]++;
        }
    }
    return f;
}

/* 13.11.2024: the day stands first */
static bool resolve_dotted(struct resolver *r, const struct fields *f)
{
    if (!calendar_valid(f->number[2], f->number[1], f->number[0]))
        return false;
    resolver_set_day(r, calendar_day(f->number[2], f->number[1], f->number[0]));
    return true;
}

/* 11/13/2024, 13/11/24; 5/6/2024 may mean two days and stays open */
static bool resolve_slashed(struct resolver *r, const struct fields *f)
{
    int32_t a = f->number[0], b = f->number[1], year = f->number[2];
    if (f->width[0] > 2 || f->width[1] > 2 || (f->width[2] != 2 && f->width[2] != 4))
        return false;
    if (f->width[2] == 2)
        year += year < 50 ? 2000 : 1900;
    bool month_first = calendar_valid(year, a, b), day_first = calendar_valid(year, b, a);
    if (month_first && (!day_first || a == b))
        resolver_set_day(r, calendar_day(year, a, b));
    else if (day_first && !month_first)
        resolver_set_day(r, calendar_day(year, b, a));
    return month_first || day_first;
}

/* 2024-11-01, or with slashes */
static bool resolve_iso(struct resolver *r)
{
    struct str s = token_form(r->context->words->doc, resolver_token(r, TIMECLASS_DATE));
    struct fields f = split_date(s);
    if (memchr(s.s, '.', s.n))
        return resolve_dotted(r, &f);
    if (f.width[0] == 4 && calendar_valid(f.number[0], f.number[1], f.number[2])) {
        resolver_set_day(r, calendar_day(f.number[0], f.number[1], f.number[2]));
        return true;
    }
    /* 13/13/2024 and 2024-02-31 are dates by their form */
    bool full = f.width[0] && f.width[1] && (f.width[0] == 4 || f.width[2] == 4);
    return (!memchr(s.s, '-', s.n) && resolve_slashed(r, &f)) || full;
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

/* "last Oct. 23" lies before the day of writing, "next Oct. 23" behind it; 0: neither is said */
static int32_t shifted_year(const struct resolver *r, int32_t today, int32_t month, int32_t day)
{
    int32_t year = calendar_civil(today).year, direction = resolver_number(r, TIMECLASS_SHIFT);
    int32_t distance = calendar_day(year, month, day) - today;
    if (direction < 0)
        return year - (distance >= 0);
    return direction > 0 ? year + (distance <= 0) : 0;
}

bool resolve_date(struct resolver *r)
{
    int32_t month = resolver_number(r, TIMECLASS_MONTH), year = resolver_year(r), today;
    uint32_t token = resolver_token(r, TIMECLASS_DAY);
    int32_t day = (int32_t)r->context->words->v[token].number;
    if (r->value->relative)
        return true;
    if (!year && resolver_now(r, &today)) {
        int32_t weekday = resolver_number(r, TIMECLASS_WEEKDAY);
        year = weekday ? year_of_weekday(today, weekday, month, day) : 0;
        if (!year && resolver_has(r, TIMECLASS_SHIFT))
            year = shifted_year(r, today, month, day);
        if (!year)
            year = resolver_nearest_year(r, today, month, day);
    }
    if (year && calendar_valid(year, month, day))
        resolver_set_day(r, calendar_day(year, month, day));
    if (r->value->day != DAY_NONE && str_is(resolver_cell(r, TIMECLASS_UNIT), "W") &&
        !resolver_has(r, TIMECLASS_SHIFT)) /* "the week of March 6" */
        resolver_set_period(r, GRAIN_WEEK, r->value->day);
    return true;
}

static bool resolve_month(struct resolver *r)
{
    int32_t month = resolver_number(r, TIMECLASS_MONTH), year = resolver_year(r), today;
    uint32_t shift = resolver_token(r, TIMECLASS_SHIFT);
    if (r->value->relative)
        return true;
    if (!year && resolver_now(r, &today)) {
        struct civil c = calendar_civil(today);
        int32_t direction = resolver_number(r, TIMECLASS_SHIFT);
        year = resolver_nearest_year(r, today, month, 1);
        if (shift && direction < 0) /* "last May" is not this May */
            year = c.year - (month >= c.month);
        else if (shift)
            year = c.year + (direction > 0 && month <= c.month);
    }
    if (year)
        resolver_set_period(r, GRAIN_MONTH, calendar_day(year, month, 1));
    return true;
}

static bool resolve_year(struct resolver *r)
{
    uint32_t unit = resolver_token(r, TIMECLASS_UNIT);
    int32_t quarter = r->context->quarter;
    bool of_results =
        str_is(resolver_cell(r, TIMECLASS_UNIT), "Q") || resolver_has(r, TIMECLASS_PERIOD);
    if (of_results && quarter != DAY_NONE) { /* "the 1988 quarter", "the 1988 period" */
        resolver_set_period(r, GRAIN_QUARTER,
                            calendar_day(resolver_year(r), calendar_civil(quarter).month, 1));
        return true;
    }
    if (unit && !str_is(time_word_value(r->context->words, unit, TIMECLASS_UNIT), "Y"))
        return false;
    resolver_set_period(r, GRAIN_YEAR, calendar_day(resolver_year(r), 1, 1));
    return true;
}

static bool resolve_decade(struct resolver *r)
{
    int32_t decade = resolver_number(r, TIMECLASS_DECADE);
    resolver_set_period(r, GRAIN_DECADE, calendar_day(decade * 10, 1, 1));
    return true;
}

/* ---- days near the day of writing ---- */

static bool is_word_of(const struct resolver *r, uint8_t class, const char *word)
{
    uint32_t token = resolver_token(r, class);
    const struct doc *doc = r->context->words->doc;
    return token && str_is(doc_string(doc, doc->tokens.v[token].lower), word);
}

/* "Friday the 31st": the nearest such day on the side that the tense tells, within three months; a
 * weekday that falls on no such day stays open */
static bool find_weekday_of_month(const struct resolver *r, int32_t weekday, int32_t *day)
{
    enum { REACH = 92 };
    int32_t of_month = (int32_t)r->context->words->v[resolver_token(r, TIMECLASS_DAY)].number;
    int32_t step = r->context->tense == TENSE_FUTURE ? 1 : -1;
    int sides = r->context->tense == TENSE_UNKNOWN ? 2 : 1;
    for (int side = 0; side < sides; side++, step = -step)
        for (int32_t n = 0; n <= REACH; n++) {
            int32_t at = *day + n * step;
            if (calendar_weekday(at) == weekday - 1 && calendar_civil(at).day == of_month) {
                *day = at;
                return true;
            }
        }
    return false;
}

static bool resolve_weekday(struct resolver *r)
{
    int32_t weekday = resolver_number(r, TIMECLASS_WEEKDAY), today;
    if (!resolver_now(r, &today))
        return true;
    bool week = str_is(resolver_cell(r, TIMECLASS_UNIT), "W");
    if (resolver_token(r, TIMECLASS_UNIT) && !resolver_token(r, TIMECLASS_SHIFT)) {
        int32_t back = (calendar_weekday(today) + 1 - weekday + 7) % 7; /* "Friday week" */
        resolver_set_day(r, week ? today + 14 - back : resolver_weekday(r, today, weekday));
    } else if (resolver_token(r, TIMECLASS_UNIT)) { /* "Tuesday last week" */
        if (!week)
            return false;
        today = today + 7 * resolver_number(r, TIMECLASS_SHIFT);
        resolver_set_day(r, today - calendar_weekday(today) + weekday - 1);
    } else if (resolver_token(r, TIMECLASS_DAY)) {
        if (find_weekday_of_month(r, weekday, &today))
            resolver_set_day(r, today);
    } else {
        resolver_set_day(r, resolver_weekday(r, today, weekday));
    }
    resolver_add_part(r);
    return true;
}

static bool resolve_today(struct resolver *r)
{
    int32_t today;
    if (!resolver_now(r, &today))
        return true;
    struct str tonight = resolver_cell(r, TIMECLASS_TONIGHT);
    resolver_set_day(
        r, today + (tonight.n ? -(tonight.s[0] == '-') : resolver_number(r, TIMECLASS_TODAY)));
    if (tonight.n) {
        size_t n = strlen(r->value->text);
        snprintf(r->value->text + n, sizeof r->value->text - n, "TNI");
        r->value->type = TIME_TIME;
    }
    resolver_add_part(r);
    return true;
}

/* "this morning", "last night", "the next morning", "mid-afternoon yesterday" */
static bool resolve_daypart(struct resolver *r)
{
    int32_t today;
    if (!resolver_now(r, &today))
        return true;
    bool other = is_word_of(r, TIMECLASS_SHIFT, "following") ||
                 is_word_of(r, TIMECLASS_SHIFT, "previous") ||
                 (resolver_has(r, TIMECLASS_THE) && is_word_of(r, TIMECLASS_SHIFT, "next"));
    if (other && r->context->told != DAY_NONE)
        today = r->context->told;
    resolver_set_day(r, today + resolver_number(r, TIMECLASS_SHIFT) +
                            resolver_number(r, TIMECLASS_TODAY));
    resolver_add_part(r);
    return true;
}

/* ---- periods ---- */

/* "the previous week" counts from the day told last, "last week" from that of writing */
static bool is_from_told(const struct resolver *r, uint8_t class, enum grain grain)
{
    static const char *const words[] = {"following", "previous", "preceding", "prior"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is_word_of(r, class, words[i]))
            return true;
    return grain == GRAIN_DAY && is_word_of(r, class, "next");
}

static bool resolve_shift(struct resolver *r)
{
    struct str unit = resolver_cell(r, TIMECLASS_UNIT);
    enum grain grain = grain_of_unit(unit);
    int32_t today, shift = resolver_number(r, TIMECLASS_SHIFT);
    uint8_t told_by = resolver_token(r, TIMECLASS_SHIFT) ? TIMECLASS_SHIFT : TIMECLASS_LATEST;
    if (grain == GRAIN_NONE && resolver_token(r, TIMECLASS_PERIOD))
        grain = GRAIN_QUARTER; /* "the latest period" of results */
    if (grain == GRAIN_NONE)
        return false;
    if (is_word_of(r, TIMECLASS_FIRST, "last")) /* "the week following last month's" */
        return false;
    if (is_word_of(r, told_by, "past") && grain >= GRAIN_DECADE) { /* how long, not when */
        r->value->type = TIME_DURATION;
        resolver_put(r, grain == GRAIN_DECADE ? "P10Y" : "P100Y");
        return true;
    }
    if (!resolver_now(r, &today))
        return true;
    if (is_from_told(r, told_by, grain) && r->context->told != DAY_NONE)
        today = r->context->told;
    if (told_by == TIMECLASS_LATEST)
        shift = -1;
    resolver_set_period(r, grain, grain_move(today, grain, shift));
    return true;
}

/* "that year", "the same day": what was told before */
static bool resolve_same(struct resolver *r)
{
    enum grain grain = grain_of_unit(resolver_cell(r, TIMECLASS_UNIT));
    if (grain == GRAIN_NONE)
        return false;
    if (r->context->told != DAY_NONE)
        resolver_set_period(r, grain, r->context->told);
    return true;
}

static bool is_number_behind(const struct resolver *r)
{
    const struct time_words *words = r->context->words;
    return r->match->last + 1 < words->doc->tokens.n &&
           time_word_length(words, r->match->last + 1, TIMECLASS_NUMBER);
}

/* "the year ended March 31", "the year to March": how long it was */
static bool is_ended(const struct resolver *r)
{
    const struct doc *doc = r->context->words->doc;
    uint32_t behind = r->match->last + 1;
    if (behind + 1 >= doc->tokens.n)
        return false;
    return str_is(token_lemma(doc, behind), "end") ||
           (str_is(doc_string(doc, doc->tokens.v[behind].lower), "to") &&
            time_word_length(r->context->words, behind + 1, TIMECLASS_MONTH));
}

/* "the quarter ended July 31": a day in its middle, from the month told behind it */
static bool quarter_ended(const struct resolver *r, int32_t *day)
{
    enum { HALF_QUARTER = 45 };
    const struct time_words *words = r->context->words;
    uint32_t ended = r->match->last + 1, month = ended + 1;
    struct civil today = calendar_civil(*day);
    if (month + 1 >= words->doc->tokens.n || !str_is(token_lemma(words->doc, ended), "end") ||
        !time_word_length(words, month, TIMECLASS_MONTH) ||
        !time_word_length(words, month + 1, TIMECLASS_DAY))
        return false;
    int32_t number = time_word_number(words, month, TIMECLASS_MONTH);
    int32_t of_month = (int32_t)words->v[month + 1].number;
    int32_t year = today.year - (number > today.month);
    if (!calendar_valid(year, number, of_month))
        return false;
    *day = calendar_day(year, number, of_month) - HALF_QUARTER;
    return true;
}

/* this one, unless it ended: then how long it was */
static bool resolve_the_year(struct resolver *r)
{
    int32_t today;
    if (is_number_behind(r) || is_word_of(r, TIMECLASS_THE, "these"))
        return false; /* "the year 0" */
    if (is_ended(r)) {
        r->value->type = TIME_DURATION;
        resolver_put(r, "P1Y");
    } else if (resolver_now(r, &today)) {
        resolver_set_period(r, GRAIN_YEAR, today);
    }
    return true;
}

/* "the weekend" is the one before or after, "the quarter" the one that is over */
static bool resolve_the(struct resolver *r)
{
    enum grain grain = grain_of_unit(resolver_cell(r, TIMECLASS_UNIT));
    int32_t today;
    bool narrowed = r->match->first < resolver_token(r, TIMECLASS_THE); /* "earlier in the year" */
    if (narrowed && grain != GRAIN_NONE) {
        if (resolver_now(r, &today))
            resolver_set_period(r, grain, today);
        return true;
    }
    if (grain == GRAIN_YEAR)
        return resolve_the_year(r);
    if (grain != GRAIN_WEEKEND && grain != GRAIN_QUARTER)
        return false;
    if (!resolver_now(r, &today))
        return true;
    if (grain == GRAIN_QUARTER && quarter_ended(r, &today)) {
        resolver_set_period(r, grain, today);
        return true;
    }
    bool over = r->context->tense != TENSE_FUTURE &&
                (grain == GRAIN_QUARTER || calendar_weekday(today) < 5);
    resolver_set_period(r, grain, grain_move(today, grain, over ? -1 : 0));
    return true;
}

static bool resolve_yearend(struct resolver *r)
{
    int32_t today;
    enum grain grain = grain_of_unit(resolver_cell(r, TIMECLASS_UNIT));
    if (grain != GRAIN_YEAR && grain != GRAIN_MONTH)
        return false;
    if (!is_word_of(r, TIMECLASS_EDGE, "end"))
        return false;
    if (!resolver_now(r, &today))
        return true;
    struct civil c = calendar_civil(today);
    if (grain == GRAIN_YEAR) /* behind "since" or in the past the one that is over */
        resolver_set_day(r, calendar_day(c.year - (r->context->tense == TENSE_PAST), 12, 31));
    else
        resolver_set_day(r, calendar_day(c.year, c.month + 1, 1) - 1);
    return true;
}

/* The day that "ago", "earlier" and "later" count from: that of writing, or for days and weeks and
 * for anything later the one told last. False when there is none. */
static bool base_of(const struct resolver *r, enum grain grain, int32_t *base)
{
    bool later = resolver_has(r, TIMECLASS_LATER);
    bool near = grain == GRAIN_DAY || grain == GRAIN_WEEK || grain == GRAIN_NONE;
    *base = r->context->told;
    if (!resolver_has(r, TIMECLASS_AGO) && *base != DAY_NONE && (later || near))
        return true;
    return !later && resolver_now(r, base);
}

/* "two Sundays ago" */
static bool resolve_weekdays_ago(struct resolver *r, int32_t n)
{
    int32_t today;
    if (!resolver_now(r, &today))
        return true;
    int32_t back = (calendar_weekday(today) + 1 - resolver_number(r, TIMECLASS_WEEKDAYS) + 7) % 7;
    resolver_set_day(r, today - (back ? back : 7) - 7 * (n - 1));
    return true;
}

static bool resolve_ago(struct resolver *r)
{
    bool vague, later = resolver_has(r, TIMECLASS_LATER);
    double count = resolver_count(r, &vague);
    struct str unit = resolver_unit(r);
    enum grain grain = grain_of_unit(unit);
    int32_t base, n = (int32_t)count;
    if (resolver_has(r, TIMECLASS_WEEKDAYS))
        return resolve_weekdays_ago(r, n);
    if (vague) {
        resolver_put(r, later ? "FUTURE_REF" : "PAST_REF");
        return true;
    }
    if (str_is(unit, "2W")) {
        grain = GRAIN_WEEK;
        n *= 2;
    }
    if (!base_of(r, grain, &base))
        return true;
    if (grain == GRAIN_YEAR && count != n) { /* a year and a half ago */
        grain = GRAIN_MONTH;
        n = (int32_t)(count * 12);
    }
    struct civil told = calendar_civil(r->context->quarter);
    if (grain == GRAIN_NONE) /* hours and minutes stay within the day */
        resolver_set_day(r, base);
    else if (grain == GRAIN_YEAR && n == 1 && !later && r->context->quarter != DAY_NONE)
        resolver_set_period(r, GRAIN_QUARTER,
                            calendar_day(told.year - 1, told.month, 1)); /* of results */
    else
        resolver_set_period(r, grain == GRAIN_WEEKEND ? GRAIN_WEEK : grain,
                            grain_move(base, grain, later ? n : -n));
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
        [TIMESENSE_NTH] = resolve_nth,         [TIMESENSE_NTHDAY] = resolve_nthday,
        [TIMESENSE_FROM] = resolve_from,       [TIMESENSE_NTHWEEKDAY] = resolve_nthweekday,
        [TIMESENSE_SEASON] = resolve_season,   [TIMESENSE_HOLIDAY] = resolve_holiday,
        [TIMESENSE_CLOCK] = resolve_clock,
    };
    struct resolver r = {context, match, value};
    *value = (struct time_value){.type = TIME_DATE, .day = DAY_NONE};
    return resolve[match->sense](&r);
}
