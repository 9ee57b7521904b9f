/* coref_pronouns: whom he, she, they, it call. Candidates are the mentions of this and the last
 * sentences that agree in gender and number and that the syntax does not exclude (co-arguments,
 * what contains the pronoun, the speaker inside his own quotation). Each gets points for nearness,
 * for being subject, speaker, named, often named; the best wins if it has enough of them. "It" and
 * "its" go only to the subject of the clause above or of the same clause. First and second person
 * are left to the stage that knows who speaks. */
#include "meaning/entity/coref.h"
#include "meaning/entity/noun_phrase.h"

enum {
    REACH = 4,   /* sentences */
    AROUND = 24, /* mentions on both sides among which the speaker is looked for */
    OTHERS_MAX = 8,
    /* points, fitted to annotated pronouns by a ranker and rounded */
    NEAR = 45,    /* a sentence nearer */
    SUBJECT = 20, /* subject of a clause */
    OBJECT = 12,
    POSSESSOR = 12,
    PARALLEL = 26,   /* both are subjects, or both objects */
    SPEAKER = 27,    /* both are subjects of verbs of speech */
    SAYS_THAT = 45,  /* subject of the clause above: "Fox said she ..." */
    OWN_CLAUSE = 27, /* subject of the clause in which "his" stands */
    JOINED = 42,     /* "Blanchett and her husband" */
    CONJUNCT = -20,  /* a later one of several */
    EMBEDDED = -22,  /* inside another noun phrase */
    IN_QUOTE = -26,  /* named only in somebody's words */
    OWN_QUOTE = -80, /* the speaker inside his own words */
    BETWEEN = -5,    /* a mention between them, up to BETWEEN_MAX */
    BETWEEN_MAX = 10,
    NAMED = 50,    /* a person's name */
    AGREES = 13,   /* gender known and the same */
    PRONOUN = -20, /* itself a pronoun */
    OFTEN = 4,     /* a mention, up to OFTEN_MAX */
    OFTEN_MAX = 6,
    ENOUGH = 95,
};

struct seeker {
    const struct coref *coref;
    const struct doc *doc;
    uint32_t m, token, sentence;
    uint32_t speaker; /* entity whose words these are, 0 = nobody known */
    uint8_t gender, plural;
    bool speaks, quoted, possessive;
    uint32_t clause; /* verb of the clause in which a possessive stands, 0 = it is its subject */
    uint32_t n_others, others[OTHERS_MAX]; /* entities that the verb has as other arguments, or
                                              that the subject's own clause or words name */
};

static bool is_third_person(const struct doc *doc, const struct mention *mention)
{
    struct str word = token_lower(doc, mention->head_token);
    static const char *const OTHERS[] = {
        "i",   "me",   "my",    "mine",     "myself", "we",   "us",    "our",   "ours", "ourselves",
        "you", "your", "yours", "yourself", "who",    "whom", "whose", "which", "that"};
    for (size_t i = 0; i < sizeof OTHERS / sizeof *OTHERS; i++)
        if (str_is(word, OTHERS[i]))
            return false;
    return true;
}

static bool is_argument(uint8_t deprel)
{
    return deprel == REL_NSUBJ || deprel == REL_NSUBJ_PASS || deprel == REL_OBJ ||
           deprel == REL_IOBJ || deprel == REL_OBL || deprel == REL_OBL_AGENT;
}

static bool is_subject(uint8_t deprel)
{
    return deprel == REL_NSUBJ || deprel == REL_NSUBJ_PASS || deprel == REL_NSUBJ_OUTER;
}

static bool is_reflexive(const struct doc *doc, uint32_t token)
{
    return str_ends(token_lower(doc, token), STR("self")) ||
           str_ends(token_lower(doc, token), STR("selves"));
}

/* "X replaced him": he is not X, wherever else X is named; "his mother" is not he */
static void exclude_others(struct seeker *s)
{
    const struct doc *doc = s->doc;
    uint32_t verb = doc->tokens.v[s->token].head;
    if (s->possessive) {
        if (verb && doc->tokens.v[verb].mention)
            s->others[s->n_others++] = coref_entity(s->coref, doc->tokens.v[verb].mention);
        return;
    }
    if (!verb || !is_argument(doc->tokens.v[s->token].deprel) || is_reflexive(doc, s->token))
        return;
    for (uint32_t c = doc->tokens.v[verb].first_child; c && s->n_others < OTHERS_MAX;
         c = doc->tokens.v[c].next)
        if (c != s->token && is_argument(doc->tokens.v[c].deprel) && doc->tokens.v[c].mention)
            s->others[s->n_others++] = coref_entity(s->coref, doc->tokens.v[c].mention);
}

/* in the clause of a verb or a complement of it, not beside it ("… and Tom Hale left") */
static bool is_in_clause(const struct doc *doc, uint32_t token, uint32_t verb)
{
    for (uint32_t t = token; t && t != verb; t = doc->tokens.v[t].head) {
        uint8_t deprel = doc->tokens.v[t].deprel;
        if (deprel == REL_CONJ || deprel == REL_PARATAXIS || deprel == REL_ADVCL)
            return false;
        if (doc->tokens.v[t].head == verb)
            return true;
    }
    return false;
}

/* "He said Tom Hale had left", '"Tom Hale has left," he said': he is not whom his clause names, or
 * what he says in quotation marks */
static void exclude_named(struct seeker *s)
{
    const struct doc *doc = s->doc;
    uint32_t verb = doc->tokens.v[s->token].head;
    if (doc->tokens.v[s->token].deprel != REL_NSUBJ || !verb)
        return;
    for (uint32_t c = s->m > AROUND ? s->m - AROUND : 1;
         c < doc->mentions.n && c < s->m + AROUND && s->n_others < OTHERS_MAX; c++) {
        const struct mention *other = &doc->mentions.v[c];
        const struct token *head = &doc->tokens.v[other->head_token];
        if (other->form != FORM_NAME || head->sentence != s->sentence)
            continue;
        bool said = s->speaks && !s->quoted && (head->flags & TOKEN_QUOTED);
        bool below = c > s->m && is_in_clause(doc, other->head_token, verb);
        if (said || below)
            s->others[s->n_others++] = coref_entity(s->coref, c);
    }
}

/* the syntax forbids them to be the same */
static bool is_excluded(const struct seeker *s, uint32_t c)
{
    const struct mention *other = &s->doc->mentions.v[c];
    if (s->token >= other->first_token && s->token <= other->last_token)
        return true;
    uint32_t entity = coref_entity(s->coref, c);
    for (uint32_t i = 0; i < s->n_others; i++)
        if (s->others[i] == entity)
            return true;
    return false;
}

/* the verb of the clause whose subject "his" may take up */
static uint32_t find_clause(const struct seeker *s)
{
    const struct token *tokens = s->doc->tokens.v;
    uint32_t t = s->possessive ? tokens[s->token].head : 0;
    for (uint32_t steps = 0; t && steps < 5; steps++, t = tokens[t].head) {
        if (tokens[t].upos == UPOS_VERB)
            return t;
        if (is_subject(tokens[t].deprel))
            return 0;
    }
    return 0;
}

static bool number_agrees(const struct seeker *s, const struct mention *other,
                          const struct entity *entity)
{
    if (!s->plural)
        return !other->plural && entity->kind != ENTITY_GROUP;
    if (other->plural || entity->kind == ENTITY_GROUP)
        return true;
    /* a body is they, but hardly them */
    return entity->kind == ENTITY_ORGANIZATION &&
           (s->possessive || is_subject(s->doc->tokens.v[s->token].deprel));
}

static bool is_candidate(const struct seeker *s, uint32_t c)
{
    const struct mention *other = &s->doc->mentions.v[c];
    const struct entity *entity = &s->doc->entities.v[coref_entity(s->coref, c)];
    if (other->form == FORM_PRONOUN && coref_entity(s->coref, c) == other->entity)
        return s->gender && other->gender == s->gender && !is_excluded(s, c);
    if (!number_agrees(s, other, entity) || is_excluded(s, c))
        return false;
    if (s->plural)
        return entity->kind != ENTITY_COUNTRY && entity->kind != ENTITY_PLACE;
    return entity_is_person(entity) && (!entity->gender || entity->gender == s->gender);
}

/* Who says the words in which the pronoun stands: the subject of a verb of speech outside the
 * marks in its sentence, else in the one before in the same paragraph; 0 when nobody shows. */
static uint32_t find_speaker(const struct seeker *s)
{
    const struct doc *doc = s->doc;
    uint32_t before = 0;
    for (uint32_t c = s->m > AROUND ? s->m - AROUND : 1; c < doc->mentions.n && c < s->m + AROUND;
         c++) {
        uint32_t head = doc->mentions.v[c].head_token;
        uint32_t at = doc->tokens.v[head].sentence;
        if (at > s->sentence)
            break;
        if (at + 1 < s->sentence || (doc->tokens.v[head].flags & TOKEN_QUOTED) ||
            doc->sentences.v[at].block != doc->sentences.v[s->sentence].block ||
            !is_speech_subject(s->coref, head))
            continue;
        if (at == s->sentence)
            return coref_entity(s->coref, c);
        before = coref_entity(s->coref, c);
    }
    return before;
}

/* the candidate is the subject of the verb whose complement the pronoun is subject of */
static bool is_clause_above(const struct seeker *s, uint32_t other)
{
    const struct token *tokens = s->doc->tokens.v;
    uint32_t verb = tokens[s->token].head;
    return is_subject(tokens[s->token].deprel) && verb && tokens[verb].deprel == REL_CCOMP &&
           is_subject(tokens[other].deprel) && tokens[other].head == tokens[verb].head;
}

static bool is_clause_subject(const struct seeker *s, uint32_t other)
{
    const struct token *tokens = s->doc->tokens.v;
    return is_subject(tokens[other].deprel) && tokens[other].head == s->clause;
}

/* the pronoun's noun is coordinated with the candidate */
static bool is_joined(const struct seeker *s, uint32_t other)
{
    const struct token *tokens = s->doc->tokens.v;
    uint32_t noun = tokens[s->token].head;
    return s->possessive && noun && tokens[noun].deprel == REL_CONJ && tokens[noun].head == other;
}

/* points for the relation in which the candidate stands to its clause */
static int score_relation(const struct seeker *s, const struct mention *other)
{
    uint8_t deprel = mention_deprel(s->doc, other);
    uint8_t own = s->doc->tokens.v[s->token].deprel;
    int points = s->doc->tokens.v[other->head_token].deprel == REL_CONJ ? CONJUNCT : 0;
    switch (deprel) {
    case REL_NSUBJ:
    case REL_NSUBJ_PASS:
    case REL_NSUBJ_OUTER:
        return points + SUBJECT + (is_subject(own) ? PARALLEL : 0);
    case REL_OBJ:
        return points + OBJECT + (own == REL_OBJ ? PARALLEL : 0);
    case REL_NMOD_POSS:
        return points + POSSESSOR;
    case REL_NMOD:
    case REL_COMPOUND:
        return points + EMBEDDED;
    default:
        return points;
    }
}

/* points for where the candidate stands */
static int score_place(const struct seeker *s, uint32_t c)
{
    const struct doc *doc = s->doc;
    const struct mention *other = &doc->mentions.v[c];
    const struct token *head = &doc->tokens.v[other->head_token];
    uint32_t between = s->m - c - 1;
    int points = (int)(REACH - (s->sentence - head->sentence)) * NEAR + score_relation(s, other);
    points += BETWEEN * (int)(between < BETWEEN_MAX ? between : BETWEEN_MAX);
    if (s->speaks && is_speech_subject(s->coref, other->head_token))
        points += SPEAKER;
    if (is_clause_above(s, other->head_token))
        points += SAYS_THAT;
    if (s->clause && is_clause_subject(s, other->head_token))
        points += OWN_CLAUSE;
    if (is_joined(s, other->head_token))
        points += JOINED;
    if (!s->quoted && (head->flags & TOKEN_QUOTED))
        points += IN_QUOTE;
    return points;
}

/* points for who it is */
static int score_entity(const struct seeker *s, uint32_t c)
{
    uint32_t entity = coref_entity(s->coref, c), often = s->coref->weight[entity];
    const struct entity *e = &s->doc->entities.v[entity];
    const struct mention *other = &s->doc->mentions.v[c];
    int points = OFTEN * (int)(often < OFTEN_MAX ? often : OFTEN_MAX);
    if (e->kind == ENTITY_PERSON)
        points += NAMED;
    if (s->gender && e->gender == s->gender)
        points += AGREES;
    if (other->form == FORM_PRONOUN)
        points += PRONOUN;
    if (s->speaker && s->speaker == entity)
        points += OWN_QUOTE;
    return points;
}

static uint32_t find_antecedent(const struct seeker *s)
{
    uint32_t best = 0;
    int most = ENOUGH - 1;
    for (uint32_t c = s->m - 1; c > 0; c--) {
        uint32_t at = s->doc->tokens.v[s->doc->mentions.v[c].head_token].sentence;
        if (at + REACH <= s->sentence)
            break;
        if (!is_candidate(s, c))
            continue;
        int points = score_place(s, c) + score_entity(s, c);
        if (points > most) {
            most = points;
            best = c;
        }
    }
    return best;
}

/* "In his speech, Bennett said": the subject that follows the phrase in which the pronoun stands */
static uint32_t find_following(const struct seeker *s)
{
    const struct token *tokens = s->doc->tokens.v;
    for (uint32_t t = s->token, steps = 0; t && steps < 6; t = tokens[t].head, steps++) {
        if (tokens[t].deprel != REL_OBL && tokens[t].deprel != REL_ADVCL)
            continue;
        uint32_t subject = token_child(s->doc, tokens[t].head, REL_NSUBJ);
        if (!subject)
            subject = token_child(s->doc, tokens[t].head, REL_NSUBJ_PASS);
        uint32_t m = subject > s->token ? tokens[subject].mention : 0;
        if (!m || s->doc->mentions.v[m].form == FORM_PRONOUN)
            continue;
        const struct entity *e = &s->doc->entities.v[coref_entity(s->coref, m)];
        if (e->kind == ENTITY_PERSON && (!e->gender || e->gender == s->gender))
            return m;
    }
    return 0;
}

/* bodies, countries, and groups that are one: "the army" */
static bool is_body(const struct coref *coref, uint32_t m)
{
    const struct entity *entity = &coref->doc->entities.v[coref_entity(coref, m)];
    return entity->kind == ENTITY_ORGANIZATION || entity->kind == ENTITY_COUNTRY ||
           (entity->kind == ENTITY_GROUP && !coref->doc->mentions.v[m].plural);
}

static uint32_t mention_at(const struct doc *doc, uint32_t token)
{
    return token ? doc->tokens.v[token].mention : 0;
}

static uint32_t subject_mention(const struct doc *doc, uint32_t verb)
{
    uint32_t subject = token_child(doc, verb, REL_NSUBJ);
    if (!subject)
        subject = token_child(doc, verb, REL_NSUBJ_PASS);
    return mention_at(doc, subject);
}

/* "A and B" are not it */
static bool is_list(const struct doc *doc, uint32_t m)
{
    return token_child(doc, doc->mentions.v[m].head_token, REL_CONJ) != 0;
}

/* the mention at `token`, if it is one body and stands before the pronoun */
static uint32_t body_at(const struct coref *coref, uint32_t token, uint32_t pronoun)
{
    uint32_t m = token && token < pronoun ? mention_at(coref->doc, token) : 0;
    return m && is_body(coref, m) && !is_list(coref->doc, m) ? m : 0;
}

/* Going up from the pronoun: the first clause whose subject stands before it decides. It is the
 * subject, if that is a body or country, else the object ("praised Peru for its patience"); of an
 * infinitive first the one who is to do it ("urged China to use its influence"). */
static uint32_t find_body(const struct coref *coref, const struct mention *mention)
{
    const struct doc *doc = coref->doc;
    uint32_t pronoun = mention->head_token, t = pronoun;
    bool own_clause = is_subject(doc->tokens.v[t].deprel);
    for (uint32_t steps = 0; t && steps < 12; steps++, t = doc->tokens.v[t].head) {
        if (own_clause && t == doc->tokens.v[pronoun].head)
            continue;
        uint32_t told =
            doc->tokens.v[t].deprel == REL_XCOMP
                ? body_at(coref, token_child(doc, doc->tokens.v[t].head, REL_OBJ), pronoun)
                : 0;
        uint32_t subject = subject_mention(doc, t);
        if (told || !subject || doc->mentions.v[subject].head_token >= pronoun) {
            if (told)
                return told;
            continue;
        }
        uint32_t body = body_at(coref, doc->mentions.v[subject].head_token, pronoun);
        return body ? body : body_at(coref, token_child(doc, t, REL_OBJ), pronoun);
    }
    return 0;
}

/* The subject above is "A and B": the plural pronoun means both. False when it is not so. */
static bool take_members(struct coref *coref, uint32_t m)
{
    struct doc *doc = coref->doc;
    uint32_t head = doc->mentions.v[m].head_token, t = head;
    for (uint32_t steps = 0; t && steps < 12; steps++, t = doc->tokens.v[t].head) {
        uint32_t subject = token_child(doc, t, REL_NSUBJ);
        if (!subject || subject >= head || (t == doc->tokens.v[head].head && subject == head))
            continue;
        struct range members = {0, 0};
        if (!mention_at(doc, subject) || !token_child(doc, subject, REL_CONJ))
            return false;
        doc_range_add_id(doc, &members, coref_entity(coref, mention_at(doc, subject)));
        for (uint32_t c = doc->tokens.v[subject].first_child; c; c = doc->tokens.v[c].next)
            if (doc->tokens.v[c].deprel == REL_CONJ && mention_at(doc, c))
                doc_range_add_id(doc, &members, coref_entity(coref, mention_at(doc, c)));
        if (members.n < 2)
            return false;
        struct entity *entity = &doc->entities.v[doc->mentions.v[m].entity];
        entity->members = members;
        entity->kind = ENTITY_GROUP;
        return true;
    }
    return false;
}

/* subject of the verb of a main clause */
static bool is_main_subject(const struct doc *doc, uint32_t token)
{
    uint32_t verb = doc->tokens.v[token].head;
    return verb && doc->tokens.v[verb].head == 0 && doc->tokens.v[verb].upos == UPOS_VERB;
}

/* "It said", "it added": the body that spoke last; other subjects of main clauses: the body that is
 * the main subject of the sentence before */
static uint32_t find_body_before(const struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    uint32_t head = doc->mentions.v[m].head_token;
    bool possessor = doc->tokens.v[head].deprel == REL_NMOD_POSS;
    if (possessor) /* "Its foreign ministry said" */
        head = doc->tokens.v[head].head;
    uint32_t sentence = doc->tokens.v[head].sentence;
    bool speaks = !possessor && is_speech_subject(coref, head);
    if (doc->tokens.v[head].deprel != REL_NSUBJ || (!speaks && !is_main_subject(doc, head)))
        return 0;
    for (uint32_t c = m - 1; c > 0; c--) {
        uint32_t other = doc->mentions.v[c].head_token;
        uint32_t at = doc->tokens.v[other].sentence;
        if (at + 1 + speaks < sentence)
            break;
        if (at == sentence || !is_subject(mention_deprel(doc, &doc->mentions.v[c])) ||
            !is_body(coref, c) || is_list(doc, c))
            continue;
        if (speaks ? is_speech_subject(coref, other) : is_main_subject(doc, other))
            return c;
    }
    return 0;
}

/* he, she, they; 0 also when a plural pronoun got its members */
static uint32_t find_person(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    const struct token *token = &doc->tokens.v[mention->head_token];
    struct seeker seeker = {
        .coref = coref,
        .doc = doc,
        .m = m,
        .token = mention->head_token,
        .sentence = token->sentence,
        .gender = mention->gender,
        .plural = mention->plural,
        .speaks = is_speech_subject(coref, mention->head_token),
        .quoted = token->flags & TOKEN_QUOTED,
        .possessive = token->deprel == REL_NMOD_POSS,
    };
    if (seeker.quoted)
        seeker.speaker = find_speaker(&seeker);
    exclude_others(&seeker);
    exclude_named(&seeker);
    seeker.clause = find_clause(&seeker);
    if (seeker.plural && take_members(coref, m))
        return 0;
    uint32_t found = seeker.plural ? 0 : find_following(&seeker);
    if (!found)
        found = find_antecedent(&seeker);
    return !found && seeker.plural ? find_body(coref, mention) : found;
}

static bool takes_up_several(struct str word)
{
    return str_is(word, "both") || str_is(word, "neither") || str_is(word, "either") ||
           str_is(word, "each");
}

void coref_pronoun(struct coref *coref, uint32_t m)
{
    const struct doc *doc = coref->doc;
    const struct mention *mention = &doc->mentions.v[m];
    if (coref_entity(coref, m) != mention->entity || !is_third_person(doc, mention))
        return;
    uint32_t found = 0;
    if (takes_up_several(token_lower(doc, mention->head_token)))
        coref_collective(coref, m);
    else if (mention->gender != 'n')
        found = find_person(coref, m);
    else if (!(found = find_body(coref, mention)))
        found = find_body_before(coref, m);
    if (found)
        coref_unite(coref, doc->mentions.v[found].entity, mention->entity);
}
