/* tree: subjects and objects of predicates.
 *
 * The basic dependency tree holds a subject once, at the predicate that governs it. This finds it
 * for the others: an open complement takes the object of its governor if there is one, else its
 * subject; a participle clause takes the noun it modifies; a relative clause takes the antecedent
 * where its own pronoun, or nothing, stands; a conjunct shares with the first one. It decides by
 * relations and Penn tags alone and knows no single verb but "promise". */
#include "meaning/tree.h"

#include "doc/names.h"

enum { MAX_STEPS = 8 };

bool tree_lemma_is(const struct doc *doc, uint32_t token, const char *lemma)
{
    return str_is(token_lemma(doc, token), lemma);
}

bool tree_xpos_is(const struct doc *doc, uint32_t token, const char *xpos)
{
    return str_is(doc_string(doc, doc->tokens.v[token].xpos), xpos);
}

uint32_t tree_first_conjunct(const struct doc *doc, uint32_t token)
{
    for (int i = 0; i < 32 && doc->tokens.v[token].deprel == REL_CONJ; i++)
        token = doc->tokens.v[token].head;
    return token;
}

static bool has_case_child(const struct doc *doc, uint32_t token, struct str word)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[token].first_child; c; c = tokens[c].next)
        if ((tokens[c].deprel == REL_CASE || tokens[c].deprel == REL_MARK) &&
            str_eq(doc_string(doc, tokens[c].lower), word))
            return true;
    return false;
}

/* also where the preposition hangs on the title: "with President X" */
static bool has_case_itself(const struct doc *doc, uint32_t token, struct str word)
{
    const struct token *tokens = doc->tokens.v;
    if (has_case_child(doc, token, word))
        return true;
    for (uint32_t c = tokens[token].first_child; c && c < token; c = tokens[c].next)
        if ((tokens[c].deprel == REL_NMOD_DESC || tokens[c].deprel == REL_COMPOUND) &&
            has_case_child(doc, c, word))
            return true;
    return false;
}

bool tree_has_case(const struct doc *doc, uint32_t token, struct str word)
{
    if (has_case_itself(doc, token, word))
        return true;
    if (doc->tokens.v[token].deprel != REL_CONJ || token_child(doc, token, REL_CASE))
        return false;
    return has_case_itself(doc, tree_first_conjunct(doc, token), word);
}

static bool is_relative_pronoun(const struct doc *doc, uint32_t token)
{
    struct str xpos = doc_string(doc, doc->tokens.v[token].xpos);
    return doc->tokens.v[token].upos == UPOS_PRON && xpos.n > 0 && xpos.s[0] == 'W';
}

/* who, which, that as the subject or object of a relative clause: the antecedent */
static uint32_t antecedent(const struct doc *doc, uint32_t verb, uint32_t found)
{
    uint32_t clause = tree_first_conjunct(doc, verb);
    if (!found || doc->tokens.v[clause].deprel != REL_ACL_RELCL)
        return found;
    struct str lower = doc_string(doc, doc->tokens.v[found].lower);
    if (is_relative_pronoun(doc, found) || str_is(lower, "that"))
        return doc->tokens.v[clause].head;
    return found;
}

static uint32_t own_subject(const struct doc *doc, uint32_t verb)
{
    static const uint8_t relations[] = {REL_NSUBJ, REL_NSUBJ_PASS, REL_NSUBJ_OUTER};
    for (size_t i = 0; i < sizeof relations; i++) {
        uint32_t child = token_child(doc, verb, relations[i]);
        if (child)
            return antecedent(doc, verb, child);
    }
    /* "Vietnam plans": a noun before its verb called a compound by a slip of the parse */
    uint32_t compound = token_child(doc, verb, REL_COMPOUND);
    return doc->tokens.v[verb].upos == UPOS_VERB && compound < verb ? compound : 0;
}

static bool is_participle(const struct doc *doc, uint32_t verb)
{
    return tree_xpos_is(doc, verb, "VBN") || tree_xpos_is(doc, verb, "VBG");
}

/* "killed at least eight people": no place, but an object of which "at" is part */
static bool is_quantity(const struct doc *doc, uint32_t token)
{
    uint32_t at = token_child(doc, token, REL_CASE);
    if (!at || !str_is(doc_string(doc, doc->tokens.v[at].lower), "at") || at + 1 >= doc->tokens.n)
        return false;
    struct str next = doc_string(doc, doc->tokens.v[at + 1].lower);
    return str_is(next, "least") || str_is(next, "most");
}

/* a noun behind the verb without a preposition, called oblique by a slip of the parse */
static bool is_bare(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    if (t->upos != UPOS_NOUN || token < t->head || token_child(doc, token, REL_CASE))
        return false;
    for (uint32_t i = 1; i < doc->times.n; i++)
        if (doc->times.v[i].first_token <= token && token <= doc->times.v[i].last_token)
            return false;
    return true;
}

uint32_t tree_stray_particle(const struct doc *doc, uint32_t token)
{
    static const char *const particles[] = {"off", "out", "up", "down", "over"};
    const struct token *tokens = doc->tokens.v;
    uint32_t word = token_child(doc, token, REL_CASE);
    if (tokens[token].deprel != REL_OBL || !word || word != tokens[token].head + 1 ||
        (tokens[word].next && tokens[tokens[word].next].deprel == REL_CASE))
        return 0;
    for (size_t i = 0; i < sizeof particles / sizeof *particles; i++)
        if (str_is(doc_string(doc, tokens[word].lower), particles[i]))
            return word;
    return 0;
}

/* the object; of two ("gave Egypt a loan") the last, the first is the recipient */
static uint32_t child_object(const struct doc *doc, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t object = 0, quantity = token_child(doc, verb, REL_IOBJ);
    for (uint32_t c = tokens[verb].first_child; c; c = tokens[c].next) {
        if (tokens[c].deprel == REL_OBJ)
            object = c;
        else if (!quantity && tokens[c].deprel == REL_OBL &&
                 (is_quantity(doc, c) || tree_stray_particle(doc, c) || is_bare(doc, c)))
            quantity = c;
        else if (!quantity && tokens[c].deprel == REL_XCOMP && tokens[c].name == NAME_PERSON)
            quantity = c; /* "called President X on Friday" */
    }
    return object ? object : quantity;
}

/* a gerund behind a preposition: "accused them of attacking", "kept it from leaving" */
static bool has_preposition(const struct doc *doc, uint32_t verb)
{
    return tree_has_case(doc, verb, STR("of")) || tree_has_case(doc, verb, STR("for")) ||
           tree_has_case(doc, verb, STR("from"));
}

bool tree_is_infinitive(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return t->upos == UPOS_VERB && tree_xpos_is(doc, token, "VB") &&
           has_case_child(doc, token, STR("to"));
}

/* "Come and see them," he said: who says so is not bidden to come; nor is he the subject of a
 * finite verb that lacks one */
static bool stands_alone(const struct doc *doc, uint32_t verb)
{
    return tree_xpos_is(doc, verb, "VBZ") || tree_xpos_is(doc, verb, "VBP") ||
           (tree_xpos_is(doc, verb, "VB") && !has_case_child(doc, verb, STR("to")) &&
            !token_child(doc, verb, REL_AUX));
}

bool tree_is_quality(const struct doc *doc, uint32_t token)
{
    return tree_xpos_is(doc, token, "VBG") &&
           (token_child(doc, token, REL_COP) || token_child(doc, token, REL_EXPL));
}

/* one step up to the predicate whose subject this one shares; *noun is set when the subject is
 * the noun itself */
static uint32_t shared_with(const struct doc *doc, uint32_t verb, uint32_t *noun)
{
    const struct token *token = &doc->tokens.v[verb];
    uint32_t head = token->head;
    *noun = 0;
    switch (token->deprel) {
    case REL_ACL:
        if (is_participle(doc, verb))
            *noun = head;
        return 0;
    case REL_CCOMP:
        if (stands_alone(doc, verb) && !child_object(doc, head))
            return 0;
        /* fall through */
    case REL_XCOMP:
        if (child_object(doc, head) && !tree_lemma_is(doc, head, "promise"))
            *noun = child_object(doc, head);
        return head;
    case REL_ADVCL:
        if (has_preposition(doc, verb))
            *noun = child_object(doc, head);
        return head;
    case REL_CONJ:
        return head;
    case REL_OBL:
    case REL_NMOD:
        return tree_is_infinitive(doc, verb) ? head : 0;
    default:
        return 0;
    }
}

/* the subject as the words have it: own, or shared */
static uint32_t surface_subject(const struct doc *doc, uint32_t verb)
{
    for (int i = 0; verb && i < MAX_STEPS; i++) {
        uint32_t own = own_subject(doc, verb), noun;
        if (own)
            return own;
        uint32_t next = shared_with(doc, verb, &noun);
        if (noun)
            return noun;
        verb = next;
    }
    return 0;
}

bool tree_is_passive(const struct doc *doc, uint32_t verb)
{
    for (int i = 0; i < MAX_STEPS; i++) {
        const struct token *token = &doc->tokens.v[verb];
        uint32_t aux = token_child(doc, verb, REL_AUX);
        if (token_child(doc, verb, REL_AUX_PASS) || token_child(doc, verb, REL_OBL_AGENT))
            return true;
        if (token_child(doc, verb, REL_NSUBJ_PASS))
            return !aux || !tree_lemma_is(doc, aux, "have");
        if (token->upos != UPOS_VERB || token_child(doc, verb, REL_NSUBJ) || aux ||
            !tree_xpos_is(doc, verb, "VBN"))
            return false;
        if (token->deprel == REL_ACL || token->deprel == REL_ADVCL || token->deprel == REL_XCOMP ||
            token->deprel == REL_CCOMP)
            return !child_object(doc, verb);
        if (token->deprel != REL_CONJ)
            return false;
        verb = token->head;
    }
    return false;
}

static uint32_t agent_phrase(const struct doc *doc, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[verb].first_child; c; c = tokens[c].next)
        if (tokens[c].deprel == REL_OBL_AGENT ||
            (tokens[c].deprel == REL_OBL && tree_has_case(doc, c, STR("by"))))
            return c;
    return 0;
}

uint32_t tree_subject(const struct doc *doc, uint32_t verb)
{
    return tree_is_passive(doc, verb) ? agent_phrase(doc, verb) : surface_subject(doc, verb);
}

/* the object that "seized and burned the ship" hangs on one of its verbs only */
static uint32_t conjunct_object(const struct doc *doc, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t c = tokens[verb].first_child; c; c = tokens[c].next)
        if (tokens[c].deprel == REL_CONJ && tokens[c].upos == UPOS_VERB && !own_subject(doc, c) &&
            c <= verb + 2)
            return child_object(doc, c);
    return 0;
}

/* "the town that they shelled": nothing stands where the antecedent is meant */
static uint32_t gap(const struct doc *doc, uint32_t verb)
{
    uint32_t clause = tree_first_conjunct(doc, verb);
    if (doc->tokens.v[clause].deprel != REL_ACL_RELCL)
        return 0;
    uint32_t noun = doc->tokens.v[clause].head, subject = surface_subject(doc, verb);
    return subject && subject != noun ? noun : 0;
}

uint32_t tree_object(const struct doc *doc, uint32_t verb)
{
    if (tree_is_passive(doc, verb))
        return surface_subject(doc, verb);
    uint32_t object = antecedent(doc, verb, child_object(doc, verb));
    if (!object)
        object = conjunct_object(doc, verb);
    return object ? object : gap(doc, verb);
}

struct str tree_hyphenated(const struct doc *doc, uint32_t token, char *buffer)
{
    const struct token *tokens = doc->tokens.v;
    if (token < 3 || tokens[token - 2].head != token || tokens[token - 1].upos != UPOS_PUNCT ||
        !str_is(token_form(doc, token - 1), "-"))
        return (struct str){NULL, 0};
    struct str left = doc_string(doc, tokens[token - 2].lower), right = token_lemma(doc, token);
    if (left.n + right.n + 1 > TREE_WORD)
        return (struct str){NULL, 0};
    memcpy(buffer, left.s, left.n);
    buffer[left.n] = '-';
    memcpy(buffer + left.n + 1, right.s, right.n);
    return (struct str){buffer, left.n + right.n + 1};
}

struct tokens tree_tokens(const struct doc *doc, uint32_t head)
{
    struct tokens tokens;
    token_subtree(doc, head, &tokens.first, &tokens.last);
    return tokens;
}

bool tree_is_rel(const struct doc *doc, uint32_t token, uint8_t base)
{
    return deprel_base(doc->tokens.v[token].deprel) == base;
}

bool tree_is_mark(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].upos == UPOS_PUNCT;
}

bool tree_is_comma(const struct doc *doc, uint32_t token)
{
    return str_is(token_form(doc, token), ",");
}

bool tree_is_participle_behind_comma(const struct doc *doc, uint32_t verb)
{
    uint32_t before = verb - 1;
    if (!tree_xpos_is(doc, verb, "VBG"))
        return false;
    if (before && doc->tokens.v[before].upos == UPOS_ADV)
        before--;
    return before && tree_is_comma(doc, before);
}

bool tree_is_relative(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].upos == UPOS_PRON &&
           (tree_lower_is(doc, token, "who") || tree_lower_is(doc, token, "which") ||
            tree_lower_is(doc, token, "that"));
}

bool tree_lower_is(const struct doc *doc, uint32_t token, const char *word)
{
    return token && token < doc->tokens.n &&
           str_is(doc_string(doc, doc->tokens.v[token].lower), word);
}
