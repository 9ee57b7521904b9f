/* metadata: what a page says about itself, the surest source first: JSON-LD, then the meta elements
 * of Open Graph and its kin, then visible text; for dates see published.c. The headline is the
 * heading that <title> or Open Graph repeat, since those carry the site's name around it. */
#include "intake/html/metadata.h"

#include <strings.h>

#include "intake/date.h"
#include "intake/html/evidence.h"
#include "intake/html/published.h"

enum { TITLE_MAX = 400, AUTHOR_MAX = 120 };

enum meta_field {
    META_TITLE,
    META_PUBLISHED,
    META_MODIFIED,
    META_AUTHOR,
    META_SITE,
    META_LANGUAGE,
    META_URL,
    META_FIELDS
};

/* names and properties of meta elements, the better ones of a field first */
static const struct {
    const char *name;
    enum meta_field field;
} METAS[] = {
    {"og:title", META_TITLE},
    {"twitter:title", META_TITLE},
    {"dc.title", META_TITLE},
    {"article:published_time", META_PUBLISHED},
    {"og:article:published_time", META_PUBLISHED},
    {"datepublished", META_PUBLISHED},
    {"parsely-pub-date", META_PUBLISHED},
    {"sailthru.date", META_PUBLISHED},
    {"article.published", META_PUBLISHED},
    {"published-date", META_PUBLISHED},
    {"published_at", META_PUBLISHED},
    {"publish-date", META_PUBLISHED},
    {"publishdate", META_PUBLISHED},
    {"publish_date", META_PUBLISHED},
    {"publication_date", META_PUBLISHED},
    {"pubdate", META_PUBLISHED},
    {"displaydate", META_PUBLISHED},
    {"originalpublicationdate", META_PUBLISHED},
    {"cxenseparse:recs:publishtime", META_PUBLISHED},
    {"article_date_original", META_PUBLISHED},
    {"article.created", META_PUBLISHED},
    {"dc.date.issued", META_PUBLISHED},
    {"dcterms.issued", META_PUBLISHED},
    {"dc.date.created", META_PUBLISHED},
    {"dcterms.created", META_PUBLISHED},
    {"dc.date", META_PUBLISHED},
    {"dcterms.date", META_PUBLISHED},
    {"ptime", META_PUBLISHED},
    {"citation_publication_date", META_PUBLISHED},
    {"date", META_PUBLISHED},
    {"article:modified_time", META_MODIFIED},
    {"og:updated_time", META_MODIFIED},
    {"datemodified", META_MODIFIED},
    {"lastmod", META_MODIFIED},
    {"last-modified", META_MODIFIED},
    {"dcterms.modified", META_MODIFIED},
    {"author", META_AUTHOR},
    {"parsely-author", META_AUTHOR},
    {"sailthru.author", META_AUTHOR},
    {"article:author", META_AUTHOR},
    {"dc.creator", META_AUTHOR},
    {"dcterms.creator", META_AUTHOR},
    {"byl", META_AUTHOR},
    {"og:site_name", META_SITE},
    {"application-name", META_SITE},
    {"dc.publisher", META_SITE},
    {"og:locale", META_LANGUAGE},
    {"content-language", META_LANGUAGE},
    {"dc.language", META_LANGUAGE},
    {"og:url", META_URL},
};
enum { N_METAS = sizeof METAS / sizeof *METAS };

struct reader {
    struct arena *arena;
    const struct dom *dom;
    const uint16_t *evidence;
    uint32_t container;
    struct str meta[META_FIELDS];
    uint32_t best[META_FIELDS]; /* row of METAS it came from */
    struct str title, canonical, language;
    uint32_t heading; /* node of the headline, 0 = not known */
};

static bool is_readable_date(struct str date)
{
    struct str found;
    return date_find(date, &found);
}

static bool same_name(struct str s, const char *name)
{
    return strncasecmp(s.s, name, s.n) == 0 && name[s.n] == '\0';
}

static void take_meta(struct reader *r, struct str name, struct str value)
{
    value = str_trim(value);
    if (!name.n || !value.n)
        return;
    for (uint32_t i = 0; i < N_METAS; i++) {
        enum meta_field field = METAS[i].field;
        if (!same_name(name, METAS[i].name) || (r->meta[field].n && r->best[field] <= i))
            continue;
        if (field == META_PUBLISHED && !is_readable_date(value))
            continue;
        if (field == META_AUTHOR && str_find(value, STR("://"), 0) != SIZE_MAX)
            continue;
        r->meta[field] = value;
        r->best[field] = i;
    }
}

static void take_head(struct reader *r, uint32_t i)
{
    const struct dom_node *node = &r->dom->nodes.v[i];
    if (node->tag == TAG_META) {
        struct str value = dom_attribute(r->dom, i, ATTR_CONTENT);
        take_meta(r, dom_attribute(r->dom, i, ATTR_PROPERTY), value);
        take_meta(r, dom_attribute(r->dom, i, ATTR_NAME), value);
        take_meta(r, dom_attribute(r->dom, i, ATTR_ITEMPROP), value);
    } else if (node->tag == TAG_TITLE && !r->title.n) {
        r->title = dom_text(r->dom, r->arena, i, TITLE_MAX);
    } else if (node->tag == TAG_HTML && !r->language.n) {
        r->language = dom_attribute(r->dom, i, ATTR_LANG);
    } else if (node->tag == TAG_LINK && !r->canonical.n &&
               str_is(dom_attribute(r->dom, i, ATTR_REL), "canonical")) {
        r->canonical = dom_attribute(r->dom, i, ATTR_HREF);
    }
}

/* ---- headline ---- */

/* the title without the name of the site behind or in front of a mark */
static struct str without_site(struct str title, struct str site)
{
    static const char *const marks[] = {" | ", " - ", " – ", " — ", " « ", " » ", " :: ", " · "};
    size_t cut = SIZE_MAX;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        struct str mark = str_of(marks[i]);
        for (size_t at = 0; (at = str_find(title, mark, at)) != SIZE_MAX; at++) {
            struct str tail = str_cut(title.s, at + mark.n, title.n);
            bool named = site.n && str_starts(tail, site);
            bool usual = at > tail.n || i == 0;
            if ((named || usual) && at >= 10 && (cut == SIZE_MAX || at < cut))
                cut = at;
        }
    }
    return cut == SIZE_MAX ? title : str_cut(title.s, 0, cut);
}

/* The title repeats the heading; but behind a longer one, it is the name of the site. */
static bool heads(struct str title, struct str heading)
{
    if (heading.n < 8 || title.n < heading.n)
        return false;
    size_t at = str_find(title, heading, 0);
    return at != SIZE_MAX && (at < heading.n || at + heading.n < title.n);
}

static bool is_heading(const struct dom_node *node)
{
    return node->tag == TAG_H1 || node->tag == TAG_H2 || node->tag == TAG_H3;
}

static bool is_repeated(const struct reader *r, const struct linked *linked, struct str heading)
{
    return heads(r->title, heading) || heads(r->meta[META_TITLE], heading) ||
           heads(linked->headline, heading);
}

/* The longest heading that a title repeats, or the first that makes up half of it, the name of the
 * site aside; else {NULL,0}, with the first of *n first-rank headings. */
static struct str find_heading(struct reader *r, const struct linked *linked, struct str *first,
                               uint32_t *n)
{
    struct str best = {NULL, 0};
    for (uint32_t i = 1; i < r->dom->nodes.n && best.n * 2 <= r->title.n; i++) {
        if (!is_heading(&r->dom->nodes.v[i]))
            continue;
        struct str heading = dom_text(r->dom, r->arena, i, TITLE_MAX);
        if (str_eq(heading, r->meta[META_SITE]) || str_eq(heading, linked->publisher))
            continue;
        bool first_rank = r->dom->nodes.v[i].tag == TAG_H1 && heading.n >= 3;
        bool better = heading.n > best.n && is_repeated(r, linked, heading);
        best = better ? heading : best;
        if (better || (first_rank && !r->heading))
            r->heading = i;
        if (first_rank && ++*n == 1)
            *first = heading;
    }
    return best;
}

static struct str find_headline(struct reader *r, const struct linked *linked)
{
    struct str first = {NULL, 0}, og = without_site(r->meta[META_TITLE], r->meta[META_SITE]);
    uint32_t n_first = 0;
    struct str heading = find_heading(r, linked, &first, &n_first);
    if (heading.n)
        return heading;
    if (n_first == 1 && first.n >= 20 && !og.n)
        return first;
    if (og.n)
        return og;
    if (linked->headline.n)
        return linked->headline;
    return r->title.n ? without_site(r->title, r->meta[META_SITE]) : first;
}

/* ---- authors and the rest ---- */

static struct str find_authors(struct reader *r, const struct linked *linked)
{
    if (linked->authors.n)
        return linked->authors;
    if (r->meta[META_AUTHOR].n && r->meta[META_AUTHOR].n < AUTHOR_MAX)
        return r->meta[META_AUTHOR];
    for (uint32_t i = 1; i < r->dom->nodes.n; i++) {
        bool by = r->evidence[i] & EVIDENCE_BYLINE;
        bool author = str_is(dom_attribute(r->dom, i, ATTR_REL), "author");
        if (!by && !author)
            continue;
        struct str text = dom_text(r->dom, r->arena, i, AUTHOR_MAX + 2);
        if (text.n >= 4 && text.n <= AUTHOR_MAX && (author || str_starts(text, STR("By "))))
            return text;
    }
    return (struct str){NULL, 0};
}

static struct str host_of(struct str url)
{
    size_t start = str_find(url, STR("://"), 0);
    if (start == SIZE_MAX)
        return (struct str){NULL, 0};
    start += 3;
    const char *end = memchr(url.s + start, '/', url.n - start);
    struct str host = str_cut(url.s, start, end ? (size_t)(end - url.s) : url.n);
    return str_starts(host, STR("www.")) ? str_cut(host.s, 4, host.n) : host;
}

static struct str first_of(struct str a, struct str b)
{
    return a.n ? a : b;
}

void metadata_read(struct page *page, struct arena *arena, const struct dom *dom,
                   const uint16_t *evidence, const struct linked *linked, uint32_t container,
                   const struct page_source *source)
{
    struct reader r = {.arena = arena, .dom = dom, .evidence = evidence, .container = container};
    for (uint32_t i = 1; i < dom->nodes.n; i++)
        take_head(&r, i);
    bool whole = str_starts(r.canonical, STR("http"));
    page->url = first_of(whole ? r.canonical : r.meta[META_URL], source->url);
    page->url = page->url.n ? arena_copy(arena, page->url) : page->url;
    page->title = find_headline(&r, linked);
    page->source = first_of(first_of(r.meta[META_SITE], linked->publisher), host_of(page->url));
    page->language = first_of(first_of(r.language, linked->language), r.meta[META_LANGUAGE]);
    page->authors = find_authors(&r, linked);
    published_find(page, arena,
                   &(struct published_clues){dom, evidence, linked, r.meta[META_PUBLISHED],
                                             r.meta[META_MODIFIED], r.heading, container});
}
