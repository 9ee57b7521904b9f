/* address: the special-purpose registries of IANA, as far as they are not reachable from
 * everywhere. */
#include "fetch/address.h"

#include <stddef.h>
#include <string.h>

struct network {
    unsigned char bytes[16];
    unsigned bits;
};

static const struct network FOUR[] = {
    {{0}, 8},         {{10}, 8},       {{100, 64}, 10},      {{127}, 8},
    {{169, 254}, 16}, {{172, 16}, 12}, {{192, 0, 0}, 24},    {{192, 0, 2}, 24},
    {{192, 168}, 16}, {{198, 18}, 15}, {{198, 51, 100}, 24}, {{203, 0, 113}, 24},
    {{224}, 3},
};

/* all of IPv6 but 2000::/3 is local, reserved or multicast */
static const struct network SIX_PUBLIC = {{0x20}, 3},
                            SIX_DOCUMENTS = {{0x20, 0x01, 0x0d, 0xb8}, 32},
                            SIX_SPECIAL = {{0x20, 0x01}, 23}, SIX_TO_FOUR = {{0x20, 0x02}, 16},
                            SIX_MAPPED = {{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, 96},
                            SIX_TRANSLATED = {{0, 0x64, 0xff, 0x9b}, 96};

static bool is_in(const unsigned char *bytes, const struct network *network)
{
    unsigned whole = network->bits / 8, rest = network->bits % 8;
    unsigned mask = rest ? 0xffu << (8 - rest) & 0xffu : 0;
    return memcmp(bytes, network->bytes, whole) == 0 &&
           (bytes[whole] & mask) == (network->bytes[whole] & mask);
}

static bool four_is_private(const unsigned char *bytes)
{
    for (size_t i = 0; i < sizeof FOUR / sizeof *FOUR; i++)
        if (is_in(bytes, &FOUR[i]))
            return true;
    return false;
}

bool address_is_private(const unsigned char *bytes, bool six)
{
    if (!six)
        return four_is_private(bytes);
    if (is_in(bytes, &SIX_MAPPED) || is_in(bytes, &SIX_TRANSLATED))
        return four_is_private(bytes + 12);
    if (is_in(bytes, &SIX_TO_FOUR))
        return four_is_private(bytes + 2);
    return !is_in(bytes, &SIX_PUBLIC) || is_in(bytes, &SIX_SPECIAL) || is_in(bytes, &SIX_DOCUMENTS);
}
