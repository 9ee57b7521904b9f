/* calendar: civil dates as day numbers. A day is an int32_t counted from 1970-01-01 in the
 * proleptic Gregorian calendar; DAY_NONE stands for "unknown". */
#ifndef ONR_TEXT_CALENDAR_H
#define ONR_TEXT_CALENDAR_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define DAY_NONE INT32_MIN

struct civil {
    int32_t year;
    int32_t month; /* 1-12 */
    int32_t day;   /* 1-31 */
};

/* day number of a date; month may lie outside 1-12 and is then carried into the year */
int32_t calendar_day(int32_t year, int32_t month, int32_t day);
struct civil calendar_civil(int32_t day);
/* 1-28/29/30/31 days; month 1-12 */
int32_t calendar_month_days(int32_t year, int32_t month);
/* a date that exists: year 1-9999, month and day in range */
bool calendar_valid(int32_t year, int32_t month, int32_t day);
/* the day of "2024-11-01", DAY_NONE for anything else */
int32_t calendar_read(struct str s);
/* 0 = Monday … 6 = Sunday */
int32_t calendar_weekday(int32_t day);
/* ISO 8601 week 1-53; *year is the year that week belongs to */
int32_t calendar_week(int32_t day, int32_t *year);
/* the Monday of that ISO week */
int32_t calendar_week_start(int32_t year, int32_t week);
/* Month 1-12 for a name or its usual abbreviation with or without stop, any case ("September",
 * "Sept.", "sep"); 0 when it is none. n bytes. */
int32_t calendar_month_named(const char *name, uint32_t n);

#endif
