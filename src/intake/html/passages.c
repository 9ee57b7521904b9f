/* passages: one walk over the tree in document order. Block elements and two line breaks in a row
 * end a passage; what is counted needs no look at words. */
#include "intake/html/passages.h"

struct walk {
    const struct dom *dom;
    struct arena *arena;
    struct passages *out;
    uint32_t holder;   /* innermost open block element */
    uint32_t link_end; /* text in front of this node is linked */
    uint32_t n_breaks; /* line breaks since the last visible byte */
    bool open;         /* a passage is */
    struct passage now;
};

static void flush(struct walk *w)
{
    if (w->open && w->now.n)
        *array_push(&w->out->list, w->arena) = w->now;
    w->open = false;
    w->n_breaks = 0;
}

/* the element that says what a passage is: the nearest of a few, below the next container */
static void find_shape(const struct dom *dom, struct passage *passage)
{
    passage->tag = dom->nodes.v[passage->holder].tag;
    bool found = false;
    for (uint32_t i = passage->holder; i; i = dom->nodes.v[i].parent) {
        uint8_t tag = dom->nodes.v[i].tag;
        if (tag == TAG_BLOCKQUOTE)
            passage->quoted = true;
        if (tag == TAG_FIGCAPTION)
            passage->caption = true;
        bool shapes = (tag >= TAG_H1 && tag <= TAG_H6) || tag == TAG_LI || tag == TAG_DD ||
                      tag == TAG_DT || tag == TAG_TD || tag == TAG_TH || tag == TAG_PRE;
        if (shapes && !found)
            passage->tag = tag;
        found |= shapes || tag == TAG_ARTICLE || tag == TAG_SECTION;
    }
}

static void open_passage(struct walk *w, uint32_t node)
{
    w->now = (struct passage){.first = node, .end = node + 1, .holder = w->holder};
    find_shape(w->dom, &w->now);
    w->open = true;
}

static bool ends_sentence(const char *s, size_t i, size_t n)
{
    char c = s[i];
    if (c & 0x80)
        return i >= 2 && (memcmp(s + i - 2, "\xe3\x80\x82", 3) == 0 ||
                          memcmp(s + i - 2, "\xe0\xa5\xa4", 3) == 0); /* CJK and Indic full stop */
    if (c != '.' && c != '!' && c != '?')
        return false;
    return i + 1 == n || (unsigned char)s[i + 1] <= ' ' || strchr("\"')\xe2\xc2", s[i + 1]);
}

static void count(struct walk *w, struct str text, bool linked)
{
    uint32_t n = 0, words = 0, ends = 0;
    bool space = true;
    for (size_t i = 0; i < text.n; i++) {
        if ((unsigned char)text.s[i] <= ' ') {
            space = true;
            continue;
        }
        n++;
        words += space;
        space = false;
        ends += ends_sentence(text.s, i, text.n);
    }
    w->now.n += n;
    w->now.n_linked += linked ? n : 0;
    w->now.n_words += words;
    w->now.n_ends += ends;
    if (n)
        w->n_breaks = 0;
}

static bool is_blank(struct str text)
{
    for (size_t i = 0; i < text.n; i++)
        if ((unsigned char)text.s[i] > ' ')
            return false;
    return true;
}

static void visit(struct walk *w, uint32_t i)
{
    const struct dom_node *node = &w->dom->nodes.v[i];
    while (w->holder && i >= w->dom->nodes.v[w->holder].end) {
        flush(w);
        do
            w->holder = w->dom->nodes.v[w->holder].parent;
        while (w->holder && !w->dom->nodes.v[w->holder].is_block);
    }
    if (node->is_block) {
        flush(w);
        w->holder = i;
    } else if (node->tag == TAG_BR && ++w->n_breaks == 2) {
        flush(w);
    } else if (node->tag == TAG_A && node->end > w->link_end) {
        w->link_end = dom_attribute(w->dom, i, ATTR_HREF).n ? node->end : w->link_end;
    } else if (node->tag == TAG_TEXT && (w->open || !is_blank(node->text))) {
        if (!w->open)
            open_passage(w, i);
        w->now.end = i + 1;
        count(w, node->text, i < w->link_end);
    }
}

void passages_find(struct passages *passages, struct arena *arena, const struct dom *dom)
{
    *passages = (struct passages){.before = arena_alloc(arena, (dom->nodes.n + 1) * 4)};
    struct walk w = {.dom = dom, .arena = arena, .out = passages};
    for (uint32_t i = 1; i < dom->nodes.n; i++)
        visit(&w, i);
    flush(&w);
    uint32_t k = 0;
    for (uint32_t i = 0; i <= dom->nodes.n; i++) {
        while (k < passages->list.n && passages->list.v[k].first < i)
            k++;
        passages->before[i] = k;
    }
}
