/* statement_details: speaker, question and nesting, from the tree around the cue; to whom, when and
 * where it was said is found in setting.c. The question comes from "asked whether …" over or beside
 * the cue. */
#include "meaning/statement/statement_details.h"

#include "doc/names.h"
#include "meaning/meaning.h"
#include "meaning/statement/setting.h"
#include "meaning/statement/source.h"
#include "meaning/statement/standing.h"

/* ---- speakers ---- */

enum { SPEAKERS_MAX = 16 };

/* entities of one field, gathered before they go to the pool, where a range must lie together */
struct entities {
    uint32_t v[SPEAKERS_MAX], n;
};

static void gather_one(struct entities *entities, uint32_t entity)
{
    for (uint32_t i = 0; i < entities->n; i++) {
        if (entities->v[i] == entity)
            return;
    }
    if (entity && entities->n < SPEAKERS_MAX)
        entities->v[entities->n++] = entity;
}

/* the entity of a noun phrase, or, of a collective that is known, its members */
static void gather(struct doc *doc, struct entities *entities, uint32_t head)
{
    uint32_t entity = entity_of(doc, head);
    struct range members = doc->entities.v[entity].members;
    for (uint32_t i = 0; i < members.n; i++)
        gather_one(entities, doc->ids.v[members.first + i]);
    if (!members.n)
        gather_one(entities, entity);
}

static void store(struct doc *doc, struct range *range, const struct entities *entities)
{
    for (uint32_t i = 0; i < entities->n; i++)
        doc_range_add_id(doc, range, entities->v[i]);
}

/* "…, residents and a charity said", where the parser hung both on what precedes; 0 = none */
static uint32_t sibling_conjunct(const struct doc *doc, uint32_t head, uint32_t cue)
{
    for (uint32_t t = head + 1; doc->tokens.v[head].deprel == REL_CONJ && t < cue; t++) {
        if (doc->tokens.v[t].deprel == REL_CONJ && token_child(doc, t, REL_CC) &&
            doc->tokens.v[t].head == doc->tokens.v[head].head)
            return t;
    }
    return 0;
}

/* the head and what is coordinated with it: "Smith and Jones" */
static void add_speakers(struct doc *doc, struct statement *s, uint32_t head, uint32_t cue)
{
    struct entities entities = {.n = 0};
    gather(doc, &entities, head);
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next) {
        if (doc->tokens.v[c].deprel == REL_CONJ && doc->tokens.v[c].upos != UPOS_VERB)
            gather(doc, &entities, c);
    }
    uint32_t sibling = sibling_conjunct(doc, head, cue);
    if (sibling)
        gather(doc, &entities, sibling);
    store(doc, &s->speakers, &entities);
}

/* what stands behind a source but is no description of it: other speakers, a time, what it asks */
static bool is_other_than_source(const struct doc *doc, uint32_t child)
{
    uint32_t mark = token_child(doc, child, REL_MARK);
    return tree_lower_is(doc, mark, "whether") || tree_lower_is(doc, mark, "if") ||
           tree_is_rel(doc, child, REL_CONJ) || tree_is_rel(doc, child, REL_PARATAXIS) ||
           (is_time(doc, child) && !tree_is_rel(doc, child, REL_APPOS));
}

/* what no source ends with */
static bool is_loose_end(const struct doc *doc, uint32_t token)
{
    uint8_t upos = doc->tokens.v[token].upos;
    return is_time(doc, token) || upos == UPOS_CCONJ || upos == UPOS_ADP ||
           (upos == UPOS_PUNCT && !str_is(token_form(doc, token), ")"));
}

/* where a source ends with all that describes it ("Ann Lee, the mayor, on Monday said") */
static uint32_t source_last(const struct doc *doc, uint32_t head, uint32_t cue)
{
    uint32_t last = tree_tokens(doc, head).last;
    if (cue > head && last >= cue)
        last = cue - 1;
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t first = tree_tokens(doc, c).first;
        if (c > head && first > head && first <= last && is_other_than_source(doc, c))
            last = first - 1;
    }
    while (last > head && is_loose_end(doc, last))
        last--;
    return last;
}

/* The noun phrase, with the name that follows its title ("candidate Ann Lee") and, of one that is
 * no predicate, with apposition, relative clause and parenthesis. */
static struct span speaker_span(const struct doc *doc, uint32_t head, uint32_t cue)
{
    struct span span = noun_phrase_span(doc, head);
    struct span named = doc->mentions.v[doc->tokens.v[head].mention].span;
    if (named.start <= span.end + 1 && named.end > span.end && named.start >= span.start)
        span.end = named.end;
    if (token_child(doc, head, REL_COP) || token_child(doc, head, REL_NSUBJ))
        return span;
    uint32_t end = doc->tokens.v[source_last(doc, head, cue)].span.end;
    if (end > named.end || doc->tokens.v[head].mention == 0)
        span.end = end;
    return span;
}

static void add_speaker_spans(struct doc *doc, struct statement *s, uint32_t head, uint32_t cue)
{
    doc_range_add_span(doc, &s->speaker_spans, speaker_span(doc, head, cue));
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next) {
        if (doc->tokens.v[c].deprel == REL_CONJ && doc->tokens.v[c].upos != UPOS_VERB)
            doc_range_add_span(doc, &s->speaker_spans, speaker_span(doc, c, cue));
    }
}

static uint8_t speaker_by(const struct doc *doc, const struct attribution *found,
                          const struct statement *s)
{
    if (!found->source)
        return found->passive ? BY_PASSIVE : BY_CARRIED_OVER;
    if (found->passive)
        return BY_PASSIVE;
    if (s->speakers.n > 1)
        return BY_COLLECTIVE;
    return doc->tokens.v[found->source].upos == UPOS_PRON ? BY_PRONOUN : BY_SYNTAX;
}

static void find_speakers(struct doc *doc, const struct attribution *found, struct statement *s)
{
    if (found->antecedent)
        add_speakers(doc, s, found->antecedent, found->token);
    if (found->source || found->antecedent)
        add_speaker_spans(doc, s, found->source ? found->source : found->antecedent, found->token);
    s->source_token = found->source;
    s->speaker_by = speaker_by(doc, found, s);
}

/* ---- question ---- */

/* "about the road", "over the road" */
static bool is_topic(const struct doc *doc, uint32_t token)
{
    uint32_t mark = token_child(doc, token, REL_CASE);
    return tree_lower_is(doc, mark, "about") || tree_lower_is(doc, mark, "over") ||
           (tree_lower_is(doc, mark, "on") && !is_time(doc, token));
}

/* "whether …", "why …", "about …" */
static bool is_question_part(const struct doc *doc, uint32_t token)
{
    uint8_t rel = deprel_base(doc->tokens.v[token].deprel);
    uint32_t mark = token_child(doc, token, REL_MARK);
    bool whether = tree_lower_is(doc, mark, "whether") || tree_lower_is(doc, mark, "if") ||
                   tree_lower_is(doc, mark + 1, "whether");
    return rel == REL_CCOMP || rel == REL_XCOMP || (rel == REL_ADVCL && whether) ||
           (rel == REL_ADVMOD && doc->tokens.v[token].first_child) ||
           (rel == REL_OBL && is_topic(doc, token));
}

/* "asked by a reporter whether …", where the parser hung the question on who asked */
static void add_question_of_asker(struct doc *doc, uint32_t asker, struct statement *s)
{
    for (uint32_t q = asker ? doc->tokens.v[asker].first_child : 0; q; q = doc->tokens.v[q].next) {
        uint32_t mark = token_child(doc, q, REL_MARK);
        struct tokens words = tree_tokens(doc, q);
        if (tree_lower_is(doc, mark, "whether") || tree_lower_is(doc, mark, "if"))
            doc_range_add_span(doc, &s->question,
                               (struct span){doc->tokens.v[words.first].span.start,
                                             doc->tokens.v[words.last].span.end});
    }
}

/* what `asked` asks, up to the answer where that lies inside its clause */
static void add_question(struct doc *doc, uint32_t asked, uint32_t answer, struct statement *s)
{
    for (uint32_t q = doc->tokens.v[asked].first_child; q; q = doc->tokens.v[q].next) {
        uint32_t first, last;
        if (!is_question_part(doc, q))
            continue;
        token_subtree(doc, q, &first, &last);
        if (tree_lower_is(doc, first, "on") && tree_lower_is(doc, first + 1, "whether"))
            first++;
        if (first < answer && last >= answer)
            last = answer - 2; /* the comma between */
        doc_range_add_span(
            doc, &s->question,
            (struct span){doc->tokens.v[first].span.start, doc->tokens.v[last].span.end});
    }
}

static bool is_any_lemma(const struct doc *doc, uint32_t token, const char *const *lemmas)
{
    for (; *lemmas; lemmas++) {
        if (tree_lemma_is(doc, token, *lemmas))
            return true;
    }
    return false;
}

/* "In response to a question about the road, she said" */
static void find_question_answered(struct doc *doc, const struct attribution *found,
                                   struct statement *s)
{
    static const char *const answers[] = {"answer", "reply", "response", NULL};
    static const char *const questions[] = {"inquiry", "query", "question", NULL};
    for (uint32_t c = doc->tokens.v[found->token].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t question = is_any_lemma(doc, c, answers) ? token_child(doc, c, REL_NMOD) : 0;
        if (!tree_is_rel(doc, c, REL_OBL) || !is_any_lemma(doc, question, questions))
            continue;
        for (uint32_t q = doc->tokens.v[question].first_child; q; q = doc->tokens.v[q].next) {
            struct tokens words = tree_tokens(doc, q);
            if (tree_is_rel(doc, q, REL_NMOD) && is_topic(doc, q))
                doc_range_add_span(doc, &s->question,
                                   (struct span){doc->tokens.v[words.first].span.start,
                                                 doc->tokens.v[words.last].span.end});
        }
    }
}

/* the question of a clause beside the cue ("asked whether …, he said") or behind the speaker ("he,
 * asked whether …, said") */
static void find_question(struct doc *doc, const struct attribution *found, struct statement *s)
{
    const uint32_t heads[] = {found->token, found->source};
    uint32_t aside = aside_of_answer(doc, found->token);
    if (aside)
        add_question(doc, aside, found->token, s);
    find_question_answered(doc, found, s);
    for (size_t i = 0; i < 2; i++) {
        for (uint32_t c = heads[i] ? doc->tokens.v[heads[i]].first_child : 0; c;
             c = doc->tokens.v[c].next) {
            if (!is_question_aside(doc, c))
                continue;
            add_question(doc, c, found->token, s);
            add_question_of_asker(doc, token_child(doc, c, REL_OBL_AGENT), s);
            setting_add_addressee(doc, s, token_child(doc, c, REL_OBL_AGENT));
        }
    }
}

/* ---- cue ---- */

static void write_cue(struct doc *doc, const struct attribution *found, struct statement *s)
{
    const struct token *t = &doc->tokens.v[found->token];
    uint32_t particle = found->cue.particle;
    s->cue = t->span;
    s->cue_token = found->token;
    s->cue_lemma = t->lemma;
    if (particle == found->token + 1) {
        s->cue.end = doc->tokens.v[particle].span.end;
        struct str lemma = token_lemma(doc, found->token), word = token_lemma(doc, particle);
        s->cue_lemma =
            doc_intern(doc, arena_format(&doc->arena, "%.*s %.*s", STR_ARG(lemma), STR_ARG(word)));
    }
}

void statement_details(const struct world *world, struct doc *doc, const struct attribution *found,
                       struct statement *statement)
{
    find_speakers(doc, found, statement);
    if (!found->token)
        return;
    write_cue(doc, found, statement);
    setting_find(world, doc, found, statement);
    find_question(doc, found, statement);
    statement->evidence = evidence_of(doc, found->token);
    if (!statement->evidence && statement->speakers.n == 1)
        statement->evidence =
            evidence_behind(doc, found->token, doc->ids.v[statement->speakers.first]);
}

/* ---- nesting ---- */

static bool holds(const struct doc *doc, const struct statement *s, uint32_t at)
{
    for (uint32_t i = 0; i < s->content.n; i++) {
        struct span span = doc->spans.v[s->content.first + i];
        if (span.start <= at && at < span.end)
            return true;
    }
    return false;
}

static uint32_t content_bytes(const struct doc *doc, const struct statement *s)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->content.n; i++) {
        struct span span = doc->spans.v[s->content.first + i];
        n += span.end - span.start;
    }
    return n;
}

enum { NESTING_REACH = 64 }; /* statements looked at on each side */

/* Statements nest by size, so that no two ever lie within each other: the cue of each may lie in
 * what was taken for the content of the other. */
static bool is_larger(const struct doc *doc, uint32_t outer, uint32_t inner)
{
    uint32_t a = content_bytes(doc, &doc->statements.v[outer]);
    uint32_t b = content_bytes(doc, &doc->statements.v[inner]);
    return a > b || (a == b && outer < inner);
}

void statements_nest(struct doc *doc)
{
    for (uint32_t i = 1; i < doc->statements.n; i++) {
        struct statement *inner = &doc->statements.v[i];
        uint32_t smallest = UINT32_MAX;
        uint32_t low = i > NESTING_REACH ? i - NESTING_REACH : 1;
        uint32_t high =
            i + NESTING_REACH < doc->statements.n ? i + NESTING_REACH : doc->statements.n;
        for (uint32_t k = low; inner->cue_token && k < high; k++) {
            const struct statement *outer = &doc->statements.v[k];
            uint32_t bytes = content_bytes(doc, outer);
            if (bytes < smallest && holds(doc, outer, inner->cue.start) && is_larger(doc, k, i)) {
                smallest = bytes;
                inner->within = k;
            }
        }
    }
}
