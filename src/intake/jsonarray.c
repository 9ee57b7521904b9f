/* jsonarray: JSON with an array of articles: the whole input, or a member of an object around it,
 * as interfaces answer ({"status": "ok", "articles": [{…}, …]}) and JSON Feed has it; also several
 * such one after the other, and single objects. Only brackets and strings are followed here, each
 * article is parsed by itself (jsonl.c); so the array may be of any size, and a fault in one
 * article leaves the next alone: a string ends at the latest where its line does. */
#include "intake/fields.h"
#include "intake/forms.h"

enum { LOOK_FOR_ARRAY = 1 << 16 };

/* members of an object around articles that hold them, or an object that holds them */
static const char *const HOLDERS[] = {"articles", "items",   "results", "docs",  "documents",
                                      "stories",  "news",    "entries", "posts", "hits",
                                      "data",     "records", "value",   "rows",  "response"};

static bool is_holder(struct str key)
{
    for (size_t i = 0; i < sizeof HOLDERS / sizeof *HOLDERS; i++)
        if (str_is(key, HOLDERS[i]))
            return true;
    return false;
}

static size_t skip_space(struct str s, size_t at)
{
    while (at < s.n && byte_is_space(s.s[at]))
        at++;
    return at;
}

/* behind the string that opens at `at`; its line's end ends it at the latest */
static size_t string_end(struct str s, size_t at)
{
    for (at++; at < s.n && s.s[at] != '"' && s.s[at] != '\n'; at++)
        at += s.s[at] == '\\';
    return at < s.n ? at + 1 : s.n;
}

/* a '[' with an object in it at `at` */
static bool opens_array(struct str s, size_t at)
{
    if (at >= s.n || s.s[at] != '[')
        return false;
    at = skip_space(s, at + 1);
    return at < s.n && s.s[at] == '{';
}

/* what a member of an object tells about it */
enum member { MEMBER_OTHER, MEMBER_TEXT, MEMBER_ARRAY, MEMBER_HOLDER };

/* of the member whose key is the string at `at`, which ends at `end` */
static enum member judge_member(struct str s, size_t at, size_t end)
{
    struct str key = str_cut(s.s, at + 1, end > at + 1 ? end - 1 : end);
    size_t next = skip_space(s, end);
    if (next >= s.n || s.s[next] != ':')
        return MEMBER_OTHER;
    next = skip_space(s, next + 1);
    char opens = next < s.n ? s.s[next] : '\0';
    uint32_t known = field_named(key);
    if (opens == '"' && known != FIELD_UNKNOWN && field_of(known) == FIELD_TEXT)
        return MEMBER_TEXT;
    if (!is_holder(key))
        return MEMBER_OTHER;
    return opens_array(s, next) ? MEMBER_ARRAY : opens == '{' ? MEMBER_HOLDER : MEMBER_OTHER;
}

/* The object at the front holds an array of articles and no text of its own. Holders in holders
 * are looked into. */
static bool holds_array(struct str s)
{
    int depth = 0, inside = 1; /* inside: the depth whose members count */
    bool found = false;
    for (size_t at = 0; at < s.n && at < LOOK_FOR_ARRAY;) {
        char c = s.s[at];
        depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (depth == 0)
            break;
        size_t end = c == '"' ? string_end(s, at) : at + 1;
        enum member member = c == '"' && depth == inside ? judge_member(s, at, end) : MEMBER_OTHER;
        if (member == MEMBER_TEXT)
            return false;
        found |= member == MEMBER_ARRAY;
        inside += member == MEMBER_HOLDER && !found;
        at = end;
    }
    return found;
}

bool json_array_detect(struct str head)
{
    if (!head.n)
        return false;
    return head.s[0] == '{' ? holds_array(head) : opens_array(head, 0);
}

/* more ahead; false at the end, with *status told */
static bool more(struct intake *in, enum onr_status *status)
{
    return stream_more(in->top, status, &in->pending);
}

/* Where the cutter stands, kept from one article to the next. */
struct whereabouts {
    enum {
        DOCUMENT,
        WRAPPER,
        ARRAY
    } in;           /* outside of all, in an object around an array, in that */
    uint32_t level; /* brackets that are open */
};

/* bytes of a string ahead; where it is a member that is an array of articles, with the opening
 * bracket of that */
static size_t pass_string(struct str s, struct whereabouts *here)
{
    size_t end = string_end(s, 0);
    if (here->in != WRAPPER || judge_member(s, 0, end) != MEMBER_ARRAY)
        return end;
    here->in = ARRAY;
    here->level++;
    return skip_space(s, skip_space(s, end) + 1) + 1;
}

static void pass_bracket(char c, struct whereabouts *here)
{
    if (c == '{' || c == '[') {
        here->level += here->in == WRAPPER;
    } else if (here->level) {
        here->level--;
        here->in = here->level ? WRAPPER : DOCUMENT;
    }
}

/* bytes to pass over at the front of s; 0: there begins an article */
static size_t pass(struct str s, struct whereabouts *here)
{
    char c = s.s[0];
    bool outside = here->in == DOCUMENT, wraps = outside && c == '{' && holds_array(s);
    if (c == '"')
        return pass_string(s, here);
    if (c == '{' && !wraps && here->in != WRAPPER)
        return 0;
    if (wraps || (outside && opens_array(s, 0)))
        *here = (struct whereabouts){wraps ? WRAPPER : ARRAY, 1};
    else if (strchr("{}[]", c) && c)
        pass_bracket(c, here);
    return 1;
}

/* Up to the '{' of the next article, which stays ahead. False at the end. */
static bool find_object(struct intake *in, struct whereabouts *here, enum onr_status *status)
{
    struct stream *top = in->top;
    for (;;) {
        while (top->ahead.n < LOOK_FOR_ARRAY && more(in, status))
            ;
        if (!top->ahead.n)
            return false;
        size_t n = pass(top->ahead, here);
        if (!n)
            return true;
        while (n < top->ahead.n && !strchr("{}[]\"", top->ahead.s[n]) && top->ahead.s[n])
            n++;
        cut_take(in, n);
    }
}

struct follow {
    int depth;
    bool in_string, escaped;
};

/* bytes up to and with the closing bracket of the object; all there are where it is not here */
static size_t follow(struct follow *f, struct str s)
{
    for (size_t at = 0; at < s.n; at++) {
        char c = s.s[at];
        if (f->in_string) {
            f->in_string = f->escaped || (c != '"' && c != '\n');
            f->escaped = !f->escaped && c == '\\';
            continue;
        }
        f->in_string = c == '"';
        f->depth += (c == '{' || c == '[') - (c == '}' || c == ']');
        if (f->depth == 0)
            return at + 1;
    }
    return s.n;
}

enum onr_status json_array_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    struct follow f = {0};
    struct whereabouts here = {0};
    bool full = false;
    in->line += in->line == 0;
    if (in->kept.n)
        memcpy(&here, in->kept.s, sizeof here);
    bool found = find_object(in, &here, &status);
    buf_clear(&in->kept);
    buf_add(&in->kept, (struct str){(const char *)&here, sizeof here});
    if (!found) {
        in->done = true;
        return status ? cut_broken_off(in, raw, status, error) : ONR_END;
    }
    raw->line = in->line;
    raw->at = in->top->at;
    do {
        size_t n = follow(&f, in->top->ahead);
        full |= raw->bytes.n + n > INTAKE_MAX_LINE;
        if (!full)
            buf_add(&raw->bytes, str_cut(in->top->ahead.s, 0, n));
        cut_take(in, n);
    } while (f.depth && (in->top->ahead.n || more(in, &status)));
    if (!full)
        return cut_broken_off(in, raw, status, error);
    buf_clear(&raw->bytes);
    return error_set(error, ONR_ERR_LIMIT, "%s:%llu: more than %zu MB in one object", raw->origin,
                     (unsigned long long)raw->line, INTAKE_MAX_LINE >> 20);
}
