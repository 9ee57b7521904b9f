/* put: bundles into the tables, one batch a transaction. */
#ifndef ONR_STORE_PUT_H
#define ONR_STORE_PUT_H

#include "store/bundle.h"
#include "store/db.h"

struct putter;

struct putter *putter_new(struct db *db);
void putter_free(struct putter *putter);

/* Writes n bundles in one transaction; no two of them may be of the same name and source. Where it
 * fails nothing is written, and the same bundles may be put again. Adds to *totals on success. */
ONR_CHECKED enum onr_status put_batch(struct putter *putter, struct bundle *const *bundles,
                                      uint32_t n, struct onr_store_totals *totals,
                                      struct onr_error *error);

#endif
