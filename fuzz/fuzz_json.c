/* fuzz_json: whatever is called JSON can be walked to its end, and every part lies in the whole;
 * what is refused is refused at a byte of it. */
#include "check.h"
#include "fuzz.h"
#include "intake/jsonread.h"

enum { DEPTH = 64 };

static void walk(struct arena *arena, struct str whole, struct json_value value, int depth)
{
    struct str key = whole;
    struct json_value inner;
    CHECK(value.text.s >= whole.s && value.text.s + value.text.n <= whole.s + whole.n);
    if (value.kind == VALUE_STRING)
        CHECK(jsonread_string(arena, value.text, NULL).n <= value.text.n);
    if (value.kind < VALUE_ARRAY)
        return;
    while (jsonread_next(&value, &key, &inner)) {
        CHECK(key.s >= whole.s && key.s + key.n <= whole.s + whole.n);
        if (depth < DEPTH)
            walk(arena, whole, inner, depth + 1);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    struct str text = {(const char *)bytes, n};
    struct json_value value;
    struct json_fault fault = {0};
    struct arena arena;
    arena_init(&arena, 0);
    if (jsonread_check(text, &value, &fault))
        walk(&arena, text, value, 0);
    else
        CHECK(fault.what && fault.at <= n);
    jsonread_string(&arena, text, NULL);
    arena_release(&arena);
    return 0;
}
