/* gazetteer: reads a compiled gazetteer in place. The container's checksums vouch for the bytes;
 * what is checked here is that counts and links fit together, so that a file made by other means
 * cannot lead outside of its sections, and that its keys are sorted, without which names would be
 * missed in silence. */
#include "world/gazetteer.h"

static const char *const KINDS[PLACE_KINDS] = {
    [PLACE_NONE] = "",
    [PLACE_COUNTRY] = "country",
    [PLACE_DIVISION] = "region",
    [PLACE_COUNTY] = "county",
    [PLACE_CAPITAL] = "city",
    [PLACE_SEAT] = "city",
    [PLACE_CITY] = "city",
    [PLACE_SECTION] = "district",
    [PLACE_WATER] = "water",
    [PLACE_ISLAND] = "island",
    [PLACE_MOUNTAIN] = "mountain",
    [PLACE_AREA] = "area",
    [PLACE_FACILITY] = "facility",
    [PLACE_CONTINENT] = "continent",
};

const char *place_kind_name(uint8_t kind)
{
    return kind < PLACE_KINDS ? KINDS[kind] : "";
}

uint8_t place_kind_find(struct str name)
{
    if (str_is(name, "city"))
        return PLACE_CITY;
    for (uint8_t kind = 1; kind < PLACE_KINDS; kind++)
        if (str_is(name, KINDS[kind]))
            return kind;
    return PLACE_NONE;
}

/* the section as an array of items; NULL when its size is no multiple of theirs */
static const void *items(const struct container *container, const char *name, size_t size,
                         uint32_t *n)
{
    struct str bytes = container_find(container, name);
    if (!bytes.s || bytes.n % size || bytes.n / size >= UINT32_MAX)
        return NULL;
    *n = (uint32_t)(bytes.n / size);
    return bytes.s;
}

static const char *check_keys(const struct gazetteer *g, uint32_t n_buckets, uint32_t n_keys,
                              uint32_t n_references)
{
    if (n_buckets != GAZETTEER_BUCKETS + 1 || n_keys == 0 || g->buckets[0] != 0 ||
        g->buckets[GAZETTEER_BUCKETS] != n_keys - 1 || g->keys[n_keys - 1].first != n_references)
        return "counts do not fit together";
    for (uint32_t b = 0; b < GAZETTEER_BUCKETS; b++) {
        uint32_t first = g->buckets[b], end = g->buckets[b + 1];
        if (end < first || end > n_keys - 1)
            return "not sorted";
        for (uint32_t k = first; k < end; k++)
            if (g->keys[k].first > g->keys[k + 1].first ||
                (k + 1 < end && g->keys[k].tag >= g->keys[k + 1].tag))
                return "not sorted";
    }
    return NULL;
}

static const char *check_rows(const struct gazetteer *g, struct str names, uint32_t n_references)
{
    if (names.n == 0 || names.s[names.n - 1] || g->n_rows == 0 || g->n_divisions == 0)
        return "counts do not fit together";
    for (uint32_t i = 0; i < g->n_rows; i++)
        if (g->rows[i].name >> 4 >= names.n || g->rows[i].division >= g->n_divisions)
            return "a row leads outside of the file";
    for (uint32_t i = 0; i < n_references; i++)
        if (g->references[i] >= g->n_rows)
            return "a name leads outside of the file";
    for (uint32_t i = 0; i < g->n_divisions; i++)
        if (g->divisions[i] >= g->n_rows)
            return "a division leads outside of the file";
    return NULL;
}

static const char *open_sections(struct gazetteer *g)
{
    uint32_t n_buckets = 0, n_keys = 0, n_references = 0, n_blocks = 0;
    struct str names = container_find(&g->container, "name");
    g->rows = items(&g->container, "place", sizeof *g->rows, &g->n_rows);
    g->divisions = items(&g->container, "division", sizeof *g->divisions, &g->n_divisions);
    g->buckets = items(&g->container, "bucket", sizeof *g->buckets, &n_buckets);
    g->keys = items(&g->container, "key", sizeof *g->keys, &n_keys);
    g->references = items(&g->container, "reference", sizeof *g->references, &n_references);
    const uint64_t *blocks = items(&g->container, "filter", sizeof *blocks, &n_blocks);
    g->filter = (struct name_filter){(uint64_t *)(uintptr_t)blocks, GAZETTEER_FILTER_BITS};
    g->names = names.s;
    if (!g->rows || !g->divisions || !g->buckets || !g->keys || !g->references || !g->names ||
        n_blocks != 1u << GAZETTEER_FILTER_BITS)
        return "no gazetteer";
    const char *fault = check_keys(g, n_buckets, n_keys, n_references);
    return fault ? fault : check_rows(g, names, n_references);
}

enum onr_status gazetteer_open(struct gazetteer *gazetteer, const char *path,
                               struct onr_error *error)
{
    *gazetteer = (struct gazetteer){.rows = NULL};
    enum onr_status status = container_open(&gazetteer->container, path, error);
    if (status)
        return status;
    const char *fault = open_sections(gazetteer);
    if (!fault)
        return ONR_OK;
    gazetteer_close(gazetteer);
    return error_set(error, ONR_ERR_MODEL, "%s: %s", path, fault);
}

void gazetteer_close(struct gazetteer *gazetteer)
{
    container_close(&gazetteer->container);
    *gazetteer = (struct gazetteer){.rows = NULL};
}

uint32_t gazetteer_find(const struct gazetteer *gazetteer, struct phrase name,
                        const uint32_t **rows)
{
    if (!name.folded || !name_filter_may_hold(&gazetteer->filter, name.first, name.folded))
        return 0;
    uint32_t bucket = gazetteer_bucket(name.folded), tag = gazetteer_tag(name.folded);
    uint32_t end = gazetteer->buckets[bucket + 1];
    for (uint32_t k = gazetteer->buckets[bucket]; k < end; k++) {
        if (gazetteer->keys[k].tag != tag)
            continue;
        *rows = gazetteer->references + gazetteer->keys[k].first;
        return gazetteer->keys[k + 1].first - gazetteer->keys[k].first;
    }
    return 0;
}

bool gazetteer_goes_on(const struct gazetteer *gazetteer, struct phrase word)
{
    return name_filter_goes_on(&gazetteer->filter, word.first);
}

struct str gazetteer_name(const struct gazetteer *gazetteer, uint32_t row)
{
    return str_of(gazetteer->names + (gazetteer->rows[row].name >> 4));
}
