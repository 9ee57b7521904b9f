/* paragraphs: cutting a text at its blank lines, and at every line end unless the text was wrapped.
 * Wrapped text is known by its lines: none is long, and most of those that another line follows are
 * of the usual width and stop in the middle of a sentence. */
#include "intake/paragraphs.h"

enum { WRAP_MIN = 45, WRAP_MAX = 120, INDENT = 2 };

/* one line without its end; *at moves behind it */
static struct span next_line(struct str text, size_t *at)
{
    const char *end = memchr(text.s + *at, '\n', text.n - *at);
    struct span line = {(uint32_t)*at, end ? (uint32_t)(end - text.s) : (uint32_t)text.n};
    *at = end ? line.end + 1 : text.n;
    return line;
}

static struct span trim(struct str text, struct span span)
{
    struct str s = str_trim(str_cut(text.s, span.start, span.end));
    uint32_t start = s.n ? (uint32_t)(s.s - text.s) : span.end;
    return (struct span){start, start + (uint32_t)s.n};
}

static bool ends_sentence(struct str text, struct span line)
{
    char last = text.s[line.end - 1];
    return strchr(".!?:;\")]", last) || (unsigned char)last >= 0x80;
}

static bool is_wrapped(struct str text)
{
    uint32_t followed = 0, broken = 0;
    struct span before = {0, 0};
    for (size_t at = 0; at < text.n;) {
        struct span line = trim(text, next_line(text, &at));
        uint32_t width = before.end - before.start;
        if (line.end - line.start > WRAP_MAX)
            return false;
        if (line.end > line.start && width) {
            followed++;
            broken += width >= WRAP_MIN && !ends_sentence(text, before);
        }
        before = line;
    }
    return followed >= 2 && broken * 10 >= followed * 6;
}

static uint32_t indent_of(struct str text, struct span line, struct span trimmed)
{
    uint32_t n = 0;
    for (uint32_t i = line.start; i < trimmed.start; i++)
        n += text.s[i] == '\t' ? 4 : 1;
    return n;
}

struct paragraphs paragraphs_find(struct arena *arena, struct str text)
{
    struct paragraphs found = {0};
    bool wrapped = is_wrapped(text), open = false;
    uint32_t indent_before = 0;
    for (size_t at = 0; at < text.n;) {
        struct span line = next_line(text, &at), trimmed = trim(text, line);
        uint32_t indent = indent_of(text, line, trimmed);
        if (trimmed.start == trimmed.end) {
            open = false;
            continue;
        }
        if (!open || !wrapped || (indent >= INDENT && indent > indent_before))
            *array_push(&found.spans, arena) = trimmed;
        else
            found.spans.v[found.spans.n - 1].end = trimmed.end;
        open = true;
        indent_before = indent;
    }
    return found;
}
