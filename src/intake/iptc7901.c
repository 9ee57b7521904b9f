/* iptc7901: news agency messages of IPTC 7901, as they come over a wire or in files:
 *
 *     SOH exa062 4 i 211 …  STX  headline = , body  ETX 131137 GMT Nov 13  EOT
 *
 * Control characters part heading, text and end, but the last ones may be missing. The headline is
 * what stands in front of a line that ends in '='; without one it is left to be told by its looks.
 * What agencies write to editors behind the story (a line of '#' or '*') is no part of it, nor is
 * the line of initials at its end. A date without its year is left open. */
#include "intake/forms.h"
#include "intake/html/charset.h"
#include "intake/release.h"
#include "intake/xml/tree.h"

enum { SOH = 1, STX = 2, ETX = 3, EOT = 4, HEADING_MAX = 2000, HEADLINE_LINES = 4 };

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* how many bytes at the front of *rest are of that kind; they are cut off */
static size_t cut_run(struct str *rest, bool (*is_kind)(char c))
{
    size_t n = 0;
    while (n < rest->n && is_kind(rest->s[n]))
        n++;
    *rest = str_cut(rest->s, n, rest->n);
    return n;
}

static bool cut_space(struct str *rest)
{
    bool space = rest->n && rest->s[0] == ' ';
    *rest = str_cut(rest->s, space, rest->n);
    return space;
}

/* "exa062 4 i 211": source and number, priority, category, words */
static bool is_heading(struct str line)
{
    size_t letters = cut_run(&line, is_letter), digits = cut_run(&line, byte_is_digit);
    if (letters < 2 || letters > 4 || digits < 3 || digits > 4 || !cut_space(&line))
        return false;
    if (cut_run(&line, byte_is_digit) != 1 || !cut_space(&line))
        return false;
    letters = cut_run(&line, is_letter);
    return letters >= 1 && letters <= 5 && cut_space(&line) && cut_run(&line, byte_is_digit) > 0;
}

bool iptc7901_detect(struct str head)
{
    if (head.n && head.s[0] == SOH)
        head = str_cut(head.s, 1, head.n);
    const char *end = head.n ? memchr(head.s, '\n', head.n) : NULL;
    return end && is_heading(str_cut(head.s, 0, (size_t)(end - head.s)));
}

/* Up to the next EOT, or in front of the next SOH. False at the end of the stream. */
static bool cut_message(struct intake *in, struct raw_article *raw, bool *full,
                        enum onr_status *status)
{
    struct stream *top = in->top;
    bool ended = false;
    while (!ended && (top->ahead.n || stream_more(top, status, &in->pending))) {
        size_t n = 0;
        while (n < top->ahead.n && !ended) {
            char c = top->ahead.s[n];
            ended = c == EOT || (c == SOH && (n || raw->bytes.n));
            in->line += c == '\n';
            n += !ended || c == EOT;
        }
        *full |= raw->bytes.n + n > INTAKE_MAX_ARTICLE;
        if (!*full)
            buf_add(&raw->bytes, str_cut(top->ahead.s, 0, n));
        stream_take(top, n);
    }
    return ended;
}

/* nothing but control characters and white space */
static bool is_empty(struct str s)
{
    size_t at = 0;
    while (at < s.n && ((unsigned char)s.s[at] <= ' ' || s.s[at] == 127))
        at++;
    return at == s.n;
}

enum onr_status iptc7901_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    bool more = true, full = false;
    in->line += in->line == 0;
    while (more && !full && is_empty(buf_str(&raw->bytes))) {
        buf_clear(&raw->bytes);
        raw->line = in->line;
        raw->at = in->top->at;
        more = cut_message(in, raw, &full, &status);
    }
    if (full)
        return error_set(error, ONR_ERR_LIMIT, "%s:%llu: more than %zu MB in one message",
                         raw->origin, (unsigned long long)raw->line, INTAKE_MAX_ARTICLE >> 20);
    if (is_empty(buf_str(&raw->bytes))) {
        buf_clear(&raw->bytes);
        return status ? cut_broken_off(in, raw, status, error) : ONR_END;
    }
    return cut_broken_off(in, raw, status, error);
}

/* ---- a message ---- */

/* the parts between the control characters; a part that is missing is empty */
struct message {
    struct str heading, text, end;
};

static struct str cut_at(struct str *rest, char mark)
{
    const char *at = rest->n ? memchr(rest->s, mark, rest->n) : NULL;
    size_t n = at ? (size_t)(at - rest->s) : rest->n;
    struct str part = str_cut(rest->s, 0, n);
    *rest = at ? str_cut(rest->s, n + 1, rest->n) : (struct str){NULL, 0};
    return part;
}

static struct message parts_of(struct str bytes)
{
    struct message message = {0};
    if (bytes.n && bytes.s[0] == SOH)
        bytes = str_cut(bytes.s, 1, bytes.n);
    bool marked = bytes.n && memchr(bytes.s, STX, bytes.n);
    message.heading = cut_at(&bytes, marked ? STX : '\n');
    message.text = cut_at(&bytes, ETX);
    message.end = cut_at(&bytes, EOT);
    return message;
}

/* The headline, cut off *text: the lines in front of one that ends in '='. */
static struct str cut_headline(struct arena *arena, struct str *text)
{
    struct str rest = *text, line;
    for (int i = 0; i < HEADLINE_LINES && rest.s; i += str_trim(line).n > 0) {
        line = str_split(&rest, '\n');
        if (!str_ends(str_trim(line), STR("=")))
            continue;
        struct str title = str_trim(str_cut(text->s, 0, text->n - rest.n));
        title = xml_unwrap(arena, str_trim(str_cut(title.s, 0, title.n - 1)));
        *text = rest;
        return title;
    }
    return (struct str){NULL, 0};
}

/* without what is written to editors behind the story */
static struct str cut_notes(struct str text)
{
    struct str rest = text;
    while (rest.s) {
        size_t at = text.n - rest.n;
        struct str line = str_trim(str_split(&rest, '\n'));
        if (at && (str_starts(line, STR("# ")) || str_starts(line, STR("* * *")) ||
                   str_starts(line, STR("***"))))
            return str_cut(text.s, 0, at);
    }
    return text;
}

/* the last line is nothing but a few short words in small letters: "exa ab cd" */
static bool is_initials(struct str line)
{
    size_t word = 0;
    for (size_t i = 0; i < line.n; i++) {
        word = line.s[i] == ' ' || line.s[i] == '/' ? 0 : word + 1;
        if (word > 4 || (word && (line.s[i] < 'a' || line.s[i] > 'z')))
            return false;
    }
    return line.n > 1 && line.n < 32;
}

static struct str without_initials(struct str prose)
{
    size_t start = prose.n;
    while (start && prose.s[start - 1] != '\n')
        start--;
    return start && is_initials(str_cut(prose.s, start, prose.n))
               ? str_trim(str_cut(prose.s, 0, start))
               : prose;
}

/* "131137 GMT Nov 13" → "13 Nov 2013 11:37 GMT"; empty when it is none */
static struct str date_of(struct arena *arena, struct str end)
{
    struct str rest = str_trim(end), time = str_split(&rest, ' '), zone = str_split(&rest, ' '),
               month = str_split(&rest, ' ');
    struct str year = str_split(&rest, ' ');
    year.n = year.n > 1 && byte_is_digit(year.s[0]) && byte_is_digit(year.s[1]) ? 2 : 0;
    if (time.n != 6 || zone.n > 5 || month.n < 3 || month.n > 9 || !year.n)
        return (struct str){NULL, 0};
    return arena_format(arena, "%.2s %.*s 20%.2s %.2s:%.2s %.*s", time.s, STR_ARG(month), year.s,
                        time.s + 2, time.s + 4, STR_ARG(zone));
}

/* a word of the slug or headline tells a correction or withdrawal: "Correction:", "KILL" */
static struct str status_in(struct str line)
{
    struct str rest = line;
    for (int i = 0; i < 6 && rest.s; i++) {
        struct str word = str_split(&rest, ' ');
        while (word.n && !is_letter(word.s[word.n - 1]))
            word.n--;
        bool capitals = word.n > 3 && word.s[1] >= 'A' && word.s[1] <= 'Z';
        const char *said = word.n ? release_word(word) : NULL;
        if (said && (capitals || strcmp(said, "corrected") == 0))
            return word;
    }
    return (struct str){NULL, 0};
}

enum onr_status iptc7901_fill(struct doc *doc, const struct raw_article *raw,
                              const struct article_tools *tools, struct onr_error *error)
{
    struct arena *arena = tools->scratch;
    struct arena_mark mark = arena_mark(arena);
    struct article_source source = {raw->origin, article_place(doc, raw)};
    struct article_fields fields = {0};
    struct page page = {0};
    struct message message =
        parts_of(charset_to_utf8(&page, arena, buf_str(&raw->bytes), (struct str){NULL, 0}));
    struct str slug = message.heading, line = str_split(&slug, '\n');
    fields.v[FIELD_PUBLISHED] = date_of(arena, message.end);
    fields.v[FIELD_ID] = str_split(&line, ' ');
    if (fields.v[FIELD_PUBLISHED].n) /* numbers come again every day */
        fields.v[FIELD_ID] = arena_format(arena, "%.*s %.11s", STR_ARG(fields.v[FIELD_ID]),
                                          fields.v[FIELD_PUBLISHED].s);
    fields.v[FIELD_TITLE] = cut_headline(arena, &message.text);
    fields.v[FIELD_TEXT] = without_initials(xml_unwrap(arena, cut_notes(message.text)));
    fields.v[FIELD_STATUS] = status_in(fields.v[FIELD_TITLE]);
    if (!fields.v[FIELD_STATUS].n)
        fields.v[FIELD_STATUS] = status_in(str_trim(slug));
    enum onr_status status = article_fill_fields(doc, &fields, &source, error);
    arena_rewind(arena, mark);
    return status;
}
