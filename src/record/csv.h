/* record/csv: events as rows in PETRARCH-2's column order. */
#ifndef ONR_RECORD_CSV_H
#define ONR_RECORD_CSV_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

/* Appends the header line. */
void record_csv_header(struct buf *out);

/* Needs: events. Appends one row per event and pair of source and target (an event with one of
 * each is one row; a reciprocal one of two parties is two), comma-separated with RFC 4180 quoting,
 * one line a row: date (YYYYMMDD of the event, else of the dateline or publication), source and
 * target (CAMEO actor codes, --- where there is none), CAMEO code, issues (`name,1;name,1`: the
 * contexts), sentences (article id, underscore, number of the sentence from 1, joined by ;), url,
 * publisher, source text, target text, verb text, and behind PETRARCH-2's columns status and
 * on_word_of (the speakers), so that hearsay can be told from fact. */
void record_csv(struct buf *out, const struct doc *doc, struct arena *scratch);

#endif
