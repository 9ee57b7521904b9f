/* tree: tokens made into a tree, forgivingly. An end tag closes the innermost element of its name
 * and all within it; one that closes nothing is passed over; elements of HTML that have no contents
 * are closed at once. Namespaces are known by their addresses below, whatever the prefix. */
#include "intake/xml/tree.h"

#include <strings.h>

#include "intake/xml/markup.h"

static const struct {
    const char *address, *prefix;
} NAMESPACES[] = {
    {"http://purl.org/rss/1.0/modules/content/", "content"},
    {"http://purl.org/dc/elements/1.1/", "dc"},
    {"http://purl.org/dc/terms/", "dcterms"},
    {"http://search.yahoo.com/mrss/", "media"},
    {"http://search.yahoo.com/mrss", "media"},
    {"http://rssnamespace.org/feedburner/ext/1.0", "feedburner"},
    {"http://www.itunes.com/dtds/podcast-1.0.dtd", "itunes"},
    {"http://www.w3.org/1999/02/22-rdf-syntax-ns#", "rdf"},
    {"http://purl.org/rss/1.0/", ""},
    {"http://purl.org/net/rss1.1#", ""},
    {"http://my.netscape.com/rdf/simple/0.9/", ""},
    {"http://channel.netscape.com/rdf/simple/0.9/", ""},
    {"http://my.netscape.com/publish/formats/rss-0.91.dtd", ""},
    {"http://backend.userland.com/rss2", ""},
    {"http://www.w3.org/2005/Atom", ""},
    {"http://purl.org/atom/ns#", ""},
    {"http://www.w3.org/1999/xhtml", ""},
    {"http://iptc.org/std/NITF/2006-10-18/", ""},
    {"http://iptc.org/std/nar/2006-10-01/", ""},
    {"http://iptc.org/std/NewsML/2003-10-10/", ""},
};

enum { BINDINGS_MAX = 64, NODES_MAX = 1 << 20 };

static const char *const EMPTY[] = {"br",  "hr",    "img",  "input", "wbr",
                                    "col", "embed", "area", "source"};

struct binding {
    struct str prefix;  /* as written; empty: of names without one */
    const char *stands; /* what to write instead; NULL: the prefix as it is */
    uint32_t node;      /* bound as long as this one is open */
};

struct builder {
    struct xml_tree *tree;
    ARRAY(struct binding) bindings;
    uint32_t open;  /* innermost open node */
    uint32_t depth; /* of it */
    uint32_t deep;  /* open elements beyond the limit */
};

static bool same_name(struct str a, struct str b)
{
    return a.n == b.n && a.n && strncasecmp(a.s, b.s, a.n) == 0;
}

static struct xml_node *add_node(struct builder *b)
{
    struct xml_tree *tree = b->tree;
    struct xml_node *node = array_push(&tree->nodes, tree->arena);
    node->parent = b->open;
    node->end = tree->nodes.n;
    return node;
}

static void bind(struct builder *b, struct str prefix, struct str address, uint32_t node)
{
    if (b->bindings.n == BINDINGS_MAX)
        return;
    struct binding *binding = array_push(&b->bindings, b->tree->arena);
    *binding = (struct binding){.prefix = prefix, .node = node};
    for (size_t i = 0; i < sizeof NAMESPACES / sizeof *NAMESPACES; i++)
        if (str_is(address, NAMESPACES[i].address))
            binding->stands = NAMESPACES[i].prefix;
}

static void take_attributes(struct builder *b, struct str rest, uint32_t node)
{
    struct xml_tree *tree = b->tree;
    struct str name, value;
    tree->nodes.v[node].first_attr = tree->attrs.n;
    while (tree->attrs.n < NODES_MAX && markup_attribute(&rest, &name, &value)) {
        struct xml_attr *attr = array_push(&tree->attrs, tree->arena);
        *attr = (struct xml_attr){name, str_trim(markup_resolve(tree->arena, value))};
        tree->nodes.v[node].n_attrs++;
        if (str_is(name, "xmlns"))
            bind(b, STR(""), attr->value, node);
        else if (str_starts(name, STR("xmlns:")))
            bind(b, str_cut(name.s, 6, name.n), attr->value, node);
    }
}

/* the name with the prefix it is known by */
static struct str known_name(const struct builder *b, struct str name)
{
    struct str local = markup_local(name);
    struct str prefix = str_cut(name.s, 0, local.n < name.n ? name.n - local.n - 1 : 0);
    for (uint32_t i = b->bindings.n; i-- > 0;) {
        const struct binding *binding = &b->bindings.v[i];
        if (!str_eq(binding->prefix, prefix))
            continue;
        if (!binding->stands)
            return name;
        if (!*binding->stands)
            return local;
        return str_is(prefix, binding->stands)
                   ? name
                   : arena_format(b->tree->arena, "%s:%.*s", binding->stands, STR_ARG(local));
    }
    return name;
}

static bool is_empty_element(struct str name)
{
    for (size_t i = 0; i < sizeof EMPTY / sizeof *EMPTY; i++)
        if (name.n == strlen(EMPTY[i]) && strncasecmp(name.s, EMPTY[i], name.n) == 0)
            return true;
    return false;
}

static void close_node(struct builder *b)
{
    b->tree->nodes.v[b->open].end = b->tree->nodes.n;
    while (b->bindings.n && b->bindings.v[b->bindings.n - 1].node == b->open)
        b->bindings.n--;
    b->open = b->tree->nodes.v[b->open].parent;
    b->depth--;
}

static void open_element(struct builder *b, const struct markup *token)
{
    bool empty = token->kind == MARKUP_EMPTY || is_empty_element(token->name);
    if (b->depth >= XML_DEPTH) {
        b->deep += !empty;
        b->tree->n_dropped++;
        return;
    }
    add_node(b);
    uint32_t node = b->tree->nodes.n - 1;
    take_attributes(b, token->inside, node);
    b->tree->nodes.v[node].name = known_name(b, token->name);
    b->open = node;
    b->depth++;
    if (empty)
        close_node(b);
}

static void close_element(struct builder *b, struct str name)
{
    const struct xml_node *nodes = b->tree->nodes.v;
    if (is_empty_element(name))
        return;
    if (b->deep) {
        b->deep--;
        return;
    }
    name = known_name(b, name);
    uint32_t match = b->open;
    while (match && !same_name(nodes[match].name, name))
        match = nodes[match].parent;
    uint32_t stop = match ? nodes[match].parent : b->open;
    while (b->open != stop)
        close_node(b);
}

void xml_read(struct xml_tree *tree, struct arena *arena, struct str bytes)
{
    *tree = (struct xml_tree){.arena = arena};
    struct builder b = {.tree = tree};
    struct markup_scan scan = {.bytes = bytes, .last = true};
    struct markup token;
    add_node(&b);
    add_node(&b);
    b.open = XML_ROOT;
    b.depth = 1;
    while (tree->nodes.n < NODES_MAX && markup_next(&scan, &token)) {
        switch (token.kind) {
        case MARKUP_OPEN:
        case MARKUP_EMPTY:
            open_element(&b, &token);
            break;
        case MARKUP_CLOSE:
            close_element(&b, token.name);
            break;
        case MARKUP_TEXT:
            add_node(&b)->text = markup_resolve(arena, token.inside);
            break;
        case MARKUP_CDATA:
            add_node(&b)->text = token.inside;
            break;
        case MARKUP_OTHER:
            break;
        }
    }
    tree->cut = scan.at < bytes.n;
    while (b.open)
        close_node(&b);
}

bool xml_is(const struct xml_tree *tree, uint32_t node, const char *name)
{
    return same_name(tree->nodes.v[node].name, str_of(name));
}

static uint32_t find_child(const struct xml_tree *tree, uint32_t node, struct str name,
                           uint32_t after)
{
    const struct xml_node *nodes = tree->nodes.v;
    for (uint32_t i = after ? nodes[after].end : node + 1; i < nodes[node].end; i = nodes[i].end)
        if (same_name(nodes[i].name, name))
            return i;
    return 0;
}

uint32_t xml_child(const struct xml_tree *tree, uint32_t node, const char *name, uint32_t after)
{
    return find_child(tree, node, str_of(name), after);
}

static uint32_t find_below(const struct xml_tree *tree, uint32_t node, struct str name)
{
    for (uint32_t i = node + 1; i < tree->nodes.v[node].end; i++)
        if (same_name(tree->nodes.v[i].name, name))
            return i;
    return 0;
}

uint32_t xml_below(const struct xml_tree *tree, uint32_t node, const char *name)
{
    return find_below(tree, node, str_of(name));
}

uint32_t xml_path(const struct xml_tree *tree, uint32_t node, const char *path)
{
    bool anywhere = path[0] == '/';
    struct str rest = str_of(anywhere ? path + 2 : path);
    if (!rest.n)
        return node;
    for (struct str step = str_split(&rest, '/'); step.s; step = str_split(&rest, '/')) {
        node = anywhere ? find_below(tree, node, step) : find_child(tree, node, step, 0);
        anywhere = false;
        if (!node)
            return 0;
    }
    return node;
}

struct str xml_attribute(const struct xml_tree *tree, uint32_t node, const char *name)
{
    const struct xml_node *n = &tree->nodes.v[node];
    for (uint32_t i = n->first_attr; i < n->first_attr + n->n_attrs; i++)
        if (same_name(tree->attrs.v[i].name, str_of(name)))
            return tree->attrs.v[i].value;
    return (struct str){NULL, 0};
}
