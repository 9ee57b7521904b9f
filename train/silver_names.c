/* silver_names: reads raw text with a first model and learns from its names which words are names.
 *
 * One reading errs often, many readings of the same word less so: for each word of the vectors the
 * share of its occurrences inside names of persons, organizations and places becomes three more
 * columns, and names that were read often and nearly always as one type become a list from which
 * the next fit replaces names in its sentences.
 * Usage: silver_names MODEL TOKENS VECTORS OUT_VECTORS OUT_NAMES */
#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "base/hash.h"
#include "doc/names.h"
#include "lang/features.h"
#include "lang/lang.h"
#include "vectors.h"

enum {
    TYPES = 3,
    NAME_SLOTS = 1 << 20,
    NAME_WORDS = 4,
    LEAST = 3,
    DOC_WORDS = 2000,
    NAME_BYTES = 80
};

static const float scale = 2, steady = 0.75F; /* of the columns; share of one type in the list */

struct name_count {
    char *text; /* words joined by a space; NULL: free */
    uint32_t n[NAME_TYPES];
};

struct silver {
    struct vectors vectors;
    uint32_t *n, *inside[NAME_TYPES]; /* per row of the vectors */
    struct name_count *names;         /* open-addressed by text */
    uint32_t n_names;
    struct doc doc;
};

static struct name_count *count_of(struct silver *silver, struct str text)
{
    uint32_t slot = (uint32_t)hash_bytes(text, 3) & (NAME_SLOTS - 1);
    while (silver->names[slot].text && !str_eq(str_of(silver->names[slot].text), text))
        slot = (slot + 1) & (NAME_SLOTS - 1);
    return &silver->names[slot];
}

static void count_name(struct silver *silver, const char *text, size_t n, uint8_t type)
{
    struct name_count *count = count_of(silver, (struct str){text, n});
    if (!count->text) {
        if (silver->n_names > NAME_SLOTS / 4 * 3)
            return;
        count->text = memory_alloc(n + 1);
        memcpy(count->text, text, n);
        silver->n_names++;
    }
    count->n[type]++;
}

/* names of one to NAME_WORDS words, each beginning with a capital */
static void count_names(struct silver *silver, uint32_t first, uint32_t n)
{
    const struct token *tokens = silver->doc.tokens.v;
    for (uint32_t i = first; i < first + n; i++) {
        if (!(tokens[i].flags & TOKEN_NAME_BEGIN))
            continue;
        char text[NAME_BYTES];
        size_t used = 0;
        uint32_t end = i;
        bool good = true;
        do {
            struct str form = token_form(&silver->doc, end);
            good = good && form.s[0] >= 'A' && form.s[0] <= 'Z' && used + form.n + 1 < NAME_BYTES;
            if (good && end > i)
                text[used++] = ' ';
            if (good)
                memcpy(text + used, form.s, form.n);
            used += good ? form.n : 0;
            end++;
        } while (end < first + n && tokens[end].name == tokens[i].name &&
                 !(tokens[end].flags & TOKEN_NAME_BEGIN));
        if (good && end - i <= NAME_WORDS)
            count_name(silver, text, used, tokens[i].name);
    }
}

static void count_words(struct silver *silver, uint32_t first, uint32_t n)
{
    for (uint32_t i = first; i < first + n; i++) {
        char folded[FEATURE_FORM_MAX];
        uint32_t length = form_fold(token_form(&silver->doc, i), folded);
        uint32_t row = vectors_find(&silver->vectors, form_key((struct str){folded, length}));
        if (row == UINT32_MAX)
            continue;
        silver->n[row]++;
        silver->inside[silver->doc.tokens.v[i].name][row]++;
    }
}

static void add_sentence(struct doc *doc, struct str line, const char *text)
{
    struct sentence *sentence = array_push(&doc->sentences, &doc->arena);
    sentence->first_token = doc->tokens.n;
    while (line.n) {
        struct str word = str_split(&line, ' ');
        struct token *token = array_push(&doc->tokens, &doc->arena);
        token->span.start = (uint32_t)(word.s - text);
        token->span.end = token->span.start + (uint32_t)word.n;
        token->sentence = doc->sentences.n - 1;
    }
    sentence = &doc->sentences.v[doc->sentences.n - 1];
    sentence->n_tokens = doc->tokens.n - sentence->first_token;
}

static bool has_lower(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] >= 'a' && s.s[i] <= 'z')
            return true;
    return false;
}

static void read_text(struct silver *silver, const struct lang_model *model, struct str text)
{
    struct lang_state *state = lang_state_new(model);
    struct doc *doc = &silver->doc;
    struct str rest = text;
    while (rest.s) {
        doc_reset(doc);
        const char *start = rest.s;
        while (rest.s && doc->tokens.n < DOC_WORDS) {
            struct str line = str_split(&rest, '\n');
            if (line.n && has_lower(line))
                add_sentence(doc, line, start);
        }
        doc->text = (struct str){start, (size_t)((rest.s ? rest.s : text.s + text.n) - start)};
        parse_sentences(model, state, doc);
        for (uint32_t s = 1; s < doc->sentences.n; s++) {
            struct sentence sentence = doc->sentences.v[s];
            count_names(silver, sentence.first_token, sentence.n_tokens);
            count_words(silver, sentence.first_token, sentence.n_tokens);
        }
    }
    lang_state_free(state);
}

static bool write_vectors(const struct silver *silver, const char *path)
{
    const struct vectors *v = &silver->vectors;
    FILE *file = fopen(path, "wb");
    if (!file)
        return false;
    uint32_t head[2] = {v->n, v->width + TYPES};
    fwrite(head, sizeof head, 1, file);
    fwrite(v->keys, sizeof *v->keys, v->n, file);
    for (uint32_t i = 0; i < v->n; i++) {
        fwrite(v->rows + (size_t)i * v->width, sizeof *v->rows, v->width, file);
        for (uint32_t type = 1; type <= TYPES; type++) {
            float share = scale * (float)silver->inside[type][i] / (float)(silver->n[i] + 1);
            fwrite(&share, sizeof share, 1, file);
        }
    }
    return fclose(file) == 0;
}

static bool write_names(const struct silver *silver, const char *path)
{
    FILE *file = fopen(path, "w");
    if (!file)
        return false;
    for (uint32_t slot = 0; slot < NAME_SLOTS; slot++) {
        const struct name_count *count = &silver->names[slot];
        uint32_t all = count->n[1] + count->n[2] + count->n[3];
        for (uint8_t type = 1; all >= LEAST && type <= TYPES; type++)
            if ((float)count->n[type] >= steady * (float)all)
                fprintf(file, "%s\t%s\n", name_type_name(type), count->text);
    }
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 6) {
        fprintf(stderr, "usage: silver_names MODEL TOKENS VECTORS OUT_VECTORS OUT_NAMES\n");
        return 2;
    }
    struct silver *silver = memory_alloc(sizeof *silver);
    struct lang_model *model;
    struct file_map map;
    struct onr_error error;
    if (lang_model_open(&model, argv[1], &error) != ONR_OK ||
        file_map_open(&map, argv[2], &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return EXIT_FAILURE;
    }
    vectors_load(&silver->vectors, argv[3]);
    silver->n = memory_alloc(silver->vectors.n * sizeof *silver->n);
    for (uint32_t type = 0; type <= TYPES; type++)
        silver->inside[type] = memory_alloc(silver->vectors.n * sizeof *silver->n);
    silver->names = memory_alloc(NAME_SLOTS * sizeof *silver->names);
    doc_init(&silver->doc);
    read_text(silver, model, map.bytes);
    if (!write_vectors(silver, argv[4]) || !write_names(silver, argv[5])) {
        perror("silver_names");
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS; /* everything else goes with the process */
}
