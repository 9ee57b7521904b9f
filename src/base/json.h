/* json: a streaming JSON writer into a buf. No tree, no allocation of its own, keys in the order
 * they are written, the same bytes for the same calls in every locale.
 *
 *     struct json json = {.out = buf};
 *     json_open(&json, '{');
 *     json_key(&json, "id");
 *     json_uint(&json, 7);
 *     json_close(&json, '}');
 *
 * The caller keeps brackets balanced and gives every object member a key. */
#ifndef ONR_BASE_JSON_H
#define ONR_BASE_JSON_H

#include "base/buf.h"

struct json {
    struct buf *out;
    bool comma; /* a value precedes at this level */
};

/* bracket: '{' or '[' */
void json_open(struct json *json, char bracket);
/* bracket: '}' or ']' */
void json_close(struct json *json, char bracket);
/* the key of the next value; plain ASCII without characters to escape */
void json_key(struct json *json, const char *key);

/* s must be valid UTF-8, which is kept as it is; only what JSON demands is escaped */
void json_string(struct json *json, struct str s);
void json_uint(struct json *json, uint64_t value);
/* Rounded half away from zero to `decimals` (1-9) digits behind the point, trailing zeros cut but
 * for one. null for values that are no number or beyond 9e9. */
void json_decimal(struct json *json, double value, uint32_t decimals);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* a key with its value */
void json_key_string(struct json *json, const char *key, struct str s);
/* the same, left out where s is empty */
void json_key_text(struct json *json, const char *key, struct str s);
void json_key_uint(struct json *json, const char *key, uint64_t value);
void json_key_bool(struct json *json, const char *key, bool value);

#endif
