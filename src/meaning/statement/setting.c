/* setting: to whom, when, where, on what occasion, in what medium and through whom something was
 * said.
 *
 * Three kinds of words carry a statement's setting: the cue; a participle beside it ("speaking to
 * reporters in Oslo"); and the nouns of data/en/occasions.tsv behind a preposition ("in an
 * interview with the BBC on Friday"), whoever is told ("a news conference in Oslo") and a document
 * that speaks ("the report, published on Monday, said"). From each its phrases are read, and from
 * its participles ("issued on Monday"). What lies in the content belongs to what was said and is
 * never looked at. */
#include "meaning/statement/setting.h"

#include "doc/names.h"
#include "meaning/meaning.h"
#include "meaning/place/places.h"
#include "meaning/statement/source.h"
#include "meaning/time/times.h"

enum { CARRIERS_MAX = 16, ADDRESSEES_MAX = 16 };

struct setting {
    const struct world *world;
    struct doc *doc;
    const struct attribution *found;
    struct statement *statement;
    uint32_t carriers[CARRIERS_MAX], n;
};

enum occasion_column { COLUMN_NOUN, COLUMN_FIELD, COLUMN_VALUE };

/* the row of a noun in occasions.tsv whose field is `field`; empty when there is none */
static struct str occasion_of(const struct world *world, const struct doc *doc, uint32_t noun,
                              const char *field)
{
    static const struct str NOTHING = {NULL, 0};
    const struct table *table = world_table(world, "occasions");
    uint32_t row;
    if (!table || !noun ||
        !(table_find(table, doc_string(doc, doc->tokens.v[noun].lower), &row) ||
          table_find(table, token_lemma(doc, noun), &row)) ||
        !str_is(table_cell(table, row, COLUMN_FIELD), field))
        return NOTHING;
    return table_cell(table, row, COLUMN_VALUE);
}

bool setting_is_occasion(const struct world *world, const struct doc *doc, uint32_t noun)
{
    return occasion_of(world, doc, noun, "medium").n;
}

static bool is_content(const struct setting *x, uint32_t token)
{
    uint32_t at = x->doc->tokens.v[token].span.start;
    for (uint32_t i = 0; i < x->statement->content.n; i++) {
        struct span span = x->doc->spans.v[x->statement->content.first + i];
        if (span.start <= at && at < span.end)
            return true;
    }
    return false;
}

static void add_carrier(struct setting *x, uint32_t token)
{
    if (x->n < CARRIERS_MAX && !is_content(x, token))
        x->carriers[x->n++] = token;
}

/* ---- addressees ---- */

void setting_add_addressee(struct doc *doc, struct statement *statement, uint32_t head)
{
    if (statement->addressees.n || !head)
        return;
    uint32_t entity = entity_of(doc, head);
    struct range members = doc->entities.v[entity].members;
    statement->addressee_token = head;
    for (uint32_t i = 0; i < members.n; i++)
        doc_range_add_id(doc, &statement->addressees, doc->ids.v[members.first + i]);
    if (!members.n && entity)
        doc_range_add_id(doc, &statement->addressees, entity);
}

static bool is_speaker(const struct setting *x, uint32_t head)
{
    uint32_t entity = entity_of(x->doc, head);
    for (uint32_t i = 0; i < x->statement->speakers.n; i++) {
        if (x->doc->ids.v[x->statement->speakers.first + i] == entity)
            return true;
    }
    return false;
}

static void add_addressee(struct setting *x, uint32_t head)
{
    if (head && !is_time(x->doc, head) && !is_speaker(x, head))
        setting_add_addressee(x->doc, x->statement, head);
}

/* "the Oslo Times" of "told the Oslo Times daily"; 0 = none */
static uint32_t named_before(const struct doc *doc, uint32_t head)
{
    for (uint32_t c = doc->tokens.v[head].first_child; c && c < head; c = doc->tokens.v[c].next) {
        if (tree_is_rel(doc, c, REL_COMPOUND) && doc->tokens.v[c].mention &&
            doc->tokens.v[c].name == NAME_ORGANIZATION)
            return c;
    }
    return 0;
}

/* "told reporters" has an addressee, "told a press conference" a medium, "told state television"
 * both */
static void take_addressee(struct setting *x, uint32_t head)
{
    struct str medium = occasion_of(x->world, x->doc, head, "medium");
    if (head > x->found->token)
        add_carrier(x, head);
    if (medium.n && (!is_party(x->doc, head) || str_is(medium, "televised")))
        x->statement->medium = doc_intern(x->doc, medium);
    if (is_party(x->doc, head))
        add_addressee(x, head);
    else
        add_addressee(x, named_before(x->doc, head));
}

/* ---- occasions ---- */

static bool is_through(const struct doc *doc, uint32_t mark)
{
    return tree_lower_is(doc, mark, "through") || tree_lower_is(doc, mark, "via");
}

/* "interview" of "an interview broadcast on Sunday", which the parser may take for a compound, and
 * "televised" of "a televised address" */
static struct str medium_of(const struct setting *x, uint32_t noun)
{
    for (uint32_t c = x->doc->tokens.v[noun].first_child; c && c < noun;
         c = x->doc->tokens.v[c].next) {
        struct str medium = occasion_of(x->world, x->doc, c, "medium");
        if (tree_lower_is(x->doc, c, "televised"))
            return STR("televised");
        if (tree_is_rel(x->doc, c, REL_COMPOUND) && str_is(medium, "interview"))
            return medium;
    }
    return occasion_of(x->world, x->doc, noun, "medium");
}

/* "during talks", "over the phone", not "after talks" or "about the speech" */
static bool is_on_occasion(const struct doc *doc, uint32_t mark)
{
    static const char *const words[] = {"at",   "by",  "during",  "in", "on",
                                        "over", "via", "through", "to"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (tree_lower_is(doc, mark, words[i]))
            return true;
    }
    return false;
}

static void take_occasion(struct setting *x, uint32_t noun, uint32_t mark)
{
    struct str medium = medium_of(x, noun), via = occasion_of(x->world, x->doc, noun, "via");
    if (is_through(x->doc, mark) && via.n && !x->statement->via)
        x->statement->via = doc_intern(x->doc, via);
    if (!medium.n || !is_on_occasion(x->doc, mark) || is_content(x, noun))
        return;
    if (!x->statement->medium)
        x->statement->medium = doc_intern(x->doc, medium);
    add_carrier(x, noun);
}

/* with whom one speaks on this occasion is who is spoken to */
static bool is_with_somebody(const struct setting *x, uint32_t noun)
{
    struct str medium = medium_of(x, noun);
    return str_is(medium, "interview") || str_is(medium, "call") || str_is(medium, "talks");
}

/* a phrase of a carrier */
static void take_phrase(struct setting *x, uint32_t carrier, uint32_t child)
{
    const struct doc *doc = x->doc;
    uint32_t mark = token_child(doc, child, REL_CASE);
    bool to = tree_lower_is(doc, mark, "to");
    bool with = tree_lower_is(doc, mark, "with") && doc->tokens.v[carrier].upos != UPOS_VERB &&
                is_with_somebody(x, carrier);
    if (!mark)
        return;
    if (carrier != x->found->token && (to || with) && doc->tokens.v[child].mention &&
        !is_content(x, child))
        add_addressee(x, child);
    else
        take_occasion(x, child, mark);
}

/* "speaking to reporters", "addressing the crowd" */
static bool is_speaking(const struct doc *doc, uint32_t verb)
{
    static const char *const words[] = {"addressing", "appearing",  "speaking",
                                        "talking",    "testifying", "writing"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (tree_lower_is(doc, verb, words[i]))
            return true;
    }
    return false;
}

/* "issued on Monday" beside a statement, "speaking in Oslo" beside cue or speaker */
static bool is_participle_of(const struct doc *doc, uint32_t carrier, uint32_t verb)
{
    bool noun = doc->tokens.v[carrier].upos == UPOS_NOUN;
    return (noun && tree_is_rel(doc, verb, REL_ACL) &&
            doc->tokens.v[verb].deprel != REL_ACL_RELCL) ||
           is_speaking(doc, verb);
}

/* of a speaker only what he does when he says it */
static void read_speaker(struct setting *x, uint32_t source)
{
    const struct doc *doc = x->doc;
    for (uint32_t c = doc->tokens.v[source].first_child; c; c = doc->tokens.v[c].next) {
        uint32_t mark = token_child(doc, c, REL_CASE);
        if (is_speaking(doc, c))
            add_carrier(x, c);
        else if (tree_lower_is(doc, mark, "in") || tree_lower_is(doc, mark, "at"))
            take_occasion(x, c, mark); /* "Berg in her letter said" */
    }
}

static void read_carrier(struct setting *x, uint32_t carrier)
{
    const struct doc *doc = x->doc;
    for (uint32_t c = doc->tokens.v[carrier].first_child; c; c = doc->tokens.v[c].next) {
        if (is_content(x, c))
            continue;
        if (is_participle_of(doc, carrier, c))
            add_carrier(x, c);
        else if (tree_is_rel(doc, c, REL_OBL) || tree_is_rel(doc, c, REL_NMOD))
            take_phrase(x, carrier, c);
        else if (tree_is_rel(doc, c, REL_OBJ) && tree_lower_is(doc, carrier, "addressing"))
            add_addressee(x, c);
    }
}

/* ---- who reports and what document speaks ---- */

/* "state television", "the news agency" as the source that quotes somebody */
static void take_quoting(struct setting *x, uint32_t quoting)
{
    const struct doc *doc = x->doc;
    struct str via = occasion_of(x->world, doc, quoting, "via");
    struct str medium = occasion_of(x->world, doc, quoting, "medium");
    bool state = false;
    for (uint32_t c = quoting ? doc->tokens.v[quoting].first_child : 0; c && c < quoting;
         c = doc->tokens.v[c].next)
        state |= tree_lower_is(doc, c, "state");
    if (state && (via.n || medium.n))
        x->statement->via = doc_intern(x->doc, STR("state media"));
    else if (medium.n && !x->statement->medium)
        x->statement->medium = doc_intern(x->doc, medium);
}

static void take_quoting_sources(struct setting *x)
{
    const struct doc *doc = x->doc;
    uint32_t cue = x->found->token, by = token_child(doc, cue, REL_OBL_AGENT);
    if (!tree_lemma_is(doc, cue, "quote"))
        return;
    take_quoting(x, by ? by : token_child(doc, cue, REL_NSUBJ));
    for (uint32_t c = doc->tokens.v[cue].first_child; c; c = doc->tokens.v[c].next) {
        if (tree_lower_is(doc, c, "saying"))
            add_carrier(x, c);
    }
}

/* "the letter said", "according to a statement": a document that speaks */
static void take_document(struct setting *x)
{
    uint32_t source = x->found->antecedent;
    struct str medium = occasion_of(x->world, x->doc, source, "medium");
    if (!source || x->doc->tokens.v[source].upos != UPOS_NOUN || !str_is(medium, "written"))
        return;
    if (!x->statement->medium)
        x->statement->medium = doc_intern(x->doc, medium);
    add_carrier(x, source);
}

/* "issued a statement on Monday saying …", "sent a letter to the mayor warning …" */
static void take_noun_over(struct setting *x)
{
    const struct doc *doc = x->doc;
    uint32_t noun = document_over(x->world, doc, x->found->token), verb = doc->tokens.v[noun].head;
    struct str medium = occasion_of(x->world, doc, noun, "medium");
    if (!medium.n)
        return;
    if (!x->statement->medium)
        x->statement->medium = doc_intern(x->doc, medium);
    add_carrier(x, noun);
    if (tree_is_rel(doc, noun, REL_OBJ))
        add_carrier(x, verb);
}

/* ", in a statement issued in Oslo" behind the content */
static void take_trailing(struct setting *x)
{
    const struct doc *doc = x->doc;
    const struct attribution *found = x->found;
    uint32_t last = found->n_pieces ? found->pieces[found->n_pieces - 1].last : 0;
    if (last < found->token || last + 3 >= doc->tokens.n || !tree_is_comma(doc, last + 1) ||
        doc->tokens.v[last + 2].upos != UPOS_ADP)
        return;
    take_occasion(x, doc->tokens.v[last + 2].head, last + 2);
}

/* ---- time and place ---- */

static void find_time(struct setting *x)
{
    uint32_t cue = x->found->token, comment = token_child(x->doc, cue, REL_XCOMP);
    x->statement->when = time_of_clause(x->doc, cue);
    for (uint32_t i = 0; i < x->n && !x->statement->when; i++)
        x->statement->when = time_of_clause(x->doc, x->carriers[i]);
    /* "declined to comment on Monday" */
    if (!x->statement->when && x->found->cue.standing == STANDING_DECLINES && comment > cue &&
        (tree_lemma_is(x->doc, comment, "comment") || tree_lemma_is(x->doc, comment, "elaborate")))
        x->statement->when = time_of_clause(x->doc, comment);
}

/* a preposition that tells where something was said, not of what or where to */
static bool is_location(const struct doc *doc, uint32_t mark)
{
    static const char *const words[] = {"at", "in", "inside", "near", "on", "outside"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (tree_lower_is(doc, mark, words[i]))
            return true;
    }
    return false;
}

/* right behind an object that is content the place may as well be the object's: "discussed the
 * violence in Iraq" */
static bool is_of_object(const struct setting *x, uint32_t phrase)
{
    const struct attribution *found = x->found;
    uint32_t first = tree_tokens(x->doc, phrase).first;
    return !found->has_clause && found->n_pieces &&
           found->pieces[found->n_pieces - 1].last + 1 == first;
}

/* The place is that of a modifier of the head: "in Oslo", "in the capital Oslo", "at a rally in
 * Oslo", but not "before a visit to Oslo" or "in the Oslo Declaration". */
static bool is_setting_place(const struct setting *x, uint32_t place, uint32_t head)
{
    const struct doc *doc = x->doc;
    uint32_t t = doc->places.v[place].head_token, mark = token_child(doc, t, REL_CASE);
    bool located = mark && is_location(doc, mark);
    for (int steps = 0; t && steps < 6; steps++, t = doc->tokens.v[t].head) {
        if (!mark && (mark = token_child(doc, t, REL_CASE)))
            located = is_location(doc, mark);
        if (tree_is_rel(doc, t, REL_COMPOUND) || tree_is_rel(doc, t, REL_AMOD))
            return false;
        if (doc->tokens.v[t].head == head)
            return located && !is_of_object(x, t) &&
                   (tree_is_rel(doc, t, REL_OBL) || tree_is_rel(doc, t, REL_NMOD));
    }
    return false;
}

static uint32_t place_outside(const struct setting *x, uint32_t head)
{
    uint32_t place = place_of_clause(x->doc, head);
    return place && !is_content(x, x->doc->places.v[place].head_token) &&
                   is_setting_place(x, place, head)
               ? place
               : 0;
}

static void find_place(struct setting *x)
{
    x->statement->where = place_outside(x, x->found->token);
    for (uint32_t i = 0; i < x->n && !x->statement->where; i++)
        x->statement->where = place_outside(x, x->carriers[i]);
}

void setting_find(const struct world *world, struct doc *doc, const struct attribution *found,
                  struct statement *statement)
{
    struct setting x = {.world = world, .doc = doc, .found = found, .statement = statement};
    uint32_t read = 0;
    if (found->addressee && found->addressee != found->source)
        take_addressee(&x, found->addressee);
    read_carrier(&x, found->token);
    if (found->source)
        read_speaker(&x, found->source);
    take_quoting_sources(&x);
    take_document(&x);
    take_noun_over(&x);
    take_trailing(&x);
    while (read < x.n)
        read_carrier(&x, x.carriers[read++]);
    if (!statement->medium && found->cue.medium.n)
        statement->medium = doc_intern(doc, found->cue.medium);
    find_time(&x);
    find_place(&x);
}
