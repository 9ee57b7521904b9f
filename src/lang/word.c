/* word: where a word ends and which clitics hang on it. A word is letters and digits, joined by
 * marks that belong inside: apostrophes (O'Neill), stops (U.S, 3.5, example.org), separators of
 * numbers and times, slashes of dates, the hyphens of affixes and telephone numbers. Other hyphens
 * and slashes part tokens, as in the UD English treebanks. Clitics ('s, n't, 'll) and fused forms
 * (cannot, gonna) make multiword tokens. Which affixes, units and fused forms there are is told by
 * the model's split.words. */
#include "lang/splitter.h"

enum { KIND_CAP = 24 }; /* longer forms are nothing special */

uint16_t word_kind(const struct split_model *model, struct str form)
{
    if (form.n == 0 || form.n > KIND_CAP || !model->words.slots)
        return 0;
    char lower[KIND_CAP];
    uint32_t n = 0;
    for (size_t at = 0; at < form.n;) {
        struct character c = char_at(form, at);
        char byte = form.s[at];
        if (c.class == CHAR_APOSTROPHE)
            lower[n++] = '\'';
        else if (c.n > 1)
            return 0;
        else
            lower[n++] = c.class == CHAR_UPPER ? (char)(byte + 32) : byte;
        at += c.n;
    }
    return keys_find(&model->words, hash_bytes((struct str){lower, n}, 0));
}

static uint32_t run_end(struct str text, uint32_t at, uint32_t end)
{
    while (at < end) {
        struct character c = char_at(text, at);
        if (!char_is_word(c.class) && text.s[at] != '_')
            break;
        at += c.n;
    }
    return at;
}

static uint32_t digits_end(struct str text, uint32_t at, uint32_t end)
{
    while (at < end && char_at(text, at).class == CHAR_DIGIT)
        at += char_at(text, at).n;
    return at;
}

/* "713-555-0142", "555-0142", "77415-0027": groups of digits that are one number, no range */
static uint32_t telephone_end(struct str text, uint32_t start, uint32_t end)
{
    uint32_t groups = 0, first = 0, last = 0, at = start;
    while (groups < 7) {
        uint32_t group = at;
        at = digits_end(text, at, end);
        last = at - group;
        first = groups++ ? first : last;
        bool goes_on =
            at + 1 < end && text.s[at] == '-' && char_at(text, at + 1).class == CHAR_DIGIT;
        if (!goes_on)
            break;
        at++;
    }
    if (at < end && char_is_letter(char_at(text, at).class))
        return 0;
    bool is_one =
        (groups > 2 && groups < 7) || (groups == 2 && last == 4 && (first == 3 || first == 5));
    return is_one ? at : 0;
}

static bool join_hyphen(const struct split_model *model, struct str text, uint32_t start,
                        uint32_t at, uint32_t after, uint32_t end)
{
    uint32_t stop = run_end(text, after, end);
    return word_kind(model, str_cut(text.s, start, at)) & WORD_PREFIX ||
           word_kind(model, str_cut(text.s, after, stop)) & WORD_SUFFIX ||
           word_kind(model, str_cut(text.s, start, stop)) & WORD_KEEP;
}

/* "AT&T", "R&D": capitals on both sides, few of them */
static bool join_ampersand(struct str text, uint32_t start, uint32_t at, uint32_t end)
{
    uint32_t stop = run_end(text, at + 1, end);
    if (at - start > 3 || stop - at > 4)
        return false;
    for (uint32_t i = start; i < stop; i++)
        if (i != at && char_of_byte(text.s[i]) != CHAR_UPPER)
            return false;
    return true;
}

/* whether the mark at `at` (n bytes) belongs inside the word that started at `start` */
static bool joins(const struct split_model *model, struct str text, uint32_t start, uint32_t at,
                  uint32_t n, uint32_t end)
{
    uint8_t class = char_at(text, at).class;
    uint8_t after = char_at(text, at + n).class;
    uint8_t before = char_at(text, char_before(text, start, at)).class;
    bool digits = before == CHAR_DIGIT && after == CHAR_DIGIT;
    if (class == CHAR_APOSTROPHE)
        return char_is_letter(after);
    if (!char_is_word(after))
        return false;
    if (class == CHAR_HYPHEN)
        return join_hyphen(model, text, start, at, at + n, end);
    switch (text.s[at]) {
    case '.':
        return true;
    case ',':
    case ':':
        return digits;
    case '/':
        return digits ||
               word_kind(model, str_cut(text.s, start, run_end(text, at + 1, end))) & WORD_KEEP;
    case '&':
        return join_ampersand(text, start, at, end);
    default:
        return false;
    }
}

uint32_t word_end(const struct split_model *model, struct str text, uint32_t start, uint32_t end)
{
    if (char_at(text, start).class == CHAR_DIGIT) {
        uint32_t number = telephone_end(text, start, end);
        if (number)
            return number;
    }
    for (uint32_t at = start;;) {
        at = run_end(text, at, end);
        if (at >= end)
            return at;
        uint32_t n = char_at(text, at).n;
        if (at + n >= end || !joins(model, text, start, at, n, end))
            return at;
        at += n;
    }
}

bool word_is_acronym(struct str word)
{
    uint32_t group = 0, stops = 0;
    for (size_t i = 0; i < word.n; i++) {
        uint8_t class = char_of_byte(word.s[i]);
        if ((uint8_t)word.s[i] >= 128)
            return false;
        if (word.s[i] == '.' && group > 0) {
            stops++;
            group = 0;
        } else if (!char_is_letter(class) || ++group > 2) {
            return false;
        }
    }
    return stops > 0 && group > 0;
}

/* true when the bytes at `at` up to `end` are `clitic` but for case; the apostrophe stands for any
 * of its shapes */
static bool is_clitic(struct str text, uint32_t at, uint32_t end, const char *clitic)
{
    for (; *clitic && at < end; clitic++) {
        struct character c = char_at(text, at);
        bool same = *clitic == '\'' ? c.class == CHAR_APOSTROPHE : (text.s[at] | 32) == *clitic;
        if (!same)
            return false;
        at += c.n;
    }
    return *clitic == '\0' && at == end;
}

/* the apostrophe among the last four characters of the word, or end */
static uint32_t last_apostrophe(struct str text, uint32_t start, uint32_t end)
{
    uint32_t at = end;
    for (uint32_t i = 0; i < 4 && at > start; i++) {
        at = (uint32_t)char_before(text, start, at);
        if (char_at(text, at).class == CHAR_APOSTROPHE && at + char_at(text, at).n <= end)
            return at;
    }
    /* the eight bytes of a misread apostrophe are three characters */
    for (uint32_t back = 9; back <= 10 && back < end - start; back++)
        if (char_at(text, end - back).n == 8)
            return end - back;
    return end;
}

/* start of the last clitic of the word, or 0 */
static uint32_t find_clitic(struct str text, uint32_t start, uint32_t end)
{
    static const char *const clitics[] = {"'s", "'re", "'ve", "'ll", "'m", "'d"};
    uint32_t mark = last_apostrophe(text, start, end);
    if (mark == end || mark == start)
        return 0;
    if (is_clitic(text, mark, end, "'t") && (text.s[mark - 1] | 32) == 'n' && mark - 1 > start)
        return mark - 1;
    if (char_at(text, char_before(text, start, mark)).class == CHAR_DIGIT)
        return 0;
    for (uint32_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (is_clitic(text, mark, end, clitics[i]))
            return mark;
    return 0;
}

void word_add(struct splitter *splitter, uint32_t start, uint32_t end)
{
    struct str text = splitter->text;
    uint32_t cuts[3], n = 0, stop = end;
    while (n < 2 && (cuts[n] = find_clitic(text, start, stop)) != 0)
        stop = cuts[n++];
    uint32_t split =
        word_kind(splitter->model, str_cut(text.s, start, stop)) >> WORD_SPLIT_SHIFT & 15;
    if (split && split < stop - start)
        cuts[n++] = start + split;
    if (n == 0) {
        splitter_add(splitter, start, end, 0);
        return;
    }
    uint8_t flags = TOKEN_MWT_FIRST;
    for (uint32_t at = start; n > 0; flags = TOKEN_MWT_REST) {
        splitter_add(splitter, at, cuts[n - 1], flags);
        at = cuts[--n];
        if (n == 0)
            splitter_add(splitter, at, end, TOKEN_MWT_REST);
    }
}
