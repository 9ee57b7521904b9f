/* unpack: which packing belongs to which first bytes and file names. */
#include "intake/stream/unpack.h"

#include <strings.h>

#include "intake/stream/packed.h"

struct packing {
    const char *endings; /* of file names, separated by spaces */
    struct str magic;
    size_t at;                 /* where in the file the magic stands */
    const struct codec *codec; /* NULL: an archive */
    struct stream *(*open)(struct stream *inner);
};

static const struct packing packings[] = {
    {".gz .gzip", {"\x1f\x8b\x08", 3}, 0, &codec_gzip, NULL},
    {".zst .zstd", {"\x28\xb5\x2f\xfd", 4}, 0, &codec_zstd, NULL},
    {".xz", {"\3757zXZ", 5}, 0, &codec_xz, NULL},
    {".zip", {"PK\003\004", 4}, 0, NULL, zip_open},
    {"", {"\0\0\xfe\xff", 4}, 0, &codec_wide, NULL},
    {"", {"\xff\xfe", 2}, 0, &codec_wide, NULL},
    {"", {"\xfe\xff", 2}, 0, &codec_wide, NULL},
    {".tar .tgz .txz .tzst", {"ustar", 5}, 257, NULL, tar_open},
};

enum { PACKINGS = sizeof packings / sizeof *packings };

static const struct packing *find_packing(struct str head)
{
    for (size_t i = 0; i < PACKINGS; i++) {
        const struct packing *p = &packings[i];
        if (head.n >= p->at + p->magic.n && memcmp(head.s + p->at, p->magic.s, p->magic.n) == 0)
            return p;
    }
    return NULL;
}

bool unpack_knows(struct str head)
{
    return find_packing(head) != NULL;
}

struct stream *unpack_open(struct stream *inner)
{
    const struct packing *packing = find_packing(inner->ahead);
    if (!packing)
        return NULL;
    return packing->codec ? packed_open(inner, packing->codec) : packing->open(inner);
}

/* bytes of the ending of a name that is among those listed; 0 when none is */
static size_t ending_of(const char *name, size_t n, const char *endings)
{
    struct str rest = str_of(endings);
    for (struct str e = str_split(&rest, ' '); e.s; e = str_split(&rest, ' '))
        if (n > e.n && strncasecmp(name + n - e.n, e.s, e.n) == 0)
            return e.n;
    return 0;
}

size_t unpack_bare_name(const char *name, size_t n, bool *archive)
{
    *archive = false;
    for (size_t i = 0; i < PACKINGS;) {
        size_t ending = ending_of(name, n, packings[i].endings);
        n -= ending;
        *archive |= ending && !packings[i].codec;
        i = ending ? 0 : i + 1;
    }
    return n;
}
