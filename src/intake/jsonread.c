/* jsonread: a checker with an explicit stack (no recursion, so depth costs nothing) and walkers over
 * checked text. Numbers keep their written form; what they mean is the caller's. */
#include "intake/jsonread.h"

#include "text/utf8.h"

struct scan {
    const char *s;
    size_t n, at;
    const char *fault;
};

static char peek(const struct scan *scan)
{
    return scan->at < scan->n ? scan->s[scan->at] : '\0';
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->n && (scan->s[scan->at] == ' ' || scan->s[scan->at] == '\n' ||
                                  scan->s[scan->at] == '\r' || scan->s[scan->at] == '\t'))
        scan->at++;
}

static bool fail(struct scan *scan, const char *fault)
{
    scan->fault = scan->at >= scan->n ? "the text ends too early" : fault;
    return false;
}

static int hex(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static bool skip_escape(struct scan *scan)
{
    scan->at++;
    char c = peek(scan);
    if (!c || !strchr("\"\\/bfnrtu", c))
        return fail(scan, "an unknown escape");
    scan->at++;
    for (int i = 0; c == 'u' && i < 4; i++, scan->at++)
        if (hex(peek(scan)) < 0)
            return fail(scan, "\\u needs four hexadecimal digits");
    return true;
}

static bool skip_string(struct scan *scan)
{
    scan->at++;
    while (scan->at < scan->n) {
        unsigned char c = (unsigned char)scan->s[scan->at];
        if (c == '"') {
            scan->at++;
            return true;
        }
        if (c < 0x20)
            return fail(scan, "a control character in a string");
        if (c != '\\')
            scan->at++;
        else if (!skip_escape(scan))
            return false;
    }
    return fail(scan, "");
}

static size_t skip_digits(struct scan *scan)
{
    size_t from = scan->at;
    while (peek(scan) >= '0' && peek(scan) <= '9')
        scan->at++;
    return scan->at - from;
}

static bool skip_number(struct scan *scan)
{
    scan->at += peek(scan) == '-';
    bool zero = peek(scan) == '0';
    size_t n = skip_digits(scan);
    if (n == 0 || (zero && n > 1))
        return fail(scan, "a malformed number");
    if (peek(scan) == '.') {
        scan->at++;
        if (!skip_digits(scan))
            return fail(scan, "a malformed number");
    }
    if ((peek(scan) | 0x20) == 'e') {
        scan->at++;
        scan->at += peek(scan) == '+' || peek(scan) == '-';
        if (!skip_digits(scan))
            return fail(scan, "a malformed number");
    }
    return true;
}

static bool skip_word(struct scan *scan)
{
    static const char *const words[] = {"true", "false", "null"};
    struct str rest = str_cut(scan->s, scan->at, scan->n);
    for (int i = 0; i < 3; i++)
        if (str_starts(rest, str_of(words[i]))) {
            scan->at += strlen(words[i]);
            return true;
        }
    return fail(scan, "a value was expected");
}

static enum json_kind kind_at(const struct scan *scan)
{
    char c = peek(scan);
    if (c == '"')
        return JSON_STRING;
    if (c == '{')
        return JSON_OBJECT;
    if (c == '[')
        return JSON_ARRAY;
    return c == '-' || (c >= '0' && c <= '9') ? JSON_NUMBER : JSON_WORD;
}

static bool skip_scalar(struct scan *scan)
{
    switch (kind_at(scan)) {
    case JSON_STRING:
        return skip_string(scan);
    case JSON_NUMBER:
        return skip_number(scan);
    default:
        return skip_word(scan);
    }
}

/* "key" : */
static bool skip_key(struct scan *scan)
{
    skip_space(scan);
    if (peek(scan) != '"')
        return fail(scan, "a key in quotation marks was expected");
    if (!skip_string(scan))
        return false;
    skip_space(scan);
    if (peek(scan) != ':')
        return fail(scan, "a colon was expected");
    scan->at++;
    return true;
}

/* Skips one value of any kind. open[] holds the closing bracket of every level entered. */
static bool skip_value(struct scan *scan)
{
    char open[JSON_DEPTH];
    int depth = 0;
    for (;;) {
        skip_space(scan);
        char c = peek(scan);
        bool empty = false;
        if (c == '{' || c == '[') {
            if (depth == JSON_DEPTH)
                return fail(scan, "nested too deep");
            open[depth++] = c == '{' ? '}' : ']';
            scan->at++;
            skip_space(scan);
            empty = peek(scan) == open[depth - 1];
            if (!empty && c == '{' && !skip_key(scan))
                return false;
            if (!empty)
                continue;
        } else if (!skip_scalar(scan)) {
            return false;
        }
        /* behind a value, or before the bracket of an empty one */
        for (skip_space(scan); depth && peek(scan) == open[depth - 1]; skip_space(scan)) {
            depth--;
            scan->at++;
        }
        if (depth == 0)
            return true;
        if (peek(scan) != ',')
            return fail(scan, "a comma or a closing bracket was expected");
        scan->at++;
        if (open[depth - 1] == '}' && !skip_key(scan))
            return false;
    }
}

bool jsonread_check(struct str text, struct json_value *value, const char **fault, size_t *at)
{
    struct scan scan = {.s = text.s, .n = text.n};
    skip_space(&scan);
    size_t start = scan.at;
    enum json_kind kind = kind_at(&scan);
    bool good = skip_value(&scan);
    if (good) {
        *value = (struct json_value){kind, str_cut(text.s, start, scan.at)};
        if (kind != JSON_OBJECT && kind != JSON_ARRAY)
            value->raw = str_trim(value->raw);
        skip_space(&scan);
        if (scan.at < scan.n)
            good = fail(&scan, "something follows the value");
    }
    *fault = good ? NULL : scan.fault;
    *at = scan.at;
    return good;
}

/* the value at the scan, which moves behind it and behind the comma */
static struct json_value take_value(struct scan *scan)
{
    skip_space(scan);
    struct json_value value = {kind_at(scan), {scan->s + scan->at, 0}};
    size_t start = scan->at;
    if (value.kind == JSON_OBJECT || value.kind == JSON_ARRAY)
        skip_value(scan);
    else
        skip_scalar(scan);
    value.raw = str_trim(str_cut(scan->s, start, scan->at));
    skip_space(scan);
    scan->at += peek(scan) == ',';
    return value;
}

struct str jsonread_inside(struct json_value value)
{
    return str_trim(str_cut(value.raw.s, 1, value.raw.n - 1));
}

bool jsonread_member(struct str *rest, struct str *key, struct json_value *value)
{
    struct scan scan = {.s = rest->s, .n = rest->n};
    skip_space(&scan);
    size_t start = scan.at;
    if (start == scan.n)
        return false;
    skip_string(&scan);
    *key = str_cut(scan.s, start, scan.at);
    skip_space(&scan);
    scan.at++;
    *value = take_value(&scan);
    *rest = str_cut(scan.s, scan.at, scan.n);
    return true;
}

bool jsonread_item(struct str *rest, struct json_value *value)
{
    struct scan scan = {.s = rest->s, .n = rest->n};
    skip_space(&scan);
    if (scan.at == scan.n)
        return false;
    *value = take_value(&scan);
    *rest = str_cut(scan.s, scan.at, scan.n);
    return true;
}

static uint32_t hex4(const char *s)
{
    return (uint32_t)(hex(s[0]) << 12 | hex(s[1]) << 8 | hex(s[2]) << 4 | hex(s[3]));
}

/* Decodes \uXXXX at s (behind the 'u'), a surrogate pair as one; returns how many bytes it took. */
static size_t take_unicode(struct str s, uint32_t *code, uint32_t *repaired)
{
    *code = hex4(s.s);
    if (*code >= 0xD800 && *code < 0xDC00 && s.n >= 10 && s.s[4] == '\\' && s.s[5] == 'u') {
        uint32_t low = hex4(s.s + 6);
        if (low >= 0xDC00 && low < 0xE000) {
            *code = 0x10000 + ((*code - 0xD800) << 10) + (low - 0xDC00);
            return 10;
        }
    }
    if (*code >= 0xD800 && *code < 0xE000) {
        *code = 0xFFFD;
        *repaired += 1;
    }
    return 4;
}

struct str jsonread_string(struct arena *arena, struct str raw, uint32_t *repaired)
{
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    uint32_t ignored = 0;
    char *out = arena_alloc(arena, raw.n);
    size_t n = 0;
    for (size_t i = 1; i + 1 < raw.n;) {
        const char *stop = memchr(raw.s + i, '\\', raw.n - 1 - i);
        size_t plain = stop ? (size_t)(stop - raw.s) - i : raw.n - 1 - i;
        memcpy(out + n, raw.s + i, plain);
        n += plain;
        i += plain;
        if (!stop)
            break;
        char c = raw.s[i + 1];
        const char *letter = strchr(letters, c);
        i += 2;
        if (c == 'u') {
            uint32_t code;
            i += take_unicode(str_cut(raw.s, i, raw.n - 1), &code, repaired ? repaired : &ignored);
            n += utf8_encode(code, out + n);
        } else {
            out[n++] = letter ? meanings[letter - letters] : c;
        }
    }
    out[n] = '\0';
    return (struct str){out, n};
}
