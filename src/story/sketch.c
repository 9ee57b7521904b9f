/* sketch: words, shingles and facts of a text, hashed and sampled.
 *
 * A token is a run of letters, digits and bytes of other scripts, with single marks inside (3,149.5
 * or U.S. or it's); its parts between the marks are the words of shingles. Typographic marks
 * and blanks separate as ASCII ones do. A token with a digit is a fact; so is one with a
 * capital that does not stand at the beginning of a sentence, a line or a quotation. */
#include "story/sketch.h"

#include "base/array.h"
#include "base/hash.h"

enum {
    SHINGLE_WORDS = 5,
    WHOLE = 128, /* shingles of a text of which all are kept */
    SHARE = 4,   /* of those beyond that, one in so many */
    RADIX = 8,   /* bits a pass */
    PASSES = 4,
    FEW = 4096,   /* hashes */
    LONGEST = 64, /* bytes of a fact that count */
};

struct hashes {
    uint32_t *v;
    uint32_t n, cap;
};

struct scan {
    struct str text;
    struct arena *arena;
    char *lower; /* the words so far in small letters, a blank behind each */
    size_t n_lower;
    size_t starts[SHINGLE_WORDS]; /* where the last words begin in it, by number */
    uint32_t n_words;
    struct hashes shingles, facts;
    bool fresh; /* at the beginning of a sentence, a line or a quotation */
};

static bool is_capital(unsigned char c)
{
    return c >= 'A' && c <= 'Z';
}

static unsigned char lowered(unsigned char c)
{
    return is_capital(c) ? c | 0x20 : c;
}

/* bytes of a typographic mark or blank at i (U+00A0 to U+00BF, U+2000 to U+203F); 0 = none */
static size_t mark_bytes(struct str text, size_t i)
{
    unsigned char c = (unsigned char)text.s[i];
    if (c == 0xC2)
        return i + 1 < text.n ? 2 : 0;
    return c == 0xE2 && i + 2 < text.n && (unsigned char)text.s[i + 1] == 0x80 ? 3 : 0;
}

static bool is_word_byte(struct str text, size_t i)
{
    unsigned char c = (unsigned char)text.s[i], letter = (unsigned char)((c | 0x20) - 'a');
    return letter < 26 || byte_is_digit(c) || (c >= 0x80 && mark_bytes(text, i) == 0);
}

static bool joins(char c)
{
    return c == '.' || c == ',' || c == '\'' || c == '/';
}

static size_t token_end(struct str text, size_t at)
{
    while (at < text.n) {
        if (is_word_byte(text, at))
            at++;
        else if (joins(text.s[at]) && at + 1 < text.n && is_word_byte(text, at + 1))
            at += 2;
        else
            break;
    }
    return at;
}

static uint32_t hash_of(struct str s)
{
    return (uint32_t)(hash_bytes(s, 0) >> 32);
}

static void end_word(struct scan *scan)
{
    if (scan->n_lower == scan->starts[scan->n_words % SHINGLE_WORDS])
        return;
    scan->n_words++;
    if (scan->n_words >= SHINGLE_WORDS) {
        size_t from = scan->starts[scan->n_words % SHINGLE_WORDS];
        *array_push(&scan->shingles, scan->arena) =
            hash_of(str_cut(scan->lower, from, scan->n_lower));
    }
    scan->lower[scan->n_lower++] = ' ';
    scan->starts[scan->n_words % SHINGLE_WORDS] = scan->n_lower;
}

/* "Korea's" is the fact Korea */
static void add_fact(struct scan *scan, struct str token)
{
    char lower[LONGEST];
    size_t n = 0;
    if (str_ends(token, STR("'s")))
        token.n -= 2;
    for (; n < token.n && n < LONGEST; n++)
        lower[n] = (char)lowered((unsigned char)token.s[n]);
    *array_push(&scan->facts, scan->arena) = hash_of((struct str){lower, n});
}

static void add_token(struct scan *scan, size_t start, size_t end)
{
    bool number = false;
    for (size_t i = start; i < end; i++) {
        unsigned char c = (unsigned char)scan->text.s[i];
        if (joins((char)c)) {
            end_word(scan);
            continue;
        }
        number |= byte_is_digit(c);
        scan->lower[scan->n_lower++] = (char)lowered(c);
    }
    end_word(scan);
    bool name = is_capital((unsigned char)scan->text.s[start]) && !scan->fresh && end - start > 1;
    if (number || name)
        add_fact(scan, str_cut(scan->text.s, start, end));
    scan->fresh = false;
}

/* a sentence, a line or a quotation may begin behind it */
static bool is_end(char c)
{
    return c == '.' || c == '!' || c == '?' || c == ':' || c == '\n' || c == '"' || c == '\0';
}

static void scan_text(struct scan *scan)
{
    size_t at = 0;
    while (at < scan->text.n) {
        if (is_word_byte(scan->text, at)) {
            size_t end = token_end(scan->text, at);
            add_token(scan, at, end);
            at = end;
        } else {
            size_t mark = mark_bytes(scan->text, at);
            scan->fresh |= mark == 3 || is_end(scan->text.s[at]);
            at += mark ? mark : 1;
        }
    }
    if (scan->n_words && !scan->shingles.n)
        *array_push(&scan->shingles, scan->arena) =
            hash_of((struct str){scan->lower, scan->n_lower});
}

/* Radix sort; spare has room for as many. Of few numbers, which are spread over all there are, the
 * upper halves are sorted so; what is left out of order then stands next to where it belongs. */
static void sort(uint32_t *v, uint32_t *spare, uint32_t n)
{
    uint32_t counts[PASSES][1 << RADIX] = {{0}};
    int first = n < FEW ? PASSES / 2 : 0;
    for (uint32_t i = 0; i < n; i++)
        for (int pass = first; pass < PASSES; pass++)
            counts[pass][v[i] >> pass * RADIX & ((1 << RADIX) - 1)]++;
    for (int pass = first; pass < PASSES; pass++) {
        uint32_t place = 0;
        for (int digit = 0; digit < 1 << RADIX; digit++) {
            uint32_t here = counts[pass][digit];
            counts[pass][digit] = place;
            place += here;
        }
        for (uint32_t i = 0; i < n; i++)
            spare[counts[pass][v[i] >> pass * RADIX & ((1 << RADIX) - 1)]++] = v[i];
        uint32_t *swap = v;
        v = spare;
        spare = swap;
    }
    for (uint32_t i = 1; first && i < n; i++) {
        uint32_t x = v[i], at = i;
        for (; at > 0 && v[at - 1] > x; at--)
            v[at] = v[at - 1];
        v[at] = x;
    }
}

static uint32_t n_distinct(uint32_t *v, uint32_t n)
{
    uint32_t kept = 0;
    for (uint32_t i = 0; i < n; i++)
        if (kept == 0 || v[kept - 1] != v[i])
            v[kept++] = v[i];
    return kept;
}

/* how many are kept of so many */
static uint32_t shingles_kept(uint32_t total)
{
    uint32_t n = total <= WHOLE ? total : WHOLE + (total - WHOLE) / SHARE;
    return n < SKETCH_SHINGLES ? n : SKETCH_SHINGLES;
}

static uint32_t facts_kept(uint32_t total)
{
    return total < SKETCH_FACTS ? total : SKETCH_FACTS;
}

static struct sample take_sample(const struct hashes *from, uint32_t (*n_kept)(uint32_t total),
                                 uint32_t *to, struct arena *scratch)
{
    struct sample sample = {.v = to};
    if (from->n > 1)
        sort(from->v, arena_alloc(scratch, from->n * sizeof *from->v), from->n);
    sample.total = n_distinct(from->v, from->n);
    sample.kept = n_kept(sample.total);
    if (sample.kept)
        memcpy(to, from->v, sample.kept * sizeof *to);
    return sample;
}

struct str sketch_body(struct str text, struct str title)
{
    return str_starts(text, title) ? str_cut(text.s, title.n, text.n) : text;
}

struct sketch sketch_make(struct sketch_room *room, struct str text, struct arena *scratch)
{
    struct arena_mark mark = arena_mark(scratch);
    struct scan scan = {.text = text, .arena = scratch, .fresh = true};
    scan.lower = arena_alloc(scratch, text.n + 1);
    scan_text(&scan);
    struct sketch sketch = {
        .shingles = take_sample(&scan.shingles, shingles_kept, room->shingles, scratch),
        .facts = take_sample(&scan.facts, facts_kept, room->facts, scratch),
        .n_words = scan.n_words,
    };
    arena_rewind(scratch, mark);
    return sketch;
}
