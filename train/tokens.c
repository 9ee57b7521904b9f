/* tokens: cuts raw text into sentences and tokens for pretraining, one sentence a line.
 *
 * Decides with a handful of fixed rules: white space, punctuation at word edges, clitics and
 * hyphens as UD English cuts them, a sentence end at . ! ? before a capital unless the word is a
 * known abbreviation or an initial. It is meant for millions of words of raw text where a small
 * error rate does no harm; the library's own splitting (src/lang/split.c) is the accurate one.
 * Reads paragraphs (one a line) from standard input, writes to standard output. */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/str.h"

enum { MAX_WORD = 200, MAX_SENTENCE = 200 };

struct line {
    size_t n_words; /* in the sentence so far */
};

static const char *const abbreviations[] = {
    "Mr.",  "Mrs.",  "Ms.",  "Dr.",   "Gen.", "Col.", "Lt.",   "Sgt.", "Capt.", "Maj.",
    "Gov.", "Sen.",  "Rep.", "St.",   "Jan.", "Feb.", "Mar.",  "Apr.", "Aug.",  "Sept.",
    "Oct.", "Nov.",  "Dec.", "Corp.", "Inc.", "Co.",  "Ltd.",  "No.",  "vs.",   "Jr.",
    "Sr.",  "Prof.", "Rev.", "U.S.",  "U.N.", "U.K.", "a.m.",  "p.m.", "mln.",  "pct.",
    "cts.", "e.g.",  "i.e.", "Adm.",  "Hon.", "Sec.", "Bros.", "Ft.",
};

static const char *const clitics[] = {"'s", "'re", "'ve", "'ll", "'d", "'m", "n't"};

static void put(struct line *line, struct str word)
{
    if (word.n == 0)
        return;
    if (line->n_words)
        putchar(' ');
    fwrite(word.s, 1, word.n, stdout);
    line->n_words++;
}

static void end_sentence(struct line *line)
{
    if (line->n_words)
        putchar('\n');
    line->n_words = 0;
}

/* length of the punctuation mark that starts s, 0 if none (typographic marks have three bytes) */
static size_t mark_length(struct str s)
{
    if (s.n == 0)
        return 0;
    unsigned char c = (unsigned char)s.s[0];
    if (c < 0x80)
        return ispunct(c) ? 1 : 0;
    if (s.n >= 3 && c == 0xE2 && (unsigned char)s.s[1] == 0x80)
        return 3;
    return 0;
}

static bool is_abbreviation(struct str word)
{
    for (size_t i = 0; i < sizeof abbreviations / sizeof *abbreviations; i++)
        if (str_is(word, abbreviations[i]))
            return true;
    if (word.n < 2 || word.s[word.n - 1] != '.')
        return false;
    /* initials: J. or U.S.A. */
    for (size_t i = 0; i < word.n; i += 2)
        if (!isalpha((unsigned char)word.s[i]) || i + 1 >= word.n || word.s[i + 1] != '.')
            return false;
    return true;
}

/* typographic apostrophes become plain, so that clitics are found */
static size_t fold(const char *from, size_t n, char out[MAX_WORD])
{
    size_t used = 0;
    for (size_t i = 0; i < n && used < MAX_WORD;) {
        if (n - i >= 3 && memcmp(from + i, "\xE2\x80\x99", 3) == 0) {
            out[used++] = '\'';
            i += 3;
        } else {
            out[used++] = from[i++];
        }
    }
    return used;
}

/* the core of a word, edges already stripped: clitics and hyphens */
static void put_core(struct line *line, struct str core)
{
    struct str clitic = {0};
    for (size_t i = 0; i < sizeof clitics / sizeof *clitics; i++)
        if (core.n > strlen(clitics[i]) && str_ends(core, str_of(clitics[i])))
            clitic = str_cut(core.s, core.n - strlen(clitics[i]), core.n);
    core.n -= clitic.n;
    size_t from = 0;
    bool address =
        str_find(core, STR("://"), 0) != SIZE_MAX || str_find(core, STR("@"), 0) != SIZE_MAX;
    for (size_t i = 1; !address && i + 1 < core.n; i++)
        if (core.s[i] == '-' || core.s[i] == '/') {
            put(line, str_cut(core.s, from, i));
            put(line, str_cut(core.s, i, i + 1));
            from = i + 1;
        }
    put(line, str_cut(core.s, from, core.n));
    put(line, clitic);
}

/* how many bytes of closing marks end the word; a final stop of an abbreviation stays */
static size_t core_end(struct str word)
{
    size_t end = word.n;
    while (end > 0) {
        struct str core = {word.s, end};
        if (core.s[end - 1] == '.' && is_abbreviation(core))
            break;
        size_t length = 1;
        if (end >= 3 && mark_length(str_cut(word.s, end - 3, end)) == 3)
            length = 3;
        else if (!ispunct((unsigned char)word.s[end - 1]))
            break;
        end -= length;
    }
    return end;
}

/* Returns true when a sentence may end after this word. */
static bool put_word(struct line *line, struct str word)
{
    size_t start = 0, length;
    while ((length = mark_length(str_cut(word.s, start, word.n))) > 0) {
        if (word.s[start] == '$' || start + length >= word.n || word.s[start] != '\'') {
            put(line, str_cut(word.s, start, start + length));
            start += length;
            continue;
        }
        put(line, str_cut(word.s, start, start + 1));
        start++;
    }
    struct str rest = str_cut(word.s, start, word.n);
    size_t end = core_end(rest);
    put_core(line, str_cut(rest.s, 0, end));
    bool stop = false;
    while (end < rest.n) {
        length = mark_length(str_cut(rest.s, end, rest.n));
        length = length ? length : 1;
        while (length == 1 && end + length < rest.n && rest.s[end] == '.' &&
               rest.s[end + length] == '.')
            length++;
        stop = stop || strchr(".!?", rest.s[end]) != NULL;
        put(line, str_cut(rest.s, end, end + length));
        end += length;
    }
    return stop;
}

static bool starts_sentence(const char *s)
{
    while (*s == ' ' || *s == '"' || *s == '\'' || *s == '(' || (unsigned char)*s == 0xE2)
        s += (unsigned char)*s == 0xE2 ? 3 : 1;
    return isupper((unsigned char)*s) || isdigit((unsigned char)*s) || *s == 0;
}

static void put_paragraph(struct line *line, char *text)
{
    char folded[MAX_WORD];
    char *at = text;
    while (*at) {
        while (isspace((unsigned char)*at))
            at++;
        char *end = at;
        while (*end && !isspace((unsigned char)*end))
            end++;
        struct str word = {folded, fold(at, (size_t)(end - at), folded)};
        bool stop = word.n && put_word(line, word);
        while (isspace((unsigned char)*end))
            end++;
        if ((stop && starts_sentence(end)) || line->n_words >= MAX_SENTENCE)
            end_sentence(line);
        at = end;
    }
    end_sentence(line);
}

int main(void)
{
    struct line line = {0};
    char *text = NULL;
    size_t cap = 0;
    while (getline(&text, &cap, stdin) > 0)
        put_paragraph(&line, text);
    free(text);
    return ferror(stdout) ? EXIT_FAILURE : EXIT_SUCCESS;
}
