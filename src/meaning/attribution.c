/* attribution: finds source and content of one cue.
 *
 * Method. The content of a cue is what its entry in cues.tsv admits: complements to its right
 * (clause, infinitive, object, prepositional object), a clause before it, or the clause that it is
 * attached to as a parenthesis ("C, he said"). Where the tree gives none, a quotation next to the
 * attribution clause is taken. The source is the subject, the agent of a passive, the possessor or
 * by-phrase of a noun. Which quotations and neighbouring sentences belong to it as well is decided
 * in statements.c. */
#include "meaning/attribution.h"

#include "doc/names.h"
#include "meaning/direct_speech.h"
#include "meaning/standing.h"

static bool is_rel(const struct doc *doc, uint32_t token, uint8_t base)
{
    return deprel_base(doc->tokens.v[token].deprel) == base;
}

static bool is_lower(const struct doc *doc, uint32_t token, const char *word)
{
    return str_is(doc_string(doc, doc->tokens.v[token].lower), word);
}

static struct tokens subtree(const struct doc *doc, uint32_t head)
{
    struct tokens tokens;
    token_subtree(doc, head, &tokens.first, &tokens.last);
    return tokens;
}

static bool is_mark(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].upos == UPOS_PUNCT;
}

void attribution_add(struct attribution *attribution, struct tokens piece)
{
    if (!piece.first || piece.last < piece.first || attribution->n_pieces == ATTRIBUTION_PIECES)
        return;
    uint8_t at = attribution->n_pieces++;
    while (at && attribution->pieces[at - 1].first > piece.first) {
        attribution->pieces[at] = attribution->pieces[at - 1];
        at--;
    }
    attribution->pieces[at] = piece;
}

/* ---- source ---- */

static bool is_subject(const struct doc *doc, uint32_t token)
{
    return is_rel(doc, token, REL_NSUBJ) || is_rel(doc, token, REL_CSUBJ);
}

static uint32_t own_subject(const struct doc *doc, uint32_t verb)
{
    for (uint32_t c = doc->tokens.v[verb].first_child; c; c = doc->tokens.v[c].next) {
        if (is_subject(doc, c))
            return c;
    }
    return 0;
}

static bool is_passive(const struct doc *doc, uint32_t verb)
{
    return token_child(doc, verb, REL_NSUBJ_PASS) || token_child(doc, verb, REL_AUX_PASS) ||
           token_child(doc, verb, REL_OBL_AGENT);
}

/* "asked whether …, he said", "a plan announced by …": a participle without subject */
static bool is_reduced_passive(const struct doc *doc, uint32_t verb)
{
    const struct token *t = &doc->tokens.v[verb];
    return (t->deprel == REL_ACL || t->deprel == REL_ADVCL) && !own_subject(doc, verb) &&
           !token_child(doc, verb, REL_AUX) && str_is(doc_string(doc, t->xpos), "VBN");
}

uint32_t subject_of(const struct doc *doc, uint32_t verb)
{
    for (int steps = 0; verb && steps < 6; steps++) {
        uint32_t subject = own_subject(doc, verb);
        const struct token *t = &doc->tokens.v[verb];
        if (subject)
            return subject;
        switch (deprel_base(t->deprel)) {
        case REL_CONJ:
        case REL_XCOMP:
        case REL_ADVCL:
        case REL_PARATAXIS:
            verb = t->head;
            break;
        case REL_ACL:
            return t->head;
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
        if ((is_rel(doc, c, REL_OBL) || is_rel(doc, c, REL_NMOD)) && mark &&
            is_lower(doc, mark, preposition))
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

static void find_verb_source(const struct doc *doc, struct attribution *found)
{
    uint32_t verb = found->token;
    found->passive = is_passive(doc, verb) || is_reduced_passive(doc, verb);
    if (found->passive) {
        found->source = token_child(doc, verb, REL_OBL_AGENT);
        if (!found->source)
            found->source = dependent_after(doc, verb, "by");
        if (found->cue.takes_bits == TAKES_SELF)
            found->source = token_child(doc, verb, REL_NSUBJ_PASS);
        else if (found->cue.takes_bits & TAKES_ADDRESSEE)
            found->addressee = passive_addressee(doc, verb);
        return;
    }
    found->source = subject_of(doc, verb);
}

static const char *const light_verbs[] = {"deliver", "face",    "give",  "issue",  "make",
                                          "publish", "release", "renew", "repeat", "reject"};

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

static bool is_relative(const struct doc *doc, uint32_t token)
{
    return doc->tokens.v[token].upos == UPOS_PRON &&
           (is_lower(doc, token, "who") || is_lower(doc, token, "which") ||
            is_lower(doc, token, "that"));
}

static void find_antecedent(const struct doc *doc, struct attribution *found)
{
    found->antecedent = found->source;
    if (!found->source || !is_relative(doc, found->source))
        return;
    for (uint32_t t = found->token, steps = 0; t && steps < 6; t = doc->tokens.v[t].head, steps++) {
        if (doc->tokens.v[t].deprel == REL_ACL_RELCL) {
            found->antecedent = doc->tokens.v[t].head;
            return;
        }
    }
}

static bool is_comma(const struct doc *doc, uint32_t token)
{
    return str_is(token_form(doc, token), ",");
}

bool is_participle_behind_comma(const struct doc *doc, uint32_t verb)
{
    uint32_t before = verb - 1;
    if (!str_is(doc_string(doc, doc->tokens.v[verb].xpos), "VBG"))
        return false;
    if (before && doc->tokens.v[before].upos == UPOS_ADV)
        before--;
    return before && is_comma(doc, before);
}

/* ---- content to the right ---- */

struct complements {
    struct tokens right; /* from the first to the last complement after the cue */
    struct tokens left;  /* a clause before the cue */
    uint32_t object, addressee;
    bool clause, infinitive;
};

static void take_right(struct complements *c, struct tokens piece)
{
    if (!c->right.first || piece.first < c->right.first)
        c->right.first = piece.first;
    if (piece.last > c->right.last)
        c->right.last = piece.last;
}

static void take_clause(const struct attribution *found, struct complements *c, struct tokens piece)
{
    c->clause = true;
    if (piece.last < found->token)
        c->left = piece;
    else {
        if (piece.first <= found->token)
            piece.first = found->token + 1;
        take_right(c, piece);
    }
}

static void take_prepositional(const struct doc *doc, const struct attribution *found,
                               struct complements *c, uint32_t child)
{
    uint32_t mark = token_child(doc, child, REL_CASE);
    if (!mark)
        mark = token_child(doc, child, REL_MARK);
    if (!mark || child < found->token)
        return;
    struct str word = doc_string(doc, doc->tokens.v[mark].lower);
    if (child == found->cue.object) {
        struct tokens piece = subtree(doc, child);
        piece.first = mark + 1;
        take_right(c, piece);
        if (found->cue.takes_bits & TAKES_OBJINF)
            c->addressee = child;
    } else if (cue_takes_preposition(&found->cue, word)) {
        struct tokens piece = subtree(doc, child);
        if (!c->right.first && !c->object && piece.first == mark && is_rel(doc, mark, REL_CASE))
            piece.first = mark + 1;
        take_right(c, piece);
    } else if (str_is(word, "to") && is_rel(doc, child, REL_OBL)) {
        c->addressee = child;
    }
}

/* "told reporters that the road was closed", where the parser hung the clause on the object */
static void take_clause_of_object(const struct doc *doc, const struct attribution *found,
                                  struct complements *c, uint32_t object)
{
    if (!(found->cue.takes_bits & TAKES_ADDRESSEE))
        return;
    for (uint32_t child = doc->tokens.v[object].first_child; child;
         child = doc->tokens.v[child].next) {
        uint32_t mark = token_child(doc, child, REL_MARK);
        if (is_rel(doc, child, REL_ACL) && mark && doc->tokens.v[mark].upos == UPOS_SCONJ)
            take_clause(found, c, subtree(doc, child));
    }
}

static void take_complement(const struct doc *doc, const struct attribution *found,
                            struct complements *c, uint32_t child)
{
    uint8_t bits = found->cue.takes_bits;
    bool after = child > found->token;
    switch (deprel_base(doc->tokens.v[child].deprel)) {
    case REL_CCOMP:
        if (bits & (TAKES_CLAUSE | TAKES_QUOTE | TAKES_OBJ))
            take_clause(found, c, subtree(doc, child));
        break;
    case REL_PARATAXIS:
        if (after && (bits & (TAKES_CLAUSE | TAKES_QUOTE)))
            take_clause(found, c, subtree(doc, child));
        break;
    case REL_XCOMP:
        if (after && child != found->cue.particle && bits != TAKES_QUOTE) {
            c->infinitive = true;
            take_right(c, subtree(doc, child));
        }
        break;
    case REL_OBJ:
        c->object = child;
        take_clause_of_object(doc, found, c, child);
        break;
    case REL_IOBJ:
        c->addressee = child;
        take_clause_of_object(doc, found, c, child);
        break;
    case REL_ADVCL:
    case REL_OBL:
    case REL_NMOD:
        take_prepositional(doc, found, c, child);
        break;
    case REL_ACL:
        if (after && doc->tokens.v[found->token].upos == UPOS_NOUN &&
            (bits & (TAKES_CLAUSE | TAKES_INF)) && doc->tokens.v[child].deprel == REL_ACL)
            take_clause(found, c, subtree(doc, child));
        break;
    default:
        break;
    }
}

/* "called an election": without a name for its object "call" is no cue */
static bool is_bare_call(const struct doc *doc, const struct attribution *found,
                         const struct complements *c)
{
    struct tokens object = subtree(doc, c->object);
    if (c->right.first || !str_is(token_lemma(doc, found->token), "call"))
        return false;
    for (uint32_t t = object.first; t <= object.last; t++) {
        if (doc->tokens.v[t].flags & TOKEN_QUOTED)
            return false;
    }
    return true;
}

static void place_object(const struct doc *doc, const struct attribution *found,
                         struct complements *c)
{
    uint8_t bits = found->cue.takes_bits;
    uint32_t object = c->object;
    if (!object)
        return;
    bool pronoun = doc->tokens.v[object].upos == UPOS_PRON;
    bool clause = c->clause || c->infinitive;
    if (c->infinitive && (bits & TAKES_OBJINF)) {
        if (!pronoun && object > found->token)
            take_right(c, subtree(doc, object));
        c->addressee = object;
    } else if ((bits & TAKES_ADDRESSEE) && (clause || !(bits & TAKES_OBJ))) {
        c->addressee = object;
    } else if (c->clause && object > found->token) { /* its subject, hung on the wrong verb */
        take_right(c, subtree(doc, object));
    } else if ((bits & TAKES_OBJ) && object > found->token && !is_bare_call(doc, found, c)) {
        take_right(c, subtree(doc, object));
    }
}

/* ---- the attribution clause and content around it ---- */

static bool belongs_to_frame(const struct doc *doc, uint32_t child)
{
    switch (deprel_base(doc->tokens.v[child].deprel)) {
    case REL_NSUBJ:
    case REL_AUX:
    case REL_ADVMOD:
    case REL_OBL:
    case REL_OBJ:
    case REL_IOBJ:
    case REL_COMPOUND:
        return true;
    default:
        return false;
    }
}

/* cue, auxiliaries, subject, adverbials: the tokens of "he told reporters on Friday" */
static struct tokens frame_of(const struct doc *doc, uint32_t cue)
{
    struct tokens frame = {cue, cue};
    for (uint32_t c = doc->tokens.v[cue].first_child; c; c = doc->tokens.v[c].next) {
        if (!belongs_to_frame(doc, c))
            continue;
        struct tokens part = subtree(doc, c);
        if (part.first < frame.first && part.last < cue)
            frame.first = part.first;
        if (part.last > frame.last && part.first > cue)
            frame.last = part.last;
    }
    return frame;
}

static bool has_predicate(const struct doc *doc, struct tokens tokens)
{
    for (uint32_t t = tokens.first; t && t <= tokens.last; t++) {
        if (doc->tokens.v[t].upos == UPOS_VERB || doc->tokens.v[t].upos == UPOS_AUX ||
            (doc->tokens.v[t].flags & TOKEN_QUOTED))
            return true;
    }
    return false;
}

/* "C, he said": the clause that the cue hangs on as a parenthesis, before and behind it */
static bool take_host_clause(const struct doc *doc, struct attribution *found)
{
    const struct token *t = &doc->tokens.v[found->token];
    uint32_t mark = token_child(doc, found->token, REL_MARK);
    bool as = t->deprel == REL_ADVCL && mark && is_lower(doc, mark, "as");
    if (deprel_base(t->deprel) != REL_PARATAXIS && t->deprel != REL_DISCOURSE && !as)
        return false;
    struct tokens host = subtree(doc, t->head), own = subtree(doc, found->token);
    struct tokens before = {host.first, own.first - 1}, behind = {own.last + 1, host.last};
    if (own.first <= host.first || !has_predicate(doc, before))
        return false;
    attribution_add(found, before);
    if (behind.first < behind.last || (behind.first == behind.last && !is_mark(doc, behind.last)))
        attribution_add(found, behind);
    found->frame = own;
    return true;
}

static bool is_nominal_part(const struct doc *doc, uint32_t token)
{
    switch (doc->tokens.v[token].upos) {
    case UPOS_PROPN:
    case UPOS_PRON:
    case UPOS_NOUN:
    case UPOS_ADJ:
    case UPOS_DET:
    case UPOS_NUM:
    case UPOS_ADP:
    case UPOS_AUX:
        return true;
    default:
        return false;
    }
}

/* the comma that opens a parenthesis with the cue: ", the minister said"; 0 = none */
static uint32_t comma_before(const struct doc *doc, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    uint32_t t = cue - 1;
    while (t > s->first_token && is_nominal_part(doc, t))
        t--;
    return t > s->first_token && t + 1 < cue && is_comma(doc, t) ? t : 0;
}

/* the comma that closes it: "said," or "said on Friday," */
static uint32_t comma_behind(const struct doc *doc, uint32_t cue)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[cue].sentence];
    uint32_t t = cue + 1, end = s->first_token + s->n_tokens;
    while (t < end && t < cue + 8 && (is_nominal_part(doc, t) || doc->tokens.v[t].upos == UPOS_ADV))
        t++;
    return t + 2 < end && is_comma(doc, t) ? t : 0;
}

/* the nominal between two tokens that governs the others; 0 when there is none or it is relative */
static uint32_t source_between(const struct doc *doc, uint32_t open, uint32_t close)
{
    uint32_t source = 0;
    for (uint32_t t = open + 1; t < close; t++) {
        uint32_t head = doc->tokens.v[t].head;
        uint8_t upos = doc->tokens.v[t].upos;
        if (is_relative(doc, t))
            return 0;
        if (!source && (head <= open || head >= close) &&
            (upos == UPOS_NOUN || upos == UPOS_PROPN || upos == UPOS_PRON || upos == UPOS_NUM))
            source = t;
    }
    return source;
}

/* "The plan, he said, would fail": both sides are content whatever the tree says */
static bool take_parenthesis(const struct doc *doc, struct attribution *found)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[found->token].sentence];
    uint32_t open = comma_before(doc, found->token), close = comma_behind(doc, found->token);
    uint32_t last = s->first_token + s->n_tokens - 1;
    if (!open || !close || !(found->cue.takes_bits & TAKES_CLAUSE) || found->passive)
        return false;
    struct tokens before = {s->first_token, open - 1}, behind = {close + 1, last};
    if (!has_predicate(doc, behind) || doc->tokens.v[close + 1].upos == UPOS_CCONJ ||
        is_participle_behind_comma(doc, close + 1))
        return false;
    uint32_t source = source_between(doc, open, found->token);
    if (!source)
        return false;
    found->source = found->antecedent = source;
    found->frame = (struct tokens){open, close};
    found->has_clause = true;
    attribution_add(found, before);
    attribution_add(found, behind);
    return true;
}

/* "C, a diplomat said on Friday." and "C, said X": all of the sentence before the comma, when it
 * has a predicate and nothing behind the cue could be content */
static bool take_trailing(const struct doc *doc, struct attribution *found)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[found->token].sentence];
    uint32_t cue = found->token, last = s->first_token + s->n_tokens - 1;
    uint32_t open =
        cue > s->first_token && is_comma(doc, cue - 1) ? cue - 1 : comma_before(doc, cue);
    if (open <= s->first_token || found->passive)
        return false;
    struct tokens before = {s->first_token, open - 1};
    for (uint32_t t = cue + 1; t <= last && !is_participle_behind_comma(doc, t); t++) {
        if (doc->tokens.v[t].upos == UPOS_VERB && !is_rel(doc, t, REL_ACL))
            return false;
    }
    uint32_t source = source_between(doc, open, cue);
    if (!source && open + 1 == cue)
        source = found->source > cue ? found->source : source_between(doc, cue, last);
    if (!source || !has_predicate(doc, before) || doc->tokens.v[s->first_token].upos == UPOS_SCONJ)
        return false;
    found->source = found->antecedent = source;
    found->frame = (struct tokens){open, last};
    attribution_add(found, before);
    return true;
}

/* "neither confirmed nor denied the report": the object stands behind the last of the verbs */
static void share_object(const struct doc *doc, const struct attribution *found,
                         struct complements *c)
{
    for (uint32_t child = doc->tokens.v[found->token].first_child; child;
         child = doc->tokens.v[child].next) {
        uint32_t object = token_child(doc, child, REL_OBJ);
        if (doc->tokens.v[child].deprel == REL_CONJ && child == found->token + 2 && object)
            c->object = object;
    }
}

/* "did not respond to questions", "could not be reached for comment": what follows the cue, or the
 * cue itself, is all the content there is */
static void take_self(const struct doc *doc, struct attribution *found)
{
    struct tokens own = subtree(doc, found->token);
    while (own.last > found->token && is_mark(doc, own.last))
        own.last--;
    own.first = own.last > found->token ? found->token + 1 : found->token;
    found->frame.last = found->token;
    attribution_add(found, own);
}

/* ", which was empty", ", citing …" at the end of a paraphrase are the writer's words (in two
 * cases of three) */
static void cut_afterthought(const struct doc *doc, struct tokens *piece)
{
    for (uint32_t t = piece->first + 3; t < piece->last; t++) {
        uint32_t clause = t;
        if (!is_comma(doc, t - 1) || (doc->tokens.v[t].flags & TOKEN_QUOTED))
            continue;
        if (is_relative(doc, t) || is_lower(doc, t, "where") || is_lower(doc, t, "whose")) {
            while (clause && doc->tokens.v[clause].deprel != REL_ACL_RELCL)
                clause = doc->tokens.v[clause].head;
        } else if (!is_participle_behind_comma(doc, t)) {
            continue;
        }
        if (clause >= t && clause && subtree(doc, clause).last + 1 >= piece->last) {
            piece->last = t - 2;
            return;
        }
    }
}

/* "that A, and that B", where the parser hung B elsewhere */
static void take_coordinated(const struct doc *doc, struct tokens *piece)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[piece->first].sentence];
    uint32_t last = s->first_token + s->n_tokens - 1, t = piece->last + 1;
    if (t < last && is_comma(doc, t))
        t++;
    if (t + 1 >= last || doc->tokens.v[t].upos != UPOS_CCONJ || !is_lower(doc, t + 1, "that") ||
        doc->tokens.v[t + 1].upos != UPOS_SCONJ)
        return;
    struct tokens clause = subtree(doc, doc->tokens.v[t + 1].head);
    if (clause.last > piece->last)
        piece->last = clause.last;
}

/* "questioned Europe's reliance | on the alliance": phrases right behind an object belong to it,
 * but for times and occasions, which have a token between or a preposition of place or time */
static void take_phrases_of_object(const struct doc *doc, const struct attribution *found,
                                   struct tokens *piece)
{
    static const char *const inside[] = {"of", "for", "to", "between", "among", "with", "as"};
    for (uint32_t c = doc->tokens.v[found->token].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t mark = token_child(doc, c, REL_CASE);
        struct tokens phrase = subtree(doc, c);
        if (!is_rel(doc, c, REL_OBL) || !mark || phrase.first != piece->last + 1)
            continue;
        for (size_t i = 0; i < sizeof inside / sizeof *inside; i++) {
            if (is_lower(doc, mark, inside[i])) {
                piece->last = phrase.last;
                break;
            }
        }
    }
}

static void settle_right_edge(const struct doc *doc, const struct attribution *found,
                              struct complements *c)
{
    if (!c->right.first || doc->tokens.v[found->token].upos != UPOS_VERB)
        return;
    if (c->clause)
        take_coordinated(doc, &c->right);
    else if (!c->infinitive)
        take_phrases_of_object(doc, found, &c->right);
    cut_afterthought(doc, &c->right);
}

static bool find_content(const struct doc *doc, const struct quotes *quotes,
                         struct attribution *found)
{
    struct complements c = {0};
    for (uint32_t child = doc->tokens.v[found->token].first_child; child;
         child = doc->tokens.v[child].next)
        take_complement(doc, found, &c, child);
    bool verb = doc->tokens.v[found->token].upos == UPOS_VERB;
    bool clausal = verb && (found->cue.takes_bits & (TAKES_CLAUSE | TAKES_QUOTE));
    if (!c.right.first && !c.object && verb)
        share_object(doc, found, &c);
    place_object(doc, found, &c);
    settle_right_edge(doc, found, &c);
    if (c.addressee)
        found->addressee = c.addressee;
    found->frame = frame_of(doc, found->token);
    if (clausal && (direct_speech_find(doc, quotes, found) || take_parenthesis(doc, found)))
        return true;
    found->has_clause = c.clause || c.infinitive;
    if (clausal && !c.right.first && take_trailing(doc, found)) {
        found->has_clause = true;
        return true;
    }
    attribution_add(found, c.right.first ? c.right : c.left);
    if (c.right.first && found->frame.last >= c.right.first)
        found->frame.last = c.right.first - 1;
    if (found->n_pieces)
        return true;
    if (clausal && take_host_clause(doc, found)) {
        found->has_clause = true;
        return true;
    }
    if (verb && (found->cue.takes_bits & TAKES_SELF) &&
        (found->cue.particle || is_negated(doc, found->token)))
        take_self(doc, found);
    return found->n_pieces > 0;
}

/* ---- "according to X" ---- */

static bool is_clause(const struct doc *doc, uint32_t token)
{
    switch (deprel_base(doc->tokens.v[token].deprel)) {
    case REL_ROOT:
    case REL_CCOMP:
    case REL_ADVCL:
    case REL_PARATAXIS:
    case REL_CONJ:
        return true;
    default:
        return doc->tokens.v[token].head == 0;
    }
}

static bool find_according(const struct doc *doc, struct attribution *found)
{
    uint32_t source = doc->tokens.v[found->token].head;
    if (doc->tokens.v[found->token].deprel != REL_CASE || !source)
        return false;
    uint32_t clause = doc->tokens.v[source].head;
    while (clause && !is_clause(doc, clause))
        clause = doc->tokens.v[clause].head;
    if (!clause)
        return false;
    struct tokens all = subtree(doc, clause), own = subtree(doc, source);
    found->source = found->antecedent = source;
    found->frame = own;
    found->has_clause = true;
    if (own.first > all.first)
        attribution_add(found, (struct tokens){all.first, own.first - 1});
    if (own.last < all.last && !(own.last + 1 == all.last && is_mark(doc, all.last)))
        attribution_add(found, (struct tokens){own.last + 1, all.last});
    return found->n_pieces > 0;
}

/* "X warned that the bridge could fall, adding that …": the speaker is that of the cue over the
 * clause that the parser hung the participle on */
static void find_participle_source(const struct world *world, const struct doc *doc,
                                   struct attribution *found)
{
    struct cue cue;
    uint32_t verb = doc->tokens.v[found->token].head, over = verb ? doc->tokens.v[verb].head : 0;
    if (doc->tokens.v[found->token].deprel != REL_ADVCL ||
        !is_participle_behind_comma(doc, found->token) || own_subject(doc, found->token))
        return;
    if (is_rel(doc, verb, REL_CCOMP) && cue_find(world, doc, over, &cue) &&
        (cue.takes_bits & TAKES_CLAUSE) && over < found->token)
        found->source = subject_of(doc, over);
}

bool attribution_find(const struct world *world, const struct doc *doc, const struct quotes *quotes,
                      uint32_t token, struct attribution *found)
{
    *found = (struct attribution){.token = token};
    if (!cue_find(world, doc, token, &found->cue))
        return false;
    if (is_lower(doc, token, "according"))
        return find_according(doc, found);
    if (doc->tokens.v[token].upos == UPOS_VERB) {
        find_verb_source(doc, found);
        find_participle_source(world, doc, found);
    } else {
        find_noun_source(doc, found);
    }
    find_antecedent(doc, found);
    found->frame = (struct tokens){token, token};
    return find_content(doc, quotes, found);
}
