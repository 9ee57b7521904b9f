/* webpage: the meeting of html/page, which reads a page, and article, which fills a document. What
 * the input told beside the page (an id, an address, a date) goes before what the page says. */
#include "intake/webpage.h"

#include <strings.h>

#include "intake/forms.h"
#include "intake/html/page.h"
#include "intake/xml/tree.h"

static void take_over(struct article_fields *fields, const struct page *page)
{
    const struct str found[ARTICLE_FIELDS] = {
        [FIELD_TITLE] = page->title,       [FIELD_PUBLISHED] = page->published,
        [FIELD_URL] = page->url,           [FIELD_SOURCE] = page->source,
        [FIELD_LANGUAGE] = page->language, [FIELD_AUTHORS] = page->authors,
        [FIELD_MODIFIED] = page->modified,
    };
    for (int i = 0; i < ARTICLE_FIELDS; i++)
        if (!str_trim(fields->v[i]).n)
            fields->v[i] = found[i];
    fields->v[FIELD_TEXT] = page->text;
    fields->v[FIELD_HTML] = (struct str){NULL, 0};
}

static void notice_oddities(struct doc *doc, const struct page *page)
{
    const struct span nowhere = {0, 0};
    if (page->n_repaired)
        doc_notice(doc, NOTICE_WARNING, "invalid-encoding", nowhere,
                   "%u invalid sequences in the page, read as %s, replaced by U+FFFD",
                   page->n_repaired, page->charset);
    if (page->n_dropped)
        doc_notice(doc, NOTICE_WARNING, "nested-too-deep", nowhere,
                   "%u tags of the page stand too deep and were left out", page->n_dropped);
    if (page->cut)
        doc_notice(doc, NOTICE_WARNING, "page-cut", nowhere,
                   "the page has too many elements; its end was left out");
}

enum onr_status webpage_fill(struct doc *doc, const struct article_tools *tools,
                             const struct article_fields *given, struct str html,
                             struct str charset, const struct article_source *source,
                             struct onr_error *error)
{
    struct page page;
    struct article_fields fields = *given;
    if (html.n > INTAKE_MAX_ARTICLE)
        return error_set(error, ONR_ERR_LIMIT, "%s: more than %zu MB in one page", source->place,
                         INTAKE_MAX_ARTICLE >> 20);
    struct str address = given->v[given->v[FIELD_URL].n ? FIELD_URL : FIELD_ADDRESS];
    struct arena_mark mark = arena_mark(tools->scratch);
    page_read(&page, tools->scratch, tools->world, html,
              &(struct page_source){.url = address, .charset = charset});
    take_over(&fields, &page);
    enum onr_status status = ONR_OK;
    if (!str_trim(page.text).n)
        status = error_set(error, ONR_ERR_FORMAT, "%s: a page without an article", source->place);
    if (status == ONR_OK)
        status = article_fill_fields(doc, &fields, source, error);
    if (status == ONR_OK)
        notice_oddities(doc, &page);
    arena_rewind(tools->scratch, mark);
    return status;
}

struct str webpage_fragment(struct doc *doc, const struct article_tools *tools, struct str html,
                            struct str title)
{
    struct page page;
    if (html.n > INTAKE_MAX_ARTICLE)
        return (struct str){NULL, 0};
    page_read(&page, tools->scratch, tools->world, html,
              &(struct page_source){.charset = STR("utf-8"), .fragment = true, .title = title});
    notice_oddities(doc, &page);
    if (str_trim(page.text).n)
        return page.text;
    struct xml_tree tree;
    xml_read(&tree, tools->scratch, html);
    return xml_prose(&tree, XML_ROOT);
}

enum onr_status article_from_html(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error)
{
    struct article_source source = {raw->origin, article_place(doc, raw)};
    return webpage_fill(doc, tools, &(struct article_fields){0}, buf_str(&raw->bytes),
                        (struct str){NULL, 0}, &source, error);
}

/* a doctype or an element that pages open with, behind comments and declarations */
bool html_detect(struct str head)
{
    if (str_starts(head, STR("\xff\xfe<\0")) || str_starts(head, STR("\xfe\xff\0<")))
        return true; /* UTF-16, and what else would open with a bracket */
    static const char *const opens[] = {"<!doctype html", "<html", "<head", "<body", "<article"};
    while (str_starts(head, STR("<!--")) || str_starts(head, STR("<?xml"))) {
        size_t end = str_find(head, STR(">"), 0);
        if (str_starts(head, STR("<!--")))
            end = str_find(head, STR("-->"), 0);
        if (end == SIZE_MAX)
            return false;
        head = cut_visible(str_cut(head.s, end + (head.s[1] == '!' ? 3 : 1), head.n));
    }
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++)
        if (head.n > strlen(opens[i]) && strncasecmp(head.s, opens[i], strlen(opens[i])) == 0)
            return true;
    return false;
}
