/* pack: merges part files, each with some sections of a model, into one model file.
 * Usage: pack OUT PART… (a section in several parts is taken from the last one; a part written
 * NAME=FILE is one section, the bytes of the file as they are: card=CARD is the model's card) */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/container.h"

enum { PARTS_MAX = 16, SECTIONS_MAX = 256 };

struct pack {
    struct container files[PARTS_MAX];
    struct file_map plain[PARTS_MAX];
    struct container_part sections[SECTIONS_MAX];
    char names[SECTIONS_MAX][33];
    uint32_t n;
};

static void add_section(struct pack *pack, const char *name, struct str bytes)
{
    uint32_t at = 0;
    while (at < pack->n && strcmp(pack->names[at], name) != 0)
        at++;
    if (at == SECTIONS_MAX) {
        fprintf(stderr, "more than %d sections\n", SECTIONS_MAX);
        exit(EXIT_FAILURE);
    }
    snprintf(pack->names[at], sizeof pack->names[at], "%s", name);
    pack->sections[at] = (struct container_part){pack->names[at], bytes};
    pack->n += at == pack->n;
}

static void fail(const struct onr_error *error)
{
    fprintf(stderr, "%s\n", error->message);
    exit(EXIT_FAILURE);
}

static void add_part(struct pack *pack, int i, const char *part)
{
    struct onr_error error;
    const char *equals = strchr(part, '=');
    if (equals) {
        char name[33];
        snprintf(name, sizeof name, "%.*s", (int)(equals - part), part);
        if (file_map_open(&pack->plain[i], equals + 1, &error) != ONR_OK)
            fail(&error);
        add_section(pack, name, pack->plain[i].bytes);
        return;
    }
    struct container *file = &pack->files[i];
    if (container_open(file, part, &error) != ONR_OK)
        fail(&error);
    for (uint32_t s = 0; s < file->n_sections; s++) {
        char name[33];
        struct str bytes = container_section(file, s, name);
        add_section(pack, name, bytes);
    }
}

int main(int argc, char **argv)
{
    if (argc < 3 || argc > 2 + PARTS_MAX) {
        fprintf(stderr, "usage: pack OUT PART...\n");
        return 2;
    }
    static struct pack pack;
    struct onr_error error;
    for (int i = 2; i < argc; i++)
        add_part(&pack, i - 2, argv[i]);
    if (container_write(argv[1], pack.sections, pack.n, &error) != ONR_OK)
        fail(&error);
    for (int i = 0; i < argc - 2; i++) {
        container_close(&pack.files[i]);
        file_map_close(&pack.plain[i]);
    }
    return EXIT_SUCCESS;
}
