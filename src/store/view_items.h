/* view_items: statements, events and articles as the lists show them, JSON objects or CSV lines. */
#ifndef ONR_STORE_VIEW_ITEMS_H
#define ONR_STORE_VIEW_ITEMS_H

#include "store/view_filter.h"

/* rows in rising order of what they belong to */
struct item_row {
    int64_t id;
    struct onr_row row; /* without names of columns */
};
struct item_rows {
    struct item_row *v;
    uint32_t n, cap;
};

enum { ITEM_PARTIES = 3 };

/* what is known of some items, in the arena of the view */
struct items {
    enum view_kind kind;
    struct item_rows heads, parties[ITEM_PARTIES];
};

/* ids in any order */
ONR_CHECKED enum onr_status items_fetch(struct view *v, enum view_kind kind, const int64_t *ids,
                                        uint32_t n, struct items *items);
/* one of them; nothing where the store does not have it */
void item_write(struct view *v, const struct items *items, int64_t id);
void item_csv_header(struct view *v, enum view_kind kind);

/* somebody as JSON object {"id","name","kind","country","role","actor"}; columns from `at` on:
 * identity, name, kind, country, role, actor */
void party_write(struct view *v, const struct onr_row *row, unsigned at);
/* somebody named by a parameter, under a key; ONR_END where there is no such identity */
ONR_CHECKED enum onr_status party_write_key(struct view *v, const char *key, struct party party);

#define PARTY_COLUMNS(en) \
    en ".identity, " en ".name, " en ".kind, " en ".country, " en ".role, " en ".actor"

#endif
