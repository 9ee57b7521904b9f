/* unpack: which packing belongs to which first bytes and file names. */
#include "intake/stream/unpack.h"

#include <strings.h>

struct packing {
    const char *endings; /* of file names, separated by spaces */
    struct str magic;
    size_t at; /* where in the file the magic stands */
    struct stream *(*open)(struct stream *inner);
    bool archive;
};

static const struct packing packings[] = {
    {".gz .gzip", {"\x1f\x8b\x08", 3}, 0, gzip_open, false},
};

enum { PACKINGS = sizeof packings / sizeof *packings };

struct stream *unpack_open(struct stream *inner)
{
    struct str head = inner->ahead;
    for (size_t i = 0; i < PACKINGS; i++) {
        const struct packing *p = &packings[i];
        if (head.n >= p->at + p->magic.n && memcmp(head.s + p->at, p->magic.s, p->magic.n) == 0)
            return p->open(inner);
    }
    return NULL;
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
        *archive |= ending && packings[i].archive;
        i = ending ? 0 : i + 1;
    }
    return n;
}
