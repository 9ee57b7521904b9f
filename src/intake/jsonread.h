/* jsonread: reading JSON in place. A text is checked once as a whole; afterwards its objects and arrays
 * are walked as slices of it, and only strings that are wanted are decoded. Strict RFC 8259, any
 * depth up to JSON_DEPTH; bytes from 0x80 on are passed through, so broken UTF-8 is the caller's.
 * Nothing is allocated but decoded strings. */
#ifndef ONR_INTAKE_JSONREAD_H
#define ONR_INTAKE_JSONREAD_H

#include "base/arena.h"
#include "base/str.h"

#define JSON_DEPTH 256

enum json_kind { JSON_NONE, JSON_STRING, JSON_NUMBER, JSON_OBJECT, JSON_ARRAY, JSON_WORD };

struct json_value {
    enum json_kind kind; /* JSON_WORD: true, false, null */
    struct str raw;      /* the bytes of it, quotes and brackets included */
};

/* Checks that text is exactly one JSON value. On a fault returns false, *fault says what and *at
 * where (byte position). */
bool jsonread_check(struct str text, struct json_value *value, const char **fault, size_t *at);

/* what stands between the brackets of a checked object or array */
struct str jsonread_inside(struct json_value value);
/* Walking it: *rest starts as jsonread_inside and shrinks; false at the end. */
bool jsonread_member(struct str *rest, struct str *key, struct json_value *value);
bool jsonread_item(struct str *rest, struct json_value *value);

/* The bytes a checked string (with its quotes) stands for, NUL-terminated in the arena. A lone
 * surrogate becomes U+FFFD and counts in *repaired (may be NULL). */
struct str jsonread_string(struct arena *arena, struct str raw, uint32_t *repaired);

#endif
