/* record: JSON, text and CSV of a small document made by hand, and the wrapping of lines. */
#include "doc/doc.h"
#include "doc/dump.h"
#include "record/csv.h"
#include "record/json.h"
#include "record/lines.h"
#include "record/outline.h"
#include "record/text.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const char text[] = "Norland “never struck” Sudovia\n\n"
                           "Minister Ada Öst denied on Friday that Norland had shelled \"Port\n"
                           "Alba\", Sudovia. The two states signed a truce.\n";

struct fixture {
    struct doc doc;
    struct arena scratch;
    struct buf out;
};

static uint32_t intern(struct fixture *f, const char *s)
{
    return doc_intern(&f->doc, str_of(s));
}

/* the nth (from 0) place of words in the text */
static struct span find(const char *words, uint32_t nth)
{
    size_t at = str_find(str_of(text), str_of(words), 0);
    while (nth--)
        at = str_find(str_of(text), str_of(words), at + 1);
    assert_true(at != SIZE_MAX);
    return (struct span){(uint32_t)at, (uint32_t)(at + strlen(words))};
}

static uint32_t add_entity(struct fixture *f, const char *name, uint8_t kind, const char *actor,
                           struct span span)
{
    struct mention *mention = array_push(&f->doc.mentions, &f->doc.arena);
    struct entity *entity = array_push(&f->doc.entities, &f->doc.arena);
    mention->span = span;
    mention->entity = f->doc.entities.n - 1;
    entity->name = intern(f, name);
    entity->kind = kind;
    entity->actor = intern(f, actor);
    if (span.end)
        entity->first_mention = entity->last_mention = f->doc.mentions.n - 1;
    return f->doc.entities.n - 1;
}

static void add_statement(struct fixture *f, uint32_t speaker, uint32_t time)
{
    struct doc *doc = &f->doc;
    struct statement *statement = array_push(&doc->statements, &doc->arena);
    doc_range_add_id(doc, &statement->speakers, speaker);
    doc_range_add_span(doc, &statement->speaker_spans, find("Minister Ada Öst", 0));
    statement->cue = find("denied", 0);
    statement->cue_lemma = intern(f, "deny");
    statement->kind = SAID_INDIRECT;
    statement->standing = STANDING_DENIES;
    statement->when = time;
    doc_range_add_span(doc, &statement->content,
                       (struct span){find("that Norland", 0).start, find("Alba\"", 0).end});
}

static void add_events(struct fixture *f, uint32_t norland, uint32_t sudovia)
{
    struct doc *doc = &f->doc;
    struct event *shelled = array_push(&doc->events, &doc->arena);
    doc_range_add_id(doc, &shelled->sources, norland);
    doc_range_add_id(doc, &shelled->targets, sudovia);
    doc_range_add_span(doc, &shelled->trigger,
                       (struct span){find("shelled", 0).start, find("Alba\"", 0).end});
    doc_range_add_id(doc, &shelled->contexts, intern(f, "military"));
    doc_range_add_id(doc, &shelled->on_word_of, 1);
    shelled->cameo = intern(f, "194");
    shelled->plover = intern(f, "ASSAULT");
    shelled->quad = 4;
    shelled->goldstein = -10;
    shelled->status = EVENT_DENIED;
    struct event *signature = array_push(&doc->events, &doc->arena);
    doc_range_add_id(doc, &signature->sources, norland);
    doc_range_add_id(doc, &signature->sources, sudovia);
    doc_range_add_span(doc, &signature->trigger, find("signed a truce", 0));
    signature->reciprocal = true;
    signature->cameo = intern(f, "057");
    signature->quad = 1;
    signature->goldstein = 8;
    signature->because = intern(f, "sign + truce");
}

static void set_up(struct fixture *f)
{
    doc_init(&f->doc);
    arena_init(&f->scratch, 1 << 20);
    buf_init(&f->out, 1 << 20);
    struct doc *doc = &f->doc;
    doc->text = str_of(text);
    doc->article.id = intern(f, "a1");
    doc->article.url = intern(f, "https://example.org/a?b,c");
    doc->article.published = intern(f, "2024-11-01T08:00:00Z");
    struct block *block = array_push(&doc->blocks, &doc->arena);
    block->kind = BLOCK_HEADLINE;
    block->span = (struct span){0, find("\n\nMinister", 0).start};
    const char *starts[] = {"Norland “", "Minister", "The two"};
    for (uint32_t i = 0; i < 3; i++) {
        struct sentence *sentence = array_push(&doc->sentences, &doc->arena);
        sentence->span.start = find(starts[i], 0).start;
        sentence->span.end = i < 2 ? find(starts[i + 1], 0).start : (uint32_t)strlen(text);
    }
    struct time *time = array_push(&doc->times, &doc->arena);
    time->span = find("Friday", 0);
    time->value = intern(f, "2024-11-01");
    struct place *place = array_push(&doc->places, &doc->arena);
    place->span = find("Sudovia", 1);
    place->name = intern(f, "Sudovia");
    place->lat = NAN;
    place->lon = NAN;
    uint32_t norland = add_entity(f, "Norland", ENTITY_COUNTRY, "NOR", find("Norland", 1));
    add_entity(f, "merged away", ENTITY_UNNAMED, "", (struct span){0, 0});
    uint32_t ada = add_entity(f, "Ada Öst", ENTITY_PERSON, "NORGOV", find("Ada Öst", 0));
    uint32_t sudovia = add_entity(f, "Sudovia", ENTITY_COUNTRY, "", find("Sudovia", 1));
    add_statement(f, ada, 1);
    add_events(f, norland, sudovia);
    doc_notice(doc, NOTICE_WARNING, "odd", (struct span){0, 0}, "something odd");
}

static void tear_down(struct fixture *f)
{
    doc_release(&f->doc);
    arena_release(&f->scratch);
    buf_release(&f->out);
}

static void expect(struct fixture *f, const char *whole)
{
    buf_byte(&f->out, '\0');
    assert_string_equal(f->out.s, whole);
    buf_clear(&f->out);
}

static void expect_part(struct fixture *f, const char *part)
{
    if (str_find(buf_str(&f->out), str_of(part), 0) == SIZE_MAX) {
        buf_byte(&f->out, '\0');
        fail_msg("“%s” is not in: %s", part, f->out.s);
    }
}

static void test_json(void **state)
{
    (void)state;
    struct fixture f;
    set_up(&f);
    record_json(&f.out, &f.doc, &f.scratch);
    expect_part(&f, "{\"onrecord\":1,\"article\":{\"id\":\"a1\",\"url\":");
    expect_part(&f, "\"blocks\":[{\"kind\":\"headline\",\"span\":[0,34]}]}");
    expect_part(&f, "\"entities\":[{\"id\":0,\"name\":\"Norland\",\"kind\":\"country\","
                    "\"country\":null,\"sectors\":[],\"actor\":\"NOR\",\"mentions\":[{\"span\":");
    expect_part(&f, "{\"id\":1,\"name\":\"Ada Öst\"");
    expect_part(&f, "\"statements\":[{\"id\":0,\"kind\":\"indirect\",\"speakers\":[1]");
    expect_part(&f, "\"cue\":{\"span\":[54,60],\"lemma\":\"deny\"}");
    expect_part(&f, "\"addressees\":[],\"when\":{\"span\":[64,70],\"value\":\"2024-11-01\"},"
                    "\"question\":[],\"standing\":\"denies\",\"evidence\":null,\"within\":null}]");
    expect_part(&f, "\"sources\":[0],\"targets\":[2],\"reciprocal\":false");
    expect_part(&f, "\"goldstein\":-10.0,\"status\":\"denied\",\"on_word_of\":[0]");
    expect_part(&f, "\"sources\":[0,2],\"targets\":[],\"reciprocal\":true");
    expect_part(&f, "\"lat\":null,\"lon\":null,\"country\":null,\"use\":\"location\"}]");
    expect_part(&f, "\"notices\":[{\"level\":\"warning\",\"code\":\"odd\","
                    "\"message\":\"something odd\",\"span\":null}]}\n");
    assert_true(str_find(buf_str(&f.out), STR("merged"), 0) == SIZE_MAX);
    tear_down(&f);
}

static void test_csv(void **state)
{
    (void)state;
    struct fixture f;
    set_up(&f);
    record_csv_header(&f.out, CSV_OWN);
    record_csv(&f.out, &f.doc, &(struct csv_options){.columns = CSV_OWN}, &f.scratch, NULL);
    expect(&f, "date,source,target,code,issues,sentences,url,publisher,source_text,target_text,"
               "verb_text,status,on_word_of\n"
               "20241101,NOR,---,194,\"military,1\",a1_2,\"https://example.org/a?b,c\",,Norland,"
               "Sudovia,\"shelled \"\"Port Alba\"\"\",denied,Ada Öst\n"
               "20241101,NOR,---,057,,a1_3,\"https://example.org/a?b,c\",,Norland,Sudovia,"
               "signed a truce,happened,\n"
               "20241101,---,NOR,057,,a1_3,\"https://example.org/a?b,c\",,Sudovia,Norland,"
               "signed a truce,happened,\n");
    tear_down(&f);
}

static struct str name_code(const void *context, struct str code)
{
    (void)context;
    return str_is(code, "194") ? STR("Fight with artillery and tanks") : (struct str){NULL, 0};
}

static void test_text(void **state)
{
    (void)state;
    struct fixture f;
    set_up(&f);
    struct text_options options = {.width = 60, .notices = true, .code_name = name_code};
    record_text(&f.out, &f.doc, &options, &f.scratch);
    expect(&f, "────────────────────────────────────────────────────────────\n"
               "Norland “never struck” Sudovia\n"
               "2024-11-01\n"
               "1 statement · 2 events, 1 in the article’s own words\n"
               "\n"
               "  “ denies       Ada Öst NORGOV “denied”\n"
               "  │              that Norland had shelled \"Port Alba\"\n"
               "  │              Friday (2024-11-01)\n"
               "  │   ✗ denied       Norland NOR → Sudovia\n"
               "  │                  Fight with artillery and tanks · 194 ·\n"
               "  │                  ASSAULT\n"
               "  │                  “shelled \"Port Alba\"” · military · as\n"
               "  │                  denied by Ada Öst\n"
               "\n"
               "  ● happened     Norland NOR ↔ Sudovia\n"
               "                 057\n"
               "                 “signed a truce”\n"
               "\n"
               "  ! something odd (odd)\n"
               "\n");
    tear_down(&f);
}

static void test_dump(void **state)
{
    (void)state;
    struct fixture f;
    set_up(&f);
    doc_dump(&f.out, &f.doc);
    expect_part(&f, "\nentity 2 unnamed merged away (merged away)\n");
    expect_part(&f, "\nstatement 1 indirect denies\n  speaker by syntax: 3 Ada Öst at “Minister");
    expect_part(&f, "\n  trigger “shelled \"Port Alba\"”");
    tear_down(&f);
}

/* a nested statement and its event come below the one that reports it; a circle is no parent */
static void test_outline(void **state)
{
    (void)state;
    struct fixture f;
    set_up(&f);
    struct doc *doc = &f.doc;
    struct statement *inner = array_push(&doc->statements, &doc->arena);
    inner->cue = find("signed", 0);
    inner->within = 1;
    doc_range_add_id(doc, &doc->events.v[2].on_word_of, 2);
    struct outline outline = outline_make(doc, &f.scratch);
    assert_int_equal(outline.n, 4);
    assert_int_equal(outline.items[0]->statement, 1);
    assert_int_equal(outline.items[1]->event, 1);
    assert_int_equal(outline.items[1]->depth, 1);
    assert_int_equal(outline.items[2]->statement, 2);
    assert_int_equal(outline.items[3]->event, 2);
    assert_int_equal(outline.items[3]->depth, 2);
    doc->statements.v[1].within = 2;
    outline = outline_make(doc, &f.scratch);
    assert_int_equal(outline.n, 4);
    assert_int_equal(outline.items[0]->depth, 0);
    tear_down(&f);
}

static void check_lines(uint32_t width, uint32_t indent, const char *words, const char *laid)
{
    struct buf out;
    buf_init(&out, 1 << 16);
    struct lines lines = {.out = &out, .width = width};
    lines_indent(&lines, indent);
    lines_add(&lines, STYLE_STRONG, str_of(words));
    lines_end(&lines);
    buf_byte(&out, '\0');
    assert_string_equal(out.s, laid);
    buf_release(&out);
}

static void test_wrapping(void **state)
{
    (void)state;
    check_lines(0, 0, "a b  c\nd", "a b c d\n");
    check_lines(9, 2, "one two three", "  one two\n  three\n");
    check_lines(9, 2, "Öst Ünß three", "  Öst Ünß\n  three\n");
    check_lines(6, 1, "abcdefghij kl", " abcde\n fghij\n kl\n");
    check_lines(7, 1, "日本語中文", " 日本語\n 中文\n");
    check_lines(12, 0, "no\u00a0break here now", "no\u00a0break\nhere now\n");
    check_lines(20, 0, "red\x1b[31m\u202eevil", "red[31mevil\n");
    check_lines(1, 3, "ab", "   ab\n");
}

/* pieces that touch are one word whatever their styles; colours leave the layout alone */
static void test_pieces(void **state)
{
    (void)state;
    struct buf out;
    buf_init(&out, 1 << 16);
    struct lines lines = {.out = &out, .width = 10, .colour = true};
    lines_add(&lines, STYLE_PLAIN, STR("hello "));
    lines_add(&lines, STYLE_STRONG, STR("Ada"));
    lines_add(&lines, STYLE_PLAIN, STR(",”"));
    lines_add(&lines, STYLE_PLAIN, STR(" "));
    lines_column(&lines, 8);
    lines_add(&lines, STYLE_PLAIN, STR("x"));
    lines_end(&lines);
    buf_byte(&out, '\0');
    assert_string_equal(out.s, "hello\n\x1b[1mAda\x1b[0m,”   x\n");
    buf_release(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_json),    cmocka_unit_test(test_csv),
        cmocka_unit_test(test_text),    cmocka_unit_test(test_dump),
        cmocka_unit_test(test_outline), cmocka_unit_test(test_wrapping),
        cmocka_unit_test(test_pieces),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
