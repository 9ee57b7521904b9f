/* blocks: what each paragraph of an article is. The first line may be the headline; the paragraphs
 * behind it are told apart by their words (table data/en/blocks.tsv), bylines also by their shape,
 * and the first paragraph of the story by the grammar of datelines (dateline.c). A closing
 * parenthesis with a credit or a caption is cut off its paragraph. Everything else is the story:
 * where a rule is not sure, it is body. */
#include "intake/blocks.h"

#include "intake/article.h"
#include "intake/dateline.h"
#include "intake/paragraphs.h"
#include "text/unicode.h"
#include "text/utf8.h"

/* MAX_LEAD: bytes of a paragraph that the table is asked about. HEAD: paragraphs of the story that
 * may still be preceded by a byline or opened by a dateline. */
enum { MAX_LEAD = 1200, HEAD = 3, MAX_HEADLINE = 200, MAX_BYLINE = 160, MAX_LOOSE = 256 };

struct finder {
    const struct world *world;
    const struct table *table;          /* blocks; NULL = only shapes are known */
    uint32_t text, kind, where, max;    /* its columns */
    uint32_t first[257];                /* rows that begin with byte b: first[b] to first[b + 1] */
    uint32_t loose[MAX_LOOSE], n_loose; /* rows that need not begin the paragraph */
    struct doc *doc;
    uint32_t paragraph, n_story;
};

/* a paragraph as the table has it: lower case, single spaces, plain apostrophes, no bullets */
struct lead {
    char s[MAX_LEAD + 8];
    size_t n;
    uint32_t n_words;
    bool whole; /* nothing was cut off */
};

static void fold(struct lead *lead, struct str s)
{
    bool space = true;
    lead->n = lead->n_words = 0;
    size_t at = 0;
    while (at < s.n && lead->n < MAX_LEAD) {
        uint32_t code;
        at += utf8_decode(s, at, &code);
        bool bullet =
            !lead->n && (code == '*' || code == '>' || (code >= 0x2022 && code <= 0x203A) ||
                         (code >= 0x25A0 && code <= 0x27BF) || code == 0xBB);
        if (unicode_is_space(code) || bullet) {
            space = true;
            continue;
        }
        if (space && lead->n)
            lead->s[lead->n++] = ' ';
        lead->n_words += space;
        space = false;
        code = unicode_is_single_quote(code) ? '\'' : unicode_lower(code);
        lead->n += utf8_encode(code, lead->s + lead->n);
    }
    lead->whole = at >= s.n;
}

static bool is_word_byte(char c)
{
    return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* `needle` stands at `at` and does not end within a word */
static bool ends_well(struct str text, size_t at, struct str needle)
{
    size_t end = at + needle.n;
    return end == text.n || !is_word_byte(needle.s[needle.n - 1]) || !is_word_byte(text.s[end]);
}

static bool is_small_word(struct str word)
{
    static const char *const words[] = {"and",       "in",
                                        "by",        "of",
                                        "for",       "the",
                                        "from",      "at",
                                        "with",      "to",
                                        "de",        "la",
                                        "van",       "von",
                                        "bin",       "al",
                                        "der",       "da",
                                        "du",        "el",
                                        "editing",   "writing",
                                        "reporting", "additional",
                                        "special",   "correspondent",
                                        "writer",    "reporter",
                                        "staff",     "editor",
                                        "is",        "a"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (str_is(word, words[i]))
            return i < sizeof words / sizeof *words - 2; /* "X is a writer" is a sentence */
    return false;
}

/* nothing but capitalised words, small words of credits and marks */
static bool is_names(struct str s)
{
    uint32_t names = 0;
    while (s.n) {
        size_t n = 0;
        uint32_t code;
        utf8_decode(s, 0, &code);
        while (n < s.n && (is_word_byte(s.s[n]) || (n && (s.s[n] == '\'' || s.s[n] == '.'))))
            n++;
        struct str word = str_cut(s.s, 0, n);
        if (n && word.s[n - 1] == '.')
            word.n--;
        if (unicode_is_upper(code))
            names++;
        else if (n && !is_small_word(word) && !unicode_is_digit(code))
            return false;
        s = str_cut(s.s, n ? n : 1, s.n);
    }
    return names > 0;
}

/* where the parenthesis that closes the paragraph opens; the paragraph's length when there is none */
static size_t closing_parenthesis(struct str s)
{
    size_t n = s.n;
    int depth = 0;
    while (n && (s.s[n - 1] == '.' || s.s[n - 1] == ' '))
        n--;
    if (!n || (s.s[n - 1] != ')' && s.s[n - 1] != ']'))
        return s.n;
    for (size_t i = n; i-- > 0;) {
        depth += (s.s[i] == ')' || s.s[i] == ']') - (s.s[i] == '(' || s.s[i] == '[');
        if (depth == 0)
            return i;
    }
    return s.n;
}

/* bytes of the parenthesis that opens the paragraph; 0 when none does or it is all there is */
static size_t opening_parenthesis(struct str s)
{
    int depth = 0;
    for (size_t i = 0; i < s.n; i++) {
        depth += (s.s[i] == '(' || s.s[i] == '[') - (s.s[i] == ')' || s.s[i] == ']');
        if (depth == 0)
            return i && i + 2 < s.n ? i + 1 : 0;
    }
    return 0;
}

/* no full stop with a capital behind it, outside a closing parenthesis */
static bool is_one_sentence(struct str s)
{
    if (closing_parenthesis(s) < s.n)
        return true;
    for (size_t i = 2; i + 2 < s.n; i++)
        if (strchr(".!?", s.s[i]) && s.s[i + 1] == ' ' && s.s[i - 2] != ' ' && s.s[i - 2] != '.')
            return false;
    return true;
}

static bool row_matches(const struct finder *f, uint32_t row, const struct lead *lead,
                        struct str original)
{
    struct str folded = {lead->s, lead->n}, needle = table_cell(f->table, row, f->text);
    struct str where = table_cell(f->table, row, f->where);
    uint32_t max;
    if (str_to_u32(table_cell(f->table, row, f->max), &max) &&
        (!lead->whole || lead->n_words > max))
        return false;
    if (str_is(where, "start"))
        return str_starts(folded, needle) && ends_well(folded, 0, needle);
    if (str_is(where, "names"))
        return str_starts(folded, needle) && original.n > needle.n &&
               is_names(str_cut(original.s, needle.n, original.n));
    if (str_is(where, "end"))
        return lead->whole && str_ends(folded, needle) && is_one_sentence(original);
    if (str_is(where, "any")) /* a parenthesis has to close the paragraph */
        return str_find(folded, needle, 0) != SIZE_MAX &&
               (needle.s[0] != '(' || closing_parenthesis(folded) < folded.n);
    if (!str_is(where, "whole") || !lead->whole || !str_starts(folded, needle))
        return false;
    for (size_t i = needle.n; i < folded.n; i++)
        if (is_word_byte(folded.s[i]) && !(folded.s[i] & 0x80))
            return false;
    return true;
}

static uint8_t kind_named(struct str name)
{
    static const struct {
        const char *name;
        uint8_t kind;
    } kinds[] = {{"boilerplate", BLOCK_BOILERPLATE},
                 {"byline", BLOCK_BYLINE},
                 {"caption", BLOCK_CAPTION},
                 {"correction", BLOCK_CORRECTION},
                 {"credit", BLOCK_CREDIT}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(name, kinds[i].name))
            return kinds[i].kind;
    return BLOCK_BODY;
}

/* the longest row so far that fits */
struct best {
    size_t n;
    uint8_t kind;
};

static void consider(const struct finder *f, uint32_t row, const struct lead *lead,
                     struct str paragraph, struct best *best)
{
    size_t n = table_cell(f->table, row, f->text).n;
    if (n <= best->n || n > lead->n || !row_matches(f, row, lead, paragraph))
        return;
    uint8_t kind = kind_named(table_cell(f->table, row, f->kind));
    if (kind != BLOCK_BODY)
        *best = (struct best){n, kind};
}

static bool has_words(const struct lead *lead)
{
    for (size_t i = 0; i < lead->n; i++)
        if (is_word_byte(lead->s[i]))
            return true;
    return false;
}

/* the kind that the table gives a paragraph; BLOCK_BODY when no row fits */
static uint8_t look_up(const struct finder *f, struct str paragraph)
{
    struct lead lead;
    struct best best = {0, BLOCK_BODY};
    if (!f->table)
        return BLOCK_BODY;
    fold(&lead, paragraph);
    if (!has_words(&lead))
        return BLOCK_BOILERPLATE;
    unsigned char initial = lead.n ? (unsigned char)lead.s[0] : 0;
    for (uint32_t row = f->first[initial]; row < f->first[initial + 1]; row++)
        consider(f, row, &lead, paragraph, &best);
    for (uint32_t i = 0; lead.whole && i < f->n_loose; i++)
        consider(f, f->loose[i], &lead, paragraph, &best);
    return best.kind;
}

/* the rows by their first byte, and those that may stand anywhere */
static void open_table(struct finder *f)
{
    f->text = table_column(f->table, "text");
    f->kind = table_column(f->table, "kind");
    f->where = table_column(f->table, "where");
    f->max = table_column(f->table, "words");
    uint32_t byte = 0;
    for (uint32_t row = 0; row < f->table->n_rows; row++) {
        struct str text = table_cell(f->table, row, f->text);
        struct str where = table_cell(f->table, row, f->where);
        while (text.n && byte <= (unsigned char)text.s[0])
            f->first[byte++] = row;
        if ((str_is(where, "any") || str_is(where, "end")) && f->n_loose < MAX_LOOSE)
            f->loose[f->n_loose++] = row;
    }
    while (byte <= 256)
        f->first[byte++] = f->table->n_rows;
}

static void add_block(struct finder *f, struct str part, uint8_t kind)
{
    part = str_trim(part);
    if (!part.n)
        return;
    uint32_t start = (uint32_t)(part.s - f->doc->text.s);
    *array_push(&f->doc->blocks, &f->doc->arena) = (struct block){
        .span = {start, start + (uint32_t)part.n}, .paragraph = f->paragraph, .kind = kind};
}

static void add_story(struct finder *f, struct str part)
{
    size_t cut = closing_parenthesis(part);
    uint8_t kind = cut && cut < part.n ? look_up(f, str_cut(part.s, cut, part.n)) : BLOCK_BODY;
    if (kind == BLOCK_BODY)
        cut = part.n;
    add_block(f, str_cut(part.s, 0, cut), BLOCK_BODY);
    add_block(f, str_cut(part.s, cut, part.n), kind);
    f->n_story++;
}

/* "By Ann Lee and Bo Ek in Oslo", "Jonathan Marcus reports" */
static bool is_byline(struct str s)
{
    if (s.n > MAX_BYLINE || memchr(s.s, '\n', s.n))
        return false;
    if (str_starts(s, STR("By ")) || str_starts(s, STR("BY ")) || str_starts(s, STR("by ")))
        return s.s[s.n - 1] != '.' && is_names(str_cut(s.s, 3, s.n));
    struct str tail = STR(" reports"); /* "X reports:" brings in a quotation */
    s.n -= s.s[s.n - 1] == '.';
    return str_ends(s, tail) && s.n < 80 && is_names(str_cut(s.s, 0, s.n - tail.n));
}

/* the names in "By Ann Lee and Bo Ek in Oslo", "by Xinhua writer Wu Yi", "By: A. Hill, Staff Writer" */
static struct str byline_names(struct str s)
{
    static const char *const titles[] = {"riter ", "riters ", "orrespondent ", "eporter "};
    size_t start = s.s[2] == ':' ? 3 : 2;
    size_t end = str_find(s, STR(" in "), 0), of = str_find(s, STR(" of "), 0);
    size_t comma = str_find(s, STR(", "), 0), bar = str_find(s, STR(" | "), 0);
    end = of < end ? of : end;
    end = bar < end ? bar : end;
    if (str_find(s, STR(" and "), 0) == SIZE_MAX)
        end = comma < end ? comma : end;
    end = end < s.n ? end : s.n;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        size_t at = str_find(str_cut(s.s, 0, end), str_of(titles[i]), 0);
        if (at != SIZE_MAX)
            start = at + strlen(titles[i]);
    }
    return str_trim(str_cut(s.s, start, end));
}

static void add_byline(struct finder *f, struct str s)
{
    bool by = s.n > 4 && (s.s[0] | 0x20) == 'b' && (s.s[1] | 0x20) == 'y' &&
              (s.s[2] == ' ' || s.s[2] == ':');
    if (by && !f->doc->article.byline.n)
        article_add_authors(f->doc, byline_names(s));
    add_block(f, s, BLOCK_BYLINE);
}

static bool is_known_as(const struct str word, const char *list)
{
    const char *at = strstr(list, " ");
    for (; at && at[1]; at = strstr(at + 1, " "))
        if (strncasecmp(at + 1, word.s, word.n) == 0 && at[1 + word.n] == ' ')
            return true;
    return false;
}

/* "NEW YORK" → "New York"; words with small letters or stops stay */
static struct str as_name(struct doc *doc, struct str place)
{
    struct str copy = arena_copy(&doc->arena, place);
    char *s = (char *)copy.s;
    for (size_t start = 0, i = 0; i <= copy.n; i++) {
        if (i < copy.n && s[i] != ' ' && s[i] != ',' && s[i] != '/' && s[i] != '-')
            continue;
        bool capitals = i > start + 2;
        for (size_t k = start; k < i; k++)
            capitals &= s[k] >= 'A' && s[k] <= 'Z';
        bool joint = start && is_known_as(str_cut(s, start, i), " de of and the del da ");
        for (size_t k = start + !joint; (capitals || joint) && k < i; k++)
            s[k] = (char)(s[k] | 0x20);
        start = i + 1;
    }
    return copy;
}

static void add_dateline(struct finder *f, struct str paragraph, const struct dateline *dateline)
{
    struct article *article = &f->doc->article;
    if (dateline->place.n)
        article->dateline = doc_intern(f->doc, as_name(f->doc, dateline->place));
    if (dateline->agency.n)
        article->agency = doc_intern(f->doc, dateline->agency);
    add_block(f, str_cut(paragraph.s, 0, dateline->end), BLOCK_DATELINE);
    add_story(f, str_cut(paragraph.s, dateline->end, paragraph.n));
}

/* "Friday, November 1, 2024" above the story: its date, where none was given */
static bool add_date(struct finder *f, struct str s)
{
    struct doc *doc = f->doc;
    uint32_t before = doc->article.published;
    int32_t day = doc->article.published_day;
    if (s.n > 40 || !article_set_published(doc, s))
        return false;
    add_block(f, s, BLOCK_DATELINE);
    if (before) {
        doc->article.published = before;
        doc->article.published_day = day;
    }
    return true;
}

static void add_paragraph(struct finder *f, struct str s)
{
    struct dateline dateline;
    bool head = f->n_story < HEAD;
    f->paragraph++;
    size_t front = opening_parenthesis(s);
    uint8_t front_kind = front ? look_up(f, str_cut(s.s, 0, front)) : BLOCK_BODY;
    if (front_kind != BLOCK_BODY) {
        add_block(f, str_cut(s.s, 0, front), front_kind);
        s = str_trim(str_cut(s.s, front, s.n));
    }
    if (head && (is_byline(s) || look_up(f, s) == BLOCK_BYLINE)) {
        add_byline(f, s);
        return;
    }
    uint8_t kind = look_up(f, s);
    if (kind != BLOCK_BODY && kind != BLOCK_BYLINE)
        add_block(f, s, kind);
    else if (head && !f->doc->article.dateline && dateline_read(&dateline, s, f->world))
        add_dateline(f, s, &dateline);
    else if (!(f->n_story == 0 && add_date(f, s)))
        add_story(f, s);
}

/* a first line without a full stop, with a story behind it */
static bool is_headline(const struct finder *f, struct str s, uint32_t n_paragraphs)
{
    struct dateline dateline;
    if (n_paragraphs < 2 || s.n > MAX_HEADLINE || memchr(s.s, '\n', s.n))
        return false;
    char last = s.s[s.n - 1];
    if (last == ',' || last == ';' || last == ':' || (last == '.' && !str_ends(s, STR("..."))) ||
        str_ends(s, STR(".\"")) || str_ends(s, STR(".”")))
        return false;
    return look_up(f, s) == BLOCK_BODY && !is_byline(s) && !dateline_read(&dateline, s, f->world);
}

/* The headline's block; returns the byte position behind it. */
static uint32_t add_headline(struct finder *f, const struct paragraphs *paragraphs)
{
    struct doc *doc = f->doc;
    struct str title = doc_string(doc, doc->article.title), text = doc->text;
    struct span first = paragraphs->spans.v[0];
    struct str s = str_cut(text.s, first.start, first.end);
    if (title.n && str_starts(str_cut(text.s, first.start, text.n), title)) {
        s.n = title.n;
    } else if (!title.n && is_headline(f, s, paragraphs->spans.n)) {
        doc->article.title = doc_intern(doc, s);
    } else {
        return 0;
    }
    f->paragraph++;
    add_block(f, s, BLOCK_HEADLINE);
    return first.start + (uint32_t)s.n;
}

void find_blocks(const struct world *world, struct doc *doc)
{
    struct finder f = {.world = world, .doc = doc};
    f.table = world ? world_table(world, "blocks") : NULL;
    if (f.table)
        open_table(&f);
    struct paragraphs paragraphs = paragraphs_find(&doc->arena, doc->text);
    if (!paragraphs.spans.n)
        return;
    uint32_t done = add_headline(&f, &paragraphs);
    for (uint32_t i = 0; i < paragraphs.spans.n; i++) {
        struct span span = paragraphs.spans.v[i];
        if (span.start < done)
            span.start = done < span.end ? done : span.end;
        struct str s = str_trim(str_cut(doc->text.s, span.start, span.end));
        if (s.n)
            add_paragraph(&f, s);
    }
}
