/* story: what a sketch keeps, what is a copy, an update, a template or another story, what the
 * window holds, and that a state comes back as it was or is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#include "story/stories.h"

static const char path[] = "test_story.stories";

static const char strike[] =
    "WEXMOUTH, Nov 4 - Dockers at the port of Wexmouth began a strike on Monday over plans of the "
    "port authority to hire 120 workers from abroad. Their union said that 840 of its 900 members "
    "had voted for it. \"We were promised talks in June and nothing came of it,\" said Tom Eel, "
    "who "
    "leads the union. The authority called the strike unlawful and said that it would go to court. "
    "Two ferries to Norvale and a ship with 30,000 tonnes of grain lay at anchor off the harbour. "
    "The last strike in Wexmouth ended in 1998 after 17 days, when the town bought a third of the "
    "shares. Mayor Ana Prado asked both sides to meet at the town hall on Thursday.";

static const char trimmed[] =
    "Dockers at the port of Wexmouth began a strike on Monday over plans of the port authority to "
    "hire 120 workers from abroad. Their union said that 840 of its 900 members had voted for it. "
    "The authority called the strike unlawful and said that it would go to court.";

static const char more[] =
    " On Tuesday the court in Norvale forbade the strike until the end of the month, and Mr Eel "
    "was "
    "fined 2,000 crowns after he had told a crowd of some 500 outside the gates that no judge "
    "would "
    "make them work. The authority said that it would take back those who came on Wednesday "
    "morning "
    "and dismiss all others, among them 45 crane drivers. Prado cancelled the meeting.";

static const char notice[] =
    "NORVALE, March 3 - The State Bank of Norvale lent the market 1.5 billion crowns for seven "
    "days, "
    "a spokesman said. Dealers said that money for one day was at 6.25 percent when the bank came "
    "in to add money to the market for the time being.";

static const char notice_later[] =
    "NORVALE, March 12 - The State Bank of Norvale lent the market 2.1 billion crowns for seven "
    "days, "
    "a spokesman said. Dealers said that money for one day was at 6.75 percent when the bank came "
    "in to add money to the market for the time being.";

struct desk {
    struct stories *stories;
    struct arena scratch;
    struct sketch_room room;
};

static struct desk desk_open(struct stories_limits limits)
{
    struct desk desk = {.stories = stories_new(limits)};
    arena_init(&desk.scratch, 1 << 16);
    return desk;
}

static void desk_close(struct desk *desk)
{
    stories_free(desk->stories);
    arena_release(&desk->scratch);
}

static struct story tell(struct desk *desk, const char *id, int32_t day, const char *text)
{
    struct story_article article = {str_of(id), day};
    struct sketch sketch = sketch_make(&desk->room, str_of(text), &desk->scratch);
    return stories_add(desk->stories, &article, &sketch, NULL, NULL);
}

static void expect(struct story story, const char *id, enum relation relation, const char *of)
{
    assert_true(str_is(story.id, id));
    assert_int_equal(story.relation, relation);
    assert_int_equal(story.of != NULL, of != NULL);
    if (of)
        assert_true(str_is(story.of->id, of));
}

static void test_sketch(void **state)
{
    (void)state;
    static struct sketch_room a, b;
    struct arena scratch;
    arena_init(&scratch, 1 << 16);
    struct sketch x = sketch_make(&a, STR("The Minister met Ana Prado; 3,000 came."), &scratch);
    struct sketch y = sketch_make(&b,
                                  STR("the minister  met \xe2\x80\x9c"
                                      "ana\xc2\xa0prado\xe2\x80\x9d 3 000 came"),
                                  &scratch);
    assert_int_equal(x.n_words, 8);
    assert_int_equal(x.shingles.total, 4);
    assert_int_equal(y.shingles.total, 4);
    assert_memory_equal(x.shingles.v, y.shingles.v, 4 * sizeof(uint32_t));
    assert_int_equal(x.facts.total, 4); /* Minister Ana Prado 3,000 */
    assert_int_equal(y.facts.total, 2); /* 3 and 000 */
    assert_int_equal(sketch_make(&a, STR("Two words"), &scratch).shingles.total, 1);
    assert_int_equal(sketch_make(&a, STR(" ... "), &scratch).shingles.total, 0);
    assert_int_equal(sketch_make(&a, (struct str){NULL, 0}, &scratch).n_words, 0);
    assert_true(str_is(sketch_body(STR("Talks\n\nThey met."), STR("Talks")), "\n\nThey met."));
    assert_true(str_is(sketch_body(STR("They met."), STR("Talks")), "They met."));
    assert_true(str_is(sketch_body(STR("They met."), (struct str){NULL, 0}), "They met."));
    arena_release(&scratch);
}

/* n words of a text that begins at word `from`; free() it */
static char *long_text(unsigned from, unsigned n)
{
    char *text = malloc(n * 12 + 1), *at = text;
    for (unsigned i = from; i < from + n; i++)
        at += sprintf(at, "word%u ", i * 7919u % 100003u);
    return text;
}

/* texts of which only a sample is kept: half of the one stands in the other */
static void test_samples(void **state)
{
    (void)state;
    static struct sketch_room a, b;
    struct arena scratch;
    arena_init(&scratch, 1 << 20);
    char *first = long_text(0, 6000), *second = long_text(3000, 6000);
    struct sketch x = sketch_make(&a, str_of(first), &scratch);
    struct sketch y = sketch_make(&b, str_of(second), &scratch);
    assert_int_equal(x.shingles.total, 5996);
    assert_int_equal(x.shingles.kept, SKETCH_SHINGLES);
    struct likeness likeness = likeness_of(&x, &y);
    assert_true(likeness.resemblance > .27 && likeness.resemblance < .40);
    assert_true(likeness.containment > .43 && likeness.containment < .57);
    assert_true(likeness.n_shared > 2500 && likeness.n_shared < 3500);
    free(first);
    free(second);
    arena_release(&scratch);
}

static void test_relations(void **state)
{
    (void)state;
    struct desk desk = desk_open((struct stories_limits){0});
    char longer[2000];
    snprintf(longer, sizeof longer, "%s%s", strike, more);
    expect(tell(&desk, "wire/1", 20000, strike), "wire/1", RELATION_FIRST, NULL);
    expect(tell(&desk, "bank/1", 20000, notice), "bank/1", RELATION_FIRST, NULL);
    expect(tell(&desk, "post/1", 20001, trimmed), "wire/1", RELATION_COPY, "wire/1");
    expect(tell(&desk, "wire/2", 20001, longer), "wire/1", RELATION_UPDATE, "wire/1");
    expect(tell(&desk, "bank/2", 20009, notice_later), "bank/2", RELATION_FIRST, NULL);
    expect(tell(&desk, "post/2", 20001, longer), "wire/1", RELATION_COPY, "wire/2");
    expect(tell(&desk, "post/3", 20000, notice), "bank/1", RELATION_COPY, "bank/1");
    assert_int_equal(stories_held(desk.stories), 7);
    desk_close(&desk);
}

static void test_template_is_a_match(void **state)
{
    (void)state;
    struct desk desk = desk_open((struct stories_limits){0});
    tell(&desk, "bank/1", 20000, notice);
    const struct story_match *matches;
    uint32_t n;
    struct sketch sketch = sketch_make(&desk.room, str_of(notice_later), &desk.scratch);
    stories_add(desk.stories, &(struct story_article){STR("bank/2"), 20009}, &sketch, &matches, &n);
    assert_int_equal(n, 1);
    assert_int_equal(matches[0].relation, RELATION_TEMPLATE);
    assert_string_equal(relation_name(matches[0].relation), "template");
    assert_true(matches[0].likeness.n_differing > 2);
    desk_close(&desk);
}

static void test_window(void **state)
{
    (void)state;
    struct desk desk = desk_open((struct stories_limits){.articles = 2, .days = 10});
    tell(&desk, "1", 20000, strike);
    expect(tell(&desk, "2", 20011, strike), "2", RELATION_FIRST, NULL); /* too many days */
    expect(tell(&desk, "3", DAY_NONE, trimmed), "1", RELATION_COPY, "1");
    assert_int_equal(stories_held(desk.stories), 2);
    tell(&desk, "4", 20011, notice);
    /* 1 and 2 have left, the story goes on */
    expect(tell(&desk, "5", 20011, trimmed), "1", RELATION_COPY, "3");
    desk_close(&desk);
}

/* one wrong date empties nothing; a run of later ones does */
static void test_days(void **state)
{
    (void)state;
    struct desk desk = desk_open((struct stories_limits){.days = 10});
    char text[64];
    tell(&desk, "old", 20000, strike);
    for (int i = 0; i < 40; i++) {
        snprintf(text, sizeof text, "Some text number %d that is not like others %d", i, i * i);
        tell(&desk, "x", i == 20 ? 90000 : 20001, text);
    }
    assert_int_equal(stories_held(desk.stories), 41);
    for (int i = 0; i < 16; i++)
        tell(&desk, "y", 20030, text);
    assert_int_equal(stories_held(desk.stories), 16);
    desk_close(&desk);
}

static void test_long_id(void **state)
{
    (void)state;
    struct desk desk = desk_open((struct stories_limits){0});
    char id[3001];
    for (int i = 0; i < 3000; i += 3)
        memcpy(id + i, "\xe2\x82\xac", 3);
    id[3000] = '\0';
    tell(&desk, id, 20000, strike);
    assert_int_equal(tell(&desk, "2", 20000, strike).id.n, STORIES_ID_BYTES / 3 * 3);
    desk_close(&desk);
}

static void test_state(void **state)
{
    (void)state;
    struct onr_error error;
    struct desk desk = desk_open((struct stories_limits){0});
    tell(&desk, "wire/1", 20000, strike);
    tell(&desk, "empty", 20000, "");
    tell(&desk, "post/1", DAY_NONE, trimmed);
    assert_int_equal(stories_save(desk.stories, path, &error), ONR_OK);
    stories_free(desk.stories);
    assert_int_equal(stories_load(&desk.stories, path, (struct stories_limits){0}, &error), ONR_OK);
    assert_int_equal(stories_held(desk.stories), 3);
    expect(tell(&desk, "post/2", 20001, trimmed), "wire/1", RELATION_COPY, "post/1");
    desk_close(&desk);
    struct stories *few;
    assert_int_equal(stories_load(&few, path, (struct stories_limits){.articles = 1}, &error),
                     ONR_OK);
    assert_int_equal(stories_held(few), 1);
    stories_free(few);
    assert_int_equal(truncate(path, 700), 0);
    assert_int_equal(stories_load(&few, path, (struct stories_limits){0}, &error), ONR_ERR_MODEL);
    assert_null(few);
    assert_non_null(strstr(error.message, path));
    unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sketch),    cmocka_unit_test(test_samples),
        cmocka_unit_test(test_relations), cmocka_unit_test(test_template_is_a_match),
        cmocka_unit_test(test_window),    cmocka_unit_test(test_days),
        cmocka_unit_test(test_long_id),   cmocka_unit_test(test_state),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
