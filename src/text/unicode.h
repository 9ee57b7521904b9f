/* unicode: character classes and case, with an ASCII fast path; the only user of utf8proc. */
#ifndef ONR_TEXT_UNICODE_H
#define ONR_TEXT_UNICODE_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/str.h"

bool unicode_is_letter(uint32_t code);
bool unicode_is_upper(uint32_t code);
bool unicode_is_lower(uint32_t code);
bool unicode_is_digit(uint32_t code);
bool unicode_is_space(uint32_t code); /* including NBSP, zero-width space, line separators */
bool unicode_is_punct(uint32_t code);
bool unicode_is_double_quote(uint32_t code); /* " “ ” „ « » and the like */
bool unicode_is_single_quote(uint32_t code); /* ' ‘ ’ ‚ ` ´ */
/* columns on a terminal: 0 (combining, control, format), 1, or 2 (East Asian wide) */
uint32_t unicode_width(uint32_t code);
uint32_t unicode_lower(uint32_t code);
/* the small letter without accents ("é" and "É" → "e"); 0 for a combining mark alone */
uint32_t unicode_base(uint32_t code);
/* lower-cased copy in the arena, typographic apostrophes folded to ' */
struct str unicode_lower_str(struct arena *arena, struct str s);

#endif
