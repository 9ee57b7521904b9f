/* Mentions, coreference and actors over hand-made trees. A sentence is written as one word after
 * another, "form/UPOS/head/relation" and, for tagged names, "/B-PER"; heads count from 1 within the
 * sentence. "^" before a form: no space before it. Lemmas are the lower-cased forms but for the few
 * verbs listed below. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/names.h"
#include "meaning/meaning.h"
#include "text/calendar.h"
#include "text/unicode.h"

static struct world *world;
static struct doc doc;
static struct arena scratch;
static struct buf text;

static int open_all(void **state)
{
    (void)state;
    struct onr_error error = {0};
    doc_init(&doc);
    arena_init(&scratch, 1 << 20);
    buf_init(&text, 1 << 20);
    return world_open(&world, &error) == ONR_OK ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    world_close(world);
    doc_release(&doc);
    arena_release(&scratch);
    buf_release(&text);
    return 0;
}

static uint32_t lemma_of(struct str lower)
{
    static const char *const LEMMAS[][2] = {
        {"said", "say"},           {"told", "tell"},  {"added", "add"}, {"accused", "accuse"},
        {"ministers", "minister"}, {"sides", "side"}, {"met", "meet"},  {"denied", "deny"},
    };
    for (size_t i = 0; i < sizeof LEMMAS / sizeof *LEMMAS; i++)
        if (str_is(lower, LEMMAS[i][0]))
            return doc_intern(&doc, str_of(LEMMAS[i][1]));
    return doc_intern(&doc, lower);
}

static void add_word(struct str word, uint32_t sentence, uint32_t first)
{
    struct str form = str_split(&word, '/'), upos = str_split(&word, '/');
    struct str head = str_split(&word, '/'), relation = str_split(&word, '/');
    bool glued = form.n > 1 && form.s[0] == '^';
    if (glued)
        form = (struct str){form.s + 1, form.n - 1};
    if (text.n && !glued)
        buf_byte(&text, ' ');
    struct token *token = array_push(&doc.tokens, &doc.arena);
    token->span = (struct span){(uint32_t)text.n, (uint32_t)(text.n + form.n)};
    buf_add(&text, form);
    token->sentence = sentence;
    assert_true(upos_find(upos, &token->upos));
    uint32_t above;
    assert_true(str_to_u32(head, &above));
    token->head = above ? first + above - 1 : 0;
    token->deprel = deprel_find(relation);
    struct arena_mark mark = arena_mark(&scratch);
    token->lower = doc_intern(&doc, unicode_lower_str(&scratch, form));
    arena_rewind(&scratch, mark);
    token->lemma = lemma_of(doc_string(&doc, token->lower));
    if (word.n > 2) {
        token->name = str_ends(word, STR("PER"))   ? NAME_PERSON
                      : str_ends(word, STR("ORG")) ? NAME_ORGANIZATION
                                                   : NAME_PLACE;
        token->flags = word.s[0] == 'B' ? TOKEN_NAME_BEGIN : 0;
    }
}

/* reads the sentences as an article of that day and resolves its entities */
static void read_all(const char *const *sentences, size_t n, int32_t day)
{
    doc_reset(&doc);
    buf_clear(&text);
    doc.article.published_day = day;
    *array_push(&doc.blocks, &doc.arena) = (struct block){.paragraph = 1, .kind = BLOCK_BODY};
    for (size_t s = 0; s < n; s++) {
        uint32_t first = doc.tokens.n, start = (uint32_t)text.n;
        for (struct str rest = str_of(sentences[s]); rest.n;)
            add_word(str_split(&rest, ' '), (uint32_t)s + 1, first);
        *array_push(&doc.sentences, &doc.arena) =
            (struct sentence){.span = {start, (uint32_t)text.n},
                              .first_token = first,
                              .n_tokens = doc.tokens.n - first,
                              .block = 1};
    }
    buf_byte(&text, 0);
    doc.text = (struct str){text.s, text.n - 1};
    doc_link_children(&doc);
    find_mentions(world, &scratch, &doc);
    resolve_entities(world, &scratch, &doc);
}

#define READ(day, ...)                                                     \
    do {                                                                   \
        const char *const sentences_[] = {__VA_ARGS__};                    \
        read_all(sentences_, sizeof sentences_ / sizeof *sentences_, day); \
    } while (0)

/* entity of the nth token (from 1) of the document with that form */
static const struct entity *entity_at(const char *form, uint32_t nth)
{
    for (uint32_t t = 1; t < doc.tokens.n; t++)
        if (str_is(token_form(&doc, t), form) && --nth == 0)
            return &doc.entities.v[entity_of(&doc, t)];
    fail_msg("no token '%s'", form);
    return NULL;
}

static void expect(const struct entity *entity, const char *name, uint8_t kind, const char *actor)
{
    assert_string_equal(doc_string(&doc, entity->name).s, name);
    assert_int_equal(entity->kind, kind);
    assert_string_equal(doc_string(&doc, entity->actor).s, actor);
}

#define CHO                                                                             \
    "South/ADJ/2/amod Korean/ADJ/4/amod Foreign/ADJ/4/amod Minister/PROPN/5/nmod:desc " \
    "Cho/PROPN/7/nsubj/B-PER Tae-yul/PROPN/5/flat/I-PER spoke/VERB/0/root ^./PUNCT/7/punct"

static void titles(void **state)
{
    (void)state;
    READ(DAY_NONE, CHO,
         "Cho/PROPN/2/nsubj/B-PER said/VERB/0/root he/PRON/5/nsubj "
         "would/AUX/5/aux go/VERB/2/ccomp ^./PUNCT/2/punct");
    const struct entity *cho = entity_at("Cho", 1);
    expect(cho, "Cho Tae-yul", ENTITY_PERSON, "KORGOV");
    assert_string_equal(doc_string(&doc, cho->role).s, "Foreign Minister");
    assert_string_equal(cho->country, "KOR");
    assert_ptr_equal(entity_at("Cho", 2), cho);
    assert_ptr_equal(entity_at("he", 1), cho);
    assert_ptr_equal(entity_at("Minister", 1), cho);
}

static void two_of_one_name(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Maria/PROPN/3/nsubj/B-PER Volkov/PROPN/1/flat/I-PER met/VERB/0/root "
         "Anton/PROPN/3/obj/B-PER Volkov/PROPN/4/flat/I-PER ^./PUNCT/3/punct",
         "Volkov/PROPN/2/nsubj/B-PER left/VERB/0/root ^./PUNCT/2/punct",
         "Mrs./PROPN/2/nmod:desc Volkov/PROPN/3/nsubj/B-PER stayed/VERB/0/root ^./PUNCT/3/punct");
    assert_ptr_not_equal(entity_at("Maria", 1), entity_at("Anton", 1));
    assert_ptr_not_equal(entity_at("Volkov", 3), entity_at("Maria", 1));
    assert_ptr_not_equal(entity_at("Volkov", 3), entity_at("Anton", 1));
    assert_ptr_equal(entity_at("Volkov", 4), entity_at("Maria", 1));
}

static void called_like_places(void **state)
{
    (void)state;
#define OSKAR_PARIS "Oskar/PROPN/3/nsubj/B-PER Paris/PROPN/1/flat/I-PER spoke/VERB/0/root "
#define PARIS_SAID "Paris/PROPN/2/nsubj/B-LOC said/VERB/0/root so/ADV/2/advmod ^./PUNCT/2/punct"
    READ(DAY_NONE, OSKAR_PARIS "^./PUNCT/3/punct", PARIS_SAID);
    assert_ptr_equal(entity_at("Paris", 2), entity_at("Oskar", 1));
    READ(DAY_NONE, OSKAR_PARIS "in/ADP/5/case Paris/PROPN/3/obl/B-LOC ^./PUNCT/3/punct",
         PARIS_SAID);
    expect(entity_at("Paris", 3), "France", ENTITY_COUNTRY, "FRA");
    READ(DAY_NONE, "Kim/PROPN/3/nsubj/B-PER Un/PROPN/1/flat/I-PER spoke/VERB/0/root",
         "UN/PROPN/2/nsubj/B-ORG said/VERB/0/root so/ADV/2/advmod ^./PUNCT/2/punct");
    expect(entity_at("UN", 1), "United Nations", ENTITY_ORGANIZATION, "IGOUNO");
}

static void metonyms(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Moscow/PROPN/2/nsubj/B-LOC accused/VERB/0/root Seoul/PROPN/2/obj/B-LOC "
         "in/ADP/5/case Warsaw/PROPN/2/obl/B-LOC ^./PUNCT/2/punct",
         "The/DET/2/det Kremlin/PROPN/3/nsubj/B-ORG spoke/VERB/0/root of/ADP/5/case "
         "Russia/PROPN/3/obl/B-LOC ^./PUNCT/3/punct");
    expect(entity_at("Moscow", 1), "Russia", ENTITY_COUNTRY, "RUS");
    assert_ptr_equal(entity_at("Moscow", 1), entity_at("Russia", 1));
    expect(entity_at("Seoul", 1), "South Korea", ENTITY_COUNTRY, "KOR");
    expect(entity_at("Warsaw", 1), "Warsaw", ENTITY_PLACE, "");
    expect(entity_at("Kremlin", 1), "Kremlin", ENTITY_ORGANIZATION, "RUSGOV");
}

static void unnamed(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "A/DET/5/det South/ADJ/3/amod Korean/ADJ/5/amod presidential/ADJ/5/amod "
         "official/NOUN/6/nsubj said/VERB/0/root Israeli/ADJ/8/amod troops/NOUN/9/nsubj "
         "fired/VERB/6/ccomp ^./PUNCT/6/punct",
         "Kremlin/PROPN/2/compound/B-ORG spokesman/NOUN/3/nsubj spoke/VERB/0/root "
         "^./PUNCT/3/punct",
         "Hamas/PROPN/2/compound/B-ORG officials/NOUN/3/nsubj left/VERB/0/root ^./PUNCT/3/punct");
    expect(entity_at("official", 1), "A South Korean presidential official", ENTITY_UNNAMED,
           "KORGOV");
    expect(entity_at("troops", 1), "Israeli troops", ENTITY_GROUP, "ISRMIL");
    assert_string_equal(doc_string(&doc, entity_at("spokesman", 1)->actor).s, "RUSGOV");
    assert_string_equal(doc_string(&doc, entity_at("officials", 1)->actor).s, "PSEREBHMS");
}

static void offices_of_the_day(void **state)
{
    (void)state;
    const char *sentence = "Dmitry/PROPN/3/nsubj/B-PER Medvedev/PROPN/1/flat/I-PER "
                           "spoke/VERB/0/root ^./PUNCT/3/punct";
    READ(calendar_day(2010, 6, 1), sentence);
    assert_string_equal(doc_string(&doc, entity_at("Dmitry", 1)->role).s, "president");
    READ(calendar_day(2015, 6, 1), sentence);
    assert_string_equal(doc_string(&doc, entity_at("Dmitry", 1)->role).s, "prime minister");
    READ(calendar_day(1995, 6, 1), sentence);
    expect(entity_at("Dmitry", 1), "Dmitry Medvedev", ENTITY_PERSON, "RUS");
}

static void appositions(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Ana/PROPN/10/nsubj/B-PER Prado/PROPN/1/flat/I-PER ^,/PUNCT/6/punct "
         "Peru/PROPN/6/nmod:poss/B-LOC ^'s/PART/4/case minister/NOUN/1/appos ^,/PUNCT/6/punct "
         "who/PRON/9/nsubj left/VERB/1/acl:relcl spoke/VERB/0/root ^./PUNCT/10/punct",
         "The/DET/2/det minister/NOUN/3/nsubj smiled/VERB/0/root ^./PUNCT/3/punct",
         "She/PRON/2/nsubj waved/VERB/0/root ^./PUNCT/2/punct");
    const struct entity *ana = entity_at("Ana", 1);
    expect(ana, "Ana Prado", ENTITY_PERSON, "PERGOV");
    assert_ptr_equal(entity_at("minister", 1), ana);
    assert_ptr_equal(entity_at("who", 1), ana);
    assert_ptr_equal(entity_at("minister", 2), ana);
    assert_ptr_equal(entity_at("She", 1), ana);
}

static void collectives(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Foreign/ADJ/2/amod Minister/PROPN/3/nmod:desc Ana/PROPN/5/nsubj/B-PER "
         "Prado/PROPN/3/flat/I-PER met/VERB/0/root her/PRON/7/nmod:poss counterpart/NOUN/5/obj "
         "Jo/PROPN/7/appos/B-PER Lind/PROPN/8/flat/I-PER ^./PUNCT/5/punct",
         "Both/DET/2/det ministers/NOUN/3/nsubj smiled/VERB/0/root ^./PUNCT/3/punct",
         "Neither/PRON/2/nsubj spoke/VERB/0/root ^./PUNCT/2/punct");
    const struct entity *both = entity_at("ministers", 1);
    assert_int_equal(both->members.n, 2);
    assert_ptr_equal(&doc.entities.v[doc.ids.v[both->members.first]], entity_at("Ana", 1));
    assert_ptr_equal(&doc.entities.v[doc.ids.v[both->members.first + 1]], entity_at("Jo", 1));
    assert_int_equal(entity_at("Neither", 1)->members.n, 2);
}

static void organisations(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "The/DET/3/det United/PROPN/3/compound/B-ORG Nations/PROPN/4/nsubj/I-ORG "
         "said/VERB/0/root it/PRON/6/nsubj waited/VERB/4/ccomp ^./PUNCT/4/punct",
         "The/DET/2/det UN/PROPN/3/nsubj/B-ORG added/VERB/0/root that/SCONJ/7/mark "
         "Green/PROPN/6/compound/B-ORG Aid/PROPN/7/nsubj/I-ORG left/VERB/3/ccomp "
         "^./PUNCT/3/punct");
    const struct entity *un = entity_at("Nations", 1);
    expect(un, "United Nations", ENTITY_ORGANIZATION, "IGOUNO");
    assert_ptr_equal(entity_at("UN", 1), un);
    assert_ptr_equal(entity_at("it", 1), un);
    expect(entity_at("Aid", 1), "Green Aid", ENTITY_ORGANIZATION, "");
}

static void short_names(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Tarvo/PROPN/2/compound/B-ORG Foods/PROPN/3/nsubj/I-ORG grew/VERB/0/root ^./PUNCT/3/punct",
         "Tarvo/PROPN/2/nsubj/B-ORG said/VERB/0/root it/PRON/4/nsubj waited/VERB/2/ccomp "
         "^./PUNCT/2/punct",
         "Its/PRON/2/nmod:poss profit/NOUN/3/nsubj fell/VERB/0/root ^./PUNCT/3/punct");
    const struct entity *tarvo = entity_at("Foods", 1);
    expect(tarvo, "Tarvo Foods", ENTITY_ORGANIZATION, "");
    assert_ptr_equal(entity_at("Tarvo", 2), tarvo);
    assert_ptr_equal(entity_at("it", 1), tarvo);
    assert_ptr_equal(entity_at("Its", 1), tarvo);
}

static void several(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Peru/PROPN/4/nsubj/B-LOC and/CCONJ/3/cc Chile/PROPN/1/conj/B-LOC said/VERB/0/root "
         "they/PRON/6/nsubj waited/VERB/4/ccomp ^./PUNCT/4/punct");
    const struct entity *they = entity_at("they", 1);
    assert_int_equal(they->members.n, 2);
    assert_ptr_equal(&doc.entities.v[doc.ids.v[they->members.first]], entity_at("Peru", 1));
    assert_ptr_equal(&doc.entities.v[doc.ids.v[they->members.first + 1]], entity_at("Chile", 1));
}

/* what refers to a list that it is part of is no member of itself */
static void no_own_member(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Neither/CCONJ/2/cc we/PRON/5/nsubj nor/CCONJ/4/cc they/PRON/2/conj waited/VERB/0/root "
         "^./PUNCT/5/punct");
    assert_int_equal(entity_at("they", 1)->members.n, 0);
}

static void pronouns(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Ana/PROPN/3/nsubj/B-PER Prado/PROPN/1/flat/I-PER met/VERB/0/root "
         "Carlos/PROPN/3/obj/B-PER Lind/PROPN/4/flat/I-PER ^./PUNCT/3/punct",
         "He/PRON/2/nsubj thanked/VERB/0/root her/PRON/2/obj ^./PUNCT/2/punct",
         "In/ADP/3/case his/PRON/3/nmod:poss speech/NOUN/7/obl ^,/PUNCT/3/punct "
         "Omar/PROPN/7/nsubj/B-PER Haddad/PROPN/5/flat/I-PER wept/VERB/0/root ^./PUNCT/7/punct",
         "China/PROPN/2/nsubj/B-LOC praised/VERB/0/root Peru/PROPN/2/obj/B-LOC for/ADP/6/case "
         "its/PRON/6/nmod:poss patience/NOUN/2/obl ^./PUNCT/2/punct");
    assert_ptr_equal(entity_at("He", 1), entity_at("Carlos", 1));
    assert_ptr_equal(entity_at("her", 1), entity_at("Ana", 1));
    assert_ptr_equal(entity_at("his", 1), entity_at("Omar", 1));  /* what follows */
    assert_ptr_equal(entity_at("its", 1), entity_at("China", 1)); /* the subject comes first */
}

static void not_persons(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "Hurricane/PROPN/3/nsubj/B-PER Ruta/PROPN/1/flat/I-PER hit/VERB/0/root ^./PUNCT/3/punct",
         "He/PRON/2/nsubj shook/VERB/0/root his/PRON/4/nmod:poss head/NOUN/2/obj "
         "in/ADP/6/case exile/NOUN/2/obl at/ADP/9/case 9.30/NUM/9/nummod PM/NOUN/2/obl "
         "^./PUNCT/2/punct");
    for (uint32_t m = 1; m < doc.mentions.n; m++)
        assert_int_equal(doc.mentions.v[m].form, FORM_PRONOUN);
}

static void nobody(void **state)
{
    (void)state;
    READ(DAY_NONE,
         "He/PRON/2/nsubj wrote/VERB/0/root an/DET/5/det Islamic/ADJ/5/amod poem/NOUN/2/obj "
         "^./PUNCT/2/punct");
    assert_int_equal(doc.mentions.n, 2);              /* the dummy and "He" */
    const struct entity *poem = entity_at("poem", 1); /* made on demand */
    expect(poem, "an Islamic poem", ENTITY_UNNAMED, "");
    READ(DAY_NONE, "");
    assert_int_equal(doc.mentions.n, 1);
    assert_int_equal(doc.entities.n, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(titles),
        cmocka_unit_test(two_of_one_name),
        cmocka_unit_test(called_like_places),
        cmocka_unit_test(metonyms),
        cmocka_unit_test(unnamed),
        cmocka_unit_test(offices_of_the_day),
        cmocka_unit_test(appositions),
        cmocka_unit_test(collectives),
        cmocka_unit_test(organisations),
        cmocka_unit_test(short_names),
        cmocka_unit_test(several),
        cmocka_unit_test(no_own_member),
        cmocka_unit_test(pronouns),
        cmocka_unit_test(not_persons),
        cmocka_unit_test(nobody),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
