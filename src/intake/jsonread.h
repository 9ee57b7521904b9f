/* jsonread: JSON read in place. A text is checked once; then its values are stretches of it, walked
 * without another look at whether they are well formed, and only strings that are wanted are
 * copied out. */
#ifndef ONR_INTAKE_JSONREAD_H
#define ONR_INTAKE_JSONREAD_H

#include "base/arena.h"
#include "base/str.h"

enum { JSONREAD_DEPTH = 2048 }; /* arrays and objects that may be open at a time */

enum json_kind {
    VALUE_NULL, /* also NaN and Infinity, which are no JSON but which programs write */
    VALUE_FALSE,
    VALUE_TRUE,
    VALUE_NUMBER,
    VALUE_STRING,
    VALUE_ARRAY,
    VALUE_OBJECT
};

/* a value as it stands in the text: a string without its quotation marks but with its escapes, an
 * array or an object without its brackets */
struct json_value {
    enum json_kind kind;
    struct str text;
};

struct json_fault {
    size_t at; /* byte of the text */
    const char *what;
};

/* Whether the text is one value and blanks around it (RFC 8259); if not, *fault says what is wrong.
 * Looks at no encoding: bytes from 0x80 pass as they are. */
bool jsonread_check(struct str text, struct json_value *value, struct json_fault *fault);

/* Takes the first item off an array, or the first member off an object; false where none is left.
 * To be asked of values out of a checked text only; key may be NULL for arrays. */
bool jsonread_next(struct json_value *in, struct str *key, struct json_value *value);

/* The string without its escapes: itself where it has none, else a copy in the arena. *mended (may
 * be NULL) counts halves of surrogate pairs, which become U+FFFD each. A backslash in front of
 * what is no escape falls away: strings that nobody checked may be given, too. */
struct str jsonread_string(struct arena *arena, struct str string, size_t *mended);

#endif
