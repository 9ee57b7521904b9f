/* number: one English numeral, in digits with commas and a decimal point or in words up to
 * ninety-nine with a hyphen, and the names of powers. Cardinal or ordinal. Does not put several
 * words together ("two hundred and five"): that needs tokens. */
#include "text/number.h"

struct word {
    const char *name;
    double value;
};

static const struct word units[] = {
    {"zero", 0},       {"one", 1},       {"two", 2},        {"three", 3},     {"four", 4},
    {"five", 5},       {"six", 6},       {"seven", 7},      {"eight", 8},     {"nine", 9},
    {"ten", 10},       {"eleven", 11},   {"twelve", 12},    {"thirteen", 13}, {"fourteen", 14},
    {"fifteen", 15},   {"sixteen", 16},  {"seventeen", 17}, {"eighteen", 18}, {"nineteen", 19},
    {"dozen", 12},     {"hundred", 100}, {"thousand", 1e3}, {"million", 1e6}, {"billion", 1e9},
    {"trillion", 1e12}};
static const struct word tens[] = {{"twenty", 20}, {"thirty", 30},  {"forty", 40},  {"fifty", 50},
                                   {"sixty", 60},  {"seventy", 70}, {"eighty", 80}, {"ninety", 90}};
static const struct word ordinals[] = {{"first", 1},  {"second", 2}, {"third", 3},   {"fifth", 5},
                                       {"eighth", 8}, {"ninth", 9},  {"twelfth", 12}};

/* the word of the list that is s, without regard to case */
static bool find(const struct word *words, size_t n_words, struct str s, double *value)
{
    for (size_t i = 0; i < n_words; i++)
        if (words[i].name[0] == (s.s[0] | 0x20) && strlen(words[i].name) == s.n &&
            strncasecmp(words[i].name, s.s, s.n) == 0) {
            *value = words[i].value;
            return true;
        }
    return false;
}

#define FIND(list, s, value) find(list, sizeof list / sizeof *list, s, value)

static bool ends_fold(struct str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.n > n && strncasecmp(s.s + s.n - n, suffix, n) == 0;
}

#define LETTER(c) (1u << ((c) - 'a'))

/* the first two letters of some numeral, to have done with most other words */
static bool begins_numeral(struct str s)
{
    static const uint32_t second[32] = {
        ['b' - 'a'] = LETTER('i'),
        ['d' - 'a'] = LETTER('o'),
        ['e' - 'a'] = LETTER('i') | LETTER('l'),
        ['f' - 'a'] = LETTER('i') | LETTER('o'),
        ['h' - 'a'] = LETTER('u'),
        ['m' - 'a'] = LETTER('i'),
        ['n' - 'a'] = LETTER('i'),
        ['o' - 'a'] = LETTER('n'),
        ['s' - 'a'] = LETTER('e') | LETTER('i'),
        ['t' - 'a'] = LETTER('e') | LETTER('h') | LETTER('r') | LETTER('w'),
        ['z' - 'a'] = LETTER('e'),
    };
    unsigned first = (unsigned)((s.s[0] | 0x20) - 'a'), next;
    if (s.n < 3 || first >= 26 || (next = (unsigned)((s.s[1] | 0x20) - 'a')) >= 26)
        return false;
    return second[first] >> next & 1;
}

/* seven, seventh, twenty, twentieth */
static bool simple_word(struct str s, double *value, bool *ordinal)
{
    *ordinal = false;
    if (s.n == 0)
        return false;
    if (FIND(units, s, value) || FIND(tens, s, value))
        return true;
    *ordinal = true;
    if (FIND(ordinals, s, value))
        return true;
    if (ends_fold(s, "ieth")) { /* twentieth: twent + y */
        char stem[16];
        if (s.n - 4 + 1 > sizeof stem)
            return false;
        memcpy(stem, s.s, s.n - 4);
        stem[s.n - 4] = 'y';
        return FIND(tens, ((struct str){stem, s.n - 3}), value);
    }
    return ends_fold(s, "th") && FIND(units, str_cut(s.s, 0, s.n - 2), value);
}

/* twenty-one, twenty-first */
static bool compound_word(struct str s, double *value, bool *ordinal)
{
    const char *hyphen = memchr(s.s, '-', s.n);
    double first, second;
    if (!hyphen)
        return false;
    size_t n = (size_t)(hyphen - s.s);
    if (!FIND(tens, str_cut(s.s, 0, n), &first) ||
        !simple_word(str_cut(s.s, n + 1, s.n), &second, ordinal) || second < 1 || second > 9)
        return false;
    *value = first + second;
    return true;
}

/* what is left behind the digits of an ordinal */
static bool is_ordinal_ending(struct str s)
{
    return s.n == 2 && (strncasecmp(s.s, "st", 2) == 0 || strncasecmp(s.s, "nd", 2) == 0 ||
                        strncasecmp(s.s, "rd", 2) == 0 || strncasecmp(s.s, "th", 2) == 0);
}

/* the comma of thousands: digits before it, three behind it */
static bool is_thousands(struct str s, size_t i)
{
    return s.s[i] == ',' && i && i + 3 < s.n && byte_is_digit(s.s[i + 1]) &&
           byte_is_digit(s.s[i + 2]) && byte_is_digit(s.s[i + 3]);
}

/* 2014, 1,200,000, 3.5, 21st */
static bool digits(struct str s, double *value, bool *ordinal)
{
    double number = 0, place = 1;
    size_t i = 0;
    bool point = false;
    for (; i < s.n; i++) {
        if (byte_is_digit(s.s[i])) {
            number = number * 10 + (s.s[i] - '0');
            place *= point ? 10 : 1;
        } else if (!point && s.s[i] == '.' && i + 1 < s.n && byte_is_digit(s.s[i + 1])) {
            point = true;
        } else if (point || !is_thousands(s, i)) {
            break;
        }
    }
    *value = number / place;
    *ordinal = i < s.n;
    return i == s.n || (!point && is_ordinal_ending(str_cut(s.s, i, s.n)));
}

bool number_parse(struct str s, double *value, bool *ordinal)
{
    if (s.n == 0 || s.n > 40)
        return false;
    if (byte_is_digit(s.s[0]) || (s.s[0] == '.' && s.n > 1 && byte_is_digit(s.s[1])))
        return digits(s, value, ordinal);
    return begins_numeral(s) &&
           (simple_word(s, value, ordinal) || compound_word(s, value, ordinal));
}
