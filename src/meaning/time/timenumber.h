/* timenumber: the numbers that expressions of time are made of, over several tokens. */
#ifndef ONR_MEANING_TIME_TIMENUMBER_H
#define ONR_MEANING_TIME_TIMENUMBER_H

#include "doc/doc.h"

struct time_number {
    double value;
    uint32_t length; /* tokens */
    bool ordinal;    /* "third", "21st" */
    bool year; /* four digits from 1000 to 2100, or spoken as a year: "nineteen ninety-four" */
};

/* The number that begins at the token: "1,200", "twenty" "-" "four", "two" "hundred", "2" "1/2",
 * "two" "and" "a" "half". False when there is none, or one above a million. */
bool time_number_at(const struct doc *doc, uint32_t token, struct time_number *number);

/* "mid-November", "pre-1990", "FY2024" as one token: what stands behind the prefix; else s */
struct str time_without_prefix(struct str s);

#endif
