/* name_list: replaces names in training sentences, so that the network learns names by their shape
 * and their surroundings and not by heart (Dai and Adel 2020). */
#include "name_list.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

enum { NAME_BYTES = 160 };

static void add_name(struct name_list *names, uint32_t type, struct str name)
{
    uint32_t n_words = 1;
    for (size_t i = 0; i < name.n; i++)
        n_words += name.s[i] == ' ';
    if (n_words <= NAME_WORDS_MAX && type < NAME_TYPES_MAX)
        *array_push(&names->of[type][n_words], &names->arena) = arena_copy(&names->arena, name);
}

static bool is_capital(struct str form)
{
    return form.n && form.s[0] >= 'A' && form.s[0] <= 'Z';
}

/* The words after `first` that belong to the name beginning there; 0 when it cannot be replaced. */
static uint32_t name_length(const struct sentence_of_words *sentence, uint32_t first)
{
    const struct word *words = sentence->words;
    uint32_t end = first;
    if (words[first].name <= 0 || words[first].name % 2 == 0)
        return 0;
    bool good = true;
    do {
        good = good && is_capital(words[end].form);
        end++;
    } while (end < sentence->n && words[end].name == words[first].name + 1);
    return good && end - first <= NAME_WORDS_MAX ? end - first : 0;
}

static void add_names_of(struct name_list *names, const struct sentence_of_words *sentence)
{
    for (uint32_t i = 0; i < sentence->n; i++) {
        char text[NAME_BYTES];
        size_t used = 0;
        for (uint32_t k = 0; k < name_length(sentence, i); k++) {
            struct str form = sentence->words[i + k].form;
            if (used + form.n + 1 >= NAME_BYTES)
                break;
            if (k)
                text[used++] = ' ';
            memcpy(text + used, form.s, form.n);
            used += form.n;
        }
        if (used)
            add_name(names, (uint32_t)(sentence->words[i].name + 1) / 2, (struct str){text, used});
    }
}

static void read_names(struct name_list *names, const char *path)
{
    static const char *const types[NAME_TYPES_MAX] = {"", "PER", "ORG", "LOC"};
    struct file_map map;
    struct onr_error error;
    if (file_map_open(&map, path, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(EXIT_FAILURE);
    }
    struct str rest = map.bytes;
    while (rest.s) {
        struct str line = str_split(&rest, '\n');
        struct str label = str_split(&line, '\t');
        for (uint32_t type = 1; line.n && type < NAME_TYPES_MAX; type++)
            if (str_is(label, types[type]))
                add_name(names, type, line);
    }
    file_map_close(&map);
}

void name_list_init(struct name_list *names, const char *path, const struct corpus *corpus)
{
    *names = (struct name_list){0};
    arena_init(&names->arena, 0);
    if (path)
        read_names(names, path);
    for (uint32_t s = 0; s < corpus->sentences.n; s++)
        add_names_of(names, &corpus->sentences.v[s]);
}

void name_list_release(struct name_list *names)
{
    arena_release(&names->arena);
}

void name_list_vary(struct name_list *names, const struct sentence_of_words *sentence,
                    float probability, struct str *forms, struct random *random)
{
    for (uint32_t i = 0; i < sentence->n; i++) {
        uint32_t n = name_length(sentence, i);
        if (n == 0 || random_unit(random) >= probability)
            continue;
        uint32_t type = (uint32_t)(sentence->words[i].name + 1) / 2;
        uint32_t n_names = names->of[type][n].n;
        if (n_names == 0)
            continue;
        struct str name = names->of[type][n].v[random_below(random, n_names)];
        for (uint32_t k = 0; k < n; k++)
            forms[i + k] = str_split(&name, ' ');
    }
}
