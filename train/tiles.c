/* tiles: products of float matrices on AMX tiles (Intel, Architecture Instruction Set Extensions,
 * chapter 3). What is multiplied is rounded to bfloat16, sums are floats; one core does some 20
 * times what it does with floats alone.
 *
 * Both factors are packed into tiles of 16 rows and 32 values of k. The left one has a row of the
 * product a row of its tile; the right one has two values of k a row, side by side for each of 16
 * columns of the product. Either form comes from either order in memory, by turning the tile's 16 x
 * 16 pairs where needed. Blocks of 2 x 2 tiles of the product stay in registers over all of k. */
#include "tiles.h"

#if defined(__x86_64__) && defined(__linux__)
#include <cpuid.h>
#include <immintrin.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define TILES __attribute__((target("amx-tile,amx-bf16,avx512f,avx512bw,avx512vl,avx512bf16")))

enum { SIDE = 16, DEPTH = 32, TILE = SIDE * DEPTH, BLOCK = 2 * SIDE };

static struct {
    uint16_t *v;
    size_t n;
} room[2]; /* packed factors, kept from product to product */

/* The compiler does not know that tile instructions read memory. */
static void written(void)
{
    __asm__ volatile("" : : : "memory");
}

static bool processor_has_tiles(void)
{
    enum { AMX_BF16 = 1 << 22, AMX_TILE = 1 << 24, AVX512_BF16 = 1 << 5 };
    unsigned a, b, c, d;
    if (!__get_cpuid_count(7, 0, &a, &b, &c, &d) || !(d & AMX_BF16) || !(d & AMX_TILE))
        return false;
    return __get_cpuid_count(7, 1, &a, &b, &c, &d) && (a & AVX512_BF16);
}

TILES bool tiles_open(void)
{
    enum { ARCH_REQ_XCOMP_PERM = 0x1023, XFEATURE_XTILEDATA = 18, N_TILES = 8 };
    if (!processor_has_tiles() ||
        syscall(SYS_arch_prctl, ARCH_REQ_XCOMP_PERM, XFEATURE_XTILEDATA) != 0)
        return false;
    struct {
        uint8_t palette, start, unused[14];
        uint16_t row_bytes[16];
        uint8_t rows[16];
    } volatile shape = {.palette = 1};
    for (uint32_t i = 0; i < N_TILES; i++) {
        shape.row_bytes[i] = DEPTH * sizeof(uint16_t);
        shape.rows[i] = SIDE;
    }
    _tile_loadconfig((const void *)&shape);
    return true;
}

static uint32_t least(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

static __mmask16 mask_of(uint32_t n)
{
    return (__mmask16)(n >= SIDE ? 0xFFFF : (1u << n) - 1);
}

/* up to 16 rows of up to 32 values, one row after the other */
TILES static void pack_rows(const float *x, size_t stride, uint32_t rows, uint32_t depth,
                            __m512i tile[SIDE])
{
    __mmask16 low = mask_of(depth), high = depth > SIDE ? mask_of(depth - SIDE) : 0;
    for (uint32_t i = 0; i < SIDE; i++) {
        if (i >= rows) {
            tile[i] = _mm512_setzero_si512();
            continue;
        }
        __m512 a = _mm512_maskz_loadu_ps(low, x + i * stride);
        __m512 b = _mm512_maskz_loadu_ps(high, x + i * stride + SIDE);
        tile[i] = (__m512i)_mm512_cvtne2ps_pbh(b, a);
    }
}

/* up to 32 rows (of k) of up to 16 values; a row of the tile holds two of them, value by value */
TILES static void pack_pairs(const float *x, size_t stride, uint32_t depth, uint32_t columns,
                             __m512i tile[SIDE])
{
    const __m512i side_by_side =
        _mm512_set_epi16(31, 15, 30, 14, 29, 13, 28, 12, 27, 11, 26, 10, 25, 9, 24, 8, 23, 7, 22, 6,
                         21, 5, 20, 4, 19, 3, 18, 2, 17, 1, 16, 0);
    __mmask16 mask = mask_of(columns);
    for (uint32_t i = 0; i < SIDE; i++) {
        __m512 a = _mm512_maskz_loadu_ps(2 * i < depth ? mask : 0, x + 2 * i * stride);
        __m512 b = _mm512_maskz_loadu_ps(2 * i + 1 < depth ? mask : 0, x + (2 * i + 1) * stride);
        tile[i] = _mm512_permutexvar_epi16(side_by_side, (__m512i)_mm512_cvtne2ps_pbh(b, a));
    }
}

/* rows and columns of 16 x 16 pairs change places */
TILES static void turn(__m512i t[SIDE])
{
    __m512i u[SIDE];
    for (uint32_t i = 0; i < SIDE; i += 2) {
        u[i] = _mm512_unpacklo_epi32(t[i], t[i + 1]);
        u[i + 1] = _mm512_unpackhi_epi32(t[i], t[i + 1]);
    }
    for (uint32_t i = 0; i < SIDE; i += 4)
        for (uint32_t j = 0; j < 2; j++) {
            t[i + 2 * j] = _mm512_unpacklo_epi64(u[i + j], u[i + j + 2]);
            t[i + 2 * j + 1] = _mm512_unpackhi_epi64(u[i + j], u[i + j + 2]);
        }
    for (uint32_t i = 0; i < SIDE; i += 8)
        for (uint32_t j = 0; j < 4; j++) {
            u[i + j] = _mm512_shuffle_i32x4(t[i + j], t[i + j + 4], 0x88);
            u[i + j + 4] = _mm512_shuffle_i32x4(t[i + j], t[i + j + 4], 0xDD);
        }
    for (uint32_t j = 0; j < 8; j++) {
        t[j] = _mm512_shuffle_i32x4(u[j], u[j + 8], 0x88);
        t[j + 8] = _mm512_shuffle_i32x4(u[j], u[j + 8], 0xDD);
    }
}

/* All tiles of a factor of n rows (columns, of the right one), two of n together for each of k. */
TILES static const uint16_t *pack(const struct factor *factor, uint32_t n, uint32_t k, bool right)
{
    uint32_t blocks = (n + BLOCK - 1) / BLOCK, steps = (k + DEPTH - 1) / DEPTH;
    size_t size = (size_t)blocks * steps * 2 * TILE;
    if (room[right].n < size) {
        free(room[right].v);
        room[right].v = aligned_alloc(64, size * sizeof(uint16_t));
        room[right].n = size;
        if (!room[right].v)
            abort();
    }
    uint16_t *to = room[right].v;
    for (uint32_t i = 0; i < blocks * BLOCK; i += BLOCK)
        for (uint32_t p = 0; p < k; p += DEPTH)
            for (uint32_t half = i; half < i + BLOCK; half += SIDE, to += TILE) {
                uint32_t rows = half < n ? least(n - half, SIDE) : 0, depth = least(k - p, DEPTH);
                __m512i tile[SIDE];
                if (factor->k_first)
                    pack_pairs(factor->v + (size_t)p * n + half, n, depth, rows, tile);
                else
                    pack_rows(factor->v + (size_t)half * k + p, k, rows, depth, tile);
                if (factor->k_first != right)
                    turn(tile);
                memcpy(to, tile, sizeof tile);
            }
    return room[right].v;
}

/* a block of up to 32 x 32 sums into c */
TILES static void put(const float sums[BLOCK * BLOCK], float *c, size_t stride, uint32_t m,
                      uint32_t n, float keep)
{
    for (uint32_t i = 0; i < m; i++)
        for (uint32_t j = 0; j < n; j += SIDE) {
            __mmask16 mask = mask_of(n - j);
            float *to = c + i * stride + j;
            __m512 sum = _mm512_load_ps(sums + (size_t)i * BLOCK + j);
            if (keep != 0)
                sum = _mm512_fmadd_ps(_mm512_set1_ps(keep), _mm512_maskz_loadu_ps(mask, to), sum);
            _mm512_mask_storeu_ps(to, mask, sum);
        }
}

TILES static void multiply_block(const uint16_t *a, const uint16_t *b, uint32_t steps,
                                 float sums[BLOCK * BLOCK])
{
    enum { ROW = DEPTH * sizeof(uint16_t), OUT = BLOCK * sizeof(float) };
    _tile_zero(0);
    _tile_zero(1);
    _tile_zero(2);
    _tile_zero(3);
    for (uint32_t s = 0; s < steps; s++, a += 2 * TILE, b += 2 * TILE) {
        _tile_loadd(4, a, ROW);
        _tile_loadd(6, b, ROW);
        _tile_dpbf16ps(0, 4, 6);
        _tile_loadd(7, b + TILE, ROW);
        _tile_dpbf16ps(1, 4, 7);
        _tile_loadd(5, a + TILE, ROW);
        _tile_dpbf16ps(2, 5, 6);
        _tile_dpbf16ps(3, 5, 7);
    }
    _tile_stored(0, sums, OUT);
    _tile_stored(1, sums + SIDE, OUT);
    _tile_stored(2, sums + (size_t)SIDE * BLOCK, OUT);
    _tile_stored(3, sums + (size_t)SIDE * BLOCK + SIDE, OUT);
}

/* Some rows of blocks stay near the core while the right factor passes by them. */
TILES void tiles_multiply(const struct factor *left, const struct factor *right, float *c,
                          uint32_t m, uint32_t k, uint32_t n, float keep)
{
    enum { NEAR = 1 << 18 };
    _Alignas(64) float sums[BLOCK * BLOCK];
    uint32_t steps = (k + DEPTH - 1) / DEPTH;
    size_t panel = (size_t)steps * 2 * TILE;
    uint32_t rows = BLOCK * (1 + (uint32_t)(NEAR / panel));
    const uint16_t *a = pack(left, m, k, false), *b = pack(right, n, k, true);
    written();
    for (uint32_t from = 0; from < m; from += rows)
        for (uint32_t j = 0; j < n; j += BLOCK)
            for (uint32_t i = from; i < m && i < from + rows; i += BLOCK) {
                multiply_block(a + i / BLOCK * panel, b + j / BLOCK * panel, steps, sums);
                put(sums, c + (size_t)i * n + j, n, least(m - i, BLOCK), least(n - j, BLOCK), keep);
            }
}

#else

bool tiles_open(void)
{
    return false;
}

void tiles_multiply(const struct factor *left, const struct factor *right, float *c, uint32_t m,
                    uint32_t k, uint32_t n, float keep)
{
    (void)left, (void)right, (void)c, (void)m, (void)k, (void)n, (void)keep;
}

#endif
