/* store: an open store as the engine fills it. What programs see of it stands in onrecord.h. */
#ifndef ONR_STORE_STORE_H
#define ONR_STORE_STORE_H

#include "store/bundle.h"
#include "store/db.h"

/* Whether the article in the document, of which text and fields are needed, is in the store as it
 * is. May be called by several threads, also while others put. */
ONR_CHECKED enum onr_status store_knows(onr_store *store, const struct doc *doc, bool *known,
                                        struct onr_error *error);

/* Puts the bundle into the open batch and gives another one in exchange, to be filled again. */
ONR_CHECKED enum onr_status store_put(onr_store *store, struct bundle **bundle,
                                      struct onr_error *error);

/* An article that was found to be known was not read. */
void store_skip(onr_store *store);

/* for the questions of query.c and its neighbours */
struct db *store_db(onr_store *store);

#endif
