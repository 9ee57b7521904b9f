/* token: cuts a chunk (a stretch without white space) into tokens, left to right, the longest fit
 * first: addresses of the net, words, numbers, runs of stops, quotes, dashes, emoticons, single
 * marks. What belongs inside a word is word.c's matter. A stop after an abbreviation stays with it,
 * unless the sentence ends there and the abbreviation is no acronym. */
#include "lang/splitter.h"

struct lexer {
    struct splitter *splitter;
    struct str text;
    uint32_t start, at, end;
    struct span address; /* the next web or mail address in the chunk; empty: none left */
    bool ends;
};

static bool is_address_byte(char byte)
{
    return byte && (strchr("._%+-", byte) || char_is_word(char_of_byte(byte))) &&
           (uint8_t)byte < 128;
}

static bool starts_at(struct str text, uint32_t at, uint32_t end, struct str what)
{
    return str_starts(str_cut(text.s, at, end), what);
}

/* ".org/": the last label before a slash is a known one */
static bool is_host_before(struct str text, uint32_t start, uint32_t slash)
{
    static const char *const labels[] = {"com", "org", "net", "gov", "edu", "int", "mil", "info",
                                         "uk",  "ru",  "de",  "eu",  "us",  "au",  "ca",  "fr"};
    uint32_t dot = slash;
    while (dot > start && text.s[dot - 1] >= 'a' && text.s[dot - 1] <= 'z')
        dot--;
    if (dot < start + 2 || text.s[dot - 1] != '.')
        return false;
    for (uint32_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (str_is(str_cut(text.s, dot, slash), labels[i]))
            return true;
    return false;
}

/* end of an address of the web, without punctuation that follows it in the sentence */
static uint32_t web_end(struct str text, uint32_t start, uint32_t end)
{
    uint32_t at = start, open = 0;
    while (at < end) {
        struct character c = char_at(text, at);
        if (c.class == CHAR_QUOTE || strchr("<>", text.s[at]) ||
            (c.class == CHAR_APOSTROPHE && c.n > 1))
            break;
        open += text.s[at] == '(';
        at += c.n;
    }
    while (at > start && (strchr(".,;:!?'", text.s[at - 1]) ||
                          (char_of_byte(text.s[at - 1]) == CHAR_CLOSE && open == 0)))
        at--;
    return at;
}

static struct span mail_at(struct str text, uint32_t from, uint32_t sign, uint32_t end)
{
    uint32_t start = sign, stop = sign + 1;
    while (start > from && is_address_byte(text.s[start - 1]))
        start--;
    if (sign > from + 1 && text.s[sign - 1] == '.' && text.s[sign - 2] != '.')
        start = sign; /* a stop before a name: "before.@name" */
    while (stop < end && is_address_byte(text.s[stop]))
        stop++;
    while (stop > sign + 1 && strchr(".-_", text.s[stop - 1]))
        stop--;
    return stop > sign + 1 ? (struct span){start, stop} : (struct span){0, 0};
}

static bool starts_www(struct str text, uint32_t from, uint32_t at, uint32_t end)
{
    return (text.s[at] | 32) == 'w' && at + 4 < end && (text.s[at + 1] | 32) == 'w' &&
           (text.s[at + 2] | 32) == 'w' && text.s[at + 3] == '.' &&
           (at == from || !char_is_word(char_of_byte(text.s[at - 1])));
}

static struct span find_address(struct str text, uint32_t from, uint32_t end)
{
    for (uint32_t at = from; at < end; at++) {
        struct span found = {0, 0};
        if (text.s[at] == '@') {
            found = mail_at(text, from, at, end);
        } else if (text.s[at] == ':' && starts_at(text, at, end, STR("://"))) {
            uint32_t start = at;
            while (start > from && char_is_letter(char_of_byte(text.s[start - 1])))
                start--;
            found = (struct span){start, web_end(text, at + 3, end)};
        } else if (starts_www(text, from, at, end)) {
            found = (struct span){at, web_end(text, at, end)};
        } else if (text.s[at] == '/' && is_host_before(text, from, at)) {
            uint32_t start = at;
            while (start > from && is_address_byte(text.s[start - 1]))
                start--;
            found = (struct span){start, web_end(text, at, end)};
        }
        if (found.end > at)
            return found;
    }
    return (struct span){end, end};
}

/* whether nothing but closing quotes and brackets stands from `at` to the end of the chunk */
static bool only_closers(struct str text, uint32_t at, uint32_t end)
{
    for (uint32_t n = 0; at < end; n++) {
        struct character c = char_at(text, at);
        bool closer = c.class == CHAR_QUOTE || c.class == CHAR_APOSTROPHE || c.class == CHAR_CLOSE;
        if (!closer || n == 8)
            return false;
        at += c.n;
    }
    return true;
}

/* whether the stop at lexer->at belongs to the word from `start` */
static bool keeps_stop(const struct lexer *lexer, uint32_t start)
{
    struct str text = lexer->text, word = str_cut(text.s, start, lexer->at);
    uint32_t after = lexer->at + 1;
    if (lexer->at >= lexer->end || text.s[lexer->at] != '.' ||
        (after < lexer->end && char_at(text, after).class == CHAR_STOP))
        return false;
    if (word_is_acronym(word))
        return true;
    uint16_t kind = word_kind(lexer->splitter->model, word);
    bool initial = char_at(text, start).n == word.n && char_is_letter(char_at(text, start).class);
    bool last = only_closers(text, after, lexer->end);
    if (last && lexer->ends)
        return false;
    return initial || kind & (WORD_TITLE | WORD_ABBREVIATION | WORD_NUMBERED);
}

/* the number before a unit written to it ("10am", "30m"), or 0 */
static uint32_t unit_start(const struct lexer *lexer, uint32_t start)
{
    uint32_t at = start;
    struct str text = lexer->text;
    while (at < lexer->at &&
           ((text.s[at] >= '0' && text.s[at] <= '9') || strchr(".,:", text.s[at])))
        at++;
    if (at == start || at == lexer->at)
        return 0;
    struct str unit = str_cut(text.s, at, lexer->at);
    return word_kind(lexer->splitter->model, unit) & WORD_UNIT ? at : 0;
}

static void take_word(struct lexer *lexer)
{
    struct splitter *splitter = lexer->splitter;
    uint32_t start = lexer->at;
    lexer->at = word_end(splitter->model, lexer->text, start, lexer->end);
    if (char_at(lexer->text, start).class == CHAR_DIGIT) {
        uint32_t unit = unit_start(lexer, start);
        if (unit) {
            splitter_add(splitter, start, unit, 0);
            start = unit;
        }
    }
    if (keeps_stop(lexer, start)) {
        uint32_t stop = ++lexer->at, letter = stop + char_at(lexer->text, stop).n;
        if (letter < lexer->end && char_at(lexer->text, stop).class == CHAR_APOSTROPHE &&
            char_at(lexer->text, letter).class == CHAR_LOWER)
            lexer->at = word_end(splitter->model, lexer->text, letter, lexer->end);
        word_add(splitter, start, lexer->at); /* "U.K." or "U.K.'s" */
        return;
    }
    bool money = lexer->at < lexer->end && lexer->text.s[lexer->at] == '$' && lexer->at - start < 4;
    for (uint32_t i = start; money && i < lexer->at; i++)
        money = char_of_byte(lexer->text.s[i]) == CHAR_UPPER;
    if (money)
        splitter_add(splitter, start, ++lexer->at, 0);
    else
        word_add(splitter, start, lexer->at);
}

/* a plural possessive: "ministers'", where no quotation is open that it could close */
static bool is_possessive(const struct lexer *lexer, uint32_t at)
{
    const struct doc *doc = lexer->splitter->doc;
    const struct token *last = &doc->tokens.v[doc->tokens.n - 1];
    if (doc->tokens.n < 2 || lexer->splitter->first_token == 0 || last->span.end != at ||
        at == lexer->start || lexer->splitter->single_open)
        return false;
    char byte = lexer->text.s[at - 1] | 32;
    return (byte == 's' || byte == 'z' || byte == 'x') && last->span.end - last->span.start > 1 &&
           !(last->flags & (TOKEN_MWT_FIRST | TOKEN_MWT_REST));
}

static void take_apostrophe(struct lexer *lexer)
{
    struct splitter *splitter = lexer->splitter;
    struct str text = lexer->text;
    uint32_t start = lexer->at, after = start + char_at(text, start).n;
    if (after < lexer->end && char_at(text, after).class == CHAR_APOSTROPHE &&
        char_at(text, after).n == after - start) {
        lexer->at = after + (after - start); /* '' or `` is one quotation mark */
        splitter->double_open = !splitter->double_open;
        splitter_add(splitter, start, lexer->at, 0);
        return;
    }
    lexer->at = after;
    if (after < lexer->end && char_is_word(char_at(text, after).class)) {
        uint32_t stop = word_end(splitter->model, text, after, lexer->end);
        struct str word = str_cut(text.s, after, stop);
        bool decade = word.n == 3 && word.s[2] == 's' && word.s[0] >= '0' && word.s[0] <= '9';
        bool year = word.n == 2 && word.s[0] >= '0' && word.s[0] <= '9';
        if (decade || year || word_kind(splitter->model, word) & WORD_ELISION) {
            lexer->at = stop;
            splitter_add(splitter, start, stop, 0);
            return;
        }
        splitter->single_open = true;
    } else if (is_possessive(lexer, start)) {
        struct doc *doc = splitter->doc;
        doc->tokens.v[doc->tokens.n - 1].flags |= TOKEN_MWT_FIRST;
        splitter_add(splitter, start, after, TOKEN_MWT_REST);
        return;
    } else {
        splitter->single_open = false;
    }
    splitter_add(splitter, start, after, 0);
}

static void take_stops(struct lexer *lexer)
{
    struct str text = lexer->text;
    uint32_t start = lexer->at, after = start + char_at(text, start).n;
    if (text.s[start] == '.' && start == lexer->start && after < lexer->end &&
        char_at(text, after).class == CHAR_DIGIT) {
        lexer->at = word_end(lexer->splitter->model, text, after, lexer->end);
        splitter_add(lexer->splitter, start, lexer->at, 0); /* ".265" */
        return;
    }
    while (after < lexer->end && char_at(text, after).class == CHAR_STOP)
        after += char_at(text, after).n;
    lexer->at = after;
    splitter_add(lexer->splitter, start, after, 0);
}

/* a run of the same character */
static void take_run(struct lexer *lexer)
{
    uint32_t start = lexer->at;
    uint32_t n = char_at(lexer->text, start).n;
    struct str first = str_cut(lexer->text.s, start, start + n);
    while (lexer->at < lexer->end &&
           str_starts(str_cut(lexer->text.s, lexer->at, lexer->end), first))
        lexer->at += n;
    splitter_add(lexer->splitter, start, lexer->at, 0);
}

/* a face that ends the chunk, or 0 */
static uint32_t emoticon_end(const struct lexer *lexer)
{
    static const char *const faces[] = {":)", ":-)", ";)",  ";-)", ":(", ":-(", "=)", "=(",
                                        ":D", ":P",  "^_^", "<3",  ":/", ";P",  ":p", ":-D"};
    struct str rest = str_cut(lexer->text.s, lexer->at, lexer->end);
    bool follows_word =
        lexer->at > lexer->start && char_is_word(char_of_byte(lexer->text.s[lexer->at - 1]));
    if (lexer->splitter->depth > 0)
        return 0;
    for (uint32_t i = 0; i < sizeof faces / sizeof *faces; i++)
        if (str_is(rest, faces[i]) &&
            (!follows_word || !char_is_word(char_of_byte(rest.s[rest.n - 1]))))
            return lexer->end;
    return 0;
}

/* where a character written by name or number, as "&lt;" left over from a page, ends; else 0 */
static uint32_t reference_end(const struct lexer *lexer)
{
    enum { LONGEST = 8 };
    struct str text = lexer->text;
    uint32_t at = lexer->at + 1;
    if (text.s[lexer->at] != '&')
        return 0;
    at += at < lexer->end && text.s[at] == '#';
    uint32_t name = at;
    while (at < lexer->end &&
           (char_is_letter(char_of_byte(text.s[at])) || char_of_byte(text.s[at]) == CHAR_DIGIT))
        at++;
    bool ends = at > name && at - name <= LONGEST && at < lexer->end && text.s[at] == ';';
    return ends ? at + 1 : 0;
}

static void take_other(struct lexer *lexer)
{
    struct str text = lexer->text;
    struct character c = char_at(text, lexer->at);
    uint32_t start = lexer->at, face = emoticon_end(lexer), reference = reference_end(lexer);
    if (face || reference) {
        lexer->at = face ? face : reference;
    } else if (strchr("$*=_~+<>|#/\\", text.s[start]) && text.s[start] == text.s[start + 1]) {
        take_run(lexer);
        return;
    } else if (text.s[start] == '#' && start + 1 < lexer->end &&
               char_is_letter(char_at(text, start + 1).class)) {
        lexer->at = word_end(lexer->splitter->model, text, start + 1, lexer->end);
    } else {
        lexer->at += c.n;
    }
    splitter_add(lexer->splitter, start, lexer->at, 0);
}

static void take_mark(struct lexer *lexer)
{
    struct splitter *splitter = lexer->splitter;
    struct character c = char_at(lexer->text, lexer->at);
    uint32_t start = lexer->at;
    if (c.class == CHAR_QUOTE)
        splitter->double_open = !splitter->double_open;
    else if (c.class == CHAR_OPEN)
        splitter->depth++;
    else if (c.class == CHAR_CLOSE && splitter->depth > 0)
        splitter->depth--;
    lexer->at += c.n;
    splitter_add(splitter, start, lexer->at, 0);
}

void splitter_add_chunk(struct splitter *splitter, struct span chunk, bool ends, bool space)
{
    static void (*const takers[CHAR_CLASSES])(struct lexer *) = {
        [CHAR_SPACE] = take_mark,
        [CHAR_LOWER] = take_word,
        [CHAR_UPPER] = take_word,
        [CHAR_DIGIT] = take_word,
        [CHAR_QUOTE] = take_mark,
        [CHAR_OPEN] = take_mark,
        [CHAR_APOSTROPHE] = take_apostrophe,
        [CHAR_CLOSE] = take_mark,
        [CHAR_STOP] = take_stops,
        [CHAR_DASH] = take_mark,
        [CHAR_HYPHEN] = take_run,
        [CHAR_OTHER] = take_other,
    };
    struct lexer lexer = {.splitter = splitter,
                          .text = splitter->text,
                          .start = chunk.start,
                          .at = chunk.start,
                          .end = chunk.end,
                          .ends = ends};
    lexer.address = find_address(lexer.text, lexer.at, lexer.end);
    while (lexer.at < lexer.end) {
        if (lexer.at == lexer.address.start) {
            lexer.at = lexer.address.end;
            splitter_add(splitter, lexer.address.start, lexer.at, 0);
            lexer.address = find_address(lexer.text, lexer.at, lexer.end);
        } else {
            uint32_t end = lexer.end;
            lexer.end = lexer.address.start < end ? lexer.address.start : end;
            takers[char_at(lexer.text, lexer.at).class](&lexer);
            lexer.end = end;
        }
    }
    if (space)
        splitter->doc->tokens.v[splitter->doc->tokens.n - 1].flags |= TOKEN_SPACE_AFTER;
}
