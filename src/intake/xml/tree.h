/* tree: a piece of XML or SGML as a flat tree in document order. */
#ifndef ONR_INTAKE_XML_TREE_H
#define ONR_INTAKE_XML_TREE_H

#include "base/array.h"
#include "base/str.h"

enum {
    XML_ROOT = 1,
    XML_DEPTH = 200
}; /* elements open at a time; tags deeper than that are dropped */

struct xml_attr {
    struct str name, value; /* prefix kept; entities resolved */
};

/* Node 0 is none, node XML_ROOT holds all and is no element. The nodes below i are i + 1 … end - 1,
 * its children i + 1, the end of that one, and so on. */
struct xml_node {
    uint32_t parent, end;
    uint32_t first_attr, n_attrs;
    /* {NULL,0}: text. Elements of the vocabularies of news and of XHTML have no prefix, those of
     * known modules their usual one ("content:encoded"), others the one that was written. */
    struct str name;
    struct str text; /* entities resolved; may be part of the bytes that were read */
};

struct xml_tree {
    struct arena *arena;
    ARRAY(struct xml_node) nodes;
    ARRAY(struct xml_attr) attrs;
    uint32_t n_dropped; /* tags that stood too deep */
    bool cut;           /* it has more nodes than are kept */
};

/* Reads bytes of valid UTF-8, well-formed or not; what is open at their end is closed. */
void xml_read(struct xml_tree *tree, struct arena *arena, struct str bytes);

/* Names are compared without case: no two in these vocabularies differ by it only, and SGML has
 * none. */

/* first child of `node` with this name, or the one behind child `after`; 0 = none */
uint32_t xml_child(const struct xml_tree *tree, uint32_t node, const char *name, uint32_t after);
/* first node below `node` with this name, at any depth; 0 = none */
uint32_t xml_below(const struct xml_tree *tree, uint32_t node, const char *name);
/* "body.head/dateline/location" from `node`, the first child at each step; "//HeadLine" is the
 * first anywhere below; "" is `node` itself; 0 = none */
uint32_t xml_path(const struct xml_tree *tree, uint32_t node, const char *path);

bool xml_is(const struct xml_tree *tree, uint32_t node, const char *name);
/* value of an attribute, {NULL,0} when the node has none */
struct str xml_attribute(const struct xml_tree *tree, uint32_t node, const char *name);

/* All text below a node as one line, white space collapsed, without titles of persons; in the
 * arena. Empty for node 0. */
struct str xml_line(const struct xml_tree *tree, uint32_t node);
/* All text below a node as it stands; in the arena or the bytes that were read. */
struct str xml_raw_text(const struct xml_tree *tree, uint32_t node);
/* The text below a node as paragraphs with a blank line between; pictures, captions and footnotes
 * are left out. Where no element makes paragraphs, it is read as lines are. In the arena. */
struct str xml_prose(const struct xml_tree *tree, uint32_t node);
/* Text that was broken into lines, as paragraphs with a blank line between: blank lines and
 * indented ones begin a new one. In the arena. */
struct str xml_unwrap(struct arena *arena, struct str lines);

#endif
