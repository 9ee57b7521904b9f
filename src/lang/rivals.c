/* rivals: a word has one subject and one object. The network labels each word by itself, so now and
 * then two words claim one part; the treebanks have that in one sentence of a hundred for subjects
 * (clauses as predicates, which have a label of their own) and nowhere for objects. */
#include "lang/rivals.h"

#include "doc/names.h"

enum part { SUBJECT, OBJECT, PARTS };

static bool is_part(uint8_t deprel, enum part part)
{
    if (part == OBJECT)
        return deprel == REL_OBJ;
    return deprel == REL_NSUBJ || deprel == REL_NSUBJ_PASS;
}

static uint8_t best_label(const struct network *network, const float *scores)
{
    uint32_t best = 0;
    for (uint32_t j = 1; j < network->shape.n_rels; j++)
        best = scores[j] > scores[best] ? j : best;
    return (uint8_t)best;
}

/* how much better a word's label is than the best outside the part */
static float certainty(const struct network *network, const float *scores, uint8_t rel,
                       enum part part)
{
    float other = -1e9F;
    for (uint32_t j = 0; j < network->shape.n_rels; j++)
        if (!is_part(network->deprel[j], part) && scores[j] > other)
            other = scores[j];
    return scores[rel] - other;
}

static uint8_t label_of(const struct network *network, uint8_t deprel, uint8_t fallback)
{
    for (uint32_t j = 0; j < network->shape.n_rels; j++)
        if (network->deprel[j] == deprel)
            return (uint8_t)j;
    return fallback;
}

static bool has_determiner(const struct network *network, const struct rivals_sentence *sentence,
                           uint32_t noun)
{
    for (uint32_t i = 0; i < noun; i++) {
        uint8_t deprel = network->deprel[sentence->rel[i]];
        if (sentence->heads[i] == noun + 1 && (deprel == REL_DET || deprel == REL_NMOD_POSS))
            return true;
    }
    return false;
}

/* words `first` and `second` claim one part of one head */
static void settle_pair(const struct network *network, struct rivals_sentence *sentence,
                        uint32_t first, uint32_t second, enum part part)
{
    bool is_name = sentence->upos[first] == UPOS_NOUN && sentence->upos[second] == UPOS_PROPN;
    if (second == first + 1 && is_name) {
        bool apart = has_determiner(network, sentence, first);
        sentence->heads[second] = first + 1;
        sentence->rel[second] =
            label_of(network, apart ? REL_APPOS : REL_FLAT, sentence->rel[second]);
        return;
    }
    float *of_first = sentence->scores + first * sentence->stride;
    float *of_second = sentence->scores + second * sentence->stride;
    bool keep_first = certainty(network, of_first, sentence->rel[first], part) >=
                      certainty(network, of_second, sentence->rel[second], part);
    uint32_t loser = keep_first ? second : first;
    float *scores = keep_first ? of_second : of_first;
    for (uint32_t j = 0; j < network->shape.n_rels; j++)
        if (is_part(network->deprel[j], part))
            scores[j] = -1e9F;
    sentence->rel[loser] = best_label(network, scores);
}

void rivals_settle(const struct network *network, struct rivals_sentence *sentence)
{
    for (int part = SUBJECT; part < PARTS; part++) {
        uint16_t holder[PIECE_MAX + 1] = {0}; /* by head: 1 + the word that has the part */
        for (uint32_t i = 0; i < sentence->n; i++) {
            uint32_t head = sentence->heads[i];
            if (!is_part(network->deprel[sentence->rel[i]], (enum part)part))
                continue;
            if (holder[head])
                settle_pair(network, sentence, holder[head] - 1u, i, (enum part)part);
            if (is_part(network->deprel[sentence->rel[i]], (enum part)part) &&
                sentence->heads[i] == head)
                holder[head] = (uint16_t)(i + 1);
        }
    }
}
