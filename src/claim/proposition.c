/* proposition: from tree, mentions and entities to words.
 *
 * Only what can be compared safely: one sentence, at most MOST_TOKENS words, at least one party and
 * LEAST_WORDS words beside it. The subject and object of the word that carries the content (of a
 * passive the other way round) get their sides; other parties have none.
 *
 * The word that carries it is the root of the content; where that is a noun that only stands for a
 * clause ("the report that …", "plans to …", "it has no plans to …"), the root of the clause. What
 * has no subject of its own ("to send troops") has the one who says it, or of whom it is asked. A
 * content that is no clause ("links to the rebels") says something only where it is denied,
 * confirmed and so on; then whoever says it belongs to it, too. "You" says nothing: that is the
 * reader of a page. */
#include "claim/proposition.h"

#include <stdlib.h>

#include "base/array.h"
#include "doc/names.h"

enum {
    MOST_TOKENS = 45,
    LEAST_WORDS = 2, /* beside the root and one party */
    MOST_WORDS = 64,
    WORD_BYTES = 48
};

struct maker {
    const struct doc *doc;
    struct arena *arena;
    uint32_t tokens[MOST_TOKENS]; /* of the content */
    uint32_t n_tokens;
    uint32_t top;   /* root of the content */
    uint32_t asked; /* whom it is asked of, 0 = nobody within the content */
    uint32_t noun;  /* that stands for a clause, 0 = none */
    uint32_t root;  /* the word that carries it */
    struct str words[MOST_WORDS];
    uint32_t n_words, n_parties, n_plain;
};

static const struct token *token_at(const struct maker *m, uint32_t i)
{
    return &m->doc->tokens.v[i];
}

/* ---- the tokens ---- */

static bool take_tokens(struct maker *m, const struct statement *said)
{
    const struct doc *doc = m->doc;
    for (uint32_t i = 0; i < said->content.n; i++) {
        struct span span = doc->spans.v[said->content.first + i];
        uint32_t t = array_find_from(doc->tokens.v, doc->tokens.n, span.start, span.start);
        for (; t < doc->tokens.n && token_at(m, t)->span.end <= span.end; t++) {
            if (token_at(m, t)->upos == UPOS_PUNCT)
                continue;
            if (m->n_tokens == MOST_TOKENS ||
                (m->n_tokens && token_at(m, t)->sentence != token_at(m, m->tokens[0])->sentence))
                return false;
            m->tokens[m->n_tokens++] = t;
        }
    }
    return m->n_tokens > 0;
}

static bool is_inside(const struct maker *m, uint32_t token)
{
    for (uint32_t i = 0; i < m->n_tokens; i++)
        if (m->tokens[i] == token)
            return true;
    return false;
}

/* whether one word is whom somebody asks, the other what he or she shall do */
static bool is_asked(const struct maker *m, uint32_t whom, uint32_t what)
{
    const struct token *object = token_at(m, whom), *clause = token_at(m, what);
    return object->head == clause->head &&
           (object->deprel == REL_OBJ || object->deprel == REL_IOBJ) &&
           (clause->deprel == REL_XCOMP || clause->deprel == REL_CCOMP ||
            clause->deprel == REL_ADVCL);
}

/* Finds the word of the content that hangs on none of it: none where there are several, as in
 * fragments, unless one is the object of whom the other is asked ("[urged] Norway to close …"). */
static void find_root(struct maker *m)
{
    uint32_t roots[2], n = 0;
    for (uint32_t i = 0; i < m->n_tokens; i++) {
        if (is_inside(m, token_at(m, m->tokens[i])->head))
            continue;
        if (n == 2)
            return;
        roots[n++] = m->tokens[i];
    }
    if (n == 1) {
        m->top = roots[0];
    } else if (n == 2 && is_asked(m, roots[0], roots[1])) {
        m->asked = roots[0];
        m->top = roots[1];
    }
}

static bool has_nested(const struct doc *doc, uint32_t statement)
{
    for (uint32_t i = 1; i < doc->statements.n; i++)
        if (doc->statements.v[i].within == statement)
            return true;
    return false;
}

/* a child that stands in a relation, 0 = none */
static uint32_t child(const struct maker *m, uint32_t token, uint8_t deprel)
{
    uint32_t i = token_at(m, token)->first_child;
    while (i && token_at(m, i)->deprel != deprel)
        i = token_at(m, i)->next;
    return i;
}

/* the clause that a noun stands for: "that …" with a subject, or "to …"; 0 = none */
static uint32_t clause_of(const struct maker *m, uint32_t noun)
{
    uint32_t clause = token_at(m, noun)->upos == UPOS_NOUN ? child(m, noun, REL_ACL) : 0;
    return clause && child(m, clause, REL_MARK) ? clause : 0;
}

/* from the root of the content down to the word that carries it */
static void find_carrier(struct maker *m)
{
    const struct token *top = token_at(m, m->top);
    bool has = top->upos == UPOS_VERB && str_is(doc_string(m->doc, top->lemma), "have");
    uint32_t noun = has ? child(m, m->top, REL_OBJ) : m->top;
    uint32_t clause = noun ? clause_of(m, noun) : 0;
    m->noun = clause ? noun : 0;
    m->root = clause ? clause : m->top;
}

static bool has_subject(const struct maker *m)
{
    return m->asked || child(m, m->root, REL_NSUBJ) || child(m, m->root, REL_NSUBJ_PASS) ||
           child(m, m->root, REL_CSUBJ) || child(m, m->root, REL_EXPL) ||
           (m->top != m->root && child(m, m->top, REL_NSUBJ));
}

/* ---- words ---- */

static void add_word(struct maker *m, const char *mark, struct str word)
{
    char text[WORD_BYTES];
    size_t n = strlen(mark);
    memcpy(text, mark, n);
    for (size_t i = 0; i < word.n && n < sizeof text; i++) {
        unsigned char c = (unsigned char)word.s[i];
        text[n++] = c <= ' ' ? '_' : c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : (char)c;
    }
    if (word.n && m->n_words < MOST_WORDS)
        m->words[m->n_words++] = arena_copy(m->arena, (struct str){text, n});
}

/* "the", then the last word of a person's name, else the whole */
static struct str short_name(const struct doc *doc, const struct entity *entity)
{
    struct str name = doc_string(doc, entity->name);
    if (str_starts(name, STR("the ")) || str_starts(name, STR("The ")))
        name = str_cut(name.s, 4, name.n);
    size_t last = name.n;
    while (last && name.s[last - 1] != ' ')
        last--;
    return entity->kind == ENTITY_PERSON ? str_cut(name.s, last, name.n) : name;
}

static bool has_name(const struct doc *doc, const struct entity *entity)
{
    for (uint32_t i = entity->first_mention; i; i = doc->mentions.v[i].next)
        if (doc->mentions.v[i].form == FORM_NAME || doc->mentions.v[i].form == FORM_METONYM)
            return true;
    return false;
}

/* a country, also for its government; {NULL,0} where the entity is nobody that others would name */
static struct str party_word(const struct doc *doc, const struct entity *entity)
{
    struct str actor = doc_string(doc, entity->actor), country = str_of(entity->country);
    bool governs = entity->kind != ENTITY_PERSON && actor.n == 6 && country.n == 3 &&
                   str_starts(actor, country) && str_ends(actor, STR("GOV"));
    if (entity->kind == ENTITY_COUNTRY || governs)
        return country;
    bool known = entity->kind <= ENTITY_PLACE && has_name(doc, entity);
    return known ? short_name(doc, entity) : (struct str){NULL, 0};
}

/* "s@" for who acts, "o@" for who is acted upon, else "@" */
static const char *side_of(const struct maker *m, uint32_t token)
{
    const struct token *t = token_at(m, token);
    bool of_clause = t->head == m->root, of_top = t->head == m->top && t->deprel == REL_NSUBJ;
    if (token == m->asked)
        return "s@";
    if (!of_clause && !of_top)
        return "@";
    switch (t->deprel) {
    case REL_NSUBJ:
    case REL_OBL_AGENT:
        return "s@";
    case REL_NSUBJ_PASS:
    case REL_OBJ:
        return "o@";
    default:
        return "@";
    }
}

/* true where the token heads the mention of a party, whose word is added */
static bool add_party(struct maker *m, uint32_t token)
{
    const struct mention *mention = &m->doc->mentions.v[token_at(m, token)->mention];
    if (!token_at(m, token)->mention || !mention->entity)
        return false;
    struct str word = party_word(m->doc, &m->doc->entities.v[mention->entity]);
    if (!word.n)
        return false;
    add_word(m, side_of(m, token), word);
    m->n_parties++;
    return true;
}

/* the date or time of day that the token is part of, 0 = none */
static uint32_t time_of(const struct maker *m, uint32_t token)
{
    uint32_t i = array_find_from(m->doc->times.v, m->doc->times.n, last_token, token);
    const struct time *time = &m->doc->times.v[i < m->doc->times.n ? i : 0];
    bool inside = i < m->doc->times.n && time->first_token <= token;
    return inside && (time->type == TIME_DATE || time->type == TIME_TIME) ? i : 0;
}

/* the day, month or year of a date; dates that are not resolved say nothing */
static void add_time(struct maker *m, uint32_t i)
{
    struct str value = doc_string(m->doc, m->doc->times.v[i].value);
    if (value.n && value.s[0] >= '0' && value.s[0] <= '9')
        add_word(m, "~", str_cut(value.s, 0, value.n < 10 ? value.n : 10));
}

/* the words on the way to the one that carries the content, which say nothing themselves */
static bool leads_on(const struct maker *m, uint32_t token)
{
    return token != m->root && (token == m->top || token == m->noun);
}

static void add_token(struct maker *m, uint32_t token)
{
    uint32_t time = time_of(m, token);
    if (time && token != m->root) {
        add_time(m, time);
        return;
    }
    const struct token *t = token_at(m, token);
    struct str lemma = doc_string(m->doc, t->lemma), lower = doc_string(m->doc, t->lower);
    if (leads_on(m, token))
        return;
    if (token == m->root)
        add_word(m, "=", lemma);
    if (add_party(m, token) || t->name || token == m->root)
        return;
    bool plain = t->upos == UPOS_NOUN || t->upos == UPOS_VERB || t->upos == UPOS_ADJ ||
                 t->upos == UPOS_PROPN;
    if (t->upos == UPOS_NUM)
        add_word(m, "#", lower);
    else if (plain)
        add_word(m, "", lemma);
    m->n_plain += plain || t->upos == UPOS_NUM;
}

static bool says_no(const struct maker *m, uint32_t token)
{
    struct str lemma = doc_string(m->doc, token_at(m, token)->lemma);
    struct str lower = doc_string(m->doc, token_at(m, token)->lower);
    return str_is(lemma, "not") || str_is(lemma, "never") || str_is(lower, "n't") ||
           str_is(lower, "no");
}

/* "not", "never" at a word, or "no" at its subject or object; how many */
static uint32_t count_no(const struct maker *m, uint32_t token)
{
    uint32_t n = 0;
    for (uint32_t i = token_at(m, token)->first_child; i; i = token_at(m, i)->next) {
        uint8_t rel = token_at(m, i)->deprel;
        n += says_no(m, i);
        if (rel != REL_NSUBJ && rel != REL_NSUBJ_PASS && rel != REL_OBJ)
            continue;
        for (uint32_t k = token_at(m, i)->first_child; k; k = token_at(m, k)->next)
            n += token_at(m, k)->deprel == REL_DET && says_no(m, k);
    }
    return n;
}

static bool is_negated(const struct maker *m)
{
    return count_no(m, m->root) + (m->top != m->root ? count_no(m, m->top) : 0) == 1;
}

static int by_bytes(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static struct str join(struct maker *m)
{
    char *out = arena_alloc(m->arena, m->n_words * (WORD_BYTES + 1) + 1);
    size_t n = 0;
    qsort(m->words, m->n_words, sizeof *m->words, by_bytes);
    for (uint32_t i = 0; i < m->n_words; i++) {
        if (i && str_eq(m->words[i], m->words[i - 1]))
            continue;
        if (n)
            out[n++] = ' ';
        memcpy(out + n, m->words[i].s, m->words[i].n);
        n += m->words[i].n;
    }
    return (struct str){out, n};
}

/* true where a content that is no clause can be so or not so */
static bool is_answered(uint8_t standing)
{
    return standing == STANDING_CONFIRMS || standing == STANDING_DENIES ||
           standing == STANDING_NEITHER || standing == STANDING_DECLINES;
}

static bool is_reader(const struct doc *doc, const struct statement *said)
{
    for (uint32_t i = 0; i < said->speaker_spans.n; i++) {
        struct str words = doc_slice(doc, doc->spans.v[said->speaker_spans.first + i]);
        if (str_is(words, "you") || str_is(words, "You"))
            return true;
    }
    return false;
}

/* somebody who takes part without being named in the content */
static void add_entity(struct maker *m, const char *side, uint32_t entity)
{
    struct str word = party_word(m->doc, &m->doc->entities.v[entity]);
    if (!word.n)
        return;
    add_word(m, side, word);
    m->n_parties++;
}

static void add_absent(struct maker *m, const struct statement *said)
{
    bool passive = child(m, m->root, REL_AUX_PASS);
    bool asked = said->standing == STANDING_ASKS || said->standing == STANDING_DEMANDS;
    struct range who = asked && said->addressees.n ? said->addressees : said->speakers;
    for (uint32_t i = 0; i < who.n; i++)
        add_entity(m, passive ? "o@" : "s@", m->doc->ids.v[who.first + i]);
}

struct proposition proposition_of(const struct doc *doc, uint32_t i, struct arena *arena)
{
    static const struct proposition NONE = {{NULL, 0}, false};
    struct maker m = {.doc = doc, .arena = arena};
    const struct statement *said = &doc->statements.v[i];
    if (!take_tokens(&m, said) || has_nested(doc, i) || is_reader(doc, said))
        return NONE;
    find_root(&m);
    if (!m.top)
        return NONE;
    find_carrier(&m);
    bool subject = has_subject(&m);
    bool clause = subject || token_at(&m, m.root)->upos == UPOS_VERB || child(&m, m.root, REL_COP);
    if (!clause && !is_answered(said->standing))
        return NONE;
    for (uint32_t k = 0; k < m.n_tokens; k++)
        add_token(&m, m.tokens[k]);
    if (!subject)
        add_absent(&m, said);
    if (!m.n_parties || !m.n_plain || m.n_plain + m.n_parties <= LEAST_WORDS)
        return NONE;
    return (struct proposition){join(&m), is_negated(&m)};
}
