/* newsml: NewsML-G2 (items, packages, messages) and NewsML 1, IPTC. A message is cut into its
 * items; in packages and in items whose contents lie elsewhere (pictures, links) is nothing to
 * read, and they are passed over. The text stands in NITF, XHTML or plain. */
#include "intake/forms.h"
#include "intake/webpage.h"
#include "intake/xml/nitf.h"
#include "intake/xml/units.h"

static const struct story_rule G2[] = {
    {FIELD_ID, "", "guid"},
    {FIELD_TITLE, "contentMeta/headline", NULL},
    {FIELD_TITLE, "itemMeta/title", NULL},
    {FIELD_AUTHORS, "contentMeta/by", NULL},
    {FIELD_AUTHORS, "contentMeta/creator/name", NULL},
    {FIELD_DATELINE, "contentMeta/dateline", NULL},
    {FIELD_DATELINE, "contentMeta/located/name", NULL},
    {FIELD_PUBLISHED, "itemMeta/firstCreated", NULL},
    {FIELD_PUBLISHED, "contentMeta/contentCreated", NULL},
    {FIELD_PUBLISHED, "itemMeta/versionCreated", NULL},
    {FIELD_MODIFIED, "itemMeta/versionCreated", NULL},
    {FIELD_SOURCE, "contentMeta/infoSource/name", NULL},
    {FIELD_SOURCE, "itemMeta/provider/name", NULL},
    {FIELD_SOURCE, "itemMeta/provider", "literal"},
    {FIELD_SOURCE, "contentMeta/creditline", NULL},
    {FIELD_SOURCE, "itemMeta/provider", "qcode"},
    {FIELD_SOURCE, "itemMeta/provider", "uri"},
    {FIELD_LANGUAGE, "contentMeta/language", "tag"},
    {FIELD_LANGUAGE, "contentSet/inlineXML", "xml:lang"},
    {FIELD_LANGUAGE, "", "xml:lang"},
    {FIELD_STATUS, "itemMeta/pubStatus", "qcode"},
    {FIELD_STATUS, "itemMeta/signal", "qcode"},
    {FIELD_EMBARGO, "itemMeta/embargoed", NULL},
    {FIELD_NOTE, "itemMeta/edNote", NULL},
};

static const struct story_rule V1[] = {
    {FIELD_ID, "Identification/NewsIdentifier/PublicIdentifier", NULL},
    {FIELD_ID, "Identification/NewsIdentifier/NewsItemId", NULL},
    {FIELD_TITLE, "//NewsLines/HeadLine", NULL},
    {FIELD_AUTHORS, "//NewsLines/ByLine", NULL},
    {FIELD_DATELINE, "//NewsLines/DateLine", NULL},
    {FIELD_PUBLISHED, "NewsManagement/FirstCreated", NULL},
    {FIELD_PUBLISHED, "NewsManagement/ThisRevisionCreated", NULL},
    {FIELD_MODIFIED, "NewsManagement/ThisRevisionCreated", NULL},
    {FIELD_SOURCE, "//AdministrativeMetadata/Provider/Party", "FormalName"},
    {FIELD_SOURCE, "//NewsLines/CreditLine", NULL},
    {FIELD_SOURCE, "Identification/NewsIdentifier/ProviderId", NULL},
    {FIELD_LANGUAGE, "//DescriptiveMetadata/Language", "FormalName"},
    {FIELD_STATUS, "NewsManagement/Status", "FormalName"},
    {FIELD_STATUS, "NewsManagement/Instruction", "FormalName"},
    {FIELD_EMBARGO, "NewsManagement/StatusWillChange/DateAndTime", NULL},
    {FIELD_NOTE, "//NewsComponent/Comment", NULL},
};

/* "nprov:EXA" without the name of its vocabulary */
static void drop_scheme(struct str *code)
{
    const char *colon =
        code->n && !memchr(code->s, ' ', code->n) ? memchr(code->s, ':', code->n) : NULL;
    if (colon && !str_starts(*code, STR("http")))
        *code = str_cut(code->s, (size_t)(colon - code->s) + 1, code->n);
}

/* what stands in an element of contents: NITF, XHTML or lines */
static struct str contents(struct story *story, uint32_t node)
{
    struct xml_tree *tree = &story->tree;
    uint32_t nitf = xml_below(tree, node, "nitf"), body = xml_below(tree, node, "body.content");
    if (nitf)
        nitf_read(story, nitf);
    struct str type = xml_attribute(tree, node, "contenttype");
    if (str_is(type, "text/html") && xml_raw_text(tree, node).n)
        return webpage_fragment(story->doc, story->tools, xml_raw_text(tree, node),
                                story->fields.v[FIELD_TITLE]);
    return xml_prose(tree, body ? body : node);
}

static void read_g2(struct story *story, uint32_t item)
{
    struct xml_tree *tree = &story->tree;
    STORY_APPLY(story, item, G2);
    drop_scheme(&story->fields.v[FIELD_SOURCE]);
    uint32_t set = xml_child(tree, item, "contentSet", 0);
    for (uint32_t i = set ? set + 1 : 0; i && i < tree->nodes.v[set].end; i = tree->nodes.v[i].end)
        if (xml_is(tree, i, "inlineXML") || xml_is(tree, i, "inlineData"))
            story_set(story, FIELD_TEXT, contents(story, i));
}

/* the medium of a ContentItem is text, or not told */
static bool is_text(const struct xml_tree *tree, uint32_t content)
{
    uint32_t type = xml_child(tree, tree->nodes.v[content].parent, "MediaType", 0);
    struct str name = type ? xml_attribute(tree, type, "FormalName") : (struct str){NULL, 0};
    return !name.n || str_is(name, "Text") || str_is(name, "text") || str_is(name, "ComplexData");
}

/* Of several texts in an item (story, caption, summary) the longest is the story. */
static void read_v1(struct story *story, uint32_t item)
{
    struct xml_tree *tree = &story->tree;
    struct str best = {NULL, 0};
    STORY_APPLY(story, item, V1);
    for (uint32_t i = item + 1; i < tree->nodes.v[item].end; i++) {
        if (!xml_is(tree, i, "DataContent") || !is_text(tree, i))
            continue;
        struct str text = contents(story, i);
        best = text.n > best.n ? text : best;
    }
    if (best.n)
        story->fields.v[FIELD_TEXT] = best;
}

enum onr_status newsml_fill(struct doc *doc, const struct raw_article *raw,
                            const struct article_tools *tools, struct onr_error *error)
{
    struct story story;
    story_open(&story, doc, raw, tools);
    uint32_t item = xml_below(&story.tree, XML_ROOT, "newsItem");
    if (item && xml_child(&story.tree, item, "NewsManagement", 0))
        read_v1(&story, item);
    else if (item)
        read_g2(&story, item);
    return story_close(&story, error);
}

bool newsml_g2_detect(struct str head)
{
    static const char *const roots[] = {"newsMessage", "newsItem", "packageItem"};
    struct str root = units_root(head);
    for (size_t i = 0; i < sizeof roots / sizeof *roots; i++)
        if (str_is(root, roots[i]))
            return true;
    return false;
}

enum onr_status newsml_g2_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    static const struct unit_rule rule = {
        .names = {"newsItem"},
        .needs = "inline",
        .missing = "no <newsItem> with a text in it, only references to what lies elsewhere"};
    return units_next(in, raw, error, &rule);
}

bool newsml_1_detect(struct str head)
{
    return str_is(units_root(head), "NewsML");
}

enum onr_status newsml_1_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    static const struct unit_rule rule = {
        .names = {"NewsItem"},
        .nested = true,
        .needs = "DataContent",
        .missing = "no <NewsItem> with a text in it, only references to what lies elsewhere"};
    return units_next(in, raw, error, &rule);
}
