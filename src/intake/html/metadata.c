/* metadata: what a page says about itself, the surest source first: JSON-LD, then the meta elements
 * of Open Graph and its kin, then <time>, then the page's address, then visible text. Dates are
 * taken as they stand once intake/date.h can read them. The headline is the heading that <title>
 * or Open Graph repeat, since those carry the site's name around it. */
#include "intake/html/metadata.h"

#include <stdio.h>
#include <strings.h>

#include "intake/date.h"
#include "intake/html/evidence.h"

enum { TITLE_MAX = 400, DATE_MAX = 80, AUTHOR_MAX = 120 };

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
};

static bool is_readable_date(struct str date)
{
    char iso[DATE_LENGTH];
    int32_t day;
    return date_normalise(date, iso, &day);
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

/* The longest heading that a title repeats, or the first that makes up half of it, the name of the
 * site aside; else {NULL,0}, with the first of *n first-rank headings. */
static struct str find_heading(struct reader *r, const struct linked *linked, struct str *first,
                               uint32_t *n)
{
    struct str best = {NULL, 0};
    for (uint32_t i = 1; i < r->dom->nodes.n && best.n * 2 <= r->title.n; i++) {
        uint8_t tag = r->dom->nodes.v[i].tag;
        if (tag != TAG_H1 && tag != TAG_H2 && tag != TAG_H3)
            continue;
        struct str heading = dom_text(r->dom, r->arena, i, TITLE_MAX);
        if (str_eq(heading, r->meta[META_SITE]) || str_eq(heading, linked->publisher))
            continue;
        if (heading.n > best.n &&
            (heads(r->title, heading) || heads(r->meta[META_TITLE], heading) ||
             heads(linked->headline, heading)))
            best = heading;
        if (tag == TAG_H1 && heading.n >= 3) {
            ++*n;
            *first = first->n ? *first : heading;
        }
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

/* ---- dates ---- */

static bool take_date(struct str *into, struct str date)
{
    date = str_trim(date);
    if (into->n || !is_readable_date(date))
        return false;
    *into = date;
    return true;
}

/* <time datetime> that is marked as the publication's, else the first up to the story's end */
static void find_time(struct reader *r, struct page *page)
{
    struct str any = {NULL, 0};
    uint32_t end = r->container ? r->dom->nodes.v[r->container].end : r->dom->nodes.n;
    for (uint32_t i = 1; i < r->dom->nodes.n && !page->published.n; i++) {
        const struct dom_node *node = &r->dom->nodes.v[i];
        struct str prop = dom_attribute(r->dom, i, ATTR_ITEMPROP);
        bool published = str_is(prop, "datePublished");
        if (node->tag != TAG_TIME && !published)
            continue;
        struct str date = dom_attribute(r->dom, i, ATTR_DATETIME);
        date = date.n ? date : dom_attribute(r->dom, i, ATTR_CONTENT);
        date = date.n ? date : dom_text(r->dom, r->arena, i, DATE_MAX);
        if (str_is(prop, "dateModified"))
            take_date(&page->modified, date);
        else if (published)
            take_date(&page->published, date);
        else if (i < end)
            take_date(&any, date);
    }
    take_date(&page->published, any);
}

/* /2024/11/05/, /2024-11-05, /20241105 in an address */
static void find_in_address(struct reader *r, struct page *page, struct str url)
{
    for (size_t i = 0; i + 10 <= url.n && !page->published.n; i++) {
        const char *s = url.s + i;
        if ((s[0] != '1' && s[0] != '2') || (i && strchr("0123456789", url.s[i - 1])))
            continue;
        size_t digits = strspn(s, "0123456789");
        unsigned y, m, d;
        if (digits == 4 && sscanf(s, "%4u%*1[/-]%2u%*1[/-]%2u", &y, &m, &d) == 3) {
            struct str iso = arena_format(r->arena, "%04u-%02u-%02u", y, m, d);
            take_date(&page->published, iso);
        } else if (digits == 8) {
            take_date(&page->published, str_cut(s, 0, 8));
        }
    }
}

/* what a date may be wrapped in: "Published: 5 November 2024", "Nov 5, 2024 | News" */
static bool take_visible(struct reader *r, struct page *page, struct str text)
{
    if (text.n < 8 || text.n > DATE_MAX)
        return false;
    if (take_date(&page->published, text))
        return true;
    size_t colon = str_find(text, STR(": "), 0), bar = str_find(text, STR(" | "), 0);
    (void)r;
    if (colon != SIZE_MAX && take_date(&page->published, str_cut(text.s, colon + 2, text.n)))
        return true;
    return bar != SIZE_MAX && (take_date(&page->published, str_cut(text.s, 0, bar)) ||
                               take_date(&page->published, str_cut(text.s, bar + 3, text.n)));
}

static void find_visible(struct reader *r, struct page *page)
{
    uint32_t end = r->container ? r->dom->nodes.v[r->container].end : 0;
    for (uint32_t i = 1; i < end && !page->published.n; i++)
        if (r->evidence[i] & EVIDENCE_DATE)
            take_visible(r, page, dom_text(r->dom, r->arena, i, DATE_MAX + 2));
    for (uint32_t i = 1; i < end && !page->published.n; i++)
        if (r->dom->nodes.v[i].tag == TAG_TEXT)
            take_visible(r, page, str_trim(r->dom->nodes.v[i].text));
}

static void find_dates(struct reader *r, struct page *page, const struct linked *linked)
{
    if (linked->rank > 1) /* else it may be the day of a picture or film */
        take_date(&page->published, linked->published);
    take_date(&page->published, r->meta[META_PUBLISHED]);
    take_date(&page->published, linked->published);
    take_date(&page->modified, linked->modified);
    take_date(&page->modified, r->meta[META_MODIFIED]);
    find_time(r, page);
    find_in_address(r, page, page->url);
    find_visible(r, page);
    take_date(&page->published, page->modified);
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
    find_dates(&r, page, linked);
}
