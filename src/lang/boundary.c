/* boundary: whether a sentence ends between two chunks. Where neither a mark before the gap nor the
 * next word's first letter speaks for it, it does not, unasked. Elsewhere a linear classifier over
 * hashed features decides: the word and marks before, quotes and brackets that close and open, the
 * word after, how far the sentence has come. It is learned from the UD English treebanks and silver
 * news. Without weights: a stop ends a sentence unless an abbreviation, an initial or a small
 * letter speaks against it. */
#include "lang/splitter.h"

enum mark {
    MARK_NONE,
    MARK_STOP,
    MARK_QUESTION,
    MARK_EXCLAMATION,
    MARK_ELLIPSIS,
    MARK_COLON,
    MARK_SEMICOLON,
    MARK_COMMA,
    MARK_DASH,
    MARK_OTHER
};

enum shape {
    SHAPE_NONE,
    SHAPE_LOWER,
    SHAPE_LOWER_LETTER,
    SHAPE_CAPITALISED,
    SHAPE_CAPITAL, /* one letter */
    SHAPE_CAPITALS,
    SHAPE_ACRONYM,
    SHAPE_DIGITS,
    SHAPE_OTHER
};

/* what stands beside the gap */
struct look {
    uint32_t hash;   /* of the lower-cased word */
    uint32_t length; /* of the word, bytes */
    uint16_t kind;   /* enum word_kind */
    uint8_t shape;
    uint8_t edge; /* enum char_class of the quote, bracket or dash between word and gap */
    uint8_t mark; /* enum mark */
};

struct features {
    uint32_t id[FEATURE_CAP];
    uint32_t n;
};

static uint32_t hash_word(struct str word)
{
    uint32_t hash = 2166136261u;
    for (size_t i = 0; i < word.n; i++) {
        uint8_t byte = (uint8_t)word.s[i];
        byte = byte >= 'A' && byte <= 'Z' ? (uint8_t)(byte + 32) : byte;
        hash = (hash ^ byte) * 16777619u;
    }
    return hash;
}

static uint8_t shape_of(struct str word)
{
    if (word.n == 0)
        return SHAPE_NONE;
    struct character first = char_at(word, 0);
    if (word_is_acronym(word))
        return SHAPE_ACRONYM;
    if (first.class == CHAR_DIGIT)
        return SHAPE_DIGITS;
    if (first.class == CHAR_LOWER)
        return first.n == word.n ? SHAPE_LOWER_LETTER : SHAPE_LOWER;
    if (first.class != CHAR_UPPER)
        return SHAPE_OTHER;
    if (first.n == word.n)
        return SHAPE_CAPITAL;
    return char_at(word, first.n).class == CHAR_UPPER ? SHAPE_CAPITALS : SHAPE_CAPITALISED;
}

static bool is_word_part(struct str text, size_t at, uint8_t class)
{
    return char_is_word(class) || class == CHAR_APOSTROPHE || text.s[at] == '.';
}

static uint8_t mark_of(struct str text, size_t at, uint8_t class)
{
    switch (text.s[at]) {
    case '.':
        return MARK_STOP;
    case '?':
        return MARK_QUESTION;
    case '!':
        return MARK_EXCLAMATION;
    case ':':
        return MARK_COLON;
    case ';':
        return MARK_SEMICOLON;
    case ',':
        return MARK_COMMA;
    default:
        break;
    }
    if (class == CHAR_STOP)
        return MARK_ELLIPSIS;
    return class == CHAR_DASH || class == CHAR_HYPHEN ? MARK_DASH : MARK_OTHER;
}

/* skips closers and marks backwards from `at`; returns where the last word ends */
static size_t skip_marks(struct str text, size_t floor, size_t at, struct look *look)
{
    uint32_t stops = 0;
    while (at > floor) {
        size_t before = char_before(text, floor, at);
        uint8_t class = char_at(text, before).class;
        if (char_is_word(class))
            break;
        if (class == CHAR_QUOTE || class == CHAR_APOSTROPHE || class == CHAR_CLOSE) {
            look->edge = look->edge ? look->edge : class;
        } else {
            look->mark = look->mark ? look->mark : mark_of(text, before, class);
            stops += text.s[before] == '.';
        }
        at = before;
    }
    if (look->mark == MARK_STOP && stops > 1)
        look->mark = MARK_ELLIPSIS;
    return at;
}

/* the last word of the chunk before the gap and the marks after it */
static struct look look_before(const struct splitter *splitter, uint32_t start, uint32_t end)
{
    struct str text = splitter->text;
    struct look look = {0};
    size_t floor = end - start > LOOK_CAP ? end - LOOK_CAP : start;
    size_t at = skip_marks(text, floor, end, &look), stop = at;
    while (at > floor) {
        size_t before = char_before(text, floor, at);
        if (!is_word_part(text, before, char_at(text, before).class))
            break;
        at = before;
    }
    while (at < stop && !char_is_word(char_at(text, at).class))
        at += char_at(text, at).n;
    struct str word = str_cut(text.s, at, stop);
    look.length = (uint32_t)word.n;
    look.hash = hash_word(word);
    look.shape = shape_of(word);
    look.kind = look.mark == MARK_STOP ? word_kind(splitter->model, word) : 0;
    return look;
}

static struct look look_after(const struct splitter *splitter, uint32_t start, uint32_t end)
{
    struct str text = splitter->text;
    struct look look = {0};
    size_t at = start, ceiling = end - start > LOOK_CAP ? start + LOOK_CAP : end;
    while (at < ceiling) {
        struct character c = char_at(text, at);
        if (char_is_word(c.class))
            break;
        look.edge = look.edge ? look.edge : c.class;
        look.mark = look.mark ? look.mark : mark_of(text, at, c.class);
        at += c.n;
    }
    size_t word = at;
    while (at < ceiling) {
        struct character c = char_at(text, at);
        if (!char_is_word(c.class))
            break;
        at += c.n;
    }
    look.length = (uint32_t)(at - word);
    look.hash = hash_word(str_cut(text.s, word, at));
    look.shape = shape_of(str_cut(text.s, word, at));
    look.kind = word_kind(splitter->model, str_cut(text.s, word, at));
    return look;
}

static void add(struct features *features, uint32_t template, uint32_t value)
{
    uint64_t hash = hash_mix(template, value);
    features->id[features->n++] = (uint32_t)(hash >> 20);
}

/* the chunk after the next one, as far as it lies on the same line */
static uint8_t shape_beyond(struct str text, uint32_t at)
{
    if (at >= text.n || text.s[at] != ' ' || at + 1 >= text.n)
        return SHAPE_NONE;
    return char_at(text, at + 1).class + 16;
}

static void fill(struct features *f, const struct splitter *splitter, const struct chunk_pair *pair,
                 const struct look *before, const struct look *after)
{
    const struct doc *doc = splitter->doc;
    uint32_t n = splitter->first_token ? doc->tokens.n - splitter->first_token : 0;
    uint32_t far = n < 4 ? n : n < 8 ? 4 : n < 16 ? 5 : n < 40 ? 6 : 7;
    uint32_t state = splitter->double_open | (uint32_t)splitter->single_open << 1 |
                     (uint32_t)(splitter->depth > 0) << 2;
    uint32_t mark = before->mark * 16u + before->edge;
    uint32_t shapes = before->shape * 16u + after->shape;
    uint32_t key = mark * 4096u + after->edge * 256u;
    uint32_t last = n ? doc->tokens.v[doc->tokens.n - 1].span.start : pair->start;
    uint32_t previous = n ? char_at(splitter->text, last).class : 15u;
    uint32_t beyond = shape_beyond(splitter->text, pair->next_end);
    add(f, 1, mark);
    add(f, 2, key + shapes);
    add(f, 3, key + after->shape);
    add(f, 4, mark * 16u + before->shape);
    add(f, 5, before->hash ^ mark);
    add(f, 6, after->hash + after->shape);
    add(f, 7, (after->hash + after->shape) * 31 ^ mark);
    add(f, 8, before->kind * 256u + shapes);
    add(f, 9, far * 256u + before->mark);
    add(f, 10, state * 65536u + key / 256u + after->shape);
    add(f, 11, before->hash * 31 ^ shapes);
    add(f, 12, (uint32_t)pair->gap * 65536u + mark);
    add(f, 13, mark * 64u + (before->length < 8 ? before->length : 8) * 4u + (before->shape == 1));
    add(f, 14, beyond * 65536u + mark * 16u + after->shape);
    add(f, 15, previous * 65536u + mark * 256u + shapes);
    add(f, 16, before->hash * 31 ^ after->hash);
    add(f, 17, after->mark * 65536u + mark * 16u + after->shape);
    add(f, 18, far * 65536u + mark * 256u + shapes);
    add(f, 19, before->kind * 64u + after->edge);
    add(f, 20, before->kind ^ (after->hash + after->shape) * 31);
}

static bool decide_by_rule(const struct look *before, const struct look *after)
{
    if (before->mark == MARK_QUESTION || before->mark == MARK_EXCLAMATION)
        return after->shape != SHAPE_LOWER;
    if (before->mark != MARK_STOP || after->shape == SHAPE_LOWER ||
        before->shape == SHAPE_CAPITAL || before->kind & (WORD_TITLE | WORD_NUMBERED))
        return false;
    return before->shape != SHAPE_ACRONYM && !(before->kind & WORD_ABBREVIATION);
}

static bool decide_by_weights(const struct split_model *model, const struct features *features)
{
    int32_t sum = 0;
    for (uint32_t i = 0; i < features->n; i++)
        sum += model->weights[features->id[i] & model->mask];
    return sum > model->threshold;
}

/* a mark that belongs to what precedes it, though a space was put before */
static bool is_trailing(struct str text, uint32_t start, uint32_t end)
{
    char byte = text.s[start];
    if (!strchr(".,;:?!)]}%", byte) || byte == '\0')
        return false;
    uint8_t after = start + 1 < end ? char_at(text, start + 1).class : (uint8_t)CHAR_SPACE;
    return !char_is_word(after) && after != CHAR_STOP;
}

/* a date or time of day in digits, as the headers of letters have it: "08/16/2000", "06:23:10" */
static bool is_stamp(struct str text, uint32_t start, uint32_t end)
{
    uint32_t marks = 0;
    for (uint32_t i = start; i < end; i++) {
        bool mark = text.s[i] == '/' || text.s[i] == ':';
        if (!mark && char_at(text, i).class != CHAR_DIGIT)
            return false;
        marks += mark;
    }
    return marks == 2;
}

/* the second half of "06:23 PM" */
static bool is_half_day(struct str text, uint32_t start, uint32_t end)
{
    return end - start == 2 && (text.s[start] == 'A' || text.s[start] == 'P') &&
           text.s[start + 1] == 'M' && start > 1 && char_at(text, start - 2).class == CHAR_DIGIT;
}

/* Nothing but a blank between two words. Treebanks of letters that lost their lines cut there, but
 * running text does not: only the dates and times of such headers are left to the classifier. */
static bool is_bare(const struct splitter *splitter, const struct chunk_pair *pair,
                    const struct look *before, const struct look *after)
{
    struct str text = splitter->text;
    if (pair->gap != GAP_SPACE || before->mark || before->edge || after->mark || after->edge ||
        before->length == 0 || after->length == 0)
        return false;
    return !is_stamp(text, pair->next, pair->next_end) && !is_stamp(text, pair->start, pair->end) &&
           !is_half_day(text, pair->start, pair->end);
}

/* "7 p.m. Sunday", "U.S.A. Inc" */
static bool is_bound(const struct look *before, const struct look *after)
{
    bool short_form = before->shape == SHAPE_ACRONYM ||
                      before->kind & (WORD_TITLE | WORD_ABBREVIATION | WORD_UNIT);
    return short_form && before->mark == MARK_STOP && before->edge == 0 && after->edge == 0 &&
           after->kind & WORD_INNER;
}

/* "Mrs. Clinton": a form of address that nobody's name precedes, unlike "Sr." or "St." */
static bool is_address(struct str text, const struct chunk_pair *pair)
{
    static const char *const forms[] = {"Mr.", "Mrs.", "Ms.", "Messrs.", "Mme.", "Mlle."};
    struct str chunk = str_cut(text.s, pair->start, pair->end);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        if (str_is(chunk, forms[i]))
            return true;
    }
    return false;
}

/* places too rare in the treebanks to be learned from them: stock exchange symbols ("<ONR.N>"),
 * what follows a quotation with a small letter ("?" he asked), and the three above */
static bool is_inside(const struct splitter *splitter, const struct chunk_pair *pair,
                      const struct look *before, const struct look *after)
{
    const char *s = splitter->text.s;
    if (s[pair->start] == '<' && s[pair->end - 1] == '>' && s[pair->start + 1] != '<')
        return true;
    if ((!splitter->judge && is_bare(splitter, pair, before, after)) || is_bound(before, after))
        return true;
    if (!splitter->judge && is_address(splitter->text, pair))
        return true;
    return before->edge == CHAR_QUOTE && after->shape == SHAPE_LOWER && after->edge == 0;
}

bool boundary_ends(struct splitter *splitter, const struct chunk_pair *pair)
{
    uint8_t last =
        char_at(splitter->text, char_before(splitter->text, pair->start, pair->end)).class;
    uint8_t first = char_at(splitter->text, pair->next).class;
    if ((char_is_word(last) || last == CHAR_OTHER) && first == CHAR_LOWER)
        return false;
    if (is_trailing(splitter->text, pair->next, pair->next_end))
        return false;
    struct look before = look_before(splitter, pair->start, pair->end);
    struct look after = look_after(splitter, pair->next, pair->next_end);
    if (is_inside(splitter, pair, &before, &after))
        return false;
    if (!splitter->judge && !splitter->model->weights)
        return decide_by_rule(&before, &after);
    struct features features = {.n = 0};
    fill(&features, splitter, pair, &before, &after);
    if (splitter->judge)
        return splitter->judge->ends(splitter->judge, pair->end, features.id, features.n);
    return decide_by_weights(splitter->model, &features);
}
