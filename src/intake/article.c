/* article: from fields to a document. Repairs what is not UTF-8, puts the title in front of the
 * text, normalises the date, splits the authors, and names the article by a hash of its text when
 * it brought no id. Judges nothing by its meaning; blocks are blocks.c's. */
#include "intake/article.h"

#include "base/hash.h"
#include "intake/date.h"
#include "intake/forms.h"
#include "intake/release.h"
#include "text/calendar.h"
#include "text/utf8.h"

static const struct span nowhere = {0, 0};

const char *article_place(struct doc *doc, const struct raw_article *raw)
{
    if (!raw->line)
        return raw->origin;
    return arena_format(&doc->arena, "%s:%llu", raw->origin, (unsigned long long)raw->line).s;
}

enum onr_status article_fill(struct doc *doc, const struct raw_article *raw,
                             const struct article_tools *tools, struct onr_error *error)
{
    enum onr_status status = form_row(raw->form)->fill(doc, raw, tools, error);
    if (status == ONR_OK && raw->cut)
        doc_notice(doc, NOTICE_WARNING, "input-cut", nowhere,
                   "the input broke off or was damaged here; the article may lack its end");
    return status;
}

/* s itself, or a repaired copy in the arena */
static struct str repaired_utf8(struct doc *doc, struct str s, const char *what)
{
    if (utf8_invalid(s) == SIZE_MAX)
        return s;
    struct buf buf;
    buf_init(&buf, s.n * 3 + 1);
    size_t n = utf8_repair(&buf, s);
    struct str good = arena_copy(&doc->arena, buf_str(&buf));
    buf_release(&buf);
    doc_notice(doc, NOTICE_WARNING, "invalid-utf8", nowhere,
               "%zu invalid UTF-8 sequences in the %s replaced by U+FFFD", n, what);
    return good;
}

static bool has_mark(struct str s)
{
    return str_starts(s, STR("\xef\xbb\xbf"));
}

static struct str without_mark(struct doc *doc, struct str s)
{
    if (!has_mark(s))
        return s;
    doc_notice(doc, NOTICE_INFO, "byte-order-mark", nowhere, "byte order mark dropped");
    return str_cut(s.s, 3, s.n);
}

static void blank_nuls(struct doc *doc, char *s, size_t n)
{
    size_t count = 0;
    for (char *at = memchr(s, 0, n); at; at = memchr(at, 0, n - (size_t)(at - s))) {
        *at = ' ';
        count++;
    }
    if (count)
        doc_notice(doc, NOTICE_WARNING, "nul-bytes", nowhere, "%zu NUL bytes read as spaces",
                   count);
}

/* the text's first line is the title */
static bool opens_with(struct str text, struct str title)
{
    return str_starts(text, title) &&
           (text.n == title.n || text.s[title.n] == '\n' || text.s[title.n] == '\r');
}

/* doc->text: the title, a blank line and the text, or only one of them */
static void set_text(struct doc *doc, struct str title, struct str text)
{
    struct str visible = str_trim(text);
    bool separate = title.n && visible.n && !opens_with(visible, title);
    if (!visible.n)
        text = title;
    size_t front = separate ? title.n + 2 : 0;
    char *out = arena_alloc(&doc->arena, front + text.n + 1);
    if (separate) {
        memcpy(out, title.s, title.n);
        memcpy(out + title.n, "\n\n", 2);
    }
    if (text.n)
        memcpy(out + front, text.s, text.n);
    out[front + text.n] = '\0';
    blank_nuls(doc, out, front + text.n);
    doc->text = (struct str){out, front + text.n};
}

bool article_set_published(struct doc *doc, struct str date)
{
    char iso[DATE_LENGTH];
    int32_t day;
    if (!date_normalise(date, iso, &day))
        return false;
    doc->article.published = doc_intern(doc, str_of(iso));
    doc->article.published_day = day;
    return true;
}

static bool is_joint(struct str word)
{
    return str_is(word, "and") || str_is(word, "&") || str_is(word, "with") || str_is(word, "|");
}

static void add_author(struct doc *doc, struct str name)
{
    name = str_trim(name);
    if (str_starts(name, STR("By ")) || str_starts(name, STR("by ")) ||
        str_starts(name, STR("BY ")))
        name = str_trim(str_cut(name.s, 3, name.n));
    if (name.n && name.n <= 200)
        doc_range_add_id(doc, &doc->article.byline, doc_intern(doc, name));
}

void article_add_authors(struct doc *doc, struct str list)
{
    size_t start = 0, word = 0;
    for (size_t i = 0; i <= list.n; i++) {
        char c = i < list.n ? list.s[i] : '\n';
        bool mark = c == '\n' || c == ';' || c == ',';
        bool joint = (mark || c == ' ') && is_joint(str_cut(list.s, word, i));
        if (mark || joint) {
            add_author(doc, str_cut(list.s, start, joint ? word : i));
            start = i + 1;
        }
        if (mark || c == ' ')
            word = i + 1;
    }
}

static void set_published(struct doc *doc, struct str date)
{
    date = str_trim(date);
    if (date.n && !article_set_published(doc, date))
        doc_notice(doc, NOTICE_WARNING, "unreadable-date", nowhere,
                   "publication date not understood: %.*s", (int)(date.n < 64 ? date.n : 64),
                   date.s);
}

static void set_modified(struct doc *doc, struct str date)
{
    char iso[DATE_LENGTH];
    int32_t day;
    if (date_normalise(date, iso, &day))
        doc->article.modified = doc_intern(doc, str_of(iso));
}

static void set_id(struct doc *doc, struct str id)
{
    char hash[17];
    if (!id.n) {
        static const char digits[] = "0123456789abcdef";
        uint64_t h = hash_bytes(doc->text, 0);
        for (int i = 0; i < 16; i++)
            hash[i] = digits[h >> (60 - 4 * i) & 15];
        id = (struct str){hash, 16};
    }
    doc->article.id = doc_intern(doc, id);
}

static void check_language(struct doc *doc, struct str language)
{
    if (language.n >= 2 && ((language.s[0] | 0x20) != 'e' || (language.s[1] | 0x20) != 'n'))
        doc_notice(doc, NOTICE_WARNING, "not-english", nowhere,
                   "said to be in \"%.*s\"; read as English",
                   (int)(language.n < 32 ? language.n : 32), language.s);
}

static enum onr_status check_text(const struct article_fields *fields, const char *place,
                                  struct onr_error *error)
{
    struct str body = fields->v[FIELD_TEXT];
    bool title = str_trim(fields->v[FIELD_TITLE]).n;
    bool text = str_trim(has_mark(body) ? str_cut(body.s, 3, body.n) : body).n;
    if (body.n + fields->v[FIELD_TITLE].n > INTAKE_MAX_ARTICLE)
        return error_set(error, ONR_ERR_LIMIT, "%s: more than %zu MB in one article", place,
                         INTAKE_MAX_ARTICLE >> 20);
    if (!text && !title)
        return error_set(error, ONR_ERR_FORMAT, "%s: no text", place);
    return ONR_OK;
}

enum onr_status article_fill_fields(struct doc *doc, const struct article_fields *fields,
                                    const struct article_source *source, struct onr_error *error)
{
    struct article *article = &doc->article;
    struct str v[ARTICLE_FIELDS];
    enum onr_status status = check_text(fields, source->place, error);
    if (status)
        return status;
    for (int i = 0; i < ARTICLE_FIELDS; i++)
        v[i] = i == FIELD_HTML || i == FIELD_TEXT ? fields->v[i] : str_trim(fields->v[i]);
    v[FIELD_TEXT] = repaired_utf8(doc, without_mark(doc, v[FIELD_TEXT]), "text");
    v[FIELD_TITLE] = repaired_utf8(doc, v[FIELD_TITLE], "title");
    set_text(doc, v[FIELD_TITLE], v[FIELD_TEXT]);
    struct {
        uint32_t *id;
        enum article_field field;
        const char *what;
    } strings[] = {{&article->title, FIELD_TITLE, "title"},
                   {&article->url, FIELD_URL, "url"},
                   {&article->source, FIELD_SOURCE, "source"},
                   {&article->language, FIELD_LANGUAGE, "language"},
                   {&article->dateline, FIELD_DATELINE, "dateline"}};
    for (size_t i = 0; i < sizeof strings / sizeof *strings; i++)
        *strings[i].id = doc_intern(doc, repaired_utf8(doc, v[strings[i].field], strings[i].what));
    article->origin = doc_intern(doc, repaired_utf8(doc, str_of(source->origin), "file name"));
    article->published_day = DAY_NONE;
    set_id(doc, repaired_utf8(doc, v[FIELD_ID], "id"));
    set_published(doc, repaired_utf8(doc, v[FIELD_PUBLISHED], "date"));
    set_modified(doc, v[FIELD_MODIFIED]);
    article_add_authors(doc, repaired_utf8(doc, v[FIELD_AUTHORS], "authors"));
    check_language(doc, doc_string(doc, article->language));
    release_note(doc, fields);
    return ONR_OK;
}
