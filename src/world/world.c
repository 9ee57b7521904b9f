/* world: opens the tables that data/compile.c linked into the library. Each section of the
 * container becomes one table, found by name, and the names in them one lexicon; what the tables
 * mean is the business of their readers. Nothing is copied: cells point into the library's
 * read-only data. */
#include "world/world.h"

#include <stdlib.h>

#include "base/arena.h"
#include "model/container.h"
#include "world/codes.h"
#include "world/common.h"
#include "world/gazetteer.h"
#include "world/lexicon.h"
#include "world/own.h"

enum { MAX_TABLES = 64 };

/* data/data.S */
extern const char onr_world_data[], onr_world_data_end[];

struct named_table {
    char name[33];
    struct table table;
};

struct world {
    struct container container;
    struct named_table tables[MAX_TABLES];
    uint32_t n_tables;
    struct lexicon *lexicon;
    struct common_words *common_words;
    struct country_codes *codes;
    struct gazetteer *places;
    struct own_tables *own; /* NULL = none */
};

static enum onr_status open_tables(struct world *world, struct onr_error *error)
{
    if (world->container.n_sections > MAX_TABLES)
        return error_set(error, ONR_ERR_MODEL, "knowledge: more than %d tables", MAX_TABLES);
    for (uint32_t i = 0; i < world->container.n_sections; i++) {
        struct named_table *entry = &world->tables[world->n_tables];
        struct str section = container_section(&world->container, i, entry->name);
        enum onr_status status = table_open(&entry->table, section, entry->name, error);
        if (status)
            return status;
        world->n_tables++;
    }
    return ONR_OK;
}

static enum onr_status join_own(struct world *world, const char *folder, struct onr_error *error)
{
    enum onr_status status = own_tables_open(&world->own, folder, world, error);
    return status ? status : own_tables_check(world->own, world, error);
}

enum onr_status world_open(struct world **world, struct onr_error *error)
{
    return world_open_with(world, NULL, error);
}

enum onr_status world_open_with(struct world **world, const char *folder, struct onr_error *error)
{
    struct world *made = memory_alloc(sizeof *made);
    struct str bytes = {onr_world_data, (size_t)(onr_world_data_end - onr_world_data)};
    enum onr_status status =
        container_open_bytes(&made->container, bytes, "built-in knowledge", error);
    if (!status)
        status = open_tables(made, error);
    if (!status && folder)
        status = join_own(made, folder, error);
    if (!status)
        status = lexicon_new(&made->lexicon, made, error);
    if (!status)
        status = common_words_new(&made->common_words, made, error);
    if (status) {
        world_close(made);
        return status;
    }
    made->codes = country_codes_new(made);
    *world = made;
    return ONR_OK;
}

static void close_places(struct world *world)
{
    if (world->places)
        gazetteer_close(world->places);
    free(world->places);
    world->places = NULL;
}

enum onr_status world_open_places(struct world *world, const char *path, struct onr_error *error)
{
    struct gazetteer opened;
    enum onr_status status = gazetteer_open(&opened, path, error);
    if (status)
        return status;
    close_places(world);
    world->places = memory_alloc(sizeof *world->places);
    *world->places = opened;
    return ONR_OK;
}

void world_move_places(struct world *to, struct world *from)
{
    to->places = from->places;
    from->places = NULL;
}

const struct gazetteer *world_places(const struct world *world)
{
    return world->places;
}

void world_close(struct world *world)
{
    if (!world)
        return;
    close_places(world);
    lexicon_free(world->lexicon);
    common_words_free(world->common_words);
    country_codes_free(world->codes);
    own_tables_close(world->own);
    container_close(&world->container);
    free(world);
}

const struct table *world_table(const struct world *world, const char *name)
{
    const struct table *joined = world->own ? own_table(world->own, name) : NULL;
    if (joined)
        return joined;
    for (uint32_t i = 0; i < world->n_tables; i++)
        if (strcmp(world->tables[i].name, name) == 0)
            return &world->tables[i].table;
    return NULL;
}

bool world_has(const struct world *world, const char *name, struct str key)
{
    const struct table *table = world_table(world, name);
    uint32_t row;
    return table && table_find(table, key, &row) > 0;
}

uint32_t world_own_line(const struct world *world, const char *name, uint32_t row,
                        const char **path)
{
    return world->own ? own_line(world->own, name, row, path) : 0;
}

const struct lexicon *world_lexicon(const struct world *world)
{
    return world->lexicon;
}

const struct common_words *world_common_words(const struct world *world)
{
    return world->common_words;
}

const struct country_codes *world_country_codes(const struct world *world)
{
    return world->codes;
}
