/* corpus: reads CoNLL-U treebanks and tokenised raw text into arrays of words. Multiword token
 * lines and empty nodes are skipped, as are sentences longer than CORPUS_MAX_SENTENCE. Names of
 * GUM's entity layer are derived in entity_names.c. A word whose head is "_" has no tree and no
 * tag, as in corpora of names alone; a word without NER= beside words that have it is in a name or
 * not, nobody knows. */
#include "corpus.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"
#include "entity_names.h"

enum { FORM, LEMMA_, UPOS_, XPOS_, FEATS_, HEAD_, REL_, DEPS_, MISC_, COLUMNS = 10 };

struct reader {
    struct corpus *corpus;
    bool grow;
    struct word words[CORPUS_MAX_SENTENCE];
    struct str misc[CORPUS_MAX_SENTENCE];
    struct str xpos[CORPUS_MAX_SENTENCE];
    uint32_t n;
    bool too_long;
};

static const char *const name_labels[NAME_LABELS] = {"O",     "B-PER", "I-PER", "B-ORG",
                                                     "I-ORG", "B-LOC", "I-LOC"};

void corpus_init(struct corpus *corpus)
{
    *corpus = (struct corpus){0};
    arena_init(&corpus->arena, 0);
}

void corpus_release(struct corpus *corpus)
{
    arena_release(&corpus->arena);
}

uint32_t labels_find(struct labels *labels, struct arena *arena, struct str label, bool grow)
{
    for (uint32_t i = 0; i < labels->v.n; i++)
        if (str_eq(labels->v.v[i], label)) {
            labels->counts.v[i]++;
            return i;
        }
    if (!grow)
        return 0;
    *array_push(&labels->v, arena) = arena_copy(arena, label);
    *array_push(&labels->counts, arena) = 1;
    return labels->v.n - 1;
}

static struct str open_file(struct file_map *map, const char *path)
{
    struct onr_error error;
    if (file_map_open(map, path, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(EXIT_FAILURE);
    }
    return map->bytes;
}

static int8_t find_name(struct str misc)
{
    while (misc.s) {
        struct str part = str_split(&misc, '|');
        if (!str_starts(part, STR("NER=")))
            continue;
        for (int8_t i = 0; i < NAME_LABELS; i++)
            if (str_is(str_cut(part.s, 4, part.n), name_labels[i]))
                return i;
        return 0;
    }
    return NAME_UNKNOWN;
}

void corpus_add_sentence(struct corpus *corpus, const struct word *words, uint32_t n)
{
    struct sentence_of_words *sentence = array_push(&corpus->sentences, &corpus->arena);
    sentence->n = n;
    sentence->words = arena_alloc(&corpus->arena, n * sizeof *words);
    memcpy(sentence->words, words, n * sizeof *words);
    for (uint32_t i = 0; i < n; i++)
        sentence->words[i].form = arena_copy(&corpus->arena, words[i].form);
    corpus->n_words += n;
}

static bool has_names(const struct reader *reader)
{
    for (uint32_t i = 0; i < reader->n; i++)
        if (reader->words[i].name != NAME_UNKNOWN)
            return true;
    return false;
}

static void end_sentence(struct reader *reader)
{
    if (reader->n && !reader->too_long) {
        if (reader->words[0].has_tree && !has_names(reader))
            entity_names_find(reader->words, reader->misc, reader->xpos, reader->n);
        corpus_add_sentence(reader->corpus, reader->words, reader->n);
    }
    reader->n = 0;
    reader->too_long = false;
}

/* the tree columns of a word; a relation that is not known reads as label 0 */
static void read_tree(struct reader *reader, const struct str *fields, struct word *word)
{
    struct corpus *corpus = reader->corpus;
    char tag[64];
    int length =
        snprintf(tag, sizeof tag, "%.*s\t%.*s", STR_ARG(fields[UPOS_]), STR_ARG(fields[XPOS_]));
    struct str tag_text = {tag, (size_t)length};
    word->has_tree = true;
    word->tag = (uint16_t)labels_find(&corpus->tags, &corpus->arena, tag_text, reader->grow);
    word->rel = (uint16_t)labels_find(&corpus->rels, &corpus->arena, fields[REL_], reader->grow);
    if (!str_to_u32(fields[HEAD_], &word->head))
        word->head = 0;
}

static void read_word(struct reader *reader, struct str line)
{
    struct str cells[COLUMNS] = {0};
    for (uint32_t i = 0; i < COLUMNS; i++)
        cells[i] = str_split(&line, '\t');
    uint32_t id;
    if (!str_to_u32(cells[0], &id))
        return;
    if (reader->n == CORPUS_MAX_SENTENCE) {
        reader->too_long = true;
        return;
    }
    const struct str *fields = cells + 1;
    struct word *word = &reader->words[reader->n];
    *word = (struct word){.form = fields[FORM], .name = find_name(fields[MISC_])};
    if (!str_is(fields[HEAD_], "_"))
        read_tree(reader, fields, word);
    reader->misc[reader->n] = fields[MISC_];
    reader->xpos[reader->n++] = fields[XPOS_];
}

void corpus_read_treebank(struct corpus *corpus, const char *path, bool grow)
{
    struct file_map map;
    struct str rest = open_file(&map, path);
    struct reader *reader = memory_alloc(sizeof *reader);
    *reader = (struct reader){.corpus = corpus, .grow = grow};
    while (rest.s) {
        struct str line = str_split(&rest, '\n');
        if (line.n == 0)
            end_sentence(reader);
        else if (line.s[0] != '#')
            read_word(reader, line);
    }
    end_sentence(reader);
    free(reader);
    file_map_close(&map);
}

void corpus_read_raw(struct corpus *corpus, const char *path)
{
    struct file_map map;
    struct str rest = open_file(&map, path);
    struct word words[CORPUS_MAX_SENTENCE];
    while (rest.s) {
        struct str line = str_split(&rest, '\n');
        uint32_t n = 0;
        while (line.n && n < CORPUS_MAX_SENTENCE)
            words[n++] = (struct word){.form = str_split(&line, ' '), .name = NAME_UNKNOWN};
        if (n > 2 && line.n == 0)
            corpus_add_sentence(corpus, words, n);
    }
    file_map_close(&map);
}

static struct str upos_of(struct str tag)
{
    return str_split(&tag, '\t');
}

static uint32_t most_frequent_like(const struct labels *tags, struct str upos)
{
    uint32_t best = 0;
    for (uint32_t i = 0; i < tags->v.n; i++)
        if (str_eq(upos_of(tags->v.v[i]), upos) &&
            (!str_eq(upos_of(tags->v.v[best]), upos) || tags->counts.v[i] > tags->counts.v[best]))
            best = i;
    return best;
}

void corpus_merge_rare_tags(struct corpus *corpus, uint32_t least)
{
    struct labels *tags = &corpus->tags;
    uint32_t *map = memory_alloc(tags->v.n * sizeof *map), kept = 0;
    for (uint32_t i = 0; i < tags->v.n; i++) {
        uint32_t like = most_frequent_like(tags, upos_of(tags->v.v[i]));
        map[i] = tags->counts.v[i] >= least ? i : like;
    }
    uint32_t *new_number = memory_alloc(tags->v.n * sizeof *new_number);
    for (uint32_t i = 0; i < tags->v.n; i++)
        if (map[i] == i)
            new_number[i] = kept++;
    for (uint32_t s = 0; s < corpus->sentences.n; s++)
        for (uint32_t i = 0; i < corpus->sentences.v[s].n; i++) {
            struct word *word = &corpus->sentences.v[s].words[i];
            word->tag = (uint16_t)new_number[map[word->tag]];
        }
    for (uint32_t i = 0; i < tags->v.n; i++)
        if (map[i] == i) {
            tags->v.v[new_number[i]] = tags->v.v[i];
            tags->counts.v[new_number[i]] = tags->counts.v[i];
        }
    tags->v.n = tags->counts.n = kept;
    free(map);
    free(new_number);
}

void corpus_repeat(struct corpus *corpus, uint32_t times)
{
    uint32_t n = corpus->sentences.n;
    uint64_t n_words = corpus->n_words;
    for (uint32_t t = 1; t < times; t++)
        for (uint32_t s = 0; s < n; s++) {
            struct sentence_of_words sentence = corpus->sentences.v[s];
            *array_push(&corpus->sentences, &corpus->arena) = sentence;
        }
    corpus->n_words = n_words * times;
}
