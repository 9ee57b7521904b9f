/* events over hand-written trees: roles, operators, status, merging. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/buf.h"
#include "doc/names.h"
#include "meaning/meaning.h"

static struct world *world;
static struct doc doc;
static struct arena scratch;
static struct buf text;

/* an actor of a test: a name whose code is its first three letters in capitals */
static void add_actor(uint32_t token)
{
    struct str form = token_form(&doc, token);
    char code[4] = {0};
    for (size_t i = 0; i < 3 && i < form.n; i++)
        code[i] = (char)(form.s[i] & ~0x20);
    uint32_t m = doc.mentions.n, e = doc.entities.n;
    struct mention *mention = array_push(&doc.mentions, &doc.arena);
    mention->head_token = token;
    mention->entity = e;
    struct entity *entity = array_push(&doc.entities, &doc.arena);
    entity->kind = ENTITY_COUNTRY;
    entity->name = doc_intern(&doc, form);
    entity->actor = doc_intern(&doc, str_of(code));
    memcpy(entity->country, code, 4);
    doc.tokens.v[token].mention = m;
}

/* one word of a tree: "form lemma UPOS XPOS head relation", head counted within the sentence */
static void add_word(const char *row, uint32_t base)
{
    char form[64], lemma[64], upos[16], xpos[16], rel[32];
    unsigned head;
    assert_int_equal(
        6, sscanf(row, "%63s %63s %15s %15s %u %31s", form, lemma, upos, xpos, &head, rel));
    uint32_t start = (uint32_t)text.n;
    buf_text(&text, form);
    struct token *token = array_push(&doc.tokens, &doc.arena);
    token->span = (struct span){start, (uint32_t)text.n};
    buf_byte(&text, ' ');
    token->sentence = doc.sentences.n - 1;
    token->head = head ? base + head : 0;
    token->lemma = doc_intern(&doc, str_of(lemma));
    token->xpos = (uint16_t)doc_intern(&doc, str_of(xpos));
    char lower[64] = {0};
    for (size_t i = 0; form[i]; i++)
        lower[i] = (char)(form[i] >= 'A' && form[i] <= 'Z' ? form[i] + 32 : form[i]);
    token->lower = doc_intern(&doc, str_of(lower));
    assert_true(upos_find(str_of(upos), &token->upos));
    token->deprel = deprel_find(str_of(rel));
    token->name = token->upos == UPOS_PROPN ? NAME_PLACE : NAME_NONE;
}

static void add_sentence(const char *const *rows)
{
    uint32_t base = doc.tokens.n - 1;
    struct sentence *sentence = array_push(&doc.sentences, &doc.arena);
    sentence->first_token = base + 1;
    for (; *rows; rows++) {
        add_word(*rows, base);
        sentence->n_tokens++;
    }
    doc.text = buf_str(&text);
    for (uint32_t t = base + 1; t < doc.tokens.n; t++)
        if (doc.tokens.v[t].upos == UPOS_PROPN)
            add_actor(t);
}

static int set_up(void **state)
{
    (void)state;
    buf_clear(&text);
    doc_reset(&doc);
    return 0;
}

/* "112 UKR>RUS happened; …" */
static void expect_events(const char *expected)
{
    char have[1024];
    size_t n = 0;
    doc_link_children(&doc);
    find_events(world, &scratch, &doc);
    for (uint32_t i = 1; i < doc.events.n; i++) {
        const struct event *event = &doc.events.v[i];
        n += (size_t)snprintf(have + n, sizeof have - n, "%s%s ", n ? "; " : "",
                              doc_string(&doc, event->cameo).s);
        for (uint32_t j = 0; j < event->sources.n; j++)
            n += (size_t)snprintf(have + n, sizeof have - n, "%s%s", j ? "," : "",
                                  doc.entities.v[doc.ids.v[event->sources.first + j]].country);
        n += (size_t)snprintf(have + n, sizeof have - n, "%s", event->reciprocal ? "=" : ">");
        for (uint32_t j = 0; j < event->targets.n; j++)
            n += (size_t)snprintf(have + n, sizeof have - n, "%s%s", j ? "," : "",
                                  doc.entities.v[doc.ids.v[event->targets.first + j]].country);
        n += (size_t)snprintf(have + n, sizeof have - n, " %s", event_status_name(event->status));
    }
    have[n] = 0;
    assert_string_equal(have, expected);
}

static void active_and_passive(void **state)
{
    (void)state;
    add_sentence((const char *const[]){
        "Norland Norland PROPN NNP 2 nsubj", "attacked attack VERB VBD 0 root",
        "Sudland Sudland PROPN NNP 2 obj", ". . PUNCT . 2 punct", NULL});
    add_sentence((const char *const[]){
        "Eastland Eastland PROPN NNP 3 nsubj:pass", "was be AUX VBD 3 aux:pass",
        "criticized criticize VERB VBN 0 root", "by by ADP IN 5 case",
        "Westland Westland PROPN NNP 3 obl:agent", NULL});
    expect_events("190 NOR>SUD happened; 111 WES>EAS happened");
}

static void refusal_over_stop(void **state)
{
    (void)state;
    add_sentence((const char *const[]){
        "Norland Norland PROPN NNP 2 nsubj", "refused refuse VERB VBD 0 root",
        "to to PART TO 4 mark", "lift lift VERB VB 2 xcomp", "sanctions sanction NOUN NNS 4 obj",
        "on on ADP IN 7 case", "Sudland Sudland PROPN NNP 5 nmod", NULL});
    expect_events("1244 NOR>SUD refused");
}

static void demand_names_its_addressee(void **state)
{
    (void)state;
    add_sentence((const char *const[]){
        "Norland Norland PROPN NNP 2 nsubj", "demanded demand VERB VBD 0 root",
        "that that SCONJ IN 5 mark", "Sudland Sudland PROPN NNP 5 nsubj",
        "withdraw withdraw VERB VB 2 ccomp", "from from ADP IN 7 case",
        "Eastland Eastland PROPN NNP 5 obl", NULL});
    expect_events("1056 NOR>SUD demanded");
}

static void accusation_is_two_events(void **state)
{
    (void)state;
    add_sentence((const char *const[]){
        "Norland Norland PROPN NNP 2 nsubj", "accused accuse VERB VBD 0 root",
        "Sudland Sudland PROPN NNP 2 obj", "of of SCONJ IN 5 mark",
        "attacking attack VERB VBG 2 advcl", "Eastland Eastland PROPN NNP 5 obj", NULL});
    expect_events("1123 NOR>SUD happened; 190 SUD>EAS alleged");
}

static void denial_and_negation(void **state)
{
    (void)state;
    add_sentence((const char *const[]){
        "Norland Norland PROPN NNP 2 nsubj", "denied deny VERB VBD 0 root",
        "attacking attack VERB VBG 2 xcomp", "Sudland Sudland PROPN NNP 3 obj", NULL});
    add_sentence((const char *const[]){
        "Eastland Eastland PROPN NNP 4 nsubj", "will will AUX MD 4 aux", "not not PART RB 4 advmod",
        "visit visit VERB VB 0 root", "Westland Westland PROPN NNP 4 obj", NULL});
    expect_events("016 NOR> happened; 190 NOR>SUD denied; 125 EAS>WES refused");
}

static void light_verb_and_reciprocity(void **state)
{
    (void)state;
    add_sentence((const char *const[]){"Norland Norland PROPN NNP 4 nsubj", "and and CCONJ CC 3 cc",
                                       "Sudland Sudland PROPN NNP 1 conj",
                                       "held hold VERB VBD 0 root", "talks talk NOUN NNS 4 obj",
                                       NULL});
    add_sentence((const char *const[]){"Eastland Eastland PROPN NNP 2 nsubj",
                                       "imposed impose VERB VBD 0 root",
                                       "sanctions sanction NOUN NNS 2 obj", "on on ADP IN 5 case",
                                       "Westland Westland PROPN NNP 2 obl", NULL});
    expect_events("040 NOR,SUD= happened; 163 EAS>WES happened");
}

static void told_twice_is_one_event(void **state)
{
    (void)state;
    for (int i = 0; i < 2; i++)
        add_sentence((const char *const[]){"Norland Norland PROPN NNP 2 nsubj",
                                           "invaded invade VERB VBD 0 root",
                                           "Sudland Sudland PROPN NNP 2 obj", NULL});
    /* the second sentence speaks of the same two */
    for (uint32_t t = 4; t < doc.tokens.n; t++)
        if (doc.tokens.v[t].mention)
            doc.mentions.v[doc.tokens.v[t].mention].entity =
                doc.mentions.v[doc.tokens.v[t - 3].mention].entity;
    expect_events("190 NOR>SUD happened");
    assert_int_equal(doc.events.v[1].trigger.n, 2);
}

static void no_party_no_event(void **state)
{
    (void)state;
    add_sentence((const char *const[]){"The the DET DT 2 det", "storm storm NOUN NN 3 nsubj",
                                       "destroyed destroy VERB VBD 0 root",
                                       "houses house NOUN NNS 3 obj", NULL});
    expect_events("");
}

static int open_all(void **state)
{
    (void)state;
    struct onr_error error;
    doc_init(&doc);
    arena_init(&scratch, 1 << 20);
    buf_init(&text, 1 << 16);
    return world_open(&world, &error) == ONR_OK ? 0 : -1;
}

static int close_all(void **state)
{
    (void)state;
    world_close(world);
    buf_release(&text);
    arena_release(&scratch);
    doc_release(&doc);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(active_and_passive, set_up),
        cmocka_unit_test_setup(refusal_over_stop, set_up),
        cmocka_unit_test_setup(demand_names_its_addressee, set_up),
        cmocka_unit_test_setup(accusation_is_two_events, set_up),
        cmocka_unit_test_setup(denial_and_negation, set_up),
        cmocka_unit_test_setup(light_verb_and_reciprocity, set_up),
        cmocka_unit_test_setup(told_twice_is_one_event, set_up),
        cmocka_unit_test_setup(no_party_no_event, set_up),
    };
    return cmocka_run_group_tests_name("events", tests, open_all, close_all);
}
