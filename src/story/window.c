/* window: a ring of articles and buckets of chains through them.
 *
 * An article is found by its WINDOW_INDEXED smallest shingle hashes; it is searched for with the
 * QUERIED smallest of another. So a text is found in one up to QUERIED / WINDOW_INDEXED times as
 * long, and the other way round. Each bucket holds the number of the newest article in it, each
 * article the number of the next older one: numbers of articles that have left are below `first`,
 * so nothing needs to be taken out. Chains are followed CHAIN steps, and STEPS in all, so that
 * wording that everybody uses, or a thousand copies, cost no more than that.
 *
 * Articles leave when there are too many, or when each of the last dated articles is more than
 * limits.days away: a single wrong date does not empty the window. */
#include "story/window.h"

#include <stdlib.h>

enum { QUERIED = 128, CHAIN = 32, STEPS = 1024, ENOUGH_HITS = 2 };

static uint32_t bucket_of(const struct window *window, uint32_t hash)
{
    return (hash * 0x9E3779B1u) >> (32 - window->bucket_bits);
}

static uint32_t n_indexed(const struct held *held)
{
    return held->sketch.shingles.kept < WINDOW_INDEXED ? held->sketch.shingles.kept
                                                       : WINDOW_INDEXED;
}

void window_init(struct window *window, struct stories_limits limits)
{
    *window = (struct window){.limits = limits, .first = 1, .next = 1, .bucket_bits = 8};
    while ((uint64_t)1 << window->bucket_bits < (uint64_t)limits.articles * WINDOW_INDEXED &&
           window->bucket_bits < 28)
        window->bucket_bits++;
    window->ring = memory_alloc(limits.articles * sizeof *window->ring);
    window->buckets = memory_alloc(((size_t)1 << window->bucket_bits) * sizeof *window->buckets);
}

static void *piece_of(const struct held *held)
{
    return (void *)(uintptr_t)held->sketch.shingles.v;
}

static void drop_oldest(struct window *window)
{
    struct held *oldest = window_at(window, window->first++);
    free(piece_of(oldest));
    *oldest = (struct held){0};
}

void window_release(struct window *window)
{
    while (window->first < window->next)
        drop_oldest(window);
    free(window->ring);
    free(window->buckets);
}

static void note_day(struct window *window, int32_t day)
{
    if (day == DAY_NONE)
        return;
    window->latest[window->n_latest++ % WINDOW_DAYS] = day;
}

/* more than limits.days from each of the last dated articles */
static bool is_past(const struct window *window, const struct held *held)
{
    if (held->day == DAY_NONE || window->n_latest < WINDOW_DAYS)
        return false;
    for (uint32_t i = 0; i < WINDOW_DAYS; i++) {
        int64_t days = (int64_t)window->latest[i] - held->day;
        if (days <= (int64_t)window->limits.days && -days <= (int64_t)window->limits.days)
            return false;
    }
    return true;
}

static struct str append(char **to, struct str s)
{
    struct str copy = {*to, s.n};
    if (s.n)
        memcpy(*to, s.s, s.n);
    *to += s.n;
    return copy;
}

/* copies what `held` points to into one piece and makes it point there; returns the links */
static uint32_t *settle(struct held *held)
{
    size_t n_numbers = held->sketch.shingles.kept + held->sketch.facts.kept + n_indexed(held);
    uint32_t *v = memory_alloc(n_numbers * sizeof *v + held->id.n + held->story.n + 1);
    uint32_t *facts = v + held->sketch.shingles.kept, *links = facts + held->sketch.facts.kept;
    char *text = (char *)(links + n_indexed(held));
    if (held->sketch.shingles.kept)
        memcpy(v, held->sketch.shingles.v, held->sketch.shingles.kept * sizeof *v);
    if (held->sketch.facts.kept)
        memcpy(facts, held->sketch.facts.v, held->sketch.facts.kept * sizeof *v);
    held->sketch.shingles.v = v;
    held->sketch.facts.v = facts;
    held->newer_to_older = links;
    held->id = append(&text, held->id);
    held->story = append(&text, held->story);
    return links;
}

void window_hold(struct window *window, const struct held *article)
{
    if (window->next - window->first == window->limits.articles)
        drop_oldest(window);
    note_day(window, article->day);
    while (window->first < window->next && is_past(window, window_at(window, window->first)))
        drop_oldest(window);
    struct held held = *article;
    uint32_t *links = settle(&held);
    uint32_t number = window->next++;
    for (uint32_t i = 0; i < n_indexed(&held); i++) {
        uint32_t *bucket = &window->buckets[bucket_of(window, held.sketch.shingles.v[i])];
        if (*bucket == number)
            continue;
        links[i] = *bucket;
        *bucket = number;
    }
    held.hits = 0;
    *window_at(window, number) = held;
}

/* Whether the article is found by this hash; *older becomes the next one in the bucket. */
static bool follow(const struct window *window, const struct held *held, uint32_t hash,
                   uint32_t *older)
{
    uint32_t bucket = bucket_of(window, hash);
    bool here = false, linked = false;
    *older = 0;
    for (uint32_t i = 0; i < n_indexed(held); i++) {
        here |= held->sketch.shingles.v[i] == hash;
        if (!linked && bucket_of(window, held->sketch.shingles.v[i]) == bucket) {
            *older = held->newer_to_older[i];
            linked = true;
        }
    }
    return here;
}

/* returns the steps taken */
static int search(struct window *window, uint32_t hash, struct numbers *touched,
                  struct arena *arena)
{
    uint32_t number = window->buckets[bucket_of(window, hash)];
    int steps = 0;
    for (; steps < CHAIN && number >= window->first; steps++) {
        struct held *held = window_at(window, number);
        uint32_t older;
        if (follow(window, held, hash, &older) && held->hits++ == 0)
            *array_push(touched, arena) = number;
        number = older;
    }
    return steps;
}

void window_find(struct window *window, const struct sample *shingles, struct numbers *found,
                 struct arena *arena)
{
    uint32_t n = shingles->kept < QUERIED ? shingles->kept : QUERIED, kept = 0;
    int steps = 0;
    for (uint32_t i = 0; i < n; i++) /* each lies elsewhere in memory: waited for all at once */
        __builtin_prefetch(&window->buckets[bucket_of(window, shingles->v[i])]);
    for (uint32_t i = 0; i < n && steps < STEPS; i++)
        steps += search(window, shingles->v[i], found, arena);
    for (uint32_t i = 0; i < found->n; i++) {
        struct held *held = window_at(window, found->v[i]);
        if (held->hits >= ENOUGH_HITS || held->hits >= shingles->kept ||
            held->hits >= held->sketch.shingles.kept)
            found->v[kept++] = found->v[i];
        held->hits = 0;
    }
    found->n = kept;
}
