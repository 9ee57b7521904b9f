/* vectors: a list of frequent words with their trained vectors, as vectors.c writes it. */
#ifndef ONR_TRAIN_VECTORS_H
#define ONR_TRAIN_VECTORS_H

#include <stdint.h>

/* File: u32 n, u32 width, n keys u64 (form_key of the folded word, by falling frequency), then n
 * rows of width floats, scaled to a mean square of 1. */
struct vectors {
    uint32_t n, width;
    uint64_t *keys;
    float *rows;
    uint32_t *slots; /* open-addressed: 1 + row, by key */
    uint32_t n_slots;
};

/* Reads a file; the program ends with a message when that fails. */
void vectors_load(struct vectors *vectors, const char *path);
void vectors_release(struct vectors *vectors);
/* row of a key, or UINT32_MAX */
uint32_t vectors_find(const struct vectors *vectors, uint64_t key);

#endif
