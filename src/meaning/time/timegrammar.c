/* timegrammar: patterns over classes of words, tried at every token; the longest match wins, and of
 * equals the one that stands first. In front of a match may stand what narrows it ("the end of",
 * "early", "nearly"), which belongs to the expression but not to its value. Conventions of extent
 * are TimeML's: no preposition, but article and adjectives. */
#include "meaning/time/timegrammar.h"

#define OPTIONAL 64
#define CLASS 63

_Static_assert(TIMECLASS_COUNT <= OPTIONAL, "a class and the bit for optional share a byte");

/* short names for the table */
#define O(class) ((class) | OPTIONAL)
#define A TIMECLASS_A
#define AGO TIMECLASS_AGO
#define AND TIMECLASS_AND
#define CLOCK TIMECLASS_CLOCK
#define COMMA TIMECLASS_COMMA
#define DATE TIMECLASS_DATE
#define DAY TIMECLASS_DAY
#define DECADE TIMECLASS_DECADE
#define EARLIER TIMECLASS_EARLIER
#define EARLY TIMECLASS_EARLY
#define EVERY TIMECLASS_EVERY
#define FEW TIMECLASS_FEW
#define FIRST TIMECLASS_FIRST
#define FISCAL TIMECLASS_FISCAL
#define FROM TIMECLASS_FROM
#define HALF TIMECLASS_HALF
#define HALFDAY TIMECLASS_HALFDAY
#define HOLIDAY TIMECLASS_HOLIDAY
#define HYPHEN TIMECLASS_HYPHEN
#define LATER TIMECLASS_LATER
#define LATEST TIMECLASS_LATEST
#define MONTH TIMECLASS_MONTH
#define MORE TIMECLASS_MORE
#define NOON TIMECLASS_NOON
#define NTH TIMECLASS_NTH
#define NTHDAY TIMECLASS_NTHDAY
#define NUMBER TIMECLASS_NUMBER
#define OCLOCK TIMECLASS_OCLOCK
#define OF TIMECLASS_OF
#define ON TIMECLASS_ON
#define ORDINAL TIMECLASS_ORDINAL
#define PART TIMECLASS_PART
#define PERIOD TIMECLASS_PERIOD
#define POSSESSIVE TIMECLASS_POSSESSIVE
#define REF TIMECLASS_REFERENCE
#define SEASON TIMECLASS_SEASON
#define SET TIMECLASS_SET
#define SHIFT TIMECLASS_SHIFT
#define THAT TIMECLASS_THAT
#define THE TIMECLASS_THE
#define TO TIMECLASS_TO
#define TODAY TIMECLASS_TODAY
#define TONIGHT TIMECLASS_TONIGHT
#define UNIT TIMECLASS_UNIT
#define UNITS TIMECLASS_UNITS
#define WEEKDAY TIMECLASS_WEEKDAY
#define WEEKDAYS TIMECLASS_WEEKDAYS
#define YEAR TIMECLASS_YEAR
#define ZONE TIMECLASS_ZONE

struct pattern {
    uint8_t sense;
    uint8_t elements[TIME_PATTERN_MAX];
};

static const struct pattern patterns[] = {
    /* dates */
    {TIMESENSE_ISO, {DATE}},
    {TIMESENSE_DATE, {WEEKDAY, O(COMMA), MONTH, DAY, O(COMMA), YEAR}},
    {TIMESENSE_DATE, {WEEKDAY, O(COMMA), MONTH, DAY}},
    {TIMESENSE_DATE, {SHIFT, WEEKDAY, O(COMMA), MONTH, DAY}},
    {TIMESENSE_DATE, {MONTH, DAY, O(COMMA), YEAR}},
    {TIMESENSE_DATE, {MONTH, DAY, O(OF), SHIFT, UNIT}},
    {TIMESENSE_DATE, {MONTH, O(HYPHEN), DAY}},
    {TIMESENSE_DATE, {SHIFT, MONTH, DAY}},
    {TIMESENSE_DATE, {WEEKDAY, O(COMMA), O(THE), DAY, O(OF), MONTH, O(COMMA), YEAR}},
    {TIMESENSE_DATE, {WEEKDAY, O(COMMA), O(THE), DAY, O(OF), MONTH}},
    {TIMESENSE_DATE, {O(THE), DAY, O(OF), MONTH, O(COMMA), YEAR}},
    {TIMESENSE_DATE, {DAY, MONTH}},
    {TIMESENSE_DATE, {THE, DAY, OF, MONTH}},
    {TIMESENSE_DATE, {THE, UNIT, OF, MONTH, DAY}},
    {TIMESENSE_NTHDAY, {THE, NTHDAY}},
    {TIMESENSE_MONTH, {MONTH, O(COMMA), O(OF), YEAR}},
    {TIMESENSE_MONTH, {MONTH, O(OF), SHIFT, UNIT}},
    {TIMESENSE_MONTH, {SHIFT, MONTH}},
    {TIMESENSE_MONTH, {MONTH}},
    {TIMESENSE_YEAR, {O(THE), O(FISCAL), UNIT, YEAR}},
    {TIMESENSE_YEAR, {THE, YEAR, PERIOD}},
    {TIMESENSE_YEAR, {THE, YEAR, UNIT}},
    {TIMESENSE_YEAR, {FISCAL, O(UNIT), YEAR}},
    {TIMESENSE_YEAR, {YEAR}},
    {TIMESENSE_DECADE, {O(THE), DECADE}},
    /* days of the week */
    {TIMESENSE_WEEKDAY, {O(SHIFT), WEEKDAY, O(PART)}},
    {TIMESENSE_WEEKDAY, {WEEKDAY, O(COMMA), THE, DAY}},
    {TIMESENSE_WEEKDAY, {O(SHIFT), WEEKDAY, NOON}},
    {TIMESENSE_WEEKDAY, {THE, SHIFT, WEEKDAY, O(PART)}},
    {TIMESENSE_WEEKDAY, {WEEKDAY, O(OF), SHIFT, UNIT}},
    {TIMESENSE_WEEKDAY, {WEEKDAY, UNIT}},
    {TIMESENSE_NTHWEEKDAY, {O(THE), ORDINAL, WEEKDAY, OF, MONTH}},
    {TIMESENSE_NTHWEEKDAY, {O(THE), ORDINAL, WEEKDAY, OF, MONTH, O(COMMA), YEAR}},
    {TIMESENSE_NTHWEEKDAY, {O(THE), ORDINAL, WEEKDAY, OF, SHIFT, UNIT}},
    {TIMESENSE_NTHWEEKDAY, {THE, SHIFT, WEEKDAY, OF, MONTH}},
    {TIMESENSE_NTHWEEKDAY, {THE, SHIFT, WEEKDAY, OF, MONTH, O(COMMA), YEAR}},
    {TIMESENSE_NTHWEEKDAY, {THE, SHIFT, WEEKDAY, OF, SHIFT, UNIT}},
    {TIMESENSE_SET, {O(THE), ORDINAL, WEEKDAY, OF, EVERY, UNIT}},
    {TIMESENSE_SET, {WEEKDAYS, O(PART)}},
    /* relative to the day of writing */
    {TIMESENSE_TODAY, {TODAY, O(PART)}},
    {TIMESENSE_TODAY, {TONIGHT}},
    {TIMESENSE_DAYPART, {O(THE), SHIFT, PART}},
    {TIMESENSE_DAYPART, {PART, TODAY}},
    {TIMESENSE_SHIFT, {O(THE), SHIFT, O(FISCAL), UNIT}},
    {TIMESENSE_SHIFT, {THE, LATEST, O(FISCAL), UNIT}},
    {TIMESENSE_SHIFT, {THE, LATEST, PERIOD}},
    {TIMESENSE_SHIFT, {SHIFT, FIRST, UNIT}},
    {TIMESENSE_SAME, {O(THE), THAT, UNIT}},
    {TIMESENSE_THE, {THE, O(FISCAL), UNIT}},
    {TIMESENSE_THE, {THE, MORE, UNIT}},
    {TIMESENSE_YEAREND, {UNIT, O(POSSESSIVE), O(HYPHEN), TIMECLASS_EDGE}},
    {TIMESENSE_AGO, {NUMBER, UNIT, AGO}},
    {TIMESENSE_AGO, {NUMBER, UNITS, AGO}},
    {TIMESENSE_AGO, {NUMBER, WEEKDAYS, AGO}},
    {TIMESENSE_FROM, {NUMBER, UNITS, FROM, TODAY}},
    {TIMESENSE_FROM, {NUMBER, UNITS, FROM, REF}},
    {TIMESENSE_FROM, {NUMBER, UNITS, FROM, WEEKDAY}},
    {TIMESENSE_FROM, {A, UNIT, FROM, TODAY}},
    {TIMESENSE_FROM, {A, UNIT, FROM, REF}},
    {TIMESENSE_FROM, {A, UNIT, FROM, WEEKDAY}},
    {TIMESENSE_AGO, {NUMBER, O(MORE), UNITS, EARLIER}},
    {TIMESENSE_AGO, {NUMBER, O(MORE), UNITS, LATER}},
    {TIMESENSE_AGO, {A, UNIT, AGO}},
    {TIMESENSE_AGO, {A, UNIT, TO, TIMECLASS_SO, AGO}},
    {TIMESENSE_AGO, {NUMBER, UNITS, TO, TIMECLASS_SO, AGO}},
    {TIMESENSE_AGO, {A, UNIT, EARLIER}},
    {TIMESENSE_AGO, {A, UNIT, LATER}},
    {TIMESENSE_AGO, {FEW, UNITS, AGO}},
    {TIMESENSE_AGO, {FEW, UNITS, EARLIER}},
    {TIMESENSE_AGO, {FEW, UNITS, LATER}},
    {TIMESENSE_AGO, {UNITS, AGO}},
    {TIMESENSE_AGO, {UNIT, HYPHEN, AGO}},
    {TIMESENSE_AGO, {UNIT, HYPHEN, EARLIER}},
    {TIMESENSE_AGO, {O(THE), UNIT, HYPHEN, AGO, PERIOD}},
    {TIMESENSE_AGO, {O(THE), UNIT, HYPHEN, EARLIER, PERIOD}},
    {TIMESENSE_REF, {REF}},
    {TIMESENSE_REF, {REF, UNITS}},
    {TIMESENSE_REF, {O(THE), SHIFT, UNITS}},
    /* durations and sets */
    {TIMESENSE_DURATION, {NUMBER, O(HYPHEN), O(MORE), UNITS}},
    {TIMESENSE_DURATION, {NUMBER, O(HYPHEN), UNIT}},
    {TIMESENSE_DURATION, {NUMBER, TO, NUMBER, O(HYPHEN), UNITS}},
    {TIMESENSE_DURATION, {O(A), FEW, O(HYPHEN), O(MORE), UNITS}},
    {TIMESENSE_DURATION, {A, O(MORE), UNIT}},
    {TIMESENSE_DURATION, {A, UNIT, AND, A, HALF}},
    {TIMESENSE_DURATION, {HALF, O(A), UNIT}},
    {TIMESENSE_DURATION, {O(THE), SHIFT, NUMBER, O(MORE), UNITS}},
    {TIMESENSE_DURATION, {O(THE), SHIFT, FEW, O(MORE), UNITS}},
    {TIMESENSE_DURATION, {THE, FIRST, NUMBER, UNITS}},
    {TIMESENSE_DURATION, {THE, FIRST, FEW, UNITS}},
    {TIMESENSE_DURATION, {THE, NUMBER, UNITS}},
    {TIMESENSE_DURATION, {A, NUMBER, UNITS}},
    {TIMESENSE_DURATION, {THE, FIRST, UNITS}},
    {TIMESENSE_DURATION, {O(THE), SHIFT, NUMBER, TO, NUMBER, UNITS}},
    {TIMESENSE_DURATION, {UNITS}},
    {TIMESENSE_SET, {EVERY, O(NUMBER), UNIT}},
    {TIMESENSE_SET, {EVERY, NUMBER, UNITS}},
    {TIMESENSE_SET, {EVERY, WEEKDAY, O(PART)}},
    {TIMESENSE_SET, {EVERY, MONTH}},
    {TIMESENSE_SET, {EVERY, SEASON}},
    {TIMESENSE_SET, {EVERY, PART}},
    {TIMESENSE_SET, {SET}},
    /* parts of the year */
    {TIMESENSE_QUARTER, {O(THE), O(FISCAL), O(YEAR), ORDINAL, O(HYPHEN), UNIT, O(OF), YEAR}},
    {TIMESENSE_QUARTER, {O(THE), O(FISCAL), O(YEAR), ORDINAL, UNIT}},
    {TIMESENSE_QUARTER, {O(FISCAL), O(YEAR), ORDINAL, HYPHEN, UNIT}},
    {TIMESENSE_QUARTER, {O(THE), UNIT, HYPHEN, AGO, ORDINAL, O(HYPHEN), UNIT}},
    {TIMESENSE_QUARTER, {O(THE), UNIT, HYPHEN, EARLIER, ORDINAL, O(HYPHEN), UNIT}},
    {TIMESENSE_AGO, {O(THE), UNIT, HYPHEN, AGO, UNIT}},
    {TIMESENSE_AGO, {O(THE), UNIT, HYPHEN, EARLIER, UNIT}},
    {TIMESENSE_QUARTER, {SHIFT, UNIT, POSSESSIVE, O(FISCAL), ORDINAL, O(HYPHEN), UNIT}},
    {TIMESENSE_QUARTER, {O(THE), ORDINAL, O(HYPHEN), UNIT, OF, SHIFT, UNIT}},
    {TIMESENSE_QUARTER, {O(THE), ORDINAL, O(HYPHEN), UNIT, SHIFT, UNIT}},
    {TIMESENSE_HALF, {O(THE), ORDINAL, O(HYPHEN), HALF, OF, YEAR}},
    {TIMESENSE_NTH, {NTH, O(OF), YEAR}},
    {TIMESENSE_NTH, {NTH, O(OF), SHIFT, UNIT}},
    {TIMESENSE_NTH, {YEAR, NTH}},
    {TIMESENSE_NTH, {NTH}},
    {TIMESENSE_HALF, {THE, FIRST, HALF, OF, YEAR}},
    {TIMESENSE_HALF, {THE, FIRST, HALF, OF, SHIFT, UNIT}},
    {TIMESENSE_HALF, {O(THE), ORDINAL, O(HYPHEN), HALF, OF, SHIFT, UNIT}},
    {TIMESENSE_SEASON, {O(THE), SHIFT, SEASON}},
    {TIMESENSE_SEASON, {O(THE), SEASON, O(OF), YEAR}},
    {TIMESENSE_SEASON, {THE, SEASON}},
    {TIMESENSE_SEASON, {O(THE), EARLY, SEASON}},
    {TIMESENSE_HOLIDAY, {O(SHIFT), HOLIDAY}},
    {TIMESENSE_HOLIDAY, {HOLIDAY, O(OF), YEAR}},
    {TIMESENSE_HOLIDAY, {HOLIDAY, O(OF), SHIFT, UNIT}},
    /* times of the day */
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE), O(COMMA), O(ON), WEEKDAY}},
    {TIMESENSE_CLOCK, {CLOCK, HALFDAY, O(ZONE), O(ON), WEEKDAY, COMMA, MONTH, DAY}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(ON), WEEKDAY, COMMA, MONTH, DAY}},
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE), O(COMMA), O(ON), TODAY}},
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE), O(COMMA), O(ON), MONTH, DAY}},
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE), O(COMMA), O(ON), DAY, MONTH}},
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE), O(COMMA), O(ON), DAY, MONTH, YEAR}},
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE), O(ON), MONTH, DAY, O(COMMA), YEAR}},
    {TIMESENSE_CLOCK, {CLOCK, O(HALFDAY), O(ZONE)}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(COMMA), O(ON), WEEKDAY}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(COMMA), O(ON), TODAY}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(COMMA), O(ON), MONTH, DAY}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(COMMA), O(ON), DAY, MONTH}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(COMMA), O(ON), DAY, MONTH, YEAR}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE), O(ON), MONTH, DAY, O(COMMA), YEAR}},
    {TIMESENSE_CLOCK, {NUMBER, HALFDAY, O(ZONE)}},
    {TIMESENSE_CLOCK, {NUMBER, ZONE, O(COMMA), O(ON), WEEKDAY}},
    {TIMESENSE_CLOCK, {NUMBER, ZONE, O(COMMA), O(ON), TODAY}},
    {TIMESENSE_CLOCK, {NUMBER, ZONE}},
    {TIMESENSE_CLOCK, {NUMBER, OCLOCK}},
    {TIMESENSE_CLOCK, {NUMBER, ON, THE, PART}},
    {TIMESENSE_CLOCK, {NOON, O(ON), WEEKDAY}},
    {TIMESENSE_CLOCK, {NOON, O(ON), TODAY}},
    {TIMESENSE_CLOCK, {NOON}},
};

/* what may stand in front, and before which senses (bits) */
#define BIT(sense) (1u << (sense))
enum {
    CALENDAR = BIT(TIMESENSE_ISO) | BIT(TIMESENSE_DATE) | BIT(TIMESENSE_MONTH) |
               BIT(TIMESENSE_YEAR) | BIT(TIMESENSE_DECADE) | BIT(TIMESENSE_WEEKDAY) |
               BIT(TIMESENSE_TODAY) | BIT(TIMESENSE_DAYPART) | BIT(TIMESENSE_SHIFT) |
               BIT(TIMESENSE_QUARTER) | BIT(TIMESENSE_SEASON) | BIT(TIMESENSE_HALF) |
               BIT(TIMESENSE_HOLIDAY) | BIT(TIMESENSE_NTH),
    NEAR = BIT(TIMESENSE_TODAY) | BIT(TIMESENSE_DAYPART) | BIT(TIMESENSE_SHIFT) |
           BIT(TIMESENSE_SAME) | BIT(TIMESENSE_THE) | BIT(TIMESENSE_WEEKDAY) | BIT(TIMESENSE_MONTH),
    COUNTED = BIT(TIMESENSE_DURATION) | BIT(TIMESENSE_AGO)
};

static const struct {
    uint32_t senses;
    uint8_t elements[4];
} prefixes[] = {
    {CALENDAR | BIT(TIMESENSE_SAME) | BIT(TIMESENSE_THE), {O(THE), TIMECLASS_EDGE, OF}},
    {CALENDAR, {O(THE), EARLY, O(HYPHEN)}},
    {NEAR, {TIMECLASS_RELATIVE, O(OF)}},
    {COUNTED, {TIMECLASS_APPROX}},
};

/* words that are in an expression only with others */
#define WORD(class) ((uint64_t)1 << (class))
static const uint64_t WEAK = WORD(THE) | WORD(A) | WORD(OF) | WORD(ON) | WORD(TO) | WORD(AND) |
                             WORD(COMMA) | WORD(HYPHEN) | WORD(POSSESSIVE) | WORD(PERIOD) |
                             WORD(MORE) | WORD(FIRST) | WORD(FROM) | WORD(NUMBER) | WORD(DAY) |
                             WORD(ORDINAL);

struct matcher {
    const struct time_words *words;
    uint32_t end;
    uint32_t at[TIME_PATTERN_MAX];
};

/* tries elements from i on at the token; returns the token behind the longest way, 0 = none */
static uint32_t match_elements(struct matcher *m, const uint8_t *elements, uint32_t n, uint32_t i,
                               uint32_t token)
{
    if (i == n || !elements[i])
        return token;
    uint32_t length = token <= m->end ? time_word_length(m->words, token, elements[i] & CLASS) : 0;
    if (length && token + length - 1 <= m->end) {
        uint32_t behind = match_elements(m, elements, n, i + 1, token + length);
        if (behind) {
            m->at[i] = token;
            return behind;
        }
    }
    if (!(elements[i] & OPTIONAL))
        return 0;
    m->at[i] = 0;
    return match_elements(m, elements, n, i + 1, token);
}

/* one of the elements that may stand first is among the classes */
static bool may_begin(const uint8_t *elements, uint64_t classes)
{
    uint32_t i = 0;
    while (elements[i] & OPTIONAL) {
        if (classes >> (elements[i] & CLASS) & 1)
            return true;
        i++;
    }
    return classes >> elements[i] & 1;
}

static const size_t N_PATTERNS = sizeof patterns / sizeof *patterns;
_Static_assert(sizeof patterns / sizeof *patterns <= TIME_PATTERNS_MAX, "more patterns than bits");

void time_grammar_prepare(struct time_words *words)
{
    memset(words->beginning_with, 0, sizeof words->beginning_with);
    for (size_t p = 0; p < N_PATTERNS; p++) {
        const uint8_t *element = patterns[p].elements;
        do
            words->beginning_with[*element & CLASS].bits[p / 64] |= (uint64_t)1 << p % 64;
        while (*element++ & OPTIONAL);
    }
}

/* those that begin with one of the classes */
static struct time_patterns patterns_of(const struct time_words *words, uint64_t classes)
{
    struct time_patterns all = {{0}};
    for (; classes; classes &= classes - 1) {
        const struct time_patterns *some = &words->beginning_with[__builtin_ctzll(classes)];
        for (size_t i = 0; i < sizeof all.bits / sizeof *all.bits; i++)
            all.bits[i] |= some->bits[i];
    }
    return all;
}

/* takes the pattern at the token if it is longer than what matched before */
static void try_pattern(struct matcher *m, size_t pattern, uint32_t token, uint32_t *longest,
                        struct time_match *match)
{
    const uint8_t *elements = patterns[pattern].elements;
    memset(m->at, 0, sizeof m->at);
    uint32_t behind = match_elements(m, elements, TIME_PATTERN_MAX, 0, token);
    if (behind <= token + *longest)
        return;
    *longest = behind - token;
    *match = (struct time_match){patterns[pattern].sense, token, behind - 1, elements, {0}};
    memcpy(match->at, m->at, sizeof m->at);
}

/* the longest pattern at the token */
static bool match_base(const struct time_words *words, uint32_t token, uint32_t end,
                       struct time_match *match)
{
    uint32_t longest = 0;
    struct matcher m = {words, end, {0}};
    struct time_patterns some = patterns_of(words, time_word_classes(words, token));
    for (size_t i = 0; i < sizeof some.bits / sizeof *some.bits; i++)
        for (uint64_t rest = some.bits[i]; rest; rest &= rest - 1)
            try_pattern(&m, i * 64 + (size_t)__builtin_ctzll(rest), token, &longest, match);
    return longest > 0;
}

/* "over the next six months", "over three years": the preposition, not "more than" */
static bool is_preposition(const struct time_words *words, uint32_t token, uint32_t behind)
{
    return time_word_length(words, token, TIMECLASS_APPROX) == behind - token &&
           (time_word_length(words, behind, THE) ||
            (behind == token + 1 && words->doc->tokens.v[token].deprel == REL_CASE));
}

/* "or so" belongs to a count in front of it */
static void take_or_so(const struct time_words *words, uint32_t end, struct time_match *match)
{
    uint32_t last = match->last;
    bool counted = BIT(match->sense) & (COUNTED | BIT(TIMESENSE_SHIFT));
    if (counted && last + 2 <= end && time_word_length(words, last + 1, TO) &&
        time_word_length(words, last + 2, TIMECLASS_SO))
        match->last = last + 2;
}

/* one of the classes begins at the token */
static bool begins_any(const struct time_words *words, uint32_t token, uint32_t end,
                       uint64_t classes)
{
    return token <= end && (time_word_classes(words, token) & classes);
}

/* "a year-earlier loss", "the year-ago results": the article is that of the noun, not of the
 * year */
static bool is_article_of_noun(const struct time_words *words, uint32_t token, uint32_t end)
{
    return begins_any(words, token, end, WORD(A) | WORD(THE)) &&
           begins_any(words, token + 1, end, WORD(UNIT)) &&
           begins_any(words, token + 2, end, WORD(HYPHEN)) &&
           begins_any(words, token + 3, end, WORD(AGO) | WORD(EARLIER)) &&
           !begins_any(words, token + 4, end,
                       WORD(UNIT) | WORD(PERIOD) | WORD(NUMBER) | WORD(ORDINAL));
}

/* a word that is no part of a time but with others */
static bool is_weak(const struct time_words *words, uint32_t token)
{
    return !(time_word_classes(words, token) & ~WEAK) && words->v[token].number_length < 2;
}

/* nothing that begins at the token can be a time: no other than weak words from there on */
static bool is_hopeless(const struct time_words *words, uint32_t token, uint32_t end)
{
    uint32_t behind = token;
    while (behind <= end && behind < token + TIME_PATTERN_MAX && time_word_classes(words, behind) &&
           is_weak(words, behind))
        behind++;
    return behind > end || !time_word_classes(words, behind) ||
           is_article_of_noun(words, token, end);
}

bool time_match_at(const struct time_words *words, uint32_t token, uint32_t end,
                   struct time_match *match)
{
    if (is_hopeless(words, token, end))
        return false;
    bool found = match_base(words, token, end, match);
    for (size_t p = 0; p < sizeof prefixes / sizeof *prefixes; p++) {
        struct matcher m = {words, end, {0}};
        struct time_match inner;
        if (!may_begin(prefixes[p].elements, time_word_classes(words, token)))
            continue;
        uint32_t behind = match_elements(&m, prefixes[p].elements, 4, 0, token);
        if (!behind || behind > end || !match_base(words, behind, end, &inner) ||
            !(prefixes[p].senses & BIT(inner.sense)) || is_preposition(words, token, behind) ||
            (found && inner.last <= match->last))
            continue;
        *match = inner;
        match->first = token;
        found = true;
    }
    if (found)
        take_or_so(words, end, match);
    return found;
}

uint32_t time_match_token(const struct time_match *match, uint8_t class, uint32_t n)
{
    for (uint32_t i = 0; i < TIME_PATTERN_MAX && match->pattern[i]; i++)
        if ((match->pattern[i] & CLASS) == class && match->at[i] && n-- == 0)
            return match->at[i];
    return 0;
}
