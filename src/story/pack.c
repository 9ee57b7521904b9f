/* pack: numbers of 32 bits, little-endian: shingles in all, kept, facts in all, kept, words; then
 * the hashes of both. */
#include "story/pack.h"

enum { HEAD = 5 };

void sketch_pack(const struct sketch *sketch, struct buf *out)
{
    const struct sample *shingles = &sketch->shingles, *facts = &sketch->facts;
    uint32_t head[HEAD] = {shingles->total, shingles->kept, facts->total, facts->kept,
                           sketch->n_words};
    buf_add(out, (struct str){(const char *)head, sizeof head});
    buf_add(out, (struct str){(const char *)shingles->v, shingles->kept * sizeof *shingles->v});
    buf_add(out, (struct str){(const char *)facts->v, facts->kept * sizeof *facts->v});
}

/* Copies the hashes off the front of *bytes; false where they are no sample of so many. */
static bool take_sample(struct str *bytes, struct sample *sample, uint32_t *room, uint32_t most)
{
    size_t size = sample->kept * sizeof *room;
    if (sample->kept > most || sample->kept > sample->total || bytes->n < size ||
        (sample->total && !sample->kept))
        return false;
    if (size)
        memcpy(room, bytes->s, size);
    for (uint32_t i = 1; i < sample->kept; i++)
        if (room[i - 1] >= room[i])
            return false;
    sample->v = room;
    *bytes = str_cut(bytes->s, size, bytes->n);
    return true;
}

bool sketch_unpack(struct str *bytes, struct sketch_room *room, struct sketch *sketch)
{
    uint32_t head[HEAD];
    if (bytes->n < sizeof head)
        return false;
    memcpy(head, bytes->s, sizeof head);
    struct str rest = str_cut(bytes->s, sizeof head, bytes->n);
    *sketch = (struct sketch){.shingles = {.total = head[0], .kept = head[1]},
                              .facts = {.total = head[2], .kept = head[3]},
                              .n_words = head[4]};
    if (!take_sample(&rest, &sketch->shingles, room->shingles, SKETCH_SHINGLES) ||
        !take_sample(&rest, &sketch->facts, room->facts, SKETCH_FACTS))
        return false;
    *bytes = rest;
    return true;
}
