/* model: opens a model file and lets each part bind its sections. */
#include "lang/model.h"

#include <stdlib.h>

static enum onr_status bind(struct lang_model *model, struct onr_error *error)
{
    enum onr_status status = network_bind(&model->network, &model->container, error);
    if (status == ONR_OK)
        status = split_bind(&model->split, &model->container, error);
    if (status == ONR_OK)
        status = lemma_bind(&model->lemma, &model->container, error);
    return status;
}

enum onr_status lang_model_open(struct lang_model **model, const char *path,
                                struct onr_error *error)
{
    *model = NULL;
    struct lang_model *opened = memory_alloc(sizeof *opened);
    enum onr_status status = container_open(&opened->container, path, error);
    if (status != ONR_OK) {
        free(opened);
        return status;
    }
    status = bind(opened, error);
    if (status != ONR_OK) {
        lang_model_close(opened);
        return status;
    }
    *model = opened;
    return ONR_OK;
}

void lang_model_close(struct lang_model *model)
{
    if (!model)
        return;
    container_close(&model->container);
    free(model);
}

void split_sentences(const struct lang_model *model, struct doc *doc)
{
    split_doc(&model->split, doc);
}

void find_lemmas(const struct lang_model *model, struct doc *doc)
{
    lemma_doc(&model->lemma, doc);
}
