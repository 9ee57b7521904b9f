/* units: reads token by token and copies what belongs to an article, so that a file of any size
 * needs no more memory than its largest article. in->kept holds a byte that tells whether the
 * stream gave an article yet, then what stands in front of the first. */
#include "intake/xml/units.h"

#include <strings.h>

#include "intake/forms.h"
#include "intake/xml/markup.h"

struct cutter {
    struct intake *in;
    struct raw_article *raw;
    const struct unit_rule *rule;
    struct markup_scan scan; /* over in->top->ahead */
    size_t counted;          /* bytes of the scan whose lines are counted */
    uint32_t depth;          /* units that are open */
    bool in_head, too_large;
    enum onr_status status; /* of reading; its message in in->pending */
};

static void count_lines(struct cutter *c, size_t end)
{
    const char *s = c->scan.bytes.s;
    while (c->counted < end) {
        const char *line = memchr(s + c->counted, '\n', end - c->counted);
        c->counted = line ? (size_t)(line - s) + 1 : end;
        c->in->line += line != NULL;
    }
}

static void give_up(struct cutter *c)
{
    count_lines(c, c->scan.at);
    stream_take(c->in->top, c->scan.at);
    c->counted = 0;
    c->scan = (struct markup_scan){.bytes = c->in->top->ahead};
}

/* The next token of the stream; false at its end. One that is longer than what can be looked at is
 * taken as text, byte for byte the same. */
static bool next_token(struct cutter *c, struct markup *token)
{
    struct stream *top = c->in->top;
    for (;;) {
        if (markup_next(&c->scan, token))
            return true;
        give_up(c);
        bool more = stream_more(top, &c->status, &c->in->pending);
        c->scan = (struct markup_scan){.bytes = top->ahead, .last = !more};
        if (!top->ahead.n)
            return false;
        if (more)
            continue;
        bool found = markup_next(&c->scan, token);
        c->scan.last = top->ended || c->status != ONR_OK;
        return found;
    }
}

static bool is_unit(const struct cutter *c, struct str name)
{
    name = markup_local(name);
    for (int i = 0; i < 3 && c->rule->names[i]; i++)
        if (name.n == strlen(c->rule->names[i]) &&
            strncasecmp(name.s, c->rule->names[i], name.n) == 0)
            return true;
    return false;
}

static struct str token_bytes(const struct cutter *c, const struct markup *token)
{
    return str_cut(c->scan.bytes.s, token->start, c->scan.at);
}

static void keep_head(struct cutter *c, const struct markup *token)
{
    struct str bytes = token_bytes(c, token);
    bool wanted = token->kind != MARKUP_OTHER || str_starts(bytes, STR("<?xml "));
    c->in_head = c->in->kept.n + bytes.n <= UNITS_HEAD;
    if (wanted && c->in_head)
        buf_add(&c->in->kept, bytes);
}

static void begin_unit(struct cutter *c, const struct markup *token)
{
    struct raw_article *raw = c->raw;
    c->in_head = false;
    count_lines(c, token->start);
    raw->line = c->in->line;
    raw->at = c->in->top->at + token->start;
    raw->cut = false;
    buf_clear(&raw->bytes);
    buf_add(&raw->bytes, str_cut(c->in->kept.s, 1, c->in->kept.n));
    c->too_large = false;
}

static void copy(struct cutter *c, const struct markup *token)
{
    struct str bytes = token_bytes(c, token);
    c->too_large |= c->raw->bytes.n + bytes.n > INTAKE_MAX_ARTICLE;
    if (!c->too_large)
        buf_add(&c->raw->bytes, bytes);
}

/* Takes in a tag of a unit; true when a unit ends with it or, with the tag put back, in front of
 * it. */
static bool take_edge(struct cutter *c, const struct markup *token)
{
    if (token->kind == MARKUP_CLOSE) {
        if (!c->depth)
            return false;
        copy(c, token);
        return --c->depth == 0;
    }
    if (c->depth && token->kind == MARKUP_OPEN && !c->rule->nested) {
        c->scan.at = token->start;
        return true;
    }
    if (!c->depth)
        begin_unit(c, token);
    copy(c, token);
    c->depth += token->kind == MARKUP_OPEN;
    return !c->depth;
}

static bool take_token(struct cutter *c, const struct markup *token)
{
    if (token->name.n && is_unit(c, token->name))
        return take_edge(c, token);
    if (c->depth)
        copy(c, token);
    else if (c->in_head)
        keep_head(c, token);
    return false;
}

static bool is_article(const struct cutter *c)
{
    return !c->rule->needs || c->too_large ||
           str_find(buf_str(&c->raw->bytes), str_of(c->rule->needs), c->in->kept.n - 1) != SIZE_MAX;
}

/* What comes behind the last unit. */
static enum onr_status end_stream(struct cutter *c, struct onr_error *error)
{
    struct intake *in = c->in;
    if (c->status != ONR_OK) {
        buf_clear(&c->raw->bytes);
        return cut_broken_off(in, c->raw, c->status, error);
    }
    in->done = true;
    if (in->kept.s[0] != '0')
        return ONR_END;
    return error_set(error, ONR_ERR_FORMAT, "%s: %s", c->raw->origin, c->rule->missing);
}

/* To the end of the next article; false at the end of the stream. */
static bool find_article(struct cutter *c)
{
    struct markup token;
    while (next_token(c, &token)) {
        if (!take_token(c, &token))
            continue;
        c->depth = 0;
        if (is_article(c))
            return true;
    }
    c->raw->cut = c->depth > 0;
    return c->depth > 0 && is_article(c);
}

enum onr_status units_next(struct intake *in, struct raw_article *raw, struct onr_error *error,
                           const struct unit_rule *rule)
{
    struct cutter c = {.in = in, .raw = raw, .rule = rule, .in_head = in->line == 0};
    if (c.in_head) {
        in->line = 1;
        buf_byte(&in->kept, '0');
    }
    c.scan.bytes = in->top->ahead;
    bool found = find_article(&c);
    give_up(&c);
    if (!found)
        return end_stream(&c, error);
    in->kept.s[0] = '1';
    if (!c.too_large)
        return c.status ? cut_broken_off(in, raw, c.status, error) : ONR_OK;
    buf_clear(&raw->bytes);
    return error_set(error, ONR_ERR_LIMIT, "%s:%llu: more than %zu MB in one article", raw->origin,
                     (unsigned long long)raw->line, INTAKE_MAX_ARTICLE >> 20);
}

struct str units_root(struct str head)
{
    struct markup_scan scan = {.bytes = head, .last = true};
    struct markup token;
    while (markup_next(&scan, &token)) {
        if (token.kind == MARKUP_OPEN || token.kind == MARKUP_EMPTY)
            return markup_local(token.name);
        bool blank = token.kind == MARKUP_TEXT && !str_trim(token.inside).n;
        if (token.kind != MARKUP_OTHER && !blank)
            break;
    }
    return (struct str){NULL, 0};
}
