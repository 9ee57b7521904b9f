/* passages: a page as the row of its paragraphs, each with what can be counted in it. */
#ifndef ONR_INTAKE_HTML_PASSAGES_H
#define ONR_INTAKE_HTML_PASSAGES_H

#include "intake/html/dom.h"

/* Text between two edges of block elements, or between two line breaks in a row. */
struct passage {
    uint32_t first, end;  /* the nodes it is made of; those that are text */
    uint32_t holder;      /* the innermost block element around it */
    uint32_t n, n_linked; /* bytes that are no white space; those inside links */
    uint32_t n_words;
    uint32_t n_ends; /* full stops and their kin at the end of a word */
    uint16_t tag;    /* enum dom_tag that shapes it: heading, list item, cell … or of holder */
    bool quoted;     /* inside a blockquote */
    bool dropped;    /* inside something that is not the story */
    bool caption;
    bool lead; /* named as what stands between headline and body */
};

struct passages {
    ARRAY(struct passage) list;
    uint32_t *before; /* n_nodes + 1: passages that begin in front of each node */
    uint32_t *plain;  /* n + 1: bytes of those in front of each that are no labels or links */
    int64_t *sum;     /* n + 1: what the passages in front of each are worth; weigh.c */
};

void passages_find(struct passages *passages, struct arena *arena, const struct dom *dom);

/* the passages below a node: [*first, *end) */
static inline void passages_below(const struct passages *passages, const struct dom *dom,
                                  uint32_t node, uint32_t *first, uint32_t *end)
{
    *first = passages->before[node];
    *end = passages->before[dom->nodes.v[node].end];
}

static inline bool passage_is_heading(const struct passage *passage)
{
    return passage->tag >= TAG_H1 && passage->tag <= TAG_H6;
}

#endif
