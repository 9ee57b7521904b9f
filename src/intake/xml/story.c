/* story: from a tree to fields by tables, and from fields to the document. */
#include "intake/xml/story.h"

#include "intake/html/charset.h"
#include "intake/release.h"
#include "intake/xml/markup.h"

/* the encoding that the XML declaration names; empty when there is none */
static struct str declared_encoding(struct str bytes)
{
    struct str name, value, rest = str_cut(bytes.s, 0, bytes.n < 200 ? bytes.n : 200);
    if (!str_starts(rest, STR("<?xml ")))
        return (struct str){NULL, 0};
    size_t end = str_find(rest, STR("?>"), 0);
    rest = str_cut(rest.s, 6, end == SIZE_MAX ? rest.n : end);
    while (markup_attribute(&rest, &name, &value))
        if (str_is(name, "encoding"))
            return value;
    return (struct str){NULL, 0};
}

void story_open(struct story *story, struct doc *doc, const struct raw_article *raw,
                const struct article_tools *tools)
{
    struct str bytes = buf_str(&raw->bytes);
    *story =
        (struct story){.doc = doc, .raw = raw, .tools = tools, .mark = arena_mark(tools->scratch)};
    struct str text =
        charset_to_utf8(&story->page, tools->scratch, bytes, declared_encoding(bytes));
    xml_read(&story->tree, tools->scratch, text);
}

void story_set(struct story *story, enum article_field field, struct str value)
{
    if (field == FIELD_STATUS && !release_word(value))
        return;
    if (!story->fields.v[field].n && str_trim(value).n)
        story->fields.v[field] = value;
}

/* the text of this element and those of its name behind it, a line each */
static struct str all_lines(struct story *story, uint32_t node)
{
    const struct xml_node *nodes = story->tree.nodes.v;
    struct str lines = xml_line(&story->tree, node);
    uint32_t parent = nodes[node].parent;
    for (uint32_t i = nodes[node].end; i < nodes[parent].end && lines.n < 2000; i = nodes[i].end)
        if (nodes[i].name.n && str_eq(nodes[i].name, nodes[node].name))
            lines = arena_format(story->tree.arena, "%.*s\n%.*s", STR_ARG(lines),
                                 STR_ARG(xml_line(&story->tree, i)));
    return lines;
}

void story_apply(struct story *story, uint32_t node, const struct story_rule *rules, size_t n)
{
    for (size_t i = 0; i < n && node; i++) {
        if (story->fields.v[rules[i].field].n)
            continue;
        uint32_t at = xml_path(&story->tree, node, rules[i].path);
        if (!at)
            continue;
        if (rules[i].attribute)
            story_set(story, rules[i].field, xml_attribute(&story->tree, at, rules[i].attribute));
        else if (rules[i].field == FIELD_AUTHORS)
            story_set(story, FIELD_AUTHORS, all_lines(story, at));
        else
            story_set(story, rules[i].field, xml_line(&story->tree, at));
    }
}

enum onr_status story_close(struct story *story, struct onr_error *error)
{
    struct doc *doc = story->doc;
    struct article_source source = {story->raw->origin, article_place(doc, story->raw)};
    enum onr_status status = article_fill_fields(doc, &story->fields, &source, error);
    if (status == ONR_OK && story->page.n_repaired)
        doc_notice(doc, NOTICE_WARNING, "invalid-encoding", (struct span){0, 0},
                   "%u invalid sequences, read as %s, replaced by U+FFFD", story->page.n_repaired,
                   story->page.charset);
    if (status == ONR_OK && story->tree.n_dropped)
        doc_notice(doc, NOTICE_WARNING, "nested-too-deep", (struct span){0, 0},
                   "%u tags stand too deep and were left out", story->tree.n_dropped);
    if (status == ONR_OK && story->tree.cut)
        doc_notice(doc, NOTICE_WARNING, "page-cut", (struct span){0, 0},
                   "the article has too many elements; its end was left out");
    arena_rewind(story->tools->scratch, story->mark);
    return status;
}
