/* date: the publication dates of articles, in the spellings that dumps and feeds use. */
#ifndef ONR_INTAKE_DATE_H
#define ONR_INTAKE_DATE_H

#include <stdbool.h>
#include <stdint.h>

#include "base/str.h"

#define DATE_LENGTH 32 /* bytes of the longest normal form with its NUL */
enum { DATE_LINE_WORDS = 16 };

/* Reads a date or date-time and writes its ISO 8601 form ("2024-11-01", "2024-11-01T14:05:00Z",
 * "2024-11-01T14:05:00+02:00") to out and its civil day (in its own time zone) to *day. Reads ISO
 * forms, "Fri, 01 Nov 2024 14:05:00 GMT", "1 November 2024", "November 1, 2024, 2:05 p.m.",
 * "1-NOV-2024", "20241101", "20241101T140500Z", 13/11/2024, seconds or milliseconds since 1970;
 * months also by their names in neighbouring languages ("1. März", "1 de marzo de").
 * False for anything else, for days that do not exist and for 5/6/2024, which two countries read
 * differently. */
bool date_normalise(struct str s, char out[DATE_LENGTH], int32_t *day);

/* Finds the longest stretch of words of a short line that is such a date ("Posted on November 1,
 * 2024 by A. Smith"), the first of equals; the whole line where it is one. False where there is
 * none or the line has more than DATE_LINE_WORDS words. */
bool date_find(struct str line, struct str *date);

#endif
