/* page: the way from the bytes of a page to an article, in order. Each step is a file. */
#include "intake/html/page.h"

#include "intake/html/charset.h"
#include "intake/html/evidence.h"
#include "intake/html/gather.h"
#include "intake/html/metadata.h"
#include "intake/html/tidy.h"
#include "intake/html/weigh.h"

enum { TOLD_MIN = 400 };

/* A page that shows a stub while its JSON-LD tells the whole story in plain text: that is taken. */
static void prefer_told(struct page *page, struct str told)
{
    if (told.n < TOLD_MIN || told.n < page->text.n * 2 || memchr(told.s, '<', told.n))
        return;
    page->text = told;
}

/* the page from its HTML in UTF-8 */
static void read_html(struct page *page, struct arena *arena, const struct world *world,
                      struct str html, bool noscript, const struct page_source *source)
{
    struct tidied tidied;
    struct dom dom;
    struct passages passages;
    struct blockrules rules;
    struct linked linked = {0};
    tidy(&tidied, arena, html, noscript);
    page->n_dropped = tidied.n_dropped;
    if (!dom_parse(&dom, arena, tidied.html))
        return;
    page->cut = dom.cut;
    uint16_t *evidence = evidence_find(&dom, arena, world);
    passages_find(&passages, arena, &dom);
    weigh_passages(&passages, arena, &dom, evidence);
    uint32_t container = source->fragment ? 0 : weigh_choose(&passages, &dom, evidence);
    for (uint32_t i = 0; i < tidied.linked.n; i++)
        linked_read(&linked, arena, tidied.linked.v[i]);
    if (source->fragment)
        page->title = source->title;
    else
        metadata_read(page, arena, &dom, evidence, &linked, container, source);
    blockrules_open(&rules, world);
    gather_text(page, arena, &dom, &passages, container, page->title, &rules);
    prefer_told(page, linked.body);
}

void page_read(struct page *page, struct arena *arena, const struct world *world, struct str bytes,
               const struct page_source *source)
{
    *page = (struct page){0};
    struct str html = charset_to_utf8(page, arena, bytes, source->charset);
    read_html(page, arena, world, html, false, source);
    if (!page->text.n && str_find(html, STR("<noscript"), 0) != SIZE_MAX)
        read_html(page, arena, world, html, true, source);
}
