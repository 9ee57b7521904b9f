/* language: decides whether an article is (mostly) written in another language than English, by
 * what its letters and words are:
 *
 * 1. another script: more than half of the bytes of all letters are not Latin;
 * 2. another language: the commonest words of some language (data/en/languages.tsv) outweigh those
 *    of English. Words that begin with a capital speak for English only, since they may be names,
 *    unless the whole text is in capitals; words that also stand in names ("van der") count only
 *    beside two others;
 * 3. no English: many words in small letters and few numbers, and hardly one of the words is a
 *    common English one.
 *
 * When unsure, it is English: a headline of names, a table, numbers, code. Which other language it
 * is, is told to the reader as the likeliest and used for nothing. Boilerplate is not looked at. */
#include "intake/language.h"

#include "text/unicode.h"
#include "text/utf8.h"
#include "world/common.h"

enum {
    MAX_TEXT = 256 << 10, /* bytes that are looked at */
    MAX_WORD = 24,        /* bytes of a word in lower case; longer ones are never common */
    MAX_LANGUAGES = 64,
    MAX_ROWS = 4096,
    LEAST_LETTERS = 6, /* bytes of another script */
    LEAST_WORDS = 30,  /* in small letters, to miss English among */
};

struct tally {
    struct str code;
    uint32_t words; /* of this language's rows */
    uint32_t weak;  /* of them, those that stand in names too */
    uint32_t kinds; /* different rows that are not weak */
};

struct counts {
    const struct common_words *common;
    bool capitals; /* the text is written in capitals */
    uint32_t words, small_words, numbers, english;
    uint64_t latin, other; /* bytes of letters */
    struct tally languages[MAX_LANGUAGES];
    uint32_t n_languages;
    uint8_t seen[MAX_ROWS / 8];
};

struct word {
    char s[MAX_WORD + 4];
    uint32_t n;
    bool capital;
    bool joined; /* to what stands before, as in addresses and names of files */
};

static bool is_latin(uint32_t code)
{
    return code < 0x370 || (code >= 0x1E00 && code < 0x1F00) || (code >= 0x2C60 && code < 0x2C80) ||
           (code >= 0xA720 && code < 0xA800) || (code >= 0xFB00 && code < 0xFB07) ||
           (code >= 0xFF21 && code < 0xFF5B) || (code >= 0x1D400 && code < 0x1D800);
}

static struct tally *tally_of(struct counts *counts, struct str code)
{
    for (uint32_t i = 0; i < counts->n_languages; i++)
        if (str_eq(counts->languages[i].code, code))
            return &counts->languages[i];
    if (counts->n_languages == MAX_LANGUAGES)
        return NULL;
    struct tally *tally = &counts->languages[counts->n_languages++];
    *tally = (struct tally){.code = code};
    return tally;
}

static void count_for(struct counts *counts, const struct common_word *word)
{
    bool seen = counts->seen[word->row / 8] >> word->row % 8 & 1;
    struct str codes = word->languages;
    counts->seen[word->row / 8] |= (uint8_t)(1 << word->row % 8);
    while (codes.n) {
        struct tally *tally = tally_of(counts, str_split(&codes, ' '));
        if (!tally)
            return;
        tally->words++;
        tally->weak += word->weak;
        tally->kinds += !word->weak && !seen;
    }
}

static void count_common(struct counts *counts, struct str s, bool small)
{
    const struct common_word *found = common_word_find(counts->common, s);
    if (!found || found->row >= MAX_ROWS)
        return;
    counts->english += found->english;
    if (small && !found->english)
        count_for(counts, found);
}

static void count_word(struct counts *counts, const struct word *word)
{
    bool small = !word->joined && (counts->capitals || !word->capital);
    counts->words++;
    counts->small_words += small;
    if (word->n <= MAX_WORD)
        count_common(counts, (struct str){word->s, word->n}, small);
}

static bool is_apostrophe(uint32_t code)
{
    return code == '\'' || code == 0x2019;
}

static void add_letter(struct word *word, uint32_t code)
{
    if (word->n == 0)
        word->capital = unicode_is_upper(code);
    if (code < 0x80 && word->n <= MAX_WORD)
        word->s[word->n++] = (char)(code >= 'A' && code <= 'Z' ? code | 0x20 : code);
    else if (word->n <= MAX_WORD)
        word->n += utf8_encode(unicode_lower(code), word->s + word->n);
}

/* what is bound to the word behind an apostrophe speaks for itself: "l'", "dell'" */
static void end_at_apostrophe(struct counts *counts, struct word *word)
{
    add_letter(word, '\'');
    if (word->n <= MAX_WORD && common_word_find(counts->common, (struct str){word->s, word->n})) {
        count_word(counts, word);
        word->n = 0;
    }
}

static void end_word(struct counts *counts, struct word *word)
{
    if (word->n)
        count_word(counts, word);
    word->n = 0;
}

static void count_letter(struct counts *counts, struct word *word, uint32_t code, uint32_t length)
{
    if (is_latin(code))
        counts->latin += length;
    else
        counts->other += length;
    add_letter(word, code);
}

static void count_words(struct counts *counts, struct str text)
{
    struct word word = {.n = 0};
    uint32_t code = 0, length, before = 0;
    for (size_t at = 0; at < text.n; at += length, before = code) {
        code = (uint8_t)text.s[at];
        length = code < 0x80 ? 1 : utf8_decode(text, at, &code);
        if (unicode_is_letter(code)) {
            if (word.n == 0)
                word.joined = before == '.' || before == '/' || before == '_' || before == '@';
            count_letter(counts, &word, code, length);
        } else if (word.n && is_apostrophe(code) && at + length < text.n &&
                   unicode_is_letter((uint8_t)text.s[at + length])) {
            end_at_apostrophe(counts, &word);
        } else {
            end_word(counts, &word);
            counts->numbers += unicode_is_digit(code) && !unicode_is_digit(before);
        }
    }
    end_word(counts, &word);
}

/* more capitals than small letters, as far as ASCII goes */
static bool is_in_capitals(struct str text)
{
    size_t capitals = 0, small = 0;
    for (size_t i = 0; i < text.n; i++) {
        capitals += text.s[i] >= 'A' && text.s[i] <= 'Z';
        small += text.s[i] >= 'a' && text.s[i] <= 'z';
    }
    return capitals > small;
}

/* the language whose common words outweigh the English ones, or NULL */
static const struct tally *other_language(const struct counts *counts)
{
    const struct tally *best = NULL;
    for (uint32_t i = 0; i < counts->n_languages; i++) {
        const struct tally *tally = &counts->languages[i];
        uint32_t strong = tally->words - tally->weak;
        bool enough = tally->kinds >= 3 || (tally->kinds == 2 && tally->words * 4 >= counts->words);
        if (enough && tally->words > 2 * counts->english && strong > counts->english &&
            tally->words * 9 >= counts->words && (!best || tally->words > best->words))
            best = tally;
    }
    return best;
}

static bool lacks_english(const struct counts *counts)
{
    return !counts->capitals && counts->numbers * 4 < counts->words &&
           counts->small_words >= LEAST_WORDS && counts->english * 25 < counts->small_words;
}

static void judge(const struct counts *counts, struct doc *doc, const char *what_follows)
{
    static const struct span nowhere = {0, 0};
    static const char code[] = "language-not-english";
    const struct tally *best = other_language(counts);
    uint64_t letters = counts->latin + counts->other;
    uint32_t words = counts->words;
    doc->article.foreign = true;
    if (counts->other >= LEAST_LETTERS && 2 * counts->other > letters)
        doc_notice(doc, NOTICE_WARNING, code, nowhere,
                   "not in English: %u %% of the letters are not Latin; %s",
                   (unsigned)(100 * counts->other / letters), what_follows);
    else if (best)
        doc_notice(doc, NOTICE_WARNING, code, nowhere,
                   "not in English: of 100 words %u are common in \"%.*s\", %u in English; %s",
                   100 * best->words / words, STR_ARG(best->code), 100 * counts->english / words,
                   what_follows);
    else if (lacks_english(counts))
        doc_notice(doc, NOTICE_WARNING, code, nowhere,
                   "not in English: of 100 words %u are common in English; %s",
                   100 * counts->english / words, what_follows);
    else
        doc->article.foreign = false;
}

void find_language(const struct world *world, struct doc *doc, bool forced)
{
    struct counts counts = {.common = world_common_words(world),
                            .capitals = is_in_capitals(doc->text)};
    for (uint32_t i = 1; i < doc->blocks.n; i++) {
        const struct block *block = &doc->blocks.v[i];
        if (block->kind != BLOCK_BOILERPLATE && block->span.start < MAX_TEXT)
            count_words(&counts, doc_slice(doc, block->span));
    }
    judge(&counts, doc, forced ? "read as English all the same" : "not read further");
}
