/* tell: the stories of a batch. */
#include "engine/tell.h"

#include <unistd.h>

#include "record/story.h"

enum { ID_MAX = 64 << 20 };

void telling_init(struct telling *telling)
{
    buf_init(&telling->id, ID_MAX);
}

void telling_release(struct telling *telling)
{
    buf_release(&telling->id);
}

bool teller_speaks(const struct onr_batch *batch)
{
    bool asked = batch->stories != NULL;
    bool only = asked && batch->stories->only;
    if (batch->to == ONR_TO_PAIRS)
        return only;
    return !asked || batch->to == ONR_TO_JSONL || batch->to == ONR_TO_TEXT;
}

enum onr_status teller_open(struct teller *teller, const struct onr_batch *batch,
                            struct onr_error *error)
{
    *teller = (struct teller){.batch = batch};
    const struct onr_stories *asked = batch->stories;
    if (!asked)
        return ONR_OK;
    struct stories_limits limits = {asked->articles, asked->days};
    if (asked->state && access(asked->state, F_OK) == 0)
        return stories_load(&teller->stories, asked->state, limits, error);
    teller->stories = stories_new(limits);
    return ONR_OK;
}

enum onr_status teller_close(struct teller *teller, bool keep, struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    if (teller->stories && keep && teller->batch->stories->state)
        status = stories_save(teller->stories, teller->batch->stories->state, error);
    stories_free(teller->stories);
    return status;
}

void teller_sketch(const struct teller *teller, struct telling *telling, struct onr_reader *reader,
                   struct buf *record)
{
    const struct doc *doc = &reader->doc;
    if (!teller->stories)
        return;
    telling->sketch = sketch_make(&telling->room, record_story_body(doc), &reader->scratch);
    buf_clear(&telling->id);
    buf_add(&telling->id, doc_string(doc, doc->article.id));
    telling->day = doc->article.published_day;
    if (teller->batch->stories->only && teller->batch->to == ONR_TO_JSONL)
        record_story_article(record, doc);
}

void teller_put(struct teller *teller, struct telling *telling, struct buf *record)
{
    if (!teller->stories)
        return;
    const struct story_match *matches;
    uint32_t n;
    struct story_article article = {buf_str(&telling->id), telling->day};
    struct story story = stories_add(teller->stories, &article, &telling->sketch, &matches, &n);
    if (teller->batch->to == ONR_TO_PAIRS)
        record_story_pairs(record, article.id, matches, n);
    else if (teller->batch->to == ONR_TO_JSONL)
        record_story_json(record, &story);
    else
        record_story_text(record, article.id, &story, teller->batch->stories->only);
}
