/* proposition: what a statement says, brought to words that another one saying the same would have.
 *
 *     s@prk o@rus =send troop #10000     ("it had sent 10,000 troops to Russia", of North Korea)
 *
 * A list of words in byte order with single blanks between: `=` the lemma that carries it; `@` a
 * party by country code or by name, with s in front of who acts and o of who is acted upon; `#` a
 * number; `~` a day, month or year; else the lemma of a noun, verb or adjective. Pronouns are
 * replaced by what they stand for; whoever takes part without being named is named. */
#ifndef ONR_CLAIM_PROPOSITION_H
#define ONR_CLAIM_PROPOSITION_H

#include "base/arena.h"
#include "doc/doc.h"

struct proposition {
    struct str words; /* in the arena; {NULL,0} = none that could be compared */
    bool negated;     /* it says that this is not so */
};

/* Of statement i. Needs: entities, statements. None is given for statements that report somebody
 * else's, that span several sentences or are long, that name no party, that say too little, or that
 * are no clause. */
struct proposition proposition_of(const struct doc *doc, uint32_t i, struct arena *arena);

#endif
