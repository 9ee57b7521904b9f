/* markup: the scanner behind all readers of news XML and SGML. Feeds are often no well-formed XML
 * and SGML never is, and a parser that stops at the first fault loses all that follows; so this one
 * knows tokens only and leaves it to tree.c to make sense of tags that do not match. */
#include "intake/xml/markup.h"

#include "intake/html/dom.h"
#include "text/utf8.h"

enum { DECLARATION_MAX = 1 << 16, TAG_MAX = 1 << 14, REFERENCE_MAX = 32 };

static bool is_name_start(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_' || (c & 0x80);
}

static bool is_name_byte(char c)
{
    return is_name_start(c) || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == ':';
}

/* the bytes at `at` are this mark, or its beginning is the end of them */
static bool could_be(struct str bytes, size_t at, struct str mark)
{
    size_t n = bytes.n - at < mark.n ? bytes.n - at : mark.n;
    return memcmp(bytes.s + at, mark.s, n) == 0;
}

/* behind a stretch in quotation marks, or one byte on where nothing closes it near by */
static size_t skip_quoted(struct str bytes, size_t at)
{
    size_t room = bytes.n - at - 1 < TAG_MAX ? bytes.n - at - 1 : TAG_MAX;
    const char *end = memchr(bytes.s + at + 1, bytes.s[at], room);
    return end ? (size_t)(end - bytes.s) + 1 : at + 1;
}

/* Behind "<!DOCTYPE nitf [ … ]>" and its kin, with respect to brackets and quotation marks;
 * SIZE_MAX: its end is not here. */
static size_t declaration_end(struct str bytes, size_t at)
{
    int depth = 0;
    for (size_t i = at + 2; i < bytes.n && i - at < DECLARATION_MAX;) {
        char c = bytes.s[i];
        depth += (c == '[') - (c == ']');
        if (c == '>' && depth <= 0)
            return i + 1;
        i = c == '"' || c == '\'' ? skip_quoted(bytes, i) : i + 1;
    }
    return SIZE_MAX;
}

/* Where the '>' of the tag stands. A value in quotation marks may hold one, but a '<' only where
 * the value is closed by what looks like the end of an attribute. */
static size_t tag_end(struct str bytes, size_t at)
{
    size_t end = bytes.n - at < TAG_MAX ? bytes.n : at + TAG_MAX;
    for (size_t i = at + 1; i < end;) {
        char c = bytes.s[i];
        bool opens =
            (c == '"' || c == '\'') && (bytes.s[i - 1] == '=' || byte_is_space(bytes.s[i - 1]));
        if (c == '>')
            return i;
        if (c == '<')
            return SIZE_MAX;
        i = opens ? skip_quoted(bytes, i) : i + 1;
    }
    return end == bytes.n ? bytes.n : SIZE_MAX;
}

/* "<name …>", "</name>" or "<name …/>"; behind it, SIZE_MAX where it is none, and bytes.n + 1
 * where its end is not here */
static size_t take_tag(struct str bytes, size_t at, struct markup *token)
{
    bool closing = at + 1 < bytes.n && bytes.s[at + 1] == '/';
    size_t start = at + 1 + closing, stop = start;
    if (start < bytes.n && !is_name_start(bytes.s[start]))
        return SIZE_MAX;
    while (stop < bytes.n && stop - at < TAG_MAX && is_name_byte(bytes.s[stop]))
        stop++;
    size_t end = stop < bytes.n ? tag_end(bytes, stop - 1) : bytes.n;
    if (end == SIZE_MAX || end == bytes.n)
        return end == SIZE_MAX ? SIZE_MAX : bytes.n + 1;
    bool empty = !closing && end > stop && bytes.s[end - 1] == '/';
    token->kind = closing ? MARKUP_CLOSE : empty ? MARKUP_EMPTY : MARKUP_OPEN;
    token->name = str_cut(bytes.s, start, stop);
    token->inside = str_cut(bytes.s, stop, end - empty);
    return end + 1;
}

static const struct {
    struct str mark, close;
    enum markup_kind kind;
} SECTIONS[] = {{{"<![CDATA[", 9}, {"]]>", 3}, MARKUP_CDATA},
                {{"<!--", 4}, {"-->", 3}, MARKUP_OTHER},
                {{"<?", 2}, {"?>", 2}, MARKUP_OTHER}};
enum { N_SECTIONS = 3, DECLARATION = 3 };

/* At '<': as take_tag. What was found to have no end is not looked for again. */
static size_t take_markup(struct markup_scan *scan, struct markup *token)
{
    struct str bytes = scan->bytes;
    size_t at = scan->at, end;
    for (size_t i = 0; i < N_SECTIONS; i++) {
        if (!could_be(bytes, at, SECTIONS[i].mark))
            continue;
        size_t start = at + SECTIONS[i].mark.n;
        end = start <= bytes.n && !scan->unclosed[i] ? str_find(bytes, SECTIONS[i].close, start)
                                                     : SIZE_MAX;
        scan->unclosed[i] = end == SIZE_MAX;
        if (end == SIZE_MAX)
            return bytes.n + 1;
        token->kind = SECTIONS[i].kind;
        token->inside = str_cut(bytes.s, start, end);
        return end + SECTIONS[i].close.n;
    }
    if (!could_be(bytes, at, STR("<!")))
        return take_tag(bytes, at, token);
    token->kind = MARKUP_OTHER;
    end = scan->unclosed[DECLARATION] ? SIZE_MAX : declaration_end(bytes, at);
    scan->unclosed[DECLARATION] = end == SIZE_MAX;
    return end == SIZE_MAX && bytes.n - at < DECLARATION_MAX ? bytes.n + 1 : end;
}

bool markup_next(struct markup_scan *scan, struct markup *token)
{
    struct str bytes = scan->bytes;
    size_t at = scan->at, end = SIZE_MAX;
    *token = (struct markup){.start = at};
    if (at >= bytes.n)
        return false;
    if (bytes.s[at] == '<')
        end = take_markup(scan, token);
    if (end == bytes.n + 1 && !scan->last)
        return false;
    if (end > bytes.n) {
        const char *mark = memchr(bytes.s + at + 1, '<', bytes.n - at - 1);
        end = mark ? (size_t)(mark - bytes.s) : bytes.n;
        *token = (struct markup){.start = at, .inside = str_cut(bytes.s, at, end)};
    }
    scan->at = end;
    return true;
}

/* the value behind the '=' of an attribute, which is cut off *rest */
static struct str take_value(struct str *rest)
{
    *rest = str_trim(*rest);
    char quote = rest->n ? rest->s[0] : '\0';
    const char *close =
        quote == '"' || quote == '\'' ? memchr(rest->s + 1, quote, rest->n - 1) : NULL;
    size_t end = close ? (size_t)(close - rest->s) : 0;
    while (!close && end < rest->n && !byte_is_space(rest->s[end]))
        end++;
    struct str value = close ? str_cut(rest->s, 1, end) : str_cut(rest->s, 0, end);
    *rest = str_cut(rest->s, end + (close != NULL), rest->n);
    return value;
}

bool markup_attribute(struct str *rest, struct str *name, struct str *value)
{
    size_t at = 0;
    while (at < rest->n && !is_name_start(rest->s[at]))
        at++;
    size_t end = at;
    while (end < rest->n && is_name_byte(rest->s[end]))
        end++;
    *name = str_cut(rest->s, at, end);
    *value = (struct str){NULL, 0};
    while (end < rest->n && byte_is_space(rest->s[end]))
        end++;
    bool has_value = end < rest->n && rest->s[end] == '=';
    *rest = str_cut(rest->s, end + has_value, rest->n);
    if (has_value)
        *value = take_value(rest);
    return name->n > 0;
}

struct str markup_local(struct str name)
{
    const char *colon = name.n ? memchr(name.s, ':', name.n) : NULL;
    return colon ? str_cut(name.s, (size_t)(colon - name.s) + 1, name.n) : name;
}

/* the number of "#8217" or "#x2019"; 0 = none */
static uint32_t number_of(struct str digits)
{
    uint32_t code = 0, base = 10;
    size_t i = 1;
    if (digits.n > 1 && (digits.s[1] | 0x20) == 'x') {
        base = 16;
        i = 2;
    }
    for (; i < digits.n && code < 0x110000; i++) {
        char c = digits.s[i] | 0x20;
        bool digit = digits.s[i] >= '0' && digits.s[i] <= '9';
        if (!digit && (base == 10 || c < 'a' || c > 'f'))
            return 0;
        code = code * base + (uint32_t)(digit ? digits.s[i] - '0' : c - 'a' + 10);
    }
    return code;
}

/* the character that the reference stands for; 0 = not known */
static uint32_t resolve_name(struct str name)
{
    if (!name.n || name.n > REFERENCE_MAX)
        return 0;
    uint32_t code = name.s[0] == '#' ? number_of(name) : dom_entity(name);
    if (!code && str_is(name, "AMP")) /* SGML in capitals */
        code = '&';
    bool control = code && code < ' ' && code != '\t' && code != '\n' && code != '\r';
    if (code > 0x10FFFF || (code >= 0xD800 && code < 0xE000))
        return 0xFFFD;
    return control ? ' ' : code;
}

struct str markup_resolve(struct arena *arena, struct str text)
{
    const char *mark = text.n ? memchr(text.s, '&', text.n) : NULL;
    if (!mark)
        return text;
    char *out = arena_alloc(arena, text.n + 1), *to = out;
    size_t at = 0;
    while (at < text.n) {
        size_t end = at + 1;
        uint32_t code = 0;
        if (text.s[at] == '&') {
            while (end < text.n && end - at <= REFERENCE_MAX &&
                   (is_name_byte(text.s[end]) || text.s[end] == '#'))
                end++;
            if (end < text.n && text.s[end] == ';')
                code = resolve_name(str_cut(text.s, at + 1, end));
        }
        if (code) {
            to += utf8_encode(code, to);
            at = end + 1;
        } else {
            *to++ = text.s[at++];
        }
    }
    return (struct str){out, (size_t)(to - out)};
}
