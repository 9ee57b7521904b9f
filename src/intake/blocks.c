/* blocks: what each paragraph of an article is. The first line may be the headline; the paragraphs
 * behind it are told apart by their words (table data/en/blocks.tsv), bylines also by their shape,
 * and the first paragraph of the story by the grammar of datelines (dateline.c). A closing
 * parenthesis with a credit or a caption is cut off its paragraph. Everything else is the story:
 * where a rule is not sure, it is body. */
#include "intake/blocks.h"

#include "intake/article.h"
#include "intake/blockrules.h"
#include "intake/dateline.h"
#include "intake/paragraphs.h"

/* HEAD: paragraphs of the story that
 * may still be preceded by a byline or opened by a dateline. */
enum { HEAD = 3, MAX_HEADLINE = 200, MAX_BYLINE = 160 };

struct finder {
    const struct world *world;
    struct blockrules rules;
    struct doc *doc;
    uint32_t paragraph, n_story;
    bool has_dateline; /* one was found in the text */
};

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
    size_t cut = blockrules_closing(part);
    uint8_t kind =
        cut && cut < part.n ? blockrules_find(&f->rules, str_cut(part.s, cut, part.n)) : BLOCK_BODY;
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
        return s.s[s.n - 1] != '.' && blockrules_is_names(str_cut(s.s, 3, s.n));
    struct str tail = STR(" reports"); /* "X reports:" brings in a quotation */
    s.n -= s.s[s.n - 1] == '.';
    return str_ends(s, tail) && s.n < 80 && blockrules_is_names(str_cut(s.s, 0, s.n - tail.n));
}

/* the names in "By Ann Lee and Bo Ek in Oslo", "by Xinhua writer Wu Yi", "By: A. Hill, Staff
 * Writer" */
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

static bool is_capitals(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] < 'A' || s[i] > 'Z')
            return false;
    return true;
}

/* "NEW YORK" → "New York", "LA PAZ" → "La Paz"; words with small letters or stops stay, and so does
 * "DC" at the end */
static struct str as_name(struct doc *doc, struct str place)
{
    struct str copy = arena_copy(&doc->arena, place);
    char *s = (char *)copy.s;
    for (size_t start = 0, end; start < copy.n; start = end + 1) {
        end = start + strcspn(s + start, " ,/-");
        bool joint = start && is_known_as(str_cut(s, start, end), " de of and the del da ");
        bool shout = end > start + 2 || (end == start + 2 && end < copy.n && s[end] == ' ');
        if (!joint && (!shout || !is_capitals(s + start, end - start)))
            continue;
        for (size_t k = start + !joint; k < end; k++)
            s[k] = (char)(s[k] | 0x20);
    }
    return copy;
}

static void add_dateline(struct finder *f, struct str paragraph, const struct dateline *dateline)
{
    struct article *article = &f->doc->article;
    f->has_dateline = true;
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
    uint8_t front_kind = front ? blockrules_find(&f->rules, str_cut(s.s, 0, front)) : BLOCK_BODY;
    if (front_kind != BLOCK_BODY) {
        add_block(f, str_cut(s.s, 0, front), front_kind);
        s = str_trim(str_cut(s.s, front, s.n));
    }
    if (head && (is_byline(s) || blockrules_find(&f->rules, s) == BLOCK_BYLINE)) {
        add_byline(f, s);
        return;
    }
    uint8_t kind = blockrules_find(&f->rules, s);
    if (kind != BLOCK_BODY && kind != BLOCK_BYLINE)
        add_block(f, s, kind);
    else if (head && !f->has_dateline && dateline_read(&dateline, s, f->world))
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
    return blockrules_find(&f->rules, s) == BLOCK_BODY && !is_byline(s) &&
           !dateline_read(&dateline, s, f->world);
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
    blockrules_open(&f.rules, world);
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
