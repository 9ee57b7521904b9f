/* engine: what a process holds once, read-only after it is opened and shared by all threads. */
#ifndef ONR_ENGINE_ENGINE_H
#define ONR_ENGINE_ENGINE_H

#include "lang/lang.h"
#include "onrecord.h"
#include "world/world.h"

struct onr_engine {
    struct lang_model *lang;
    struct world *world;
    char *model_path;
};

/* Path of the model file to open: `wanted` if not NULL, else the first that exists of those
 * onr_engine_open names. Gives a string to free, or NULL with a message that says where it
 * looked. */
char *model_locate(const char *wanted, struct onr_error *error);
/* The same for the gazetteer; NULL where there is none, which is no failure. */
char *places_locate(void);
/* The user's own folder of tables, be it there or not; NULL without a home. A string to free. */
char *tables_folder(void);
/* The same; NULL where it holds none. */
char *tables_locate(void);

#endif
