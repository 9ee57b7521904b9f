/* jsonread: RFC 8259, in two steps that share nothing but the way over a string. The check goes
 * through the text once with a stack of brackets, a bit each, so that depth costs no calls. Walking
 * a checked text then only has to find where each value ends: brackets are counted, strings passed
 * over eight bytes at a time. Numbers stay as they are written: nobody here counts with them. */
#include "intake/jsonread.h"

#include "text/utf8.h"

struct check {
    struct str s;
    size_t at;
    const char *fault;
    uint32_t depth;
    uint64_t objects[JSONREAD_DEPTH / 64]; /* a bit for each bracket open: it is a '{' */
};

static const char CONTROL[] = "a control character in a string";

/* the byte at or after `at` that a string cannot pass over: '"', '\\' or a control character; s.n
 * where there is none */
static size_t plain_end(struct str s, size_t at)
{
    const uint64_t ones = UINT64_MAX / 255, tops = ones << 7;
    for (uint64_t w; at + sizeof w <= s.n; at += sizeof w) {
        memcpy(&w, s.s + at, sizeof w);
        uint64_t quote = w ^ ones * '"', slash = w ^ ones * '\\';
        uint64_t hit =
            ((quote - ones) & ~quote) | ((slash - ones) & ~slash) | ((w - ones * 32) & ~w);
        if (hit & tops)
            break;
    }
    while (at < s.n && s.s[at] != '"' && s.s[at] != '\\' && (unsigned char)s.s[at] >= 32)
        at++;
    return at;
}

static size_t skip_blanks(struct str s, size_t at)
{
    while (at < s.n && (s.s[at] == ' ' || s.s[at] == '\n' || s.s[at] == '\r' || s.s[at] == '\t'))
        at++;
    return at;
}

static size_t skip_digits(struct str s, size_t at)
{
    while (at < s.n && s.s[at] >= '0' && s.s[at] <= '9')
        at++;
    return at;
}

/* '\0' at the end */
static char byte_at(struct str s, size_t at)
{
    return at < s.n ? s.s[at] : '\0';
}

/* the number of four hexadecimal digits at `at`; -1 where they are not there */
static int32_t unit_at(struct str s, size_t at)
{
    int32_t unit = 0;
    for (size_t i = at; i < at + 4; i++) {
        char c = byte_at(s, i), low = (char)(c | 0x20);
        if (c >= '0' && c <= '9')
            unit = unit * 16 + (c - '0');
        else if (low >= 'a' && low <= 'f')
            unit = unit * 16 + (low - 'a' + 10);
        else
            return -1;
    }
    return unit;
}

/* ---- checking ---- */

static bool fail(struct check *check, const char *what)
{
    check->fault = what;
    return false;
}

static bool check_string(struct check *check)
{
    struct str s = check->s;
    for (check->at++; (check->at = plain_end(s, check->at)) < s.n; check->at += 2) {
        char c = s.s[check->at], escape = byte_at(s, check->at + 1);
        if (c == '"') {
            check->at++;
            return true;
        }
        if (c != '\\')
            return fail(check, CONTROL);
        if (escape == 'u' ? unit_at(s, check->at + 2) < 0
                          : !escape || !strchr("\"\\/bfnrt", escape))
            return fail(check, "an unknown escape");
    }
    return fail(check, "a string without an end");
}

static bool check_number(struct check *check)
{
    struct str s = check->s;
    size_t at = check->at + (s.s[check->at] == '-');
    size_t end = byte_at(s, at) == '0' ? at + 1 : skip_digits(s, at);
    bool good = end > at;
    if (good && byte_at(s, end) == '.') {
        at = end + 1;
        end = skip_digits(s, at);
        good = end > at;
    }
    if (good && (byte_at(s, end) | 0x20) == 'e') {
        at = end + 1;
        at += byte_at(s, at) == '+' || byte_at(s, at) == '-';
        end = skip_digits(s, at);
        good = end > at;
    }
    if (!good)
        return fail(check, "a number without digits");
    check->at = end;
    return true;
}

static const struct {
    struct str word;
    enum json_kind kind;
} WORDS[] = {{{"true", 4}, VALUE_TRUE},     {{"false", 5}, VALUE_FALSE},
             {{"null", 4}, VALUE_NULL},     {{"NaN", 3}, VALUE_NULL},
             {{"Infinity", 8}, VALUE_NULL}, {{"-Infinity", 9}, VALUE_NULL}};

static bool check_word(struct check *check)
{
    struct str rest = str_cut(check->s.s, check->at, check->s.n);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (str_starts(rest, WORDS[i].word)) {
            check->at += WORDS[i].word.n;
            return true;
        }
    }
    return fail(check, "a value expected");
}

static bool open_bracket(struct check *check, bool object)
{
    if (check->depth == JSONREAD_DEPTH)
        return fail(check, "nested too deep");
    uint64_t bit = (uint64_t)1 << check->depth % 64, *bits = &check->objects[check->depth / 64];
    *bits = object ? *bits | bit : *bits & ~bit;
    check->depth++;
    check->at = skip_blanks(check->s, check->at + 1);
    return true;
}

static bool in_object(const struct check *check)
{
    uint32_t depth = check->depth - 1;
    return check->objects[depth / 64] >> depth % 64 & 1;
}

static bool closes(const struct check *check)
{
    return byte_at(check->s, check->at) == (in_object(check) ? '}' : ']');
}

static bool check_key(struct check *check)
{
    if (byte_at(check->s, check->at) != '"')
        return fail(check, "a name in quotation marks expected");
    if (!check_string(check))
        return false;
    check->at = skip_blanks(check->s, check->at);
    if (byte_at(check->s, check->at) != ':')
        return fail(check, "':' expected");
    check->at = skip_blanks(check->s, check->at + 1);
    return true;
}

/* a string, a number or a word */
static bool check_plain(struct check *check)
{
    char c = byte_at(check->s, check->at);
    if (c == '"')
        return check_string(check);
    bool number = (c >= '0' && c <= '9') || (c == '-' && byte_at(check->s, check->at + 1) != 'I');
    return number ? check_number(check) : check_word(check);
}

/* behind the brackets that close here and the comma after them, to the next value; with depth 0 all
 * is done */
static bool check_behind(struct check *check)
{
    while (check->depth) {
        check->at = skip_blanks(check->s, check->at);
        if (!closes(check))
            break;
        check->at++;
        check->depth--;
    }
    if (!check->depth)
        return true;
    if (byte_at(check->s, check->at) != ',')
        return fail(check, in_object(check) ? "',' or '}' expected" : "',' or ']' expected");
    check->at = skip_blanks(check->s, check->at + 1);
    return !in_object(check) || check_key(check);
}

/* From a value to the beginning of the next, which may be the first in it. */
static bool check_value(struct check *check)
{
    char c = byte_at(check->s, check->at);
    if (c != '{' && c != '[')
        return check_plain(check) && check_behind(check);
    if (!open_bracket(check, c == '{'))
        return false;
    if (closes(check))
        return check_behind(check);
    return c == '[' || check_key(check);
}

/* ---- walking ---- */

/* behind the string whose quotation mark is at `at`, in a checked text */
static size_t string_end(struct str s, size_t at)
{
    at = plain_end(s, at + 1);
    while (s.s[at] == '\\')
        at = plain_end(s, at + 2);
    return at + 1;
}

/* behind the array or object that opens at `at`, in a checked text */
static size_t bracket_end(struct str s, size_t at)
{
    size_t depth = 0;
    do {
        char c = s.s[at];
        depth += c == '{' || c == '[';
        depth -= c == '}' || c == ']';
        at = c == '"' ? string_end(s, at) : at + 1;
    } while (depth);
    return at;
}

static struct json_value word_at(struct str s, size_t at)
{
    struct str rest = str_cut(s.s, at, s.n);
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (str_starts(rest, WORDS[i].word))
            return (struct json_value){WORDS[i].kind, str_cut(s.s, at, at + WORDS[i].word.n)};
    size_t end = at;
    while (end < s.n && !strchr(",]} \n\r\t", s.s[end]))
        end++;
    return (struct json_value){VALUE_NUMBER, str_cut(s.s, at, end)};
}

/* the value at *at in a checked text; *at moves behind it */
static struct json_value take_value(struct str s, size_t *at)
{
    size_t start = *at;
    char c = s.s[start];
    struct json_value value;
    if (c == '"' || c == '{' || c == '[') {
        *at = c == '"' ? string_end(s, start) : bracket_end(s, start);
        enum json_kind kind = c == '"' ? VALUE_STRING : c == '{' ? VALUE_OBJECT : VALUE_ARRAY;
        value = (struct json_value){kind, str_cut(s.s, start + 1, *at - 1)};
    } else {
        value = word_at(s, start);
        *at += value.text.n;
    }
    return value;
}

bool jsonread_check(struct str text, struct json_value *value, struct json_fault *fault)
{
    struct check check = {.s = text};
    size_t start = check.at = skip_blanks(text, 0);
    bool good;
    do
        good = check_value(&check);
    while (good && check.depth);
    size_t end = skip_blanks(text, check.at);
    if (good && end < text.n) {
        check.at = end;
        good = fail(&check, "nothing more expected");
    }
    if (good)
        *value = take_value(text, &start);
    else
        *fault = (struct json_fault){check.at < text.n ? check.at : text.n, check.fault};
    return good;
}

bool jsonread_next(struct json_value *in, struct str *key, struct json_value *value)
{
    struct str s = in->text;
    size_t at = skip_blanks(s, 0);
    if (at == s.n)
        return false;
    if (in->kind == VALUE_OBJECT) {
        *key = take_value(s, &at).text;
        at = skip_blanks(s, skip_blanks(s, at) + 1);
    }
    *value = take_value(s, &at);
    at = skip_blanks(s, at);
    in->text = str_cut(s.s, at < s.n ? at + 1 : at, s.n);
    return true;
}

/* ---- strings ---- */

/* the character of the escape \uXXXX at *at, which moves behind it, in one or two halves */
static uint32_t take_code(struct str s, size_t *at, size_t *mended)
{
    int32_t unit = unit_at(s, *at + 2), low = -1;
    *at = *at + 6 < s.n ? *at + 6 : s.n;
    if (unit >= 0xD800 && unit < 0xDC00 && byte_at(s, *at) == '\\' && byte_at(s, *at + 1) == 'u')
        low = unit_at(s, *at + 2);
    if (low >= 0xDC00 && low < 0xE000) {
        *at += 6;
        return 0x10000 + ((uint32_t)(unit - 0xD800) << 10) + (uint32_t)(low - 0xDC00);
    }
    bool good = unit >= 0 && (unit < 0xD800 || unit >= 0xE000);
    *mended += !good;
    return good ? (uint32_t)unit : 0xFFFD;
}

static char plain_escape(char c)
{
    static const char from[] = "bfnrt", to[] = "\b\f\n\r\t";
    const char *found = c ? strchr(from, c) : NULL;
    return found ? to[found - from] : c;
}

struct str jsonread_string(struct arena *arena, struct str string, size_t *mended)
{
    size_t n = 0, halves = 0;
    const char *escape = string.n ? memchr(string.s, '\\', string.n) : NULL;
    if (!escape)
        return string;
    char *out = arena_alloc(arena, string.n + 1);
    for (size_t at = 0; at < string.n;) {
        size_t plain = escape ? (size_t)(escape - string.s) : string.n;
        memcpy(out + n, string.s + at, plain - at);
        n += plain - at;
        at = plain;
        if (byte_at(string, at + 1) == 'u') {
            n += utf8_encode(take_code(string, &at, &halves), out + n);
        } else if (at < string.n) {
            if (at + 1 < string.n)
                out[n++] = plain_escape(string.s[at + 1]);
            at = at + 2 < string.n ? at + 2 : string.n;
        }
        escape = memchr(string.s + at, '\\', string.n - at);
    }
    if (mended)
        *mended += halves;
    return (struct str){out, n};
}
