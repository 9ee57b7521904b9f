/* conllu: documents in the CoNLL-U format of Universal Dependencies. */
#ifndef ONR_LANG_CONLLU_H
#define ONR_LANG_CONLLU_H

#include "base/buf.h"
#include "base/error.h"
#include "doc/doc.h"

/* What CoNLL-U says beside the document: comment lines of each sentence, in the document arena. */
struct conllu_comments {
    ARRAY(uint32_t) v; /* per sentence, [0] = 0: string id of its comment lines, joined by '\n' */
};

/* Cuts the next document off *rest: up to a "# newdoc" line, at most max_sentences sentences, whole
 * sentences always. *line is the number of the first line of *rest (from 1) and is moved on; the
 * value before the call is what conllu_read wants. Returns {NULL,0} when nothing is left. */
struct str conllu_cut(struct str *rest, uint32_t *line, uint32_t max_sentences);

/* Fills a document that was reset: text rebuilt from the forms and SpaceAfter, one body block a
 * paragraph ("# newpar", "# newdoc"), sentences and tokens as given (span, sentence, lower, flags).
 * Tags, heads and all other columns are ignored, empty nodes skipped. The words of a multiword
 * token that do not spell it letter by letter share its bytes: the first has them all.
 * first_line: number of the block's first line, for messages. comments may be NULL. */
ONR_CHECKED enum onr_status conllu_read(struct doc *doc, struct str block, uint32_t first_line,
                                        struct conllu_comments *comments, struct onr_error *error);

/* Appends the document: per sentence its comments (NULL: newdoc, newpar, sent_id, text are made
 * up), tokens with what is known of them; names as NE=B-PER in MISC. Sentence numbers run on from
 * *sentence_number (NULL: from 1), which is moved on. */
void conllu_write(struct buf *out, const struct doc *doc, const struct conllu_comments *comments,
                  uint32_t *sentence_number);

#endif
