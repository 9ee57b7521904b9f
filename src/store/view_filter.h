/* view_filter: what the lists and facets have in common: which statements, events or articles. */
#ifndef ONR_STORE_VIEW_FILTER_H
#define ONR_STORE_VIEW_FILTER_H

#include "store/view.h"

enum view_kind { VIEW_STATEMENTS, VIEW_EVENTS, VIEW_ARTICLES };

struct filter {
    enum view_kind kind;
    struct party who, to, with;
    struct str text, standing, status, code, since, until, source;
    uint32_t quad, place;
    bool copies; /* also what repeats another article of its story */

    /* what filter_weigh found out */
    struct str words; /* of the text, for the index */
    bool frequent[3]; /* who, to, with */
    bool rare_party;  /* one of them is not */
    bool by_date;     /* many match: those of a page are best looked for in the order of dates */
};

/* from the parameters, and weighed; a message says which one makes no sense */
ONR_CHECKED enum onr_status filter_read(struct view *v, enum view_kind kind, struct filter *filter);

/* Asks how often the words and parties are met, for the rest of the struct. */
ONR_CHECKED enum onr_status filter_weigh(struct view *v, struct filter *filter);

/* Appends " AND …" for the rows x of the kind's table. */
void filter_add(struct query *q, const struct filter *filter);

/* "statement", "event", "article"; its column of dates */
const char *view_table(enum view_kind kind);
const char *view_date(enum view_kind kind);

/* since and until, for a column of dates: years, months and days compare as beginnings */
void filter_add_dates(struct query *q, const char *column, struct str since, struct str until);
ONR_CHECKED enum onr_status filter_read_dates(struct view *v, struct str *since, struct str *until);

/* events whose dyads go from one party to another; either may be unset */
void filter_add_dyad(struct query *q, struct party source, struct party target);

#endif
