/* published: JSON-LD, the meta elements, <time>, the page's address, at last visible text: short
 * lines with a date in them between headline and story, in elements named after dates, by
 * themselves anywhere. Taken is the first that intake/date.h can read.
 *
 * Programs that write pages put instants into markup in universal time, while readers, addresses
 * and visible dates go by the clock of the place: what an American evening paper publishes on
 * Tuesday is Wednesday there. Where the page itself shows the local day, that is the day. */
#include "intake/html/published.h"

#include <stdio.h>
#include <stdlib.h>

#include "intake/date.h"
#include "intake/html/evidence.h"
#include "text/calendar.h"

enum {
    LINE_MAX_BYTES = 80, /* of a line that holds a date */
    PROSE_BYTES = 160,   /* of a text that belongs to the story itself */
    STAMP_PART = 3,      /* of a line by itself the date is at least one in so many bytes */
    MINUTES = 60,
    QUARTER = 15, /* zones differ by quarters of an hour */
    AHEAD = 14,
    BEHIND = 12, /* hours that a local clock may be from universal time */
};

struct search {
    struct arena *arena;
    const struct published_clues *clues;
    struct page *page;
    uint32_t end; /* node behind the story, or behind all */
};

/* A date, or a line that holds one, into a field that has none yet. */
static bool take(struct str *into, struct str date)
{
    struct str found;
    if (into->n || !date_find(date, &found))
        return false;
    *into = found;
    return true;
}

/* ---- <time> and itemprop ---- */

static struct str time_of(const struct search *search, uint32_t node)
{
    const struct dom *dom = search->clues->dom;
    struct str date = dom_attribute(dom, node, ATTR_DATETIME);
    date = date.n ? date : dom_attribute(dom, node, ATTR_CONTENT);
    return date.n ? date : dom_text(dom, search->arena, node, LINE_MAX_BYTES);
}

/* <time datetime> that is marked as the publication's, else the first up to the story's end */
static void find_time(struct search *search)
{
    const struct dom *dom = search->clues->dom;
    struct page *page = search->page;
    struct str any = {NULL, 0};
    for (uint32_t i = 1; i < dom->nodes.n && !page->published.n; i++) {
        struct str prop = dom_attribute(dom, i, ATTR_ITEMPROP);
        bool published = str_is(prop, "datePublished");
        if (dom->nodes.v[i].tag != TAG_TIME && !published)
            continue;
        if (str_is(prop, "dateModified"))
            take(&page->modified, time_of(search, i));
        else if (published)
            take(&page->published, time_of(search, i));
        else if (i < search->end)
            take(&any, time_of(search, i));
    }
    take(&page->published, any);
}

/* ---- the address ---- */

/* the day in /2024/11/05/, /2024-11-05, /20241105; {NULL,0} where there is none */
static struct str day_in_address(struct arena *arena, struct str url)
{
    struct str found = {NULL, 0};
    for (size_t i = 0; i + 8 <= url.n && !found.n; i++) {
        const char *s = url.s + i;
        if ((s[0] != '1' && s[0] != '2') || (i && strchr("0123456789", url.s[i - 1])))
            continue;
        size_t digits = strspn(s, "0123456789");
        unsigned y, m, d;
        if (digits == 4 && sscanf(s, "%4u%*1[/-]%2u%*1[/-]%2u", &y, &m, &d) == 3)
            take(&found, arena_format(arena, "%04u-%02u-%02u", y, m, d));
        else if (digits == 8)
            take(&found, str_cut(s, 0, 8));
    }
    return found;
}

/* ---- visible text ---- */

/* the text of an element that is a line; {NULL,0} where it is longer or none */
static struct str line_of(const struct search *search, uint32_t node)
{
    struct str text = dom_text(search->clues->dom, search->arena, node, LINE_MAX_BYTES + 2);
    return text.n >= 8 && text.n <= LINE_MAX_BYTES ? text : (struct str){NULL, 0};
}

/* a number by itself may be anything */
static bool take_line(struct str *into, struct str line)
{
    size_t i = 0;
    while (i < line.n && byte_is_digit(line.s[i]))
        i++;
    return i < line.n && take(into, line);
}

/* Lines behind the headline, up to where the story has begun. */
static void find_below_heading(struct search *search)
{
    const struct dom *dom = search->clues->dom;
    uint32_t from = search->clues->heading;
    for (uint32_t i = from ? dom->nodes.v[from].end : search->end; i < search->end; i++) {
        const struct dom_node *node = &dom->nodes.v[i];
        uint16_t evidence = search->clues->evidence[i];
        if (node->tag == TAG_TEXT && str_trim(node->text).n >= PROSE_BYTES)
            return;
        if (node->tag == TAG_NAV || (evidence & EVIDENCE_COMMENT) ||
            (evidence & (EVIDENCE_BAD | EVIDENCE_DATE)) == EVIDENCE_BAD)
            i = node->end - 1;
        else if (take_line(&search->page->published, line_of(search, i)))
            return;
    }
}

/* the text is a date and little besides: "Published: 5 November 2024" */
static void take_stamp(struct search *search, struct str text)
{
    struct str found = {NULL, 0};
    text = str_trim(text);
    if (text.n >= 8 && text.n <= LINE_MAX_BYTES && take_line(&found, text) &&
        found.n * STAMP_PART >= text.n)
        search->page->published = found;
}

static void find_visible(struct search *search)
{
    const struct dom *dom = search->clues->dom;
    struct page *page = search->page;
    uint32_t end = search->clues->container ? search->end : 0;
    for (uint32_t i = 1; i < end && !page->published.n; i++)
        if (search->clues->evidence[i] & EVIDENCE_DATE)
            take_line(&page->published, line_of(search, i));
    for (uint32_t i = 1; i < end && !page->published.n; i++)
        if (dom->nodes.v[i].tag == TAG_TEXT)
            take_stamp(search, dom->nodes.v[i].text);
}

/* ---- local time ---- */

/* of "2024-11-01T14:05:00…": minutes of the day */
static int32_t minutes_of(const char *iso)
{
    return ((iso[11] - '0') * 10 + iso[12] - '0') * MINUTES + (iso[14] - '0') * 10 + iso[15] - '0';
}

/* minutes that a zone is ahead of universal time; of "+02:00", "Z" */
static int32_t zone_of(const char *zone)
{
    int32_t minutes = 0;
    if (strlen(zone) == 6)
        minutes =
            ((zone[1] - '0') * 10 + zone[2] - '0') * MINUTES + (zone[4] - '0') * 10 + zone[5] - '0';
    return *zone == '-' ? -minutes : minutes;
}

/* An instant in universal time, as a page shows it by a local clock, with the zone that follows
 * where it tells none; {NULL,0} where they are two instants. */
static struct str zoned(struct arena *arena, const char *utc, int32_t utc_day, const char *local,
                        int32_t local_day)
{
    int64_t ahead =
        ((int64_t)local_day - utc_day) * 24 * MINUTES + minutes_of(local) - minutes_of(utc);
    bool told = local[19] != '\0';
    bool same = memcmp(local + 17, utc + 17, 2) == 0 && ahead % QUARTER == 0 &&
                ahead <= AHEAD * MINUTES && ahead >= -BEHIND * MINUTES && ahead != 0;
    if (!same || (told && ahead != zone_of(local + 19)))
        return (struct str){NULL, 0};
    int zone = abs((int)ahead);
    return arena_format(arena, "%.19s%c%02d:%02d", local, ahead < 0 ? '-' : '+', zone / MINUTES,
                        zone % MINUTES);
}

/* Holds what the page says elsewhere against an instant in universal time. True where that settles
 * the day; then *published may have become local. */
static bool compare(struct search *search, const char *utc, int32_t utc_day, struct str said)
{
    char iso[DATE_LENGTH];
    int32_t day, minutes = minutes_of(utc);
    if (!date_normalise(said, iso, &day))
        return false;
    struct str *published = &search->page->published;
    struct str local = {NULL, 0};
    if (strlen(iso) > 10)
        local = zoned(search->arena, utc, utc_day, iso, day);
    else if ((day == utc_day - 1 && minutes < BEHIND * MINUTES) ||
             (day == utc_day + 1 && minutes >= (24 - AHEAD) * MINUTES))
        local = arena_copy(search->arena, str_of(iso));
    if (local.n)
        *published = local;
    return local.n || (day == utc_day && strlen(iso) == 10);
}

/* what <time> up to the story's end shows, then the address */
static void localise(struct search *search)
{
    const struct dom *dom = search->clues->dom;
    char utc[DATE_LENGTH];
    int32_t day;
    if (!date_normalise(search->page->published, utc, &day) || strlen(utc) != 20 || utc[19] != 'Z')
        return;
    for (uint32_t i = 1; i < search->end; i++)
        if (dom->nodes.v[i].tag == TAG_TIME && compare(search, utc, day, time_of(search, i)))
            return;
    compare(search, utc, day, day_in_address(search->arena, search->page->url));
}

void published_find(struct page *page, struct arena *arena, const struct published_clues *clues)
{
    uint32_t n = clues->dom->nodes.n;
    uint32_t end = clues->container ? clues->dom->nodes.v[clues->container].end : n;
    struct search search = {arena, clues, page, end};
    if (clues->linked->rank > 1) /* else it may be the day of a picture or film */
        take(&page->published, clues->linked->published);
    take(&page->published, clues->published);
    take(&page->published, clues->linked->published);
    take(&page->modified, clues->linked->modified);
    take(&page->modified, clues->modified);
    find_time(&search);
    if (!page->published.n)
        page->published = day_in_address(arena, page->url);
    if (!page->published.n)
        find_below_heading(&search);
    if (!page->published.n)
        find_visible(&search);
    if (!page->published.n)
        page->published = page->modified;
    localise(&search);
}
