/* str: a stretch of bytes somebody else owns; not NUL-terminated. */
#ifndef ONR_BASE_STR_H
#define ONR_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
    const char *s;
    size_t n;
};

#define STR(literal) ((struct str){"" literal, sizeof(literal) - 1})
/* for printf("%.*s", STR_ARG(x)) */
#define STR_ARG(x) (int)(x).n, (x).s

static inline struct str str_of(const char *nul_terminated)
{
    return (struct str){nul_terminated, nul_terminated ? strlen(nul_terminated) : 0};
}

static inline struct str str_cut(const char *text, size_t start, size_t end)
{
    return (struct str){start ? text + start : text, end - start}; /* text may be NULL */
}

static inline bool str_eq(struct str a, struct str b)
{
    return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}

static inline bool str_is(struct str a, const char *b)
{
    return str_eq(a, str_of(b));
}

/* white space of ASCII */
static inline bool byte_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool byte_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* <0, 0, >0 in byte order; a prefix sorts first */
int str_cmp(struct str a, struct str b);
bool str_starts(struct str a, struct str prefix);
bool str_ends(struct str a, struct str suffix);
/* without ASCII white space at both ends */
struct str str_trim(struct str a);
/* byte position of the first occurrence of needle at or after from, or SIZE_MAX */
size_t str_find(struct str a, struct str needle, size_t from);
/* the byte behind the first blank line after a line that ends at or after from; lines end in LF or
 * CRLF; SIZE_MAX when there is none */
size_t str_blank_line_end(struct str a, size_t from);
/* Cuts the part before the first `sep` off *rest and returns it; *rest becomes what follows the
 * separator ({NULL,0} after the last part). Returns {NULL,0} when *rest is {NULL,0}. */
struct str str_split(struct str *rest, char sep);
/* decimal digits only; false when a is empty, has other bytes or is too large */
bool str_to_u32(struct str a, uint32_t *value);

#endif
