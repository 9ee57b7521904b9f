/* teachers: one or more large networks, with language models below them, that say together what
 * they think of sentences. */
#ifndef ONR_TRAIN_TEACHERS_H
#define ONR_TRAIN_TEACHERS_H

#include "corpus.h"
#include "lang/tree.h"
#include "language_model.h"

enum { TEACHERS_MAX = 8 };

struct teachers {
    struct language_model *language_model; /* NULL: none */
    struct net *nets[TEACHERS_MAX];
    uint32_t n;
    struct opinion sum;
    float *relations, *logs;
    struct tree_scratch tree;
};

/* Makes room; nets are then put in by the caller, all with the same tags, relations and names. */
void teachers_init(struct teachers *teachers, struct language_model *language_model);
void teachers_release(struct teachers *teachers);
/* Averages the probabilities of all. soft[i] is the verdict on word i of the batch: its head is
 * that of the best tree, its relation the one under that head. Changes the batch's heads. */
void teachers_judge(struct teachers *teachers, struct batch *batch, struct soft *soft);

#endif
