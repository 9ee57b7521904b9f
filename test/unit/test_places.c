/* places: which names are used as places, what is known of them, and whose clause they belong to;
 * on trees made by hand, and datelines from text. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "intake/article.h"
#include "intake/blocks.h"
#include "lang/split.h"
#include "meaning/meaning.h"
#include "meaning/place/candidates.h"
#include "meaning/place/places.h"
#include "world/codes.h"

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
    remove("test-places.tsv");
    remove("test-places.gazetteer");
    buf_release(&words);
    arena_release(&scratch);
    return 0;
}

static void test_candidates(void **state)
{
    (void)state;
    static const struct {
        const char *name, *full, *kind, *country;
        float lat;
    } cases[] = {
        {"U.S.", "United States", "country", "US", 37.1f},
        {"Moscow", "Moscow", "city", "RU", 55.76f},
        {"MOSCOW", "Moscow", "city", "RU", 55.76f},
        {"Mosul", "Mosul", "city", "IQ", 36.34f},
        {"Md.", "Maryland", "region", "US", 39.0f},
        {"MD", "Maryland", "region", "US", 39.0f},
        {"Bombay", "Mumbai", "city", "IN", 19.08f},
        {"Black Sea", "Black Sea", "water", "", 43.0f},
        {"Puerto Rico", "Puerto Rico", "country", "PR", 18.2f},
    };
    struct candidate found[CANDIDATES_MAX];
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(candidates_find(world, str_of(cases[i].name), found) > 0);
        assert_true(str_is(candidate_name(world, &found[0]), cases[i].full));
        assert_string_equal(place_kind_name(found[0].kind), cases[i].kind);
        assert_memory_equal(found[0].country, cases[i].country, cases[i].country[0] ? 2 : 1);
        assert_true(fabsf(found[0].lat - cases[i].lat) < 0.05f);
    }
    /* an abbreviation without its stop is a word, two capitals are no town of that sound */
    assert_int_equal(candidates_find(world, STR("Ind"), found), 0);
    assert_int_equal(candidates_find(world, STR("EU"), found), 0);
    assert_int_equal(candidates_find(world, STR("Nowhere in Particular"), found), 0);
}

static void test_codes(void **state)
{
    (void)state;
    static const char *const codes[][2] = {{"US", "USA"}, {"GU", "GUM"}, {"ZZ", ""}, {"", ""}};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        char alpha3[4], alpha2[2];
        country_alpha3(world, codes[i][0], alpha3);
        assert_string_equal(alpha3, codes[i][1]);
        country_alpha2(world, str_of(codes[i][1]), alpha2);
        assert_true(!codes[i][1][0] || memcmp(alpha2, codes[i][0], 2) == 0);
    }
}

enum { INSIDE = 8 };

struct node {
    uint32_t head;
    uint8_t deprel;
    uint8_t name; /* enum name_type that begins here, or INSIDE it */
    const char *lemma;
};

static void plant(struct doc *doc, const char *text, const struct node *nodes, uint32_t n)
{
    doc_reset(doc);
    doc->text = arena_copy(&doc->arena, str_of(text));
    split_doc(&model, doc);
    assert_int_equal(doc->tokens.n, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        struct token *token = &doc->tokens.v[i + 1];
        token->head = nodes[i].head;
        token->deprel = nodes[i].deprel;
        token->lemma = doc_intern(doc, str_of(nodes[i].lemma));
        if (nodes[i].name) {
            token->name = nodes[i].name & ~INSIDE;
            token->flags |= nodes[i].name & INSIDE ? 0 : TOKEN_NAME_BEGIN;
            token->upos = UPOS_PROPN;
        }
    }
    doc_link_children(doc);
    find_places(world, &scratch, doc);
}

static void test_use(void **state)
{
    (void)state;
    static const struct node met[] = {
        {2, REL_NSUBJ, NAME_PLACE, "Moscow"},  {0, REL_ROOT, NAME_NONE, "say"},
        {4, REL_NSUBJ, NAME_NONE, "they"},     {2, REL_CCOMP, NAME_NONE, "meet"},
        {7, REL_CASE, NAME_NONE, "in"},        {7, REL_DET, NAME_NONE, "a"},
        {4, REL_OBL, NAME_NONE, "hall"},       {9, REL_CASE, NAME_NONE, "in"},
        {7, REL_NMOD, NAME_PLACE, "Kherson"},  {9, REL_PUNCT, NAME_NONE, ","},
        {9, REL_APPOS, NAME_PLACE, "Ukraine"}, {2, REL_PUNCT, NAME_NONE, "."}};
    static const struct node region[] = {
        {2, REL_NSUBJ, NAME_NONE, "troops"}, {0, REL_ROOT, NAME_NONE, "leave"},
        {5, REL_DET, NAME_NONE, "the"},      {5, REL_COMPOUND, NAME_PLACE, "Orlov"},
        {2, REL_OBJ, NAME_NONE, "region"},   {7, REL_CASE, NAME_NONE, "for"},
        {2, REL_OBL, NAME_PLACE, "Iran"},    {2, REL_PUNCT, NAME_NONE, "."}};
    struct doc doc;
    doc_init(&doc);
    plant(&doc, "Moscow said they met in a hall in Kherson, Ukraine.", met, 12);
    assert_int_equal(doc.places.n, 4);
    assert_int_equal(doc.places.v[1].use, PLACE_ACTOR); /* Moscow said */
    assert_true(str_is(doc_string(&doc, doc.places.v[2].name), "Kherson"));
    assert_int_equal(doc.places.v[2].use, PLACE_LOCATION);
    assert_string_equal(doc.places.v[2].country, "UKR");
    assert_true(str_is(doc_string(&doc, doc.places.v[3].kind), "country"));
    assert_int_equal(place_of_clause(&doc, 4), 2);
    assert_int_equal(place_of_clause(&doc, 2), 0);
    plant(&doc, "Troops left the Orlov region for Iran.", region, 8);
    assert_int_equal(doc.places.n, 3);
    assert_int_equal(doc.places.v[2].use, PLACE_ACTOR); /* "for" places nothing */
    assert_true(str_is(doc_string(&doc, doc.places.v[1].kind), "region"));
    assert_true(isnan(doc.places.v[1].lat));
    assert_int_equal(place_of_clause(&doc, 2), 1);
    doc_release(&doc);
}

/* what the recogniser of names takes for a person, or cuts in pieces */
static void test_mistaken(void **state)
{
    (void)state;
    static const struct node person[] = {{2, REL_NSUBJ, NAME_NONE, "they"},
                                         {0, REL_ROOT, NAME_NONE, "meet"},
                                         {4, REL_CASE, NAME_NONE, "in"},
                                         {2, REL_OBL, NAME_PERSON, "Khan"},
                                         {4, REL_FLAT, NAME_PERSON | INSIDE, "Younis"}};
    static const struct node pieces[] = {
        {2, REL_NSUBJ, NAME_NONE, "they"}, {0, REL_ROOT, NAME_NONE, "meet"},
        {4, REL_CASE, NAME_NONE, "in"},    {2, REL_OBL, NAME_PLACE, "Port"},
        {4, REL_PUNCT, NAME_NONE, "-"},    {4, REL_FLAT, NAME_ORGANIZATION, "au"},
        {4, REL_PUNCT, NAME_NONE, "-"},    {4, REL_FLAT, NAME_NONE, "Prince"}};
    static const struct node adjective[] = {{3, REL_AMOD, NAME_NONE, "south"},
                                            {3, REL_AMOD, NAME_NONE, "african"},
                                            {4, REL_NSUBJ, NAME_NONE, "farmer"},
                                            {0, REL_ROOT, NAME_NONE, "meet"}};
    static const struct node country[] = {{2, REL_NSUBJ, NAME_NONE, "they"},
                                          {0, REL_ROOT, NAME_NONE, "meet"},
                                          {4, REL_COMPOUND, NAME_PLACE, "Saudi"},
                                          {2, REL_OBJ, NAME_PLACE | INSIDE, "Arabia"}};
    struct doc doc;
    doc_init(&doc);
    plant(&doc, "They met in Khan Younis", person, 5);
    assert_int_equal(doc.places.n, 2);
    assert_string_equal(doc.places.v[1].country, "PSE");
    plant(&doc, "South African farmers met", adjective, 4);
    assert_int_equal(doc.places.n, 2);
    assert_string_equal(doc.places.v[1].country, "ZAF");
    assert_int_equal(doc.places.v[1].use, PLACE_ADJECTIVE);
    plant(&doc, "The African farmers met", adjective, 4);
    assert_int_equal(doc.places.v[1].span.start, strlen("The "));
    plant(&doc, "They met Saudi Arabia", country, 4);
    assert_int_equal(doc.places.v[1].use, PLACE_ACTOR);
    plant(&doc, "They met in Port-au-Prince", pieces, 8);
    assert_int_equal(doc.places.n, 2);
    assert_string_equal(doc.places.v[1].country, "HTI");
    doc_release(&doc);
}

static void test_dateline(void **state)
{
    (void)state;
    struct doc doc;
    struct article_fields fields = {0};
    struct onr_error error;
    doc_init(&doc);
    fields.v[FIELD_TITLE] = STR("Talks open");
    fields.v[FIELD_TEXT] = STR("TIKRIT, Iraq (AP) — They met.");
    assert_int_equal(
        article_fill_fields(&doc, &fields, &(struct article_source){"test", "test"}, &error),
        ONR_OK);
    find_blocks(world, &doc);
    split_doc(&model, &doc);
    find_places(world, &scratch, &doc);
    assert_int_equal(doc.places.n, 3);
    assert_true(str_is(doc_string(&doc, doc.places.v[1].name), "Tikrit"));
    assert_true(str_is(doc_slice(&doc, doc.places.v[1].span), "TIKRIT"));
    assert_string_equal(doc.places.v[1].country, "IRQ");
    assert_true(str_is(doc_string(&doc, doc.places.v[2].name), "Iraq"));
    doc_reset(&doc);
    fields.v[FIELD_TEXT] = STR("GAINESVILLE, Fla, March 20 (AP) — They met.");
    assert_int_equal(
        article_fill_fields(&doc, &fields, &(struct article_source){"test", "test"}, &error),
        ONR_OK);
    find_blocks(world, &doc);
    split_doc(&model, &doc);
    find_places(world, &scratch, &doc);
    assert_true(doc.places.n > 2);
    assert_true(str_is(doc_string(&doc, doc.places.v[2].name), "Florida"));
    doc_release(&doc);
}

/* a gazetteer of four towns and two divisions, in no order, and what becomes of bad ones */
static void write_dump(const char *path, const char *rows)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(rows, file);
    assert_int_equal(fclose(file), 0);
}

#define ROW(id, name, lat, lon, feature, country, division, people)                      \
    id "\t" name "\t" name "\t\t" lat "\t" lon "\t" feature "\t" country "\t\t" division \
       "\t\t\t\t" people "\t\t\t\t\n"

static const char DUMP[] = ROW("7", "Norvale", "50.1", "10.1", "P\tPPL", "DE", "01", "90000")
    ROW("3", "Norvale", "35.1", "-90.1", "P\tPPL", "US", "TN", "4000")
        ROW("5", "Tennford", "35.2", "-90.2", "P\tPPL", "US", "TN", "3000")
            ROW("1", "Eastland State", "35.5", "-90.0", "A\tADM1", "US", "TN", "0");

static void test_compiled(void **state)
{
    (void)state;
    struct onr_error error;
    const uint32_t *rows;
    struct gazetteer gazetteer;
    write_dump("test-places.tsv", DUMP);
    assert_int_equal(gazetteer_compile("test-places.tsv", "test-places.gazetteer", &error), ONR_OK);
    assert_int_equal(gazetteer_open(&gazetteer, "test-places.gazetteer", &error), ONR_OK);
    assert_int_equal(gazetteer_find(&gazetteer, phrase_of(STR("NORVALE")), &rows), 2);
    assert_int_equal(gazetteer.rows[rows[0]].geonames, 7);
    assert_int_equal(gazetteer_find(&gazetteer, phrase_of(STR("Eastland")), &rows), 1);
    assert_int_equal(gazetteer_kind(&gazetteer.rows[rows[0]]), PLACE_DIVISION);
    assert_int_equal(gazetteer_find(&gazetteer, phrase_of(STR("Westland")), &rows), 0);
    gazetteer_close(&gazetteer);
    write_dump("test-places.tsv", "1\tShort\tShort\t\t50.1\n");
    assert_int_equal(gazetteer_compile("test-places.tsv", "test-places.bad", &error),
                     ONR_ERR_FORMAT);
    write_dump("test-places.tsv", ROW("1", "Far", "95", "0", "P\tPPL", "US", "TN", "9"));
    assert_int_equal(gazetteer_compile("test-places.tsv", "test-places.bad", &error),
                     ONR_ERR_FORMAT);
    write_dump("test-places.tsv", "");
    assert_int_equal(gazetteer_compile("test-places.tsv", "test-places.bad", &error),
                     ONR_ERR_FORMAT);
    assert_int_equal(gazetteer_open(&gazetteer, "test-places.tsv", &error), ONR_ERR_MODEL);
}

/* "Norvale" is the large one abroad, until the article speaks of Tennford, too */
static void test_company(void **state)
{
    (void)state;
    static const struct node alone[] = {{2, REL_NSUBJ, NAME_NONE, "they"},
                                        {0, REL_ROOT, NAME_NONE, "meet"},
                                        {4, REL_CASE, NAME_NONE, "in"},
                                        {2, REL_OBL, NAME_PLACE, "Norvale"}};
    static const struct node both[] = {
        {2, REL_NSUBJ, NAME_NONE, "they"}, {0, REL_ROOT, NAME_NONE, "meet"},
        {4, REL_CASE, NAME_NONE, "in"},    {2, REL_OBL, NAME_PLACE, "Norvale"},
        {6, REL_CASE, NAME_NONE, "near"},  {4, REL_NMOD, NAME_PLACE, "Tennford"},
    };
    struct onr_error error;
    struct doc doc;
    doc_init(&doc);
    write_dump("test-places.tsv", DUMP);
    assert_int_equal(gazetteer_compile("test-places.tsv", "test-places.gazetteer", &error), ONR_OK);
    assert_int_equal(world_open_places(world, "test-places.gazetteer", &error), ONR_OK);
    plant(&doc, "They met in Norvale", alone, 4);
    assert_string_equal(doc.places.v[1].country, "DEU");
    assert_int_equal(doc.places.v[1].by, PLACE_BY_PROMINENCE);
    plant(&doc, "They met in Norvale near Tennford", both, 6);
    assert_string_equal(doc.places.v[1].country, "USA");
    assert_int_equal(doc.places.v[1].by, PLACE_BY_NEIGHBOURS);
    assert_true(str_is(doc_string(&doc, doc.places.v[1].by_name), "Tennford"));
    assert_true(str_is(doc_string(&doc, doc.places.v[1].division), "Eastland State"));
    assert_int_equal(doc.places.v[1].n_candidates, 2);
    doc_release(&doc);
}

/* a city of the tables that the gazetteer writes in full is one, and gets its number */
static void test_joined(void **state)
{
    (void)state;
    struct onr_error error;
    struct candidate found[CANDIDATES_MAX];
    write_dump("test-places.tsv",
               ROW("9", "Saint Petersburg", "59.94", "30.31", "P\tPPLA", "RU", "66", "5000000"));
    assert_int_equal(gazetteer_compile("test-places.tsv", "test-places.gazetteer", &error), ONR_OK);
    assert_int_equal(world_open_places(world, "test-places.gazetteer", &error), ONR_OK);
    assert_int_equal(candidates_find(world, STR("St. Petersburg"), found), 1);
    assert_int_equal(found[0].geonames, 9);
    assert_true(found[0].listed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_candidates), cmocka_unit_test(test_codes),
        cmocka_unit_test(test_use),        cmocka_unit_test(test_dateline),
        cmocka_unit_test(test_mistaken),   cmocka_unit_test(test_compiled),
        cmocka_unit_test(test_company),    cmocka_unit_test(test_joined),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
