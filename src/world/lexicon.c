/* lexicon: an open-addressed table from the hash of a folded phrase to its senses, built once when
 * the world is opened. Which columns of which table give phrases of which sense is the table FEEDS.
 * Hashes are 64 bits wide and taken for the phrase itself. Ambiguity is kept: a phrase may have
 * several senses, and the reader chooses by context; those of a user's own rows come first. */
#include "world/lexicon.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"
#include "text/calendar.h"
#include "text/utf8.h"
#include "world/filter.h"

enum {
    PHRASE_BYTES = 96,   /* longest phrase in folded form */
    FILTER_BITS = 11,    /* of the number of blocks in the filter of places */
    CAPITALS_LETTERS = 7 /* entries in capitals up to this length match capitals only */
};

struct entry {
    uint64_t hash; /* 0 = free */
    struct sense sense;
};

struct lexicon {
    struct entry *slots;
    uint32_t n_slots, n;
    struct name_filter places; /* phrases with one of the senses PLACES */
    const struct table *tables[SENSE_KINDS];
};

/* senses that tell a place or its people */
static const uint32_t PLACES = 1u << SENSE_COUNTRY | 1u << SENSE_NATIONALITY | 1u << SENSE_PEOPLE |
                               1u << SENSE_CAPITAL | 1u << SENSE_REGION | 1u << SENSE_REGIONAL |
                               1u << SENSE_PLACE | 1u << SENSE_TOPONYM;

/* of the hash of a phrase in capitals: far from that of the folded form, since the hashes of short
 * words with neighbouring seeds are those of neighbouring words */
static const uint64_t CAPITALS_SEED = 0x9E3779B97F4A7C15u;

/* one column that gives phrases of one sense */
struct feed {
    const char *table;
    uint8_t kind;
    uint8_t column;
    bool plural;
    bool adds_s; /* "foreign ministers" of "foreign minister" is entered, too */
};

static const struct feed FEEDS[] = {
    {"countries", SENSE_COUNTRY, COUNTRY_NAME, false, false},
    {"countries", SENSE_COUNTRY, COUNTRY_OTHERS, false, false},
    {"countries", SENSE_NATIONALITY, COUNTRY_ADJECTIVES, false, false},
    {"countries", SENSE_PEOPLE, COUNTRY_PEOPLE, false, false},
    {"countries", SENSE_CAPITAL, COUNTRY_CAPITALS, false, false},
    {"metonyms", SENSE_METONYM, METONYM_NAME, false, false},
    {"regions", SENSE_REGION, REGION_NAME, false, false},
    {"regions", SENSE_REGION, REGION_OTHERS, false, false},
    {"regions", SENSE_REGIONAL, REGION_ADJECTIVES, false, false},
    {"organisations", SENSE_ORGANIZATION, ORGANIZATION_NAME, false, false},
    {"organisations", SENSE_ORGANIZATION, ORGANIZATION_OTHERS, false, false},
    {"roles", SENSE_ROLE, ROLE_NAME, false, false},
    {"roles", SENSE_ROLE, ROLE_PLURAL, true, false},
    {"roles", SENSE_ROLE, ROLE_OTHERS, false, true},
    {"people", SENSE_PERSON, PERSON_NAME, false, false},
    {"people", SENSE_PERSON, PERSON_SHORT, false, false},
    {"given_names", SENSE_GIVEN_NAME, GIVEN_NAME, false, false},
    {"name_parts", SENSE_NAME_PART, PART_WORD, false, false},
    {"places", SENSE_PLACE, PLACE_NAME, false, false},
    {"toponyms", SENSE_TOPONYM, TOPONYM_NAME, false, false},
};

/* the headings that the enumerations of lexicon.h stand for */
static const struct {
    uint8_t kind;
    const char *headings;
} HEADINGS[] = {
    {SENSE_COUNTRY, "code alpha2 name others adjectives people capitals lat lon capital_lat "
                    "capital_lon"},
    {SENSE_METONYM, "name country sectors"},
    {SENSE_REGION, "name others adjectives code country"},
    {SENSE_ORGANIZATION, "name others kind actor country from to"},
    {SENSE_ROLE, "role plural others kind sectors gender needs"},
    {SENSE_PERSON, "name short country sectors role from to gender"},
    {SENSE_GIVEN_NAME, "name gender"},
    {SENSE_NAME_PART, "word kind gender"},
    {SENSE_PLACE, "name kind country lat lon"},
    {SENSE_TOPONYM, "name place country kind class"},
};

/* base letters of U+00C0 … U+017F */
static const char BASES[] = "aaaaaaaceeeeiiiidnooooo*ouuuuytsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
                            "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllllll"
                            "lnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

static char fold(uint32_t code)
{
    if (code >= 0xC0 && code < 0xC0 + sizeof BASES - 1)
        return BASES[code - 0xC0];
    return 0;
}

struct folding {
    char text[PHRASE_BYTES];
    uint32_t n;
    uint32_t upper, lower; /* ASCII letters seen; a plural s behind capitals counts as none */
    bool full;
};

static void put(struct folding *f, char c)
{
    if (c == ' ' && (f->n == 0 || f->text[f->n - 1] == ' '))
        return;
    if (f->n == PHRASE_BYTES) {
        f->full = true;
        return;
    }
    f->text[f->n++] = c;
}

/* what becomes of an ASCII character; 0 = nothing */
static char fold_ascii(char c)
{
    switch (c) {
    case '.':
    case '\'':
        return 0;
    case '-':
    case '\n':
    case '_':
        return ' ';
    default:
        return (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
}

/* a character above ASCII: its base letter, or as it is; quotation marks go */
static void put_character(struct folding *f, uint32_t code, struct str bytes)
{
    char c = fold(code);
    if (code == 0x2019 || code == 0x2018)
        return;
    if (c)
        put(f, c);
    for (size_t i = 0; !c && i < bytes.n; i++)
        put(f, bytes.s[i]);
}

static void fold_phrase(struct folding *f, struct str text)
{
    for (size_t at = 0; at < text.n;) {
        char c = text.s[at], folded;
        if ((unsigned char)c < 0x80) {
            at++;
            f->upper += c >= 'A' && c <= 'Z';
            f->lower += c >= 'a' && c <= 'z';
            if ((folded = fold_ascii(c)))
                put(f, folded);
            continue;
        }
        uint32_t code, n = utf8_decode(text, at, &code);
        put_character(f, code, (struct str){text.s + at, n});
        at += n;
    }
    if (text.n && text.s[text.n - 1] == 's' && f->upper > 1)
        f->lower--;
    while (f->n && f->text[f->n - 1] == ' ')
        f->n--;
}

struct phrase phrase_of(struct str text)
{
    struct folding f = {.n = 0};
    fold_phrase(&f, text);
    struct str folded = {f.text, f.n};
    if (str_starts(folded, STR("the ")))
        folded = (struct str){folded.s + 4, folded.n - 4};
    if (f.full || folded.n == 0)
        return (struct phrase){0, 0, 0};
    const char *space = memchr(folded.s, ' ', folded.n);
    bool capitals = f.lower == 0 && f.upper > 1 && f.upper <= CAPITALS_LETTERS;
    struct phrase phrase = {hash_bytes(folded, 1) | 1,
                            capitals ? hash_bytes(folded, CAPITALS_SEED) | 1 : 0, 0};
    phrase.first =
        space ? hash_bytes(str_cut(folded.s, 0, (size_t)(space - folded.s)), 1) | 1 : phrase.folded;
    return phrase;
}

static void insert(struct lexicon *lexicon, uint64_t hash, struct sense sense)
{
    uint32_t mask = lexicon->n_slots - 1, at = (uint32_t)(hash >> 32) & mask;
    while (lexicon->slots[at].hash)
        at = (at + 1) & mask;
    lexicon->slots[at] = (struct entry){hash, sense};
    lexicon->n++;
}

static void grow(struct lexicon *lexicon)
{
    struct lexicon old = *lexicon;
    lexicon->n_slots = old.n_slots * 2;
    lexicon->slots = memory_alloc(lexicon->n_slots * sizeof *lexicon->slots);
    lexicon->n = 0;
    /* in the order of probing, so that senses of one phrase keep theirs */
    uint32_t start = 0;
    while (start < old.n_slots && old.slots[start].hash)
        start++;
    for (uint32_t i = 0; i < old.n_slots; i++) {
        struct entry *entry = &old.slots[(start + i) & (old.n_slots - 1)];
        if (entry->hash)
            insert(lexicon, entry->hash, entry->sense);
    }
    free(old.slots);
}

static uint32_t collect(const struct lexicon *lexicon, uint64_t hash, uint8_t kind,
                        struct sense *senses, uint32_t max)
{
    uint32_t mask = lexicon->n_slots - 1, n = 0;
    for (uint32_t at = (uint32_t)(hash >> 32) & mask; lexicon->slots[at].hash && n < max;
         at = (at + 1) & mask)
        if (lexicon->slots[at].hash == hash && lexicon->slots[at].sense.kind == kind)
            senses[n++] = lexicon->slots[at].sense;
    return n;
}

/* enters a word as beginning names or as belonging to roles */
static void add_word(struct lexicon *lexicon, struct str word, uint8_t kind)
{
    uint64_t hash = phrase_of(word).folded;
    struct sense known;
    if (hash && collect(lexicon, hash, kind, &known, 1) == 0)
        insert(lexicon, hash, (struct sense){0, kind, false});
}

static void add_words(struct lexicon *lexicon, struct str text, uint8_t kind)
{
    if (lexicon->n * 2 + 32 >= lexicon->n_slots)
        grow(lexicon);
    struct folding f = {.n = 0};
    fold_phrase(&f, text);
    struct str rest = {f.text, f.n};
    if (str_starts(rest, STR("the ")))
        rest = (struct str){rest.s + 4, rest.n - 4};
    struct str word = str_split(&rest, ' ');
    if (kind != SENSE_ROLE) {
        if (rest.n)
            add_word(lexicon, word, SENSE_NAME_BEGINS);
        return;
    }
    for (; word.n; word = str_split(&rest, ' '))
        add_word(lexicon, word, SENSE_ROLE_WORD);
}

static void add(struct lexicon *lexicon, struct str text, struct sense sense)
{
    if (sense.kind != SENSE_PLACE && sense.kind != SENSE_TOPONYM)
        add_words(lexicon, text, sense.kind);
    if (lexicon->n * 2 >= lexicon->n_slots)
        grow(lexicon);
    struct phrase phrase = phrase_of(text);
    if (PLACES >> sense.kind & 1 && phrase.folded)
        name_filter_add(&lexicon->places, phrase.first,
                        phrase.capitals ? phrase.capitals : phrase.folded,
                        phrase.first != phrase.folded);
    /* a short form in capitals is no word: "US" must not match "us", nor "WHO" "who" */
    if (phrase.capitals)
        insert(lexicon, phrase.capitals, sense);
    else if (phrase.folded)
        insert(lexicon, phrase.folded, sense);
}

static void add_plural(struct lexicon *lexicon, struct str text, struct sense sense)
{
    char plural[PHRASE_BYTES];
    if (text.n == 0 || text.n + 2 > sizeof plural)
        return;
    memcpy(plural, text.s, text.n);
    size_t n = text.n - (text.s[text.n - 1] == '.');
    plural[n] = 's';
    sense.plural = true;
    add(lexicon, (struct str){plural, n + 1}, sense);
}

/* the rows that the user added, or the others */
static void feed_column(struct lexicon *lexicon, const struct world *world, const struct feed *feed,
                        bool own)
{
    const struct table *table = lexicon->tables[feed->kind];
    const char *path;
    for (uint32_t row = 0; row < table->n_rows; row++) {
        if ((world_own_line(world, feed->table, row, &path) > 0) != own)
            continue;
        struct str rest = table_cell(table, row, feed->column);
        while (rest.n) {
            struct str text = str_split(&rest, '|');
            struct sense sense = {row, feed->kind, feed->plural};
            if (feed->kind == SENSE_PEOPLE)
                sense.plural = str_ends(text, STR("s")) || str_ends(text, STR("men"));
            add(lexicon, text, sense);
            if (feed->adds_s)
                add_plural(lexicon, text, sense);
        }
    }
}

static enum onr_status check_headings(const struct table *table, const char *name, struct str rest,
                                      struct onr_error *error)
{
    for (uint32_t column = 0; rest.s; column++) {
        char heading[32] = "";
        struct str word = str_split(&rest, ' ');
        memcpy(heading, word.s, word.n < sizeof heading ? word.n : sizeof heading - 1);
        if (table_column(table, heading) != column)
            return error_set(error, ONR_ERR_MODEL, "table %s: column %u is not '%s'", name,
                             column + 1, heading);
    }
    return ONR_OK;
}

static enum onr_status find_tables(struct lexicon *lexicon, const struct world *world,
                                   struct onr_error *error)
{
    for (size_t i = 0; i < sizeof FEEDS / sizeof *FEEDS; i++) {
        const struct feed *feed = &FEEDS[i];
        const struct table *table = world_table(world, feed->table);
        if (!table)
            return error_set(error, ONR_ERR_MODEL, "knowledge: no table %s", feed->table);
        lexicon->tables[feed->kind] = table;
        for (size_t h = 0; h < sizeof HEADINGS / sizeof *HEADINGS; h++) {
            if (HEADINGS[h].kind != feed->kind)
                continue;
            enum onr_status status =
                check_headings(table, feed->table, str_of(HEADINGS[h].headings), error);
            if (status)
                return status;
        }
    }
    return ONR_OK;
}

enum onr_status lexicon_new(struct lexicon **lexicon, const struct world *world,
                            struct onr_error *error)
{
    struct lexicon *made = memory_alloc(sizeof *made);
    enum onr_status status = find_tables(made, world, error);
    if (status) {
        free(made);
        return status;
    }
    made->n_slots = 1 << 15;
    made->slots = memory_alloc(made->n_slots * sizeof *made->slots);
    made->places.bits = FILTER_BITS;
    made->places.blocks = memory_alloc(sizeof *made->places.blocks << FILTER_BITS);
    for (size_t i = 0; i < sizeof FEEDS / sizeof *FEEDS; i++)
        feed_column(made, world, &FEEDS[i], true);
    for (size_t i = 0; i < sizeof FEEDS / sizeof *FEEDS; i++)
        feed_column(made, world, &FEEDS[i], false);
    *lexicon = made;
    return ONR_OK;
}

void lexicon_free(struct lexicon *lexicon)
{
    if (!lexicon)
        return;
    free(lexicon->slots);
    free(lexicon->places.blocks);
    free(lexicon);
}

uint32_t lexicon_find(const struct world *world, struct phrase phrase, enum sense_kind kind,
                      struct sense *senses, uint32_t max)
{
    const struct lexicon *lexicon = world_lexicon(world);
    uint32_t n = 0;
    if (phrase.capitals)
        n = collect(lexicon, phrase.capitals, (uint8_t)kind, senses, max);
    if (n == 0 && phrase.folded)
        n = collect(lexicon, phrase.folded, (uint8_t)kind, senses, max);
    return n;
}

bool lexicon_has(const struct world *world, struct phrase phrase, enum sense_kind kind,
                 struct sense *sense)
{
    return lexicon_find(world, phrase, kind, sense, 1) == 1;
}

static bool pick(const struct lexicon *lexicon, uint64_t hash, uint32_t kinds, struct sense *sense)
{
    uint32_t mask = lexicon->n_slots - 1;
    bool found = false;
    for (uint32_t at = (uint32_t)(hash >> 32) & mask; lexicon->slots[at].hash;
         at = (at + 1) & mask) {
        const struct entry *entry = &lexicon->slots[at];
        if (entry->hash != hash || !(kinds >> entry->sense.kind & 1) ||
            (found && sense->kind <= entry->sense.kind))
            continue;
        *sense = entry->sense;
        found = true;
    }
    return found;
}

bool lexicon_any(const struct world *world, struct phrase phrase, uint32_t kinds,
                 struct sense *sense)
{
    const struct lexicon *lexicon = world_lexicon(world);
    return (phrase.capitals && pick(lexicon, phrase.capitals, kinds, sense)) ||
           (phrase.folded && pick(lexicon, phrase.folded, kinds, sense));
}

bool lexicon_may_be_place(const struct world *world, struct phrase phrase)
{
    const struct name_filter *filter = &world_lexicon(world)->places;
    return name_filter_may_hold(filter, phrase.first, phrase.folded) ||
           (phrase.capitals && name_filter_may_hold(filter, phrase.first, phrase.capitals));
}

bool lexicon_goes_on(const struct world *world, struct phrase word)
{
    return name_filter_goes_on(&world_lexicon(world)->places, word.first);
}

struct str sense_cell(const struct world *world, struct sense sense, uint32_t column)
{
    return table_cell(world_lexicon(world)->tables[sense.kind], sense.row, column);
}

const char *sense_table(const struct world *world, enum sense_kind kind, const struct table **table)
{
    *table = world_lexicon(world)->tables[kind];
    for (size_t i = 0; i < sizeof FEEDS / sizeof *FEEDS; i++)
        if (FEEDS[i].kind == kind)
            return FEEDS[i].table;
    return NULL;
}

bool days_before(struct str cell, int32_t day)
{
    int32_t last = calendar_read(cell);
    return last != DAY_NONE && last < day;
}

bool days_hold(struct str from, struct str to, int32_t day)
{
    if (day == DAY_NONE)
        return to.n == 0;
    int32_t first = calendar_read(from), last = calendar_read(to);
    return (first == DAY_NONE || first <= day) && (last == DAY_NONE || day <= last);
}
