/* json: a streaming JSON writer. Escapes the two characters and the control characters that
 * RFC 8259 names, everything else is copied in runs. Numbers are written digit by digit from
 * integers, so that neither locale nor printf decides how they look. It does not check nesting. */
#include "base/json.h"

#include <math.h>

static void separate(struct json *json)
{
    if (json->comma)
        buf_byte(json->out, ',');
    json->comma = true;
}

void json_open(struct json *json, char bracket)
{
    separate(json);
    buf_byte(json->out, bracket);
    json->comma = false;
}

void json_close(struct json *json, char bracket)
{
    buf_byte(json->out, bracket);
    json->comma = true;
}

static void escape(struct buf *out, unsigned char c)
{
    static const char short_form[32] = {
        ['\b'] = 'b', ['\f'] = 'f', ['\n'] = 'n', ['\r'] = 'r', ['\t'] = 't'};
    static const char hex[] = "0123456789abcdef";
    if (c >= 0x20) {
        buf_byte(out, '\\');
        buf_byte(out, (char)c);
    } else if (short_form[c]) {
        buf_byte(out, '\\');
        buf_byte(out, short_form[c]);
    } else {
        buf_add(out, STR("\\u00"));
        buf_byte(out, hex[c >> 4]);
        buf_byte(out, hex[c & 15]);
    }
}

static void quote(struct buf *out, struct str s)
{
    size_t run = 0;
    buf_byte(out, '"');
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.s[i];
        if (c >= 0x20 && c != '"' && c != '\\')
            continue;
        buf_add(out, str_cut(s.s, run, i));
        escape(out, c);
        run = i + 1;
    }
    if (run < s.n)
        buf_add(out, str_cut(s.s, run, s.n));
    buf_byte(out, '"');
}

void json_key(struct json *json, const char *key)
{
    separate(json);
    buf_byte(json->out, '"');
    buf_text(json->out, key);
    buf_add(json->out, STR("\":"));
    json->comma = false;
}

void json_string(struct json *json, struct str s)
{
    separate(json);
    quote(json->out, s);
}

static void add_digits(struct buf *out, uint64_t value, uint32_t least)
{
    char digits[20];
    uint32_t n = 0;
    while (value || n < least) {
        digits[n++] = (char)('0' + value % 10);
        value /= 10;
    }
    while (n)
        buf_byte(out, digits[--n]);
}

void json_uint(struct json *json, uint64_t value)
{
    separate(json);
    add_digits(json->out, value, 1);
}

void json_decimal(struct json *json, double value, uint32_t decimals)
{
    if (!(fabs(value) <= 9e9)) {
        json_null(json);
        return;
    }
    uint64_t scale = 1;
    for (uint32_t i = 0; i < decimals; i++)
        scale *= 10;
    uint64_t scaled = (uint64_t)llround(fabs(value) * (double)scale);
    separate(json);
    if (value < 0 && scaled)
        buf_byte(json->out, '-');
    add_digits(json->out, scaled / scale, 1);
    buf_byte(json->out, '.');
    uint64_t fraction = scaled % scale;
    while (decimals > 1 && fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    add_digits(json->out, fraction, decimals);
}

void json_bool(struct json *json, bool value)
{
    separate(json);
    buf_text(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
    separate(json);
    buf_add(json->out, STR("null"));
}

void json_key_string(struct json *json, const char *key, struct str s)
{
    json_key(json, key);
    json_string(json, s);
}

void json_key_text(struct json *json, const char *key, struct str s)
{
    if (s.n)
        json_key_string(json, key, s);
}

void json_key_uint(struct json *json, const char *key, uint64_t value)
{
    json_key(json, key);
    json_uint(json, value);
}

void json_key_bool(struct json *json, const char *key, bool value)
{
    json_key(json, key);
    json_bool(json, value);
}
