/* clause: the place of a clause is the one in its own modifiers, or else in its object; names used
 * as places only. */
#include "meaning/place/places.h"

enum { MAX_CLIMB = 8 };

static bool is_nominal(uint8_t deprel)
{
    switch (deprel) {
    case REL_NMOD:
    case REL_NMOD_POSS:
    case REL_NMOD_DESC:
    case REL_NMOD_UNMARKED:
    case REL_COMPOUND:
    case REL_AMOD:
    case REL_FLAT:
    case REL_APPOS:
    case REL_CONJ:
    case REL_LIST:
        return true;
    default:
        return false;
    }
}

/* how closely a place stands to the verb: 3 in a modifier, 2 in the object of the verb or as a
 * modifier of a noun, 0 not at all; less for every noun between */
static int closeness(const struct doc *doc, uint32_t place, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t token = doc->places.v[place].head_token;
    for (int n = 0; n < MAX_CLIMB && token; n++, token = tokens[token].head) {
        uint8_t deprel = tokens[token].deprel;
        if (tokens[token].head == verb) {
            bool modifier = deprel == REL_OBL || deprel == REL_OBL_UNMARKED ||
                            deprel == REL_ADVMOD || deprel == REL_NMOD || deprel == REL_NMOD_POSS ||
                            deprel == REL_COMPOUND;
            bool object = deprel == REL_OBJ || deprel == REL_NSUBJ_PASS || deprel == REL_OBL_AGENT;
            return modifier ? 30 - n : object ? 20 - n : 0;
        }
        if (!is_nominal(deprel) || tokens[token].upos == UPOS_VERB)
            return 0;
    }
    return 0;
}

/* the first place (they are in text order) whose head stands at or behind the token */
static uint32_t first_place_from(const struct doc *doc, uint32_t token)
{
    return array_find_from(doc->places.v, doc->places.n, head_token, token);
}

uint32_t place_of_clause(const struct doc *doc, uint32_t verb)
{
    const struct sentence *sentence = &doc->sentences.v[doc->tokens.v[verb].sentence];
    uint32_t best = 0, end = sentence->first_token + sentence->n_tokens;
    int best_closeness = 0;
    for (uint32_t i = first_place_from(doc, sentence->first_token);
         i < doc->places.n && doc->places.v[i].head_token < end; i++) {
        if (doc->places.v[i].use != PLACE_LOCATION)
            continue;
        int c = closeness(doc, i, verb);
        if (c > best_closeness) {
            best = i;
            best_closeness = c;
        }
    }
    return best;
}
