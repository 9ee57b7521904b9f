/* likeness: estimates from two samples, and the rule what is the same story.
 *
 * Resemblance alone is the wrong rule for wire news: a trimmed copy resembles its original by .4
 * and less, and so do two notices of a central bank, weeks apart, that differ in the figures. What
 * tells them apart is containment (the trimmed copy is contained in its original), whether names
 * and numbers differ on both sides (a trimmed copy only lacks some), and the days between. Facts
 * that differ weigh the less the longer the texts are, and the more text two articles share word
 * for word, the smaller the part may be: nobody writes a dozen sentences twice by chance. */
#include "story/likeness.h"

#include <math.h>

static const double SAME = .48;      /* score from which short texts tell the same story */
static const double SAME_LONG = .30; /* the same where they share LONG shingles */
static const double SHORT = 50, LONG = 150;
static const double DIFFERING_WEIGHT = 2;
static const double WORDS_A_FACT = 8; /* a text has at least a fact every so many words */
static const double DAY_WEIGHT = .01, DAYS_MOST = .2;
static const double ALIKE = .5;  /* containment from which other stories are templates */
static const double ADDED = .25; /* an update adds at least so much */
static const double FEW = 8;     /* texts with fewer shingles tell nothing */

struct overlap {
    uint32_t a, b, both; /* of those up to the common bound */
};

static uint32_t count_up_to(const struct sample *sample, uint32_t bound)
{
    uint32_t n = sample->kept;
    while (n && sample->v[n - 1] > bound)
        n--;
    return n;
}

static struct overlap overlap_of(const struct sample *a, const struct sample *b)
{
    uint32_t bound_a = sample_bound(a), bound_b = sample_bound(b);
    uint32_t bound = bound_a < bound_b ? bound_a : bound_b;
    struct overlap overlap = {count_up_to(a, bound), count_up_to(b, bound), 0};
    for (uint32_t i = 0, k = 0; i < overlap.a && k < overlap.b;) {
        uint32_t x = a->v[i], y = b->v[k];
        overlap.both += x == y;
        i += x <= y;
        k += y <= x;
    }
    return overlap;
}

static double share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

struct likeness likeness_of(const struct sketch *earlier, const struct sketch *later)
{
    struct overlap s = overlap_of(&earlier->shingles, &later->shingles);
    struct overlap f = overlap_of(&earlier->facts, &later->facts);
    struct likeness likeness = {
        .resemblance = share(s.both, s.a + s.b - s.both),
        .containment = share(s.both, s.a < s.b ? s.a : s.b),
        .added = 1 - share(s.both, s.b),
        .n_shared = share(s.both, s.b) * later->shingles.total,
    };
    bool fewer = earlier->facts.total < later->facts.total;
    double total = fewer ? earlier->facts.total : later->facts.total;
    double sampled = fewer ? f.a : f.b;
    double words = fmin(earlier->n_words, later->n_words);
    likeness.n_differing = (f.a < f.b ? f.a : f.b) - f.both;
    if (sampled > 0)
        likeness.n_differing *= total / sampled;
    likeness.differing = share(likeness.n_differing, fmax(total, words / WORDS_A_FACT));
    return likeness;
}

static bool is_same_story(const struct likeness *likeness, int32_t days_between)
{
    double days = days_between == DAYS_UNKNOWN ? 0 : fmin(DAY_WEIGHT * days_between, DAYS_MOST);
    double score = likeness->containment - DIFFERING_WEIGHT * likeness->differing - days;
    double much = fmin(fmax((likeness->n_shared - SHORT) / (LONG - SHORT), 0), 1);
    return score >= SAME - (SAME - SAME_LONG) * much;
}

enum relation likeness_relation(const struct likeness *likeness, int32_t days_between)
{
    if (likeness->n_shared < FEW)
        return RELATION_FIRST;
    if (!is_same_story(likeness, days_between))
        return likeness->containment >= ALIKE ? RELATION_TEMPLATE : RELATION_FIRST;
    return likeness->added >= ADDED ? RELATION_UPDATE : RELATION_COPY;
}

const char *relation_name(enum relation relation)
{
    static const char *const names[] = {"first", "copy", "update", "template"};
    return names[relation];
}
