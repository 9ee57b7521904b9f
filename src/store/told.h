/* told: which story each article that comes into the store tells. */
#ifndef ONR_STORE_TOLD_H
#define ONR_STORE_TOLD_H

#include "store/bundle.h"
#include "store/db.h"

struct told;

struct told *told_new(struct db *db);
void told_free(struct told *told);
/* what is held is read from the store again when it is needed next */
void told_forget(struct told *told);

/* of an article */
struct told_story {
    char story[24]; /* id of the article that told it first */
    bool counted;   /* it is no copy */
};

/* Takes in the article of the bundle under its id. Where *story.story is not empty, it is a new
 * version, which keeps story and counting of the old one; else both are found. */
ONR_CHECKED enum onr_status told_article(struct told *told, const struct bundle *bundle, int64_t id,
                                         struct told_story *story, struct onr_error *error);
/* The row that says that it is held, behind that of the article. */
ONR_CHECKED enum onr_status told_put(struct told *told, const struct bundle *bundle, int64_t id,
                                     struct onr_error *error);
/* Deletes the rows of articles that are held no longer. */
ONR_CHECKED enum onr_status told_prune(struct told *told, struct onr_error *error);

#endif
