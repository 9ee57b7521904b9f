/* tidy: one pass over the page in front of the parser. Half of a news page is scripts and styles
 * that a parser would go through byte by byte; here they are jumped over with memchr. JSON-LD
 * scripts are noted for metadata. Tags below TIDY_DEPTH are dropped, so that what parses and walks
 * the tree need not fear nesting. NUL bytes become spaces. Judges nothing by class or words. */
#include "intake/html/tidy.h"

#include <strings.h>

/* elements that go with all they hold; their contents are not HTML or not prose */
static const char *const DROPPED[] = {"script",   "style",  "svg",      "noscript", "iframe",
                                      "template", "select", "textarea", "object",   "video",
                                      "audio",    "canvas", "math",     "map",      "datalist"};
enum { N_DROPPED = sizeof DROPPED / sizeof *DROPPED };

/* elements without contents, and those whose end tag may be left out: they count for no depth */
static const char *const UNCOUNTED[] = {
    "area",  "base", "br",  "col",   "dd",     "dt",     "hr",       "img",     "input", "li",
    "link",  "meta", "p",   "path",  "option", "source", "tbody",    "td",      "tfoot", "th",
    "thead", "tr",   "wbr", "embed", "param",  "track",  "optgroup", "colgroup"};
enum { N_UNCOUNTED = sizeof UNCOUNTED / sizeof *UNCOUNTED };

/* elements whose tags go while what they hold stays: shapes of letters, pictures, fields */
static const char *const BARED[] = {"b",      "big", "em",   "font", "i",     "img",
                                    "input",  "ins", "mark", "nobr", "path",  "source",
                                    "strong", "tt",  "u",    "wbr",  "track", "embed"};
enum { N_BARED = sizeof BARED / sizeof *BARED };

/* the attributes that dom.h knows */
static const char *const KEPT[] = {"aria-hidden", "class", "content",  "datetime", "hidden",
                                   "href",        "id",    "itemprop", "lang",     "name",
                                   "property",    "rel",   "role",     "style"};
enum { N_KEPT = sizeof KEPT / sizeof *KEPT };

struct cutter {
    struct tidied *out;
    struct arena *arena;
    struct str page;
    size_t at;
    char *to;
    uint32_t depth;
    bool noscript;             /* what stands in such elements is kept */
    bool unclosed[N_DROPPED];  /* no end tag of this kind lies ahead */
    bool open_comment;         /* no end of a comment lies ahead */
    bool no_single, no_double; /* no quotation mark of this kind lies ahead */
};

static bool is_name_byte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || c == '-' ||
           c == ':';
}

/* the name at s, which stands behind "<" or "</" */
static struct str name_at(struct str page, size_t at)
{
    size_t end = at;
    while (end < page.n && is_name_byte(page.s[end]))
        end++;
    return str_cut(page.s, at, end);
}

static bool name_is(struct str name, const char *known)
{
    return strncasecmp(name.s, known, name.n) == 0 && known[name.n] == '\0';
}

static int index_of(struct str name, const char *const *names, int n)
{
    for (int i = 0; i < n; i++)
        if (((name.s[0] | 0x20) == names[i][0]) && name_is(name, names[i]))
            return i;
    return -1;
}

/* an attribute; value with its quotation marks, {NULL,0} = none */
struct attribute {
    struct str name, value;
};

static size_t skip_space(struct str page, size_t at)
{
    while (at < page.n && byte_is_space(page.s[at]))
        at++;
    return at;
}

/* behind a value in quotation marks at `at`, which go to the next of their kind wherever that is,
 * as browsers have it; where there is none, up to the next space or '>' like a value without */
static size_t value_end(struct cutter *c, size_t at)
{
    char quote = c->page.s[at];
    if ((quote == '"' && !c->no_double) || (quote == '\'' && !c->no_single)) {
        const char *end = memchr(c->page.s + at + 1, quote, c->page.n - at - 1);
        if (end)
            return (size_t)(end - c->page.s) + 1;
        c->no_double |= quote == '"';
        c->no_single |= quote == '\'';
    }
    while (at < c->page.n && !byte_is_space(c->page.s[at]) && c->page.s[at] != '>')
        at++;
    return at;
}

/* The next attribute of the tag; false at its end, with *at behind the '>'. */
static bool next_attribute(struct cutter *c, size_t *at, struct attribute *attribute)
{
    struct str page = c->page;
    while (*at < page.n && (byte_is_space(page.s[*at]) || page.s[*at] == '/'))
        ++*at;
    if (*at >= page.n || page.s[*at] == '>') {
        *at += *at < page.n;
        return false;
    }
    size_t start = (*at)++;
    while (*at < page.n && !byte_is_space(page.s[*at]) && !strchr("=>/", page.s[*at]))
        ++*at;
    attribute->name = str_cut(page.s, start, *at);
    attribute->value = (struct str){NULL, 0};
    size_t next = skip_space(page, *at);
    if (next < page.n && page.s[next] == '=') {
        next = skip_space(page, next + 1);
        *at = next < page.n ? value_end(c, next) : next;
        attribute->value = str_cut(page.s, next, *at);
    }
    return true;
}

/* behind the '>' of the tag */
static size_t tag_end(struct cutter *c, size_t at)
{
    struct attribute attribute;
    while (next_attribute(c, &at, &attribute))
        ;
    return at;
}

/* where the end tag of an element that is dropped begins; page.n when there is none */
static size_t find_close(struct str page, size_t at, const char *name)
{
    size_t n = strlen(name);
    while (at < page.n) {
        const char *mark = memchr(page.s + at, '<', page.n - at);
        if (!mark)
            break;
        at = (size_t)(mark - page.s);
        if (at + 2 + n < page.n && mark[1] == '/' && strncasecmp(mark + 2, name, n) == 0 &&
            !is_name_byte(mark[2 + n]))
            return at;
        at++;
    }
    return page.n;
}

static bool is_linked_data(struct str tag)
{
    return str_find(tag, STR("ld+json"), 0) != SIZE_MAX;
}

/* at `<script …`: jumps behind `</script>`, or behind the tag where nothing closes it */
static void drop_element(struct cutter *c, int kind)
{
    size_t inside = tag_end(c, c->at + 1 + strlen(DROPPED[kind]));
    size_t close = c->unclosed[kind] ? c->page.n : find_close(c->page, inside, DROPPED[kind]);
    if (close == c->page.n) {
        c->unclosed[kind] = true;
        c->at = inside;
        return;
    }
    if (kind == 0 && is_linked_data(str_cut(c->page.s, c->at, inside)))
        *array_push(&c->out->linked, c->arena) = str_cut(c->page.s, inside, close);
    c->at = tag_end(c, close + 2);
    *c->to++ = ' ';
}

/* at "<!" or "<?": comments, declarations, processing instructions */
static void drop_declaration(struct cutter *c)
{
    if (str_starts(str_cut(c->page.s, c->at, c->page.n), STR("<!--"))) {
        size_t end = c->open_comment ? SIZE_MAX : str_find(c->page, STR("-->"), c->at + 2);
        c->open_comment = end == SIZE_MAX;
        c->at = end == SIZE_MAX ? tag_end(c, c->at) : end + 3;
        return;
    }
    const char *end = memchr(c->page.s + c->at, '>', c->page.n - c->at);
    c->at = end ? (size_t)(end - c->page.s) + 1 : c->page.n;
}

static void copy(struct cutter *c, size_t end)
{
    memcpy(c->to, c->page.s + c->at, end - c->at);
    c->to += end - c->at;
    c->at = end;
}

static void put(struct cutter *c, struct str s)
{
    memcpy(c->to, s.s, s.n);
    c->to += s.n;
}

/* a value that the parser reads to the same end: without a quotation mark that nothing closes */
static struct str sound_value(struct str value)
{
    bool quoted = value.n && (value.s[0] == '"' || value.s[0] == '\'');
    bool closed = value.n > 1 && value.s[value.n - 1] == value.s[0];
    return quoted && !closed ? str_cut(value.s, 1, value.n) : value;
}

/* the tag with the attributes that matter; longer than it was by a space in front of an attribute
 * that had none */
static void copy_start_tag(struct cutter *c, struct str name)
{
    struct attribute attribute;
    size_t at = c->at + 1 + name.n;
    put(c, str_cut(c->page.s, c->at, at));
    while (next_attribute(c, &at, &attribute)) {
        if (index_of(attribute.name, KEPT, N_KEPT) < 0)
            continue;
        *c->to++ = ' ';
        put(c, attribute.name);
        if (attribute.value.s) {
            *c->to++ = '=';
            put(c, sound_value(attribute.value));
        }
    }
    *c->to++ = '>';
    c->at = at;
}

static void start_tag(struct cutter *c, struct str name)
{
    int dropped = index_of(name, DROPPED, N_DROPPED);
    if (dropped >= 0 && (!c->noscript || strcmp(DROPPED[dropped], "noscript") != 0)) {
        drop_element(c, dropped);
        return;
    }
    bool counted = index_of(name, UNCOUNTED, N_UNCOUNTED) < 0;
    bool deep = c->depth >= TIDY_DEPTH && counted;
    c->depth += counted;
    if (!deep && index_of(name, BARED, N_BARED) < 0) {
        copy_start_tag(c, name);
        return;
    }
    c->out->n_dropped += deep;
    c->at = tag_end(c, c->at + 1 + name.n);
}

static void end_tag(struct cutter *c, struct str name)
{
    bool counted = index_of(name, UNCOUNTED, N_UNCOUNTED) < 0;
    bool deep = c->depth > TIDY_DEPTH && counted;
    bool bared = index_of(name, BARED, N_BARED) >= 0;
    if (counted && c->depth)
        c->depth--;
    size_t start = c->at;
    c->at = tag_end(c, c->at + 2 + name.n);
    if (deep || bared)
        return;
    put(c, str_cut(c->page.s, start, start + 2 + name.n));
    *c->to++ = '>';
}

/* at '<' */
static void take_markup(struct cutter *c)
{
    struct str rest = str_cut(c->page.s, c->at, c->page.n);
    bool closing = rest.n > 1 && rest.s[1] == '/';
    struct str name = name_at(c->page, c->at + 1 + closing);
    if (rest.n > 1 && (rest.s[1] == '!' || rest.s[1] == '?'))
        drop_declaration(c);
    else if (!name.n)
        copy(c, c->at + 1);
    else if (closing)
        end_tag(c, name);
    else
        start_tag(c, name);
}

void tidy(struct tidied *out, struct arena *arena, struct str page, bool noscript)
{
    *out = (struct tidied){0};
    char *html = arena_alloc(arena, page.n + page.n / 4 + 16); /* id=""id="" grows by a fifth */
    struct cutter c = {.out = out, .arena = arena, .page = page, .to = html, .noscript = noscript};
    while (c.at < page.n) {
        const char *mark = memchr(page.s + c.at, '<', page.n - c.at);
        copy(&c, mark ? (size_t)(mark - page.s) : page.n);
        if (mark)
            take_markup(&c);
    }
    size_t n = (size_t)(c.to - html);
    for (char *nul = memchr(html, 0, n); nul; nul = memchr(nul, 0, n - (size_t)(nul - html)))
        *nul = ' ';
    out->html = (struct str){html, n};
}
