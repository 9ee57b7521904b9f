/* quotes: pairing of quotation marks, on documents of crude tokens (words and single marks). */
#include "meaning/statement/quotes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           (unsigned char)c >= 0x80;
}

static void add_token(struct doc *doc, uint32_t start, uint32_t end)
{
    struct token *t = array_push(&doc->tokens, &doc->arena);
    *t = (struct token){.span = {start, end}, .sentence = 1};
    t->upos = is_word_byte(doc->text.s[start]) ? UPOS_NOUN : UPOS_PUNCT;
}

/* one body block a line, one token a word or other byte */
static void build(struct doc *doc, const char *text)
{
    doc_reset(doc);
    doc->text = arena_copy(&doc->arena, str_of(text));
    uint32_t at = 0, n = (uint32_t)doc->text.n, line = 0;
    for (uint32_t i = 0; i <= n; i++) {
        if (i < n && text[i] != '\n')
            continue;
        struct block *block = array_push(&doc->blocks, &doc->arena);
        *block = (struct block){.span = {line, i}, .paragraph = 1, .kind = BLOCK_BODY};
        line = i + 1;
    }
    while (at < n) {
        uint32_t end = at + 1;
        if (is_word_byte(text[at])) {
            while (end < n && is_word_byte(text[end]))
                end++;
        }
        if (text[at] != ' ' && text[at] != '\n')
            add_token(doc, at, end);
        at = end;
    }
}

static void check(const char *text, const char *const *expected)
{
    struct doc doc;
    struct arena scratch;
    doc_init(&doc);
    arena_init(&scratch, 1 << 20);
    build(&doc, text);
    struct quotes quotes = find_quotes(&doc, &scratch);
    uint32_t n = 1;
    for (; *expected; expected++, n++) {
        assert_true(n < quotes.list.n);
        struct str found = doc_slice(&doc, quotes.list.v[n].span);
        if (!str_is(found, *expected))
            fail_msg("in %s\nfound %.*s\nexpected %s", text, STR_ARG(found), *expected);
    }
    assert_int_equal(n, quotes.list.n);
    doc_release(&doc);
    arena_release(&scratch);
}

#define CHECK(text, ...) check(text, (const char *const[]){__VA_ARGS__, NULL})

static void pairs_marks_of_every_form(void **state)
{
    (void)state;
    CHECK("\"We agree,\" she said.", "\"We agree,\"");
    CHECK("“We agree,” she said. “Soon.”", "“We agree,”", "“Soon.”");
    CHECK("''We agree,'' she said.", "''We agree,''");
    CHECK("``We agree,'' she said.", "``We agree,''");
    CHECK("«We agree», she said.", "«We agree»");
    CHECK("‘We agree,’ she said.", "‘We agree,’");
    CHECK("The plan ('a gift') failed.", "'a gift'");
}

static void apostrophes_are_no_quotations(void **state)
{
    (void)state;
    check("The ministers' plan isn't Peru's, it's ours.", (const char *const[]){NULL});
    check("It was the summer of ’68, rock ’n’ roll.", (const char *const[]){NULL});
    CHECK("\"It isn't Peru's,\" he said.", "\"It isn't Peru's,\"");
    check("A pipe of 5\" and one of 7\" width.", (const char *const[]){NULL});
}

static void a_missing_mark_stays_in_its_paragraph(void **state)
{
    (void)state;
    CHECK("“We agree, she said.\n“And we sign.”", "“We agree, she said.", "“And we sign.”");
    CHECK("\"We agree, she said.\n\"And we sign.\"", "\"We agree, she said.", "\"And we sign.\"");
    CHECK("“One and “two” are open.", "“One and", "“two”");
    check("We agree,” she said.", (const char *const[]){NULL});
}

static void flags_tokens_and_finds_by_place(void **state)
{
    (void)state;
    struct doc doc;
    struct arena scratch;
    doc_init(&doc);
    arena_init(&scratch, 1 << 20);
    build(&doc, "He said \"yes we do\" twice.");
    struct quotes quotes = find_quotes(&doc, &scratch);
    assert_int_equal(quotes.list.n, 2);
    assert_int_equal(quotes.list.v[1].n_words, 3);
    assert_false(quotes.list.v[1].open);
    assert_int_equal(quote_at(&quotes, 8), 1);
    assert_int_equal(quote_at(&quotes, 18), 1);
    assert_int_equal(quote_at(&quotes, 19), 0);
    assert_int_equal(quote_at(&quotes, 0), 0);
    assert_true(doc.tokens.v[4].flags & TOKEN_QUOTED);
    assert_false(doc.tokens.v[1].flags & TOKEN_QUOTED);
    doc_release(&doc);
    arena_release(&scratch);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_marks_of_every_form),
        cmocka_unit_test(apostrophes_are_no_quotations),
        cmocka_unit_test(a_missing_mark_stays_in_its_paragraph),
        cmocka_unit_test(flags_tokens_and_finds_by_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
