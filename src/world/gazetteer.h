/* gazetteer: places of the world by name, from one mapped file (model/container.h). Sections:
 *
 *     card      text for people: what it was compiled from
 *     place     struct gazetteer_row, in no order; row 0 is "none"
 *     name      NUL-terminated names, UTF-8
 *     division  u32 row of each first-level division; number 0 is "none"
 *     bucket    u32 [65537]: first key whose hash begins with these 16 bits
 *     key       {u32 next 32 bits of the hash, u32 first reference}, sorted; one more at the end
 *     reference u32 rows; those of one name stand together, the most populous first
 *     filter    u64 [32768]: world/filter.h over all names
 *
 * Names are compared in the folded form of world/lexicon.h, by 48 bits of its hash: of a million
 * words that are no names, fewer than one is taken for one. */
#ifndef ONR_WORLD_GAZETTEER_H
#define ONR_WORLD_GAZETTEER_H

#include "base/buf.h"
#include "base/error.h"
#include "model/container.h"
#include "world/filter.h"
#include "world/lexicon.h"

enum place_kind {
    PLACE_NONE,
    PLACE_COUNTRY,
    PLACE_DIVISION, /* of the first level */
    PLACE_COUNTY,   /* a division below it */
    PLACE_CAPITAL,
    PLACE_SEAT, /* of a division of the first level */
    PLACE_CITY,
    PLACE_SECTION, /* of a city */
    PLACE_WATER,
    PLACE_ISLAND,
    PLACE_MOUNTAIN,
    PLACE_AREA, /* regions, parks, deserts */
    PLACE_FACILITY,
    PLACE_CONTINENT,
    PLACE_KINDS
};

/* as the record has it: country, region, county, city … */
const char *place_kind_name(uint8_t kind);
/* PLACE_NONE for a name that is none */
uint8_t place_kind_find(struct str name);

struct gazetteer_row {
    int32_t lat, lon; /* in 100,000ths of a degree */
    uint32_t population;
    uint32_t geonames; /* GeoNames id, 0 = unknown */
    uint32_t name;     /* offset in section name << 4 | enum place_kind */
    char country[2];   /* ISO 3166-1 alpha-2 */
    uint16_t division; /* 0 = none or unknown */
};

struct gazetteer {
    struct container container;
    const struct gazetteer_row *rows;
    const char *names;
    const uint32_t *divisions, *buckets, *references;
    const struct gazetteer_key *keys;
    uint32_t n_rows, n_divisions;
    struct name_filter filter;
};

/* Maps and verifies a file. The message names it and what is wrong. */
ONR_CHECKED enum onr_status gazetteer_open(struct gazetteer *gazetteer, const char *path,
                                           struct onr_error *error);
void gazetteer_close(struct gazetteer *gazetteer);

/* Rows of that name, the most populous first: returns how many and sets *rows. */
uint32_t gazetteer_find(const struct gazetteer *gazetteer, struct phrase name,
                        const uint32_t **rows);
/* a name of several words that begins with this one may be known; no is certain */
bool gazetteer_goes_on(const struct gazetteer *gazetteer, struct phrase word);
struct str gazetteer_name(const struct gazetteer *gazetteer, uint32_t row);
static inline uint8_t gazetteer_kind(const struct gazetteer_row *row)
{
    return row->name & 15;
}

/* Compiles a dump of GeoNames (tab-separated, its documented 19 columns) to the file `out`. The
 * message names file and line of the first fault. */
ONR_CHECKED enum onr_status gazetteer_compile(const char *dump, const char *out,
                                              struct onr_error *error);

/* the key of a name, for reader and compiler */
struct gazetteer_key {
    uint32_t tag, first;
};
enum { GAZETTEER_BUCKETS = 1 << 16, GAZETTEER_FILTER_BITS = 15 };
static inline uint32_t gazetteer_bucket(uint64_t hash)
{
    return (uint32_t)(hash >> 48);
}
static inline uint32_t gazetteer_tag(uint64_t hash)
{
    return (uint32_t)(hash >> 16);
}

#endif
