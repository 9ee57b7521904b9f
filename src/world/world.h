/* world: what is known beforehand, compiled from data/en into one mapped container that is linked
 * into the library. Read-only, shared by all threads. */
#ifndef ONR_WORLD_WORLD_H
#define ONR_WORLD_WORLD_H

#include "base/error.h"
#include "model/table.h"

struct world;
struct gazetteer;
struct lexicon;
struct common_words;
struct country_codes;

/* Opens the knowledge that is linked into the library. */
ONR_CHECKED enum onr_status world_open(struct world **world, struct onr_error *error);
/* The same with the tables of a user's folder joined to it (world/own.h); NULL = none. */
ONR_CHECKED enum onr_status world_open_with(struct world **world, const char *folder,
                                            struct onr_error *error);
void world_close(struct world *world);

/* Takes in the places of a compiled gazetteer (world/gazetteer.h), instead of those it had; on
 * failure it keeps what it had. */
ONR_CHECKED enum onr_status world_open_places(struct world *world, const char *path,
                                              struct onr_error *error);
/* NULL when none was opened: the tables are all that is known */
const struct gazetteer *world_places(const struct world *world);

/* The gazetteer of one world, if it has one, goes to another that has none. */
void world_move_places(struct world *to, struct world *from);

/* The compiled form of data/en/NAME.tsv ("cues", "acts" …); NULL when there is none. */
const struct table *world_table(const struct world *world, const char *name);
/* that table has a row with that key */
bool world_has(const struct world *world, const char *name, struct str key);
/* The line of a row that a user's table adds, and its file; 0 for a row of data/en. */
uint32_t world_own_line(const struct world *world, const char *name, uint32_t row,
                        const char **path);

/* the index of names and words over these tables, for lexicon.c */
const struct lexicon *world_lexicon(const struct world *world);
/* and of the common words of languages, for common.c */
const struct common_words *world_common_words(const struct world *world);
/* and of codes of countries, for codes.c */
const struct country_codes *world_country_codes(const struct world *world);

#endif
