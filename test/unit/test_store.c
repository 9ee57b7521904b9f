/* store: names as they are compared, who is joined with whom across articles, articles once. */
#include "intake/stream/zstd.h"
#include "store/bundle.h"
#include "store/drivers.h"
#include "store/schema.h"
#include "store/spans.h"
#include "store/store.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
    char path[64];
    onr_store *store;
    struct doc doc;
};

static int set_up(void **state)
{
    struct fixture *f = memory_alloc(sizeof *f);
    struct onr_error error;
    strcpy(f->path, "/tmp/onrecord-test-XXXXXX");
    int fd = mkstemp(f->path);
    assert_true(fd >= 0);
    close(fd);
    doc_init(&f->doc);
    assert_int_equal(onr_store_open(&f->store, f->path, ONR_WRITE, &error), ONR_OK);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    char path[80];
    onr_store_close(f->store);
    doc_release(&f->doc);
    static const char *const ENDS[] = {"", "-wal", "-shm"};
    for (int i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", f->path, ENDS[i]);
        unlink(path);
    }
    free(f);
    return 0;
}

/* ---- names ---- */

static void keys_forget_what_varies(void **state)
{
    static const char *const CASES[][2] = {{"Kim Jong-un", "kim jong un"},
                                           {"KIM JONG UN", "kim jong un"},
                                           {"Donald J. Trump", "donald trump"},
                                           {"José  María Álvarez", "jose maria alvarez"},
                                           {"O’Neill", "oneill"},
                                           {"U.S. Steel", "us steel"},
                                           {"the United Nations", "united nations"},
                                           {"Theodore Ek", "theodore ek"},
                                           {"Malcolm X", "malcolm x"},
                                           {"...", ""}};
    (void)state;
    struct arena arena;
    arena_init(&arena, 0);
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct str key = bundle_key(&arena, str_of(CASES[i][0]));
        assert_true(str_is(key, CASES[i][1]));
    }
    arena_release(&arena);
}

/* ---- who is who ---- */

static void begin(struct fixture *f, const char *id, const char *date)
{
    doc_reset(&f->doc);
    f->doc.text = STR("Text.");
    f->doc.article.id = doc_intern(&f->doc, str_of(id));
    f->doc.article.published = doc_intern(&f->doc, str_of(date));
}

static void add_person(struct fixture *f, const char *name, const char *country, const char *role)
{
    struct mention *mention = array_push(&f->doc.mentions, &f->doc.arena);
    struct entity *entity = array_push(&f->doc.entities, &f->doc.arena);
    char actor[16];
    snprintf(actor, sizeof actor, "%s%s", country, *role ? "GOV" : "");
    mention->entity = f->doc.entities.n - 1;
    mention->name = NAME_PERSON;
    mention->span = (struct span){0, 4};
    entity->kind = ENTITY_PERSON;
    entity->first_mention = entity->last_mention = f->doc.mentions.n - 1;
    entity->name = doc_intern(&f->doc, str_of(name));
    entity->role = doc_intern(&f->doc, str_of(role));
    entity->actor = doc_intern(&f->doc, str_of(actor));
    strcpy(entity->country, country);
    struct statement *said = array_push(&f->doc.statements, &f->doc.arena);
    doc_range_add_id(&f->doc, &said->speakers, f->doc.entities.n - 1);
}

static void put(struct fixture *f)
{
    struct bundle *bundle = memory_alloc(sizeof *bundle);
    struct onr_error error;
    bundle_init(bundle);
    struct zstd_packer *packer = zstd_packer_new(bundle_dictionary());
    bundle_fill(bundle, &f->doc, bundle_fingerprint(&f->doc), packer);
    zstd_packer_free(packer);
    assert_int_equal(store_put(f->store, &bundle, &error), ONR_OK);
    bundle_release(bundle);
    free(bundle);
}

static int64_t number(struct fixture *f, const char *sql)
{
    int64_t number;
    struct onr_error error;
    assert_int_equal(onr_store_flush(f->store, &error), ONR_OK);
    assert_int_equal(db_ask_number(store_db(f->store), sql, NULL, 0, 0, &number, &error), ONR_OK);
    return number;
}

/* one article naming the person; gives the identity, 0 = none */
static int64_t who(struct fixture *f, const char *id, const char *date, const char *name,
                   const char *country, const char *role)
{
    begin(f, id, date);
    add_person(f, name, country, role);
    put(f);
    return number(f, "SELECT identity FROM entity ORDER BY id DESC LIMIT 1");
}

static void full_names_are_joined(void **state)
{
    struct fixture *f = *state;
    int64_t ada = who(f, "1", "2024-01-10", "Ada Berg", "NOR", "foreign minister");
    assert_int_not_equal(ada, 0);
    assert_int_equal(who(f, "2", "2024-05-01", "Ada Berg", "NOR", "prime minister"), ada);
    assert_int_equal(who(f, "3", "2024-06-01", "ADA BERG", "", ""), ada);
    /* the same name in another country */
    int64_t other = who(f, "4", "2024-06-02", "Ada Berg", "SWE", "");
    assert_int_not_equal(other, ada);
    /* whom of the two, nobody can tell */
    int64_t third = who(f, "5", "2024-06-03", "Ada Berg", "", "");
    assert_int_not_equal(third, ada);
    assert_int_not_equal(third, other);
    assert_int_equal(who(f, "6", "2024-06-04", "Ada Berg", "", ""), third);
    assert_int_equal(who(f, "7", "2024-06-05", "Ada Berg", "SWE", ""), other);
}

static void capitals_give_way(void **state)
{
    struct fixture *f = *state;
    int64_t eva = who(f, "1", "2024-01-10", "EVA LUND", "NOR", "");
    assert_int_equal(who(f, "2", "2024-01-11", "Eva Lund", "NOR", ""), eva);
    assert_int_equal(who(f, "3", "2024-01-12", "EVA LUND", "NOR", ""), eva);
    assert_int_equal(number(f, "SELECT count(*) FROM identity WHERE name = 'Eva Lund'"), 1);
}

static void a_name_alone_fades(void **state)
{
    struct fixture *f = *state;
    int64_t first = who(f, "1", "1987-03-01", "Nils Holm", "", "");
    assert_int_equal(who(f, "2", "1989-03-01", "Nils Holm", "", ""), first);
    assert_int_not_equal(who(f, "3", "2019-03-01", "Nils Holm", "", ""), first);
}

static void surnames_alone_are_nobody(void **state)
{
    struct fixture *f = *state;
    int64_t ada = who(f, "1", "2024-01-10", "Ada Berg", "NOR", "foreign minister");
    assert_int_equal(who(f, "2", "2024-01-11", "Berg", "", ""), 0);
    assert_int_equal(who(f, "3", "2024-01-11", "Berg", "NOR", ""), 0);
    assert_int_equal(who(f, "4", "2024-01-12", "Berg", "NOR", "foreign minister"), ada);
    /* another office, another country, another time: somebody else */
    assert_int_not_equal(who(f, "5", "2024-01-12", "Berg", "NOR", "general"), ada);
    assert_int_not_equal(who(f, "6", "2024-01-12", "Berg", "DNK", "foreign minister"), ada);
    assert_int_not_equal(who(f, "7", "2031-01-12", "Berg", "NOR", "foreign minister"), ada);
}

/* ---- articles ---- */

static void articles_are_there_once(void **state)
{
    struct fixture *f = *state;
    struct onr_store_totals totals;
    who(f, "1", "2024-01-10", "Ada Berg", "NOR", "");
    int64_t id = number(f, "SELECT id FROM article");
    who(f, "1", "2024-01-10", "Ada Berg", "NOR", "");
    who(f, "1", "2024-01-11", "Ada Berg", "NOR", "");
    assert_int_equal(number(f, "SELECT count(*) FROM article"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM entity"), 1);
    assert_int_equal(number(f, "SELECT id FROM article"), id);
    onr_store_totals(f->store, &totals);
    assert_int_equal(totals.added, 1);
    assert_int_equal(totals.unchanged, 1);
    assert_int_equal(totals.replaced, 1);
    assert_int_equal(
        number(f, "SELECT count(*) FROM article_search WHERE article_search MATCH 'text'"), 1);
}

/* twice in one batch is twice all the same */
static void a_batch_may_bring_the_same(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 3; i++) {
        begin(f, "1", i == 2 ? "2024-01-11" : "2024-01-10");
        add_person(f, "Ada Berg", "NOR", "");
        put(f);
    }
    assert_int_equal(number(f, "SELECT count(*) FROM article"), 1);
    assert_int_equal(number(f, "SELECT count(*) FROM entity"), 1);
}

static void sources_are_told_apart(void **state)
{
    struct fixture *f = *state;
    for (int i = 0; i < 2; i++) {
        begin(f, "1", "2024-01-10");
        f->doc.article.source = doc_intern(&f->doc, str_of(i ? "Nordpost" : "Sudpost"));
        put(f);
    }
    assert_int_equal(number(f, "SELECT count(*) FROM article"), 2);
}

static bool count_rows(void *context, const struct onr_row *row)
{
    (void)row;
    ++*(int *)context;
    return true;
}

static void questions_change_nothing(void **state)
{
    static const char *const BAD[] = {"DELETE FROM article",
                                      "PRAGMA user_version = 5",
                                      "ATTACH '/tmp/x' AS x",
                                      "SELECT 1; SELECT 2",
                                      "",
                                      "SELECT"};
    struct fixture *f = *state;
    struct onr_error error;
    int n = 0;
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_int_not_equal(onr_store_rows(f->store, BAD[i], NULL, 0, count_rows, &n, &error),
                             ONR_OK);
    struct onr_value quote = db_text(STR("' OR 1 --"));
    assert_int_equal(onr_store_rows(f->store, "SELECT id FROM article WHERE name = ?1", &quote, 1,
                                    count_rows, &n, &error),
                     ONR_OK);
    assert_int_equal(n, 0);
    assert_int_equal(onr_store_rows(f->store, "SELECT ?1 UNION ALL SELECT ?1", &quote, 1,
                                    count_rows, &n, &error),
                     ONR_OK);
    assert_int_equal(n, 2);
}

/* a child keeps the store locked until the pipe closes */
static pid_t lock_in_child(const char *path, int ready, const int until[2])
{
    pid_t child = fork();
    if (child)
        return child;
    struct db *db;
    struct onr_error error;
    char byte = 0;
    if (db_open(&db, path, DB_WRITE, &error) != ONR_OK || db_begin(db, &error) != ONR_OK ||
        write(ready, &byte, 1) != 1)
        _exit(1);
    close(until[1]);
    _exit(read(until[0], &byte, 1) == 0 ? 0 : 1);
}

static void the_holder_of_a_lock_is_named(void **state)
{
    struct fixture *f = *state;
    char holder[HOLDER_SIZE], wanted[64], byte;
    int ready[2], until[2], status;
    lock_holder(f->path, holder);
    assert_string_equal(holder, "another process");
    assert_int_equal(pipe(ready), 0);
    assert_int_equal(pipe2(until, O_CLOEXEC), 0);
    pid_t child = lock_in_child(f->path, ready[1], until);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    lock_holder(f->path, holder);
    snprintf(wanted, sizeof wanted, "process %ld (test_store)", (long)child);
    assert_string_equal(holder, wanted);
    close(until[0]);
    close(until[1]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    close(ready[0]);
    close(ready[1]);
}

static bool take_plan(void *context, const struct onr_row *row)
{
    snprintf(context, 200, "%.*s", (int)row->values[3].size, row->values[3].text);
    return false;
}

/* whether somebody takes part is asked for many rows: each must be one look */
static void parties_are_found_at_once(void **state)
{
    static const char *const QUESTIONS[][2] = {
        {"SELECT 1 FROM dyad d WHERE d.event = 1 AND d.source_country = 'NOR'", "event=?"},
        {"SELECT 1 FROM dyad d WHERE d.event = 1 AND d.target_country = 'NOR'", "event=?"},
        {"SELECT 1 FROM dyad d WHERE d.event = 1 AND d.source_country = 'NOR'"
         " AND d.target_country = 'DNK'",
         "event=?"},
        {"SELECT 1 FROM entity en WHERE en.article = 1 AND +en.country = 'NOR'", "article=?"},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof QUESTIONS / sizeof *QUESTIONS; i++) {
        char sql[200], plan[200] = "";
        struct onr_error error;
        snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", QUESTIONS[i][0]);
        assert_int_equal(db_ask(store_db(f->store), sql, NULL, 0, take_plan, plan, &error), ONR_OK);
        if (!strstr(plan, QUESTIONS[i][1]))
            fail_msg("%s: %s", QUESTIONS[i][0], plan);
    }
}

static void the_schema_is_translated(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1000);
    schema_translate(&out, STR("CREATE TABLE t (\n    a INTEGER, -- REALLY\n    b REAL, c BLOB\n"
                               ") STRICT, WITHOUT ROWID;\nCREATE TABLE u (d TEXT) STRICT;"));
    assert_true(str_is(buf_str(&out),
                       "CREATE TABLE t (\n    a BIGINT, -- REALLY\n    b DOUBLE PRECISION, c TEXT\n"
                       ") ;\nCREATE TABLE u (d TEXT) ;"));
    buf_release(&out);
}

/* ---- stories ---- */

#define STRIKE                                                                                   \
    "Dockers at the port of Wexmouth began a strike on Monday over plans of the port authority " \
    "to hire 120 workers from abroad. Their union said that 840 of its 900 members had voted."

static void put_text(struct fixture *f, const char *id, const char *text)
{
    begin(f, id, "2024-11-04");
    f->doc.text = str_of(text);
    f->doc.article.published_day = 20031;
    put(f);
}

static void spans_are_packed(void **state)
{
    static const char *const GOOD[] = {"[]", "[[0,0]]", "[[3,131],[140,16500],[20,21],[20,99]]",
                                       "[[4294967290,4294967295]]"};
    static const char *const BAD[] = {"",       "[",       "[[]]",
                                      "[[3]]",  "[[3,2]]", "[[a,4]]",
                                      "[[3,4]", "[[3,4],", "[[3,99999999999]]",
                                      "3,4",    "[3,4]"};
    struct buf packed, json;
    (void)state;
    buf_init(&packed, 1 << 16);
    buf_init(&json, 1 << 16);
    for (size_t i = 0; i < sizeof GOOD / sizeof *GOOD; i++) {
        buf_clear(&packed);
        buf_clear(&json);
        assert_true(spans_read(&packed, str_of(GOOD[i])));
        assert_true(spans_write(&json, buf_str(&packed)));
        assert_true(str_is(buf_str(&json), GOOD[i]));
    }
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++)
        assert_false(spans_read(&packed, str_of(BAD[i])));
    assert_false(spans_write(&json, STR("\x80"))); /* cut off */
    assert_false(spans_write(&json, STR("\x02")));
    assert_false(spans_write(&json, STR("\x03\x01")));                 /* in front of the text */
    assert_false(spans_write(&json, STR("\xff\xff\xff\xff\xff\x01"))); /* too large */
    buf_release(&packed);
    buf_release(&json);
}

static void copies_are_counted_once(void **state)
{
    struct fixture *f = *state;
    struct onr_error error;
    put_text(f, "first", STRIKE);
    put_text(f, "copy", STRIKE);
    put_text(f, "other", "The minister will visit Lisbon next week to sign a treaty on fishing.");
    assert_int_equal(number(f, "SELECT count(*) FROM article WHERE counted = 1"), 2);
    assert_int_equal(number(f, "SELECT count(DISTINCT story) FROM article"), 2);
    /* known also to those who open the store later; a new version stays what it was */
    onr_store_close(f->store);
    assert_int_equal(onr_store_open(&f->store, f->path, ONR_WRITE, &error), ONR_OK);
    put_text(f, "late", STRIKE);
    put_text(f, "first", STRIKE " Talks go on.");
    assert_int_equal(number(f, "SELECT counted FROM article WHERE name = 'late'"), 0);
    assert_int_equal(number(f, "SELECT counted FROM article WHERE name = 'first'"), 1);
    assert_int_equal(number(f, "SELECT count(DISTINCT story) FROM article"), 2);
    assert_int_equal(number(f, "SELECT count(*) FROM recent"), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_forget_what_varies),
        cmocka_unit_test_setup_teardown(full_names_are_joined, set_up, tear_down),
        cmocka_unit_test_setup_teardown(capitals_give_way, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_name_alone_fades, set_up, tear_down),
        cmocka_unit_test_setup_teardown(surnames_alone_are_nobody, set_up, tear_down),
        cmocka_unit_test_setup_teardown(articles_are_there_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_batch_may_bring_the_same, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sources_are_told_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(questions_change_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_holder_of_a_lock_is_named, set_up, tear_down),
        cmocka_unit_test_setup_teardown(parties_are_found_at_once, set_up, tear_down),
        cmocka_unit_test(the_schema_is_translated),
        cmocka_unit_test(spans_are_packed),
        cmocka_unit_test_setup_teardown(copies_are_counted_once, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
