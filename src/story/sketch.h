/* sketch: a text reduced to a few hundred numbers by which texts are compared.
 *
 * Kept of a text are the smallest hashes of its shingles (runs of five words, in small letters,
 * without marks) and of its facts (numbers, and names: words with a capital inside a sentence). As
 * the same shingle has the same hash everywhere, the smallest ones are the same random sample of
 * every text: of any two texts the sampled shingles up to the lower of the two largest hashes kept
 * are all there, and so tell resemblance as well as containment. Short texts are kept whole. */
#ifndef ONR_STORY_SKETCH_H
#define ONR_STORY_SKETCH_H

#include "base/arena.h"
#include "base/str.h"

enum { SKETCH_SHINGLES = 512, SKETCH_FACTS = 64 };

/* distinct hashes in rising order: the smallest `kept` of `total` */
struct sample {
    uint32_t total, kept;
    const uint32_t *v;
};

struct sketch {
    struct sample shingles, facts;
    uint32_t n_words;
};

/* where the samples of a sketch just made lie */
struct sketch_room {
    uint32_t shingles[SKETCH_SHINGLES], facts[SKETCH_FACTS];
};

/* What is sketched of a text: without the headline in front, of which every paper has its own. */
struct str sketch_body(struct str text, struct str title);
/* Any bytes will do. scratch is rewound. */
struct sketch sketch_make(struct sketch_room *room, struct str text, struct arena *scratch);

/* the largest hash up to which the sample holds all there are */
static inline uint32_t sample_bound(const struct sample *sample)
{
    return sample->kept < sample->total ? sample->v[sample->kept - 1] : UINT32_MAX;
}

#endif
