/* likeness: how alike two texts are by their sketches, and what follows from it. */
#ifndef ONR_STORY_LIKENESS_H
#define ONR_STORY_LIKENESS_H

#include "story/sketch.h"

enum relation {
    RELATION_FIRST,    /* nothing before it tells this story */
    RELATION_COPY,     /* tells what the earlier one tells, perhaps trimmed */
    RELATION_UPDATE,   /* the same story with more to it, or with corrected facts */
    RELATION_TEMPLATE, /* the same wording about other things: another story */
};

/* Of two texts, an earlier and a later one. Shares are 0 … 1. */
struct likeness {
    double resemblance; /* shingles that both have, of those that either has */
    double containment; /* of the shorter one's shingles, those that the other has */
    double added;       /* of the later one's shingles, those that the earlier one lacks */
    double n_shared;    /* shingles that both have */
    double n_differing; /* facts that only the one has against facts that only the other has: the
                           lower number of the two */
    double differing;   /* those, of all facts that the text with fewer should have */
};

/* the number of days between is not known */
enum { DAYS_UNKNOWN = -1 };

struct likeness likeness_of(const struct sketch *earlier, const struct sketch *later);

/* RELATION_FIRST: nothing to speak of in common. */
enum relation likeness_relation(const struct likeness *likeness, int32_t days_between);

/* "first", "copy" … */
const char *relation_name(enum relation relation);

#endif
