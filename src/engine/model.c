/* model: what a model file says about itself. The container verifies it; the section "card" is text
 * for people, the other sections are listed with their sizes. */
#include <stdlib.h>

#include "base/buf.h"
#include "engine/engine.h"
#include "model/container.h"

enum { SHOWN_MAX = 1 << 20 };

static void describe(const struct container *container, const char *path, struct buf *out)
{
    struct str card = container_find(container, "card");
    buf_format(out, "%s\n\n", path);
    if (card.n) {
        buf_add(out, card);
        buf_text(out, str_ends(card, STR("\n")) ? "\n" : "\n\n");
    }
    buf_format(out, "%-32s %12s\n", "part", "bytes");
    for (uint32_t i = 0; i < container->n_sections; i++) {
        char name[33];
        struct str bytes = container_section(container, i, name);
        buf_format(out, "%-32s %12zu\n", name, bytes.n);
    }
}

enum onr_status onr_model_show(const char *path,
                               bool (*write)(void *context, const char *bytes, size_t size),
                               void *context, struct onr_error *error)
{
    char *file = model_locate(path, error);
    if (!file)
        return ONR_ERR_MODEL;
    struct container container;
    enum onr_status status = container_open(&container, file, error);
    if (status == ONR_OK) {
        struct buf text;
        buf_init(&text, SHOWN_MAX);
        describe(&container, file, &text);
        if (!write(context, text.s, text.n))
            status = error_set(error, ONR_ERR_IO, "%s: the output could not be written", file);
        buf_release(&text);
        container_close(&container);
    }
    free(file);
    return status;
}
