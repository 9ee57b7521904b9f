/* chars: character classes for tokenising, from a table for ASCII and from Unicode's properties
 * beyond. Quotation marks that were UTF-8 and got read as Windows-1252 ("â€™") are common in news
 * archives; they are recognised here, so that nothing later need know of them. */
#include "lang/chars.h"

#include "text/unicode.h"
#include "text/utf8.h"

/* clang-format off */
enum {
    _ = CHAR_SPACE, L = CHAR_LOWER, U = CHAR_UPPER, D = CHAR_DIGIT, A = CHAR_APOSTROPHE,
    Q = CHAR_QUOTE, O = CHAR_OPEN, C = CHAR_CLOSE, P = CHAR_STOP, H = CHAR_HYPHEN, X = CHAR_OTHER
};

const uint8_t char_ascii[128] = {
    _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _,
    _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _,
    _, P, Q, X, X, X, X, A, O, C, X, X, X, H, P, X,
    D, D, D, D, D, D, D, D, D, D, X, X, X, X, X, P,
    X, U, U, U, U, U, U, U, U, U, U, U, U, U, U, U,
    U, U, U, U, U, U, U, U, U, U, U, O, X, C, X, X,
    A, L, L, L, L, L, L, L, L, L, L, L, L, L, L, L,
    L, L, L, L, L, L, L, L, L, L, L, O, X, C, X, _,
};
/* clang-format on */

/* characters whose property in Unicode says too little, and controls */
static bool find_exception(uint32_t code, uint8_t *class)
{
    static const struct {
        uint32_t first, last;
        uint8_t class;
    } exceptions[] = {
        {0x80, 0x9F, CHAR_SPACE},        {0xAD, 0xAD, CHAR_LOWER}, /* soft hyphen: inside a word */
        {0x2BC, 0x2BC, CHAR_APOSTROPHE}, {0x200C, 0x200D, CHAR_LOWER}, /* joiners */
        {0x200E, 0x200F, CHAR_SPACE},    {0x2010, 0x2011, CHAR_HYPHEN}, {0x2012, 0x2015, CHAR_DASH},
        {0x2026, 0x2026, CHAR_STOP},     {0x2060, 0x2060, CHAR_LOWER},  {0x2212, 0x2212, CHAR_DASH},
    };
    for (size_t i = 0; i < sizeof exceptions / sizeof *exceptions; i++)
        if (code >= exceptions[i].first && code <= exceptions[i].last) {
            *class = exceptions[i].class;
            return true;
        }
    return false;
}

static uint8_t class_of(uint32_t code)
{
    uint8_t class;
    if (find_exception(code, &class))
        return class;
    if (unicode_is_single_quote(code))
        return CHAR_APOSTROPHE;
    if (unicode_is_double_quote(code))
        return CHAR_QUOTE;
    if (unicode_is_letter(code))
        return unicode_is_upper(code) ? CHAR_UPPER : CHAR_LOWER;
    if (unicode_is_digit(code))
        return CHAR_DIGIT;
    return unicode_is_space(code) ? CHAR_SPACE : CHAR_OTHER;
}

struct character char_wide(struct str text, size_t at)
{
    static const struct {
        const char *bytes;
        uint8_t class;
    } misread[] = {
        {"\xC3\xA2\xE2\x82\xAC\xE2\x84\xA2", CHAR_APOSTROPHE},
        {"\xC3\xA2\xE2\x82\xAC\xCB\x9C", CHAR_APOSTROPHE},
        {"\xC3\xA2\xE2\x82\xAC\xC5\x93", CHAR_QUOTE},
        {"\xC3\xA2\xE2\x82\xAC\xC2\x9D", CHAR_QUOTE},
        {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9C", CHAR_DASH},
        {"\xC3\xA2\xE2\x82\xAC\xE2\x80\x9D", CHAR_DASH},
        {"\xC3\xA2\xE2\x82\xAC\xC2\xA6", CHAR_STOP},
        {"\xC3\xA2\xE2\x82\xAC", CHAR_QUOTE}, /* its last byte is often lost */
    };
    if ((uint8_t)text.s[at] == 0xC3 && at + 1 < text.n && (uint8_t)text.s[at + 1] == 0xA2)
        for (size_t i = 0; i < sizeof misread / sizeof *misread; i++)
            if (str_starts((struct str){text.s + at, text.n - at}, str_of(misread[i].bytes)))
                return (struct character){misread[i].class, (uint8_t)strlen(misread[i].bytes)};
    uint32_t code;
    uint32_t n = utf8_decode(text, at, &code);
    return (struct character){class_of(code), (uint8_t)n};
}
