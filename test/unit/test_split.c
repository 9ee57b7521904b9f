/* split: tokens and sentences of text of our own, with the word forms of tokens.tsv and without a
 * trained classifier, so that the test does not hang on what was learned. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/split.h"
#include "world/world.h"

static struct split_model model;

static int set_up(void **state)
{
    (void)state;
    struct world *world;
    struct onr_error error;
    static struct buf words;
    buf_init(&words, 1 << 20);
    if (world_open(&world, &error) != ONR_OK ||
        split_words_compile(&words, world_table(world, "tokens"), &error) != ONR_OK ||
        keys_open(&model.words, buf_str(&words), "split.words", &error) != ONR_OK)
        return 1;
    world_close(world);
    return 0;
}

/* tokens parted by a blank, clitics by '|', sentences by " / " */
static void expect(const char *text, const char *tokens)
{
    struct doc doc;
    struct buf out;
    doc_init(&doc);
    buf_init(&out, 1 << 20);
    doc.text = arena_copy(&doc.arena, str_of(text));
    split_doc(&model, &doc);
    for (uint32_t i = 1; i < doc.tokens.n; i++) {
        const struct token *token = &doc.tokens.v[i];
        if (i > 1 && token->sentence != token[-1].sentence)
            buf_text(&out, " / ");
        else if (i > 1)
            buf_byte(&out, token->flags & TOKEN_MWT_REST ? '|' : ' ');
        buf_add(&out, token_form(&doc, i));
    }
    buf_byte(&out, '\0');
    assert_string_equal(out.s, tokens);
    buf_release(&out);
    doc_release(&doc);
}

static void test_clitics(void **state)
{
    (void)state;
    expect("They don't know Russia's plan.", "They do|n't know Russia|'s plan .");
    expect("We cannot go; I’m gonna stay.", "We can|not go ; I|’m gon|na stay .");
    expect("He'd've said so.", "He|'d|'ve said so .");
    expect("The ministers' talks ended.", "The ministers|' talks ended .");
    expect("O'Neill met Ba'athists at 8 o'clock.", "O'Neill met Ba'athists at 8 o'clock .");
    expect("The U.S.'s and the U.K.’s view of 'U.S.' aid", "The U.S.|'s and the U.K.|’s view of ' "
                                                           "U.S. ' aid");
    expect("It came before.@desk knew.", "It came before . @desk knew .");
    expect("DON'T STOP", "DO|N'T STOP");
    expect("Songs of the 80's and the '90s.", "Songs of the 80's and the '90s .");
    expect("Donâ€™t go.", "Do|nâ€™t go .");
}

static void test_hyphens(void **state)
{
    (void)state;
    expect("An anti-war, U.S.-led, ten-year plan", "An anti-war , U.S. - led , ten - year plan");
    expect("They won 3-1 in 2010-11.", "They won 3 - 1 in 2010 - 11 .");
    expect("Call 713-555-0142 or 555-0142.", "Call 713-555-0142 or 555-0142 .");
    expect("Peace -- or war—now", "Peace -- or war — now");
}

static void test_numbers(void **state)
{
    (void)state;
    expect("It cost $1.2m, or US$3,500.50 (5%).", "It cost $ 1.2 m , or US$ 3,500.50 ( 5 % ) .");
    expect("At 5:30pm on 9/11 No. 7 ran 20km.", "At 5:30 pm on 9/11 No. 7 ran 20 km .");
    expect("The 21st and the 1990s.", "The 21st and the 1990s .");
}

static void test_marks(void **state)
{
    (void)state;
    expect("The firm &lt;ABC> &amp; AT&T; Ren&#233;",
           "The firm &lt; ABC > &amp; AT&T ; Ren &#233;");
    expect("Wait... what?! (Yes.)", "Wait ... what ?! / ( Yes . )");
    expect("``Go,'' he said.", "`` Go , '' he said .");
    expect("See www.example.org/a-b, mail a.b@example.org!",
           "See www.example.org/a-b , mail a.b@example.org !");
    expect("AT&T and R&D and you&me", "AT&T and R&D and you & me");
    expect("@desk likes #news :-)", "@desk likes #news :-)");
    expect("A\xC2\xA0gap\xE2\x80\x8Bhere", "A gap here");
}

static void test_sentences(void **state)
{
    (void)state;
    expect("Gen. J. Smith left. He flew to Washington.",
           "Gen. J. Smith left . / He flew to Washington .");
    expect("\"I will go.\" She left.", "\" I will go . \" / She left .");
    expect("So he said.The rest is known.", "So he said . / The rest is known .");
    expect("One line\n\nAnother line", "One line / Another line");
    expect("The U.N. chief spoke to the U.S. envoy.", "The U.N. chief spoke to the U.S. envoy .");
}

static void test_wrapped(void **state)
{
    (void)state;
    expect(
        "The ministers of four countries met\nin the capital on Monday and spoke\nof the "
        "border.",
        "The ministers of four countries met in the capital on Monday and spoke of the border .");
    expect("Peace talks begin\nThe ministers of four countries met there today\nin the capital.",
           "Peace talks begin / The ministers of four countries met there today in the capital .");
}

/* n times the piece; every byte that is no space lies in a token, no sentence is too long */
static void check_long(const char *piece, uint32_t n)
{
    struct doc doc;
    doc_init(&doc);
    size_t size = strlen(piece);
    char *text = arena_alloc(&doc.arena, size * n + 1);
    for (uint32_t i = 0; i < n; i++)
        memcpy(text + i * size, piece, size);
    doc.text = (struct str){text, size * n};
    split_doc(&model, &doc);
    uint32_t at = 0;
    for (uint32_t i = 1; i < doc.tokens.n; i++) {
        for (; at < doc.tokens.v[i].span.start; at++)
            assert_true((uint8_t)text[at] <= ' ');
        assert_true(doc.tokens.v[i].span.start == at && doc.tokens.v[i].span.end > at);
        at = doc.tokens.v[i].span.end;
    }
    for (uint32_t i = 1; i < doc.sentences.n; i++)
        assert_in_range(doc.sentences.v[i].n_tokens, 1, 1001);
    doc_release(&doc);
}

static void test_long(void **state)
{
    (void)state;
    const char *const pieces[] = {"a",       "word ", "a-",  "1-",  "a.",    "a@",           "@",
                                  "'",       "\"",    "(",   "A.",  "ab.Cd", "a/b/",         "://",
                                  "w.",      "www.",  "1,1", "x's", "don't", "\xE2\x80\x9C", "! ",
                                  "Mr. A. ", ".",     "'s"};
    for (uint32_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        check_long(pieces[i], 200000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clitics),   cmocka_unit_test(test_hyphens),
        cmocka_unit_test(test_numbers),   cmocka_unit_test(test_marks),
        cmocka_unit_test(test_sentences), cmocka_unit_test(test_wrapped),
        cmocka_unit_test(test_long),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
