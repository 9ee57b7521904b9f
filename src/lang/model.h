/* model: the trained model of the language core, all its parts bound to one mapped file. */
#ifndef ONR_LANG_MODEL_H
#define ONR_LANG_MODEL_H

#include "lang/lang.h"
#include "lang/lemma.h"
#include "lang/network.h"
#include "lang/split.h"
#include "model/container.h"

struct lang_model {
    struct container container;
    struct network network;
    struct split_model split;
    struct lemma_model lemma;
};

#endif
