/* timevalue: from an expression of time to its TIMEX3 value. */
#ifndef ONR_MEANING_TIME_TIMEVALUE_H
#define ONR_MEANING_TIME_TIMEVALUE_H

#include "meaning/time/timegrammar.h"

enum { TIME_VALUE_MAX = 40 };

enum time_tense { TENSE_UNKNOWN, TENSE_PAST, TENSE_FUTURE };

/* what a relative expression is relative to */
struct time_context {
    const struct time_words *words;
    int32_t published; /* day of writing; DAY_NONE = unknown */
    int32_t told;      /* the day told last in the text; DAY_NONE = none yet */
    int32_t lately;    /* a day told shortly before, DAY_NONE = none: clocks may be of it */
    int32_t beside;    /* the day told before in the same sentence; DAY_NONE = none */
    int32_t quarter;   /* first day of a quarter told shortly before; DAY_NONE = none */
    uint32_t dated;    /* sentence in which `told` was told as a day; 0 = it is none */
    uint32_t waiting;  /* first time of the day whose own day may be told behind it; 0 = none */
    uint32_t done;     /* last token of the time found last, which may reach into a sentence */
    uint8_t tense;     /* enum time_tense of the clause that the expression stands in */
    bool direct;       /* the expression depends on the verb that has the tense */
};

struct time_value {
    uint8_t type;              /* enum time_type */
    char text[TIME_VALUE_MAX]; /* "" = unresolved */
    int32_t day;               /* first day it covers, DAY_NONE = none */
    bool waits;                /* a time of the day whose own day may be told behind it */
    bool relative;             /* unresolved only because the day of writing is unknown */
};

/* False when the words turn out to be no time ("the third man", 31 as a month's day in "June 31" is
 * a time with an empty value). */
bool time_value_find(const struct time_context *context, const struct time_match *match,
                     struct time_value *value);

#endif
