/* prose: what stands below a node of a tree, as a line, as it is, or as paragraphs. Elements that
 * are paragraphs of NITF, NewsML or XHTML begin and end one; those of pictures, captions and
 * footnotes are left out with all they hold. Where no element makes paragraphs, blank lines and
 * indented ones do. */
#include "intake/xml/tree.h"

#include <strings.h>

static const char *const BLOCKS[] = {
    "p",   "hl1",        "hl2",          "bq",         "li",   "h1",     "h2",   "h3",
    "h4",  "h5",         "h6",           "tr",         "dt",   "dd",     "pre",  "block",
    "div", "blockquote", "ul",           "ol",         "dl",   "table",  "para", "section",
    "th",  "title",      "body.content", "nitf-table", "body", "article"};
static const char *const LEFT_OUT[] = {"media",      "script",    "style",         "figure",
                                       "fn",         "note",      "media-caption", "head",
                                       "figcaption", "body.head", "byttl"};

static bool is_in(struct str name, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (name.n == strlen(list[i]) && strncasecmp(name.s, list[i], name.n) == 0)
            return true;
    return false;
}

#define IS_IN(name, list) is_in((name), (list), sizeof(list) / sizeof *(list))

static size_t room_below(const struct xml_tree *tree, uint32_t node)
{
    size_t room = 1;
    for (uint32_t i = node; i < tree->nodes.v[node].end; i++)
        room += tree->nodes.v[i].text.n + 4;
    return room;
}

struct writer {
    char *s;
    size_t n;
    uint32_t breaks; /* line ends that are due in front of the next character */
    bool gap;        /* or a space */
};

/* the line behind the line end at i is blank or indented */
static bool begins_paragraph(struct str text, size_t i)
{
    size_t k = i + 1;
    while (k < text.n && (text.s[k] == ' ' || text.s[k] == '\t' || text.s[k] == '\r'))
        k++;
    return k < text.n && (text.s[k] == '\n' || k - i > 2 || text.s[i + 1] == '\t');
}

static void write_text(struct writer *w, struct str text, bool by_lines)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.s[i];
        if (byte_is_space(c)) {
            w->gap = true;
            if (by_lines && c == '\n' && begins_paragraph(text, i))
                w->breaks = 2;
            continue;
        }
        if (w->n && w->breaks)
            for (; w->breaks; w->breaks--)
                w->s[w->n++] = '\n';
        else if (w->n && w->gap)
            w->s[w->n++] = ' ';
        w->gap = false;
        w->breaks = 0;
        w->s[w->n++] = c;
    }
}

struct str xml_unwrap(struct arena *arena, struct str lines)
{
    struct writer w = {.s = arena_alloc(arena, lines.n + 1)};
    write_text(&w, lines, true);
    return (struct str){w.s, w.n};
}

struct str xml_line(const struct xml_tree *tree, uint32_t node)
{
    const struct xml_node *nodes = tree->nodes.v;
    if (!node)
        return (struct str){NULL, 0};
    struct writer w = {.s = arena_alloc(tree->arena, room_below(tree, node))};
    for (uint32_t i = node; i < nodes[node].end;) {
        bool element = nodes[i].name.s && i > node;
        if (element && IS_IN(nodes[i].name, LEFT_OUT)) {
            i = nodes[i].end;
            continue;
        }
        w.gap |= element && (IS_IN(nodes[i].name, BLOCKS) || xml_is(tree, i, "br"));
        write_text(&w, nodes[i].text, false);
        i++;
    }
    return (struct str){w.s, w.n};
}

struct str xml_raw_text(const struct xml_tree *tree, uint32_t node)
{
    const struct xml_node *nodes = tree->nodes.v;
    if (!node)
        return (struct str){NULL, 0};
    if (nodes[node].end == node + 2)
        return nodes[node + 1].text;
    char *out = arena_alloc(tree->arena, room_below(tree, node));
    size_t n = 0;
    for (uint32_t i = node; i < nodes[node].end; i++) {
        if (nodes[i].text.n)
            memcpy(out + n, nodes[i].text.s, nodes[i].text.n);
        n += nodes[i].text.n;
    }
    return (struct str){out, n};
}

/* an edge of an element: what has to stand in front of the next character */
static void cross_edge(struct writer *w, struct str name)
{
    if (IS_IN(name, BLOCKS))
        w->breaks = 2;
    else if (str_is(name, "br") && !w->breaks)
        w->breaks = 1;
    else if (str_is(name, "td") || str_is(name, "nitf-col"))
        w->gap = true;
}

/* writes the edges of what ends in front of node i, innermost first */
static uint32_t leave(const struct xml_tree *tree, struct writer *w, uint32_t open, uint32_t i)
{
    while (open && tree->nodes.v[open].end <= i) {
        cross_edge(w, tree->nodes.v[open].name);
        open = tree->nodes.v[open].parent;
    }
    return open;
}

struct str xml_prose(const struct xml_tree *tree, uint32_t node)
{
    const struct xml_node *nodes = tree->nodes.v;
    if (!node)
        return (struct str){NULL, 0};
    struct writer w = {.s = arena_alloc(tree->arena, room_below(tree, node))};
    bool blocks = false;
    for (uint32_t i = node + 1; i < nodes[node].end && !blocks; i++)
        blocks = nodes[i].name.s && IS_IN(nodes[i].name, BLOCKS);
    uint32_t open = node;
    for (uint32_t i = node + 1; i < nodes[node].end;) {
        open = leave(tree, &w, open, i);
        if (nodes[i].name.s && IS_IN(nodes[i].name, LEFT_OUT)) {
            i = nodes[i].end;
            continue;
        }
        if (nodes[i].name.s) {
            cross_edge(&w, nodes[i].name);
            open = i;
        } else {
            write_text(&w, nodes[i].text, !blocks);
        }
        i++;
    }
    return (struct str){w.s, w.n};
}
