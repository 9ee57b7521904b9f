/* api: onrecord.h made real, but for the batch (engine/batch.c) and the reading itself
 * (engine/read.c). */
#include <stdlib.h>

#include "engine/read.h"
#include "engine/write.h"
#include "intake/forms.h"
#include "intake/stream/zstd.h"
#include "store/store.h"
#include "world/gazetteer.h"

const char *onr_version(void)
{
    return ONRECORD_VERSION;
}

const char *onr_stage_name(unsigned i)
{
    return stage_name(i);
}

const char *onr_form_name(unsigned i)
{
    for (int form = 0; form < INTAKE_FORMS; form++)
        if (form_row((enum intake_form)form)->name && i-- == 0)
            return form_row((enum intake_form)form)->name;
    return NULL;
}

/* the shipped gazetteer where it is; without it the tables must do */
static enum onr_status open_places(onr_engine *engine, struct onr_error *error)
{
    char *path = places_locate();
    enum onr_status status = path ? world_open_places(engine->world, path, error) : ONR_OK;
    free(path);
    return status;
}

enum onr_status onr_engine_use_places(onr_engine *engine, const char *places,
                                      struct onr_error *error)
{
    return world_open_places(engine->world, places, error);
}

enum onr_status onr_engine_use_tables(onr_engine *engine, const char *folder,
                                      struct onr_error *error)
{
    char *own = folder ? NULL : tables_locate();
    struct world *world;
    if (!folder && !own)
        return ONR_OK;
    enum onr_status status = world_open_with(&world, folder ? folder : own, error);
    free(own);
    if (status)
        return status;
    world_move_places(world, engine->world);
    world_close(engine->world);
    engine->world = world;
    return ONR_OK;
}

enum onr_status onr_places_compile(const char *dump, const char *out, struct onr_error *error)
{
    return gazetteer_compile(dump, out, error);
}

enum onr_status onr_engine_open(onr_engine **engine, const char *model, struct onr_error *error)
{
    *engine = NULL;
    onr_engine *opened = memory_alloc(sizeof *opened);
    enum onr_status status = ONR_OK;
    opened->model_path = model_locate(model, error);
    if (!opened->model_path)
        status = ONR_ERR_MODEL;
    if (status == ONR_OK)
        status = lang_model_open(&opened->lang, opened->model_path, error);
    if (status == ONR_OK)
        status = world_open(&opened->world, error);
    if (status == ONR_OK)
        status = open_places(opened, error);
    if (status == ONR_OK)
        *engine = opened;
    else
        onr_engine_close(opened);
    return status;
}

void onr_engine_close(onr_engine *engine)
{
    if (!engine)
        return;
    if (engine->world)
        world_close(engine->world);
    if (engine->lang)
        lang_model_close(engine->lang);
    free(engine->model_path);
    free(engine);
}

const char *onr_engine_model(const onr_engine *engine)
{
    return engine->model_path;
}

onr_reader *onr_reader_new(const onr_engine *engine)
{
    onr_reader *reader = memory_alloc(sizeof *reader);
    reader_init(reader, engine);
    return reader;
}

void onr_reader_free(onr_reader *reader)
{
    if (!reader)
        return;
    reader_release(reader);
    free(reader);
}

enum onr_status onr_reader_read(onr_reader *reader, const struct onr_article *article,
                                const char *until, struct onr_error *error)
{
    unsigned last = ONR_STAGES_MAX;
    reader_reset(reader);
    if (until && !stage_find(until, &last))
        return stage_unknown(until, error);
    if (article->published && !date_is_readable(article->published))
        return error_set(error, ONR_ERR_ARG, "'%s' is no date; write it as 2024-11-01",
                         article->published);
    struct article_fields fields = {.v = {
                                        [FIELD_ID] = str_of(article->id),
                                        [FIELD_TITLE] = str_of(article->title),
                                        [FIELD_TEXT] = {article->text, article->text_size},
                                        [FIELD_PUBLISHED] = str_of(article->published),
                                        [FIELD_URL] = str_of(article->url),
                                        [FIELD_SOURCE] = str_of(article->source),
                                        [FIELD_LANGUAGE] = str_of(article->language),
                                    }};
    const char *place = article->origin ? article->origin : "article";
    enum onr_status status = article_fill_fields(
        &reader->doc, &fields, &(struct article_source){article->origin, place}, error);
    reader->force = article->force;
    if (status == ONR_OK)
        read_document(reader, last);
    return status;
}

enum onr_status onr_reader_write(onr_reader *reader, enum onr_to to, const struct onr_look *look,
                                 const char **bytes, size_t *size, struct onr_error *error)
{
    static const struct onr_look PLAIN;
    buf_clear(&reader->out);
    if (!write_document(reader, to, look ? look : &PLAIN, &reader->out))
        return error_set(error, ONR_ERR_ARG, "%d is no output format", (int)to);
    if (reader->out.full)
        return error_set(error, ONR_ERR_LIMIT, "the record is too large");
    *bytes = reader->out.s;
    *size = reader->out.n;
    return ONR_OK;
}

enum onr_status onr_store_add(onr_store *store, const onr_reader *reader, struct onr_error *error)
{
    struct bundle *bundle = memory_alloc(sizeof *bundle);
    bundle_init(bundle);
    struct zstd_packer *packer = zstd_packer_new(bundle_dictionary());
    bundle_fill(bundle, &reader->doc, reader->fingerprint, packer);
    zstd_packer_free(packer);
    enum onr_status status = store_put(store, &bundle, error);
    bundle_release(bundle);
    free(bundle);
    return status;
}
