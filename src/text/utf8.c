/* utf8: decoding by the table of well-formed byte sequences of the Unicode Standard (D92): the
 * first byte fixes the length and the range of the second; every further byte is 80..BF. What is
 * not well-formed is measured as "maximal subpart", the unit that WHATWG decoders replace by one
 * U+FFFD. No other encodings, no normalisation. */
#include "text/utf8.h"

enum { REPLACEMENT = 0xFFFD };

/* length a first byte promises and the range its second byte must lie in; 0 = no first byte */
static uint32_t promise(uint8_t first, uint8_t *low, uint8_t *high)
{
    *low = 0x80;
    *high = 0xBF;
    if (first < 0xC2 || first > 0xF4)
        return 0;
    if (first < 0xE0)
        return 2;
    if (first == 0xE0)
        *low = 0xA0;
    else if (first == 0xED)
        *high = 0x9F;
    else if (first == 0xF0)
        *low = 0x90;
    else if (first == 0xF4)
        *high = 0x8F;
    return first < 0xF0 ? 3 : 4;
}

/* Length of the character at p, or with *valid false of the maximal invalid sequence there. */
static uint32_t scan(const uint8_t *p, size_t n, uint32_t *code, bool *valid)
{
    *valid = true;
    if (p[0] < 0x80) {
        *code = p[0];
        return 1;
    }
    uint8_t low, high;
    uint32_t length = promise(p[0], &low, &high);
    *valid = false;
    if (length == 0)
        return 1;
    uint32_t c = p[0] & (0x7Fu >> length);
    for (uint32_t i = 1; i < length; i++) {
        if (i >= n || p[i] < low || p[i] > high)
            return i;
        c = c << 6 | (p[i] & 0x3F);
        low = 0x80;
        high = 0xBF;
    }
    *valid = true;
    *code = c;
    return length;
}

uint32_t utf8_decode(struct str s, size_t at, uint32_t *code)
{
    bool valid;
    uint32_t n = scan((const uint8_t *)s.s + at, s.n - at, code, &valid);
    if (valid)
        return n;
    *code = REPLACEMENT;
    return 1;
}

uint32_t utf8_encode(uint32_t code, char out[4])
{
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        code = REPLACEMENT;
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    uint32_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (uint32_t i = n - 1; i > 0; i--) {
        out[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    out[0] = (char)((0xF00u >> n & 0xFF) | code);
    return n;
}

/* position of the first byte at or after `at` that is not ASCII, or s.n */
static size_t skip_ascii(struct str s, size_t at)
{
    for (uint64_t eight; s.n - at >= sizeof eight; at += sizeof eight) {
        memcpy(&eight, s.s + at, sizeof eight);
        if (eight & 0x8080808080808080u)
            break;
    }
    while (at < s.n && (uint8_t)s.s[at] < 0x80)
        at++;
    return at;
}

/* Position of the next invalid sequence at or after `at`, with its length; s.n if there is none */
static size_t next_invalid(struct str s, size_t at, uint32_t *length)
{
    uint32_t code;
    bool valid;
    while ((at = skip_ascii(s, at)) < s.n) {
        *length = scan((const uint8_t *)s.s + at, s.n - at, &code, &valid);
        if (!valid)
            return at;
        at += *length;
    }
    return s.n;
}

size_t utf8_invalid(struct str s)
{
    uint32_t length;
    size_t at = next_invalid(s, 0, &length);
    return at < s.n ? at : SIZE_MAX;
}

size_t utf8_repair(struct buf *out, struct str s)
{
    size_t replaced = 0;
    for (size_t from = 0, at; from < s.n;) {
        uint32_t length = 0;
        at = next_invalid(s, from, &length);
        buf_add(out, str_cut(s.s, from, at));
        if (at == s.n)
            break;
        buf_text(out, "\xEF\xBF\xBD");
        replaced++;
        from = at + length;
    }
    return replaced;
}

size_t utf8_length(struct str s)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((uint8_t)s.s[i] & 0xC0) != 0x80;
    return n;
}
