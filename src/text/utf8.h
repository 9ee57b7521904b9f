/* utf8: decoding, encoding and repair of UTF-8. */
#ifndef ONR_TEXT_UTF8_H
#define ONR_TEXT_UTF8_H

#include "base/buf.h"
#include "base/str.h"

/* Decodes the character at s[at]; returns its length in bytes (1-4) and sets *code. Bytes that are
 * no valid UTF-8 decode as U+FFFD, length 1. at < s.n. */
uint32_t utf8_decode(struct str s, size_t at, uint32_t *code);
/* 1-4 bytes written to out */
uint32_t utf8_encode(uint32_t code, char out[4]);
/* byte position of the first invalid sequence, or SIZE_MAX */
size_t utf8_invalid(struct str s);
/* Appends s with every maximal invalid sequence replaced by U+FFFD (WHATWG practice); returns how
 * many were replaced. */
size_t utf8_repair(struct buf *out, struct str s);
/* number of characters of valid UTF-8 */
size_t utf8_length(struct str s);

#endif
