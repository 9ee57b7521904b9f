/* blockrules: what a paragraph is, told by its words alone (table data/en/blocks.tsv). */
#ifndef ONR_INTAKE_BLOCKRULES_H
#define ONR_INTAKE_BLOCKRULES_H

#include "doc/doc.h"
#include "world/world.h"

enum { BLOCKRULES_LOOSE = 256 };

/* The table with the rows found by their first byte. Points into world. */
struct blockrules {
    const struct table *table;       /* NULL = no row ever fits */
    uint32_t text, kind, where, max; /* columns */
    uint32_t first[257];             /* rows that begin with byte b: first[b] to first[b + 1] */
    struct blockrules_loose {
        uint32_t row, max; /* words; UINT32_MAX = any */
        struct str text;
    } loose[BLOCKRULES_LOOSE]; /* rows that need not begin the paragraph */
    uint32_t n_loose;
};

/* world may be NULL */
void blockrules_open(struct blockrules *rules, const struct world *world);

/* The kind of the longest row that fits the paragraph (trimmed, not empty); BLOCK_BODY when none
 * does, BLOCK_BOILERPLATE when it has no word at all. */
uint8_t blockrules_find(const struct blockrules *rules, struct str paragraph);

/* s is nothing but capitalised words, the small words of credits ("and", "in", "writer") and
 * marks */
bool blockrules_is_names(struct str s);

/* where the parenthesis that closes s opens; s.n when there is none */
size_t blockrules_closing(struct str s);

#endif
