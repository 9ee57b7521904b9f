/* number: English numerals in digits and words. */
#ifndef ONR_TEXT_NUMBER_H
#define ONR_TEXT_NUMBER_H

#include <stdbool.h>

#include "base/str.h"

/* "1,200", "3.5", "2014", "seven", "twenty-one", "third", "21st", "dozen", "hundred", "million".
 * False when s is no numeral. Ordinals give their number and *ordinal true. */
bool number_parse(struct str s, double *value, bool *ordinal);

#endif
