/* stories: which of the articles that come in tell a story already told.
 *
 * Holds the sketches of the last articles, at most `max_articles` and no older than `max_days`, and
 * finds among them those that an article is alike, at about the same cost whatever their number.
 * The same articles in the same order give the same answers. */
#ifndef ONR_STORY_STORIES_H
#define ONR_STORY_STORIES_H

#include "base/array.h"
#include "base/error.h"
#include "story/likeness.h"
#include "text/calendar.h"

enum {
    STORIES_ARTICLES = 250000, /* where the caller does not say: about a day of world news */
    STORIES_DAYS = 30,
    STORIES_MOST_ARTICLES = 1 << 24,
    STORIES_ID_BYTES = 1000, /* of longer ids this much is kept */
};

struct stories_limits {
    uint32_t articles; /* 1 … STORIES_MOST_ARTICLES */
    uint32_t days;
};

/* an article as it comes in */
struct story_article {
    struct str id;
    int32_t day; /* of publication, days since 1970-01-01, or DAY_NONE */
};

/* an earlier article that it is alike, the same story or a template */
struct story_match {
    struct str id; /* of the earlier article */
    enum relation relation;
    struct likeness likeness;
};

/* what is known of the story of an article; strings live until the next call */
struct story {
    struct str id; /* of the article that told it first, as far as held */
    enum relation relation;
    const struct story_match *of; /* the article of the same story it is most alike; NULL: first */
};

struct stories;

/* An empty one; limits that are 0 are set to those above. */
struct stories *stories_new(struct stories_limits limits);
void stories_free(struct stories *stories);
uint32_t stories_held(const struct stories *stories);
/* id of the article held longest; {NULL,0} where none is */
struct str stories_oldest(const struct stories *stories);

/* Takes the next article in and says what it is. *matches (may be NULL) become all articles it is
 * alike, earliest first. The sketch may be used again for others afterwards. */
struct story stories_add(struct stories *stories, const struct story_article *article,
                         const struct sketch *sketch, const struct story_match **matches,
                         uint32_t *n_matches);

/* Takes an article in of which the story is known, without looking for others. */
void stories_hold(struct stories *stories, const struct story_article *article,
                  const struct sketch *sketch, struct str story);

/* The state as a file (model/container, written to a neighbour and renamed), and back; what the
 * limits do not allow is left behind. The message names the path and what is wrong. A state that
 * cannot be read leaves *stories NULL. */
ONR_CHECKED enum onr_status stories_save(const struct stories *stories, const char *path,
                                         struct onr_error *error);
ONR_CHECKED enum onr_status stories_load(struct stories **stories, const char *path,
                                         struct stories_limits limits, struct onr_error *error);

#endif
