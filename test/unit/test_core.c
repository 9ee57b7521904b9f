/* core: whatever the text, the language core leaves a document that holds together. Texts are made
 * at random from a fixed seed, and by repeating a piece very often: sentences without an end, of
 * one mark, without letters, of capitals, right to left, in quotes and brackets without end.
 *
 * Of every sentence must hold: it has one root, sentence.root; heads lie inside it and lead to the
 * root; it is no longer than the splitter's limit, so that the work on it is bounded; every byte
 * that is not white space lies in one token; every word has a tag and a lemma. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/buf.h"
#include "engine/read.h"
#include "onrecord.h"
#include "text/unicode.h"
#include "text/utf8.h"

enum { SENTENCE_LIMIT = 1001, TEXT_MAX = 8 << 20 };

static onr_engine *engine;
static onr_reader *reader;

static int open_engine(void **state)
{
    (void)state;
    struct onr_error error;
    if (onr_engine_open(&engine, NULL, &error) != ONR_OK) {
        fprintf(stderr, "%s\n", error.message);
        return 1;
    }
    reader = onr_reader_new(engine);
    return 0;
}

static int close_engine(void **state)
{
    (void)state;
    onr_reader_free(reader);
    onr_engine_close(engine);
    return 0;
}

/* ---- what must hold ---- */

static void check_tree(const struct doc *doc, uint32_t s)
{
    const struct sentence *sentence = &doc->sentences.v[s];
    uint32_t first = sentence->first_token, end = first + sentence->n_tokens, roots = 0;
    uint32_t met[SENTENCE_LIMIT] = {0}; /* by which word's way up; 0 = not yet */
    assert_in_range(sentence->n_tokens, 1, SENTENCE_LIMIT);
    assert_in_range(sentence->root, first, end - 1);
    for (uint32_t t = first; t < end; t++) {
        uint32_t head = doc->tokens.v[t].head, up = t;
        roots += head == 0;
        assert_true(head == 0 ? t == sentence->root : head >= first && head < end && head != t);
        while (up && !met[up - first]) {
            met[up - first] = t;
            up = doc->tokens.v[up].head;
        }
        if (up && met[up - first] == t)
            fail_msg("a cycle in sentence %u", s);
    }
    assert_int_equal(roots, 1);
}

static void check_children(const struct doc *doc, uint32_t t)
{
    uint32_t before = 0;
    for (uint32_t c = doc->tokens.v[t].first_child; c; c = doc->tokens.v[c].next) {
        assert_int_equal(doc->tokens.v[c].head, t);
        assert_true(c > before);
        before = c;
    }
}

static bool is_blank(struct str text, uint32_t *at, uint32_t end)
{
    uint32_t code;
    *at += utf8_decode((struct str){text.s, end}, *at, &code);
    return unicode_is_space(code) || !unicode_width(code);
}

/* the sentences of a block that is read hold all of it that can be seen */
static void check_cover(const struct doc *doc)
{
    uint32_t at = 0, block = 0;
    for (uint32_t t = 1; t < doc->tokens.n; t++) {
        const struct token *token = &doc->tokens.v[t];
        uint32_t in = doc->sentences.v[token->sentence].block;
        if (in != block)
            at = doc->blocks.v[in].span.start;
        block = in;
        while (at < token->span.start)
            if (!is_blank(doc->text, &at, token->span.start))
                fail_msg("a byte before %u lies in no token", at);
        assert_true(token->span.start == at && token->span.end > at);
        at = token->span.end;
    }
}

static void check_doc(const struct doc *doc)
{
    assert_true(doc->tokens.n - 1 <= doc->text.n && doc->sentences.n <= doc->tokens.n);
    assert_true(doc->strings.v.n <= 2 * doc->tokens.n + 200);
    for (uint32_t s = 1; s < doc->sentences.n; s++)
        check_tree(doc, s);
    for (uint32_t t = 1; t < doc->tokens.n; t++) {
        const struct token *token = &doc->tokens.v[t];
        assert_true(token->lemma && token->lower && token->xpos);
        assert_true(token->deprel < REL_COUNT && token->upos < UPOS_TAGS);
        assert_true((token->deprel == REL_ROOT) == (token->head == 0));
        check_children(doc, t);
    }
    check_cover(doc);
}

static const struct doc *read_text(struct str text, const char *until)
{
    struct onr_error error;
    struct onr_article article = {.text = text.s, .text_size = text.n, .force = true};
    enum onr_status status = onr_reader_read(reader, &article, until, &error);
    if (status == ONR_ERR_FORMAT)
        return NULL; /* nothing but white space, or binary */
    assert_int_equal(status, ONR_OK);
    return &reader->doc;
}

/* ---- random texts ---- */

static const char *const PIECES[] = {"the",
                                     "minister",
                                     "said",
                                     "Iran",
                                     "and",
                                     "TROOPS",
                                     "can't",
                                     "Prado's",
                                     "of",
                                     "that",
                                     "who",
                                     "is",
                                     "U.S.",
                                     "Mr.",
                                     "J.",
                                     "a",
                                     "I",
                                     "3,000",
                                     "5%",
                                     "$4.5m",
                                     "on",
                                     "Friday",
                                     "2024",
                                     "x",
                                     "e-mail",
                                     "o'clock",
                                     "w/o",
                                     "\"",
                                     "'",
                                     "\u201c",
                                     "\u201d",
                                     "\u2018",
                                     "\u2019",
                                     "(",
                                     ")",
                                     "[",
                                     "]",
                                     "{",
                                     "}",
                                     "-",
                                     "--",
                                     "\u2014",
                                     "...",
                                     "\u2026",
                                     ".",
                                     ",",
                                     ";",
                                     ":",
                                     "!",
                                     "?",
                                     "/",
                                     "\\",
                                     "@",
                                     "#",
                                     "*",
                                     "_",
                                     "|",
                                     "<",
                                     ">",
                                     "&",
                                     "=",
                                     "~",
                                     "^",
                                     "\u0301",
                                     "\u200d",
                                     "\u200b",
                                     "\u202e",
                                     "\u00ad",
                                     "\ufeff",
                                     "\U0001f600",
                                     "\U0001f1e9",
                                     "\u4e2d",
                                     "\u65e5\u672c",
                                     "\u0645\u0627",
                                     "\u05d0\u05d1",
                                     "\u0416",
                                     "\u0e01",
                                     "\u00df",
                                     "\u0130",
                                     "\ufb01",
                                     "\u00c5",
                                     "\u01c4",
                                     "n't",
                                     "'s",
                                     "cannot",
                                     "gonna",
                                     "a.b.c",
                                     "http://a.b/c?d=e",
                                     "x@y.zz",
                                     "#tag",
                                     "1.2.3",
                                     "1/2",
                                     "12:30",
                                     "M\u00fcller",
                                     " ",
                                     " ",
                                     " ",
                                     "  ",
                                     "\t",
                                     "\n",
                                     "\n\n",
                                     "\u00a0",
                                     "\r\n"};

static uint64_t next_random(uint64_t *seed)
{
    *seed ^= *seed << 13;
    *seed ^= *seed >> 7;
    *seed ^= *seed << 17;
    return *seed;
}

/* up to n pieces out of a few kinds, with blanks between most of them */
static void make_text(struct buf *out, uint64_t *seed)
{
    enum { KINDS = sizeof PIECES / sizeof *PIECES };
    uint32_t kinds[12], n_kinds = 1 + (uint32_t)(next_random(seed) % 12);
    uint32_t n = (uint32_t)(next_random(seed) % 700), blanks = (uint32_t)(next_random(seed) % 5);
    for (uint32_t i = 0; i < n_kinds; i++)
        kinds[i] = (uint32_t)(next_random(seed) % KINDS);
    buf_clear(out);
    for (uint32_t i = 0; i < n; i++) {
        bool any = next_random(seed) % 8 == 0;
        uint32_t kind = (uint32_t)(next_random(seed) % KINDS);
        buf_text(out, PIECES[any ? kind : kinds[kind % n_kinds]]);
        if (next_random(seed) % 4 < blanks)
            buf_byte(out, ' ');
    }
}

static void test_random(void **state)
{
    (void)state;
    struct buf text;
    uint64_t seed = 20241101;
    uint32_t n_read = 0;
    buf_init(&text, TEXT_MAX);
    for (uint32_t i = 0; i < 120; i++) {
        make_text(&text, &seed);
        const struct doc *doc = read_text(buf_str(&text), "lemmas");
        if (doc)
            check_doc(doc);
        n_read += doc != NULL;
    }
    assert_true(n_read > 90);
    buf_release(&text);
}

/* bytes at random: UTF-8 or not */
static void test_random_bytes(void **state)
{
    (void)state;
    char bytes[600];
    uint64_t seed = 7;
    for (uint32_t i = 0; i < 100; i++) {
        size_t n = 1 + next_random(&seed) % sizeof bytes;
        for (size_t k = 0; k < n; k++) {
            uint64_t r = next_random(&seed);
            bytes[k] = (char)(r % 4 ? 32 + r / 4 % 95 : 128 + r / 4 % 128);
        }
        const struct doc *doc = read_text((struct str){bytes, n}, "lemmas");
        if (doc)
            check_doc(doc);
    }
}

/* ---- the same again and again ---- */

static const char *const REPEATED[] = {"men ",
                                       "%",
                                       "% ",
                                       "12 34 - ",
                                       "a",
                                       "(",
                                       "(a ",
                                       "[a ",
                                       "\"",
                                       "\"a ",
                                       "\u201ca ",
                                       "\u2018a ",
                                       "\u201ca \u2018b ",
                                       ") ",
                                       "\u201d ",
                                       "\U0001f600",
                                       "\U0001f600 ",
                                       "\u4e2d",
                                       "\u0642\u0627\u0644 ",
                                       "THE MINISTER SAID ",
                                       "he said that ",
                                       "and he ",
                                       "of the ",
                                       "president ",
                                       "U.S. ",
                                       "U.S.",
                                       "J. ",
                                       "... ",
                                       "\u2026",
                                       "a-",
                                       "a/",
                                       "can't ",
                                       "can't",
                                       "Iraq's ",
                                       "a\n",
                                       "a: ",
                                       "a; ",
                                       "a, ",
                                       ", ",
                                       "? ",
                                       "?!",
                                       "\u0301",
                                       "a\u200b",
                                       "\u200d",
                                       "-",
                                       "\u2014 ",
                                       "* a\n",
                                       "@a ",
                                       "a@b.c ",
                                       "1,000 ",
                                       "last Monday ",
                                       "John Smith, ",
                                       "\u202ea ",
                                       "\ufffd ",
                                       "won'twon't"};

static void repeat(struct buf *out, const char *piece, size_t bytes)
{
    buf_clear(out);
    while (out->n < bytes)
        buf_text(out, piece);
}

static void test_repeated(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, TEXT_MAX);
    for (uint32_t i = 0; i < sizeof REPEATED / sizeof *REPEATED; i++) {
        repeat(&text, REPEATED[i], 2000);
        const struct doc *doc = read_text(buf_str(&text), "lemmas");
        if (doc)
            check_doc(doc);
    }
    buf_release(&text);
}

/* a million words without a stop: cut into sentences, their number and layers grow as the text */
static void test_endless(void **state)
{
    (void)state;
    struct buf text;
    buf_init(&text, TEXT_MAX);
    repeat(&text, "men and women ", 4 << 20);
    const struct doc *doc = read_text(buf_str(&text), "sentences");
    assert_non_null(doc);
    assert_true(doc->tokens.n > 850000 && doc->sentences.n <= doc->tokens.n / 500);
    assert_true(doc->strings.v.n < 100);
    check_cover(doc);
    for (uint32_t s = 1; s < doc->sentences.n; s++)
        assert_in_range(doc->sentences.v[s].n_tokens, 1, SENTENCE_LIMIT);
    buf_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_random_bytes),
        cmocka_unit_test(test_repeated),
        cmocka_unit_test(test_endless),
    };
    return cmocka_run_group_tests(tests, open_engine, close_engine);
}
