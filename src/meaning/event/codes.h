/* codes: from an act under operators to CAMEO and PLOVER, by data/en/codes.tsv and cameo.tsv. */
#ifndef ONR_MEANING_EVENT_CODES_H
#define ONR_MEANING_EVENT_CODES_H

#include "doc/doc.h"
#include "world/world.h"

struct codebook {
    const struct table *codes, *cameo;
};

/* where the reckoning stands: an act (row of codes.tsv), or, once an operator has coded it, a
 * code */
struct coding {
    uint32_t row; /* UINT32_MAX = no act any more */
    struct str code;
    struct str mode; /* PLOVER mode where the cell has one: "132/arrest" */
};

/* a code that is that of no act; none = no event */
struct coding coding_of_code(struct str code);

struct coding coding_of_act(const struct codebook *book, struct str act);

/* Applies one operator (a column of codes.tsv). An operator without a cell leaves the coding. */
void coding_apply(const struct codebook *book, struct coding *coding, const char *operator);

/* The code of looking into an act: war crimes, military action, abuses by the state, other
 * violence; `code` for all else. */
struct coding coding_of_inquiry(const struct coding *act, struct str code);

/* 1 … 20, the first two digits */
unsigned coding_root(const struct coding *coding);

/* What such an act is when it takes place: an appeal is asked, a demand demanded, a promise
 * pledged, a threat threatened, a refusal refused, all else happened. */
uint8_t coding_status(const struct coding *coding);

/* Fills cameo, plover, mode, quad and goldstein. */
void coding_fill(const struct codebook *book, const struct coding *coding, struct doc *doc,
                 struct event *event);

#endif
