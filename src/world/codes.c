/* codes: two arrays over all codes of capital letters, filled once when the world is opened. Of
 * several rows with one code the first counts, and a territory's before a country's that lends it
 * its alpha-2 code. */
#include "world/codes.h"

#include <stdlib.h>

#include "base/arena.h"
#include "world/lexicon.h"

enum { LETTERS = 26, PAIRS = LETTERS * LETTERS, TRIPLES = PAIRS * LETTERS };

struct country_codes {
    char alpha3[PAIRS][4], alpha2[TRIPLES][2];
};

/* the number of a code of n capital letters; UINT32_MAX for anything else */
static uint32_t number_of(const char *code, size_t n)
{
    uint32_t number = 0;
    for (size_t i = 0; i < n; i++) {
        if (code[i] < 'A' || code[i] > 'Z')
            return UINT32_MAX;
        number = number * LETTERS + (uint32_t)(code[i] - 'A');
    }
    return number;
}

static void add(struct country_codes *codes, struct str alpha3, struct str alpha2, bool over)
{
    uint32_t pair = alpha2.n == 2 ? number_of(alpha2.s, 2) : UINT32_MAX;
    uint32_t triple = alpha3.n == 3 ? number_of(alpha3.s, 3) : UINT32_MAX;
    if (pair == UINT32_MAX || triple == UINT32_MAX)
        return;
    if (over || !codes->alpha3[pair][0])
        memcpy(codes->alpha3[pair], alpha3.s, 3);
    if (!codes->alpha2[triple][0])
        memcpy(codes->alpha2[triple], alpha2.s, 2);
}

struct country_codes *country_codes_new(const struct world *world)
{
    enum { ALPHA2, CODE };
    const struct table *countries = world_table(world, "countries");
    const struct table *territories = world_table(world, "territories");
    struct country_codes *codes = memory_alloc(sizeof *codes);
    for (uint32_t i = 0; countries && i < countries->n_rows; i++)
        add(codes, table_cell(countries, i, COUNTRY_CODE), table_cell(countries, i, COUNTRY_ALPHA2),
            false);
    for (uint32_t i = territories ? territories->n_rows : 0; i-- > 0;)
        add(codes, table_cell(territories, i, CODE), table_cell(territories, i, ALPHA2), true);
    return codes;
}

void country_codes_free(struct country_codes *codes)
{
    free(codes);
}

void country_alpha2(const struct world *world, struct str alpha3, char alpha2[2])
{
    uint32_t triple = alpha3.n == 3 ? number_of(alpha3.s, 3) : UINT32_MAX;
    memset(alpha2, 0, 2);
    if (triple != UINT32_MAX)
        memcpy(alpha2, world_country_codes(world)->alpha2[triple], 2);
}

void country_alpha3(const struct world *world, const char alpha2[2], char alpha3[4])
{
    uint32_t pair = number_of(alpha2, 2);
    memset(alpha3, 0, 4);
    if (pair != UINT32_MAX)
        memcpy(alpha3, world_country_codes(world)->alpha3[pair], 4);
}
