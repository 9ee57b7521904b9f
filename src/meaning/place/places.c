/* places: names of places that are used as places, not for the government that sits there. A name
 * is so used behind a preposition that places things, as the goal of a movement, as what is visited
 * or struck, beside a noun of its kind ("the Kursk region") that is, in a list or apposition with
 * another such name, and in the dateline (words in data/en/placewords.tsv). "Moscow said" and
 * "sanctions on Iran" are not places. What is known of them is gazetteer.c's; a name unknown there
 * is a place without coordinates. */
#include "meaning/place/places.h"

#include <math.h>

#include "meaning/meaning.h"
#include "meaning/place/gazetteer.h"
#include "world/lexicon.h"

enum { MAX_CLIMB = 8 };

struct finder {
    const struct world *world;
    const struct table *words; /* placewords */
    struct doc *doc;
};

/* ---- words ---- */

/* the row of table placewords with that lemma and class; UINT32_MAX when there is none */
static uint32_t word_row(const struct finder *f, uint32_t token, const char *class)
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

static bool is_word(const struct finder *f, uint32_t token, const char *class)
{
    return word_row(f, token, class) != UINT32_MAX;
}

/* the kind a noun tells ("region" of "the Kursk region"), {NULL,0} = none */
static struct str kind_told(const struct finder *f, uint32_t token)
{
    enum { VALUE = 2 };
    uint32_t row = word_row(f, token, "kind");
    return row == UINT32_MAX ? (struct str){NULL, 0} : table_cell(f->words, row, VALUE);
}

/* ---- use as a place ---- */

/* what a name may stand for besides the place */
enum standing_for { FOR_ITSELF, FOR_GOVERNMENT /* a capital */, FOR_COUNTRY };

static enum standing_for stands_for(const struct finder *f, struct str name)
{
    struct phrase phrase = phrase_of(name);
    struct sense sense;
    if (lexicon_has(f->world, phrase, SENSE_COUNTRY, &sense))
        return FOR_COUNTRY;
    return lexicon_has(f->world, phrase, SENSE_CAPITAL, &sense) ? FOR_GOVERNMENT : FOR_ITSELF;
}

/* The noun that tells the kind of place the name belongs to, or whose part or neighbour it is:
 * "Kursk region", "city of Aleppo", "outskirts of Kyiv"; else the token itself. */
static uint32_t outer_noun(const struct finder *f, uint32_t token)
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
static bool is_placed(const struct finder *f, uint32_t token, enum standing_for stands)
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
static bool is_reached(const struct finder *f, uint32_t token)
{
    const struct token *t = &f->doc->tokens.v[token];
    return (t->deprel == REL_OBJ || t->deprel == REL_NSUBJ_PASS) && is_word(f, t->head, "reach");
}

/* The noun a name shares its use with: the one it is listed with ("Kyiv and Lviv", "Kyiv,
 * Ukraine"), or, for what is no country, the name or building it stands before ("Moscow's Red
 * Square", "a Baghdad hospital"); 0 = none. */
static uint32_t shared_with(const struct finder *f, uint32_t token, bool country)
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

static bool is_used_as_place(const struct finder *f, uint32_t token, enum standing_for stands)
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

/* ---- the stage ---- */

/* a name of a place: its tokens */
struct name {
    uint32_t first, last;
};

static bool next_name(const struct doc *doc, uint32_t *at, struct name *name)
{
    const struct token *tokens = doc->tokens.v;
    for (uint32_t t = *at; t < doc->tokens.n; t++) {
        if (tokens[t].name != NAME_PLACE || !(tokens[t].flags & TOKEN_NAME_BEGIN))
            continue;
        name->first = name->last = t;
        while (name->last + 1 < doc->tokens.n && tokens[name->last + 1].name == NAME_PLACE &&
               !(tokens[name->last + 1].flags & TOKEN_NAME_BEGIN) &&
               tokens[name->last + 1].sentence == tokens[t].sentence)
            name->last++;
        *at = name->last + 1;
        return true;
    }
    return false;
}

static uint32_t head_of(const struct doc *doc, struct name name)
{
    for (uint32_t t = name.first; t <= name.last; t++) {
        uint32_t head = doc->tokens.v[t].head;
        if (head < name.first || head > name.last)
            return t;
    }
    return name.first;
}

static struct span span_of(const struct doc *doc, struct name name)
{
    return (struct span){doc->tokens.v[name.first].span.start, doc->tokens.v[name.last].span.end};
}

/* tokens that a name may be widened by: of no other kind of name, in the same sentence */
static bool may_widen(const struct doc *doc, struct name name, uint32_t token)
{
    const struct token *t = &doc->tokens.v[token];
    return token && token < doc->tokens.n && t->sentence == doc->tokens.v[name.first].sentence &&
           (t->name == NAME_NONE || t->name == NAME_PLACE);
}

static bool is_word_token(const struct doc *doc, uint32_t token)
{
    char c = token_form(doc, token).s[0];
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (unsigned char)c >= 0x80;
}

/* Widens a name to the longest known one that holds it, where the recogniser cut it short ("Port"
 * of "Port-au-Prince", "Bosnia" and "Herzegovina"). */
static void widen(const struct finder *f, struct name *name)
{
    enum { LEFT = 1, RIGHT = 4 };
    struct gazetteer_entry entry;
    struct name best = *name, wide = *name;
    for (uint32_t left = 0; left <= LEFT; left++) {
        wide.first = name->first - left;
        if (!may_widen(f->doc, *name, wide.first))
            break;
        for (wide.last = name->last; wide.last <= name->last + RIGHT; wide.last++) {
            if (!may_widen(f->doc, *name, wide.last))
                break;
            if (wide.last - wide.first > best.last - best.first &&
                is_word_token(f->doc, wide.last) &&
                gazetteer_find(f->world, doc_slice(f->doc, span_of(f->doc, wide)),
                               (struct str){NULL, 0}, &entry))
                best = wide;
        }
    }
    *name = best;
}

/* "Kherson, Ukraine": the country (alpha-3) or region that follows behind a comma */
static struct str country_behind(const struct finder *f, struct name name)
{
    const struct doc *doc = f->doc;
    uint32_t at = name.last + 2;
    struct name next;
    struct gazetteer_entry entry;
    struct str none = {NULL, 0};
    if (at >= doc->tokens.n || !str_is(token_form(doc, name.last + 1), ",") ||
        !next_name(doc, &at, &next) || next.first != name.last + 2 ||
        doc->tokens.v[next.first].sentence != doc->tokens.v[name.first].sentence)
        return none;
    uint8_t deprel = doc->tokens.v[head_of(doc, next)].deprel;
    if (deprel == REL_COMPOUND || deprel == REL_AMOD || deprel == REL_NSUBJ ||
        !gazetteer_find(f->world, doc_slice(doc, span_of(doc, next)), none, &entry))
        return none; /* "in Sudan, U.S. officials said" */
    return str_is(entry.kind, "city") ? none : entry.country;
}

static bool in_dateline(const struct doc *doc, uint32_t token)
{
    uint32_t block = doc->sentences.v[doc->tokens.v[token].sentence].block;
    return doc->blocks.v[block].kind == BLOCK_DATELINE && block;
}

/* the kind that the noun around the name tells; the streets of a town tell none */
static struct str kind_beside(const struct finder *f, uint32_t head)
{
    uint32_t outer = outer_noun(f, head);
    struct str kind = outer != head ? kind_told(f, outer) : (struct str){NULL, 0};
    bool inside = f->doc->tokens.v[head].deprel == REL_NMOD && str_is(kind, "facility");
    return inside ? (struct str){NULL, 0} : kind;
}

/* text: the name as it is looked up; country: alpha-3, told by the words behind it, or empty */
static void add_place(struct finder *f, struct name name, struct str text, struct str country)
{
    struct doc *doc = f->doc;
    uint32_t head = head_of(doc, name);
    struct gazetteer_entry entry;
    bool known = gazetteer_find(f->world, text, country, &entry);
    bool elsewhere = known && country.n && entry.country.n && !str_eq(country, entry.country);
    if (!known || elsewhere)
        entry = (struct gazetteer_entry){text, kind_beside(f, head), country, NAN, NAN};
    uint32_t id = doc_intern(doc, entry.name), kind = doc_intern(doc, entry.kind);
    struct place *place = array_push(&doc->places, &doc->arena);
    *place = (struct place){
        .span = span_of(doc, name),
        .name = id,
        .kind = kind,
        .head_token = head,
        .lat = entry.lat,
        .lon = entry.lon,
    };
    if (entry.country.n == 3)
        memcpy(place->country, entry.country.s, 3);
}

/* the tokens of a stretch of text; false when it holds none */
static bool tokens_of(const struct doc *doc, struct span span, struct name *name)
{
    *name = (struct name){0, 0};
    for (uint32_t t = 1; t < doc->tokens.n && doc->tokens.v[t].span.start < span.end; t++)
        if (doc->tokens.v[t].span.start >= span.start) {
            name->first = name->first ? name->first : t;
            name->last = t;
        }
    return name->first != 0;
}

/* The places of the dateline ("Severn, Md."), which are told by where they stand and are often in
 * capitals that hide them from the recogniser of names. */
static void add_dateline(struct finder *f, struct span block)
{
    struct doc *doc = f->doc;
    struct str whole = doc_string(doc, doc->article.dateline), rest = whole, part;
    struct gazetteer_entry entry;
    struct str country = {NULL, 0};
    const char *comma = memrchr(whole.s, ',', whole.n);
    if (!whole.n || block.end - block.start < whole.n ||
        strncasecmp(doc->text.s + block.start, whole.s, whole.n) != 0)
        return;
    struct str last = comma ? str_trim(str_cut(comma, 1, (size_t)(whole.s + whole.n - comma)))
                            : (struct str){NULL, 0};
    if (last.n && gazetteer_find(f->world, last, country, &entry) && !str_is(entry.kind, "city"))
        country = entry.country;
    while ((part = str_split(&rest, ',')).s) {
        part = str_trim(part);
        uint32_t start = block.start + (uint32_t)(part.s - whole.s);
        struct name name;
        if (part.n && tokens_of(doc, (struct span){start, start + (uint32_t)part.n}, &name))
            add_place(f, name, part, str_eq(part, last) ? (struct str){NULL, 0} : country);
    }
}

/* a word that may be a place's name: with a capital, and no adjective of a country
 * ("Nicaraguan") */
static bool may_be_name(const struct finder *f, struct str s)
{
    struct sense sense;
    struct phrase phrase = phrase_of(s);
    bool capital = s.n && ((s.s[0] >= 'A' && s.s[0] <= 'Z') || (unsigned char)s.s[0] >= 0x80);
    static const char *const others[] = {"Earth", "World", "Moon", "Mars",  "North",
                                         "South", "East",  "West", "Globe", "Hell"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (str_is(s, others[i]))
            return false;
    return capital && (!lexicon_has(f->world, phrase, SENSE_NATIONALITY, &sense) ||
                       lexicon_has(f->world, phrase, SENSE_COUNTRY, &sense));
}

/* the datelines that begin before that byte of the text; *block moves behind them */
static void add_datelines(struct finder *f, uint32_t *block, uint32_t before)
{
    for (; *block < f->doc->blocks.n && f->doc->blocks.v[*block].span.start < before; ++*block)
        if (f->doc->blocks.v[*block].kind == BLOCK_DATELINE)
            add_dateline(f, f->doc->blocks.v[*block].span);
}

void find_places(const struct world *world, struct arena *scratch, struct doc *doc)
{
    (void)scratch;
    struct finder f = {world, world_table(world, "placewords"), doc};
    struct name name;
    uint32_t block = 1;
    for (uint32_t at = 1; next_name(doc, &at, &name);) {
        widen(&f, &name);
        at = name.last + 1;
        struct str text = doc_slice(doc, span_of(doc, name));
        if (in_dateline(doc, name.first) || !may_be_name(&f, text))
            continue;
        add_datelines(&f, &block, doc->tokens.v[name.first].span.start);
        enum standing_for stands = stands_for(&f, text);
        if (is_used_as_place(&f, head_of(doc, name), stands))
            add_place(&f, name, text,
                      stands == FOR_COUNTRY ? (struct str){NULL, 0} : country_behind(&f, name));
    }
    add_datelines(&f, &block, UINT32_MAX);
}

/* ---- places of clauses ---- */

static bool is_nominal(uint8_t deprel)
{
    switch (deprel) {
    case REL_NMOD:
    case REL_NMOD_POSS:
    case REL_NMOD_DESC:
    case REL_NMOD_UNMARKED:
    case REL_COMPOUND:
    case REL_AMOD:
    case REL_FLAT:
    case REL_APPOS:
    case REL_CONJ:
    case REL_LIST:
        return true;
    default:
        return false;
    }
}

/* how closely a place stands to the verb: 3 in a modifier, 2 in the object of the verb or as a
 * modifier of a noun, 0 not at all; less for every noun between */
static int closeness(const struct doc *doc, uint32_t place, uint32_t verb)
{
    const struct token *tokens = doc->tokens.v;
    uint32_t token = doc->places.v[place].head_token;
    for (int n = 0; n < MAX_CLIMB && token; n++, token = tokens[token].head) {
        uint8_t deprel = tokens[token].deprel;
        if (tokens[token].head == verb) {
            bool modifier = deprel == REL_OBL || deprel == REL_OBL_UNMARKED ||
                            deprel == REL_ADVMOD || deprel == REL_NMOD || deprel == REL_NMOD_POSS ||
                            deprel == REL_COMPOUND;
            bool object = deprel == REL_OBJ || deprel == REL_NSUBJ_PASS || deprel == REL_OBL_AGENT;
            return modifier ? 30 - n : object ? 20 - n : 0;
        }
        if (!is_nominal(deprel) || tokens[token].upos == UPOS_VERB)
            return 0;
    }
    return 0;
}

/* the first place (they are in text order) whose head stands at or behind the token */
static uint32_t first_place_from(const struct doc *doc, uint32_t token)
{
    uint32_t low = 1, high = doc->places.n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->places.v[middle].head_token < token)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint32_t place_of_clause(const struct doc *doc, uint32_t verb)
{
    const struct sentence *sentence = &doc->sentences.v[doc->tokens.v[verb].sentence];
    uint32_t best = 0, end = sentence->first_token + sentence->n_tokens;
    int best_closeness = 0;
    for (uint32_t i = first_place_from(doc, sentence->first_token);
         i < doc->places.n && doc->places.v[i].head_token < end; i++) {
        int c = closeness(doc, i, verb);
        if (c > best_closeness) {
            best = i;
            best_closeness = c;
        }
    }
    return best;
}
