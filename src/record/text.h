/* record/text: the record of one article for people at a terminal. */
#ifndef ONR_RECORD_TEXT_H
#define ONR_RECORD_TEXT_H

#include "base/arena.h"
#include "base/buf.h"
#include "doc/doc.h"

struct text_options {
    uint32_t width; /* columns of the terminal; 0 = never wrap */
    bool colour;    /* ANSI colours */
    bool explain;   /* what made each event, how each speaker and standing was found */
    bool notices;
    /* The plain name of a CAMEO code ("Provide humanitarian aid"); {NULL,0} when it has none. The
     * function may be NULL: then events show their PLOVER type and mode. */
    struct str (*code_name)(const void *context, struct str code);
    const void *context;
};

/* Needs: statements, events. Appends the headline, then a block for each statement and event in
 * the order of the text. What rests on somebody's word stands indented under the statement that
 * carries it, with a hollow mark; what the article states itself stands at the margin, with a full
 * one. */
void record_text(struct buf *out, const struct doc *doc, const struct text_options *options,
                 struct arena *scratch);

#endif
