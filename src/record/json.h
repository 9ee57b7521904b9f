/* record/json: the record of one article as one line of JSON (RECORD.md, schema version 1). */
#ifndef ONR_RECORD_JSON_H
#define ONR_RECORD_JSON_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

/* Needs: any document, read to any stage (layers not there come out empty). Appends one JSON
 * object and a newline to out. Arrays are always there; of the single fields those that RECORD.md
 * calls null are null, the others are left out where the text does not say. Ids are indices into
 * the array of that kind in the same object: an entity without mentions (merged into another) is
 * not written and the rest are renumbered. scratch is rewound. */
void record_json(struct buf *out, const struct doc *doc, struct arena *scratch);

#endif
