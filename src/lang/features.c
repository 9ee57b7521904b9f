/* features: turns a word's written form into rows of one hashed embedding table.
 *
 * A form is plain-folded first: typographic quotation marks and dashes become ASCII, digits become
 * 0, so that articles in either typography look alike. From that come its lower-cased form, the
 * form itself, first letter, prefix, suffixes, shape and letter trigrams; each kind is hashed into
 * its own stretch of rows, so that a trained model needs no list of words. Case is known for ASCII
 * and Latin-1 letters; other scripts are taken as written: the trained rows depend on these very
 * bytes, and a Unicode table that changes between versions would shift them.
 * Does not look at neighbours: context is the encoder's business. */
#include "lang/features.h"

#include "base/hash.h"

/* sizes of the stretches, powers of two; their sum is FEATURE_ROWS */
static const struct {
    uint32_t first, size;
} stretches[] = {
    {0, 16384},    /* lower-cased form */
    {16384, 8192}, /* form */
    {24576, 512},  /* first letter as written */
    {25088, 2048}, /* prefix of 3 */
    {27136, 1024}, /* suffix of 2 */
    {28160, 4096}, /* suffix of 3 */
    {32256, 8192}, /* suffix of 4 */
    {40448, 1024}, /* shape */
    {41472, 8192}, /* trigrams */
};
_Static_assert(FEATURE_ROWS == 41472 + 8192, "stretches fill the table");

static bool is_upper(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_lower(unsigned char c)
{
    return c >= 'a' && c <= 'z';
}

/* ASCII for a typographic mark U+2010–U+201F, 0 for any other character */
static char plain_mark(unsigned char third)
{
    static const char marks[] = "------||''''\"\"\"\"";
    return third >= 0x90 && third <= 0x9F ? marks[third - 0x90] : 0;
}

/* typographic marks and digits folded, case kept */
static uint32_t fold_plain(struct str form, char out[FEATURE_FORM_MAX])
{
    uint32_t n = 0;
    for (size_t i = 0; i < form.n && n < FEATURE_FORM_MAX; n++) {
        unsigned char c = (unsigned char)form.s[i];
        char mark = 0;
        if (c == 0xE2 && i + 2 < form.n && (unsigned char)form.s[i + 1] == 0x80)
            mark = plain_mark((unsigned char)form.s[i + 2]);
        out[n] = mark ? mark : byte_is_digit(c) ? '0' : (char)c;
        i += mark ? 3 : 1;
    }
    return n;
}

static void lower(const char *plain, uint32_t n, char *out)
{
    for (uint32_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)plain[i];
        bool latin = i > 0 && (unsigned char)plain[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E;
        out[i] = (char)(is_upper(c) || latin ? c + 0x20 : c);
    }
}

uint32_t form_fold(struct str form, char out[FEATURE_FORM_MAX])
{
    char plain[FEATURE_FORM_MAX];
    uint32_t n = fold_plain(form, plain);
    lower(plain, n, out);
    return n;
}

uint64_t form_key(struct str folded)
{
    uint64_t key = hash_bytes(folded, 77);
    return key ? key : 1;
}

/* kinds of letters in the order they come, runs cut to three letters at the start and one later */
static uint32_t find_shape(const char *plain, uint32_t n, char out[12])
{
    uint32_t used = 0;
    char last = 0;
    for (uint32_t i = 0; i < n && used < 12; i++) {
        unsigned char c = (unsigned char)plain[i];
        char kind = (char)c;
        if (is_upper(c))
            kind = 'X';
        else if (is_lower(c))
            kind = 'x';
        else if (c > 127)
            kind = 'u';
        if (kind != last || i < 3)
            out[used++] = kind;
        last = kind;
    }
    return used;
}

static uint32_t row_of(uint32_t kind, const char *s, uint32_t n)
{
    uint64_t hash = hash_bytes((struct str){s, n}, 100 + kind);
    return stretches[kind].first + (uint32_t)(hash & (stretches[kind].size - 1));
}

static uint32_t row_of_suffix(uint32_t kind, const char *s, uint32_t n, uint32_t length)
{
    uint32_t cut = n < length ? n : length;
    return row_of(kind, s + (n - cut), cut);
}

static void find_trigrams(const char *low, uint32_t n, struct word_features *features)
{
    char framed[FEATURE_FORM_MAX + 2];
    framed[0] = '<';
    memcpy(framed + 1, low, n);
    framed[n + 1] = '>';
    features->n_trigrams = 0;
    for (uint32_t i = 0; i < n && features->n_trigrams < FEATURE_TRIGRAMS; i++)
        features->trigrams[features->n_trigrams++] = row_of(8, framed + i, 3);
}

void features_find(struct str form, struct word_features *features)
{
    char plain[FEATURE_FORM_MAX], low[FEATURE_FORM_MAX], shape[12];
    uint32_t n = fold_plain(form, plain);
    lower(plain, n, low);
    uint32_t *rows = features->rows;
    rows[0] = row_of(0, low, n);
    rows[1] = row_of(1, plain, n);
    rows[2] = row_of(2, plain, n < 1 ? n : 1);
    rows[3] = row_of(3, low, n < 3 ? n : 3);
    rows[4] = row_of_suffix(4, low, n, 2);
    rows[5] = row_of_suffix(5, low, n, 3);
    rows[6] = row_of_suffix(6, low, n, 4);
    rows[7] = row_of(7, shape, find_shape(plain, n, shape));
    find_trigrams(low, n, features);
    features->key = form_key((struct str){low, n});
}
