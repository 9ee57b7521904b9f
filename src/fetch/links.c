/* links: read by the readers of articles (intake/). */
#include "fetch/links.h"

#include "doc/doc.h"
#include "intake/forms.h"
#include "intake/xml/tree.h"

enum { ENTRIES_MAX = 1000 };

void links_of_opml(struct links *links, struct arena *arena, struct str bytes)
{
    struct xml_tree tree;
    xml_read(&tree, arena, bytes);
    for (uint32_t i = XML_ROOT + 1; i < tree.nodes.n; i++) {
        struct str url =
            xml_is(&tree, i, "outline") ? xml_attribute(&tree, i, "xmlUrl") : (struct str){NULL, 0};
        if (url.n)
            *array_push(&links->list, arena) = arena_copy(arena, url);
    }
}

void links_of_feed(struct links *links, struct arena *arena, struct str bytes)
{
    struct intake in;
    struct raw_article raw;
    struct doc doc;
    struct arena scratch;
    if (!feed_detect(cut_visible(bytes)))
        return;
    doc_init(&doc);
    arena_init(&scratch, 0);
    raw_article_init(&raw);
    intake_open_memory(&in, bytes, "feed", INTAKE_FEED);
    enum onr_status status = ONR_OK;
    for (int i = 0; i < ENTRIES_MAX && status != ONR_END; i++) {
        status = intake_next(&in, &raw, NULL);
        struct article_tools tools = {NULL, &scratch};
        doc_reset(&doc);
        if (status != ONR_OK || feed_fill(&doc, &raw, &tools, NULL) != ONR_OK)
            continue;
        struct str url = doc_string(&doc, doc.article.url);
        if (url.n)
            *array_push(&links->list, arena) = arena_copy(arena, url);
    }
    intake_close(&in);
    raw_article_release(&raw);
    arena_release(&scratch);
    doc_release(&doc);
}
