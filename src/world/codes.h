/* codes: between the two-letter and the three-letter codes of countries and territories (ISO
 * 3166-1, tables countries and territories). */
#ifndef ONR_WORLD_CODES_H
#define ONR_WORLD_CODES_H

#include "world/world.h"

struct country_codes;

/* Needs both tables. The caller frees. */
struct country_codes *country_codes_new(const struct world *world);
void country_codes_free(struct country_codes *codes);

/* the alpha-2 code of an alpha-3 code; zeros when there is none */
void country_alpha2(const struct world *world, struct str alpha3, char alpha2[2]);
/* and back; "" when there is none */
void country_alpha3(const struct world *world, const char alpha2[2], char alpha3[4]);

#endif
