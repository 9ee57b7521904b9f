/* frames: the little language of acts.tsv and operators.tsv: slots, tests and frames, read against
 * the tree. Its grammar stands at the head of data/en/acts.tsv. */
#ifndef ONR_MEANING_EVENT_FRAMES_H
#define ONR_MEANING_EVENT_FRAMES_H

#include <stdbool.h>

#include "doc/doc.h"
#include "meaning/event/word_index.h"
#include "world/world.h"

enum { FRAME_HEADS = 12 };

struct heads {
    uint32_t v[FRAME_HEADS];
    uint32_t n;
};

struct frame_reader {
    const struct world *world;
    struct word_index *classes;
    struct doc *doc;
};

struct frame {
    struct str source, target; /* alternatives separated by "|" */
    bool reciprocal;
};

struct frame frame_split(struct str cell);

/* head tokens that fill one slot of `token`, in text order */
void frame_fill(const struct frame_reader *reader, uint32_t token, struct str slot,
                struct heads *heads);

/* the noun that "thousands of …", "a number of …", "some of …" counts; 0 = none */
uint32_t frame_counted(const struct frame_reader *reader, uint32_t token);

/* true when the noun (or, "thousands of troops", what it counts) is the word or in the @class */
bool frame_word_fits(const struct frame_reader *reader, uint32_t token, struct str word);

/* the string of the document is a word of the class of classes.tsv */
bool frame_has_class(const struct frame_reader *reader, uint32_t string, struct str class);

/* all tests of a `need` cell hold at the token */
bool frame_fits(const struct frame_reader *reader, uint32_t token, struct str need);

/* the noun phrase can act or be acted on: a name, a person, a group, a pronoun, and before a noun
 * the adjective of a country ("Israeli airstrike") */
bool frame_is_actor(const struct frame_reader *reader, uint32_t token);

/* the actor that a thing belongs to: "Iran's elections", "an Islamic State target", "part of the
 * north of Syria"; 0 = none */
uint32_t frame_owner(const struct frame_reader *reader, uint32_t token);

/* Alpha-3 code and name of the country whose adjective modifies a noun here or stands for one of
 * its people ("an Albanian"); {NULL,0} = none. */
struct str frame_nationality(const struct frame_reader *reader, uint32_t token, struct str *name);

/* the same of the word by itself, wherever it stands */
struct str frame_nation_of(const struct frame_reader *reader, uint32_t token, struct str *name);

/* the first slot of a frame's side that is filled, an actor before anything else; 0 = none */
uint32_t frame_pick(const struct frame_reader *reader, uint32_t token, struct str slots);

#endif
