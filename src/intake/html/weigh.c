/* weigh: every passage gets a value, sentences a positive one, labels and lists of links a negative
 * one; the story is the element whose passages have the largest sum. An element that its names say
 * holds the story is taken instead when it has a good part of that sum. Elements that by their tag,
 * role or names hold something else are dropped first, unless most of the prose stands there: names
 * of wrappers often tell of what is beside them. */
#include "intake/html/weigh.h"

#include "intake/html/evidence.h"

enum {
    PROSE_MIN = 60, /* bytes of a passage that counts as sentences */
    /* of all prose: more than that under comments, a tag, a bad name, and they are not believed */
    COMMENTS_PERCENT = 90,
    TAG_PERCENT = 50,
    NAME_PERCENT = 45,
    LEFT_PERCENT = 25,
    BODY_PERCENT = 40,    /* of the best sum that makes an element named as the body win */
    ARTICLE_PERCENT = 60, /* the same for <article>, <main> */
};

bool passage_is_prose(const struct passage *p)
{
    bool worded = p->n_words >= 8 || p->n > p->n_words * 16; /* not all scripts have spaces */
    return p->n >= PROSE_MIN && p->n_linked * 3 < p->n && p->n_ends > 0 && worded;
}

static bool counted(const struct passage *p)
{
    return !p->dropped && passage_is_prose(p);
}

/* bytes of prose in passages [first, end) by a running sum */
static uint32_t *sum_prose(const struct passages *passages, struct arena *arena)
{
    uint32_t *sum = arena_alloc(arena, (passages->list.n + 1) * sizeof *sum);
    for (uint32_t i = 0; i < passages->list.n; i++)
        sum[i + 1] = sum[i] + (counted(&passages->list.v[i]) ? passages->list.v[i].n : 0);
    return sum;
}

static bool is_hidden(const struct dom *dom, uint32_t node)
{
    struct str style = dom_attribute(dom, node, ATTR_STYLE);
    if (dom_attribute(dom, node, ATTR_HIDDEN).s)
        return true;
    if (str_is(dom_attribute(dom, node, ATTR_ARIA_HIDDEN), "true"))
        return true;
    return str_find(style, STR("display:none"), 0) != SIZE_MAX ||
           str_find(style, STR("display: none"), 0) != SIZE_MAX;
}

/* an element that holds something else than the story, whatever its names */
static bool is_aside(uint8_t tag)
{
    return tag == TAG_NAV || tag == TAG_FOOTER || tag == TAG_ASIDE || tag == TAG_BUTTON ||
           tag == TAG_FORM || tag == TAG_LABEL || tag == TAG_FIELDSET || tag == TAG_MENU ||
           tag == TAG_LEGEND;
}

/* an element whose names tell of its look or are made from its words */
static bool speaks_for_itself(uint8_t tag)
{
    return tag == TAG_BLOCKQUOTE || (tag >= TAG_H1 && tag <= TAG_H6);
}

static void drop(struct passages *passages, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        passages->list.v[i].dropped = true;
}

/* why an element is no part of the story, the surest first */
enum reason { REASON_NONE, REASON_OUTSIDE, REASON_COMMENTS, REASON_TAG, REASON_NAME };

static enum reason reason_of(const struct dom *dom, const uint16_t *evidence, uint32_t i)
{
    const struct dom_node *node = &dom->nodes.v[i];
    if (node->tag == TAG_HEAD)
        return REASON_OUTSIDE;
    if (node->tag == TAG_TEXT || node->tag == TAG_BODY || node->tag == TAG_HTML ||
        evidence[i] & EVIDENCE_ARTICLE)
        return REASON_NONE;
    if (evidence[i] & EVIDENCE_COMMENT)
        return REASON_COMMENTS;
    if (is_aside(node->tag) || (node->n_attrs && is_hidden(dom, i)))
        return REASON_TAG;
    bool spared = evidence[i] & (EVIDENCE_BODY | EVIDENCE_LEAD) || speaks_for_itself(node->tag);
    bool named = evidence[i] & (EVIDENCE_BAD | EVIDENCE_BYLINE);
    return named && !spared ? REASON_NAME : REASON_NONE;
}

/* the element is but the first words of a line: "KOBE –" */
static bool goes_on(const struct dom *dom, uint32_t i, const struct passage *last)
{
    uint32_t n = 0, end = dom->nodes.v[i].end;
    for (uint32_t k = last->first; k < end; k++)
        n += (uint32_t)dom->nodes.v[k].text.n;
    return last->end > end && n * 3 < last->n;
}

/* Drops what stands below elements with one of the reasons from `low` to `high`, where that is less
 * than `percent` of the prose not dropped yet. Nothing below one that goes is looked at. */
static void drop_asides(struct passages *passages, struct arena *arena, const struct dom *dom,
                        const uint16_t *evidence, enum reason low, enum reason high,
                        uint32_t percent)
{
    uint32_t *prose = sum_prose(passages, arena), first, end;
    uint64_t total = prose[passages->list.n];
    for (uint32_t i = 1; i < dom->nodes.n; i++) {
        passages_below(passages, dom, i, &first, &end);
        if (first < end && goes_on(dom, i, &passages->list.v[end - 1]))
            end--;
        if (first == end)
            continue;
        enum reason reason = reason_of(dom, evidence, i);
        uint64_t held = prose[end] - prose[first];
        if (reason < low || reason > high || held * 100 > total * percent)
            continue;
        drop(passages, first, end);
        i = dom->nodes.v[i].end - 1;
    }
}

/* The same by names, unless that would leave next to nothing: page builders give every part of a
 * story a name that tells of something else. */
static void drop_named(struct passages *passages, struct arena *arena, const struct dom *dom,
                       const uint16_t *evidence)
{
    uint32_t n = passages->list.n, before = sum_prose(passages, arena)[n];
    bool *dropped = arena_alloc(arena, n + 1);
    for (uint32_t i = 0; i < n; i++)
        dropped[i] = passages->list.v[i].dropped;
    drop_asides(passages, arena, dom, evidence, REASON_NAME, REASON_NAME, NAME_PERCENT);
    if ((uint64_t)sum_prose(passages, arena)[n] * 100 >= (uint64_t)before * LEFT_PERCENT)
        return;
    for (uint32_t i = 0; i < n; i++)
        passages->list.v[i].dropped = dropped[i];
}

/* short elements named as captions, leads */
static void mark_named(struct passages *passages, const struct dom *dom, const uint16_t *evidence)
{
    uint32_t first, end;
    for (uint32_t i = 1; i < dom->nodes.n; i++) {
        uint16_t bits = evidence[i] & (EVIDENCE_CAPTION | EVIDENCE_LEAD);
        if (!bits || !dom->nodes.v[i].is_block)
            continue;
        passages_below(passages, dom, i, &first, &end);
        for (uint32_t k = first; k < end && end - first < 4; k++) {
            passages->list.v[k].caption |= (bits & EVIDENCE_CAPTION) != 0;
            passages->list.v[k].lead |= (bits & EVIDENCE_LEAD) != 0;
        }
    }
}

static int32_t value_of(const struct passage *p)
{
    int32_t n = p->n < 20000 ? (int32_t)p->n : 20000, linked = (int32_t)p->n_linked;
    if (p->dropped)
        return 0;
    if (linked > n)
        linked = n;
    if (passage_is_prose(p))
        return p->caption ? 0 : n - 2 * linked;
    if (linked * 2 > n)
        return -20 - linked / 8;
    if (passage_is_heading(p))
        return 0;
    return p->n_words >= 4 ? (n - linked) / 4 : -10;
}

void weigh_passages(struct passages *passages, struct arena *arena, const struct dom *dom,
                    const uint16_t *evidence)
{
    mark_named(passages, dom, evidence);
    drop_asides(passages, arena, dom, evidence, REASON_OUTSIDE, REASON_OUTSIDE, 100);
    drop_asides(passages, arena, dom, evidence, REASON_COMMENTS, REASON_COMMENTS, COMMENTS_PERCENT);
    drop_asides(passages, arena, dom, evidence, REASON_TAG, REASON_TAG, TAG_PERCENT);
    drop_named(passages, arena, dom, evidence);
    passages->sum = arena_alloc(arena, (passages->list.n + 1) * sizeof *passages->sum);
    passages->plain = arena_alloc(arena, (passages->list.n + 1) * sizeof *passages->plain);
    for (uint32_t i = 0; i < passages->list.n; i++) {
        const struct passage *p = &passages->list.v[i];
        bool plain = !p->dropped && p->n_linked * 3 < p->n && (p->n_words >= 4 || p->n_ends);
        passages->sum[i + 1] = passages->sum[i] + value_of(p);
        passages->plain[i + 1] = passages->plain[i] + (plain ? p->n : 0);
    }
}

static bool may_hold(uint8_t tag)
{
    return tag != TAG_TEXT && tag != TAG_P && tag != TAG_LI && tag != TAG_A;
}

struct best {
    uint32_t node;
    uint32_t n;   /* that were considered, those inside others not counted */
    uint32_t end; /* of the last of them */
    int64_t sum;
};

static void consider(struct best *best, const struct dom *dom, uint32_t node, int64_t sum)
{
    if (sum <= 0)
        return;
    if (node >= best->end) {
        best->n++;
        best->end = dom->nodes.v[node].end;
    }
    if (sum < best->sum)
        return;
    best->node = node;
    best->sum = sum;
}

/* An element with the right name is believed with a small share of the page's text when it is the
 * only one. */
static bool is_believed(const struct best *best, int64_t total, int64_t percent)
{
    return best->node && best->sum * 100 > total * (best->n == 1 ? percent / 3 : percent);
}

uint32_t weigh_choose(const struct passages *passages, const struct dom *dom,
                      const uint16_t *evidence)
{
    struct best any = {0}, body = {0}, article = {0};
    uint32_t total = passages->plain[passages->list.n], first, end;
    for (uint32_t i = 1; i < dom->nodes.n; i++) {
        const struct dom_node *node = &dom->nodes.v[i];
        if (!node->is_block || !may_hold(node->tag))
            continue;
        passages_below(passages, dom, i, &first, &end);
        consider(&any, dom, i, passages->sum[end] - passages->sum[first]);
        int64_t plain = passages->plain[end] - passages->plain[first];
        if (evidence[i] & EVIDENCE_BODY && !(evidence[i] & EVIDENCE_BAD))
            consider(&body, dom, i, plain);
        if (node->tag == TAG_ARTICLE || node->tag == TAG_MAIN || evidence[i] & EVIDENCE_ARTICLE)
            consider(&article, dom, i, plain);
    }
    if (is_believed(&body, total, BODY_PERCENT))
        return body.node;
    if (is_believed(&article, total, ARTICLE_PERCENT))
        return article.node;
    return any.node;
}
