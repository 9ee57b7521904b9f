/* timewords: what each token may be in an expression of time. */
#ifndef ONR_MEANING_TIME_TIMEWORDS_H
#define ONR_MEANING_TIME_TIMEWORDS_H

#include "doc/doc.h"
#include "world/world.h"

/* Classes of words; all but the last group stand in data/en/times.tsv under the same names. */
enum time_class {
    TIMECLASS_NONE,
    TIMECLASS_A,
    TIMECLASS_AGO,
    TIMECLASS_AHEAD,
    TIMECLASS_AND,
    TIMECLASS_APPROX,
    TIMECLASS_COMMA,
    TIMECLASS_DECADE,
    TIMECLASS_EARLIER,
    TIMECLASS_EARLY,
    TIMECLASS_EDGE,
    TIMECLASS_EVERY,
    TIMECLASS_FEW,
    TIMECLASS_FIRST,
    TIMECLASS_FISCAL,
    TIMECLASS_FROM,
    TIMECLASS_HALF,
    TIMECLASS_HALFDAY,
    TIMECLASS_HOLIDAY,
    TIMECLASS_HYPHEN,
    TIMECLASS_LATER,
    TIMECLASS_LATEST,
    TIMECLASS_MONTH,
    TIMECLASS_MORE,
    TIMECLASS_NOON,
    TIMECLASS_NTH,
    TIMECLASS_OCLOCK,
    TIMECLASS_OF,
    TIMECLASS_ON,
    TIMECLASS_PART,
    TIMECLASS_PERIOD,
    TIMECLASS_POSSESSIVE,
    TIMECLASS_REFERENCE,
    TIMECLASS_RELATIVE,
    TIMECLASS_SEASON,
    TIMECLASS_SET,
    TIMECLASS_SHIFT,
    TIMECLASS_SO,
    TIMECLASS_THAT,
    TIMECLASS_THE,
    TIMECLASS_TO,
    TIMECLASS_TODAY,
    TIMECLASS_TONIGHT,
    TIMECLASS_UNIT,
    TIMECLASS_UNITS,
    TIMECLASS_WEEKDAY,
    TIMECLASS_WEEKDAYS,
    TIMECLASS_ZONE,
    /* known by their shape */
    TIMECLASS_NUMBER,  /* cardinal, of several tokens too: "two and a half" */
    TIMECLASS_ORDINAL, /* "third", "21st" */
    TIMECLASS_DAY,     /* 1-31 in digits, or an ordinal up to 31 */
    TIMECLASS_NTHDAY,  /* "21st" up to 31, in digits */
    TIMECLASS_YEAR,    /* 1000-2100 in digits, "nineteen ninety-four", FY2024 */
    TIMECLASS_CLOCK,   /* 7:30 */
    TIMECLASS_DATE,    /* 2024-11-01, 11/13/2024, 13.11.2024 */
    TIMECLASS_COUNT
};

struct time_word {
    uint64_t classes;     /* bits 1 << enum time_class */
    uint32_t row, n_rows; /* of table times, for the word alone */
    uint32_t long_row;    /* row of the longest expression that begins here */
    uint8_t long_length;  /* its tokens; 0 = none */
    uint8_t long_class;
    uint8_t number_length; /* tokens of the number that begins here */
    float number;          /* its value; year for YEAR and decade for DECADE ("1980s" = 198) */
};

enum { TIME_PATTERNS_MAX = 192 };

/* some of the patterns of timegrammar.c, a bit each */
struct time_patterns {
    uint64_t bits[TIME_PATTERNS_MAX / 64];
};

struct time_words {
    const struct doc *doc;
    const struct table *table, *feasts;
    const struct time_word *v;                            /* by token, in scratch */
    struct time_patterns beginning_with[TIMECLASS_COUNT]; /* timegrammar.c's own */
};

/* Needs: tokens; uses upos where there is one. False when the world has no table of times. */
bool time_words_find(struct time_words *words, const struct world *world, struct arena *scratch,
                     const struct doc *doc);

/* the classes that begin at the token, bits 1 << enum time_class */
static inline uint64_t time_word_classes(const struct time_words *words, uint32_t token)
{
    const struct time_word *word = &words->v[token];
    return word->classes | (word->long_length ? (uint64_t)1 << word->long_class : 0);
}

/* how many tokens of that class begin at the token, 0 = none */
uint32_t time_word_length(const struct time_words *words, uint32_t token, uint8_t class);
/* the value cell of that class, {NULL,0} when it has none in the table */
struct str time_word_value(const struct time_words *words, uint32_t token, uint8_t class);
/* the same as a whole number, 0 when it is none; `number` for the classes known by their shape */
int32_t time_word_number(const struct time_words *words, uint32_t token, uint8_t class);

#endif
