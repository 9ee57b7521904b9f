/* charset: the declared encoding of a page is often wrong, its bytes never: valid UTF-8 with
 * letters beyond ASCII is hardly ever anything else. Conversion is iconv's; names that browsers
 * read as windows-1252 are read so here. A declared encoding that is unknown, or UTF-8 that is
 * mostly not, falls back to windows-1252. */
#include "intake/html/charset.h"

#include <iconv.h>
#include <strings.h>

#include "text/utf8.h"

enum { LOOK = 4096, NAME = 40 };

static bool is_name_byte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') ||
           strchr("-_:.", c) != NULL;
}

/* the name behind "charset=" or "encoding=" in the head of the page */
static struct str declared(struct str bytes)
{
    static const char *const marks[] = {"charset", "CHARSET", "Charset", "encoding"};
    struct str head = str_cut(bytes.s, 0, bytes.n < LOOK ? bytes.n : LOOK);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = str_find(head, str_of(marks[i]), 0);
        if (at == SIZE_MAX)
            continue;
        at += strlen(marks[i]);
        while (at < head.n && head.s[at] && strchr(" =\"'", head.s[at]))
            at++;
        size_t end = at;
        while (end < head.n && end - at < NAME && head.s[end] && is_name_byte(head.s[end]))
            end++;
        if (end > at)
            return str_cut(head.s, at, end);
    }
    return (struct str){NULL, 0};
}

/* the name iconv is asked for; static, or a copy in the arena */
static const char *usual_name(struct arena *arena, struct str name)
{
    static const char *const latin[] = {"iso-8859-1", "iso8859-1", "latin1", "us-ascii", "ascii"};
    for (size_t i = 0; i < sizeof latin / sizeof *latin; i++)
        if (name.n == strlen(latin[i]) && strncasecmp(name.s, latin[i], name.n) == 0)
            return "windows-1252";
    if (name.n == 5 && strncasecmp(name.s, "utf-8", 5) == 0)
        return "utf-8";
    return name.n && memchr(name.s, 0, name.n) == NULL ? arena_copy(arena, name).s : NULL;
}

/* {NULL,0} when iconv does not know the name; what it cannot read becomes U+FFFD */
static struct str convert(struct page *page, struct arena *arena, struct str bytes,
                          const char *charset)
{
    iconv_t converter = iconv_open("UTF-8", charset);
    if (converter == (iconv_t)-1)
        return (struct str){NULL, 0};
    size_t room = bytes.n * 3 + 16, left = bytes.n, free_bytes = room;
    char *out = arena_alloc(arena, room), *to = out;
    char *from = (char *)(uintptr_t)bytes.s;
    while (left && iconv(converter, &from, &left, &to, &free_bytes) == (size_t)-1) {
        if (free_bytes < 16)
            break;
        memcpy(to, "\xef\xbf\xbd", 3);
        to += 3;
        free_bytes -= 3;
        from++;
        left--;
        page->n_repaired++;
    }
    iconv_close(converter);
    page->charset = charset;
    return (struct str){out, (size_t)(to - out)};
}

static struct str repair(struct page *page, struct arena *arena, struct str bytes)
{
    struct buf buf;
    buf_init(&buf, bytes.n * 3 + 1);
    page->n_repaired = (uint32_t)utf8_repair(&buf, bytes);
    struct str good = arena_copy(arena, buf_str(&buf));
    buf_release(&buf);
    page->charset = "utf-8";
    return good;
}

/* bytes above 127 that are part of valid UTF-8 characters against those that are not */
static bool mostly_utf8(struct str bytes)
{
    size_t good = 0, bad = 0;
    for (size_t i = 0; i < bytes.n;) {
        uint32_t code;
        size_t n = utf8_decode(bytes, i, &code);
        good += n > 1;
        bad += n == 1 && (bytes.s[i] & 0x80);
        i += n;
    }
    return good > bad * 4;
}

static struct str by_mark(struct page *page, struct arena *arena, struct str bytes)
{
    static const char *const marks[][2] = {
        {"\xef\xbb\xbf", "utf-8"}, {"\xff\xfe", "utf-16le"}, {"\xfe\xff", "utf-16be"}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str mark = str_of(marks[i][0]);
        if (!str_starts(bytes, mark))
            continue;
        bytes = str_cut(bytes.s, mark.n, bytes.n);
        if (i == 0 && utf8_invalid(bytes) == SIZE_MAX)
            return bytes;
        return i == 0 ? repair(page, arena, bytes) : convert(page, arena, bytes, marks[i][1]);
    }
    return (struct str){NULL, 0};
}

struct str charset_to_utf8(struct page *page, struct arena *arena, struct str bytes,
                           struct str http)
{
    page->charset = "utf-8";
    struct str marked = by_mark(page, arena, bytes);
    if (marked.s)
        return marked;
    if (utf8_invalid(bytes) == SIZE_MAX)
        return bytes;
    const char *said = usual_name(arena, http);
    if (!said)
        said = usual_name(arena, declared(bytes));
    if ((!said || strcmp(said, "utf-8") == 0) && mostly_utf8(bytes))
        return repair(page, arena, bytes);
    struct str converted = {NULL, 0};
    if (said && strcmp(said, "utf-8") != 0)
        converted = convert(page, arena, bytes, said);
    return converted.s ? converted : convert(page, arena, bytes, "windows-1252");
}
