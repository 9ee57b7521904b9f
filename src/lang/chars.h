/* chars: the class of the character at a byte position, as tokenising needs it. */
#ifndef ONR_LANG_CHARS_H
#define ONR_LANG_CHARS_H

#include <stdbool.h>

#include "base/str.h"

enum char_class {
    CHAR_SPACE, /* also no-break, thin and zero-width spaces, controls */
    CHAR_LOWER, /* also letters without case and combining marks */
    CHAR_UPPER,
    CHAR_DIGIT,
    CHAR_APOSTROPHE, /* ' ’ and what stands for it: ‘ ` ´ */
    CHAR_QUOTE,      /* double quotation marks of any kind */
    CHAR_OPEN,       /* ( [ { */
    CHAR_CLOSE,
    CHAR_STOP, /* . ? ! … */
    CHAR_DASH, /* – — and the minus sign */
    CHAR_HYPHEN,
    CHAR_OTHER,
    CHAR_CLASSES
};

struct character {
    uint8_t class; /* enum char_class */
    uint8_t n;     /* bytes */
};

extern const uint8_t char_ascii[128];

/* characters outside ASCII; curly quotes read in a wrong encoding ("â€™") count as the quotes they
 * were */
struct character char_wide(struct str text, size_t at);

/* at < text.n */
static inline struct character char_at(struct str text, size_t at)
{
    uint8_t byte = (uint8_t)text.s[at];
    return byte < 128 ? (struct character){char_ascii[byte], 1} : char_wide(text, at);
}

/* class of a byte; those of longer characters count as CHAR_OTHER */
static inline uint8_t char_of_byte(char byte)
{
    return (uint8_t)byte < 128 ? char_ascii[(uint8_t)byte] : (uint8_t)CHAR_OTHER;
}

static inline bool char_is_letter(uint8_t class)
{
    return class == CHAR_LOWER || class == CHAR_UPPER;
}

static inline bool char_is_word(uint8_t class)
{
    return class == CHAR_LOWER || class == CHAR_UPPER || class == CHAR_DIGIT;
}

/* class at a place that may be the end of the text (then CHAR_SPACE) */
static inline uint8_t char_class_at(struct str text, size_t at)
{
    return at < text.n ? char_at(text, at).class : (uint8_t)CHAR_SPACE;
}

/* start of the character that ends at byte position `end`, not before `start` */
static inline size_t char_before(struct str text, size_t start, size_t end)
{
    size_t at = end - 1;
    while (at > start && ((uint8_t)text.s[at] & 0xC0) == 0x80)
        at--;
    return at;
}

#endif
