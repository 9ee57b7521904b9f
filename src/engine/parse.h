/* parse: the language core alone, over a piece of running text or of CoNLL-U. */
#ifndef ONR_ENGINE_PARSE_H
#define ONR_ENGINE_PARSE_H

#include "engine/read.h"
#include "intake/intake.h"

/* Needs: a reader that was reset; raw: the bytes, origin, first line and byte position of a chunk
 * (engine/chunks.h). Fills reader->doc up to the lemmas and reader->comments, ready for
 * ONR_TO_CONLLU. */

/* Every paragraph is text of the body. Sentences are named by the byte they begin at in the input,
 * so that cutting the input into chunks leaves no trace. */
ONR_CHECKED enum onr_status parse_prose(struct onr_reader *reader, const struct raw_article *raw,
                                        struct onr_error *error);
/* Sentences, words and comments as given; the message of an error names the line. */
ONR_CHECKED enum onr_status parse_conllu(struct onr_reader *reader, const struct raw_article *raw,
                                         struct onr_error *error);

#endif
