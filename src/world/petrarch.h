/* petrarch: dictionaries of PETRARCH and TABARI turned into rows of our tables. Three kinds are
 * told apart by what is in them: actors (names with codes and days), agents (role words with codes
 * that go with a country), and CountryInfo (an XML of countries). */
#ifndef ONR_WORLD_PETRARCH_H
#define ONR_WORLD_PETRARCH_H

#include "base/arena.h"
#include "base/buf.h"
#include "world/world.h"

enum petrarch_table {
    PETRARCH_COUNTRIES,
    PETRARCH_ORGANISATIONS,
    PETRARCH_PEOPLE,
    PETRARCH_REGIONS,
    PETRARCH_ROLES,
    PETRARCH_TABLES
};

struct petrarch {
    const struct world *world;
    struct arena arena; /* of the file that is being read */
    struct buf rows[PETRARCH_TABLES];
    uint32_t n_rows[PETRARCH_TABLES];
    uint32_t n_left_out; /* entries whose code has no counterpart in sectors.tsv */
    const char *file;
    void (*problem)(void *context, const char *file, uint32_t line, const char *what);
    void *context;
};

/* Table names without ".tsv", headings as a line. */
const char *petrarch_table_name(enum petrarch_table table);
const char *petrarch_headings(enum petrarch_table table);

void petrarch_init(struct petrarch *import, const struct world *world);
void petrarch_release(struct petrarch *import);

/* Adds the rows of one dictionary. Lines that make no sense go to `problem` and are passed over. */
void petrarch_read(struct petrarch *import, const char *file, struct str text);

/* ---- shared by petrarch*.c ---- */

struct petrarch_lines {
    struct str rest;
    uint32_t number;
    bool in_comment; /* inside <!-- --> */
};

/* The next line that is not empty without its comments; false at the end. Its text is in the
 * import's arena where a comment was cut out of it. */
bool petrarch_next(struct petrarch *import, struct petrarch_lines *lines, bool semicolons,
                   struct str *line);
void petrarch_complain(const struct petrarch *import, const struct petrarch_lines *lines,
                       const char *what);
/* The text between the brackets at or after *at; {NULL,0} where there is none; *at moves behind. */
struct str petrarch_bracketed(struct str line, char open, char close, size_t *at);
/* "HAMID_KARZAI_" as "Hamid Karzai", a short form of three letters in capitals */
struct str petrarch_name(struct petrarch *import, struct str phrase);
/* the same in small letters, for roles */
struct str petrarch_words(struct petrarch *import, struct str phrase);
/* the three-letter parts of a code that sectors.tsv knows, "GOV|MIL", from byte `from` on */
struct str petrarch_sectors(struct petrarch *import, struct str code, size_t from);
/* the code begins with that of a country */
bool petrarch_is_country(const struct petrarch *import, struct str code);
/* joins with "|" */
struct str petrarch_join(struct petrarch *import, struct str list, struct str item);
/* one row; cells as the headings have them */
void petrarch_add(struct petrarch *import, enum petrarch_table table, const struct str *cells,
                  uint32_t n);

void petrarch_read_agents(struct petrarch *import, struct str text);
void petrarch_read_countries(struct petrarch *import, struct str text);

#endif
