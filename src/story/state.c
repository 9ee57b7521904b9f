/* state: the articles held as a file, a container of three sections:
 *
 *     stories   struct about
 *     articles  struct entry for each article, oldest first
 *     bytes     of each in that order: packed sketch (pack.h), id, story
 *
 * The container vouches for the bytes being those that were written; that they mean something is
 * checked here, so that no file, however made, does harm. Links are made anew. */
#include <stdlib.h>

#include "model/container.h"
#include "story/pack.h"
#include "story/window.h"

enum { STATE_VERSION = 1 };

struct about {
    uint32_t version, n_articles;
};

struct entry {
    int32_t day;
    uint32_t id_bytes, story_bytes;
};

enum onr_status stories_save(const struct stories *stories, const char *path,
                             struct onr_error *error)
{
    const struct window *window = &stories->window;
    struct about about = {STATE_VERSION, stories_held(stories)};
    struct entry *entries = memory_alloc((about.n_articles + 1) * sizeof *entries);
    struct buf bytes;
    buf_init(&bytes, SIZE_MAX / 2);
    for (uint32_t i = 0; i < about.n_articles; i++) {
        const struct held *held = window_at(window, window->first + i);
        entries[i] = (struct entry){held->day, (uint32_t)held->id.n, (uint32_t)held->story.n};
        sketch_pack(&held->sketch, &bytes);
        buf_add(&bytes, held->id);
        buf_add(&bytes, held->story);
    }
    struct container_part parts[] = {
        {"stories", {(const char *)&about, sizeof about}},
        {"articles", {(const char *)entries, about.n_articles * sizeof *entries}},
        {"bytes", buf_str(&bytes)},
    };
    enum onr_status status = container_write(path, parts, 3, error);
    free(entries);
    buf_release(&bytes);
    return status;
}

static bool take_text(struct str *rest, uint32_t n, struct str *text)
{
    if (n > STORIES_ID_BYTES || rest->n < n)
        return false;
    *text = str_cut(rest->s, 0, n);
    *rest = str_cut(rest->s, n, rest->n);
    return true;
}

static bool load_article(struct stories *stories, const struct entry *entry, struct str *rest)
{
    struct sketch_room room;
    struct sketch sketch;
    struct story_article article = {.day = entry->day};
    struct str story;
    if (!sketch_unpack(rest, &room, &sketch) || !take_text(rest, entry->id_bytes, &article.id) ||
        !take_text(rest, entry->story_bytes, &story))
        return false;
    stories_hold(stories, &article, &sketch, story);
    return true;
}

static const char *load_articles(struct stories *stories, const struct container *container)
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
    for (uint32_t i = 0; i < about.n_articles; i++) {
        memcpy(&entry, entries.s + i * sizeof entry, sizeof entry);
        if (!load_article(stories, &entry, &rest))
            return "damaged: an article in it";
    }
    return rest.n == 0 ? NULL : "damaged: bytes behind the last article";
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
    const char *fault = load_articles(loaded, &container);
    container_close(&container);
    if (!fault) {
        *stories = loaded;
        return ONR_OK;
    }
    stories_free(loaded);
    return error_set(error, ONR_ERR_MODEL, "%s: %s", path, fault);
}
