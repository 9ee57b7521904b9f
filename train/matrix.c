/* matrix: the three products that training needs: on tiles where they were asked for, by BLAS where
 * it is present, else plain loops in an order that compilers turn into vector code; those are three
 * times as slow as BLAS. */
#include "matrix.h"

#include <string.h>

#include "tiles.h"

static bool with_tiles;

bool matrix_use_tiles(void)
{
    with_tiles = tiles_open();
    return with_tiles;
}

#ifdef HAVE_CBLAS
#include <cblas.h>

static void float_mul(const float *a, const float *b, float *c, uint32_t m, uint32_t k, uint32_t n,
                      float keep)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, a, (int)k, b,
                (int)n, keep, c, (int)n);
}

static void float_mul_right(const float *a, const float *b, float *c, uint32_t m, uint32_t k,
                            uint32_t n, float keep)
{
    cblas_sgemm(CblasRowMajor, CblasNoTrans, CblasTrans, (int)m, (int)n, (int)k, 1, a, (int)k, b,
                (int)k, keep, c, (int)n);
}

static void float_mul_left(const float *a, const float *b, float *c, uint32_t k, uint32_t m,
                           uint32_t n)
{
    cblas_sgemm(CblasRowMajor, CblasTrans, CblasNoTrans, (int)m, (int)n, (int)k, 1, a, (int)m, b,
                (int)n, 1, c, (int)n);
}

#else

FAST static void add_scaled(float *restrict c, const float *restrict b, float a, uint32_t n)
{
    for (uint32_t j = 0; j < n; j++)
        c[j] += a * b[j];
}

FAST static float dot(const float *restrict a, const float *restrict b, uint32_t n)
{
    float lanes[8] = {0}, sum = 0;
    uint32_t j = 0;
    for (; j + 8 <= n; j += 8)
        for (uint32_t l = 0; l < 8; l++)
            lanes[l] += a[j + l] * b[j + l];
    for (; j < n; j++)
        sum += a[j] * b[j];
    for (uint32_t l = 0; l < 8; l++)
        sum += lanes[l];
    return sum;
}

static void float_mul(const float *a, const float *b, float *c, uint32_t m, uint32_t k, uint32_t n,
                      float keep)
{
    for (size_t i = 0; i < m; i++) {
        for (size_t j = 0; j < n; j++)
            c[i * n + j] = keep == 0 ? 0 : c[i * n + j] * keep;
        for (size_t p = 0; p < k; p++)
            add_scaled(c + i * n, b + p * n, a[i * k + p], n);
    }
}

static void float_mul_right(const float *a, const float *b, float *c, uint32_t m, uint32_t k,
                            uint32_t n, float keep)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++) {
            float old = keep == 0 ? 0 : c[i * n + j] * keep;
            c[i * n + j] = old + dot(a + i * k, b + j * k, k);
        }
}

static void float_mul_left(const float *a, const float *b, float *c, uint32_t k, uint32_t m,
                           uint32_t n)
{
    for (size_t p = 0; p < k; p++)
        for (size_t i = 0; i < m; i++)
            add_scaled(c + i * n, b + p * n, a[p * m + i], n);
}

#endif

void matrix_mul(const float *a, const float *b, float *c, uint32_t m, uint32_t k, uint32_t n,
                float keep)
{
    if (with_tiles)
        tiles_multiply(&(struct factor){a, false}, &(struct factor){b, true}, c, m, k, n, keep);
    else
        float_mul(a, b, c, m, k, n, keep);
}

void matrix_mul_right(const float *a, const float *b, float *c, uint32_t m, uint32_t k, uint32_t n,
                      float keep)
{
    if (with_tiles)
        tiles_multiply(&(struct factor){a, false}, &(struct factor){b, false}, c, m, k, n, keep);
    else
        float_mul_right(a, b, c, m, k, n, keep);
}

void matrix_mul_left(const float *a, const float *b, float *c, uint32_t k, uint32_t m, uint32_t n)
{
    if (with_tiles)
        tiles_multiply(&(struct factor){a, true}, &(struct factor){b, true}, c, m, k, n, 1);
    else
        float_mul_left(a, b, c, k, m, n);
}
