/* found: the statements and events that a query finds, one after the other, by day. */
#ifndef ONR_STORE_FOUND_H
#define ONR_STORE_FOUND_H

#include "store/filter.h"

/* Who takes part: parts separated by \x1e, each name, actor, country, identity separated by \x1f;
 * found_party cuts the next one off. */
struct found_party {
    struct str name, actor, country, identity; /* identity: "0" = none */
};
bool found_party(struct str *list, struct found_party *party);

/* Strings are empty where the store has NULL. */
struct found {
    bool event;
    int64_t id, n, article;
    struct str date, name, source, title, url, origin, published, story;
    struct str who, whom;  /* lists of parties */
    struct str standing;   /* of an event: its status */
    struct str cue, words; /* words: what was said, or those of the trigger */
    struct str cameo, plover, mode, on_word_of;
    int64_t quad;
    double goldstein;
    struct str place, spans, time;
};

typedef bool found_function(void *context, const struct found *found);

/* Hands all that the filter finds to `give`, oldest first; of more than query->limit the newest. */
ONR_CHECKED enum onr_status found_ask(const struct filter *filter, found_function *give,
                                      void *context, struct onr_error *error);

#endif
