/* nitf: the News Industry Text Format, IPTC, versions 3.x. */
#include "intake/xml/nitf.h"
#include "intake/forms.h"
#include "intake/release.h"
#include "intake/xml/units.h"

static const struct story_rule NITF[] = {
    {FIELD_ID, "head/docdata/doc-id", "id-string"},
    {FIELD_ID, "head/pubdata", "id"},
    {FIELD_TITLE, "body/body.head/hedline/hl1", NULL},
    {FIELD_TITLE, "head/title", NULL},
    {FIELD_DATELINE, "body/body.head/dateline/location", NULL},
    {FIELD_PUBLISHED, "head/docdata/date.issue", "norm"},
    {FIELD_PUBLISHED, "head/pubdata", "date.publication"},
    {FIELD_PUBLISHED, "body/body.head/dateline/story.date", "norm"},
    {FIELD_PUBLISHED, "head/docdata/date.release", "norm"},
    {FIELD_EMBARGO, "head/docdata/date.release", "norm"},
    {FIELD_SOURCE, "body/body.head/distributor", NULL},
    {FIELD_SOURCE, "head/pubdata", "name"},
    {FIELD_SOURCE, "body/body.head/rights/rights.owner", NULL},
    {FIELD_SOURCE, "head/docdata/doc.copyright", "holder"},
    {FIELD_URL, "head/pubdata", "ex-ref"},
    {FIELD_LANGUAGE, "", "baselang"},
    {FIELD_LANGUAGE, "", "xml:lang"},
    {FIELD_STATUS, "head/docdata", "management-status"},
    {FIELD_NOTE, "head/docdata/correction", "info"},
    {FIELD_NOTE, "head/docdata/ed-msg", "info"},
};

/* the persons in each <byline>, or all it says */
static void find_authors(struct story *story, uint32_t head)
{
    struct xml_tree *tree = &story->tree;
    struct str lines = {NULL, 0};
    uint32_t byline = head ? xml_child(tree, head, "byline", 0) : 0;
    for (; byline && lines.n < 2000; byline = xml_child(tree, head, "byline", byline)) {
        uint32_t person = xml_child(tree, byline, "person", 0), i = person ? person : byline;
        for (; i; i = person ? xml_child(tree, byline, "person", i) : 0)
            lines =
                arena_format(tree->arena, "%.*s%.*s\n", STR_ARG(lines), STR_ARG(xml_line(tree, i)));
    }
    story_set(story, FIELD_AUTHORS, lines);
}

/* A correction under embargo is told as a correction: the embargo has a field of its own. */
static void find_correction(struct story *story, uint32_t nitf)
{
    struct str *status = &story->fields.v[FIELD_STATUS];
    const char *word = release_word(*status);
    bool free = !word || (strcmp(word, "embargoed") == 0 && story->fields.v[FIELD_EMBARGO].n);
    if (free && xml_path(&story->tree, nitf, "head/docdata/correction"))
        *status = STR("corrected");
}

void nitf_read(struct story *story, uint32_t nitf)
{
    struct article_fields *fields = &story->fields;
    if (!nitf)
        return;
    STORY_APPLY(story, nitf, NITF);
    find_authors(story, xml_path(&story->tree, nitf, "body/body.head"));
    /* the date of release tells something only where the article was held back */
    if (str_eq(fields->v[FIELD_EMBARGO], fields->v[FIELD_PUBLISHED]))
        fields->v[FIELD_EMBARGO] = (struct str){NULL, 0};
    find_correction(story, nitf);
    story_set(story, FIELD_TEXT,
              xml_prose(&story->tree, xml_path(&story->tree, nitf, "body/body.content")));
    story_set(story, FIELD_TEXT,
              xml_prose(&story->tree, xml_path(&story->tree, nitf, "body/body.head/abstract")));
}

enum onr_status nitf_fill(struct doc *doc, const struct raw_article *raw,
                          const struct article_tools *tools, struct onr_error *error)
{
    struct story story;
    story_open(&story, doc, raw, tools);
    nitf_read(&story, xml_below(&story.tree, XML_ROOT, "nitf"));
    return story_close(&story, error);
}

bool nitf_detect(struct str head)
{
    return str_is(units_root(head), "nitf");
}

enum onr_status nitf_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    static const struct unit_rule rule = {.names = {"nitf"}, .missing = "no <nitf> element"};
    return units_next(in, raw, error, &rule);
}
