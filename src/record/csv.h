/* record/csv: events as rows, in the columns that readers of other coders' data expect. */
#ifndef ONR_RECORD_CSV_H
#define ONR_RECORD_CSV_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

enum csv_columns { CSV_OWN, CSV_PETRARCH, CSV_PHOENIX, CSV_GDELT, CSV_ICEWS, CSV_POLECAT };

/* what the tables are asked for, each by a code */
enum csv_known {
    CSV_CODE_NAME,      /* of a CAMEO code */
    CSV_COUNTRY_NAME,   /* of an alpha-3 code */
    CSV_COUNTRY_ALPHA2, /* of the same */
    CSV_SECTOR_NAME,    /* of a CAMEO role code; empty for what is none */
    CSV_SECTOR_PLOVER,  /* of the same: the sector of PLOVER */
    CSV_PLOVER_SCORE,   /* of a PLOVER event: PLOVER's own scale */
    CSV_PLOVER_QUAD,    /* of the same */
};

struct csv_options {
    enum csv_columns columns;
    struct str (*known)(const void *context, enum csv_known what, struct str key);
    const void *context;
};

/* For telling rows of one day, source, target and code. `key` is 0 for a row without a day. */
struct csv_key {
    uint64_t key;
    uint64_t end; /* of the row, in bytes of what record_csv appended */
};

/* Appends one cell, quoted where RFC 4180 demands it; white space in it becomes single blanks. */
void csv_add_cell(struct buf *out, struct str cell);

/* Appends the header line. */
void record_csv_header(struct buf *out, enum csv_columns columns);

/* Needs: events. Appends one row per event and pair of source and target (an event with one of
 * each is one row; a reciprocal one of two parties is two), comma-separated with RFC 4180 quoting,
 * one line a row. CSV_OWN: date (YYYYMMDD of the event, else of the dateline or publication),
 * source and target (CAMEO actor codes, --- where there is none), CAMEO code, issues
 * (`name,1;name,1`: the contexts), sentences (article id, underscore, number of the sentence from
 * 1, joined by ;), url, publisher, source text, target text, verb text, and behind PETRARCH-2's
 * columns status and on_word_of (the speakers), so that hearsay can be told from fact. The other
 * shapes have no place for a status: what is alleged, denied, predicted, hypothetical or did not
 * happen is left out there. `keys` gets one struct csv_key a row; may be NULL. */
void record_csv(struct buf *out, const struct doc *doc, const struct csv_options *options,
                struct arena *scratch, struct buf *keys);

#endif
