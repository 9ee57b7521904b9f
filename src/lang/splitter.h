/* splitter: what the parts of splitting share while one document is split (split.c walks over
 * blocks and chunks, boundary.c decides where sentences end, token.c cuts a chunk into tokens,
 * word.c finds the end of a word and its clitics). A chunk is a stretch without white space. */
#ifndef ONR_LANG_SPLITTER_H
#define ONR_LANG_SPLITTER_H

#include "lang/chars.h"
#include "lang/split.h"

enum { SENTENCE_CAP = 1000, FEATURE_CAP = 40, LOOK_CAP = 32 };

enum gap { GAP_NONE, GAP_SPACE, GAP_LINE };

struct splitter {
    const struct split_model *model;
    struct doc *doc;
    struct str text;
    struct split_judge *judge; /* NULL: the model decides */
    uint32_t block;            /* 0 = the document has none */
    uint32_t first_token;      /* of the open sentence, 0 = none is open */
    bool double_open, single_open;
    uint32_t depth; /* of open brackets */
};

/* two neighbouring chunks; next == next_end: nothing follows in this paragraph */
struct chunk_pair {
    uint32_t start, end, next, next_end;
    enum gap gap;
};

/* ---- split.c ---- */

/* Appends a word; opens a sentence where none is open, and closes one that has grown too long. */
void splitter_add(struct splitter *splitter, uint32_t start, uint32_t end, uint8_t flags);

/* ---- token.c ---- */

/* Appends the tokens of a chunk. ends: a sentence ends with it. space: white
 * space follows, or the end of the text. */
void splitter_add_chunk(struct splitter *splitter, struct span chunk, bool ends, bool space);

/* ---- word.c ---- */

/* enum word_kind bits of a form, 0 = nothing special */
uint16_t word_kind(const struct split_model *model, struct str form);
/* end of the word that starts at `start` with a letter or digit, without a final stop */
uint32_t word_end(const struct split_model *model, struct str text, uint32_t start, uint32_t end);
/* "U.S", "a.m", "Ph.D": letters in groups of one or two with a stop between them */
bool word_is_acronym(struct str word);
/* appends a word with its clitics as a multiword token */
void word_add(struct splitter *splitter, uint32_t start, uint32_t end);

/* ---- boundary.c ---- */

/* true when a sentence ends between the two chunks */
bool boundary_ends(struct splitter *splitter, const struct chunk_pair *pair);

#endif
