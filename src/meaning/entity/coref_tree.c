/* coref_tree: what the syntax alone says is the same: appositions ("Cho Tae-yul, the foreign
 * minister"), definite predicates ("X is the president"), relative pronouns ("X, who"). A step up
 * from names, so that what the apposition tells (role, country) belongs to the name. */
#include "meaning/entity/coref.h"
#include "meaning/entity/noun_phrase.h"
#include "meaning/tree.h"

static uint32_t mention_at(const struct doc *doc, uint32_t token)
{
    return token ? doc->tokens.v[token].mention : 0;
}

static bool is_definite(const struct doc *doc, uint32_t head)
{
    for (uint32_t c = doc->tokens.v[head].first_child; c && c < head; c = doc->tokens.v[c].next)
        if (doc->tokens.v[c].deprel == REL_NMOD_POSS || tree_lower_is(doc, c, "the"))
            return true;
    return false;
}

static bool is_negated(const struct doc *doc, uint32_t head)
{
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next)
        if (doc->tokens.v[c].deprel == REL_ADVMOD &&
            (tree_lower_is(doc, c, "not") || tree_lower_is(doc, c, "n't") ||
             tree_lower_is(doc, c, "never")))
            return true;
    return token_child(doc, head, REL_AUX) != 0; /* "would be the president" */
}

static bool same_number(const struct mention *a, const struct mention *b)
{
    return a->plural == b->plural;
}

/* What an apposition explains: the noun it hangs on; a person's name that the parser hung on the
 * last noun of a phrase, the person at the head of that phrase ("the head of the fund, Ann
 * Lee"). */
static uint32_t explained_mention(const struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    uint32_t above = doc->tokens.v[doc->mentions.v[m].head_token].head;
    uint32_t other = mention_at(doc, above);
    if (doc->entities.v[coref_entity(coref, m)].kind != ENTITY_PERSON)
        return other;
    for (uint32_t t = above, steps = 0; steps < 3 && doc->tokens.v[t].deprel == REL_NMOD; steps++) {
        t = doc->tokens.v[t].head;
        uint32_t outer = mention_at(doc, t);
        if (outer && doc->mentions.v[outer].form == FORM_TITLE &&
            (!other || !entity_is_person(&doc->entities.v[coref_entity(coref, other)])))
            return outer;
    }
    return other;
}

static void link_apposition(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    const struct token *token = &doc->tokens.v[mention->head_token];
    if (token->deprel != REL_APPOS || tree_lower_is(doc, mention->first_token - 1, "("))
        return;
    uint32_t other = explained_mention(coref, m);
    if (!other || other == m || !same_number(mention, &doc->mentions.v[other]) ||
        mention->form == FORM_PRONOUN)
        return;
    const struct entity *a = &doc->entities.v[coref_entity(coref, m)];
    const struct entity *b = &doc->entities.v[coref_entity(coref, other)];
    bool persons = entity_is_person(a) && entity_is_person(b);
    bool bodies = a->kind == ENTITY_ORGANIZATION && b->kind == ENTITY_ORGANIZATION &&
                  (mention->form == FORM_NOMINAL || doc->mentions.v[other].form == FORM_NOMINAL);
    if ((persons || bodies) &&
        coref_may_unite(coref, mention->entity, doc->mentions.v[other].entity))
        coref_unite(coref, mention->entity, doc->mentions.v[other].entity);
}

static bool is_comma(const struct doc *doc, uint32_t token)
{
    return token < doc->tokens.n && tree_lower_is(doc, token, ",");
}

/* "Mary Smith, a lawyer," and "the minister, Ann Jones,": between commas, whatever the tree says */
static void link_between_commas(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    if ((mention->form != FORM_TITLE && mention->form != FORM_NAME) || mention->first_token < 3 ||
        !is_comma(doc, mention->first_token - 1) || !is_comma(doc, mention->last_token + 1))
        return;
    for (uint32_t c = m - 1; c > 0 && c + 4 > m; c--) {
        const struct mention *other = &doc->mentions.v[c];
        if (other->last_token != mention->first_token - 2)
            continue;
        const struct entity *a = &doc->entities.v[coref_entity(coref, m)];
        const struct entity *b = &doc->entities.v[coref_entity(coref, c)];
        bool named = (a->kind == ENTITY_PERSON && other->form == FORM_TITLE) ||
                     (b->kind == ENTITY_PERSON && mention->form == FORM_TITLE);
        if (named && coref_may_unite(coref, mention->entity, other->entity))
            coref_unite(coref, other->entity, mention->entity);
    }
}

/* true when nothing but one phrase of a preposition stands between a title and a token */
static bool is_phrase_of(const struct doc *doc, uint32_t title, uint32_t before)
{
    if (doc->tokens.v[title + 1].upos != UPOS_ADP)
        return false;
    for (uint32_t t = title + 1; t < before; t++) {
        uint8_t upos = doc->tokens.v[t].upos;
        if (upos == UPOS_VERB || upos == UPOS_AUX || upos == UPOS_PUNCT || upos == UPOS_CCONJ ||
            upos == UPOS_PRON)
            return false;
    }
    return true;
}

/* the title among the three mentions before m, NULL = none */
static const struct mention *title_before(const struct doc *doc, uint32_t m)
{
    for (uint32_t c = m - 1; c > 0 && c + 4 > m; c--) {
        if (doc->mentions.v[c].form == FORM_TITLE)
            return &doc->mentions.v[c];
    }
    return NULL;
}

/* "the ambassador to Norway Ann Lee", "executive director of the Oslo Forum Tom Hale": a title, its
 * phrase that ends in the name of a place or body, and who bears the title */
static void link_title_before_name(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *name = &doc->mentions.v[m], *title = title_before(doc, m);
    uint8_t before = name->first_token ? doc->tokens.v[name->first_token - 1].name : NAME_NONE;
    if (name->form != FORM_NAME || name->name != NAME_PERSON ||
        (before != NAME_PLACE && before != NAME_ORGANIZATION))
        return;
    if (!title || title->plural ||
        doc->tokens.v[title->head_token].sentence != doc->tokens.v[name->head_token].sentence ||
        !is_phrase_of(doc, title->head_token, name->first_token))
        return;
    if (coref_may_unite(coref, title->entity, name->entity))
        coref_unite(coref, title->entity, name->entity);
}

static void link_predicate(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    uint32_t head = mention->head_token;
    if (mention->form != FORM_TITLE || !token_child(doc, head, REL_COP) ||
        !is_definite(doc, head) || is_negated(doc, head))
        return;
    uint32_t subject = mention_at(doc, token_child(doc, head, REL_NSUBJ));
    if (!subject || !same_number(mention, &doc->mentions.v[subject]) ||
        doc->mentions.v[subject].form == FORM_PRONOUN)
        return;
    if (coref_may_unite(coref, mention->entity, doc->mentions.v[subject].entity))
        coref_unite(coref, mention->entity, doc->mentions.v[subject].entity);
}

static bool is_relative(const struct doc *doc, uint32_t token)
{
    static const char *const WORDS[] = {"who", "whom", "whose", "which", "that"};
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (tree_lower_is(doc, token, WORDS[i]))
            return true;
    return false;
}

static void link_relative(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    if (mention->form != FORM_PRONOUN || !is_relative(doc, mention->head_token))
        return;
    uint32_t t = doc->tokens.v[mention->head_token].head;
    for (uint32_t steps = 0; t && steps < 4; steps++, t = doc->tokens.v[t].head) {
        if (doc->tokens.v[t].deprel != REL_ACL_RELCL)
            continue;
        uint32_t antecedent = mention_at(doc, doc->tokens.v[t].head);
        if (antecedent && doc->tokens.v[t].head < mention->head_token)
            coref_unite(coref, mention->entity, doc->mentions.v[antecedent].entity);
        return;
    }
}

void coref_tree(struct coref *coref)
{
    for (uint32_t m = 1; m < coref->doc->mentions.n; m++) {
        link_apposition(coref, m);
        link_between_commas(coref, m);
        link_title_before_name(coref, m);
        link_predicate(coref, m);
        link_relative(coref, m);
    }
}
