/* page: a web page made into an article. */
#ifndef ONR_INTAKE_HTML_PAGE_H
#define ONR_INTAKE_HTML_PAGE_H

#include "base/array.h"
#include "base/str.h"
#include "world/world.h"

/* All strings are UTF-8 in the arena; {NULL,0} = the page does not tell. */
struct page {
    struct str text; /* the story without its headline; paragraphs with a blank line between */
    struct str title, url, source, language;
    struct str authors;             /* a line each */
    struct str published, modified; /* as the page has them; see intake/date.h */
    const char *charset;            /* what the bytes were read as */
    uint32_t n_repaired;            /* invalid sequences replaced */
    uint32_t n_dropped;             /* tags too deep to be kept */
    bool cut;                       /* the end of a page of millions of elements was not read */
};

/* what was known about a page before it was opened */
struct page_source {
    struct str url;     /* where it was got from */
    struct str charset; /* as HTTP said */
    bool fragment;      /* all of it is the story, as in feeds */
    struct str title;   /* of a fragment; left out where the text repeats it */
};

/* Reads a page in any encoding. Everything it makes lives in the arena. world may be NULL (no
 * words of markup are known then). */
void page_read(struct page *page, struct arena *arena, const struct world *world, struct str bytes,
               const struct page_source *source);

#endif
