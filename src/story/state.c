/* state: the articles held as a file, a container of three sections:
 *
 *     stories   struct about
 *     articles  struct entry for each article, oldest first
 *     bytes     of each in that order: shingle hashes, fact hashes, id, story
 *
 * The container vouches for the bytes being those that were written; that they mean something is
 * checked here, so that no file, however made, does harm. Links are made anew. */
#include <stdlib.h>

#include "model/container.h"
#include "story/window.h"

enum { STATE_VERSION = 1 };

struct about {
    uint32_t version, n_articles;
};

struct entry {
    uint32_t n_shingles, shingles_kept, n_facts, facts_kept, n_words;
    int32_t day;
    uint32_t id_bytes, story_bytes;
};

static size_t bytes_of(const struct entry *entry)
{
    return ((size_t)entry->shingles_kept + entry->facts_kept) * sizeof(uint32_t) + entry->id_bytes +
           entry->story_bytes;
}

static struct entry entry_of(const struct held *held)
{
    const struct sketch *sketch = &held->sketch;
    return (struct entry){sketch->shingles.total, sketch->shingles.kept,  sketch->facts.total,
                          sketch->facts.kept,     sketch->n_words,        held->day,
                          (uint32_t)held->id.n,   (uint32_t)held->story.n};
}

static char *put(char *to, const void *from, size_t n)
{
    if (n)
        memcpy(to, from, n);
    return to + n;
}

enum onr_status stories_save(const struct stories *stories, const char *path,
                             struct onr_error *error)
{
    const struct window *window = &stories->window;
    struct about about = {STATE_VERSION, stories_held(stories)};
    struct entry *entries = memory_alloc((about.n_articles + 1) * sizeof *entries);
    size_t n_bytes = 0;
    for (uint32_t i = 0; i < about.n_articles; i++) {
        entries[i] = entry_of(window_at(window, window->first + i));
        n_bytes += bytes_of(&entries[i]);
    }
    char *bytes = memory_alloc(n_bytes + 1), *to = bytes;
    for (uint32_t i = 0; i < about.n_articles; i++) {
        const struct held *held = window_at(window, window->first + i);
        const struct sketch *sketch = &held->sketch;
        to = put(to, sketch->shingles.v, sketch->shingles.kept * sizeof(uint32_t));
        to = put(to, sketch->facts.v, sketch->facts.kept * sizeof(uint32_t));
        to = put(to, held->id.s, held->id.n);
        to = put(to, held->story.s, held->story.n);
    }
    struct container_part parts[] = {
        {"stories", {(const char *)&about, sizeof about}},
        {"articles", {(const char *)entries, about.n_articles * sizeof *entries}},
        {"bytes", {bytes, n_bytes}},
    };
    enum onr_status status = container_write(path, parts, 3, error);
    free(entries);
    free(bytes);
    return status;
}

/* n numbers off the front of *rest, aligned, in scratch; NULL where there are not so many */
static const uint32_t *take_numbers(struct str *rest, uint32_t n, struct arena *scratch)
{
    size_t size = n * sizeof(uint32_t);
    if (rest->n < size)
        return NULL;
    uint32_t *v = arena_alloc(scratch, size + 1);
    if (n)
        memcpy(v, rest->s, size);
    *rest = str_cut(rest->s, size, rest->n);
    return v;
}

static bool take_text(struct str *rest, uint32_t n, struct str *text)
{
    if (n > STORIES_ID_BYTES || rest->n < n)
        return false;
    *text = str_cut(rest->s, 0, n);
    *rest = str_cut(rest->s, n, rest->n);
    return true;
}

/* rising, and as many as a sample of that many holds */
static bool is_sample(const struct sample *sample, uint32_t most)
{
    if (!sample->v || sample->kept > most || sample->kept > sample->total)
        return false;
    if (sample->total && !sample->kept)
        return false;
    for (uint32_t i = 1; i < sample->kept; i++)
        if (sample->v[i - 1] >= sample->v[i])
            return false;
    return true;
}

static bool load_article(struct window *window, const struct entry *entry, struct str *rest,
                         struct arena *scratch)
{
    if (entry->shingles_kept > SKETCH_SHINGLES || entry->facts_kept > SKETCH_FACTS)
        return false;
    struct held held = {
        .sketch = {.shingles = {entry->n_shingles, entry->shingles_kept,
                                take_numbers(rest, entry->shingles_kept, scratch)},
                   .facts = {entry->n_facts, entry->facts_kept,
                             take_numbers(rest, entry->facts_kept, scratch)},
                   .n_words = entry->n_words},
        .day = entry->day,
    };
    if (!is_sample(&held.sketch.shingles, SKETCH_SHINGLES) ||
        !is_sample(&held.sketch.facts, SKETCH_FACTS) ||
        !take_text(rest, entry->id_bytes, &held.id) ||
        !take_text(rest, entry->story_bytes, &held.story))
        return false;
    window_hold(window, &held);
    return true;
}

static const char *load_articles(struct window *window, const struct container *container)
{
    struct about about;
    struct entry entry;
    struct str head = container_find(container, "stories");
    struct str entries = container_find(container, "articles");
    struct str rest = container_find(container, "bytes");
    if (!head.s || !entries.s || !rest.s || head.n != sizeof about)
        return "not a state of stories";
    memcpy(&about, head.s, sizeof about);
    if (about.version != STATE_VERSION)
        return "a state of stories of another version of onrecord";
    if (entries.n % sizeof entry || entries.n / sizeof entry != about.n_articles)
        return "damaged: number of articles";
    struct arena scratch;
    arena_init(&scratch, 1 << 16);
    bool good = true;
    for (uint32_t i = 0; good && i < about.n_articles; i++) {
        memcpy(&entry, entries.s + i * sizeof entry, sizeof entry);
        arena_reset(&scratch);
        good = load_article(window, &entry, &rest, &scratch);
    }
    arena_release(&scratch);
    return good && rest.n == 0 ? NULL : "damaged: an article in it";
}

enum onr_status stories_load(struct stories **stories, const char *path,
                             struct stories_limits limits, struct onr_error *error)
{
    struct container container;
    *stories = NULL;
    enum onr_status status = container_open(&container, path, error);
    if (status != ONR_OK)
        return status;
    struct stories *loaded = stories_new(limits);
    const char *fault = load_articles(&loaded->window, &container);
    container_close(&container);
    if (!fault) {
        *stories = loaded;
        return ONR_OK;
    }
    stories_free(loaded);
    return error_set(error, ONR_ERR_MODEL, "%s: %s", path, fault);
}
