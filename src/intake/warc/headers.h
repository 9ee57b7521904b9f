/* headers: "Name: value" lines, as WARC records and HTTP messages open with. */
#ifndef ONR_INTAKE_WARC_HEADERS_H
#define ONR_INTAKE_WARC_HEADERS_H

#include "base/str.h"

/* Bytes up to and with the blank line that ends a head; SIZE_MAX when there is none in s. */
size_t headers_end(struct str s);
/* The value of the first header of that name (case does not count), trimmed; {NULL,0} = none. */
struct str headers_value(struct str head, const char *name);
/* The first line, without its end. */
struct str headers_first_line(struct str head);
/* s begins with these letters, whatever their case */
bool headers_starts(struct str s, const char *prefix);
/* a whole number in decimal digits; false for anything else and for what does not fit */
bool headers_number(struct str s, uint64_t *number);

#endif
