/* timenumber: joins the tokens of a numeral. Numerals by themselves are text/number.c's; here
 * "twenty" and "four", "two" and "hundred", a number and its fraction come together, and pairs such
 * as "nineteen ninety-four" are read as years. */
#include "meaning/time/timenumber.h"

#include "text/number.h"

/* FY2024 */
static bool is_fiscal_year(struct str s)
{
    return s.n == strlen("FY2024") && (s.s[0] | 0x20) == 'f' && (s.s[1] | 0x20) == 'y' &&
           s.s[2] >= '1' && s.s[2] <= '2';
}

struct str time_without_prefix(struct str s)
{
    static const char *const prefixes[] = {"mid-", "Mid-", "post-", "pre-"};
    if (is_fiscal_year(s))
        return str_cut(s.s, 2, s.n);
    if (s.n < sizeof "pre-" || ((s.s[0] | 0x20) != 'm' && s.s[0] != 'p') || !memchr(s.s, '-', s.n))
        return s;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++)
        if (str_starts(s, str_of(prefixes[i])) && s.n > strlen(prefixes[i]))
            return str_cut(s.s, strlen(prefixes[i]), s.n);
    return s;
}

static struct str form_of(const struct doc *doc, uint32_t token)
{
    return time_without_prefix(token_form(doc, token));
}

static bool is_digits(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.s[i] < '0' || s.s[i] > '9')
            return false;
    return s.n > 0;
}

static bool is_word(const struct doc *doc, uint32_t token, const char *word)
{
    return token < doc->tokens.n && str_is(doc_string(doc, doc->tokens.v[token].lower), word);
}

/* a cardinal in one token, written in words when `words` is set */
static bool cardinal_at(const struct doc *doc, uint32_t token, bool words, double *value)
{
    bool ordinal;
    return token < doc->tokens.n && number_parse(form_of(doc, token), value, &ordinal) &&
           !ordinal && (!words || !is_digits(form_of(doc, token)));
}

/* 1/2 and 3/4 */
static bool fraction_at(const struct doc *doc, uint32_t token, double *value)
{
    if (token >= doc->tokens.n)
        return false;
    struct str s = token_form(doc, token);
    if (s.n != 3 || s.s[1] != '/' || s.s[0] < '1' || s.s[0] > '9' || s.s[2] < '2' || s.s[2] > '9')
        return false;
    *value = (double)(s.s[0] - '0') / (s.s[2] - '0');
    return *value < 1;
}

/* joins what follows a number in words: "twenty" + "-" + "four", "two" + "hundred" */
static uint32_t join_words(const struct doc *doc, uint32_t token, double *value)
{
    double next;
    uint32_t hyphen = is_word(doc, token + 1, "-");
    if (!cardinal_at(doc, token + 1 + hyphen, true, &next))
        return 1;
    if (*value >= 20 && *value < 100 && next >= 1 && next <= 9) {
        *value += next;
        return 2 + hyphen;
    }
    if (!hyphen && next >= 100 && *value < next) {
        *value *= next;
        return 2;
    }
    return 1;
}

/* how many tokens the number has whose first token is worth *value; *value becomes that of all */
static uint32_t join(const struct doc *doc, uint32_t token, double *value)
{
    double next;
    bool digits = is_digits(form_of(doc, token));
    if (digits && fraction_at(doc, token + 1, &next)) {
        *value += next;
        return 2;
    }
    if (is_word(doc, token + 1, "and") && is_word(doc, token + 2, "a") &&
        is_word(doc, token + 3, "half")) {
        *value += 0.5;
        return 4;
    }
    return digits ? 1 : join_words(doc, token, value);
}

/* "nineteen ninety-four"; 0 = no year */
static uint32_t spoken_year(const struct doc *doc, uint32_t token, double *year)
{
    double high, low;
    if (!cardinal_at(doc, token, true, &high) || high < 18 || high > 20 ||
        !cardinal_at(doc, token + 1, true, &low) || low < 10 || low > 99)
        return 0;
    uint32_t length = 1 + join(doc, token + 1, &low);
    *year = high * 100 + low;
    return low < 100 ? length : 0;
}

bool time_number_at(const struct doc *doc, uint32_t token, struct time_number *number)
{
    struct str form = form_of(doc, token);
    double value, spoken;
    bool ordinal;
    if (!number_parse(form, &value, &ordinal))
        return false; /* nor does a year begin here */
    uint32_t length = spoken_year(doc, token, &spoken);
    if (length) {
        *number = (struct time_number){spoken, length, false, true};
        return true;
    }
    if (value > 1e6)
        return false;
    bool year = form.n == 4 && is_digits(form) && value >= 1000 && value <= 2100;
    length = ordinal || year ? 1 : join(doc, token, &value);
    *number = (struct time_number){value, length, ordinal, year};
    return true;
}
