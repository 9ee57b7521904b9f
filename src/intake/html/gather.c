/* gather: which passages of the container are the story, and their text. Lists of links, labels,
 * what repeats the headline, and what the table of boilerplate knows go; so do labels in front of
 * the first and behind the last sentences. A lead between headline and container is taken along; a
 * label such as "Related" near the end ends the story. Line breaks stay line breaks; other white
 * space becomes a space. */
#include "intake/html/gather.h"

#include "doc/doc.h"
#include "intake/date.h"
#include "intake/html/weigh.h"

enum {
    LABEL_MAX = 40,
    REPEAT_MAX = 400,
    TAIL_PERCENT = 30,
    HEADLINE_MAX = 60,
    LEADS_AWAY = 30, /* passages */
    HEADING_AWAY = 3,
    AGAIN_MAX = 2000, /* bytes */
    FRONT = 2,        /* paragraphs: a lead, and the first of the story */
    STAMP_MAX = 100,
    /* bytes besides the date */
    STAMP_REST = 60,
    STAMP_HEADING_REST = 16
};

struct writer {
    struct arena *arena;
    const struct dom *dom;
    char *s;
    size_t n;
    uint32_t n_prose;   /* paragraphs written */
    bool authors_known; /* by other means than the text */
};

static bool is_space(char c)
{
    return (unsigned char)c <= ' ';
}

/* "\xc2\xa0" and the zero-width characters, which HTML uses for layout */
static size_t layout_space(struct str text, size_t i)
{
    if (text.s[i] == '\xc2' && i + 1 < text.n && text.s[i + 1] == '\xa0')
        return 2;
    if (text.s[i] == '\xe2' && i + 2 < text.n && text.s[i + 1] == '\x80' && text.s[i + 2] == '\x8b')
        return 3;
    if (text.s[i] == '\xc2' && i + 1 < text.n && text.s[i + 1] == '\xad')
        return 2;
    return 0;
}

/* the text of a passage behind what is written; returns where it starts */
static size_t write_passage(struct writer *w, const struct passage *passage)
{
    char gap = 0;
    size_t start = w->n;
    for (uint32_t i = passage->first; i < passage->end; i++) {
        const struct dom_node *node = &w->dom->nodes.v[i];
        if (node->tag == TAG_BR)
            gap = '\n';
        for (size_t k = 0; k < node->text.n; k++) {
            char c = node->text.s[k];
            size_t layout = c & 0x80 ? layout_space(node->text, k) : 0;
            if (layout) {
                gap = c == '\xc2' && node->text.s[k + 1] == '\xa0' && !gap ? ' ' : gap;
                k += layout - 1;
            } else if (is_space(c)) {
                gap = gap ? gap : ' ';
            } else {
                if (gap && w->n > start)
                    w->s[w->n++] = gap;
                gap = 0;
                w->s[w->n++] = c;
            }
        }
    }
    return start;
}

/* the letters of a line without case, for comparing headlines */
static size_t skeleton(struct str s, char *out)
{
    size_t n = 0;
    for (size_t i = 0; i < s.n && n < REPEAT_MAX; i++) {
        char c = s.s[i];
        bool letter = ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9');
        if (letter || c & 0x80)
            out[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    return n;
}

static bool repeats(struct str s, struct str title)
{
    char a[REPEAT_MAX], b[REPEAT_MAX];
    if (!title.n || s.n > title.n * 2 + 16)
        return false;
    size_t n = skeleton(s, a);
    return n && n == skeleton(title, b) && memcmp(a, b, n) == 0;
}

/* without looking at its words: no part of a story */
static bool is_chrome(const struct passage *p)
{
    if (p->dropped || p->caption)
        return true;
    if (p->n_linked * 10 > p->n * 8)
        return p->n_words < 25;
    return p->tag == TAG_LI && p->n_linked * 2 > p->n;
}

static bool is_label(const struct passage *p)
{
    return p->n < LABEL_MAX && !p->n_ends;
}

/* the range from the first to the last passage that reads like sentences, with the labels between
 * and, in front, headings */
static void trim(const struct passages *passages, uint32_t *first, uint32_t *end)
{
    uint32_t low = *first, high = *end;
    while (low < high && (is_chrome(&passages->list.v[low]) || is_label(&passages->list.v[low])))
        low++;
    while (high > low) {
        const struct passage *p = &passages->list.v[high - 1];
        if (!is_chrome(p) && !is_label(p) && !passage_is_heading(p))
            break;
        high--;
    }
    if (low == high)
        return;
    *first = low;
    *end = high;
}

/* the line leads into what follows, as a dateline does */
static bool leads_on(struct str line)
{
    return str_ends(line, STR("-")) || str_ends(line, STR(":")) || str_ends(line, STR("–")) ||
           str_ends(line, STR("—"));
}

/* In front of the story, a line with a date and little else ("Updated: 5 November 2024, by A.
 * Smith"), or where the authors are known by other means, one that names them. */
static bool is_stamp(struct str text, const struct passage *p, uint8_t kind, bool authors_known)
{
    struct str date;
    size_t rest = passage_is_heading(p) ? STAMP_HEADING_REST : STAMP_REST;
    if (passage_is_prose(p))
        return false;
    if (kind == BLOCK_BYLINE)
        return authors_known;
    return text.n <= STAMP_MAX && !leads_on(text) && date_find(text, &date) &&
           text.n - date.n <= rest;
}

/* false: it is a label that opens something other than the story */
static bool take(struct writer *w, const struct passage *p, struct str title,
                 const struct blockrules *rules)
{
    size_t before = w->n;
    if (w->n) {
        w->s[w->n++] = '\n';
        w->s[w->n++] = '\n';
    }
    size_t start = write_passage(w, p);
    struct str text = str_cut(w->s, start, w->n);
    uint8_t kind = text.n ? blockrules_find(rules, text) : BLOCK_BODY;
    bool boilerplate = kind == BLOCK_BOILERPLATE;
    /* pages hold leads twice, for wide screens and for narrow ones */
    bool again = p->n >= LABEL_MAX && before < AGAIN_MAX &&
                 str_find((struct str){w->s, before}, text, 0) != SIZE_MAX;
    bool stamp = w->n_prose < FRONT && is_stamp(text, p, kind, w->authors_known);
    if (!text.n || boilerplate || kind == BLOCK_CAPTION || stamp || again || repeats(text, title)) {
        w->n = before;
        return !boilerplate || !is_label(p);
    }
    w->n_prose += passage_is_prose(p);
    return true;
}

/* a paragraph between headline and body, so many passages behind the former; a heading that is no
 * sentence only close to it, for others are those of other stories */
static bool is_lead(const struct passage *p, uint32_t behind)
{
    if (is_chrome(p) || p->n_linked * 3 > p->n || p->n_words < 8)
        return false;
    if (passage_is_prose(p) || p->lead)
        return true;
    return passage_is_heading(p) && p->n >= HEADLINE_MAX && behind < HEADING_AWAY;
}

/* The passages in front of the body that may be its lead: those behind the headline, or, where none
 * is near, those named so; taken are those that is_lead. */
static uint32_t find_leads(const struct passages *passages, uint32_t first)
{
    uint32_t low = first, i = first;
    while (i > 0 && first - i < LEADS_AWAY && passages->list.v[i - 1].tag != TAG_H1) {
        i--;
        low = passages->list.v[i].lead && is_lead(&passages->list.v[i], 0) ? i : low;
    }
    return i && passages->list.v[i - 1].tag == TAG_H1 ? i : low;
}

/* what stands behind [i] is the smaller part of the story, so that a label may end it */
static bool is_tail(const struct passages *passages, uint32_t first, uint32_t i, uint32_t end)
{
    uint64_t all = passages->plain[end] - passages->plain[first];
    return (uint64_t)(passages->plain[end] - passages->plain[i]) * 100 < all * TAIL_PERCENT;
}

/* a heading or label in front of links only */
static bool heads_links(const struct passages *passages, uint32_t i, uint32_t end)
{
    const struct passage *p = &passages->list.v[i];
    if (i + 1 >= end || p->n_ends || p->n >= LABEL_MAX)
        return false;
    const struct passage *next = &passages->list.v[i + 1];
    return is_chrome(next) && !next->caption;
}

void gather_text(struct page *page, struct arena *arena, const struct dom *dom,
                 const struct passages *passages, uint32_t container, struct str title,
                 const struct blockrules *rules)
{
    uint32_t first, end;
    size_t room = 1;
    passages_below(passages, dom, container, &first, &end);
    trim(passages, &first, &end);
    uint32_t leads = find_leads(passages, first);
    for (uint32_t i = leads; i < end; i++) {
        const struct passage *p = &passages->list.v[i];
        for (uint32_t k = p->first; k < p->end; k++)
            room += dom->nodes.v[k].text.n + 1;
        room += 2;
    }
    struct writer w = {.arena = arena,
                       .dom = dom,
                       .s = arena_alloc(arena, room),
                       .authors_known = page->authors.n > 0};
    for (uint32_t i = leads; i < first; i++)
        if (is_lead(&passages->list.v[i], i - leads))
            take(&w, &passages->list.v[i], title, rules);
    for (uint32_t i = first; i < end; i++) {
        if (is_chrome(&passages->list.v[i]) || heads_links(passages, i, end))
            continue;
        if (!take(&w, &passages->list.v[i], title, rules) && is_tail(passages, first, i, end))
            break;
    }
    page->text = (struct str){w.s, w.n};
}
