/* fuzz_utf8: what is repaired is valid, and repairing changes nothing that was valid. */
#include <stdlib.h>

#include "fuzz.h"
#include "text/unicode.h"
#include "text/utf8.h"

static void check(bool holds)
{
    if (!holds)
        abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str input = {(const char *)bytes, n};
    struct buf buf;
    struct arena arena;
    buf_init(&buf, 3 * n + 1);
    arena_init(&arena, 0);
    size_t replaced = utf8_repair(&buf, input);
    struct str repaired = buf_str(&buf);
    check(!buf.full && utf8_invalid(repaired) == SIZE_MAX);
    check((replaced == 0) == (utf8_invalid(input) == SIZE_MAX));
    check(replaced || str_eq(input, repaired));
    size_t n_characters = 0;
    for (size_t at = 0; at < repaired.n; n_characters++) {
        uint32_t code;
        char again[4];
        uint32_t length = utf8_decode(repaired, at, &code);
        check(utf8_encode(code, again) == length && !memcmp(again, repaired.s + at, length));
        at += length;
    }
    check(n_characters == utf8_length(repaired));
    struct str lower = unicode_lower_str(&arena, repaired);
    check(utf8_invalid(lower) == SIZE_MAX && utf8_length(lower) == n_characters);
    unicode_lower_str(&arena, input);
    arena_release(&arena);
    buf_release(&buf);
    return 0;
}
