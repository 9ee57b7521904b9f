/* quotes: pairs quotation marks, one paragraph at a time.
 *
 * A left-to-right scan keeps at most one open mark. Directed marks (curly, angle, ``) say what they
 * are; a straight mark or a doubled apostrophe opens or closes by what stands beside it and by
 * whether one is open. An opening mark met while a quotation is open means that a closing one is
 * missing: the open quotation ends there, but curly marks inside straight ones are those of a title
 * or of a quotation within it. A curly mark of the wrong direction is read by its neighbours. A
 * quotation open at the end of its paragraph runs to that end (in news the closing mark is left out
 * when the speech goes on in the next paragraph). Single marks count only outside double ones and
 * only when a partner follows in the same paragraph, because most of them are apostrophes. Nested
 * quotations are not told apart. */
#include "meaning/statement/quotes.h"

#include "text/unicode.h"
#include "text/utf8.h"

enum role { ROLE_NONE, ROLE_OPEN, ROLE_CLOSE, ROLE_EITHER };

enum { SINGLE_REACH = 600 }; /* bytes within which a single mark must find its partner */

struct mark {
    uint32_t at, len;
    enum role role;
    bool single;
};

struct scan {
    struct doc *doc;
    struct arena *scratch;
    struct quotes *quotes;
    struct str text;
    struct span block;
    uint32_t block_index;
    struct mark open; /* len 0 = none */
    bool nested;      /* inside curly marks inside straight ones */
};

static uint32_t char_before(const struct scan *scan, uint32_t at)
{
    if (at <= scan->block.start)
        return ' ';
    uint32_t code, start = at - 1;
    while (start > scan->block.start && ((unsigned char)scan->text.s[start] & 0xC0) == 0x80)
        start--;
    utf8_decode(scan->text, start, &code);
    return code;
}

static uint32_t char_after(const struct scan *scan, uint32_t at)
{
    uint32_t code;
    if (at >= scan->block.end)
        return ' ';
    utf8_decode(scan->text, at, &code);
    return code;
}

static bool is_dash_or_bracket(uint32_t code)
{
    return code == '(' || code == '[' || code == 0x2014 || code == 0x2013 || code == '-' ||
           code == '/' || unicode_is_double_quote(code) || code == 0x2018;
}

/* by the characters beside it: at the left edge of a word, at the right edge, or either */
static enum role role_by_neighbours(uint32_t before, uint32_t after)
{
    bool left = unicode_is_space(before) || is_dash_or_bracket(before);
    bool right = unicode_is_space(after) || (unicode_is_punct(after) && after != '[' &&
                                             after != '(' && after != '$' && after != 0x2018);
    if (left && !right)
        return ROLE_OPEN;
    if (right && !left)
        return ROLE_CLOSE;
    return ROLE_EITHER;
}

/* of three apostrophes that end a quotation the last two are its mark */
static bool is_apostrophe_pair(const struct scan *scan, uint32_t at)
{
    if (at + 2 < scan->block.end && scan->open.len == 2 && !scan->open.single &&
        scan->text.s[at + 1] == '\'' && scan->text.s[at + 2] == '\'')
        return false;
    return at + 1 < scan->block.end && scan->text.s[at] == scan->text.s[at + 1] &&
           (scan->text.s[at] == '\'' || scan->text.s[at] == '`');
}

/* a curly mark of the wrong direction counts by what stands beside it where that fits */
static enum role directed_role(const struct scan *scan, struct mark mark)
{
    enum role seen =
        role_by_neighbours(char_before(scan, mark.at), char_after(scan, mark.at + mark.len));
    return seen == (scan->open.len ? ROLE_CLOSE : ROLE_OPEN) ? seen : mark.role;
}

/* the double quotation mark at byte `at`, role NONE if there is none */
static struct mark double_mark(const struct scan *scan, uint32_t at, uint32_t code, uint32_t len)
{
    struct mark mark = {.at = at, .len = len, .role = ROLE_NONE};
    if (code == 0x201C || code == 0x201E || code == 0xAB)
        mark.role = ROLE_OPEN;
    else if (code == 0x201D || code == 0xBB)
        mark.role = ROLE_CLOSE;
    else if (is_apostrophe_pair(scan, at))
        mark.len = 2;
    else if (code != '"' && code != 0xFF02)
        return mark;
    if (mark.role != ROLE_NONE) {
        mark.role = directed_role(scan, mark);
        return mark;
    }
    uint32_t before = char_before(scan, at);
    mark.role = role_by_neighbours(before, char_after(scan, at + mark.len));
    if (mark.role != ROLE_OPEN && unicode_is_digit(before) && !scan->open.len)
        mark.role = ROLE_NONE; /* inches, seconds */
    return mark;
}

/* true when a straight mark, or one missing at the end of a paragraph that is all quotation, closes
 * what a straight mark has opened */
static bool has_straight_partner(const struct scan *scan, uint32_t from)
{
    for (uint32_t at = from; at < scan->block.end; at++) {
        if (scan->text.s[at] == '"')
            return true;
    }
    return scan->open.at == scan->block.start;
}

/* curly marks inside straight ones: they open and close no quotation of their own */
static bool is_nested(struct scan *scan, struct mark mark)
{
    if (!scan->open.len || scan->text.s[scan->open.at] != '"' || scan->text.s[mark.at] == '"')
        return false;
    if (scan->nested && mark.role == ROLE_CLOSE) {
        scan->nested = false;
        return true;
    }
    if (mark.role == ROLE_OPEN && has_straight_partner(scan, mark.at + mark.len))
        scan->nested = true;
    return scan->nested;
}

static bool is_single(uint32_t code)
{
    return code == '\'' || code == 0x2018 || code == 0x2019;
}

/* true when a single mark that closes follows before any double mark */
static bool has_single_partner(const struct scan *scan, uint32_t from)
{
    uint32_t end = scan->block.end - from > SINGLE_REACH ? from + SINGLE_REACH : scan->block.end;
    uint32_t code, len;
    for (uint32_t at = from; at < end; at += len) {
        len = utf8_decode(scan->text, at, &code);
        if (unicode_is_double_quote(code))
            return false;
        if ((code == '\'' || code == 0x2019) && at > from &&
            role_by_neighbours(char_before(scan, at), char_after(scan, at + len)) == ROLE_CLOSE)
            return true;
    }
    return false;
}

static struct mark single_mark(const struct scan *scan, uint32_t at, uint32_t code, uint32_t len)
{
    struct mark mark = {.at = at, .len = len, .role = ROLE_NONE, .single = true};
    if (!is_single(code) || (scan->open.len && !scan->open.single))
        return mark;
    uint32_t after = char_after(scan, at + len);
    enum role role = role_by_neighbours(char_before(scan, at), after);
    if (scan->open.len)
        mark.role = role == ROLE_CLOSE && code != 0x2018 ? ROLE_CLOSE : ROLE_NONE;
    else if (role == ROLE_OPEN && code != 0x2019 && unicode_is_letter(after) &&
             has_single_partner(scan, at + len))
        mark.role = ROLE_OPEN;
    return mark;
}

static uint32_t first_token_from(const struct doc *doc, uint32_t at)
{
    return array_find_from(doc->tokens.v, doc->tokens.n, span.start, at);
}

static void add_quote(struct scan *scan, uint32_t end, bool open)
{
    struct doc *doc = scan->doc;
    struct span span = {scan->open.at, end};
    while (span.end > span.start && unicode_is_space(char_before(scan, span.end)))
        span.end--;
    scan->open.len = 0;
    if (span.end - span.start < 3)
        return;
    struct quote *quote = array_push(&scan->quotes->list, scan->scratch);
    *quote = (struct quote){.span = span, .block = scan->block_index, .open = open};
    for (uint32_t t = first_token_from(doc, span.start);
         t < doc->tokens.n && doc->tokens.v[t].span.start < span.end; t++) {
        if (!quote->first_token)
            quote->first_token = t;
        quote->last_token = t;
        quote->n_words += doc->tokens.v[t].upos != UPOS_PUNCT;
        doc->tokens.v[t].flags |= TOKEN_QUOTED;
    }
}

static void take_mark(struct scan *scan, struct mark mark)
{
    if (is_nested(scan, mark))
        return;
    scan->nested = false;
    bool closes = scan->open.len && mark.role != ROLE_OPEN;
    if (closes) {
        add_quote(scan, mark.at + mark.len, false);
    } else if (mark.role != ROLE_CLOSE) {
        if (scan->open.len)
            add_quote(scan, mark.at, false);
        scan->open = mark;
    }
}

static void scan_block(struct scan *scan)
{
    uint32_t code, len;
    scan->open.len = 0;
    scan->nested = false;
    for (uint32_t at = scan->block.start; at < scan->block.end; at += len) {
        len = utf8_decode(scan->text, at, &code);
        if (code != '"' && code != '\'' && code != '`' && code < 0x80)
            continue;
        struct mark mark = double_mark(scan, at, code, len);
        if (mark.role == ROLE_NONE)
            mark = single_mark(scan, at, code, len);
        if (mark.role == ROLE_NONE)
            continue;
        take_mark(scan, mark);
        len = mark.len;
    }
    if (scan->open.len)
        add_quote(scan, scan->block.end, true);
}

struct quotes find_quotes(struct doc *doc, struct arena *scratch)
{
    struct quotes quotes = {0};
    struct scan scan = {.doc = doc, .scratch = scratch, .quotes = &quotes, .text = doc->text};
    *array_push(&quotes.list, scratch) = (struct quote){0};
    for (uint32_t b = 1; b < doc->blocks.n; b++) {
        uint8_t kind = doc->blocks.v[b].kind;
        if (kind != BLOCK_HEADLINE && kind != BLOCK_BODY && kind != BLOCK_CAPTION)
            continue;
        scan.block = doc->blocks.v[b].span;
        scan.block_index = b;
        scan_block(&scan);
    }
    return quotes;
}

uint32_t quote_at(const struct quotes *quotes, uint32_t at)
{
    uint32_t low = array_find_from(quotes->list.v, quotes->list.n, span.end, at + 1);
    return low < quotes->list.n && quotes->list.v[low].span.start <= at ? low : 0;
}
