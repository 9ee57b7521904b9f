/* told: the window of story/stories.h over the last articles of the store, read from the table of
 * sketches when the first article comes. Articles go by their numbers. */
#include "store/told.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store/tables.h"
#include "story/pack.h"
#include "story/stories.h"

struct told {
    struct db *db;
    struct stories *stories; /* NULL: not read yet */
    struct buf packed;
};

struct told *told_new(struct db *db)
{
    struct told *told = memory_alloc(sizeof *told);
    told->db = db;
    buf_init(&told->packed, 3 * SKETCH_PACKED_MAX);
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
    buf_release(&told->packed);
    free(told);
}

/* ---- reading what is there ---- */

static uint8_t digit_value(char c)
{
    return (uint8_t)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
}

static struct str bytes_of(struct buf *room, const struct onr_value *value)
{
    if (value->kind == ONR_VALUE_BLOB)
        return (struct str){value->text, value->size};
    buf_clear(room);
    for (size_t i = 0; i + 1 < value->size; i += 2)
        buf_byte(room, (char)(digit_value(value->text[i]) << 4 | digit_value(value->text[i + 1])));
    return buf_str(room);
}

static bool load_sketch(void *context, const struct onr_row *row)
{
    struct told *told = context;
    struct sketch_room room;
    struct sketch sketch;
    struct str bytes = bytes_of(&told->packed, &row->values[2]);
    char id[24];
    bool dated = row->values[1].kind == ONR_VALUE_INTEGER;
    snprintf(id, sizeof id, "%" PRId64, row->values[0].integer);
    struct story_article article = {str_of(id), dated ? (int32_t)row->values[1].integer : DAY_NONE};
    struct str story = row->values[3].kind == ONR_VALUE_TEXT
                           ? (struct str){row->values[3].text, row->values[3].size}
                           : article.id;
    if (sketch_unpack(&bytes, &room, &sketch))
        stories_hold(told->stories, &article, &sketch, story);
    return true;
}

static enum onr_status load(struct told *told, struct onr_error *error)
{
    if (told->stories)
        return ONR_OK;
    told->stories = stories_new((struct stories_limits){0});
    struct onr_value most = db_integer(STORIES_ARTICLES);
    return db_ask(told->db,
                  "SELECT s.article, s.day, s.sketch, a.story FROM sketch s"
                  " JOIN article a ON a.id = s.article"
                  " WHERE s.article > (SELECT coalesce(max(article), 0) FROM sketch) - ?1"
                  " ORDER BY s.article",
                  &most, 1, load_sketch, told, error);
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
    static const char digits[] = "0123456789abcdef";
    buf_clear(&told->packed);
    sketch_pack(&bundle->sketch, &told->packed);
    size_t n = told->packed.n;
    struct onr_value values[] = {
        db_integer(id),
        bundle->day == DAY_NONE ? db_link(0) : db_integer(bundle->day),
        db_blob(buf_str(&told->packed)),
    };
    if (told->db->kind == DB_POSTGRESQL) {
        for (size_t i = 0; i < n; i++) {
            buf_byte(&told->packed, digits[(unsigned char)told->packed.s[i] >> 4]);
            buf_byte(&told->packed, digits[(unsigned char)told->packed.s[i] & 15]);
        }
        values[2] = db_text(str_cut(told->packed.s, n, told->packed.n));
    }
    return db_insert(told->db, &TABLE_SKETCH, values, error);
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
    return db_ask(told->db, "DELETE FROM sketch WHERE article < ?1", &id, 1, NULL, NULL, error);
}
