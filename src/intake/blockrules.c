/* blockrules: a paragraph is folded (lower case, single spaces, plain apostrophes, no bullets) and
 * held against the rows of the table that begin with its first byte, and against those that may
 * stand anywhere; the longest that fits wins. What the columns mean stands in the table. */
#include "intake/blockrules.h"

#include "text/unicode.h"
#include "text/utf8.h"

enum {
    MAX_LEAD = 1200, /* bytes of a paragraph that the table is asked about */
    PAIRS = 2048
};

/* a paragraph as the table has it: lower case, single spaces, plain apostrophes, no bullets */
struct lead {
    char s[MAX_LEAD + 8];
    size_t n;
    uint32_t n_words;
    bool whole;                 /* nothing was cut off */
    uint64_t pairs[PAIRS / 64]; /* a bit for each two bytes that follow one another, hashed */
};

/* the bit of two bytes */
static uint32_t pair_of(const char *s)
{
    return ((uint32_t)(unsigned char)s[0] * 31 + (unsigned char)s[1]) % PAIRS;
}

static void note_pairs(struct lead *lead)
{
    memset(lead->pairs, 0, sizeof lead->pairs);
    for (size_t i = 0; i + 1 < lead->n; i++)
        lead->pairs[pair_of(lead->s + i) / 64] |= (uint64_t)1 << pair_of(lead->s + i) % 64;
}

static void fold(struct lead *lead, struct str s)
{
    bool space = true;
    lead->n = lead->n_words = 0;
    size_t at = 0;
    while (at < s.n && lead->n < MAX_LEAD) {
        uint32_t code;
        at += utf8_decode(s, at, &code);
        bool bullet =
            !lead->n && (code == '*' || code == '>' || (code >= 0x2022 && code <= 0x203A) ||
                         (code >= 0x25A0 && code <= 0x27BF) || code == 0xBB);
        if (unicode_is_space(code) || bullet) {
            space = true;
            continue;
        }
        if (space && lead->n)
            lead->s[lead->n++] = ' ';
        lead->n_words += space;
        space = false;
        code = unicode_is_single_quote(code) ? '\'' : unicode_lower(code);
        lead->n += utf8_encode(code, lead->s + lead->n);
    }
    lead->whole = at >= s.n;
    note_pairs(lead);
}

/* False: the paragraph does not hold the text, of two bytes or more. */
static bool may_hold(const struct lead *lead, struct str text)
{
    uint32_t first = pair_of(text.s), last = pair_of(text.s + text.n - 2);
    return (lead->pairs[first / 64] >> first % 64 & 1) && (lead->pairs[last / 64] >> last % 64 & 1);
}

static bool is_word_byte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* `needle` stands at `at` and does not end within a word */
static bool ends_well(struct str text, size_t at, struct str needle)
{
    size_t end = at + needle.n;
    return end == text.n || !is_word_byte(needle.s[needle.n - 1]) || !is_word_byte(text.s[end]);
}

static bool is_small_word(struct str word)
{
    static const char *const words[] = {"and",       "in",
                                        "by",        "of",
                                        "for",       "the",
                                        "from",      "at",
                                        "with",      "to",
                                        "de",        "la",
                                        "van",       "von",
                                        "bin",       "al",
                                        "der",       "da",
                                        "du",        "el",
                                        "editing",   "writing",
                                        "reporting", "additional",
                                        "special",   "correspondent",
                                        "writer",    "reporter",
                                        "staff",     "editor",
                                        "is",        "a"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i]))
            return i < sizeof words / sizeof *words - 2; /* "X is a writer" is a sentence */
    return false;
}

bool blockrules_is_names(struct str s)
{
    uint32_t names = 0;
    while (s.n) {
        size_t n = 0;
        uint32_t code;
        utf8_decode(s, 0, &code);
        while (n < s.n && (is_word_byte(s.s[n]) || (n && (s.s[n] == '\'' || s.s[n] == '.'))))
            n++;
        struct str word = str_cut(s.s, 0, n);
        if (n && word.s[n - 1] == '.')
            word.n--;
        if (unicode_is_upper(code))
            names++;
        else if (n && !is_small_word(word) && !unicode_is_digit(code))
            return false;
        s = str_cut(s.s, n ? n : 1, s.n);
    }
    return names > 0;
}

size_t blockrules_closing(struct str s)
{
    size_t n = s.n;
    int depth = 0;
    while (n && (s.s[n - 1] == '.' || s.s[n - 1] == ' '))
        n--;
    if (!n || (s.s[n - 1] != ')' && s.s[n - 1] != ']'))
        return s.n;
    for (size_t i = n; i-- > 0;) {
        depth += (s.s[i] == ')' || s.s[i] == ']') - (s.s[i] == '(' || s.s[i] == '[');
        if (depth == 0)
            return i;
    }
    return s.n;
}

/* no full stop with a capital behind it, outside a closing parenthesis */
static bool is_one_sentence(struct str s)
{
    if (blockrules_closing(s) < s.n)
        return true;
    for (size_t i = 2; i + 2 < s.n; i++)
        if (strchr(".!?", s.s[i]) && s.s[i + 1] == ' ' && s.s[i - 2] != ' ' && s.s[i - 2] != '.')
            return false;
    return true;
}

/* nothing but marks stands behind the first n bytes */
static bool only_marks_behind(struct str folded, size_t n)
{
    for (size_t i = n; i < folded.n; i++)
        if (is_word_byte(folded.s[i]) && !(folded.s[i] & 0x80))
            return false;
    return true;
}

/* `needle` stands where the row wants it */
static bool fits(struct str where, struct str needle, const struct lead *lead, struct str original)
{
    struct str folded = {lead->s, lead->n};
    if (str_is(where, "any")) /* a parenthesis has to close the paragraph */
        return str_find(folded, needle, 0) != SIZE_MAX &&
               (needle.s[0] != '(' || blockrules_closing(folded) < folded.n);
    if (str_is(where, "end"))
        return lead->whole && str_ends(folded, needle) && is_one_sentence(original);
    if (!str_starts(folded, needle))
        return false;
    if (str_is(where, "start"))
        return ends_well(folded, 0, needle);
    if (str_is(where, "names"))
        return original.n > needle.n &&
               blockrules_is_names(str_cut(original.s, needle.n, original.n));
    return str_is(where, "whole") && lead->whole && only_marks_behind(folded, needle.n);
}

static bool row_matches(const struct blockrules *rules, uint32_t row, const struct lead *lead,
                        struct str original)
{
    uint32_t max;
    bool limited = str_to_u32(table_cell(rules->table, row, rules->max), &max);
    if (limited && (!lead->whole || lead->n_words > max))
        return false;
    return fits(table_cell(rules->table, row, rules->where),
                table_cell(rules->table, row, rules->text), lead, original);
}

static uint8_t kind_named(struct str name)
{
    static const struct {
        const char *name;
        uint8_t kind;
    } kinds[] = {{"boilerplate", BLOCK_BOILERPLATE},
                 {"byline", BLOCK_BYLINE},
                 {"caption", BLOCK_CAPTION},
                 {"correction", BLOCK_CORRECTION},
                 {"credit", BLOCK_CREDIT}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(name, kinds[i].name))
            return kinds[i].kind;
    return BLOCK_BODY;
}

/* the longest row so far that fits */
struct best {
    size_t n;
    uint8_t kind;
};

static void consider(const struct blockrules *rules, uint32_t row, const struct lead *lead,
                     struct str paragraph, struct best *best)
{
    size_t n = table_cell(rules->table, row, rules->text).n;
    if (n <= best->n || n > lead->n || !row_matches(rules, row, lead, paragraph))
        return;
    uint8_t kind = kind_named(table_cell(rules->table, row, rules->kind));
    if (kind != BLOCK_BODY)
        *best = (struct best){n, kind};
}

static bool has_words(const struct lead *lead)
{
    for (size_t i = 0; i < lead->n; i++)
        if (is_word_byte(lead->s[i]))
            return true;
    return false;
}

uint8_t blockrules_find(const struct blockrules *rules, struct str paragraph)
{
    struct lead lead;
    struct best best = {0, BLOCK_BODY};
    if (!rules->table)
        return BLOCK_BODY;
    fold(&lead, paragraph);
    if (!has_words(&lead))
        return BLOCK_BOILERPLATE;
    unsigned char initial = lead.n ? (unsigned char)lead.s[0] : 0;
    for (uint32_t row = rules->first[initial]; row < rules->first[initial + 1]; row++)
        consider(rules, row, &lead, paragraph, &best);
    for (uint32_t i = 0; lead.whole && i < rules->n_loose; i++)
        if (lead.n_words <= rules->loose[i].max && may_hold(&lead, rules->loose[i].text))
            consider(rules, rules->loose[i].row, &lead, paragraph, &best);
    return best.kind;
}

static void add_loose(struct blockrules *rules, uint32_t row, struct str text)
{
    uint32_t max;
    if (!str_to_u32(table_cell(rules->table, row, rules->max), &max))
        max = UINT32_MAX;
    if (rules->n_loose < BLOCKRULES_LOOSE)
        rules->loose[rules->n_loose++] = (struct blockrules_loose){row, max, text};
}

void blockrules_open(struct blockrules *rules, const struct world *world)
{
    *rules = (struct blockrules){.table = world ? world_table(world, "blocks") : NULL};
    if (!rules->table)
        return;
    rules->text = table_column(rules->table, "text");
    rules->kind = table_column(rules->table, "kind");
    rules->where = table_column(rules->table, "where");
    rules->max = table_column(rules->table, "words");
    uint32_t byte = 0;
    for (uint32_t row = 0; row < rules->table->n_rows; row++) {
        struct str text = table_cell(rules->table, row, rules->text);
        struct str where = table_cell(rules->table, row, rules->where);
        while (text.n && byte <= (unsigned char)text.s[0])
            rules->first[byte++] = row;
        if (text.n > 1 && (str_is(where, "any") || str_is(where, "end")))
            add_loose(rules, row, text);
    }
    while (byte <= 256)
        rules->first[byte++] = rules->table->n_rows;
}
