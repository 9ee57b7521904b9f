/* own: tables that a user adds to those linked into the library. FOLDER/NAME.tsv gives further rows
 * to the table NAME; on questions that one row answers, rows of one's own come first. */
#ifndef ONR_WORLD_OWN_H
#define ONR_WORLD_OWN_H

#include "world/world.h"

struct own_tables;

/* Reads every *.tsv of the folder and joins its rows to the table of that name in `world`. The form
 * is that of data/en (model/table.h) but for this: rows may stand in any order, columns, too, and
 * all but the first of data/en may be left out. The message names file and line of the first
 * fault. The caller frees. */
ONR_CHECKED enum onr_status own_tables_open(struct own_tables **own, const char *folder,
                                            const struct world *world, struct onr_error *error);
/* The same step by step: no tables yet; one file more, from memory; its name tells the table. */
struct own_tables *own_tables_new(void);
ONR_CHECKED enum onr_status own_tables_read(struct own_tables *own, const struct world *world,
                                            const char *path, struct str text,
                                            struct onr_error *error);
void own_tables_close(struct own_tables *own);

/* Whether each cell of these rows is what its column asks for ("no country XYZ"). Needs `world` to
 * answer world_table with the joined tables. The message names file and line. */
ONR_CHECKED enum onr_status own_tables_check(const struct own_tables *own,
                                             const struct world *world, struct onr_error *error);

/* The joined table; NULL where the folder adds nothing to it. */
const struct table *own_table(const struct own_tables *own, const char *name);
/* The line of a row that the user added and its file; 0 for a row that was linked in. */
uint32_t own_line(const struct own_tables *own, const char *name, uint32_t row, const char **path);

#endif
