/* dom: HTML to a flat tree, by libxml2's HTML parser, of which this is the only user. Its SAX
 * events are taken rather than its tree, which costs more than the parsing; the parser supplies
 * left-out end tags and resolves entities. Nothing is ever fetched. The names that matter stand in
 * two sorted tables; other elements are inline and nameless. */
#include "intake/html/dom.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <pthread.h>
#include <strings.h>

enum {
    NODES_MAX = 4 << 20, /* beyond that a page is cut */
    DEPTH_MAX = 512, /* elements that are open at a time; those deeper are none, their text stays */
    ENTITY_MAX = 16, /* bytes of the name of an entity */
};

static const struct {
    const char *name;
    uint8_t tag;
    bool is_block;
} TAGS[] = {
    {"a", TAG_A, false},
    {"abbr", TAG_ABBR, false},
    {"address", TAG_ADDRESS, true},
    {"article", TAG_ARTICLE, true},
    {"aside", TAG_ASIDE, true},
    {"blockquote", TAG_BLOCKQUOTE, true},
    {"body", TAG_BODY, true},
    {"br", TAG_BR, false},
    {"button", TAG_BUTTON, true},
    {"center", TAG_CENTER, true},
    {"dd", TAG_DD, true},
    {"details", TAG_DETAILS, true},
    {"div", TAG_DIV, true},
    {"dl", TAG_DL, true},
    {"dt", TAG_DT, true},
    {"fieldset", TAG_FIELDSET, true},
    {"figcaption", TAG_FIGCAPTION, true},
    {"figure", TAG_FIGURE, true},
    {"footer", TAG_FOOTER, true},
    {"form", TAG_FORM, true},
    {"h1", TAG_H1, true},
    {"h2", TAG_H2, true},
    {"h3", TAG_H3, true},
    {"h4", TAG_H4, true},
    {"h5", TAG_H5, true},
    {"h6", TAG_H6, true},
    {"head", TAG_HEAD, true},
    {"header", TAG_HEADER, true},
    {"hr", TAG_HR, true},
    {"html", TAG_HTML, true},
    {"img", TAG_IMG, false},
    {"input", TAG_INPUT, false},
    {"label", TAG_LABEL, false},
    {"legend", TAG_LEGEND, true},
    {"li", TAG_LI, true},
    {"link", TAG_LINK, false},
    {"main", TAG_MAIN, true},
    {"menu", TAG_MENU, true},
    {"meta", TAG_META, false},
    {"nav", TAG_NAV, true},
    {"ol", TAG_OL, true},
    {"p", TAG_P, true},
    {"pre", TAG_PRE, true},
    {"section", TAG_SECTION, true},
    {"summary", TAG_SUMMARY, true},
    {"table", TAG_TABLE, true},
    {"tbody", TAG_TBODY, true},
    {"td", TAG_TD, true},
    {"tfoot", TAG_TFOOT, true},
    {"th", TAG_TH, true},
    {"thead", TAG_THEAD, true},
    {"time", TAG_TIME, false},
    {"title", TAG_TITLE, true},
    {"tr", TAG_TR, true},
    {"ul", TAG_UL, true},
};

static const char *const ATTRIBUTES[DOM_ATTRIBUTES] = {
    "aria-hidden", "class", "content", "datetime", "hidden", "href", "id",
    "itemprop",    "lang",  "name",    "property", "rel",    "role", "style"};

/* the parse under way */
struct builder {
    struct dom *dom;
    uint32_t open;  /* the innermost node that is open */
    uint32_t depth; /* elements that the parser has open */
};

static int find_tag(const char *name)
{
    int low = 0, high = (int)(sizeof TAGS / sizeof *TAGS);
    while (low < high) {
        int middle = (low + high) / 2, order = strcmp(name, TAGS[middle].name);
        if (order == 0)
            return middle;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return -1;
}

static int find_attribute(const char *name)
{
    for (int i = 0; i < DOM_ATTRIBUTES; i++)
        if (name[0] == ATTRIBUTES[i][0] && strcmp(name, ATTRIBUTES[i]) == 0)
            return i;
    return -1;
}

static struct dom_node *add_node(struct builder *b)
{
    struct dom *dom = b->dom;
    if (dom->nodes.n >= NODES_MAX) {
        dom->cut = true;
        return NULL;
    }
    struct dom_node *node = array_push(&dom->nodes, dom->arena);
    node->parent = b->open;
    node->end = dom->nodes.n;
    return node;
}

static void start_element(void *context, const xmlChar *name, const xmlChar **attributes)
{
    struct builder *b = context;
    struct dom *dom = b->dom;
    struct dom_node *node = b->depth++ < DEPTH_MAX ? add_node(b) : NULL;
    if (!node)
        return;
    int tag = find_tag((const char *)name);
    node->tag = tag < 0 ? TAG_NONE : TAGS[tag].tag;
    node->is_block = tag >= 0 && TAGS[tag].is_block;
    node->first_attr = dom->attrs.n;
    b->open = dom->nodes.n - 1;
    for (; attributes && attributes[0]; attributes += 2) {
        int known = find_attribute((const char *)attributes[0]);
        if (known < 0 || node->n_attrs == UINT16_MAX)
            continue;
        const char *value = attributes[1] ? (const char *)attributes[1] : "";
        *array_push(&dom->attrs, dom->arena) = (struct dom_attr){
            .name = (uint32_t)known, .value = arena_copy(dom->arena, str_of(value))};
        node->n_attrs++;
    }
}

/* the parser opens and closes in pairs, but for those beyond the limit */
static void end_element(void *context, const xmlChar *name)
{
    struct builder *b = context;
    struct dom *dom = b->dom;
    (void)name;
    b->depth -= b->depth > 0;
    if (!b->open || dom->cut || b->depth >= DEPTH_MAX)
        return;
    dom->nodes.v[b->open].end = dom->nodes.n;
    b->open = dom->nodes.v[b->open].parent;
}

static void characters(void *context, const xmlChar *text, int n)
{
    struct builder *b = context;
    struct dom_node *node = n > 0 ? add_node(b) : NULL;
    if (!node)
        return;
    node->tag = TAG_TEXT;
    node->text = arena_copy(b->dom->arena, (struct str){(const char *)text, (size_t)n});
}

static void ignore_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

static void set_up(void)
{
    xmlInitParser();
}

static void run(htmlParserCtxtPtr parser, struct builder *b)
{
    htmlSAXHandler handler = {.startElement = start_element,
                              .endElement = end_element,
                              .characters = characters,
                              .ignorableWhitespace = characters,
                              .cdataBlock = characters,
                              .initialized = XML_SAX2_MAGIC,
                              .serror = ignore_error};
    htmlSAXHandler *own = parser->sax;
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                   HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8);
    parser->sax = &handler;
    parser->userData = b;
    htmlParseDocument(parser);
    parser->sax = own;
}

bool dom_parse(struct dom *dom, struct arena *arena, struct str html)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, set_up);
    *dom = (struct dom){.arena = arena};
    struct builder b = {.dom = dom};
    add_node(&b);
    if (!html.n)
        return true;
    htmlParserCtxtPtr parser = htmlCreateMemoryParserCtxt(html.s, (int)html.n);
    if (!parser)
        return false;
    run(parser, &b);
    htmlFreeParserCtxt(parser);
    while (b.open) { /* beyond the limit */
        dom->nodes.v[b.open].end = dom->nodes.n;
        b.open = dom->nodes.v[b.open].parent;
    }
    dom->nodes.v[0].end = dom->nodes.n;
    return true;
}

struct str dom_attribute(const struct dom *dom, uint32_t node, enum dom_attribute name)
{
    const struct dom_node *n = &dom->nodes.v[node];
    for (uint32_t i = n->first_attr; i < n->first_attr + n->n_attrs; i++)
        if (dom->attrs.v[i].name == name)
            return dom->attrs.v[i].value;
    return (struct str){NULL, 0};
}

uint32_t dom_entity(struct str name)
{
    char copy[ENTITY_MAX];
    if (name.n >= sizeof copy)
        return 0;
    memcpy(copy, name.s, name.n);
    copy[name.n] = '\0';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)copy);
    return entity ? entity->value : 0;
}

struct str dom_text(const struct dom *dom, struct arena *arena, uint32_t node, size_t max)
{
    char *out = arena_alloc(arena, max + 1);
    size_t n = 0;
    bool gap = false;
    for (uint32_t i = node; i < dom->nodes.v[node].end; i++) {
        struct str text = dom->nodes.v[i].text;
        gap |= n && (dom->nodes.v[i].is_block || dom->nodes.v[i].tag == TAG_BR);
        for (size_t k = 0; k < text.n && n + 1 < max; k++) {
            bool space = strchr(" \t\r\n\f", text.s[k]) != NULL;
            if (space) {
                gap |= n > 0;
                continue;
            }
            if (gap)
                out[n++] = ' ';
            gap = false;
            out[n++] = text.s[k];
        }
    }
    while (n && n + 1 >= max && (out[n - 1] & 0x80)) /* cut within a character */
        n--;
    return (struct str){out, n};
}
