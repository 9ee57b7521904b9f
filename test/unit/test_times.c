/* times: expressions and their values against a day of writing, Friday 2024-11-01. Tokens have no
 * tags or tree here, so the tense is unknown and news is taken to look back; what the tense changes
 * and which time belongs to a clause is tested on trees made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "lang/split.h"
#include "meaning/meaning.h"
#include "meaning/time/times.h"
#include "text/calendar.h"

static struct world *world;
static struct split_model model;
static struct buf words;
static struct arena scratch;

static int set_up(void **state)
{
    (void)state;
    struct onr_error error;
    buf_init(&words, 1 << 20);
    arena_init(&scratch, 1 << 20);
    return world_open(&world, &error) ||
           split_words_compile(&words, world_table(world, "tokens"), &error) ||
           keys_open(&model.words, buf_str(&words), "split.words", &error);
}

static int tear_down(void **state)
{
    (void)state;
    world_close(world);
    buf_release(&words);
    arena_release(&scratch);
    return 0;
}

static void read_text(struct doc *doc, const char *text, int32_t published)
{
    doc_reset(doc);
    doc->text = arena_copy(&doc->arena, str_of(text));
    doc->article.published_day = published;
    split_doc(&model, doc);
    find_times(world, &scratch, doc);
}

/* times as "words=value" parted by "; " */
static void expect(const char *text, const char *expected, int32_t published)
{
    struct doc doc;
    struct buf out;
    doc_init(&doc);
    buf_init(&out, 1 << 16);
    read_text(&doc, text, published);
    for (uint32_t i = 1; i < doc.times.n; i++) {
        buf_text(&out, i > 1 ? "; " : "");
        buf_add(&out, doc_slice(&doc, doc.times.v[i].span));
        buf_byte(&out, '=');
        buf_add(&out, doc_string(&doc, doc.times.v[i].value));
    }
    buf_byte(&out, '\0');
    if (strcmp(out.s, expected) != 0)
        fail_msg("%s\n  gives  %s\n  wanted %s", text, out.s, expected);
    buf_release(&out);
    doc_release(&doc);
}

static void test_values(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"They met on Friday.", "Friday=2024-11-01"},
        {"They met on Monday and last Tuesday.", "Monday=2024-10-28; last Tuesday=2024-10-29"},
        {"It opens next Wednesday.", "next Wednesday=2024-11-06"},
        {"It fell Tuesday of last week.", "Tuesday of last week=2024-10-22"},
        {"He left on Sunday night.", "Sunday night=2024-10-27TNI"},
        {"It rained yesterday, rains today and will tomorrow.",
         "yesterday=2024-10-31; today=2024-11-01; tomorrow=2024-11-02"},
        {"She spoke last night and this morning.",
         "last night=2024-10-31TNI; this morning=2024-11-01TMO"},
        {"They signed on March 3, 2019.", "March 3, 2019=2019-03-03"},
        {"They signed on 3 March 2019.", "3 March 2019=2019-03-03"},
        {"They signed on the 3rd of March.", "the 3rd of March=2024-03-03"},
        {"On Monday, Oct. 28, they met.", "Monday, Oct. 28=2024-10-28"},
        {"It has stood since 2024-10-05.", "2024-10-05=2024-10-05"},
        {"It began in June and ended in July 2019.", "June=2024-06; July 2019=2019-07"},
        {"Not since last November.", "last November=2023-11"},
        {"It grew in 2014 and in the late 1980s.", "2014=2014; the late 1980s=198"},
        {"About 2000 people came in 2001.", "2001=2001"},
        {"This year was worse than last year.", "This year=2024; last year=2023"},
        {"Next month or early next week.", "Next month=2024-12; early next week=2024-W45"},
        {"It happened two weeks ago.", "two weeks ago=2024-W42"},
        {"It happened three days ago.", "three days ago=2024-10-29"},
        {"It happened a year ago.", "a year ago=2023"},
        {"It happened several years ago.", "several years ago=PAST_REF"},
        {"Earlier this month he resigned.", "Earlier this month=2024-11"},
        {"They fought for the past three days.", "the past three days=P3D"},
        {"Talks took two and a half hours.", "two and a half hours=PT2H30M"},
        {"A 10-day truce lasted nearly two weeks.", "10-day=P10D; nearly two weeks=P2W"},
        {"It cost 5 dollars a day.", "a day=P1D"},
        {"They meet every Friday and daily after that.", "every Friday=XXXX-WXX-5; daily=P1D"},
        {"Profit rose in the third quarter of 2023.", "the third quarter of 2023=2023-Q3"},
        {"Profit rose in the third quarter from a year earlier.",
         "the third quarter=2024-Q3; a year earlier=2023-Q3"},
        {"The first half of 2020 was quiet.", "The first half of 2020=2020-H1"},
        {"He came last spring and in summer 1944.", "last spring=2024-SP; summer 1944=1944-SU"},
        {"They met at Christmas and on Easter Monday.",
         "Christmas=2024-12-25; Easter Monday=2024-04-01"},
        {"The vote on Thanksgiving 2023 failed.", "Thanksgiving 2023=2023-11-23"},
        {"It hit at 7:30 p.m. on Thursday.", "7:30 p.m. on Thursday=2024-10-31T19:30"},
        {"It is now closed; it was recently open.", "now=PRESENT_REF; recently=PAST_REF"},
        {"They met on Friday, April 24.", "Friday, April 24=2026-04-24"},
        {"The 20th century ended.", "The 20th century=19"},
        {"It closes at the end of the month.", "the end of the month=2024-11"},
        {"It was mid-November.", "mid-November=2024-11"},
        {"The hearing is in the week of March 6.", "the week of March 6=2024-W10"},
        {"It fell in the last half of 1989.", "the last half of 1989=1989-H2"},
        {"He came on October 3 and left the next morning.",
         "October 3=2024-10-03; the next morning=2024-10-04TMO"},
        {"Costs rose over the past decade.", "the past decade=P10Y"},
        {"It ended a week or so ago.", "a week or so ago=2024-W43"},
        {"He was born on June 31.", "June 31="},
        {"It ended 13/13/2024.", "13/13/2024="},
        {"It ended 2024-02-31.", "2024-02-31="},
        {"Stones fell on Friday the 31st.", "Friday the 31st=2025-01-31"},
        {"In December 9999 it ends.", ""},
        {"The law of 31 February 2020.", "31 February 2020="},
        {"Talks on June 4 and 5 in Oslo.", "June 4=2024-06-04; 5=2024-06-05"},
        {"Talks on June 4-5, 2019, failed.", "June 4=2019-06-04; 5, 2019=2019-06-05"},
        {"Talks from 3 to 5 May 2019.", "3=2019-05-03; 5 May 2019=2019-05-05"},
        {"Talks of June 4 and 2 others.", "June 4=2024-06-04"},
        {"It ended in the mid-1990s.", "the mid-1990s=199"},
        {"The war of 2014-18 ended.", "2014=2014; 18=2018"},
        {"They won 2014-12 votes.", "2014=2014"},
        {"It began at 0930 GMT on Thursday.", "0930 GMT on Thursday=2024-10-31T09:30Z"},
        {"He died in the early hours of Tuesday.", "the early hours of Tuesday=2024-10-29"},
        {"He left the day before yesterday.", "the day before yesterday=2024-10-30"},
        {"Profit of the third quarter fell from the 1988 period.",
         "the third quarter=2024-Q3; the 1988 period=1988-Q3"},
        {"The third quarter brought a year-earlier loss.",
         "The third quarter=2024-Q3; year-earlier=2023-Q3"},
        {"For the nine months it fell from a year earlier.",
         "the nine months=P9M; a year earlier=2023"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i][0], cases[i][1], calendar_day(2024, 11, 1));
}

static void test_no_times(void **state)
{
    (void)state;
    static const char *const cases[] = {
        "He may march on.",
        "The 6-year-old boy and three-quarters of the class.",
        "They won 3-2 with a ratio of 4:1.",
        "It costs $2000 or so.",
        "The third man, in his 30s, had a second car.",
        "",
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i], "", calendar_day(2024, 11, 1));
}

static void test_undated(void **state)
{
    (void)state;
    struct doc doc;
    expect("They met on Friday, in June, on June 5 and in June 2019 for two days.",
           "Friday=; June=; June 5=; June 2019=2019-06; two days=P2D", DAY_NONE);
    doc_init(&doc);
    read_text(&doc, "They met on Friday. They left on Monday.", DAY_NONE);
    assert_int_equal(doc.notices.n, 2);
    assert_true(str_is(doc_string(&doc, doc.notices.v[1].code), "no-publication-date"));
    read_text(&doc, "They met in May 2019.", DAY_NONE);
    assert_int_equal(doc.notices.n, 1);
    doc_release(&doc);
}

/* gives the tokens their tree: head, relation, Penn tag */
struct node {
    uint32_t head;
    uint8_t deprel, upos;
    const char *xpos, *lemma;
};

static void plant(struct doc *doc, const char *text, const struct node *nodes, uint32_t n)
{
    doc_reset(doc);
    doc->text = arena_copy(&doc->arena, str_of(text));
    doc->article.published_day = calendar_day(2024, 11, 1);
    split_doc(&model, doc);
    assert_int_equal(doc->tokens.n, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        struct token *token = &doc->tokens.v[i + 1];
        token->head = nodes[i].head;
        token->deprel = nodes[i].deprel;
        token->upos = nodes[i].upos;
        token->xpos = (uint16_t)doc_intern(doc, str_of(nodes[i].xpos));
        token->lemma = doc_intern(doc, str_of(nodes[i].lemma));
    }
    doc_link_children(doc);
    find_times(world, &scratch, doc);
}

static void test_named_and_counted_days(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"It rang at 14:30 on 5 November 2019.", "14:30 on 5 November 2019=2019-11-05T14:30"},
        {"It began at 4 a.m. (0200 GMT) on Wednesday.",
         "4 a.m.=2024-10-30T04:00; 0200 GMT=2024-10-30T02:00Z; Wednesday=2024-10-30"},
        {"Schools closed for Ramadan, Eid al-Fitr and Eid al-Adha.",
         "Ramadan=2024-03; Eid al-Fitr=2024-04-10; Eid al-Adha=2024-06-16"},
        {"They met on Rosh Hashanah 2023 and last Passover.",
         "Rosh Hashanah 2023=2023-09-16; last Passover=2024-04-23"},
        {"Trains are full at Chinese New Year and Diwali.",
         "Chinese New Year=2024-02-10; Diwali=2024-10-31"},
        {"Orthodox Easter came later.", "Orthodox Easter=2024-05-05"},
        {"The fast of Ramadan 1912 was in summer.", "Ramadan 1912="},
        {"They landed on D-Day, long before 9/11.", "D-Day=1944-06-06; 9/11=2001-09-11"},
        {"Sales rose in Q3 2023, Q4 and H1.", "Q3 2023=2023-Q3; Q4=2024-Q4; H1=2024-H1"},
        {"Costs of FY2023 and fiscal 2024.", "FY2023=2023; fiscal 2024=2024"},
        {"It opened on 25.12.2023 at 10.0.2023.", "25.12.2023=2023-12-25"},
        {"She left two Sundays ago.", "two Sundays ago=2024-10-20"},
        {"The hearing is Friday week.", "Friday week=2024-11-15"},
        {"It ends a week from Monday or a year from now.",
         "a week from Monday=2024-11-11; a year from now=2025"},
        {"They vote on the first Monday of October.", "the first Monday of October=2024-10-07"},
        {"It closed on the last Friday of last month.", "the last Friday of last month=2024-10-25"},
        {"The fifth Monday of February 2023 was none.", ""},
        {"He died on the 26th.", "the 26th=2024-10-26"},
        {"They live on the 3rd floor.", ""},
        {"He left Monday night. The door fell shut at 11:05 p.m., they say.",
         "Monday night=2024-10-28TNI; 11:05 p.m.=2024-10-28T23:05"},
        {"Output fell in the year to March.", "the year=P1Y; March=2024-03"},
        {"It is due in the coming days.", "the coming days=FUTURE_REF"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        expect(cases[i][0], cases[i][1], calendar_day(2024, 11, 1));
}

static void test_tense(void **state)
{
    (void)state;
    static const struct node will[] = {
        {3, REL_NSUBJ, UPOS_PRON, "PRP", "they"},  {3, REL_AUX, UPOS_AUX, "MD", "will"},
        {0, REL_ROOT, UPOS_VERB, "VB", "meet"},    {5, REL_CASE, UPOS_ADP, "IN", "on"},
        {3, REL_OBL, UPOS_PROPN, "NNP", "Monday"}, {3, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node met[] = {
        {2, REL_NSUBJ, UPOS_PRON, "PRP", "they"}, {0, REL_ROOT, UPOS_VERB, "VBD", "agree"},
        {4, REL_MARK, UPOS_PART, "TO", "to"},     {2, REL_XCOMP, UPOS_VERB, "VB", "meet"},
        {6, REL_CASE, UPOS_ADP, "IN", "in"},      {4, REL_OBL, UPOS_PROPN, "NNP", "December"},
        {2, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node due[] = {
        {4, REL_NSUBJ, UPOS_PRON, "PRP", "it"},    {4, REL_AUX, UPOS_AUX, "VBD", "have"},
        {4, REL_COP, UPOS_AUX, "VBN", "be"},       {0, REL_ROOT, UPOS_ADJ, "JJ", "due"},
        {6, REL_MARK, UPOS_PART, "TO", "to"},      {4, REL_XCOMP, UPOS_VERB, "VB", "expire"},
        {6, REL_OBL, UPOS_PROPN, "NNP", "Monday"}, {4, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node planned[] = {
        {2, REL_NSUBJ, UPOS_PRON, "PRP", "they"}, {0, REL_ROOT, UPOS_VERB, "VBD", "plan"},
        {4, REL_DET, UPOS_DET, "DT", "a"},        {2, REL_OBJ, UPOS_NOUN, "NN", "rally"},
        {6, REL_CASE, UPOS_ADP, "IN", "on"},      {2, REL_OBL, UPOS_PROPN, "NNP", "Monday"},
        {2, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node until[] = {
        {2, REL_CASE, UPOS_ADP, "IN", "until"},   {5, REL_OBL, UPOS_PROPN, "NNP", "Monday"},
        {5, REL_NSUBJ, UPOS_PRON, "PRP", "they"}, {5, REL_AUX, UPOS_AUX, "VBD", "have"},
        {0, REL_ROOT, UPOS_VERB, "VBN", "hold"},  {5, REL_OBJ, UPOS_PRON, "PRP", "it"},
        {5, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node march[] = {
        {3, REL_DET, UPOS_DET, "DT", "the"},       {3, REL_AMOD, UPOS_ADJ, "JJ", "annual"},
        {0, REL_ROOT, UPOS_PROPN, "NNP", "March"}, {5, REL_CASE, UPOS_ADP, "IN", "for"},
        {3, REL_NMOD, UPOS_PROPN, "NNP", "Life"},  {3, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node last[] = {
        {2, REL_NSUBJ, UPOS_PRON, "PRP", "it"},    {0, REL_ROOT, UPOS_VERB, "VBD", "begin"},
        {4, REL_CASE, UPOS_VERB, "VBG", "follow"}, {2, REL_OBL, UPOS_NOUN, "NNS", "week"},
        {4, REL_CASE, UPOS_ADP, "IN", "of"},       {4, REL_NMOD, UPOS_NOUN, "NNS", "talk"},
        {2, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node daily[] = {{2, REL_DET, UPOS_DET, "DT", "the"},
                                        {0, REL_ROOT, UPOS_NOUN, "NN", "daily"},
                                        {2, REL_APPOS, UPOS_PROPN, "NNP", "Star"},
                                        {2, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node expected[] = {
        {3, REL_NSUBJ_PASS, UPOS_PRON, "PRP", "they"}, {3, REL_AUX_PASS, UPOS_AUX, "VBD", "be"},
        {0, REL_ROOT, UPOS_VERB, "VBN", "expect"},     {5, REL_MARK, UPOS_PART, "TO", "to"},
        {3, REL_XCOMP, UPOS_VERB, "VB", "hold"},       {7, REL_DET, UPOS_DET, "DT", "a"},
        {5, REL_OBJ, UPOS_NOUN, "NN", "meeting"},      {9, REL_CASE, UPOS_ADP, "IN", "on"},
        {7, REL_NMOD, UPOS_PROPN, "NNP", "Monday"},    {3, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    static const struct node ahead[] = {
        {2, REL_NSUBJ, UPOS_PRON, "PRP", "they"},   {0, REL_ROOT, UPOS_VERB, "VBD", "meet"},
        {5, REL_CASE, UPOS_ADV, "RB", "ahead"},     {3, REL_FIXED, UPOS_ADP, "IN", "of"},
        {2, REL_OBL, UPOS_NOUN, "NNS", "talk"},     {7, REL_CASE, UPOS_ADP, "IN", "on"},
        {5, REL_NMOD, UPOS_PROPN, "NNP", "Monday"}, {2, REL_PUNCT, UPOS_PUNCT, ".", "."}};
    struct doc doc;
    doc_init(&doc);
    plant(&doc, "They were expected to hold a meeting on Monday.", expected, 10);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-11-04");
    plant(&doc, "They met ahead of talks on Monday.", ahead, 8);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-11-04");
    plant(&doc, "Until Monday they had held it.", until, 7);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-10-28");
    plant(&doc, "The annual March for Life.", march, 6);
    assert_int_equal(doc.times.n, 1);
    plant(&doc, "It began following weeks of talks.", last, 7);
    assert_true(str_is(doc_slice(&doc, doc.times.v[1].span), "weeks"));
    plant(&doc, "The daily Star.", daily, 4);
    assert_int_equal(doc.times.n, 1);
    plant(&doc, "It had been due to expire Monday.", due, 8);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-10-28");
    plant(&doc, "They planned a rally on Monday.", planned, 7);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-11-04");
    plant(&doc, "They will meet on Monday.", will, 6);
    assert_int_equal(doc.times.n, 2);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-11-04");
    assert_int_equal(time_of_clause(&doc, 3), 1);
    plant(&doc, "They agreed to meet in December.", met, 7);
    assert_string_equal(doc_string(&doc, doc.times.v[1].value).s, "2024-12");
    assert_int_equal(time_of_clause(&doc, 2), 0);
    assert_int_equal(time_of_clause(&doc, 4), 1);
    doc_release(&doc);
}

/* any string of words in the table, in any order, is read without harm */
static void test_random(void **state)
{
    (void)state;
    const struct table *table = world_table(world, "times");
    static const char *const others[] = {"2014",  "12", "31",   "7:30",   "1980s",
                                         "two",   ",",  "said", "twenty", "11/13/2024",
                                         "third", "-",  "half", "1/2"};
    struct doc doc;
    struct buf text;
    uint32_t random = 4711;
    doc_init(&doc);
    buf_init(&text, 1 << 16);
    for (int round = 0; round < 3000; round++) {
        buf_clear(&text);
        for (int i = 0; i < 12; i++) {
            random = random * 1664525 + 1013904223;
            uint32_t pick = random >> 12;
            if (pick & 1)
                buf_text(&text, others[(pick >> 1) % (sizeof others / sizeof *others)]);
            else
                buf_add(&text, table_cell(table, (pick >> 1) % table->n_rows, 0));
            buf_byte(&text, ' ');
        }
        buf_byte(&text, '\0');
        read_text(&doc, text.s, round % 2 ? calendar_day(2024, 2, 29) : DAY_NONE);
        for (uint32_t i = 2; i < doc.times.n; i++)
            assert_true(doc.times.v[i].first_token > doc.times.v[i - 1].last_token);
    }
    buf_release(&text);
    doc_release(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),   cmocka_unit_test(test_named_and_counted_days),
        cmocka_unit_test(test_no_times), cmocka_unit_test(test_undated),
        cmocka_unit_test(test_tense),    cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
