/* write: the document in one of the output formats. */
#ifndef ONR_ENGINE_WRITE_H
#define ONR_ENGINE_WRITE_H

#include "engine/read.h"

/* Appends the reader's document to out; as CSV, reader->row_keys gets a struct csv_key a row.
 * False for a format that is none. */
bool write_document(struct onr_reader *reader, enum onr_to to, const struct onr_look *look,
                    struct buf *out);

/* what comes once in front of many records in that format: column headings for CSV, else nothing */
void write_headings(enum onr_to to, const struct onr_look *look, struct buf *out);

#endif
