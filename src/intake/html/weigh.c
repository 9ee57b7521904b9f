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
    NAME_PERCENT = 35,
    BODY_PERCENT = 40,    /* of the best sum that makes an element named as the body win */
    ARTICLE_PERCENT = 60, /* the same for <article>, <main> */
};

bool passage_is_prose(const struct passage *p)
{
    return p->n >= PROSE_MIN && p->n_linked * 3 < p->n && p->n_ends > 0 && p->n_words >= 8;
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
    bool named = (evidence[i] & EVIDENCE_BAD) && !(evidence[i] & EVIDENCE_BODY);
    return named ? REASON_NAME : REASON_NONE;
}

/* Drops what stands below elements with one of the reasons from `low` to `high`, where that is less
 * than `percent` of the prose not dropped yet. Below one that goes nothing needs to be looked at. */
static void drop_asides(struct passages *passages, struct arena *arena, const struct dom *dom,
                        const uint16_t *evidence, enum reason low, enum reason high,
                        uint32_t percent)
{
    uint32_t *prose = sum_prose(passages, arena), first, end;
    uint64_t total = prose[passages->list.n];
    for (uint32_t i = 1; i < dom->nodes.n; i++) {
        passages_below(passages, dom, i, &first, &end);
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

/* short elements named as captions */
static void mark_captions(struct passages *passages, const struct dom *dom,
                          const uint16_t *evidence)
{
    uint32_t first, end;
    for (uint32_t i = 1; i < dom->nodes.n; i++) {
        if (!(evidence[i] & EVIDENCE_CAPTION) || !dom->nodes.v[i].is_block)
            continue;
        passages_below(passages, dom, i, &first, &end);
        for (uint32_t k = first; k < end && end - first < 4; k++)
            passages->list.v[k].caption = true;
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
        return -20 - linked / 4;
    return passage_is_heading(p) || p->n_ends ? 0 : -10;
}

void weigh_passages(struct passages *passages, struct arena *arena, const struct dom *dom,
                    const uint16_t *evidence)
{
    mark_captions(passages, dom, evidence);
    drop_asides(passages, arena, dom, evidence, REASON_OUTSIDE, REASON_OUTSIDE, 100);
    drop_asides(passages, arena, dom, evidence, REASON_COMMENTS, REASON_COMMENTS, COMMENTS_PERCENT);
    drop_asides(passages, arena, dom, evidence, REASON_TAG, REASON_TAG, TAG_PERCENT);
    drop_asides(passages, arena, dom, evidence, REASON_NAME, REASON_NAME, NAME_PERCENT);
    passages->sum = arena_alloc(arena, (passages->list.n + 1) * sizeof *passages->sum);
    for (uint32_t i = 0; i < passages->list.n; i++)
        passages->sum[i + 1] = passages->sum[i] + value_of(&passages->list.v[i]);
}

static bool may_hold(uint8_t tag)
{
    return tag != TAG_TEXT && tag != TAG_P && tag != TAG_LI && tag != TAG_A;
}

static int64_t sum_below(const struct passages *passages, const struct dom *dom, uint32_t node)
{
    uint32_t first, end;
    passages_below(passages, dom, node, &first, &end);
    return passages->sum[end] - passages->sum[first];
}

struct best {
    uint32_t node;
    int64_t sum;
};

static void consider(struct best *best, uint32_t node, int64_t sum)
{
    if (sum > 0 && sum >= best->sum)
        *best = (struct best){node, sum};
}

uint32_t weigh_choose(const struct passages *passages, const struct dom *dom,
                      const uint16_t *evidence)
{
    struct best any = {0}, body = {0}, article = {0};
    for (uint32_t i = 1; i < dom->nodes.n; i++) {
        const struct dom_node *node = &dom->nodes.v[i];
        if (!node->is_block || !may_hold(node->tag))
            continue;
        int64_t sum = sum_below(passages, dom, i);
        consider(&any, i, sum);
        if (evidence[i] & EVIDENCE_BODY && !(evidence[i] & EVIDENCE_BAD))
            consider(&body, i, sum);
        if (node->tag == TAG_ARTICLE || node->tag == TAG_MAIN)
            consider(&article, i, sum);
    }
    if (body.sum * 100 > any.sum * BODY_PERCENT)
        return body.node;
    if (article.sum * 100 > any.sum * ARTICLE_PERCENT)
        return article.node;
    return any.node;
}
