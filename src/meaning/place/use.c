/* use: a name is used as a place behind a preposition that places things, as the goal of a
 * movement, as what is visited or struck, beside a noun of its kind ("the Kursk region") that is,
 * and in a list or apposition with another such name (words in data/en/placewords.tsv). As a
 * subject, an object or a party ("Moscow said", "sanctions on Iran") it stands for those who act
 * there; otherwise it tells only what something belongs to ("the mayor of Houston", "Ohio
 * residents"). */
#include "meaning/place/use.h"

#include "world/lexicon.h"

enum { MAX_CLIMB = 8 };

/* ---- words ---- */

/* the row of table placewords with that lemma and class; UINT32_MAX when there is none */
static uint32_t word_row(const struct use_finder *f, uint32_t token, const char *class)
{
    enum { CLASS = 1 };
    uint32_t first = 0, n = 0;
    if (token && f->words)
        n = table_find(f->words, token_lemma(f->doc, token), &first);
    for (uint32_t row = first; row < first + n; row++)
        if (str_is(table_cell(f->words, row, CLASS), class))
            return row;
    return UINT32_MAX;
}

static bool is_word(const struct use_finder *f, uint32_t token, const char *class)
{
    return word_row(f, token, class) != UINT32_MAX;
}

/* the kind a noun tells ("region" of "the Kursk region"), {NULL,0} = none; in a name it begins with
 * a capital, in its lemma, too */
static struct str kind_told(const struct use_finder *f, uint32_t token)
{
    enum { CLASS = 1, VALUE };
    uint32_t row = word_row(f, token, "kind"), first = 0, n = 0;
    if (row != UINT32_MAX)
        return table_cell(f->words, row, VALUE);
    if (token && f->words)
        n = table_find(f->words, doc_string(f->doc, f->doc->tokens.v[token].lower), &first);
    for (row = first; row < first + n; row++)
        if (str_is(table_cell(f->words, row, CLASS), "kind"))
            return table_cell(f->words, row, VALUE);
    return (struct str){NULL, 0};
}

/* ---- use as a place ---- */

/* what a name may stand for besides the place */
enum standing_for { FOR_ITSELF, FOR_GOVERNMENT /* a capital */, FOR_COUNTRY };

static enum standing_for stands_for(const struct use_finder *f, struct str name)
{
    struct phrase phrase = phrase_of(name);
    struct sense sense;
    if (lexicon_has(f->world, phrase, SENSE_COUNTRY, &sense))
        return FOR_COUNTRY;
    return lexicon_has(f->world, phrase, SENSE_CAPITAL, &sense) ? FOR_GOVERNMENT : FOR_ITSELF;
}

/* The noun that tells the kind of place the name belongs to, or whose part or neighbour it is:
 * "Kursk region", "city of Aleppo", "outskirts of Kyiv"; else the token itself. */
static uint32_t outer_noun(const struct use_finder *f, uint32_t token)
{
    const struct token *t = &f->doc->tokens.v[token];
    bool inside = t->deprel == REL_COMPOUND || t->deprel == REL_AMOD || t->deprel == REL_NMOD ||
                  t->deprel == REL_NMOD_POSS || t->deprel == REL_FLAT || t->deprel == REL_OBL;
    if (inside && t->head && (kind_told(f, t->head).n || is_word(f, t->head, "part")))
        return t->head;
    return token;
}

/* the preposition before a noun places it; a seat of government by one of movement only with a verb
 * or noun of movement or distance ("flew to Moscow", not "sold to Moscow") */
static bool is_placed(const struct use_finder *f, uint32_t token, enum standing_for stands)
{
    const struct token *t = &f->doc->tokens.v[token];
    uint32_t marker = token_child(f->doc, token, REL_CASE);
    if (is_word(f, marker, "in"))
        return true;
    if (marker && is_word(f, marker, "direction"))
        return stands == FOR_ITSELF || is_word(f, t->head, "motion") || is_word(f, t->head, "part");
    bool on = marker && str_is(token_lemma(f->doc, marker), "on");
    return on && (kind_told(f, token).n || is_word(f, token, "part"));
}

/* object of a verb that reaches a place ("visited Kyiv", "Aleppo was shelled") */
static bool is_reached(const struct use_finder *f, uint32_t token)
{
    const struct token *t = &f->doc->tokens.v[token];
    return (t->deprel == REL_OBJ || t->deprel == REL_NSUBJ_PASS) && is_word(f, t->head, "reach");
}

/* The noun a name shares its use with: the one it is listed with ("Kyiv and Lviv", "Kyiv,
 * Ukraine"), or, for what is no country, the name or building it stands before ("Moscow's Red
 * Square", "a Baghdad hospital"); 0 = none. */
static uint32_t shared_with(const struct use_finder *f, uint32_t token, bool country)
{
    const struct token *t = &f->doc->tokens.v[token];
    const struct token *head = &f->doc->tokens.v[t->head];
    switch (t->deprel) {
    case REL_CONJ:
    case REL_APPOS:
    case REL_NMOD_UNMARKED:
    case REL_NMOD_DESC:
    case REL_LIST:
    case REL_FLAT:
        return t->head;
    case REL_NMOD_POSS:
    case REL_COMPOUND:
        return !country && (head->name || head->upos == UPOS_PROPN) ? t->head : 0;
    default:
        return 0;
    }
}

static bool is_used_as_place(const struct use_finder *f, uint32_t token, enum standing_for stands)
{
    for (int n = 0; n < MAX_CLIMB && token; n++) {
        if (is_placed(f, token, stands) || is_reached(f, token))
            return true;
        uint32_t outer = outer_noun(f, token);
        if (outer == token) {
            token = shared_with(f, token, stands == FOR_COUNTRY);
            continue;
        }
        if (is_word(f, outer, "part"))
            return true;
        stands = FOR_ITSELF;
        token = outer;
    }
    return false;
}

/* "of" with a name of its own depends on the noun: "the western Mexico state of Jalisco" */
static bool has_name_behind(const struct use_finder *f, uint32_t noun)
{
    const struct token *tokens = f->doc->tokens.v;
    for (uint32_t c = tokens[noun].first_child; c; c = tokens[c].next)
        if (c > noun && tokens[c].deprel == REL_NMOD && tokens[c].upos == UPOS_PROPN &&
            str_is(token_lemma(f->doc, token_child(f->doc, c, REL_CASE)), "of"))
            return true;
    return false;
}

struct str use_kind_beside(const struct use_finder *f, uint32_t head)
{
    uint32_t outer = outer_noun(f, head);
    struct str kind = outer != head ? kind_told(f, outer) : (struct str){NULL, 0};
    bool inside = f->doc->tokens.v[head].deprel == REL_NMOD && str_is(kind, "facility");
    return inside || (head < outer && has_name_behind(f, outer)) ? (struct str){NULL, 0} : kind;
}

bool use_is_word(const struct use_finder *f, uint32_t token, const char *class)
{
    enum { CLASS = 1 };
    uint32_t first = 0, n = 0;
    if (f->words)
        n = table_find(f->words, doc_string(f->doc, f->doc->tokens.v[token].lower), &first);
    for (uint32_t row = first; row < first + n; row++)
        if (str_is(table_cell(f->words, row, CLASS), class))
            return true;
    return false;
}

struct str use_kind_of_noun(const struct use_finder *f, uint32_t token)
{
    return kind_told(f, token);
}

/* subject, object or party of a predicate */
static bool is_party(const struct use_finder *f, uint32_t token)
{
    for (int n = 0; n < MAX_CLIMB && token; n++) {
        const struct token *t = &f->doc->tokens.v[token];
        switch (t->deprel) {
        case REL_NSUBJ:
        case REL_NSUBJ_PASS:
        case REL_NSUBJ_OUTER:
        case REL_OBJ:
        case REL_IOBJ:
        case REL_OBL:
        case REL_OBL_AGENT:
        case REL_VOCATIVE:
            return true;
        case REL_CONJ:
        case REL_APPOS:
        case REL_FLAT:
            token = t->head;
            break;
        default:
            return false;
        }
    }
    return false;
}

uint8_t use_of_place(const struct use_finder *f, uint32_t token, struct str text)
{
    if (is_used_as_place(f, token, stands_for(f, text)))
        return PLACE_LOCATION;
    return is_party(f, token) ? PLACE_ACTOR : PLACE_ATTRIBUTE;
}
