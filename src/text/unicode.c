/* unicode: general categories and simple case mappings of utf8proc; ASCII is answered from ranges
 * without asking it. Quotation marks are listed here, since Unicode's own quote categories mix
 * apostrophes, quotes and guillemets. Case mapping is one character to one character. */
#include "text/unicode.h"

#include <utf8proc.h>

#include "text/utf8.h"

static bool between(uint32_t code, uint32_t first, uint32_t last)
{
    return code - first <= last - first;
}

static utf8proc_category_t category(uint32_t code)
{
    return utf8proc_category((utf8proc_int32_t)code);
}

bool unicode_is_letter(uint32_t code)
{
    if (code < 0x80)
        return between(code | 0x20, 'a', 'z');
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_ME;
}

bool unicode_is_upper(uint32_t code)
{
    if (code < 0x80)
        return between(code, 'A', 'Z');
    utf8proc_category_t c = category(code);
    return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool unicode_is_lower(uint32_t code)
{
    if (code < 0x80)
        return between(code, 'a', 'z');
    return category(code) == UTF8PROC_CATEGORY_LL;
}

bool unicode_is_digit(uint32_t code)
{
    if (code < 0x80)
        return between(code, '0', '9');
    return category(code) == UTF8PROC_CATEGORY_ND;
}

bool unicode_is_space(uint32_t code)
{
    if (code < 0x80)
        return code == ' ' || between(code, '\t', '\r');
    if (code == 0x85 || code == 0x200B || code == 0xFEFF)
        return true;
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP;
}

bool unicode_is_punct(uint32_t code)
{
    utf8proc_category_t c = category(code);
    return c >= UTF8PROC_CATEGORY_PC && c <= UTF8PROC_CATEGORY_PO;
}

bool unicode_is_double_quote(uint32_t code)
{
    return code == '"' || between(code, 0x201C, 0x201F) || code == 0xAB || code == 0xBB ||
           code == 0x2033 || code == 0x2036 || between(code, 0x301D, 0x301F) || code == 0xFF02;
}

bool unicode_is_single_quote(uint32_t code)
{
    return code == '\'' || code == '`' || code == 0xB4 || between(code, 0x2018, 0x201B) ||
           code == 0x2032 || code == 0x2035 || code == 0x2039 || code == 0x203A || code == 0xFF07;
}

uint32_t unicode_width(uint32_t code)
{
    if (code < 0x80)
        return between(code, ' ', '~');
    utf8proc_category_t c = category(code);
    if (c == UTF8PROC_CATEGORY_CC || c == UTF8PROC_CATEGORY_CF)
        return 0;
    return (uint32_t)utf8proc_charwidth((utf8proc_int32_t)code);
}

uint32_t unicode_lower(uint32_t code)
{
    if (code < 0x80)
        return between(code, 'A', 'Z') ? code + 32 : code;
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code);
}

uint32_t unicode_base(uint32_t code)
{
    if (code < 0x80)
        return unicode_lower(code);
    utf8proc_int32_t parts[8];
    int boundary = 0;
    utf8proc_ssize_t n = utf8proc_decompose_char(
        (utf8proc_int32_t)code, parts, 8, UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK, &boundary);
    return n > 0 && n <= 8 ? unicode_lower((uint32_t)parts[0]) : 0;
}

/* ’, the modifier letter apostrophe and the full-width one */
static bool is_apostrophe(uint32_t code)
{
    return code == 0x2019 || code == 0x2BC || code == 0xFF07;
}

static bool is_ascii(struct str s)
{
    uint8_t all = 0;
    for (size_t i = 0; i < s.n; i++)
        all |= (uint8_t)s.s[i];
    return all < 0x80;
}

struct str unicode_lower_str(struct arena *arena, struct str s)
{
    /* a small letter may take 3 bytes for 2, a byte that is no UTF-8 becomes the 3 of U+FFFD */
    char *out = arena_alloc(arena, (is_ascii(s) ? s.n : s.n * 3) + 1);
    size_t n = 0;
    for (size_t at = 0; at < s.n;) {
        uint8_t byte = (uint8_t)s.s[at];
        if (byte < 0x80) {
            out[n++] = (char)(between(byte, 'A', 'Z') ? byte + 32 : byte);
            at++;
            continue;
        }
        uint32_t code;
        at += utf8_decode(s, at, &code);
        n += utf8_encode(is_apostrophe(code) ? '\'' : unicode_lower(code), out + n);
    }
    return (struct str){out, n};
}
