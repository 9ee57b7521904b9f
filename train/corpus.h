/* corpus: treebanks and raw text as the trainers read them. */
#ifndef ONR_TRAIN_CORPUS_H
#define ONR_TRAIN_CORPUS_H

#include <stdbool.h>

#include "layer.h"

#include "base/array.h"
#include "base/str.h"

enum { NAME_LABELS = 7, NAME_UNKNOWN = -1, CORPUS_MAX_SENTENCE = 250 };

/* a list of labels, index = number in the network */
struct labels {
    ARRAY(struct str) v;
    ARRAY(uint32_t) counts;
};

/* what teachers say of a word */
struct soft {
    struct target tag, head, rel, name;
};

struct word {
    struct str form;
    const struct soft *soft; /* NULL: what follows is all that is known */
    uint32_t head;           /* 1-based word of the sentence, 0 = root */
    uint16_t tag;            /* "UPOS\tXPOS" in corpus.tags */
    uint16_t rel;
    int8_t name;   /* O B-PER I-PER B-ORG I-ORG B-LOC I-LOC, or NAME_UNKNOWN */
    bool has_tree; /* false: head, tag and rel are not known */
};

struct sentence_of_words {
    struct word *words;
    uint32_t n;
};

struct corpus {
    struct arena arena;
    ARRAY(struct sentence_of_words) sentences;
    uint64_t n_words;
    struct labels tags, rels;
};

void corpus_init(struct corpus *corpus);
void corpus_release(struct corpus *corpus);
/* Appends a CoNLL-U file. Names come from MISC as NER=B-PER …, else from GUM's Entity, else they
 * are unknown; words with "_" as head have no tree. With `grow` unseen labels are added, else they
 * read as label 0. Ends the program with a message when the file cannot be read. */
void corpus_read_treebank(struct corpus *corpus, const char *path, bool grow);
/* Appends tokenised raw text, one sentence a line. */
void corpus_read_raw(struct corpus *corpus, const char *path);
/* Appends a sentence; its forms are copied. */
void corpus_add_sentence(struct corpus *corpus, const struct word *words, uint32_t n);
/* Every sentence so far stands there so many times. */
void corpus_repeat(struct corpus *corpus, uint32_t times);
/* Rare tags (fewer than `least` words) become the most frequent tag of the same UPOS. */
void corpus_merge_rare_tags(struct corpus *corpus, uint32_t least);
/* number of a label; added when unknown and `grow`, else 0 */
uint32_t labels_find(struct labels *labels, struct arena *arena, struct str label, bool grow);

#endif
