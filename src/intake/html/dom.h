/* dom: the tree of a page, as flat arrays in document order. */
#ifndef ONR_INTAKE_HTML_DOM_H
#define ONR_INTAKE_HTML_DOM_H

#include "base/array.h"
#include "base/error.h"
#include "base/str.h"

/* the elements that reading a page tells apart */
enum dom_tag {
    TAG_NONE, /* any other element; inline */
    TAG_TEXT, /* no element: text */
    TAG_A,
    TAG_ABBR,
    TAG_ADDRESS,
    TAG_ARTICLE,
    TAG_ASIDE,
    TAG_BLOCKQUOTE,
    TAG_BODY,
    TAG_BR,
    TAG_BUTTON,
    TAG_CENTER,
    TAG_DD,
    TAG_DETAILS,
    TAG_DIV,
    TAG_DL,
    TAG_DT,
    TAG_FIELDSET,
    TAG_FIGCAPTION,
    TAG_FIGURE,
    TAG_FOOTER,
    TAG_FORM,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_HEAD,
    TAG_HEADER,
    TAG_HR,
    TAG_HTML,
    TAG_IMG,
    TAG_INPUT,
    TAG_LABEL,
    TAG_LEGEND,
    TAG_LI,
    TAG_LINK,
    TAG_MAIN,
    TAG_MENU,
    TAG_META,
    TAG_NAV,
    TAG_OL,
    TAG_P,
    TAG_PRE,
    TAG_SECTION,
    TAG_SUMMARY,
    TAG_TABLE,
    TAG_TBODY,
    TAG_TD,
    TAG_TFOOT,
    TAG_TH,
    TAG_THEAD,
    TAG_TIME,
    TAG_TITLE,
    TAG_TR,
    TAG_UL,
    DOM_TAGS
};

/* the attributes that are kept */
enum dom_attribute {
    ATTR_ARIA_HIDDEN,
    ATTR_CLASS,
    ATTR_CONTENT,
    ATTR_DATETIME,
    ATTR_HIDDEN,
    ATTR_HREF,
    ATTR_ID,
    ATTR_ITEMPROP,
    ATTR_LANG,
    ATTR_NAME,
    ATTR_PROPERTY,
    ATTR_REL,
    ATTR_ROLE,
    ATTR_STYLE,
    DOM_ATTRIBUTES
};

struct dom_attr {
    uint32_t name; /* enum dom_attribute */
    struct str value;
};

/* Node 0 is the root, which is no element. The nodes below i are i + 1 … end - 1, its children
 * i + 1, the end of that one, and so on. */
struct dom_node {
    uint32_t parent, end;
    uint32_t first_attr;
    uint16_t n_attrs;
    uint8_t tag;     /* enum dom_tag */
    bool is_block;   /* stands in lines of its own */
    struct str text; /* TAG_TEXT: UTF-8, as in the page, entities resolved */
};

struct dom {
    struct arena *arena;
    ARRAY(struct dom_node) nodes;
    ARRAY(struct dom_attr) attrs;
    bool cut; /* the page has more elements than are kept */
};

/* Parses HTML in UTF-8 (any bytes do no harm). The tree lives in the arena and may point into
 * html. False when the parser could not be set up. */
bool dom_parse(struct dom *dom, struct arena *arena, struct str html);

/* the value of an attribute of a node, {NULL,0} when it has none */
struct str dom_attribute(const struct dom *dom, uint32_t node, enum dom_attribute name);

/* the character that a named entity of HTML ("eacute") stands for; 0 = there is none */
uint32_t dom_entity(struct str name);

/* all text below a node, white space collapsed, at most max bytes; in the arena */
struct str dom_text(const struct dom *dom, struct arena *arena, uint32_t node, size_t max);

#endif
