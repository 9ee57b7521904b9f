/* record: one record of a WARC or ARC file, as a crawler wrote it. */
#ifndef ONR_INTAKE_WARC_RECORD_H
#define ONR_INTAKE_WARC_RECORD_H

#include "intake/forms.h"

struct record {
    struct str head;       /* with the blank line or line end behind it */
    struct str uri, date;  /* date: ISO 8601 or 14 digits */
    struct str type;       /* Content-Type of the block */
    struct str truncated;  /* WARC-Truncated; {NULL,0} = it is whole */
    struct str segment;    /* WARC-Segment-Number */
    uint64_t length;       /* of the block */
    bool has_length;       /* the head gives one */
    bool is_http;          /* the block is an HTTP response */
    bool may_hold_article; /* as far as the head tells */
};

/* Reads the head of a WARC record, with its blank line; false when it is none. */
bool record_read_warc(struct record *record, struct str head);
/* Reads the line that opens an ARC record, with its end; false when it is none. */
bool record_read_arc(struct record *record, struct str line);

/* For the start of a record, with in->top at its first byte, which is ahead: notes its place, and
 * names raw by it: "file@place". */
void record_set_place(struct intake *in);
void record_name(const struct intake *in, struct raw_article *raw);

/* To the next bytes that begin a line with `mark`, behind the first byte ahead; to the end of the
 * stream where there are none. */
void record_find(struct intake *in, struct str mark);

/* The rest of `next` for both forms, with in->top behind the head, which is in raw->bytes: the
 * block behind it, or nothing and *left_out where it holds no article. `mark` is what the next
 * record would begin with, behind line ends: where it shows up in the block, the length was wrong.
 * Trouble is left in in->pending. */
void record_cut_block(struct intake *in, struct raw_article *raw, const struct record *record,
                      struct str mark, bool *left_out);

/* `fill` of both forms: the page or text inside, with its address and the day it was got. ONR_END
 * where it turns out to hold no article. */
enum onr_status record_fill(struct doc *doc, const struct raw_article *raw,
                            const struct article_tools *tools, struct onr_error *error);

/* ---- warc.c, arc.c ---- */

bool warc_detect(struct str head);
enum onr_status warc_next(struct intake *in, struct raw_article *raw, struct onr_error *error);
bool arc_detect(struct str head);
enum onr_status arc_next(struct intake *in, struct raw_article *raw, struct onr_error *error);

#endif
