/* gather: each proposition is compared with those that began a claim before it and share one of its
 * rarest words; it joins the one it shares most with, or begins a claim of its own. As all are
 * compared with the first one and not with one another, a claim does not drift.
 *
 * Two say the same where
 *   - they were said within MOST_DAYS of each other,
 *   - all parties of the one with fewer stand in the other; subjects are the same where both have
 *     one that is a party, and so are objects,
 *   - the numbers of one are all in the other, where both have some; likewise the days,
 *   - the word that carries the one stands in the other,
 *   - words weighted by their rarity are shared to a large part of the shorter and of both
 *     together: a larger one where they are far apart in time or different words carry them.
 *
 * What is said again word for word after more than NEAR_DAYS, with numbers in it, is a notice that
 * comes again and again, not the same. */
#include "claim/gather.h"

#include <math.h>
#include <stdlib.h>

#include "base/hash.h"
#include "base/map.h"

enum { MOST_TERMS = 64, RARE = 6, CHAIN = 50, MOST_DAYS = 30, NEAR_DAYS = 7 };

static const double CONTAINED = .65, SHARED = .45, FURTHER = .2, OTHER_WORD = .15, VERBATIM = .95;

/* kinds of terms; each has a byte of a number, so that many kinds are counted at once */
enum { BIT_ACT, BIT_PARTY, BIT_SUBJECT, BIT_OBJECT, BIT_NUMBER, BIT_DAY };
#define KIND(bit) ((uint64_t)1 << 8 * (bit))

static uint32_t count_of(uint64_t kinds, int bit)
{
    return kinds >> 8 * bit & 0xFF;
}

struct term {
    uint64_t kinds;
    uint32_t hash;
    float weight;
};

struct said {
    struct term *terms; /* by hash */
    uint32_t n_terms, act;
    uint64_t kinds; /* of all terms */
    double weight;
};

/* a claim begun, in the chain of one of its rare words */
struct link {
    uint32_t item, older;
};

struct gatherer {
    const struct claim_item *items;
    struct said *said;
    struct arena *arena;
    struct map counts;  /* hash of a word → items that have it */
    struct map newest;  /* hash of a word → number of the newest link */
    struct link *links; /* from 1 */
    uint32_t n_links;
    uint32_t *seen; /* per item: the last item it was compared with, + 1 */
};

/* ---- words to terms ---- */

static struct term read_term(struct str word)
{
    struct term term = {.kinds = 0};
    if (word.n > 1 && word.s[0] == '=') {
        term.kinds = KIND(BIT_ACT);
        word = str_cut(word.s, 1, word.n);
    } else if (word.n > 2 && word.s[1] == '@') {
        term.kinds = KIND(BIT_PARTY) | KIND(word.s[0] == 's' ? BIT_SUBJECT : BIT_OBJECT);
        word = str_cut(word.s, 1, word.n);
    } else if (word.n > 1 && word.s[0] == '@') {
        term.kinds = KIND(BIT_PARTY);
    } else if (word.n > 1 && word.s[0] == '#') {
        term.kinds = KIND(BIT_NUMBER);
    } else if (word.n > 1 && word.s[0] == '~') {
        term.kinds = KIND(BIT_DAY);
    }
    term.hash = (uint32_t)hash_bytes(word, 0);
    return term;
}

static int by_hash(const void *a, const void *b)
{
    uint32_t x = ((const struct term *)a)->hash, y = ((const struct term *)b)->hash;
    return (x > y) - (x < y);
}

static void read_words(struct gatherer *g, uint32_t i)
{
    struct term terms[MOST_TERMS];
    struct str rest = g->items[i].words, word;
    struct said *said = &g->said[i];
    uint32_t n = 0, kept = 0;
    while (n < MOST_TERMS && (word = str_split(&rest, ' ')).s)
        if (word.n)
            terms[n++] = read_term(word);
    qsort(terms, n, sizeof *terms, by_hash);
    for (uint32_t k = 0; k < n; k++) {
        if (terms[k].kinds & KIND(BIT_ACT))
            said->act = terms[k].hash;
        if (kept && terms[kept - 1].hash == terms[k].hash)
            terms[kept - 1].kinds |= terms[k].kinds;
        else
            terms[kept++] = terms[k];
    }
    said->terms = arena_alloc(g->arena, (kept + 1) * sizeof *terms);
    said->n_terms = kept;
    if (kept)
        memcpy(said->terms, terms, kept * sizeof *terms);
    for (uint32_t k = 0; k < kept; k++) {
        said->kinds += terms[k].kinds;
        map_set(&g->counts, terms[k].hash, map_get(&g->counts, terms[k].hash) + 1);
    }
}

static void weigh(struct gatherer *g, uint32_t i, uint32_t n)
{
    struct said *said = &g->said[i];
    for (uint32_t k = 0; k < said->n_terms; k++) {
        double count = map_get(&g->counts, said->terms[k].hash);
        said->terms[k].weight = (float)log((n + 1) / count);
        said->weight += (double)said->terms[k].weight;
    }
}

/* ---- two compared ---- */

struct shared {
    double weight;
    uint64_t kinds; /* of terms that are in both, as both have them */
    bool act;       /* the word that carries one of them stands in the other */
};

static struct shared compare(const struct said *a, const struct said *b)
{
    struct shared shared = {.weight = 0};
    for (uint32_t i = 0, k = 0; i < a->n_terms && k < b->n_terms;) {
        const struct term *x = &a->terms[i], *y = &b->terms[k];
        if (x->hash == y->hash) {
            shared.kinds += x->kinds & y->kinds;
            shared.weight += (double)x->weight;
            shared.act |= x->hash == a->act || x->hash == b->act;
        }
        i += x->hash <= y->hash;
        k += y->hash <= x->hash;
    }
    return shared;
}

/* all of that kind that the one with fewer has are in the other */
static bool is_covered(const struct said *a, const struct said *b, uint64_t shared, int bit)
{
    uint32_t of_a = count_of(a->kinds, bit), of_b = count_of(b->kinds, bit);
    return count_of(shared, bit) == (of_a < of_b ? of_a : of_b);
}

/* how much they share of the shorter, 0 where they do not say the same */
static double sameness(const struct gatherer *g, uint32_t i, uint32_t k)
{
    const struct said *a = &g->said[i], *b = &g->said[k];
    int64_t days = (int64_t)g->items[k].day - g->items[i].day;
    struct shared shared = compare(a, b);
    if (!shared.act || !count_of(shared.kinds, BIT_PARTY))
        return 0;
    for (int bit = BIT_PARTY; bit <= BIT_DAY; bit++)
        if (!is_covered(a, b, shared.kinds, bit))
            return 0;
    double more = (days > NEAR_DAYS ? FURTHER : 0) + (a->act != b->act ? OTHER_WORD : 0);
    double contained = shared.weight / fmin(a->weight, b->weight);
    double of_both = shared.weight / (a->weight + b->weight - shared.weight);
    if (days > NEAR_DAYS && count_of(shared.kinds, BIT_NUMBER) && of_both >= VERBATIM)
        return 0;
    return contained >= CONTAINED + more && of_both >= SHARED + more ? contained : 0;
}

/* ---- one after the other ---- */

static int by_weight(const void *a, const void *b)
{
    const struct term *x = a, *y = b;
    if (x->weight != y->weight)
        return x->weight < y->weight ? 1 : -1;
    return by_hash(a, b);
}

/* the rarest words of an item; returns how many */
static uint32_t rarest(const struct said *said, struct term *rare)
{
    struct term terms[MOST_TERMS];
    uint32_t n = said->n_terms < RARE ? said->n_terms : RARE;
    if (!n)
        return 0;
    memcpy(terms, said->terms, said->n_terms * sizeof *terms);
    qsort(terms, said->n_terms, sizeof *terms, by_weight);
    memcpy(rare, terms, n * sizeof *rare);
    return n;
}

/* the claim that item i joins; i where there is none */
static uint32_t find_claim(struct gatherer *g, uint32_t i, const struct term *rare, uint32_t n)
{
    uint32_t found = i;
    double best = 0;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t link = map_get(&g->newest, rare[k].hash);
        for (int steps = 0; link && steps < CHAIN; steps++, link = g->links[link].older) {
            uint32_t item = g->links[link].item;
            if (g->items[i].day - (int64_t)g->items[item].day > MOST_DAYS)
                break; /* older ones are further away still */
            if (g->seen[item] == i + 1)
                continue;
            g->seen[item] = i + 1;
            double same = sameness(g, item, i);
            if (same > best || (same > 0 && same >= best && item < found)) {
                best = same;
                found = item;
            }
        }
    }
    return found;
}

static void begin_claim(struct gatherer *g, uint32_t i, const struct term *rare, uint32_t n)
{
    for (uint32_t k = 0; k < n; k++) {
        g->links[++g->n_links] = (struct link){i, map_get(&g->newest, rare[k].hash)};
        map_set(&g->newest, rare[k].hash, g->n_links);
    }
}

void claims_gather(const struct claim_item *items, uint32_t n, uint32_t *first,
                   struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct gatherer g = {.items = items, .arena = scratch};
    g.said = arena_alloc(scratch, (n + 1) * sizeof *g.said);
    g.links = arena_alloc(scratch, ((size_t)n * RARE + 1) * sizeof *g.links);
    g.seen = arena_alloc(scratch, (n + 1) * sizeof *g.seen);
    for (uint32_t i = 0; i < n; i++)
        read_words(&g, i);
    for (uint32_t i = 0; i < n; i++)
        weigh(&g, i, n);
    for (uint32_t i = 0; i < n; i++) {
        struct term rare[RARE];
        uint32_t n_rare = rarest(&g.said[i], rare);
        first[i] = find_claim(&g, i, rare, n_rare);
        if (first[i] == i)
            begin_claim(&g, i, rare, n_rare);
    }
    map_release(&g.counts);
    map_release(&g.newest);
    arena_rewind(scratch, mark);
}
