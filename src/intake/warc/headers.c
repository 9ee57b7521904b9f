/* headers: heads of records and messages. Forgiving: lines may end with LF alone, and what is no
 * header is passed over. */
#include "intake/warc/headers.h"

#include <strings.h>

size_t headers_end(struct str s)
{
    return str_blank_line_end(s, 0);
}

bool headers_starts(struct str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.n >= n && strncasecmp(s.s, prefix, n) == 0;
}

struct str headers_value(struct str head, const char *name)
{
    size_t n = strlen(name);
    for (struct str line = str_split(&head, '\n'); line.s; line = str_split(&head, '\n'))
        if (line.n > n && line.s[n] == ':' && headers_starts(line, name))
            return str_trim(str_cut(line.s, n + 1, line.n));
    return (struct str){NULL, 0};
}

struct str headers_first_line(struct str head)
{
    return str_trim(str_split(&head, '\n'));
}

bool headers_number(struct str s, uint64_t *number)
{
    *number = 0;
    for (size_t i = 0; i < s.n; i++) {
        if (s.s[i] < '0' || s.s[i] > '9' || *number > (UINT64_MAX - 9) / 10)
            return false;
        *number = *number * 10 + (uint64_t)(s.s[i] - '0');
    }
    return s.n > 0;
}
