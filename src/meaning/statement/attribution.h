/* attribution: one cue with its source and content, as the tree and the quotation marks tell. */
#ifndef ONR_MEANING_STATEMENT_ATTRIBUTION_H
#define ONR_MEANING_STATEMENT_ATTRIBUTION_H

#include <stdbool.h>

#include "doc/doc.h"
#include "meaning/statement/cues.h"
#include "meaning/statement/quotes.h"
#include "meaning/tree.h"

enum { ATTRIBUTION_PIECES = 8 };

struct attribution {
    struct cue cue;
    uint32_t token;      /* of the cue; 0 = a quotation that stands alone */
    struct tokens frame; /* the attribution clause itself: cue, source, adverbials */
    uint32_t source;     /* head token, 0 = none */
    uint32_t antecedent; /* what a relative pronoun as source stands for, else = source */
    uint32_t addressee;  /* head token, 0 = none */
    uint32_t cut_before; /* token before which the content of an outer attribution ends, 0 = none */
    bool passive;        /* "X was told": the source is missing or a by-phrase */
    bool has_clause;     /* the content is a clause, infinitive or quotation */
    uint8_t n_pieces;
    struct tokens pieces[ATTRIBUTION_PIECES]; /* the content, in text order */
};

/* Needs: tree, lemmas, quotes. Examines one token; true when it is a cue with content. */
bool attribution_find(const struct world *world, const struct doc *doc, const struct quotes *quotes,
                      uint32_t token, struct attribution *found);

/* appends a piece (dropped when there is no room) */
void attribution_add(struct attribution *attribution, struct tokens piece);

#endif
