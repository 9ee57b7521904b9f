/* split: sentences and tokens of running text, in the conventions of the UD English treebanks.
 *
 * A model file may hold two sections for it:
 *     split.words    keys: what is special about a word form (enum word_kind), from tokens.tsv
 *     split.weights  u32 n (a power of two), i32 threshold, then n × i8: the boundary classifier
 * Without them rules by shape stand in. */
#ifndef ONR_LANG_SPLIT_H
#define ONR_LANG_SPLIT_H

#include "doc/doc.h"
#include "lang/keys.h"
#include "model/container.h"
#include "model/table.h"

/* Kinds of word forms (lower-cased, without a final stop); bits, a form may have several. */
enum word_kind {
    WORD_TITLE = 1,        /* "gen": abbreviation that a name follows */
    WORD_ABBREVIATION = 2, /* "inc": abbreviation that may also end a sentence */
    WORD_NUMBERED = 4,     /* "no": abbreviation before a number only */
    WORD_PREFIX = 8,       /* "anti": keeps its hyphen and what follows */
    WORD_SUFFIX = 16,      /* "esque": keeps its hyphen and what precedes */
    WORD_KEEP = 32,        /* "w/o", "e-mail": one token though it looks like several */
    WORD_UNIT = 64,        /* "km": split from the number it is written to */
    WORD_ELISION = 128,    /* "em", "til": keeps an apostrophe before it */
    WORD_SPLIT_SHIFT = 8,  /* bits 8-11: "cannot" is a multiword token split at that byte */
    WORD_INNER = 4096,     /* "Sunday": begins no sentence behind an abbreviation ("7 p.m.") */
};

struct split_model {
    struct keys words;
    const int8_t *weights; /* NULL: rules */
    uint32_t mask;
    int32_t threshold;
};

/* Sections that are absent leave the rules in force. */
ONR_CHECKED enum onr_status split_bind(struct split_model *model, const struct container *container,
                                       struct onr_error *error);

/* The stage split_sentences of lang.h. Needs: text, blocks (none: all of the text is body, blank
 * lines separate paragraphs). Adds: sentences, tokens (span, sentence, lower, flags).
 * TOKEN_SPACE_AFTER stands on the last word of a multiword token. */
void split_doc(const struct split_model *model, struct doc *doc);

/* Appends the section split.words made from the table of tokens.tsv; for trainers and tests. */
ONR_CHECKED enum onr_status split_words_compile(struct buf *out, const struct table *table,
                                                struct onr_error *error);

/* Whoever trains the classifier decides himself where sentences end, and sees the features of every
 * place where the library would have asked. */
struct split_judge {
    bool (*ends)(struct split_judge *judge, uint32_t end, const uint32_t *features, uint32_t n);
};
void split_doc_judged(const struct split_model *model, struct doc *doc, struct split_judge *judge);

#endif
