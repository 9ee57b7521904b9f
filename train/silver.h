/* silver: raw text as teachers read it, in a file. */
#ifndef ONR_TRAIN_SILVER_H
#define ONR_TRAIN_SILVER_H

#include "base/buf.h"
#include "corpus.h"

/* Begins a file with the names of the corpus' tags and relations. */
void silver_begin(struct buf *out, const struct corpus *corpus);
/* Adds a sentence; soft[i] is what is thought of words[i]. */
void silver_add(struct buf *out, const struct sentence_of_words *sentence, const struct soft *soft);
/* Appends the sentences of a file; its tags and relations must be known. Names that are surer than
 * not also count as hard ones, so that they can be replaced by others. Ends the program with a
 * message when the file cannot be read or does not fit. */
void silver_read(struct corpus *corpus, const char *path);

#endif
