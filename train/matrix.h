/* matrix: products of row-major float matrices for the trainers, by BLAS where it is present. */
#ifndef ONR_TRAIN_MATRIX_H
#define ONR_TRAIN_MATRIX_H

#include <stdbool.h>
#include <stdint.h>

/* loops compiled for AVX-512, for AVX2 and for any processor, chosen when the program starts */
#if defined(__x86_64__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define FAST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FAST
#endif

/* From here on products may round what they multiply to bfloat16, where the processor has tiles for
 * it (see tiles.h); for one thread. Returns whether they do. */
bool matrix_use_tiles(void);

/* c[m,n] = a[m,k] b[k,n] + keep c */
void matrix_mul(const float *a, const float *b, float *c, uint32_t m, uint32_t k, uint32_t n,
                float keep);
/* c[m,n] = a[m,k] b[n,k]ᵀ + keep c */
void matrix_mul_right(const float *a, const float *b, float *c, uint32_t m, uint32_t k, uint32_t n,
                      float keep);
/* c[m,n] += a[k,m]ᵀ b[k,n] */
void matrix_mul_left(const float *a, const float *b, float *c, uint32_t k, uint32_t m, uint32_t n);

#endif
