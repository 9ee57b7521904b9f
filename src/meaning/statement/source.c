/* source: whose words a cue reports.
 *
 * A verb's source is its subject (its own, or through coordination, control and participles that of
 * the verb it hangs on) or the agent of a passive; a noun's its possessor, its by- or from-phrase
 * or the subject of the light verb it is the object of ("issued a denial"). A relative pronoun
 * stands for its antecedent. */
#include "meaning/statement/source.h"

#include "doc/names.h"

static bool is_subject(const struct doc *doc, uint32_t token)
{
    return tree_is_rel(doc, token, REL_NSUBJ) || tree_is_rel(doc, token, REL_CSUBJ);
}

bool is_time(const struct doc *doc, uint32_t token)
{
    uint32_t low = array_find_from(doc->times.v, doc->times.n, last_token, token);
    return low < doc->times.n && doc->times.v[low].first_token <= token;
}

/* a time never speaks, whatever the parser made of it */
static uint32_t own_subject(const struct doc *doc, uint32_t verb)
{
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next) {
        if (is_subject(doc, c) && !is_time(doc, c))
            return c;
    }
    return 0;
}

/* "He's said he would go": the contracted verb is "has" where a clause follows */
static bool is_contracted_perfect(const struct doc *doc, uint32_t verb, uint32_t aux)
{
    uint32_t clause = token_child(doc, verb, REL_CCOMP);
    return clause > verb && aux + 1 == verb && doc->tokens.v[aux].span.end > 1 &&
           doc->text.s[doc->tokens.v[aux].span.end - 1] == 's' &&
           token_form(doc, aux).s[0] != 'i' && token_form(doc, aux).s[0] != 'w';
}

static bool is_in_headline(const struct doc *doc, uint32_t token)
{
    uint32_t block = doc->sentences.v[doc->tokens.v[token].sentence].block;
    return doc->blocks.v[block].kind == BLOCK_HEADLINE;
}

/* "X, said to be close to Y", "thought to have fled": whoever says or thinks it, it is not X */
static bool is_said_to_be(const struct doc *doc, uint32_t verb)
{
    static const char *const lemmas[] = {"say",    "think",      "believe", "know",
                                         "report", "understand", "rumor",   "rumour"};
    uint32_t clause = token_child(doc, verb, REL_XCOMP);
    if (clause < verb || !tree_lower_is(doc, token_child(doc, clause, REL_MARK), "to") ||
        token_child(doc, verb, REL_AUX) ||
        (!tree_xpos_is(doc, verb, "VBN") && !tree_xpos_is(doc, verb, "VBD")))
        return false;
    for (size_t i = 0; i < sizeof lemmas / sizeof *lemmas; i++)
        if (tree_lemma_is(doc, verb, lemmas[i]))
            return token_child(doc, clause, REL_COP) || token_child(doc, clause, REL_AUX) ||
                   tree_lower_is(doc, clause, "be") || tree_lower_is(doc, clause, "have");
    return false;
}

/* A past tense without an auxiliary is active even where the parser calls its subject that of a
 * passive; in headlines, which leave the auxiliary out, only where it is tagged as finite. */
static bool is_passive(const struct doc *doc, uint32_t verb)
{
    uint32_t aux = token_child(doc, verb, REL_AUX_PASS);
    bool past = tree_xpos_is(doc, verb, "VBD") ||
                (tree_xpos_is(doc, verb, "VBN") && !is_in_headline(doc, verb) &&
                 !tree_is_rel(doc, verb, REL_CONJ));
    bool finite = past && !token_child(doc, verb, REL_AUX);
    return (aux && !is_contracted_perfect(doc, verb, aux)) || is_said_to_be(doc, verb) ||
           token_child(doc, verb, REL_OBL_AGENT) ||
           (!finite && !aux && token_child(doc, verb, REL_NSUBJ_PASS));
}

static bool is_nominal(const struct doc *doc, uint32_t token)
{
    uint8_t upos = doc->tokens.v[token].upos;
    return upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM;
}

/* "asked whether …, he said", "a plan announced by …": a participle without subject */
static bool is_reduced_passive(const struct doc *doc, uint32_t verb)
{
    const struct token *t = &doc->tokens.v[verb];
    bool finite = t->deprel == REL_ADVCL && tree_xpos_is(doc, verb, "VBD") &&
                  is_nominal(doc, verb - 1) && doc->tokens.v[verb - 1].sentence == t->sentence;
    return (t->deprel == REL_ACL || t->deprel == REL_ADVCL) && !finite && !own_subject(doc, verb) &&
           !token_child(doc, verb, REL_AUX) && !token_child(doc, verb, REL_MARK) &&
           (tree_xpos_is(doc, verb, "VBN") || tree_xpos_is(doc, verb, "VBD"));
}

/* "criticised X for saying", "stopped X from telling": who says it is the object; 0 = no such
 * gerund */
static uint32_t object_before_gerund(const struct doc *doc, uint32_t verb)
{
    static const char *const words[] = {"for", "from", "of", "into"};
    uint32_t mark = token_child(doc, verb, REL_MARK), over = doc->tokens.v[verb].head;
    uint32_t object = token_child(doc, over, REL_OBJ);
    if (!tree_xpos_is(doc, verb, "VBG") || !object || object > verb || !is_party(doc, object))
        return 0;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (tree_lower_is(doc, mark, words[i]))
            return object;
    }
    return 0;
}

/* "hailed the choice of the town, describing it as …": of a participle behind a comma whose noun is
 * nobody, the verb that governs that noun; 0 = none */
static uint32_t verb_over_participle(const struct doc *doc, uint32_t participle)
{
    uint32_t over = doc->tokens.v[participle].head;
    if (!tree_is_participle_behind_comma(doc, participle) || is_party(doc, over))
        return 0;
    for (int steps = 0; over && steps < 6; steps++) {
        if (doc->tokens.v[over].upos == UPOS_VERB)
            return over;
        over = doc->tokens.v[over].head;
    }
    return 0;
}

/* "made a point of saying", "had the nerve to say": of a gerund or infinitive on the object of a
 * verb, which is nobody, that verb; 0 = none */
static uint32_t verb_over_object(const struct doc *doc, uint32_t verb)
{
    uint32_t noun = doc->tokens.v[verb].head;
    bool told =
        tree_is_infinitive(doc, verb) || tree_lower_is(doc, token_child(doc, verb, REL_MARK), "of");
    return told && tree_is_rel(doc, noun, REL_OBJ) && !is_party(doc, noun)
               ? doc->tokens.v[noun].head
               : 0;
}

uint32_t subject_of(const struct doc *doc, uint32_t verb)
{
    for (int steps = 0; verb && steps < 6; steps++) {
        uint32_t subject = own_subject(doc, verb), over = 0;
        const struct token *t = &doc->tokens.v[verb];
        if (subject)
            return subject;
        switch (deprel_base(t->deprel)) {
        case REL_ADVCL:
            if (object_before_gerund(doc, verb))
                return object_before_gerund(doc, verb);
            verb = t->head;
            break;
        case REL_CONJ:
        case REL_XCOMP:
        case REL_PARATAXIS:
            verb = t->head;
            break;
        case REL_ACL:
            over = verb_over_participle(doc, verb);
            if (!over)
                over = verb_over_object(doc, verb);
            if (!over)
                return t->head;
            verb = over;
            break;
        default:
            return 0;
        }
    }
    return 0;
}

/* an object of by, from or another preposition among the dependents */
static uint32_t dependent_after(const struct doc *doc, uint32_t head, const char *preposition)
{
    for (uint32_t c = doc->tokens.v[head].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t mark = token_child(doc, c, REL_CASE);
        if ((tree_is_rel(doc, c, REL_OBL) || tree_is_rel(doc, c, REL_NMOD)) && mark &&
            tree_lower_is(doc, mark, preposition))
            return c;
    }
    return 0;
}

/* who was told or asked: the passive subject, or what the participle belongs to */
static uint32_t passive_addressee(const struct doc *doc, uint32_t verb)
{
    uint32_t subject = token_child(doc, verb, REL_NSUBJ_PASS);
    const struct token *t = &doc->tokens.v[verb];
    if (subject)
        return subject;
    if (t->deprel == REL_ACL)
        return t->head;
    return t->deprel == REL_ADVCL ? subject_of(doc, t->head) : 0;
}

bool is_party(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return token && (t->mention || t->upos == UPOS_PROPN || t->upos == UPOS_PRON);
}

bool is_question_aside(const struct doc *doc, uint32_t asked)
{
    const struct token *t = &doc->tokens.v[asked];
    bool beside = t->deprel == REL_ADVCL || t->deprel == REL_ACL ||
                  (t->deprel == REL_CCOMP && asked < t->head);
    bool asks = tree_lower_is(doc, asked, "asked") || tree_lower_is(doc, asked, "pressed") ||
                tree_lower_is(doc, asked, "questioned");
    return beside && asks && !own_subject(doc, asked) && !token_child(doc, asked, REL_AUX);
}

/* a party before the verb that the parser took for its object */
static uint32_t party_before(const struct doc *doc, uint32_t verb)
{
    for (uint32_t c = doc->tokens.v[verb].first_child; c && c < verb; c = doc->tokens.v[c].next) {
        if ((tree_is_rel(doc, c, REL_IOBJ) || tree_is_rel(doc, c, REL_OBJ)) && is_party(doc, c) &&
            !tree_is_relative(doc, c))
            return c;
    }
    return 0;
}

/* 'Said Lee: "…"': the party behind a verb that opens its sentence */
static uint32_t party_behind_opening(const struct doc *doc, uint32_t verb)
{
    if (doc->sentences.v[doc->tokens.v[verb].sentence].first_token != verb)
        return 0;
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next) {
        if ((tree_is_rel(doc, c, REL_IOBJ) || tree_is_rel(doc, c, REL_OBJ)) && is_party(doc, c) &&
            str_is(token_form(doc, tree_tokens(doc, c).last + 1), ":"))
            return c;
    }
    return 0;
}

static bool is_finite(const struct doc *doc, uint32_t verb)
{
    return tree_xpos_is(doc, verb, "VBD") || tree_xpos_is(doc, verb, "VBZ") ||
           tree_xpos_is(doc, verb, "VBP");
}

/* the mark inside "two-thirds" */
static bool is_hyphen(const struct doc *doc, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return str_is(token_form(doc, token), "-") && t[-1].span.end == t->span.start &&
           t->span.end == t[1].span.start;
}

/* what may stand in the phrase before a verb */
static bool is_phrase_part(const struct doc *doc, uint32_t token)
{
    switch (doc->tokens.v[token].upos) {
    case UPOS_ADJ:
    case UPOS_ADP:
    case UPOS_ADV:
    case UPOS_DET:
    case UPOS_PART:
        return true;
    default:
        return is_nominal(doc, token) || is_hyphen(doc, token);
    }
}

/* the first token of the phrase that ends with `last` */
static uint32_t phrase_first(const struct doc *doc, uint32_t last)
{
    uint32_t start = doc->sentences.v[doc->tokens.v[last].sentence].first_token;
    uint32_t first = last + 1;
    while (first > start && is_phrase_part(doc, first - 1))
        first--;
    return first;
}

/* the last token of the phrase before a verb, or before the apposition between commas there; 0 =
 * none */
static uint32_t phrase_last(const struct doc *doc, uint32_t verb)
{
    uint32_t last = verb - 1, start = doc->sentences.v[doc->tokens.v[verb].sentence].first_token;
    if (verb == start)
        return 0;
    if (last == start || !tree_is_comma(doc, last))
        return last;
    uint32_t apposition = phrase_first(doc, last - 1);
    return apposition < last && apposition > start + 1 && tree_is_comma(doc, apposition - 1)
               ? apposition - 2
               : 0;
}

/* "60 percent of the voters said", "just over a quarter, 26 percent, say": the head of the phrase
 * right before a finite verb, or before its apposition, where the parser gave the verb no
 * subject */
static uint32_t phrase_before(const struct doc *doc, uint32_t verb)
{
    uint32_t last = phrase_last(doc, verb);
    if (!last || !is_finite(doc, verb) || tree_is_rel(doc, verb, REL_CONJ))
        return 0;
    uint32_t first = phrase_first(doc, last);
    for (uint32_t t = first; t <= last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if ((is_nominal(doc, t) || tree_lower_is(doc, t, "half")) && !is_time(doc, t) &&
            !tree_is_relative(doc, t) && (head < first || head > last))
            return t;
    }
    return 0;
}

static bool is_occasion(const struct world *world, const struct doc *doc, uint32_t noun)
{
    const struct table *table = world_table(world, "occasions");
    uint32_t row;
    return noun && doc->tokens.v[noun].upos == UPOS_NOUN && table &&
           table_find(table, token_lemma(doc, noun), &row);
}

uint32_t document_over(const struct world *world, const struct doc *doc, uint32_t participle)
{
    const struct token *t = &doc->tokens.v[participle];
    uint32_t noun = t->head;
    if (!tree_xpos_is(doc, participle, "VBG") || token_child(doc, participle, REL_MARK) ||
        tree_is_participle_behind_comma(doc, participle))
        return 0;
    if (t->deprel == REL_ADVCL && noun < participle)
        noun = token_child(doc, noun, REL_OBJ);
    else if (t->deprel != REL_ACL)
        return 0;
    if (!is_occasion(world, doc, noun) && doc->tokens.v[noun].deprel == REL_NMOD)
        noun = doc->tokens.v[noun].head; /* "a letter to the mayor warning …" */
    return noun < participle && is_occasion(world, doc, noun) ? noun : 0;
}

/* "wrote a letter congratulating X", "passed a resolution condemning Y": words of whoever wrote or
 * passed it */
static uint32_t author_of(const struct world *world, const struct doc *doc, uint32_t verb)
{
    uint32_t noun = document_over(world, doc, verb), over = doc->tokens.v[noun].head;
    return noun && over && tree_is_rel(doc, noun, REL_OBJ) ? subject_of(doc, over) : 0;
}

/* a cue without content of its own: "could not be reached", "did not return calls" */
static bool is_bare(const struct cue *cue)
{
    return !(cue->takes_bits & ~(TAKES_SELF | TAKES_NEGATED | TAKES_PASSIVE | TAKES_PARTY));
}

/* "the embassy" of "the embassy could not be reached", "calls to the embassy were not returned" */
static uint32_t silent_party(const struct doc *doc, const struct attribution *found)
{
    uint32_t subject = token_child(doc, found->token, REL_NSUBJ_PASS);
    if (subject && subject == found->cue.particle) {
        uint32_t to = dependent_after(doc, subject, "to");
        subject = to ? to : dependent_after(doc, subject, "for");
    }
    return is_party(doc, subject) ? subject : 0;
}

static void find_verb_source(const struct world *world, const struct doc *doc,
                             struct attribution *found)
{
    uint32_t verb = found->token;
    found->passive = is_passive(doc, verb) || is_reduced_passive(doc, verb);
    if (found->passive) {
        found->source = token_child(doc, verb, REL_OBL_AGENT);
        if (!found->source)
            found->source = dependent_after(doc, verb, "by");
        if (is_bare(&found->cue))
            found->source = silent_party(doc, found);
        else if (found->cue.takes_bits & TAKES_ADDRESSEE)
            found->addressee = passive_addressee(doc, verb);
        return;
    }
    found->source = author_of(world, doc, verb);
    if (!found->source && tree_is_rel(doc, verb, REL_ADVCL) && !own_subject(doc, verb) &&
        !token_child(doc, verb, REL_MARK) && is_nominal(doc, verb - 1))
        found->source = phrase_before(doc, verb);
    if (!found->source)
        found->source = subject_of(doc, verb);
    if (!found->source)
        found->source = party_before(doc, verb);
    if (!found->source)
        found->source = phrase_before(doc, verb);
    if (!found->source)
        found->source = party_behind_opening(doc, verb);
}

static const char *const light_verbs[] = {"deliver", "give",    "issue", "make",
                                          "publish", "release", "renew", "repeat"};

static void find_noun_source(const struct doc *doc, struct attribution *found)
{
    uint32_t noun = found->token;
    const struct token *t = &doc->tokens.v[noun];
    found->source = token_child(doc, noun, REL_NMOD_POSS);
    if (!found->source)
        found->source = dependent_after(doc, noun, "by");
    if (!found->source)
        found->source = dependent_after(doc, noun, "from");
    if (!found->source && !cue_takes_preposition(&found->cue, STR("of")))
        found->source = dependent_after(doc, noun, "of");
    if (!found->source && t->deprel == REL_OBJ) {
        for (size_t i = 0; i < sizeof light_verbs / sizeof *light_verbs; i++) {
            if (str_is(token_lemma(doc, t->head), light_verbs[i]))
                found->source = subject_of(doc, t->head);
        }
    }
}

/* the head of the noun phrase that ends before a token or before the comma there; 0 = none */
static uint32_t phrase_ending_before(const struct doc *doc, uint32_t token)
{
    uint32_t t = token - 1;
    if (t > 1 && tree_is_comma(doc, t))
        t--;
    if (doc->tokens.v[t].upos != UPOS_NOUN && doc->tokens.v[t].upos != UPOS_PROPN)
        return 0;
    for (uint32_t head = doc->tokens.v[t].head; head && head < token;
         head = doc->tokens.v[t].head) {
        uint8_t upos = doc->tokens.v[head].upos;
        if (upos != UPOS_NOUN && upos != UPOS_PROPN)
            break;
        t = head;
    }
    return t;
}

/* "a driver from Oslo, who said": places are no who */
static uint32_t over_place(const struct doc *doc, uint32_t relative, uint32_t antecedent)
{
    for (int steps = 0; steps < 4 && tree_lower_is(doc, relative, "who"); steps++) {
        const struct token *t = &doc->tokens.v[antecedent];
        if (t->name != NAME_PLACE || !t->head ||
            !(tree_is_rel(doc, antecedent, REL_NMOD) || tree_is_rel(doc, antecedent, REL_APPOS)))
            break;
        antecedent = t->head;
    }
    return antecedent;
}

static void find_antecedent(const struct doc *doc, struct attribution *found)
{
    found->antecedent = found->source;
    if (!found->source || !tree_is_relative(doc, found->source))
        return;
    for (uint32_t t = found->token, steps = 0; t && steps < 6; t = doc->tokens.v[t].head, steps++) {
        if (doc->tokens.v[t].deprel == REL_ACL_RELCL) {
            found->antecedent = over_place(doc, found->source, doc->tokens.v[t].head);
            return;
        }
    }
    uint32_t before = phrase_ending_before(doc, found->source);
    if (before)
        found->antecedent = over_place(doc, found->source, before);
}

/* "X warned that the bridge could fall, adding that …": the speaker is that of the cue over the
 * clause that the parser hung the participle on */
static uint32_t cue_over_participle(const struct world *world, const struct doc *doc, uint32_t verb)
{
    struct cue cue;
    uint32_t clause = doc->tokens.v[verb].head, over = doc->tokens.v[clause].head;
    bool hung = doc->tokens.v[verb].deprel == REL_ADVCL && tree_is_rel(doc, clause, REL_CCOMP) &&
                tree_is_participle_behind_comma(doc, verb);
    return hung && over < verb && cue_find(world, doc, over, &cue) &&
                   (cue.takes_bits & TAKES_CLAUSE)
               ? over
               : 0;
}

/* a cue with a clause above `verb` that is of the same form; 0 = none */
static uint32_t cue_above(const struct world *world, const struct doc *doc, uint32_t verb)
{
    struct cue cue;
    uint32_t over = doc->tokens.v[doc->tokens.v[verb].head].head;
    for (int steps = 0; over && steps < 6; steps++, over = doc->tokens.v[over].head) {
        if (over < verb && doc->tokens.v[over].xpos == doc->tokens.v[verb].xpos &&
            cue_find(world, doc, over, &cue) && (cue.takes_bits & TAKES_CLAUSE))
            return over;
    }
    return 0;
}

/* "X said the plan was weak but warned that …", "X said he had come to talk and accused Y": a cue
 * of the same form over the verb that the parser coordinated this one with, when that verb is of
 * another form or tells nothing itself, or its subject is nobody who speaks */
static uint32_t cue_over_conjunct(const struct world *world, const struct doc *doc, uint32_t verb)
{
    struct cue cue;
    uint32_t partner = doc->tokens.v[verb].head, copula = token_child(doc, partner, REL_COP);
    if (doc->tokens.v[verb].deprel != REL_CONJ || !token_child(doc, verb, REL_CC) ||
        token_child(doc, verb, REL_MARK))
        return 0;
    uint32_t over = cue_above(world, doc, verb), finite = copula ? copula : partner;
    if (!over)
        return 0;
    bool predicate = copula || doc->tokens.v[partner].upos == UPOS_VERB;
    bool other_form = doc->tokens.v[finite].xpos != doc->tokens.v[verb].xpos;
    bool nobody = !is_party(doc, subject_of(doc, verb)) && is_party(doc, subject_of(doc, over));
    return nobody || (predicate && (other_form || !cue_find(world, doc, partner, &cue))) ? over : 0;
}

static bool is_answer(const struct doc *doc, uint32_t asked, uint32_t verb)
{
    return verb > asked && tree_xpos_is(doc, verb, "VBD") && tree_is_comma(doc, verb - 1) &&
           !own_subject(doc, verb);
}

uint32_t answer_of_aside(const struct doc *doc, uint32_t asked)
{
    uint32_t subject = own_subject(doc, asked);
    if (!tree_lower_is(doc, asked, "asked") || !subject || subject + 1 >= asked ||
        !tree_is_comma(doc, asked - 1))
        return 0;
    if (is_answer(doc, asked, doc->tokens.v[asked].head))
        return doc->tokens.v[asked].head;
    for (uint32_t c = doc->tokens.v[asked].first_child; c; c = doc->tokens.v[c].next) {
        if (is_answer(doc, asked, c))
            return c;
    }
    return 0;
}

uint32_t aside_of_answer(const struct doc *doc, uint32_t verb)
{
    uint32_t head = doc->tokens.v[verb].head;
    if (head && answer_of_aside(doc, head) == verb)
        return head;
    for (uint32_t c = doc->tokens.v[verb].first_child; c && c < verb; c = doc->tokens.v[c].next) {
        if (answer_of_aside(doc, c) == verb)
            return c;
    }
    return 0;
}

/* where the parser hung a cue too low */
static void find_raised_source(const struct world *world, const struct doc *doc,
                               struct attribution *found)
{
    uint32_t verb = found->token;
    if (own_subject(doc, verb) || found->passive)
        return;
    uint32_t over = cue_over_participle(world, doc, verb), aside = aside_of_answer(doc, verb);
    if (aside) {
        found->source = own_subject(doc, aside);
        found->cut_before = verb - 1;
        return;
    }
    if (!over && (over = cue_over_conjunct(world, doc, verb)))
        found->cut_before = token_child(doc, verb, REL_CC);
    if (over)
        found->source = subject_of(doc, over);
}

void source_find(const struct world *world, const struct doc *doc, struct attribution *found)
{
    if (doc->tokens.v[found->token].upos == UPOS_VERB) {
        find_verb_source(world, doc, found);
        if (answer_of_aside(doc, found->token)) {
            found->passive = true;
            found->addressee = found->source;
            found->source = 0;
        }
        find_raised_source(world, doc, found);
        if (tree_is_participle_behind_comma(doc, found->token))
            found->cut_before = found->token;
    } else if (doc->tokens.v[found->token].upos == UPOS_ADJ) {
        found->source = subject_of(doc, found->token);
    } else {
        find_noun_source(doc, found);
    }
    find_antecedent(doc, found);
}
