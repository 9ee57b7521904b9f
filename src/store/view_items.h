/* view_items: one statement, event or article as the lists show it, as JSON object or CSV line. */
#ifndef ONR_STORE_VIEW_ITEMS_H
#define ONR_STORE_VIEW_ITEMS_H

#include "store/view_filter.h"

void item_csv_header(struct view *v, enum view_kind kind);
/* id must be there */
ONR_CHECKED enum onr_status item_write(struct view *v, enum view_kind kind, int64_t id);

/* somebody as JSON object {"id","name","kind","country","role","actor"}; columns from `at` on:
 * identity, name, kind, country, role, actor */
void party_write(struct view *v, const struct onr_row *row, unsigned at);
/* somebody named by a parameter, under a key; ONR_END where there is no such identity */
ONR_CHECKED enum onr_status party_write_key(struct view *v, const char *key, struct party party);

#define PARTY_COLUMNS(en) \
    en ".identity, " en ".name, " en ".kind, " en ".country, " en ".role, " en ".actor"

#endif
