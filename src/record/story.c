/* record/story: the order of articles is known only when records are put, after they were written
 * by several threads; so the story is put in behind. In a record it becomes the first field of the
 * article. */
#include "record/story.h"

#include <assert.h>

#include "base/json.h"

enum { DECIMALS = 3, PIECE_MAX = 1 << 20 };

static const struct str ARTICLE = {"\"article\":{", 11};

/* puts the piece into the record at a place */
static void insert(struct buf *record, size_t at, struct str piece)
{
    size_t n = record->n;
    buf_add(record, piece);
    if (record->full)
        return;
    memmove(record->s + at + piece.n, record->s + at, n - at);
    memcpy(record->s + at, piece.s, piece.n);
}

static void key_likeness(struct json *json, const struct likeness *likeness)
{
    json_key(json, "resemblance");
    json_decimal(json, likeness->resemblance, DECIMALS);
    json_key(json, "containment");
    json_decimal(json, likeness->containment, DECIMALS);
}

struct str record_story_body(const struct doc *doc)
{
    return sketch_body(doc->text, doc_string(doc, doc->article.title));
}

void record_story_article(struct buf *out, const struct doc *doc)
{
    struct json json = {.out = out};
    const struct article *article = &doc->article;
    const struct {
        const char *key;
        uint32_t string;
    } fields[] = {{"id", article->id},       {"origin", article->origin},
                  {"url", article->url},     {"source", article->source},
                  {"title", article->title}, {"published", article->published}};
    json_open(&json, '{');
    json_key(&json, "article");
    json_open(&json, '{');
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (fields[i].string)
            json_key_string(&json, fields[i].key, doc_string(doc, fields[i].string));
    json_close(&json, '}');
    json_close(&json, '}');
    buf_byte(out, '\n');
}

void record_story_json(struct buf *record, const struct story *story)
{
    struct buf piece;
    size_t at = str_find(buf_str(record), ARTICLE, 0);
    assert(at != SIZE_MAX);
    if (record->full || at == SIZE_MAX)
        return;
    buf_init(&piece, PIECE_MAX);
    struct json json = {.out = &piece};
    json_key(&json, "story");
    json_open(&json, '{');
    json_key_string(&json, "id", story->id);
    json_key_string(&json, "relation", str_of(relation_name(story->relation)));
    if (story->of) {
        json_key_string(&json, "of", story->of->id);
        key_likeness(&json, &story->of->likeness);
    }
    json_close(&json, '}');
    buf_byte(&piece, ',');
    insert(record, at + ARTICLE.n, buf_str(&piece));
    buf_release(&piece);
}

void record_story_text(struct buf *record, struct str id, const struct story *story, bool alone)
{
    struct buf line;
    if (!story->of)
        return;
    buf_init(&line, PIECE_MAX);
    if (alone)
        buf_format(&line, "%.*s: ", STR_ARG(id));
    buf_format(&line, "%s of %.*s (resemblance %.2f, containment %.2f)\n",
               relation_name(story->relation), STR_ARG(story->of->id),
               story->of->likeness.resemblance, story->of->likeness.containment);
    insert(record, 0, buf_str(&line));
    buf_release(&line);
}

void record_story_pairs(struct buf *out, struct str id, const struct story_match *matches,
                        uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct json json = {.out = out};
        json_open(&json, '{');
        json_key_string(&json, "a", matches[i].id);
        json_key_string(&json, "b", id);
        json_key_string(&json, "relation", str_of(relation_name(matches[i].relation)));
        key_likeness(&json, &matches[i].likeness);
        json_close(&json, '}');
        buf_byte(out, '\n');
    }
}
