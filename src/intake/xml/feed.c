/* feed: the entries of RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0. The full text goes before a summary;
 * what is HTML is read by the reader of web pages as a fragment, whose story it is from end to end.
 * Titles are often escaped twice and are read so. The feed itself tells site and language where an
 * entry does not. */
#include "intake/forms.h"
#include "intake/webpage.h"
#include "intake/xml/markup.h"
#include "intake/xml/story.h"
#include "intake/xml/units.h"

static const struct story_rule ENTRY[] = {
    {FIELD_ID, "guid", NULL},
    {FIELD_ID, "id", NULL},
    {FIELD_ID, "", "rdf:about"},
    {FIELD_URL, "feedburner:origLink", NULL},
    {FIELD_PUBLISHED, "pubDate", NULL},
    {FIELD_PUBLISHED, "published", NULL},
    {FIELD_PUBLISHED, "issued", NULL},
    {FIELD_PUBLISHED, "dc:date", NULL},
    {FIELD_PUBLISHED, "dcterms:issued", NULL},
    {FIELD_PUBLISHED, "dcterms:created", NULL},
    {FIELD_PUBLISHED, "created", NULL},
    {FIELD_PUBLISHED, "date", NULL},
    {FIELD_PUBLISHED, "updated", NULL},
    {FIELD_PUBLISHED, "modified", NULL},
    {FIELD_MODIFIED, "updated", NULL},
    {FIELD_MODIFIED, "modified", NULL},
    {FIELD_MODIFIED, "dcterms:modified", NULL},
    {FIELD_AUTHORS, "dc:creator", NULL},
    {FIELD_SOURCE, "source/title", NULL},
    {FIELD_SOURCE, "source", NULL},
    {FIELD_LANGUAGE, "dc:language", NULL},
    {FIELD_LANGUAGE, "", "xml:lang"},
    {FIELD_LANGUAGE, "content", "xml:lang"},
};

static const struct story_rule FEED[] = {
    {FIELD_SOURCE, "title", NULL},         {FIELD_SOURCE, "channel/title", NULL},
    {FIELD_LANGUAGE, "language", NULL},    {FIELD_LANGUAGE, "channel/language", NULL},
    {FIELD_LANGUAGE, "dc:language", NULL}, {FIELD_LANGUAGE, "channel/dc:language", NULL},
    {FIELD_LANGUAGE, "", "xml:lang"},
};

/* where the text stands, the fullest first */
static const char *const TEXTS[] = {"content:encoded",  "content",     "body",
                                    "fulltext",         "description", "summary",
                                    "media:description"};

/* without tags and with entities resolved once more, as titles need it */
static struct str plain_line(struct story *story, struct str s)
{
    struct arena *arena = story->tree.arena;
    if (!s.n || (!memchr(s.s, '<', s.n) && !memchr(s.s, '&', s.n)))
        return s;
    struct xml_tree inner;
    xml_read(&inner, arena, s);
    return xml_line(&inner, XML_ROOT);
}

static bool is_html(struct str text)
{
    size_t tag = text.n ? str_find(text, STR("<"), 0) : SIZE_MAX;
    if (tag != SIZE_MAX && tag + 1 < text.n &&
        strchr("/!abcdefghijklmopqrstuvABCDFHIOPSTU", text.s[tag + 1]))
        return true;
    size_t reference = text.n ? str_find(text, STR("&"), 0) : SIZE_MAX;
    return reference != SIZE_MAX && str_find(text, STR(";"), reference) < reference + 12;
}

/* the text of an element that may hold HTML, escaped or as elements */
static struct str text_of(struct story *story, uint32_t node, struct str title)
{
    struct xml_tree *tree = &story->tree;
    struct str type = xml_attribute(tree, node, "type");
    if (str_is(type, "xhtml"))
        return xml_prose(tree, node);
    bool prose = !type.n || str_starts(type, STR("text")) || str_is(type, "html") ||
                 str_starts(type, STR("application/xhtml"));
    if (!prose || str_is(xml_attribute(tree, node, "mode"), "base64"))
        return (struct str){NULL, 0};
    for (uint32_t i = node + 1; i < tree->nodes.v[node].end; i++)
        if (tree->nodes.v[i].name.s)
            return xml_prose(tree, node);
    struct str text = str_trim(xml_raw_text(tree, node));
    bool html = str_is(type, "html") || str_is(type, "text/html") ||
                (!str_is(type, "text") && is_html(text));
    return html ? webpage_fragment(story->doc, story->tools, text, title) : text;
}

static void find_text(struct story *story, uint32_t entry)
{
    for (size_t i = 0; i < sizeof TEXTS / sizeof *TEXTS; i++) {
        uint32_t node = xml_child(&story->tree, entry, TEXTS[i], 0);
        if (node)
            story_set(story, FIELD_TEXT, text_of(story, node, story->fields.v[FIELD_TITLE]));
    }
}

/* RSS: the text of <link>; Atom: the alternate one of several; else a guid that is an address */
static void find_address(struct story *story, uint32_t entry)
{
    const struct xml_tree *tree = &story->tree;
    for (uint32_t i = xml_child(tree, entry, "link", 0); i; i = xml_child(tree, entry, "link", i)) {
        struct str rel = xml_attribute(tree, i, "rel");
        if (!rel.n || str_is(rel, "alternate")) {
            story_set(story, FIELD_URL, xml_line(tree, i));
            story_set(story, FIELD_URL, xml_attribute(tree, i, "href"));
        }
    }
    uint32_t guid = xml_child(tree, entry, "guid", 0);
    if (guid && !str_is(xml_attribute(tree, guid, "isPermaLink"), "false") &&
        str_starts(xml_line(tree, guid), STR("http")))
        story_set(story, FIELD_URL, xml_line(tree, guid));
}

/* Atom: <author><name>; RSS: "desk@post.example (Ada Quill)", of which the name is taken */
static void find_authors(struct story *story, uint32_t entry)
{
    struct xml_tree *tree = &story->tree;
    struct str lines = {NULL, 0};
    for (uint32_t i = xml_child(tree, entry, "author", 0); i;
         i = xml_child(tree, entry, "author", i)) {
        uint32_t name = xml_child(tree, i, "name", 0);
        struct str line = xml_line(tree, name ? name : i);
        size_t open = str_find(line, STR("("), 0);
        size_t close = open == SIZE_MAX ? SIZE_MAX : str_find(line, STR(")"), open);
        if (close != SIZE_MAX && memchr(line.s, '@', open))
            line = str_cut(line.s, open + 1, close);
        else if (line.n && memchr(line.s, '@', line.n))
            continue;
        lines = arena_format(tree->arena, "%.*s%.*s\n", STR_ARG(lines), STR_ARG(line));
        if (lines.n > 2000)
            break;
    }
    story_set(story, FIELD_AUTHORS, lines);
}

static uint32_t find_entry(const struct xml_tree *tree)
{
    uint32_t last = 0;
    for (uint32_t i = XML_ROOT + 1; i < tree->nodes.n; i++)
        if (xml_is(tree, i, "item") || xml_is(tree, i, "entry")) {
            last = i;
            i = tree->nodes.v[i].end - 1;
        }
    return last;
}

enum onr_status feed_fill(struct doc *doc, const struct raw_article *raw,
                          const struct article_tools *tools, struct onr_error *error)
{
    struct story story;
    story_open(&story, doc, raw, tools);
    uint32_t entry = find_entry(&story.tree);
    story_apply(&story, entry, ENTRY, sizeof ENTRY / sizeof *ENTRY);
    uint32_t title = xml_child(&story.tree, entry, "title", 0);
    story_set(&story, FIELD_TITLE, plain_line(&story, xml_line(&story.tree, title)));
    find_address(&story, entry);
    find_authors(&story, entry);
    find_text(&story, entry);
    for (uint32_t i = XML_ROOT + 1; i < story.tree.nodes.n && i < entry; i++)
        if (xml_is(&story.tree, i, "rss") || xml_is(&story.tree, i, "channel") ||
            xml_is(&story.tree, i, "feed"))
            STORY_APPLY(&story, i, FEED);
    story.fields.v[FIELD_SOURCE] = plain_line(&story, story.fields.v[FIELD_SOURCE]);
    return story_close(&story, error);
}

bool feed_detect(struct str head)
{
    struct str root = units_root(head);
    if (str_is(root, "RDF"))
        return str_find(head, STR("http://purl.org/rss/"), 0) != SIZE_MAX ||
               str_find(head, STR("netscape.com/rdf/simple/"), 0) != SIZE_MAX;
    return str_is(root, "rss") || str_is(root, "feed") || str_is(root, "channel");
}

enum onr_status feed_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    static const struct unit_rule rule = {.names = {"item", "entry"},
                                          .missing = "a feed without an <item> or <entry>"};
    return units_next(in, raw, error, &rule);
}
