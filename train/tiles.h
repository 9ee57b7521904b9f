/* tiles: products of float matrices rounded to bfloat16, on processors that have AMX tiles. */
#ifndef ONR_TRAIN_TILES_H
#define ONR_TRAIN_TILES_H

#include <stdbool.h>
#include <stdint.h>

/* one side of a product over k: rows of k values, or (k_first) k rows with a value for each row
 * (column, on the right) of the product */
struct factor {
    const float *v;
    bool k_first;
};

/* Asks the system for tiles, for the calling thread. Returns false where there are none. */
bool tiles_open(void);
/* c[m,n] = left[m,k] right[k,n] + keep c; after tiles_open */
void tiles_multiply(const struct factor *left, const struct factor *right, float *c, uint32_t m,
                    uint32_t k, uint32_t n, float keep);

#endif
