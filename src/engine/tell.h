/* tell: which story each article of a batch tells. Workers sketch articles; whoever puts records in
 * order asks for the story and writes it into the record. */
#ifndef ONR_ENGINE_TELL_H
#define ONR_ENGINE_TELL_H

#include "engine/read.h"
#include "story/stories.h"

/* of a run */
struct teller {
    const struct onr_batch *batch;
    struct stories *stories; /* NULL: nobody asked for stories */
};

/* of an article on its way */
struct telling {
    struct sketch sketch;
    struct sketch_room room;
    struct buf id;
    int32_t day;
};

void telling_init(struct telling *telling);
void telling_release(struct telling *telling);

/* Loads the state where there is one. */
ONR_CHECKED enum onr_status teller_open(struct teller *teller, const struct onr_batch *batch,
                                        struct onr_error *error);
/* Saves the state where `keep` is true and a file was named; frees everything. */
ONR_CHECKED enum onr_status teller_close(struct teller *teller, bool keep, struct onr_error *error);

/* In a worker. Needs: text and article fields. Sketches the document; where only stories are asked
 * for, writes what is known of the article without them. */
void teller_sketch(const struct teller *teller, struct telling *telling, struct onr_reader *reader,
                   struct buf *record);
/* In the order of the input: completes the record. */
void teller_put(struct teller *teller, struct telling *telling, struct buf *record);

/* whether stories can be told in this form of output */
bool teller_speaks(const struct onr_batch *batch);

#endif
