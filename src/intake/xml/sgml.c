/* sgml: the collections of the Linguistic Data Consortium and their kin (<DOC id= type=>, older
 * ones <DOC><DOCNO>), and Reuters-21578. Their lines are broken by hand; paragraphs are marked by
 * <P>, by blank lines or by indenting. A dateline of its own goes back in front of the text. */
#include "intake/date.h"
#include "intake/forms.h"
#include "intake/xml/story.h"
#include "intake/xml/units.h"

static const struct story_rule LDC[] = {
    {FIELD_ID, "", "id"},
    {FIELD_ID, "DOCNO", NULL},
    {FIELD_ID, "DOCID", NULL},
    {FIELD_TITLE, "//HEADLINE", NULL},
    {FIELD_TITLE, "//HEAD", NULL},
    {FIELD_TITLE, "//HL", NULL},
    {FIELD_TITLE, "//TITLE", NULL},
    {FIELD_AUTHORS, "//BYLINE", NULL},
    {FIELD_AUTHORS, "//AUTHOR", NULL},
    {FIELD_DATELINE, "//DATELINE", NULL},
    {FIELD_PUBLISHED, "//DATE_TIME", NULL},
    {FIELD_PUBLISHED, "//DATETIME", NULL},
    {FIELD_PUBLISHED, "//PUBDATE", NULL},
    {FIELD_PUBLISHED, "//DATE", NULL},
    {FIELD_PUBLISHED, "//DD", NULL},
    {FIELD_SOURCE, "//SOURCE", NULL},
    {FIELD_SOURCE, "//SO", NULL},
};

static const struct story_rule REUTERS[] = {
    {FIELD_ID, "", "NEWID"},
    {FIELD_TITLE, "TEXT/TITLE", NULL},
    {FIELD_AUTHORS, "TEXT/AUTHOR", NULL},
    {FIELD_DATELINE, "TEXT/DATELINE", NULL},
    {FIELD_PUBLISHED, "DATE", NULL},
};

/* the eight digits in "EXA_ENG_19940701.0001" or the six in "AP880212-0001" that are a date */
static struct str date_in_id(struct arena *arena, struct str id)
{
    for (size_t i = 0; i < id.n; i++) {
        size_t n = 0;
        while (i + n < id.n && id.s[i + n] >= '0' && id.s[i + n] <= '9')
            n++;
        if (n == 8)
            return str_cut(id.s, i, i + 8);
        if (n == 6)
            return arena_format(arena, "19%.6s", id.s + i);
        i += n;
    }
    return (struct str){NULL, 0};
}

/* without the name of the agency behind the last sentence */
static struct str without_signature(struct str text)
{
    static const char *const ends[] = {"Reuter", "REUTER", "REUTERS", "Reuters"};
    text = str_trim(text);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (str_ends(text, str_of(ends[i])) && text.n > 8 &&
            strchr(" \n", text.s[text.n - strlen(ends[i]) - 1]))
            return str_trim(str_cut(text.s, 0, text.n - strlen(ends[i])));
    return text;
}

/* "GUAM, July 1 (EXA)" in front of the text, unless that opens with it */
static void put_dateline(struct story *story)
{
    struct str line = str_trim(story->fields.v[FIELD_DATELINE]), text = story->fields.v[FIELD_TEXT];
    story->fields.v[FIELD_DATELINE] = (struct str){NULL, 0};
    if (!line.n || line.n > 120 || str_starts(text, line))
        return;
    bool joined = line.s[line.n - 1] == '-' || str_ends(line, STR("\xe2\x80\x94"));
    if (text.n < ((size_t)1 << 30))
        story->fields.v[FIELD_TEXT] = arena_format(story->tree.arena, "%.*s%s%.*s", STR_ARG(line),
                                                   joined ? " " : " - ", STR_ARG(text));
}

enum onr_status ldc_fill(struct doc *doc, const struct raw_article *raw,
                         const struct article_tools *tools, struct onr_error *error)
{
    struct story story;
    story_open(&story, doc, raw, tools);
    uint32_t node = xml_below(&story.tree, XML_ROOT, "DOC");
    STORY_APPLY(&story, node, LDC);
    char iso[DATE_LENGTH];
    int32_t day;
    if (!date_normalise(story.fields.v[FIELD_PUBLISHED], iso, &day))
        story.fields.v[FIELD_PUBLISHED] = date_in_id(story.tree.arena, story.fields.v[FIELD_ID]);
    uint32_t text = xml_below(&story.tree, node, "TEXT");
    story_set(&story, FIELD_TEXT, xml_prose(&story.tree, text ? text : node));
    put_dateline(&story);
    return story_close(&story, error);
}

enum onr_status reuters_fill(struct doc *doc, const struct raw_article *raw,
                             const struct article_tools *tools, struct onr_error *error)
{
    struct story story;
    story_open(&story, doc, raw, tools);
    uint32_t node = xml_below(&story.tree, XML_ROOT, "REUTERS");
    STORY_APPLY(&story, node, REUTERS);
    uint32_t body = xml_path(&story.tree, node, "TEXT/BODY");
    uint32_t text = xml_child(&story.tree, node, "TEXT", 0);
    bool whole = !body && !story.fields.v[FIELD_TITLE].n; /* TYPE="UNPROC" */
    story_set(&story, FIELD_TEXT, without_signature(xml_prose(&story.tree, whole ? text : body)));
    story_set(&story, FIELD_SOURCE, STR("Reuters"));
    put_dateline(&story);
    return story_close(&story, error);
}

bool ldc_detect(struct str head)
{
    static const char *const marks[] = {"<TEXT",  "<DOCNO>",  "<DOCID>",    "<HEADLINE>",
                                        "<BODY>", "<DOCTYPE", "<DATE_TIME>"};
    if (!str_is(units_root(head), "DOC"))
        return false;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (str_find(head, str_of(marks[i]), 0) != SIZE_MAX)
            return true;
    return false;
}

enum onr_status ldc_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    static const struct unit_rule rule = {.names = {"DOC"}, .missing = "no <DOC> element"};
    return units_next(in, raw, error, &rule);
}

bool reuters_detect(struct str head)
{
    return str_is(units_root(head), "REUTERS");
}

enum onr_status reuters_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    static const struct unit_rule rule = {.names = {"REUTERS"}, .missing = "no <REUTERS> element"};
    return units_next(in, raw, error, &rule);
}
