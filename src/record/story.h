/* record/story: which story an article tells, put into a record that is already written. */
#ifndef ONR_RECORD_STORY_H
#define ONR_RECORD_STORY_H

#include "base/buf.h"
#include "doc/doc.h"
#include "story/stories.h"

/* The text that stories are told by. */
struct str record_story_body(const struct doc *doc);

/* A line of JSON with the fields by which an article is known, for those who want no record. */
void record_story_article(struct buf *out, const struct doc *doc);
/* Puts the story into the article of one record, made by record_json or record_story_article. */
void record_story_json(struct buf *record, const struct story *story);
/* A line in front of a record for people, for what is not the first to tell its story; with the id
 * of the article where it stands alone. */
void record_story_text(struct buf *record, struct str id, const struct story *story, bool alone);
/* A line of JSON for each article that the article `id` is alike. */
void record_story_pairs(struct buf *out, struct str id, const struct story_match *matches,
                        uint32_t n);

#endif
