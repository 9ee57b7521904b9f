/* resolve: every candidate starts with how well known it is (kind and population) and is then
 * judged by the company it keeps. Each name of the article spreads a weight of one over its
 * candidates; the weights are summed by country, by first-level division and by cell of a grid of
 * degrees, and a candidate gains by what the other names put where it lies. Three rounds over the
 * names settle it. A region or country told behind a name ("Paris, Texas"), a word of its kind and
 * the dateline weigh more than company. The sums cost one step a candidate, whatever their number;
 * the order of the names is that of the text, so the outcome is always the same. */
#include "meaning/place/resolve.h"

#include <math.h>

#include "world/codes.h"

enum {
    ROUNDS = 3,
    COUNTRIES = 26 * 26,
    CELLS = 1 << 12, /* slots of the grid; cells share them by hash */
    CELL_SHARE = 9,  /* a cell and its neighbours */
    CITY_SHARE = 10, /* of a division's people that its large city has at least */
};

/* how much of what counts; in natural logarithms of odds */
static const float POPULATION = 0.65f, KIND_TOLD = 4.0f, CONTAINER = 6.0f, LISTED = 1.0f,
                   COUNTRY = 3.0f, DIVISION = 3.0f, NEAR = 3.5f, ACTOR = 0.3f, DATELINE = 2.0f,
                   ADJECTIVE = 0.5f, CONTAINER_KM = 150, DIVISION_KM = 400, CITY = 1.5f,
                   NEGLIGIBLE = 10, LISTED_POPULATION = 100000;

static const float KIND_PRIOR[PLACE_KINDS] = {
    [PLACE_COUNTRY] = 15,   [PLACE_DIVISION] = 2, [PLACE_COUNTY] = -2,  [PLACE_CAPITAL] = 4,
    [PLACE_SEAT] = 1,       [PLACE_CITY] = 0,     [PLACE_SECTION] = -2, [PLACE_WATER] = 9,
    [PLACE_ISLAND] = 10,    [PLACE_MOUNTAIN] = 9, [PLACE_AREA] = 6,     [PLACE_FACILITY] = 8,
    [PLACE_CONTINENT] = 18,
};

struct resolver {
    struct toponyms *t;
    float *prior, *share; /* of each candidate */
    float *countries, *divisions, *cells;
    uint32_t n_divisions;
};

/* The logarithm of 1 + x, x >= 0, from exponent and mantissa: within a hundredth, which is enough
 * to compare, at a tenth of the cost. */
static float log1p_rough(float x)
{
    union {
        float f;
        uint32_t bits;
    } u = {.f = x + 1};
    float exponent = (float)((int32_t)(u.bits >> 23) - 127);
    u.bits = (u.bits & 0x7FFFFF) | 0x3F800000;
    float mantissa = u.f - 1;
    return 0.69314718f * (exponent + mantissa * (1.3465f - 0.3465f * mantissa));
}

/* ---- sums ---- */

static uint32_t country_index(const struct candidate *c)
{
    if (c->country[0] < 'A' || c->country[0] > 'Z' || c->country[1] < 'A' || c->country[1] > 'Z')
        return COUNTRIES;
    return (uint32_t)(c->country[0] - 'A') * 26 + (uint32_t)(c->country[1] - 'A');
}

static uint32_t cell_slot(int32_t lat, int32_t lon)
{
    uint32_t cell = (uint32_t)(lat + 90) * 360 + (uint32_t)((lon + 540) % 360);
    return cell * 2654435769u >> 20 & (CELLS - 1);
}

static bool has_point(const struct candidate *c)
{
    return c->kind != PLACE_COUNTRY && c->kind != PLACE_CONTINENT && c->kind != PLACE_DIVISION &&
           !isnan(c->lat);
}

static void sum(struct resolver *r, const struct candidate *c, float weight)
{
    r->countries[country_index(c)] += weight;
    r->divisions[c->division] += weight;
    if (has_point(c))
        r->cells[cell_slot((int32_t)floorf(c->lat), (int32_t)floorf(c->lon))] += weight;
}

static float weight_of(const struct toponym_group *group)
{
    float weight = 1 + 0.25f * (float)(group->n_toponyms > 4 ? 4 : group->n_toponyms);
    if (group->dateline)
        weight *= DATELINE;
    return group->adjective ? weight * ADJECTIVE : weight;
}

/* adds (or, with sign -1, takes back) what a group puts on its candidates */
static void spread(struct resolver *r, const struct toponym_group *group, float sign)
{
    float weight = weight_of(group) * sign;
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        if (r->share[i] > 0)
            sum(r, &r->t->candidates.v[i], weight * r->share[i]);
}

/* ---- one candidate ---- */

static float prior_of(const struct candidate *c)
{
    float prior = KIND_PRIOR[c->kind] + (c->listed ? LISTED : 0);
    if (c->kind == PLACE_COUNTRY || c->kind == PLACE_CONTINENT)
        return prior;
    float population = (float)c->population;
    if (c->listed && population < LISTED_POPULATION)
        population = LISTED_POPULATION;
    return prior + POPULATION * log1p_rough(population + 99);
}

static bool fits_kind(struct str told, uint8_t kind)
{
    if (str_is(told, "region"))
        return kind == PLACE_DIVISION || kind == PLACE_AREA || kind == PLACE_COUNTY;
    if (str_is(told, "city"))
        return is_populated(kind);
    return str_is(told, place_kind_name(kind));
}

/* lies in the container: in its division or country, or, in what is smaller, nearby */
static bool lies_in(const struct candidate *c, const struct candidate *container)
{
    if (!same_country(c, container) && container->country[0])
        return false;
    if (container->kind == PLACE_COUNTRY)
        return c->kind != PLACE_COUNTRY;
    if (container->kind == PLACE_DIVISION && container->division && c->division)
        return c->division == container->division && c->kind != PLACE_DIVISION;
    return candidates_distance(c, container) < CONTAINER_KM;
}

static bool is_contained(const struct resolver *r, const struct candidate *c, uint32_t group)
{
    const struct toponym_group *g = &r->t->groups.v[group];
    for (uint32_t i = g->first; i < g->first + g->n; i++)
        if (lies_in(c, &r->t->candidates.v[i]))
            return true;
    return false;
}

static float company(const struct resolver *r, const struct candidate *c)
{
    uint32_t country = country_index(c);
    float gain = country == COUNTRIES ? 0 : COUNTRY * log1p_rough(r->countries[country]);
    if (c->division)
        gain += DIVISION * log1p_rough(r->divisions[c->division]);
    if (!has_point(c))
        return gain;
    float near = 0;
    int32_t lat = (int32_t)floorf(c->lat), lon = (int32_t)floorf(c->lon);
    for (int32_t i = 0; i < CELL_SHARE; i++)
        near += r->cells[cell_slot(lat + i / 3 - 1, lon + i % 3 - 1)];
    return gain + NEAR * log1p_rough(near > 0 ? near : 0);
}

/* ---- groups ---- */

/* the large city that a division is named after */
static bool is_its_city(const struct candidate *city, const struct candidate *division)
{
    if (!is_populated(city->kind) || !same_country(city, division))
        return false;
    if (city->listed && !city->division)
        return candidates_distance(city, division) < DIVISION_KM;
    return division->division && city->division == division->division &&
           city->population > division->population / CITY_SHARE;
}

/* A division that is named after its large city is meant only where that is said: "New York" is the
 * city, which is as well known as the state then, "Quebec" the province. */
static void prefer_cities(struct resolver *r, const struct toponym_group *group)
{
    const struct candidate *v = r->t->candidates.v;
    for (uint32_t d = group->first; d < group->first + group->n; d++)
        for (uint32_t c = group->first; c < group->first + group->n; c++)
            if (v[d].kind == PLACE_DIVISION && is_its_city(&v[c], &v[d]) &&
                r->prior[c] < r->prior[d] + CITY)
                r->prior[c] = r->prior[d] + CITY;
}

/* what stands fixed: how well known, of the kind told, in what is told */
static void set_priors(struct resolver *r)
{
    for (uint32_t g = 1; g < r->t->groups.n; g++) {
        const struct toponym_group *group = &r->t->groups.v[g];
        for (uint32_t i = group->first; i < group->first + group->n; i++) {
            const struct candidate *c = &r->t->candidates.v[i];
            r->prior[i] = prior_of(c);
            if (group->kind.n && fits_kind(group->kind, c->kind))
                r->prior[i] += KIND_TOLD;
            if (group->container && is_contained(r, c, group->container))
                r->prior[i] += CONTAINER;
        }
        if (!str_is(group->kind, "region") && !group->contains)
            prefer_cities(r, group);
    }
}

/* shares of a group from scores in `share`, and the best of them */
static void normalise(struct resolver *r, struct toponym_group *group)
{
    uint32_t best = group->first;
    float total = 0;
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        if (r->share[i] > r->share[best])
            best = i;
    float top = r->share[best];
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        total += r->share[i] = r->share[i] < top - NEGLIGIBLE ? 0 : expf(r->share[i] - top);
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        r->share[i] /= total;
    group->chosen = best;
}

static void judge(struct resolver *r, struct toponym_group *group)
{
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        r->share[i] = r->prior[i] + company(r, &r->t->candidates.v[i]);
    normalise(r, group);
}

static void start(struct resolver *r)
{
    const struct doc *doc = r->t->doc;
    for (uint32_t g = 1; g < r->t->groups.n; g++) {
        struct toponym_group *group = &r->t->groups.v[g];
        for (uint32_t i = group->first; i < group->first + group->n; i++)
            r->share[i] = r->prior[i];
        if (group->n)
            normalise(r, group);
        spread(r, group, 1);
    }
    for (uint32_t e = 1; e < doc->entities.n; e++) {
        struct candidate actor = {.kind = PLACE_COUNTRY};
        if (!doc->entities.v[e].country[0])
            continue;
        country_alpha2(r->t->world, str_of(doc->entities.v[e].country), actor.country);
        r->countries[country_index(&actor)] += ACTOR;
    }
}

void toponyms_resolve(struct toponyms *t)
{
    const struct gazetteer *gazetteer = world_places(t->world);
    struct resolver r = {.t = t, .n_divisions = gazetteer ? gazetteer->n_divisions : 1};
    r.prior = arena_alloc(t->scratch, (t->candidates.n + 1) * sizeof *r.prior);
    r.share = arena_alloc(t->scratch, (t->candidates.n + 1) * sizeof *r.share);
    r.countries = arena_alloc(t->scratch, (COUNTRIES + 1) * sizeof *r.countries);
    r.divisions = arena_alloc(t->scratch, r.n_divisions * sizeof *r.divisions);
    r.cells = arena_alloc(t->scratch, CELLS * sizeof *r.cells);
    set_priors(&r);
    start(&r);
    for (int round = 0; round < ROUNDS; round++)
        for (uint32_t g = 1; g < t->groups.n; g++) {
            struct toponym_group *group = &t->groups.v[g];
            if (!group->n)
                continue;
            spread(&r, group, -1);
            judge(&r, group);
            spread(&r, group, 1);
        }
}

/* ---- what came of it ---- */

uint32_t toponym_candidate(const struct toponyms *t, const struct toponym *toponym)
{
    const struct toponym_group *group = &t->groups.v[toponym->group];
    if (group->chosen == UINT32_MAX || !toponym->container)
        return group->chosen;
    struct resolver r = {.t = (struct toponyms *)(uintptr_t)t};
    if (is_contained(&r, &t->candidates.v[group->chosen], toponym->container))
        return group->chosen;
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        if (is_contained(&r, &t->candidates.v[i], toponym->container))
            return i;
    return group->chosen;
}

/* another name of the article chosen so that it satisfies `near`, 0 = none */
static uint32_t neighbour(const struct toponyms *t, uint32_t group, uint32_t candidate, uint8_t by)
{
    static const float NEAR_KM = 160;
    const struct candidate *c = &t->candidates.v[candidate];
    for (uint32_t g = 1; g < t->groups.n; g++) {
        uint32_t chosen = t->groups.v[g].chosen;
        if (g == group || chosen == UINT32_MAX || chosen == candidate ||
            t->groups.v[g].n_toponyms == 0)
            continue;
        const struct candidate *other = &t->candidates.v[chosen];
        if (by == PLACE_BY_DIVISION ? c->division && c->division == other->division
            : by == PLACE_BY_COUNTRY
                ? same_country(c, other)
                : has_point(c) && has_point(other) && candidates_distance(c, other) < NEAR_KM)
            return g;
    }
    return 0;
}

/* so that it would have been chosen without any company */
static bool is_best_known(const struct toponyms *t, const struct toponym_group *group,
                          uint32_t candidate)
{
    float prior = prior_of(&t->candidates.v[candidate]);
    for (uint32_t i = group->first; i < group->first + group->n; i++)
        if (prior_of(&t->candidates.v[i]) > prior)
            return false;
    return true;
}

uint8_t toponym_reason(const struct toponyms *t, const struct toponym *toponym, uint32_t candidate,
                       struct str *name)
{
    static const uint8_t ORDER[] = {PLACE_BY_NEIGHBOURS, PLACE_BY_DIVISION, PLACE_BY_COUNTRY};
    const struct toponym_group *group = &t->groups.v[toponym->group];
    const struct candidate *c = &t->candidates.v[candidate];
    struct resolver r = {.t = (struct toponyms *)(uintptr_t)t};
    uint32_t container = toponym->container ? toponym->container : group->container;
    *name = (struct str){NULL, 0};
    if (group->n == 1)
        return PLACE_BY_NAME;
    if (container && is_contained(&r, c, container)) {
        *name = t->groups.v[container].text;
        return PLACE_BY_CONTAINER;
    }
    if (group->kind.n && fits_kind(group->kind, c->kind)) {
        *name = group->kind;
        return PLACE_BY_KIND;
    }
    if (is_best_known(t, group, candidate))
        return PLACE_BY_PROMINENCE;
    for (size_t i = 0; i < sizeof ORDER; i++) {
        uint32_t other = neighbour(t, toponym->group, candidate, ORDER[i]);
        if (other) {
            *name = t->groups.v[other].text;
            return ORDER[i];
        }
    }
    return PLACE_BY_PROMINENCE;
}
