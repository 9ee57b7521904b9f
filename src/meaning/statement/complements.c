/* complements: what a cue governs.
 *
 * The entry of the cue in cues.tsv says which complements are content: clause, infinitive, object,
 * prepositional object. They make up one stretch from the first to the last. Its right edge is then
 * settled: a second that-clause belongs to it, relative and participle clauses behind a comma do
 * not. */
#include "meaning/statement/complements.h"

#include "doc/names.h"
#include "meaning/statement/setting.h"
#include "meaning/statement/source.h"

static bool has_subject(const struct doc *doc, uint32_t verb)
{
    return token_child(doc, verb, REL_NSUBJ) || token_child(doc, verb, REL_NSUBJ_PASS);
}

static void take_right(struct complements *c, struct tokens piece)
{
    if (!c->right.first || piece.first < c->right.first)
        c->right.first = piece.first;
    if (piece.last > c->right.last)
        c->right.last = piece.last;
}

static bool is_finite(const struct doc *doc, uint32_t token)
{
    return tree_xpos_is(doc, token, "VBD") || tree_xpos_is(doc, token, "VBZ") ||
           tree_xpos_is(doc, token, "VBP") || tree_xpos_is(doc, token, "MD");
}

/* "that" or "that" taken for a relative pronoun between two tokens, before any finite verb or
 * comma; 0 = none */
static uint32_t that_between(const struct doc *doc, uint32_t first, uint32_t last)
{
    for (uint32_t t = first; t < last && !is_finite(doc, t) && !tree_is_comma(doc, t); t++) {
        if (tree_lower_is(doc, t, "that") && doc->tokens.v[t].upos != UPOS_DET &&
            !is_finite(doc, t + 1))
            return t;
    }
    return 0;
}

/* "told a hearing of the committee on Monday | that …", where the parser took it all for a clause;
 * 0 = not so */
static uint32_t that_behind_addressee(const struct doc *doc, const struct attribution *found,
                                      struct tokens piece)
{
    return (found->cue.takes_bits & TAKES_ADDRESSEE) && piece.first == found->token + 1
               ? that_between(doc, piece.first, piece.last)
               : 0;
}

/* "told the voters that …", where the parser took the voters for a clause beside the other */
static bool is_addressee(const struct doc *doc, const struct attribution *found, uint32_t noun)
{
    const struct token *t = &doc->tokens.v[noun];
    uint32_t that = tree_tokens(doc, noun).last + 1;
    return (found->cue.takes_bits & TAKES_ADDRESSEE) && noun > found->token &&
           (t->upos == UPOS_NOUN || t->upos == UPOS_PROPN) && !has_subject(doc, noun) &&
           tree_lower_is(doc, that, "that");
}

/* The clause headed by `head`. A tree may cross itself at the marks: what lies on the other side of
 * the cue is not counted. */
static void take_clause(const struct doc *doc, const struct attribution *found,
                        struct complements *c, uint32_t head)
{
    struct tokens piece = tree_tokens(doc, head);
    if (is_addressee(doc, found, head)) {
        c->addressee = head;
        return;
    }
    c->clause = true;
    if (head < found->token) {
        if (piece.last >= found->token)
            piece.last = found->token - 1;
        c->left = piece;
        return;
    }
    uint32_t that = token_child(doc, head, REL_MARK);
    if (piece.first <= found->token)
        piece.first = found->token + 1;
    if (!(that > piece.first && tree_lower_is(doc, that, "that")))
        that = that_behind_addressee(doc, found, piece);
    if (that > piece.first)
        piece.first = that;
    if (c->with && c->right.first < head)
        c->right = (struct tokens){0, 0}; /* "agreed with her that …": she is no content */
    take_right(c, piece);
}

/* the phrase of a preposition that the cue takes; beside a clause one with "with" is no content */
static void take_phrase(const struct doc *doc, const struct attribution *found,
                        struct complements *c, uint32_t head, uint32_t mark)
{
    struct tokens piece = tree_tokens(doc, head);
    bool with = tree_lower_is(doc, mark, "with");
    if (c->clause && with)
        return;
    bool alone = !c->object || c->object == found->cue.particle;
    if (!c->right.first && alone && piece.first == mark && tree_is_rel(doc, mark, REL_CASE))
        piece.first = mark + 1;
    c->with = !c->right.first && with;
    take_right(c, piece);
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
        struct tokens piece = tree_tokens(doc, child);
        piece.first = mark + 1;
        take_right(c, piece);
        if (found->cue.takes_bits & TAKES_OBJINF)
            c->addressee = child;
    } else if (cue_takes_preposition(&found->cue, word)) {
        take_phrase(doc, found, c, child, mark);
    } else if (str_is(word, "to") && tree_is_rel(doc, child, REL_OBL)) {
        c->addressee = child;
    }
}

static bool is_infinitive(const struct doc *doc, uint32_t verb)
{
    return tree_lower_is(doc, token_child(doc, verb, REL_MARK), "to");
}

/* a clause opened by "that", which the parser may take for a relative pronoun in it */
static bool is_that_clause(const struct doc *doc, uint32_t verb)
{
    uint32_t first = tree_tokens(doc, verb).first;
    return tree_lower_is(doc, first, "that") && !tree_is_rel(doc, first, REL_NSUBJ);
}

/* "told reporters | he felt well": a clause of its own right behind whom it was told */
static bool is_told(const struct doc *doc, const struct attribution *found, uint32_t verb)
{
    uint32_t first = tree_tokens(doc, verb).first, subject = token_child(doc, verb, REL_NSUBJ);
    return (found->cue.takes_bits & TAKES_ADDRESSEE) && subject &&
           tree_tokens(doc, subject).first == first && !tree_is_relative(doc, first) &&
           !tree_lower_is(doc, first, "what");
}

/* "explained to the drivers why …" */
static bool is_wh_clause(const struct doc *doc, uint32_t verb)
{
    uint32_t first = tree_tokens(doc, verb).first;
    return tree_lower_is(doc, first, "why") || tree_lower_is(doc, first, "how") ||
           tree_lower_is(doc, first, "whether") || tree_lower_is(doc, first, "what");
}

/* "told reporters that the road was closed", "told the mayor to resign", "said in an interview that
 * she would not", where the parser hung the clause on the noun before it */
static void take_clause_of_noun(const struct doc *doc, const struct attribution *found,
                                struct complements *c, uint32_t noun)
{
    for (uint32_t child = doc->tokens.v[noun].first_child; child;
         child = doc->tokens.v[child].next) {
        if (noun < found->token || !tree_is_rel(doc, child, REL_ACL))
            continue;
        if (((is_that_clause(doc, child) || is_wh_clause(doc, child)) && has_subject(doc, child)) ||
            is_told(doc, found, child)) {
            take_clause(doc, found, c, child);
        } else if ((found->cue.takes_bits & TAKES_INF) && is_infinitive(doc, child)) {
            c->infinitive = true;
            take_right(c, tree_tokens(doc, child));
        }
    }
}

static bool is_condition(const struct doc *doc, uint32_t verb)
{
    uint32_t mark = token_child(doc, verb, REL_MARK);
    return tree_lower_is(doc, mark, "if") || tree_lower_is(doc, mark, "unless");
}

/* "promised to go", "called for the two sides to hold talks" */
static bool is_infinitive_of(const struct doc *doc, const struct attribution *found, uint32_t verb)
{
    uint16_t bits = found->cue.takes_bits;
    uint32_t object = found->cue.object;
    if (found->cue.particle && token_child(doc, verb, REL_MARK) == found->cue.particle)
        return true;
    if (tree_is_rel(doc, verb, REL_XCOMP))
        return verb != found->cue.particle && bits != TAKES_QUOTE;
    return ((object && verb > object) ||
            (tree_is_rel(doc, verb, REL_ADVCL) && (bits & TAKES_INF))) &&
           is_infinitive(doc, verb);
}

/* "asked the mayor if she would go": a question, where the parser took it for a condition */
static bool is_question(const struct doc *doc, const struct attribution *found, uint32_t verb)
{
    uint32_t mark = token_child(doc, verb, REL_MARK);
    return (found->cue.takes_bits & TAKES_CLAUSE) && found->cue.standing == STANDING_ASKS &&
           !tree_is_comma(doc, tree_tokens(doc, verb).first - 1) &&
           (tree_lower_is(doc, mark, "if") || tree_lower_is(doc, mark, "whether"));
}

static void take_adverbial(const struct doc *doc, const struct attribution *found,
                           struct complements *c, uint32_t child)
{
    bool quoting = found->cue.takes_bits & (TAKES_CLAUSE | TAKES_QUOTE);
    if (child > found->token && is_question(doc, found, child))
        take_clause(doc, found, c, child);
    else if (child < found->token && quoting && is_condition(doc, child))
        c->condition = tree_tokens(doc, child);
    else
        take_prepositional(doc, found, c, child);
}

/* clauses and infinitives */
static void take_clausal(const struct doc *doc, const struct attribution *found,
                         struct complements *c, uint32_t child)
{
    uint16_t bits = found->cue.takes_bits;
    uint8_t rel = deprel_base(doc->tokens.v[child].deprel);
    bool after = child > found->token;
    bool quoting = bits & (TAKES_CLAUSE | TAKES_QUOTE);
    if (after && is_infinitive_of(doc, found, child)) {
        struct tokens piece = tree_tokens(doc, child);
        c->infinitive = true;
        if (piece.first == found->cue.particle) /* "for" of "called on Monday for them to go" */
            piece.first++;
        take_right(c, piece);
    } else if ((rel == REL_CCOMP && (quoting || (bits & TAKES_OBJ))) ||
               (rel == REL_PARATAXIS && after && quoting)) {
        take_clause(doc, found, c, child);
    } else if (rel == REL_ADVCL) {
        take_adverbial(doc, found, c, child);
    }
}

/* "said A and would B": a verb coordinated with the cue whose form shows that it goes on with the
 * content, because the cue is past and it is not */
static bool goes_on(const struct doc *doc, uint32_t cue, uint32_t verb)
{
    static const char *const words[] = {"will", "would", "could",  "can", "may", "might",
                                        "has",  "have",  "should", "is",  "are", "must"};
    if (!tree_xpos_is(doc, cue, "VBD") || has_subject(doc, verb) || verb < cue)
        return false;
    if (tree_xpos_is(doc, verb, "VBP") || tree_xpos_is(doc, verb, "VBZ"))
        return true;
    for (uint32_t c = doc->tokens.v[verb].first_child; c && c < verb; c = doc->tokens.v[c].next) {
        bool aux = doc->tokens.v[c].upos == UPOS_AUX;
        for (size_t i = 0; aux && i < sizeof words / sizeof *words; i++) {
            if (tree_lower_is(doc, c, words[i]))
                return true;
        }
    }
    return false;
}

/* "claims that …", "a promise to …", but not "a statement saying …", whose participle is a cue */
static bool is_clause_of_noun(const struct doc *doc, const struct attribution *found,
                              uint32_t child)
{
    return child > found->token && doc->tokens.v[found->token].upos == UPOS_NOUN &&
           (found->cue.takes_bits & (TAKES_CLAUSE | TAKES_INF)) &&
           doc->tokens.v[child].deprel == REL_ACL &&
           (token_child(doc, child, REL_MARK) || has_subject(doc, child));
}

/* a that-clause that the parser took for a relative clause, which no verb has */
static bool is_that_clause_of_verb(const struct doc *doc, const struct attribution *found,
                                   uint32_t child)
{
    return child > found->token && doc->tokens.v[found->token].upos == UPOS_VERB &&
           (found->cue.takes_bits & TAKES_CLAUSE) && is_that_clause(doc, child);
}

/* the plan in "called the plan a gift", which the parser takes for another object; in "urged Serbia
 * to publish it" the object is who is urged */
static bool is_named_object(const struct doc *doc, const struct attribution *found, uint32_t child)
{
    uint32_t said = token_child(doc, found->token, REL_XCOMP);
    return child > found->token && (found->cue.takes_bits & TAKES_OBJ) &&
           !(found->cue.takes_bits & TAKES_ADDRESSEE) && !(said && tree_is_infinitive(doc, said));
}

/* "threatened to strike", where the parser took the verb for a noun behind a preposition */
static bool is_stray_infinitive(const struct doc *doc, const struct attribution *found,
                                uint32_t child)
{
    return child > found->token && (found->cue.takes_bits & TAKES_INF) &&
           tree_is_infinitive(doc, child);
}

static void take_complement(const struct doc *doc, const struct attribution *found,
                            struct complements *c, uint32_t child)
{
    switch (deprel_base(doc->tokens.v[child].deprel)) {
    case REL_CCOMP:
    case REL_PARATAXIS:
    case REL_XCOMP:
    case REL_ADVCL:
        take_clausal(doc, found, c, child);
        break;
    case REL_OBJ:
        if (c->object && is_named_object(doc, found, c->object))
            take_right(c, tree_tokens(doc, c->object));
        c->object = child;
        if (found->cue.takes_bits & TAKES_ADDRESSEE)
            take_clause_of_noun(doc, found, c, child);
        break;
    case REL_IOBJ:
        if (is_named_object(doc, found, child)) {
            take_right(c, tree_tokens(doc, child));
            break;
        }
        c->addressee = child;
        take_clause_of_noun(doc, found, c, child);
        break;
    case REL_OBL:
        if (is_stray_infinitive(doc, found, child)) {
            c->infinitive = true;
            take_right(c, tree_tokens(doc, child));
            break;
        }
        if (!c->clause && (found->cue.takes_bits & TAKES_CLAUSE))
            take_clause_of_noun(doc, found, c, child);
        take_prepositional(doc, found, c, child);
        break;
    case REL_NMOD:
        take_prepositional(doc, found, c, child);
        break;
    case REL_CONJ:
        if (c->clause && c->right.first && goes_on(doc, found->token, child))
            take_right(c, tree_tokens(doc, child));
        break;
    case REL_ACL:
        if (is_clause_of_noun(doc, found, child) || is_that_clause_of_verb(doc, found, child))
            take_clause(doc, found, c, child);
        break;
    default:
        break;
    }
}

/* "called an election": without a name for its object "call" is no cue */
static bool is_bare_call(const struct doc *doc, const struct attribution *found,
                         const struct complements *c)
{
    struct tokens object = tree_tokens(doc, c->object);
    if (c->right.first || !str_is(token_lemma(doc, found->token), "call"))
        return false;
    for (uint32_t t = object.first; t <= object.last; t++) {
        if (doc->tokens.v[t].flags & TOKEN_QUOTED)
            return false;
    }
    return true;
}

/* "urged Norway to open the road": whom one asks is addressed and, but for pronouns, told of */
static void place_asked(const struct doc *doc, const struct attribution *found,
                        struct complements *c)
{
    uint32_t asked = c->object || found->cue.object ? c->object : c->addressee;
    if (!asked)
        return;
    if (doc->tokens.v[asked].upos != UPOS_PRON && asked > found->token)
        take_right(c, tree_tokens(doc, asked));
    c->addressee = asked;
}

static void place_object(const struct doc *doc, const struct attribution *found,
                         struct complements *c)
{
    uint16_t bits = found->cue.takes_bits;
    uint32_t object = c->object;
    bool clause = c->clause || c->infinitive;
    if (c->infinitive && (bits & TAKES_OBJINF))
        place_asked(doc, found, c);
    if (!object || (c->infinitive && (bits & TAKES_OBJINF)))
        return;
    if ((bits & TAKES_ADDRESSEE) && (clause || !(bits & TAKES_OBJ))) {
        c->addressee = object;
    } else if (c->clause && object > found->token) { /* its subject, hung on the wrong verb */
        take_right(c, tree_tokens(doc, object));
    } else if ((bits & TAKES_OBJ) && object > found->token && !is_bare_call(doc, found, c)) {
        take_right(c, tree_tokens(doc, object));
    }
}

/* "neither confirmed nor denied the report": object or clause stand behind the last of the verbs */
static void share_object(const struct doc *doc, const struct attribution *found,
                         struct complements *c)
{
    for (uint32_t child = doc->tokens.v[found->token].first_child; child;
         child = doc->tokens.v[child].next) {
        uint32_t object = token_child(doc, child, REL_OBJ);
        uint32_t clause = token_child(doc, child, REL_CCOMP);
        if (doc->tokens.v[child].deprel != REL_CONJ || child != found->token + 2)
            continue;
        if (object)
            c->object = object;
        else if (clause > child)
            take_clause(doc, found, c, clause);
    }
}

/* "declined to comment, and aides later left": a clause of its own behind an infinitive */
static void cut_other_clause(const struct doc *doc, struct tokens *piece)
{
    for (uint32_t t = piece->first + 1; t < piece->last; t++) {
        uint32_t verb = doc->tokens.v[t].head;
        if (doc->tokens.v[t].deprel != REL_CC || verb < t || verb > piece->last ||
            doc->tokens.v[verb].deprel != REL_CONJ || !is_infinitive(doc, doc->tokens.v[verb].head))
            continue;
        uint32_t subject = token_child(doc, verb, REL_NSUBJ);
        if (subject > t && doc->tokens.v[verb].head >= piece->first) {
            piece->last = tree_is_comma(doc, t - 1) ? t - 2 : t - 1;
            return;
        }
    }
}

/* "acknowledged her support on Monday": the time is when it was said */
static void cut_time(const struct doc *doc, struct tokens *piece)
{
    uint32_t t = piece->last;
    while (t > piece->first && is_time(doc, t))
        t--;
    if (t == piece->last || doc->tokens.v[t + 1].sentence != doc->tokens.v[t].sentence)
        return;
    if (tree_lower_is(doc, t, "on") || tree_lower_is(doc, t, "in") || tree_lower_is(doc, t, "at") ||
        tree_lower_is(doc, t, "during"))
        t--;
    else if (doc->tokens.v[t].upos == UPOS_ADP)
        return;
    if (t >= piece->first && !tree_is_comma(doc, t))
        piece->last = t;
}

/* "proposes new taxes; the mayor would lower them": what follows is a sentence of its own */
static void cut_at_semicolon(const struct doc *doc, struct tokens *piece)
{
    for (uint32_t t = piece->first + 1; t < piece->last; t++) {
        if (str_is(token_form(doc, t), ";") && !(doc->tokens.v[t].flags & TOKEN_QUOTED) &&
            !tree_lower_is(doc, t + 1, "that") && !tree_lower_is(doc, t + 2, "that"))
            piece->last = t - 1;
    }
}

static bool opens_relative(const struct doc *doc, uint32_t token)
{
    return tree_is_relative(doc, token) || tree_lower_is(doc, token, "where") ||
           tree_lower_is(doc, token, "whose");
}

static bool opens_contrast(const struct doc *doc, uint32_t token)
{
    return tree_lower_is(doc, token, "although") || tree_lower_is(doc, token, "though") ||
           tree_lower_is(doc, token, "while");
}

/* "praised Ann Lee, who left, | as a fighter": behind the comma that closes a relative clause a
 * preposition that the cue takes */
static bool has_phrase_behind(const struct doc *doc, const struct attribution *found,
                              struct tokens clause)
{
    for (uint32_t t = clause.first; t + 1 < clause.last; t++) {
        if (tree_is_comma(doc, t) && doc->tokens.v[t + 1].upos == UPOS_ADP &&
            cue_takes_preposition(&found->cue, doc_string(doc, doc->tokens.v[t + 1].lower)))
            return true;
    }
    return false;
}

/* ", which was empty", ", citing …", ", although …" at the end of a paraphrase are the writer's
 * words (in two cases of three) */
static void cut_afterthought(const struct doc *doc, const struct attribution *found,
                             struct tokens *piece)
{
    for (uint32_t t = piece->first + 3; t < piece->last; t++) {
        uint32_t clause = t;
        if (!tree_is_comma(doc, t - 1) || (doc->tokens.v[t].flags & TOKEN_QUOTED))
            continue;
        if (opens_relative(doc, t)) {
            while (clause && doc->tokens.v[clause].deprel != REL_ACL_RELCL)
                clause = doc->tokens.v[clause].head;
        } else if (opens_contrast(doc, t)) {
            clause = doc->tokens.v[t].head;
        } else if (!tree_is_participle_behind_comma(doc, t)) {
            continue;
        }
        if (clause >= t && clause && tree_tokens(doc, clause).last + 1 >= piece->last &&
            !has_phrase_behind(doc, found, (struct tokens){t, piece->last})) {
            piece->last = t - 2;
            return;
        }
    }
}

/* ", a former mayor" at the end of a paraphrase: the writer's words, too */
static void cut_apposition(const struct doc *doc, struct tokens *piece)
{
    for (uint32_t t = piece->first + 3; t < piece->last; t++) {
        uint32_t head = t;
        if (!tree_is_comma(doc, t - 1) || (doc->tokens.v[t].flags & TOKEN_QUOTED) ||
            doc->tokens.v[t].upos != UPOS_DET)
            continue;
        while (head && !tree_is_rel(doc, head, REL_APPOS) && doc->tokens.v[head].head > t)
            head = doc->tokens.v[head].head;
        if (tree_is_rel(doc, head, REL_APPOS) && tree_tokens(doc, head).first + 1 >= t &&
            tree_tokens(doc, head).last + 1 >= piece->last) {
            piece->last = t - 2;
            return;
        }
    }
}

/* ", in a statement issued in Oslo" behind a paraphrase: how it was said */
static void cut_occasion(const struct world *world, const struct doc *doc, struct tokens *piece)
{
    for (uint32_t t = piece->first + 2; t + 1 < piece->last; t++) {
        uint32_t noun = doc->tokens.v[t].head;
        if (tree_is_comma(doc, t - 1) && doc->tokens.v[t].upos == UPOS_ADP && noun > t &&
            !(doc->tokens.v[t].flags & TOKEN_QUOTED) && setting_is_occasion(world, doc, noun) &&
            tree_tokens(doc, noun).first + 1 >= t &&
            tree_tokens(doc, noun).last + 1 >= piece->last) {
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
    if (t < last && tree_is_comma(doc, t))
        t++;
    if (t + 1 >= last || doc->tokens.v[t].upos != UPOS_CCONJ ||
        !tree_lower_is(doc, t + 1, "that") || doc->tokens.v[t + 1].upos != UPOS_SCONJ)
        return;
    struct tokens clause = tree_tokens(doc, doc->tokens.v[t + 1].head);
    if (clause.last > piece->last)
        piece->last = clause.last;
}

/* a preposition that may tell when, where or on what occasion something was said */
static bool may_be_occasion(const struct world *world, const struct doc *doc, uint32_t noun)
{
    const struct table *table = world_table(world, "occasions");
    uint32_t row;
    return is_time(doc, noun) || doc->tokens.v[noun].upos == UPOS_PROPN ||
           (table && table_find(table, token_lemma(doc, noun), &row));
}

/* "questioned Europe's reliance | on the alliance", "noted a rise | in thefts | in some towns":
 * phrases right behind an object belong to it, but for times, occasions and named places */
static void take_phrases_of_object(const struct world *world, const struct doc *doc,
                                   const struct attribution *found, struct tokens *piece)
{
    static const char *const inside[] = {"of", "for", "to", "between", "among", "with", "as"};
    static const char *const loose[] = {"in", "on", "at", "about", "against", "over", "toward"};
    for (uint32_t c = doc->tokens.v[found->token].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t mark = token_child(doc, c, REL_CASE);
        struct tokens phrase = tree_tokens(doc, c);
        bool clause = tree_is_rel(doc, c, REL_ADVCL) && tree_xpos_is(doc, c, "VBG");
        if (clause)
            mark = token_child(doc, c, REL_MARK);
        if (!(clause || tree_is_rel(doc, c, REL_OBL)) || !mark || phrase.first != piece->last + 1)
            continue;
        bool belongs = false;
        for (size_t i = 0; i < sizeof inside / sizeof *inside && !belongs; i++)
            belongs = tree_lower_is(doc, mark, inside[i]);
        for (size_t i = 0; i < sizeof loose / sizeof *loose && !belongs && !clause; i++)
            belongs = tree_lower_is(doc, mark, loose[i]) && !may_be_occasion(world, doc, c);
        if (belongs)
            piece->last = phrase.last;
    }
}

/* ", that" in the words of a participle, whose object the parser hung the clause on; 0 = none */
static uint32_t that_behind_comma(const struct doc *doc, struct tokens words)
{
    for (uint32_t t = words.first + 2; t < words.last; t++) {
        if (tree_lower_is(doc, t, "that") && tree_is_comma(doc, t - 1))
            return t;
    }
    return 0;
}

/* "adding if it snowed again, | the towns would be cut off": the clause behind a condition that was
 * taken for the whole content */
static void take_main_clause(const struct doc *doc, const struct attribution *found,
                             struct tokens *piece)
{
    static const char *const words[] = {"although", "because", "if",     "once",
                                        "since",    "though",  "unless", "when"};
    uint32_t mark = piece->first, comma = piece->last;
    if (!tree_is_comma(doc, comma))
        comma++;
    uint32_t subject = comma + 1;
    bool condition = false;
    if (tree_lower_is(doc, mark, "that"))
        mark++;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        condition |= tree_lower_is(doc, mark, words[i]);
    if (!condition || found->cue.standing == STANDING_ASKS || subject >= doc->tokens.n ||
        !tree_is_comma(doc, comma) ||
        doc->tokens.v[subject].sentence != doc->tokens.v[mark].sentence)
        return;
    for (uint32_t t = subject; t && t >= subject; t = doc->tokens.v[t].head) {
        if (has_subject(doc, t) && tree_tokens(doc, t).first == subject) {
            piece->last = tree_tokens(doc, t).last;
            return;
        }
    }
}

static void settle_right_edge(const struct world *world, const struct doc *doc,
                              const struct attribution *found, struct complements *c)
{
    if (!c->right.first || doc->tokens.v[found->token].upos != UPOS_VERB)
        return;
    if (c->clause)
        take_main_clause(doc, found, &c->right);
    if (c->clause)
        take_coordinated(doc, &c->right);
    else if (c->infinitive)
        cut_other_clause(doc, &c->right);
    else
        take_phrases_of_object(world, doc, found, &c->right);
    cut_afterthought(doc, found, &c->right);
    cut_apposition(doc, &c->right);
    cut_occasion(world, doc, &c->right);
    uint32_t that = c->clause ? 0 : that_behind_comma(doc, c->right);
    if (that && tree_is_participle_behind_comma(doc, found->token))
        c->right.last = that - 2;
    cut_at_semicolon(doc, &c->right);
    if (!c->clause && !c->infinitive) {
        cut_at_semicolon(doc, &c->right);
        cut_time(doc, &c->right);
    }
}

/* "said, citing police figures, | that crime had fallen" */
static void take_clause_behind_participle(const struct doc *doc, const struct attribution *found,
                                          struct complements *c)
{
    for (uint32_t child = doc->tokens.v[found->token].first_child; child;
         child = doc->tokens.v[child].next) {
        struct tokens words = tree_tokens(doc, child);
        uint32_t that = that_behind_comma(doc, words);
        if (child != found->token + 2 || !that || !tree_is_participle_behind_comma(doc, child))
            continue;
        c->clause = true;
        c->right = (struct tokens){that, words.last};
    }
}

/* "said in an interview taped before the vote | that …", where the parser hung the clause elsewhere
 */
static void take_loose_that(const struct doc *doc, const struct attribution *found,
                            struct complements *c)
{
    const struct sentence *s = &doc->sentences.v[doc->tokens.v[found->token].sentence];
    uint32_t that = that_between(doc, found->token + 1, s->first_token + s->n_tokens - 1);
    struct tokens clause =
        that ? tree_tokens(doc, doc->tokens.v[that].head) : (struct tokens){0, 0};
    if (!that || doc->tokens.v[that].head < that || clause.last < that + 2)
        return;
    c->clause = true;
    c->right = (struct tokens){that, clause.last};
}

void complements_find(const struct world *world, const struct doc *doc,
                      const struct attribution *found, struct complements *c)
{
    *c = (struct complements){0};
    for (uint32_t child = doc->tokens.v[found->token].first_child; child;
         child = doc->tokens.v[child].next) {
        if (!is_question_aside(doc, child))
            take_complement(doc, found, c, child);
    }
    if (!c->right.first && !c->object && doc->tokens.v[found->token].upos == UPOS_VERB) {
        share_object(doc, found, c);
        if (found->cue.takes_bits & TAKES_CLAUSE)
            take_clause_behind_participle(doc, found, c);
    }
    if (!c->right.first && !c->left.first && doc->tokens.v[found->token].upos == UPOS_VERB &&
        (found->cue.takes_bits & TAKES_CLAUSE))
        take_loose_that(doc, found, c);
    place_object(doc, found, c);
    settle_right_edge(world, doc, found, c);
}
