/* stories: finds what an article is alike, and settles which story it belongs to: that of the
 * article of the same story which it resembles most, the earliest of equals. */
#include "story/stories.h"

#include <stdlib.h>

#include "story/window.h"

enum { SCRATCH_KEEP = 1 << 20 };

struct stories *stories_new(struct stories_limits limits)
{
    struct stories *stories = memory_alloc(sizeof *stories);
    if (limits.articles == 0)
        limits.articles = STORIES_ARTICLES;
    if (limits.articles > STORIES_MOST_ARTICLES)
        limits.articles = STORIES_MOST_ARTICLES;
    if (limits.days == 0)
        limits.days = STORIES_DAYS;
    window_init(&stories->window, limits);
    arena_init(&stories->arena, SCRATCH_KEEP);
    return stories;
}

void stories_free(struct stories *stories)
{
    if (!stories)
        return;
    window_release(&stories->window);
    arena_release(&stories->arena);
    free(stories);
}

uint32_t stories_held(const struct stories *stories)
{
    return stories->window.next - stories->window.first;
}

struct str stories_oldest(const struct stories *stories)
{
    const struct window *window = &stories->window;
    return stories_held(stories) ? window_at(window, window->first)->id : (struct str){NULL, 0};
}

static int32_t days_between(int32_t a, int32_t b)
{
    if (a == DAY_NONE || b == DAY_NONE)
        return DAYS_UNKNOWN;
    int64_t days = a < b ? (int64_t)b - a : (int64_t)a - b;
    return days < INT32_MAX ? (int32_t)days : INT32_MAX;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

struct matches {
    struct story_match *v;
    uint32_t n, cap;
};

/* all that the article is alike, earliest first; `numbers` becomes theirs */
static void find_matches(struct stories *stories, const struct held *article,
                         struct matches *matches, struct numbers *numbers)
{
    struct window *window = &stories->window;
    uint32_t n = 0;
    window_find(window, &article->sketch.shingles, numbers, &stories->arena);
    if (numbers->n)
        qsort(numbers->v, numbers->n, sizeof *numbers->v, by_number);
    for (uint32_t i = 0; i < numbers->n; i++) {
        const struct held *held = window_at(window, numbers->v[i]);
        struct likeness likeness = likeness_of(&held->sketch, &article->sketch);
        int32_t days = days_between(held->day, article->day);
        enum relation relation = likeness_relation(&likeness, days);
        if (relation == RELATION_FIRST || days > (int64_t)window->limits.days)
            continue;
        *array_push(matches, &stories->arena) =
            (struct story_match){.id = arena_copy(&stories->arena, held->id), relation, likeness};
        numbers->v[n++] = numbers->v[i];
    }
}

/* of the same story the one most resembled, the earliest of equals; n where there is none */
static uint32_t best_match(const struct matches *matches)
{
    uint32_t best = matches->n;
    for (uint32_t i = 0; i < matches->n; i++) {
        const struct story_match *match = &matches->v[i];
        if (match->relation != RELATION_TEMPLATE &&
            (best == matches->n ||
             match->likeness.resemblance > matches->v[best].likeness.resemblance))
            best = i;
    }
    return best;
}

static struct str short_id(struct str id)
{
    if (id.n <= STORIES_ID_BYTES)
        return id;
    id.n = STORIES_ID_BYTES;
    while (((unsigned char)id.s[id.n] & 0xC0) == 0x80)
        id.n--;
    return id;
}

void stories_hold(struct stories *stories, const struct story_article *article,
                  const struct sketch *sketch, struct str story)
{
    struct held held = {.sketch = *sketch,
                        .id = short_id(article->id),
                        .story = short_id(story),
                        .day = article->day};
    window_hold(&stories->window, &held);
}

struct story stories_add(struct stories *stories, const struct story_article *article,
                         const struct sketch *sketch, const struct story_match **found,
                         uint32_t *n_found)
{
    struct matches matches = {0};
    struct numbers numbers = {0};
    struct held held = {.sketch = *sketch, .day = article->day};
    struct story story = {.id = short_id(article->id)};
    arena_reset(&stories->arena);
    find_matches(stories, &held, &matches, &numbers);
    uint32_t best = best_match(&matches);
    if (best < matches.n) {
        struct str told = window_at(&stories->window, numbers.v[best])->story;
        story = (struct story){.id = arena_copy(&stories->arena, told),
                               .relation = matches.v[best].relation,
                               .of = &matches.v[best]};
    }
    stories_hold(stories, article, sketch, story.id);
    if (found) {
        *found = matches.v;
        *n_found = matches.n;
    }
    return story;
}
