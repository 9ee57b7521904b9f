/* dump: the document after any stage, for reading by people. */
#ifndef ONR_DOC_DUMP_H
#define ONR_DOC_DUMP_H

#include "base/buf.h"
#include "doc/doc.h"

/* Needs: any document. Appends every layer that has something in it, in the order of the stages,
 * one element a line with its number in the document (numbers start at 1), its byte span and its
 * words. The form is for the eye and may change; programs read the record or CoNLL-U. */
void doc_dump(struct buf *out, const struct doc *doc);

#endif
