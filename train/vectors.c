/* vectors: reading the word vectors that word_vectors.c trained. */
#include "vectors.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/arena.h"

static void read_all(void *to, size_t size, FILE *file, const char *path)
{
    if (fread(to, 1, size, file) != size) {
        fprintf(stderr, "%s: too short\n", path);
        exit(EXIT_FAILURE);
    }
}

static uint32_t find_slot(const struct vectors *vectors, uint64_t key)
{
    uint32_t slot = (uint32_t)key & (vectors->n_slots - 1);
    while (vectors->slots[slot] && vectors->keys[vectors->slots[slot] - 1] != key)
        slot = (slot + 1) & (vectors->n_slots - 1);
    return slot;
}

void vectors_load(struct vectors *vectors, const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(EXIT_FAILURE);
    }
    uint32_t head[2];
    read_all(head, sizeof head, file, path);
    *vectors = (struct vectors){.n = head[0], .width = head[1], .n_slots = 16};
    vectors->keys = memory_alloc(sizeof(uint64_t) * vectors->n);
    vectors->rows = memory_alloc(sizeof(float) * vectors->n * vectors->width);
    read_all(vectors->keys, sizeof(uint64_t) * vectors->n, file, path);
    read_all(vectors->rows, sizeof(float) * vectors->n * vectors->width, file, path);
    fclose(file);
    while (vectors->n_slots < 2 * vectors->n)
        vectors->n_slots *= 2;
    vectors->slots = memory_alloc(sizeof(uint32_t) * vectors->n_slots);
    for (uint32_t i = 0; i < vectors->n; i++)
        vectors->slots[find_slot(vectors, vectors->keys[i])] = 1 + i;
}

void vectors_release(struct vectors *vectors)
{
    free(vectors->keys);
    free(vectors->rows);
    free(vectors->slots);
}

uint32_t vectors_find(const struct vectors *vectors, uint64_t key)
{
    if (vectors->n == 0)
        return UINT32_MAX;
    return vectors->slots[find_slot(vectors, key)] - 1;
}
