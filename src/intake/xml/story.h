/* story: what the readers of news XML and SGML share: the bytes of an article as a tree, and tables
 * that say which element is which field. */
#ifndef ONR_INTAKE_XML_STORY_H
#define ONR_INTAKE_XML_STORY_H

#include "intake/article.h"
#include "intake/xml/tree.h"

struct story {
    struct doc *doc;
    const struct raw_article *raw;
    const struct article_tools *tools;
    struct xml_tree tree;
    struct article_fields fields;
    struct arena_mark mark;
    struct page page; /* how its bytes were read */
};

/* Where a field stands; of several lines for one field the first that is not empty counts. Of
 * FIELD_AUTHORS all elements of the name in the last step count. */
struct story_rule {
    enum article_field field;
    const char *path;      /* as xml_path has it */
    const char *attribute; /* NULL: the text of the element */
};

/* Decodes and parses raw->bytes. */
void story_open(struct story *story, struct doc *doc, const struct raw_article *raw,
                const struct article_tools *tools);
/* Sets a field that is not set yet, unless the value is blank or, of FIELD_STATUS, says nothing. */
void story_set(struct story *story, enum article_field field, struct str value);
void story_apply(struct story *story, uint32_t node, const struct story_rule *rules, size_t n);
#define STORY_APPLY(story, node, rules) \
    story_apply((story), (node), (rules), sizeof(rules) / sizeof *(rules))

/* Fills the document from the fields and gives the memory back. */
ONR_CHECKED enum onr_status story_close(struct story *story, struct onr_error *error);

#endif
