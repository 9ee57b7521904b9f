/* spans: packing and unpacking. Numbers that may be less than nothing are written with their sign
 * in the lowest bit. */
#include "store/spans.h"

static void add_number(struct buf *out, uint64_t n)
{
    for (; n > 0x7F; n >>= 7)
        buf_byte(out, (char)(n | 0x80));
    buf_byte(out, (char)n);
}

/* takes a number off the front; false where there is none of at most 35 bits */
static bool take_number(struct str *rest, uint64_t *n)
{
    *n = 0;
    for (size_t i = 0; i < rest->n && i < 5; i++) {
        unsigned char byte = (unsigned char)rest->s[i];
        *n |= (uint64_t)(byte & 0x7F) << 7 * i;
        if (byte < 0x80) {
            *rest = str_cut(rest->s, i + 1, rest->n);
            return true;
        }
    }
    return false;
}

void spans_pack(struct buf *out, struct span span, uint32_t *end)
{
    int64_t gap = (int64_t)span.start - *end;
    add_number(out, gap < 0 ? (uint64_t)-gap << 1 | 1 : (uint64_t)gap << 1);
    add_number(out, span.end - span.start);
    *end = span.end;
}

bool spans_write(struct buf *out, struct str packed)
{
    int64_t end = 0;
    const char *between = "";
    buf_byte(out, '[');
    for (uint64_t gap, length; packed.n; between = ",") {
        if (!take_number(&packed, &gap) || !take_number(&packed, &length))
            return false;
        int64_t start = end + (gap & 1 ? -(int64_t)(gap >> 1) : (int64_t)(gap >> 1));
        end = start + (int64_t)length;
        if (start < 0 || end > UINT32_MAX)
            return false;
        buf_format(out, "%s[%u,%u]", between, (unsigned)start, (unsigned)end);
    }
    buf_byte(out, ']');
    return true;
}

bool spans_read(struct buf *out, struct str s)
{
    uint32_t end = 0;
    if (s.n < 2 || s.s[0] != '[' || s.s[s.n - 1] != ']')
        return false;
    s = str_cut(s.s, 1, s.n - 1);
    while (s.n) {
        size_t close = str_find(s, STR("]"), 0);
        struct str pair = str_cut(s.s, 1, close == SIZE_MAX ? 1 : close);
        struct str start = str_split(&pair, ',');
        struct span span;
        if (s.s[0] != '[' || !str_to_u32(start, &span.start) || !str_to_u32(pair, &span.end) ||
            span.end < span.start)
            return false;
        spans_pack(out, span, &end);
        s = str_cut(s.s, close + 1, s.n);
        if (s.n && s.s[0] == ',')
            s = str_cut(s.s, 1, s.n);
    }
    return true;
}
