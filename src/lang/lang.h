/* lang: the language core. The trained model (process lifetime), its working memory (worker
 * lifetime) and the three stages that say how a text is said. */
#ifndef ONR_LANG_LANG_H
#define ONR_LANG_LANG_H

#include "base/error.h"
#include "doc/doc.h"

struct lang_model; /* mapped, read-only, shared by all threads; several may be open */
struct lang_state; /* one per thread */

ONR_CHECKED enum onr_status lang_model_open(struct lang_model **model, const char *path,
                                            struct onr_error *error);
void lang_model_close(struct lang_model *model);

struct lang_state *lang_state_new(const struct lang_model *model);
void lang_state_free(struct lang_state *state);

/* Needs: text, blocks. Adds: sentences, tokens (span, sentence, lower, flags). A block is never
 * crossed. Blocks of boilerplate, credit and byline get no tokens. */
void split_sentences(const struct lang_model *model, struct doc *doc);

/* Needs: tokens. Adds: upos, xpos, head, deprel, name, child links, sentence.root. */
void parse_sentences(const struct lang_model *model, struct lang_state *state, struct doc *doc);

/* Needs: upos, lower. Adds: lemma. */
void find_lemmas(const struct lang_model *model, struct doc *doc);

#endif
