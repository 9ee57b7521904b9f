/* identity: which person, organization or country an entity of an article is, across articles. */
#ifndef ONR_STORE_IDENTITY_H
#define ONR_STORE_IDENTITY_H

#include "store/bundle.h"
#include "store/db.h"

/* What is known of identities, read from the db as names come up and kept until identities_forget.
 * Worker lifetime: one a store that is written to. */
struct identities;

struct identities *identities_new(struct db *db);
void identities_free(struct identities *all);
/* What was read may no longer hold: a transaction was rolled back, or another process wrote. */
void identities_forget(struct identities *all);

/* who it is: 0 where nobody that other articles could name */
struct identity_found {
    int64_t identity; /* after the rulings of users */
    int64_t found;    /* what the rule says, 0 = the same */
    const char *because;
};

/* Needs: an open transaction. `date` is that of the article, may be empty; name and source those of
 * the article. New identities wait for identities_write. */
ONR_CHECKED enum onr_status identities_find(struct identities *all, const struct bundle *article,
                                            const struct bundle_entity *entity,
                                            struct identity_found *who, struct onr_error *error);

/* Inserts what is new and updates what has changed, in the same transaction. */
ONR_CHECKED enum onr_status identities_write(struct identities *all, struct onr_error *error);

#endif
