/* claims: statements that say the same, gathered in the tables claim and claim_statement. */
#ifndef ONR_STORE_CLAIMS_H
#define ONR_STORE_CLAIMS_H

#include "store/db.h"

/* Makes all claims anew from the propositions, in one transaction. A claim has the id of its first
 * statement. */
ONR_CHECKED enum onr_status claims_make(struct db *db, struct onr_error *error);

#endif
