/* timegrammar: the patterns of expressions of time. */
#ifndef ONR_MEANING_TIME_TIMEGRAMMAR_H
#define ONR_MEANING_TIME_TIMEGRAMMAR_H

#include "meaning/time/timewords.h"

enum { TIME_PATTERN_MAX = 9 };

/* what an expression says; meaning/time/timevalue.c turns it into a TIMEX3 value */
enum time_sense {
    TIMESENSE_NONE,
    TIMESENSE_ISO,        /* 2024-11-01 */
    TIMESENSE_DATE,       /* month and day, with or without a year */
    TIMESENSE_MONTH,      /* month, with or without a year */
    TIMESENSE_YEAR,       /* 2014 */
    TIMESENSE_DECADE,     /* the 1980s */
    TIMESENSE_NTHDAY,     /* the 3rd */
    TIMESENSE_WEEKDAY,    /* Friday, last Friday, Friday night */
    TIMESENSE_NTHWEEKDAY, /* the first Monday of October */
    TIMESENSE_TODAY,      /* today, yesterday morning, tonight */
    TIMESENSE_DAYPART,    /* this morning, last night */
    TIMESENSE_SHIFT,      /* last year, this week, the following month */
    TIMESENSE_SAME,       /* that year, the same day */
    TIMESENSE_THE,        /* the weekend, the quarter */
    TIMESENSE_YEAREND,    /* year-end, year's end */
    TIMESENSE_AGO,        /* two weeks ago, a year earlier, three days later */
    TIMESENSE_FROM,       /* a week from Friday, two years from now */
    TIMESENSE_DURATION,   /* three days, several years, the past six months */
    TIMESENSE_SET,        /* daily, every Friday */
    TIMESENSE_REF,        /* now, recently, soon */
    TIMESENSE_QUARTER,    /* the third quarter of 1989, the 20th century */
    TIMESENSE_NTH,        /* Q3 2023, H1 2024 */
    TIMESENSE_HALF,       /* the first half of 1990 */
    TIMESENSE_SEASON,     /* last spring, summer 1944 */
    TIMESENSE_HOLIDAY,    /* Christmas, Easter 2024 */
    TIMESENSE_CLOCK       /* 7:30 p.m. on Friday */
};

struct time_match {
    uint8_t sense;          /* enum time_sense */
    uint32_t first, last;   /* tokens of the whole expression, inclusive */
    const uint8_t *pattern; /* classes, TIME_PATTERN_MAX of them, with a bit for "optional" */
    uint32_t at[TIME_PATTERN_MAX]; /* token each element begins at, 0 = left out */
};

/* Prepares the patterns; called once before the first match. */
void time_grammar_prepare(struct time_words *words);

/* The longest expression that begins at the token and ends at or before `end` (inclusive); false
 * when none does. */
bool time_match_at(const struct time_words *words, uint32_t token, uint32_t end,
                   struct time_match *match);

/* token of the n-th element (from 0) of that class, 0 = none */
uint32_t time_match_token(const struct time_match *match, uint8_t class, uint32_t n);

#endif
