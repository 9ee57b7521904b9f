/* window: the sketches of the last articles, found by their shingles. Internal to story/. */
#ifndef ONR_STORY_WINDOW_H
#define ONR_STORY_WINDOW_H

#include "story/stories.h"

enum {
    WINDOW_INDEXED = 16, /* shingles of an article by which it is found */
    WINDOW_DAYS = 16,    /* dated articles that say what day it is */
};

/* an article held; its bytes are one piece of memory */
struct held {
    struct sketch sketch;           /* its samples rest in the piece, shingles at its beginning */
    const uint32_t *newer_to_older; /* per indexed shingle: number of the next older article in its
                                       bucket, 0 = none */
    struct str id, story;
    int32_t day;
    uint32_t hits; /* while a search is on */
};

/* Articles are numbered 1, 2 … as they come in; held are first … next - 1. */
struct window {
    struct stories_limits limits;
    struct held *ring; /* by number modulo limits.articles */
    uint32_t first, next;
    uint32_t *buckets; /* number of the newest article with an indexed shingle in it */
    uint32_t bucket_bits;
    int32_t latest[WINDOW_DAYS]; /* days of the last dated articles */
    uint32_t n_latest;
};

struct stories {
    struct window window;
    struct arena arena; /* of one answer */
};

/* growing, see base/array.h */
struct numbers {
    uint32_t *v;
    uint32_t n, cap;
};

void window_init(struct window *window, struct stories_limits limits);
void window_release(struct window *window);

static inline struct held *window_at(const struct window *window, uint32_t number)
{
    return &window->ring[number % window->limits.articles];
}

/* Puts the article into the window as the newest, and out of it what is over the limits. `held`
 * says all but hits and links; what it points to is copied. */
void window_hold(struct window *window, const struct held *held);

/* The numbers of articles that share at least a few of these shingles, newest first by chance. */
void window_find(struct window *window, const struct sample *shingles, struct numbers *found,
                 struct arena *arena);

#endif
