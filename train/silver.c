/* silver: the file is a magic word, the names of tags and of relations (each u8 count, then u8
 * length and bytes), then sentences: u8 words, for each word u8 length, form, and its targets for
 * tag, head, relation and name: u8 count, then as many pairs of u8 label and u8 share. */
#include "silver.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/file.h"

enum { BYTES_MAX = 255 };
static const char magic[] = "ONRSILV1";

static void put_byte(struct buf *out, size_t value)
{
    buf_byte(out, (char)(unsigned char)value);
}

static void put_text(struct buf *out, struct str text)
{
    put_byte(out, text.n);
    buf_add(out, text);
}

static void put_labels(struct buf *out, const struct labels *labels)
{
    put_byte(out, labels->v.n);
    for (uint32_t i = 0; i < labels->v.n; i++)
        put_text(out, labels->v.v[i]);
}

void silver_begin(struct buf *out, const struct corpus *corpus)
{
    buf_add(out, str_of(magic));
    put_labels(out, &corpus->tags);
    put_labels(out, &corpus->rels);
}

static void put_target(struct buf *out, const struct target *target)
{
    put_byte(out, target->n);
    for (uint32_t k = 0; k < target->n; k++) {
        put_byte(out, target->label[k]);
        put_byte(out, target->share[k]);
    }
}

void silver_add(struct buf *out, const struct sentence_of_words *sentence, const struct soft *soft)
{
    put_byte(out, sentence->n);
    for (uint32_t i = 0; i < sentence->n; i++) {
        struct str form = sentence->words[i].form;
        put_text(out, form.n > BYTES_MAX ? (struct str){form.s, BYTES_MAX} : form);
        put_target(out, &soft[i].tag);
        put_target(out, &soft[i].head);
        put_target(out, &soft[i].rel);
        put_target(out, &soft[i].name);
    }
}

struct reader {
    struct corpus *corpus;
    const char *path;
    struct str rest;
    uint16_t tags[BYTES_MAX + 1], rels[BYTES_MAX + 1]; /* the corpus' numbers of the file's */
};

static void fail(const struct reader *reader, const char *why)
{
    fprintf(stderr, "%s: %s\n", reader->path, why);
    exit(EXIT_FAILURE);
}

static struct str get_bytes(struct reader *reader, size_t n)
{
    if (reader->rest.n < n)
        fail(reader, "cut short");
    struct str bytes = {reader->rest.s, n};
    reader->rest = str_cut(reader->rest.s, n, reader->rest.n);
    return bytes;
}

static uint8_t get_byte(struct reader *reader)
{
    return (uint8_t)get_bytes(reader, 1).s[0];
}

static void get_labels(struct reader *reader, const struct labels *labels, uint16_t *numbers)
{
    uint32_t n = get_byte(reader);
    for (uint32_t i = 0; i < n; i++) {
        struct str label = get_bytes(reader, get_byte(reader));
        uint16_t number = 0;
        while (number < labels->v.n && !str_eq(labels->v.v[number], label))
            number++;
        if (number == labels->v.n)
            fail(reader, "a tag or relation is not known to the treebanks");
        numbers[i] = number;
    }
}

static struct target get_target(struct reader *reader, const uint16_t *numbers)
{
    struct target target = {.n = get_byte(reader)};
    if (target.n > TARGET_LABELS)
        fail(reader, "damaged");
    for (uint32_t k = 0; k < target.n; k++) {
        uint8_t label = get_byte(reader);
        target.label[k] = numbers ? numbers[label] : label;
        target.share[k] = get_byte(reader);
    }
    return target;
}

static void get_sentence(struct reader *reader)
{
    struct word words[CORPUS_MAX_SENTENCE];
    uint32_t n = get_byte(reader);
    if (n > CORPUS_MAX_SENTENCE)
        fail(reader, "damaged");
    for (uint32_t i = 0; i < n; i++) {
        struct str form = get_bytes(reader, get_byte(reader));
        struct soft *soft = arena_alloc(&reader->corpus->arena, sizeof *soft);
        soft->tag = get_target(reader, reader->tags);
        soft->head = get_target(reader, NULL);
        soft->rel = get_target(reader, reader->rels);
        soft->name = get_target(reader, NULL);
        words[i] = (struct word){.form = form, .soft = soft, .has_tree = true};
        words[i].head = soft->head.label[0];
        words[i].name = soft->name.share[0] > TARGET_WHOLE / 2 ? (int8_t)soft->name.label[0] : 0;
    }
    corpus_add_sentence(reader->corpus, words, n);
}

void silver_read(struct corpus *corpus, const char *path)
{
    struct file_map map;
    struct onr_error error;
    if (file_map_open(&map, path, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        exit(EXIT_FAILURE);
    }
    struct reader reader = {.corpus = corpus, .path = path, .rest = map.bytes};
    if (!str_is(get_bytes(&reader, sizeof magic - 1), magic))
        fail(&reader, "not a file of read text");
    get_labels(&reader, &corpus->tags, reader.tags);
    get_labels(&reader, &corpus->rels, reader.rels);
    while (reader.rest.n)
        get_sentence(&reader);
    file_map_close(&map);
}
