/* toponyms: the names of places in a document, each with all places it may mean, before one of them
 * is chosen. */
#ifndef ONR_MEANING_PLACE_TOPONYMS_H
#define ONR_MEANING_PLACE_TOPONYMS_H

#include "doc/doc.h"
#include "meaning/place/candidates.h"
#include "meaning/place/use.h"

/* a name where it stands */
struct toponym {
    uint32_t first, last, head; /* tokens */
    uint32_t group;
    uint32_t container; /* group of the name told behind a comma: "Paris, Texas"; 0 = none */
    uint8_t use;        /* enum place_use */
    bool dateline;
    bool maybe;      /* the gazetteer knows it, nothing else speaks for it yet */
    struct str kind; /* told by the noun beside it, {NULL,0} = none */
};

/* a name, however often it stands there */
struct toponym_group {
    uint64_t key; /* of its folded form */
    struct str text;
    uint32_t first, n; /* candidates */
    uint32_t chosen;   /* candidate; UINT32_MAX = none */
    uint32_t n_toponyms, container;
    struct str kind; /* told beside one of its toponyms */
    bool dateline, adjective;
    bool firm;     /* also the beginning of a firm's name */
    bool contains; /* told behind the name of another */
};

struct toponyms {
    const struct world *world;
    struct arena *scratch;
    struct doc *doc;
    struct use_finder use;
    ARRAY(struct toponym) v;            /* in text order; element 0 is none */
    ARRAY(struct toponym_group) groups; /* element 0 is none */
    ARRAY(struct candidate) candidates;
};

/* Needs: entities. Fills toponyms, in scratch. */
void toponyms_find(struct toponyms *toponyms, const struct world *world, struct arena *scratch,
                   struct doc *doc);

/* bytes of a toponym */
struct span toponym_span(const struct doc *doc, const struct toponym *toponym);

#endif
