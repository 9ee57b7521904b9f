/* told: the window of story/stories.h over the last articles of the store, sketched from their
 * texts when the first article comes. Articles go by their numbers. */
#include "store/told.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/tables.h"
#include "story/stories.h"

struct told {
    struct db *db;
    struct stories *stories; /* NULL: not read yet */
    struct arena arena;      /* empty between calls */
};

struct told *told_new(struct db *db)
{
    struct told *told = memory_alloc(sizeof *told);
    told->db = db;
    arena_init(&told->arena, 1 << 16);
    return told;
}

void told_forget(struct told *told)
{
    stories_free(told->stories);
    told->stories = NULL;
}

void told_free(struct told *told)
{
    if (!told)
        return;
    told_forget(told);
    arena_release(&told->arena);
    free(told);
}

/* ---- reading what is there ---- */

static bool load_article(void *context, const struct onr_row *row)
{
    struct told *told = context;
    struct sketch_room room;
    char id[24];
    bool dated = row->values[1].kind == ONR_VALUE_INTEGER;
    struct str story = db_string(&row->values[2]);
    struct str body = sketch_body(db_string(&row->values[4]), db_string(&row->values[3]));
    snprintf(id, sizeof id, "%" PRId64, row->values[0].integer);
    struct story_article article = {str_of(id), dated ? (int32_t)row->values[1].integer : DAY_NONE};
    struct sketch sketch = sketch_make(&room, body, &told->arena);
    stories_hold(told->stories, &article, &sketch, story.n ? story : article.id);
    return true;
}

static enum onr_status load(struct told *told, struct onr_error *error)
{
    if (told->stories)
        return ONR_OK;
    told->stories = stories_new((struct stories_limits){0});
    struct onr_value most = db_integer(STORIES_ARTICLES);
    return db_ask(told->db,
                  "SELECT r.article, r.day, a.story, a.title, t.text FROM recent r"
                  " JOIN article a ON a.id = r.article JOIN article_text t ON t.id = r.article"
                  " WHERE r.article > (SELECT coalesce(max(article), 0) FROM recent) - ?1"
                  " ORDER BY r.article",
                  &most, 1, load_article, told, error);
}

/* ---- articles ---- */

enum onr_status told_article(struct told *told, const struct bundle *bundle, int64_t id,
                             struct told_story *story, struct onr_error *error)
{
    char name[24];
    snprintf(name, sizeof name, "%" PRId64, id);
    struct story_article article = {str_of(name), bundle->day};
    enum onr_status status = load(told, error);
    if (status != ONR_OK)
        return status;
    if (story->story[0]) {
        stories_hold(told->stories, &article, &bundle->sketch, str_of(story->story));
        return ONR_OK;
    }
    struct story found = stories_add(told->stories, &article, &bundle->sketch, NULL, NULL);
    snprintf(story->story, sizeof story->story, "%.*s", STR_ARG(found.id));
    story->counted = found.relation != RELATION_COPY;
    return ONR_OK;
}

enum onr_status told_put(struct told *told, const struct bundle *bundle, int64_t id,
                         struct onr_error *error)
{
    struct onr_value values[] = {
        db_integer(id),
        bundle->day == DAY_NONE ? db_link(0) : db_integer(bundle->day),
    };
    return db_insert(told->db, &TABLE_RECENT, values, error);
}

enum onr_status told_prune(struct told *told, struct onr_error *error)
{
    struct str oldest = told->stories ? stories_oldest(told->stories) : (struct str){NULL, 0};
    char name[24];
    if (!oldest.n || oldest.n >= sizeof name)
        return ONR_OK;
    memcpy(name, oldest.s, oldest.n);
    name[oldest.n] = '\0';
    struct onr_value id = db_integer(strtoll(name, NULL, 10));
    return db_ask(told->db, "DELETE FROM recent WHERE article < ?1", &id, 1, NULL, NULL, error);
}
