/* timeresolve: what the senses of times share while one expression is resolved. */
#ifndef ONR_MEANING_TIME_TIMERESOLVE_H
#define ONR_MEANING_TIME_TIMERESOLVE_H

#include "meaning/time/timevalue.h"

/* one expression under work */
struct resolver {
    const struct time_context *context;
    const struct time_match *match;
    struct time_value *value;
};

enum grain {
    GRAIN_DAY,
    GRAIN_WEEK,
    GRAIN_WEEKEND,
    GRAIN_MONTH,
    GRAIN_QUARTER,
    GRAIN_YEAR,
    GRAIN_DECADE,
    GRAIN_CENTURY,
    GRAIN_NONE
};

/* token of the first element of that class, 0 = none */
uint32_t resolver_token(const struct resolver *r, uint8_t class);
/* its value as a number (timewords.h), 0 = none */
int32_t resolver_number(const struct resolver *r, uint8_t class);
/* its value cell, {NULL,0} = none */
struct str resolver_cell(const struct resolver *r, uint8_t class);
/* writes the value */
void resolver_put(struct resolver *r, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* the day of writing; without it the value stays open, and false */
bool resolver_now(const struct resolver *r, int32_t *day);
/* "D", "W", "WE", "M", "Q", "Y", "10Y", "100Y"; GRAIN_NONE for hours and less */
enum grain grain_of_unit(struct str unit);
/* a day in the period that lies n periods off the one that holds `day` */
int32_t grain_move(int32_t day, enum grain grain, int32_t n);
/* the value is that day */
void resolver_set_day(struct resolver *r, int32_t day);
/* the value is the period of that grain that holds the day */
void resolver_set_period(struct resolver *r, enum grain grain, int32_t day);
/* the year that stands beside a month or a day: given, or moved ("June last year"); 0 = none */
int32_t resolver_year(const struct resolver *r);
/* How unlikely a day so many days off the day of writing is: days on the wrong side of it count
 * several times their distance, for the tense may be that of another clause, and far off is
 * unlikely too. News looks back rather than ahead. */
int32_t resolver_cost(const struct resolver *r, int32_t distance);
/* of the days that recur every year (last year's, this year's and next year's) the likeliest */
int32_t resolver_nearest_year(const struct resolver *r, int32_t today, int32_t month, int32_t day);
/* an element of that class was matched */
bool resolver_has(const struct resolver *r, uint8_t class);
/* the count in front of a unit: a number, "a" or a few ("X", or "2" for "a couple") */
double resolver_count(const struct resolver *r, bool *vague);
/* the cell of the unit, plural or singular */
struct str resolver_unit(const struct resolver *r);
/* "Friday night", "yesterday at noon": the part of the day behind the date */
void resolver_add_part(struct resolver *r);
/* the weekday that the tense or a shift word means */
int32_t resolver_weekday(const struct resolver *r, int32_t today, int32_t weekday);

/* The senses that stand in other files; each false when the words turn out to be no time. */

/* ---- timevalue.c ---- */
bool resolve_date(struct resolver *r);
/* ---- timedays.c ---- */
bool resolve_nthday(struct resolver *r);
bool resolve_nthweekday(struct resolver *r);
bool resolve_from(struct resolver *r);
bool resolve_holiday(struct resolver *r);
/* ---- timespan.c ---- */
bool resolve_duration(struct resolver *r);
bool resolve_set(struct resolver *r);
bool resolve_ref(struct resolver *r);
/* ---- timeparts.c ---- */
bool resolve_quarter(struct resolver *r);
bool resolve_half(struct resolver *r);
bool resolve_nth(struct resolver *r);
bool resolve_season(struct resolver *r);
bool resolve_clock(struct resolver *r);

#endif
