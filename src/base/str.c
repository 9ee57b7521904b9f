/* str: comparisons, search and splitting of byte stretches. No allocation, no locale. */
#include "base/str.h"

int str_cmp(struct str a, struct str b)
{
    size_t n = a.n < b.n ? a.n : b.n;
    int order = n ? memcmp(a.s, b.s, n) : 0;
    if (order)
        return order;
    return a.n < b.n ? -1 : a.n > b.n;
}

bool str_starts(struct str a, struct str prefix)
{
    return a.n >= prefix.n && (prefix.n == 0 || memcmp(a.s, prefix.s, prefix.n) == 0);
}

bool str_ends(struct str a, struct str suffix)
{
    return a.n >= suffix.n &&
           (suffix.n == 0 || memcmp(a.s + a.n - suffix.n, suffix.s, suffix.n) == 0);
}

struct str str_trim(struct str a)
{
    while (a.n && byte_is_space(a.s[0])) {
        a.s++;
        a.n--;
    }
    while (a.n && byte_is_space(a.s[a.n - 1]))
        a.n--;
    return a;
}

size_t str_find(struct str a, struct str needle, size_t from)
{
    if (from > a.n || needle.n > a.n - from)
        return SIZE_MAX;
    if (needle.n == 0)
        return from;
    const char *at = memmem(a.s + from, a.n - from, needle.s, needle.n);
    return at ? (size_t)(at - a.s) : SIZE_MAX;
}

size_t str_blank_line_end(struct str a, size_t from)
{
    for (size_t at = str_find(a, STR("\n"), from); at != SIZE_MAX;
         at = str_find(a, STR("\n"), at + 1)) {
        size_t next = at + 1;
        if (next < a.n && a.s[next] == '\r')
            next++;
        if (next < a.n && a.s[next] == '\n')
            return next + 1;
    }
    return SIZE_MAX;
}

struct str str_split(struct str *rest, char sep)
{
    struct str part = *rest;
    const char *at = rest->n ? memchr(rest->s, sep, rest->n) : NULL;
    if (at) {
        part.n = (size_t)(at - rest->s);
        rest->s = at + 1;
        rest->n -= part.n + 1;
    } else {
        *rest = (struct str){NULL, 0};
    }
    return part;
}

bool str_to_u32(struct str a, uint32_t *value)
{
    uint64_t v = 0;
    if (a.n == 0 || a.n > 10)
        return false;
    for (size_t i = 0; i < a.n; i++) {
        if (a.s[i] < '0' || a.s[i] > '9')
            return false;
        v = v * 10 + (uint64_t)(a.s[i] - '0');
    }
    if (v > UINT32_MAX)
        return false;
    *value = (uint32_t)v;
    return true;
}
