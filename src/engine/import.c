/* import: dictionaries of other coders become a folder of tables. Nothing that is there already is
 * written over; what was written is opened once, so that a folder that comes out of here can be
 * read. */
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "base/file.h"
#include "engine/engine.h"
#include "world/petrarch.h"

struct importer {
    struct petrarch petrarch;
    const struct onr_import *request;
    struct onr_import_totals *totals;
};

static void tell_problem(void *context, const char *file, uint32_t line, const char *what)
{
    struct importer *importer = context;
    struct onr_error error = {0};
    importer->totals->problems++;
    error_set(&error, ONR_ERR_FORMAT, "%s:%u: %s", file, line, what);
    if (importer->request->problem)
        importer->request->problem(importer->request->context, &error);
}

static enum onr_status read_files(struct importer *importer, struct onr_error *error)
{
    for (unsigned i = 0; i < importer->request->n_paths; i++) {
        const char *path = importer->request->paths[i];
        struct file_map map;
        enum onr_status status = file_map_open(&map, path, error);
        if (status)
            return status;
        petrarch_read(&importer->petrarch, path, map.bytes);
        file_map_close(&map);
    }
    return ONR_OK;
}

/* the folder and those above it */
static enum onr_status make_folder(const char *folder, struct onr_error *error)
{
    char path[PATH_MAX];
    if ((size_t)snprintf(path, sizeof path, "%s", folder) >= sizeof path)
        return error_set(error, ONR_ERR_ARG, "%s: name too long", folder);
    for (char *at = path + 1; *at; at++) {
        if (*at != '/')
            continue;
        *at = 0;
        (void)mkdir(path, 0777); /* the last one tells whether it went well */
        *at = '/';
    }
    if (mkdir(path, 0777) != 0 && errno != EEXIST)
        return error_set(error, ONR_ERR_IO, "%s: %s", folder, strerror(errno));
    return ONR_OK;
}

static enum onr_status write_table(const struct importer *importer, const char *folder, int table,
                                   bool really, struct onr_error *error)
{
    const struct buf *rows = &importer->petrarch.rows[table];
    char path[PATH_MAX];
    struct stat there;
    if (!rows->n)
        return ONR_OK;
    snprintf(path, sizeof path, "%s/%s.tsv", folder, petrarch_table_name(table));
    if (!really)
        return stat(path, &there) == 0 ? error_set(error, ONR_ERR_IO,
                                                   "%s is there already; name another folder or "
                                                   "move it away",
                                                   path)
                                       : ONR_OK;
    FILE *file = fopen(path, "wx");
    if (!file)
        return error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(errno));
    fprintf(file, "# from dictionaries of PETRARCH, by onrecord import\n%s\n",
            petrarch_headings(table));
    fwrite(rows->s, 1, rows->n, file);
    bool failed = ferror(file) != 0;
    if (fclose(file) || failed)
        return error_set(error, ONR_ERR_IO, "%s: %s", path, strerror(errno));
    return ONR_OK;
}

static enum onr_status write_tables(const struct importer *importer, const char *folder,
                                    struct onr_error *error)
{
    enum onr_status status = make_folder(folder, error);
    for (int pass = 0; pass < 2; pass++)
        for (int table = 0; table < PETRARCH_TABLES && !status; table++)
            status = write_table(importer, folder, table, pass == 1, error);
    return status;
}

static void count(const struct importer *importer)
{
    const uint32_t *n = importer->petrarch.n_rows;
    struct onr_import_totals *totals = importer->totals;
    totals->countries = n[PETRARCH_COUNTRIES];
    totals->organisations = n[PETRARCH_ORGANISATIONS];
    totals->people = n[PETRARCH_PEOPLE];
    totals->regions = n[PETRARCH_REGIONS];
    totals->roles = n[PETRARCH_ROLES];
    totals->left_out = importer->petrarch.n_left_out;
}

/* what came out must be readable */
static enum onr_status check(const char *folder, struct onr_error *error)
{
    struct world *world;
    enum onr_status status = world_open_with(&world, folder, error);
    if (!status)
        world_close(world);
    return status;
}

enum onr_status onr_petrarch_import(const struct onr_import *request,
                                    struct onr_import_totals *totals, struct onr_error *error)
{
    struct importer importer = {.request = request, .totals = totals};
    struct world *world;
    char *own = request->folder ? NULL : tables_folder();
    const char *folder = request->folder ? request->folder : own;
    *totals = (struct onr_import_totals){0};
    if (!folder)
        return error_set(error, ONR_ERR_ARG, "no home folder to write to; name a folder");
    enum onr_status status = world_open(&world, error);
    if (!status) {
        petrarch_init(&importer.petrarch, world);
        importer.petrarch.problem = tell_problem;
        importer.petrarch.context = &importer;
        status = read_files(&importer, error);
        count(&importer);
        if (!status)
            status = write_tables(&importer, folder, error);
        petrarch_release(&importer.petrarch);
        world_close(world);
    }
    if (!status)
        status = check(folder, error);
    free(own);
    return status;
}
