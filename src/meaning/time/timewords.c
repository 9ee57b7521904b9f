/* timewords: classes of tokens for the grammar of times, from the table data/en/times.tsv (single
 * words and expressions of several) and from the shape of numbers. Each different word is looked up
 * once an article. Where tokens are tagged, a tag keeps "may", "march", "fall" or "second" from
 * being taken for a month, a season or a unit; the first letter does for the rest. */
#include "meaning/time/timewords.h"

#include <stdlib.h>

#include "meaning/time/timenumber.h"

static const char *const class_names[] = {
    [TIMECLASS_NONE] = "opens",
    [TIMECLASS_A] = "a",
    [TIMECLASS_AGO] = "ago",
    [TIMECLASS_AHEAD] = "ahead",
    [TIMECLASS_AND] = "and",
    [TIMECLASS_APPROX] = "approx",
    [TIMECLASS_COMMA] = "comma",
    [TIMECLASS_DECADE] = "decade",
    [TIMECLASS_EARLIER] = "earlier",
    [TIMECLASS_EARLY] = "early",
    [TIMECLASS_EDGE] = "edge",
    [TIMECLASS_EVERY] = "every",
    [TIMECLASS_FEW] = "few",
    [TIMECLASS_FIRST] = "first",
    [TIMECLASS_FISCAL] = "fiscal",
    [TIMECLASS_FROM] = "from",
    [TIMECLASS_HALF] = "half",
    [TIMECLASS_HALFDAY] = "halfday",
    [TIMECLASS_HOLIDAY] = "holiday",
    [TIMECLASS_HYPHEN] = "hyphen",
    [TIMECLASS_LATER] = "later",
    [TIMECLASS_LATEST] = "latest",
    [TIMECLASS_MONTH] = "month",
    [TIMECLASS_MORE] = "more",
    [TIMECLASS_NOON] = "noon",
    [TIMECLASS_NTH] = "nth",
    [TIMECLASS_OCLOCK] = "oclock",
    [TIMECLASS_OF] = "of",
    [TIMECLASS_ON] = "on",
    [TIMECLASS_PART] = "part",
    [TIMECLASS_PERIOD] = "period",
    [TIMECLASS_POSSESSIVE] = "possessive",
    [TIMECLASS_REFERENCE] = "reference",
    [TIMECLASS_RELATIVE] = "relative",
    [TIMECLASS_SEASON] = "season",
    [TIMECLASS_SET] = "set",
    [TIMECLASS_SHIFT] = "shift",
    [TIMECLASS_SO] = "so",
    [TIMECLASS_THAT] = "that",
    [TIMECLASS_THE] = "the",
    [TIMECLASS_TO] = "to",
    [TIMECLASS_TODAY] = "today",
    [TIMECLASS_TONIGHT] = "tonight",
    [TIMECLASS_UNIT] = "unit",
    [TIMECLASS_UNITS] = "units",
    [TIMECLASS_WEEKDAY] = "weekday",
    [TIMECLASS_WEEKDAYS] = "weekdays",
    [TIMECLASS_ZONE] = "zone",
};

enum { NAMED = sizeof class_names / sizeof *class_names, MAX_JOINED = 64 };
enum { COLUMN_WORD, COLUMN_CLASS, COLUMN_VALUE, COLUMN_FORM };

static uint64_t bit(uint8_t class)
{
    return (uint64_t)1 << class;
}

static uint8_t class_of_row(const struct table *table, uint32_t row)
{
    struct str name = table_cell(table, row, COLUMN_CLASS);
    for (uint8_t class = 0; class < NAMED; class ++)
        if (name.n && class_names[class][0] == name.s[0] && str_is(name, class_names[class]))
            return class;
    return TIMECLASS_COUNT;
}

static struct str lower_of(const struct doc *doc, uint32_t token)
{
    return time_without_prefix(doc_string(doc, doc->tokens.v[token].lower));
}

static bool is_capital(const struct doc *doc, uint32_t token)
{
    char c = time_without_prefix(token_form(doc, token)).s[0];
    return c >= 'A' && c <= 'Z';
}

static bool form_allowed(const struct table *table, uint32_t row, const struct doc *doc,
                         uint32_t token)
{
    return !str_is(table_cell(table, row, COLUMN_FORM), "C") || is_capital(doc, token);
}

/* tag_allowed has a say */
static bool is_tagged(uint8_t class)
{
    return class == TIMECLASS_MONTH || class == TIMECLASS_HOLIDAY || class == TIMECLASS_SEASON ||
           class == TIMECLASS_AGO || class == TIMECLASS_REFERENCE || class == TIMECLASS_SET ||
           class == TIMECLASS_SHIFT;
}

/* a month must be a name, a season a noun, where the tags are known; "a daily" is a newspaper */
static bool tag_allowed(const struct doc *doc, uint32_t token, uint8_t class)
{
    uint8_t upos = doc->tokens.v[token].upos;
    if (upos == UPOS_X)
        return true;
    switch (class) {
    case TIMECLASS_MONTH:
    case TIMECLASS_SEASON:
        return upos == UPOS_PROPN || upos == UPOS_NOUN;
    case TIMECLASS_HOLIDAY: /* "9/11" */
        return upos == UPOS_PROPN || upos == UPOS_NOUN || upos == UPOS_NUM;
    case TIMECLASS_SET:
        return upos != UPOS_NOUN && upos != UPOS_PROPN;
    case TIMECLASS_SHIFT: /* "following two weeks of talks", "to last two weeks" */
        return upos != UPOS_VERB || doc->tokens.v[token].deprel == REL_AMOD;
    case TIMECLASS_AGO:
    case TIMECLASS_REFERENCE:
        return upos != UPOS_VERB && upos != UPOS_AUX;
    default:
        return true;
    }
}

/* ---- the longest expression of several words ---- */

/* n tokens from `first` joined by blanks; {NULL,0} when they do not fit or cross a sentence */
static struct str join(const struct doc *doc, uint32_t first, uint32_t n, char out[MAX_JOINED])
{
    size_t length = 0;
    for (uint32_t t = first; t < first + n; t++) {
        struct str word = {NULL, 0};
        if (t < doc->tokens.n && doc->tokens.v[t].sentence == doc->tokens.v[first].sentence)
            word = lower_of(doc, t);
        if (!word.n || length + word.n + 1 > MAX_JOINED)
            return (struct str){NULL, 0};
        if (t > first)
            out[length++] = ' ';
        memcpy(out + length, word.s, word.n);
        length += word.n;
    }
    return (struct str){out, length};
}

static void find_long(const struct table *table, const struct doc *doc, uint32_t token,
                      uint32_t most, struct time_word *word)
{
    char joined[MAX_JOINED];
    for (uint32_t n = most; n >= 2; n--) {
        uint32_t row;
        struct str key = join(doc, token, n, joined);
        if (!key.n || !table_find(table, key, &row) || !form_allowed(table, row, doc, token))
            continue;
        word->long_row = row;
        word->long_length = (uint8_t)n;
        word->long_class = class_of_row(table, row);
        return;
    }
}

static bool is_word(const struct doc *doc, uint32_t token, const char *word)
{
    return str_is(lower_of(doc, token), word);
}

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!byte_is_digit(s.s[i]))
            return false;
    return s.n > 0;
}

/* ---- numbers ---- */

/* the classes of a number; `called`: the word "year" stands before it */
static uint64_t number_classes(const struct time_number *number, bool digits, bool called)
{
    double value = number->value;
    uint64_t classes = 0;
    if (value >= 1 && value <= 31 && value == (int)value && (number->ordinal || digits))
        classes |= bit(TIMECLASS_DAY);
    if (number->ordinal)
        return classes | bit(TIMECLASS_ORDINAL) | (digits && classes ? bit(TIMECLASS_NTHDAY) : 0);
    if (!number->year || digits)
        classes |= bit(TIMECLASS_NUMBER);
    if (number->year || (called && value >= 1000 && value <= 2100)) /* "the year two thousand" */
        classes |= bit(TIMECLASS_YEAR);
    return classes;
}

static void find_number(const struct doc *doc, uint32_t token, struct time_word *word)
{
    struct time_number number;
    if (!time_number_at(doc, token, &number))
        return;
    bool digits = byte_is_digit(time_without_prefix(token_form(doc, token)).s[0]);
    word->number_length = (uint8_t)number.length;
    word->number = (float)number.value;
    word->classes |= number_classes(&number, digits, is_word(doc, token - 1, "year"));
}

/* 1980s, '80s, 1980's */
static void find_decade(const struct doc *doc, uint32_t token, struct time_word *word)
{
    struct str s = lower_of(doc, token);
    bool short_form = s.n && s.s[0] == '\'';
    if (short_form)
        s = str_cut(s.s, 1, s.n);
    if (s.n < 3 || s.s[s.n - 1] != 's')
        return;
    size_t n = s.s[s.n - 2] == '\'' ? s.n - 2 : s.n - 1;
    struct str digits = str_cut(s.s, 0, n);
    bool known = n == 4 || (n == 2 && (short_form || is_word(doc, token - 1, "the")));
    if (!known || !is_digits(digits) || digits.s[n - 1] != '0')
        return; /* "in his 30s" is an age */
    int year = (digits.s[n - 2] - '0') +
               (n == 4 ? (digits.s[0] - '0') * 100 + (digits.s[1] - '0') * 10 : 190);
    word->classes |= bit(TIMECLASS_DECADE);
    word->number = (float)year;
    word->number_length = 1;
}

/* 13.11.2024 */
static bool is_dotted(struct str s)
{
    size_t dots = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] == '.')
            dots++;
        else if (!byte_is_digit(s.s[i]))
            return false;
    return dots == 2 && s.n >= strlen("1.1.2024") && s.s[s.n - 5] == '.';
}

/* 7:30, 14:05:00; 2024-11-01, 11/13/2024 */
static void find_marked(const struct doc *doc, uint32_t token, struct time_word *word)
{
    struct str s = token_form(doc, token);
    size_t colons = 0, marks = 0, digits = 0;
    for (size_t i = 0; i < s.n; i++) {
        colons += s.s[i] == ':';
        marks += s.s[i] == '/' || s.s[i] == '-';
        digits += byte_is_digit(s.s[i]);
    }
    if (digits < 3 || digits + colons + marks != s.n || s.s[s.n - 1] == ':')
        return;
    if (colons && !marks && s.n <= 8 && s.s[0] != ':')
        word->classes |= bit(TIMECLASS_CLOCK);
    if (marks == 2 && !colons && digits >= 6 && digits <= 8)
        word->classes |= bit(TIMECLASS_DATE);
}

/* ---- all tokens ---- */

/* what each different word tells by itself, so that it is looked up once an article */
enum { MEMO_ROWS = 6 };
struct memo {
    uint64_t plain_classes; /* of a word whose rows hold wherever it stands */
    uint32_t row, n_rows;
    uint8_t classes[MEMO_ROWS];
    bool known, plain; /* plain: the rows tell all that the word can be */
};

/* "mid-year" is no year */
static bool allows_prefix(uint8_t class)
{
    return class == TIMECLASS_MONTH || class == TIMECLASS_SEASON || class == TIMECLASS_PART;
}

/* the word is told by its rows alone, whatever its tag, its capital and the words behind it */
static bool is_plain(const struct table *table, const struct doc *doc, uint32_t token,
                     const struct memo *memo)
{
    struct str lower = doc_string(doc, doc->tokens.v[token].lower);
    struct time_number number;
    for (uint32_t i = 0; i < memo->n_rows; i++)
        if (memo->classes[i] == TIMECLASS_NONE || is_tagged(memo->classes[i]) ||
            table_cell(table, memo->row + i, COLUMN_FORM).n)
            return false;
    if (byte_is_digit(lower.s[0]) || lower.s[0] == '\'' || str_eq(lower, STR("-")) ||
        str_eq(lower, STR("–")))
        return false;
    return time_without_prefix(lower).n == lower.n && !time_number_at(doc, token, &number);
}

static void search(const struct table *table, const struct doc *doc, uint32_t token,
                   struct memo *memo)
{
    struct str word = lower_of(doc, token);
    memo->known = true;
    memo->n_rows = word.n ? table_find(table, word, &memo->row) : 0;
    if (memo->n_rows > MEMO_ROWS)
        memo->n_rows = MEMO_ROWS;
    for (uint32_t i = 0; i < memo->n_rows; i++) {
        memo->classes[i] = class_of_row(table, memo->row + i);
        if (memo->classes[i] < NAMED)
            memo->plain_classes |= bit(memo->classes[i]);
    }
    memo->plain = word.n && is_plain(table, doc, token, memo);
}

static void find_rows(const struct table *table, const struct doc *doc, uint32_t token,
                      const struct memo *memo, struct time_word *word)
{
    bool prefixed = time_without_prefix(token_form(doc, token)).n < token_form(doc, token).n;
    for (uint32_t i = 0; i < memo->n_rows; i++) {
        uint8_t class = memo->classes[i];
        uint32_t row = memo->row + i, most;
        if (prefixed && !allows_prefix(class))
            continue;
        if (class == TIMECLASS_NONE && str_to_u32(table_cell(table, row, COLUMN_VALUE), &most))
            find_long(table, doc, token, most, word);
        else if (class < NAMED && form_allowed(table, row, doc, token) &&
                 tag_allowed(doc, token, class))
            word->classes |= bit(class);
    }
}

/* what the shape of a token tells */
static void find_shapes(const struct doc *doc, uint32_t token, struct time_word *word)
{
    struct str form = token_form(doc, token);
    char first = time_without_prefix(form).s[0]; /* "mid-1990s" */
    if (str_is(form, "-") || str_is(form, "–"))
        word->classes |= bit(TIMECLASS_HYPHEN) | bit(TIMECLASS_TO);
    if (byte_is_digit(first) || form.s[0] == '\'') {
        find_decade(doc, token, word);
        find_marked(doc, token, word);
        word->classes |= is_dotted(form) ? bit(TIMECLASS_DATE) : 0;
    }
    if (!(word->classes & bit(TIMECLASS_DECADE)))
        find_number(doc, token, word);
}

bool time_words_find(struct time_words *words, const struct world *world, struct arena *scratch,
                     const struct doc *doc)
{
    const struct table *table = world ? world_table(world, "times") : NULL;
    if (!table)
        return false;
    struct time_word *v = arena_alloc(scratch, doc->tokens.n * sizeof *v);
    struct memo *memos = arena_alloc(scratch, doc->strings.v.n * sizeof *memos);
    for (uint32_t t = 1; t < doc->tokens.n; t++) {
        struct memo *memo = &memos[doc->tokens.v[t].lower];
        if (doc->tokens.v[t].span.start == doc->tokens.v[t].span.end)
            continue;
        if (!memo->known)
            search(table, doc, t, memo);
        v[t].row = memo->row;
        v[t].n_rows = memo->n_rows;
        v[t].classes = memo->plain ? memo->plain_classes : 0;
        if (memo->plain)
            continue;
        if (memo->n_rows)
            find_rows(table, doc, t, memo, &v[t]);
        find_shapes(doc, t, &v[t]);
    }
    *words = (struct time_words){
        .doc = doc, .table = table, .feasts = world_table(world, "feasts"), .v = v};
    return true;
}

uint32_t time_word_length(const struct time_words *words, uint32_t token, uint8_t class)
{
    const struct time_word *word = &words->v[token];
    if (word->long_length && word->long_class == class)
        return word->long_length;
    if (!(word->classes & bit(class)))
        return 0;
    return class == TIMECLASS_NUMBER || class == TIMECLASS_YEAR ? word->number_length : 1;
}

struct str time_word_value(const struct time_words *words, uint32_t token, uint8_t class)
{
    const struct time_word *word = &words->v[token];
    if (word->long_length && word->long_class == class)
        return table_cell(words->table, word->long_row, COLUMN_VALUE);
    for (uint32_t row = word->row; row < word->row + word->n_rows; row++)
        if (class_of_row(words->table, row) == class)
            return table_cell(words->table, row, COLUMN_VALUE);
    return (struct str){NULL, 0};
}

int32_t time_word_number(const struct time_words *words, uint32_t token, uint8_t class)
{
    struct str value = time_word_value(words, token, class);
    if (value.s && value.n && value.n < 12) {
        char digits[12];
        memcpy(digits, value.s, value.n);
        digits[value.n] = '\0';
        return (int32_t)strtol(digits, NULL, 10);
    }
    return (int32_t)words->v[token].number;
}
