/* jsonl: one JSON object, one article. Its members are known by their names in the table below,
 * which lists what common dumps of news call them (in order of preference; case, '_' and '-' do
 * not count). Where a member is an object, its name, title or uri stands for it; a list of strings
 * is joined by newlines. Everything else in the object is passed over. */
#include "intake/article.h"
#include "intake/jsonread.h"

static const struct {
    const char *name;
    enum article_field field;
} spellings[] = {
    {"id", FIELD_ID},
    {"uuid", FIELD_ID},
    {"guid", FIELD_ID},
    {"articleid", FIELD_ID},
    {"docid", FIELD_ID},
    {"uri", FIELD_ID},
    {"title", FIELD_TITLE},
    {"headline", FIELD_TITLE},
    {"heading", FIELD_TITLE},
    {"name", FIELD_TITLE},
    {"text", FIELD_TEXT},
    {"maintext", FIELD_TEXT},
    {"fulltext", FIELD_TEXT},
    {"articletext", FIELD_TEXT},
    {"articlebody", FIELD_TEXT},
    {"bodytext", FIELD_TEXT},
    {"body", FIELD_TEXT},
    {"content", FIELD_TEXT},
    {"article", FIELD_TEXT},
    {"story", FIELD_TEXT},
    {"published", FIELD_PUBLISHED},
    {"datepublished", FIELD_PUBLISHED},
    {"datepublish", FIELD_PUBLISHED},
    {"publishdate", FIELD_PUBLISHED},
    {"publishedat", FIELD_PUBLISHED},
    {"publisheddate", FIELD_PUBLISHED},
    {"publicationdate", FIELD_PUBLISHED},
    {"pubdate", FIELD_PUBLISHED},
    {"datetimepub", FIELD_PUBLISHED},
    {"datetime", FIELD_PUBLISHED},
    {"date", FIELD_PUBLISHED},
    {"firstcreated", FIELD_PUBLISHED},
    {"versioncreated", FIELD_PUBLISHED},
    {"timestamp", FIELD_PUBLISHED},
    {"url", FIELD_URL},
    {"link", FIELD_URL},
    {"canonicalurl", FIELD_URL},
    {"source", FIELD_SOURCE},
    {"publisher", FIELD_SOURCE},
    {"publication", FIELD_SOURCE},
    {"site", FIELD_SOURCE},
    {"sitename", FIELD_SOURCE},
    {"domain", FIELD_SOURCE},
    {"sourcedomain", FIELD_SOURCE},
    {"language", FIELD_LANGUAGE},
    {"lang", FIELD_LANGUAGE},
    {"authors", FIELD_AUTHORS},
    {"author", FIELD_AUTHORS},
    {"byline", FIELD_AUTHORS},
    {"creator", FIELD_AUTHORS},
    {"html", FIELD_HTML},
};

enum { SPELLINGS = sizeof spellings / sizeof *spellings, UNKNOWN = SPELLINGS };

/* place in the table of a key as written, with its quotes; UNKNOWN when it is not there */
static uint32_t spelling_of(struct str key)
{
    char plain[24];
    uint32_t n = 0;
    for (size_t i = 1; i + 1 < key.n; i++) {
        char c = key.s[i];
        if (c == '_' || c == '-')
            continue;
        if (n + 1 == sizeof plain)
            return UNKNOWN;
        plain[n++] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
    }
    plain[n] = '\0';
    for (uint32_t i = 0; i < SPELLINGS; i++)
        if (strcmp(plain, spellings[i].name) == 0)
            return i;
    return UNKNOWN;
}

/* the strings of an array, with `gap` (at most two bytes) between */
static struct str join_items(struct doc *doc, struct str items, struct str gap, uint32_t *repaired)
{
    struct str rest = items;
    struct json_value item;
    char *out = arena_alloc(&doc->arena, items.n + 1);
    size_t n = 0;
    while (jsonread_item(&rest, &item)) {
        if (item.kind != JSON_STRING)
            continue;
        struct str s = jsonread_string(&doc->arena, item.raw, repaired);
        if (n) { /* two bytes of quotes an item leave room for the gap */
            memcpy(out + n, gap.s, gap.n);
            n += gap.n;
        }
        memcpy(out + n, s.s, s.n);
        n += s.n;
    }
    return (struct str){out, n};
}

/* the text of a value; {NULL,0} when it has none */
static struct str value_text(struct doc *doc, struct json_value value, enum article_field field,
                             uint32_t *repaired)
{
    static const char *const names[] = {"\"name\"", "\"title\"", "\"uri\"", "\"id\""};
    if (value.kind == JSON_STRING)
        return jsonread_string(&doc->arena, value.raw, repaired);
    if (value.kind == JSON_NUMBER)
        return value.raw;
    if (value.kind == JSON_ARRAY) {
        struct str gap = field == FIELD_TEXT ? STR("\n\n") : STR("\n");
        return join_items(doc, jsonread_inside(value), gap, repaired);
    }
    if (value.kind != JSON_OBJECT || field == FIELD_TEXT)
        return (struct str){NULL, 0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct str rest = jsonread_inside(value), key;
        struct json_value member;
        while (jsonread_member(&rest, &key, &member))
            if (str_is(key, names[i]) && member.kind == JSON_STRING)
                return jsonread_string(&doc->arena, member.raw, repaired);
    }
    return (struct str){NULL, 0};
}

enum onr_status article_from_json(struct doc *doc, const struct raw_article *raw,
                                  struct onr_error *error)
{
    const char *place = article_place(doc, raw), *fault;
    struct article_fields fields = {0};
    uint32_t best[ARTICLE_FIELDS], repaired = 0;
    struct str bytes = buf_str(&raw->bytes), key;
    struct json_value object, value;
    size_t at;
    if (str_starts(bytes, STR("\xef\xbb\xbf")))
        bytes = str_cut(bytes.s, 3, bytes.n);
    if (!jsonread_check(bytes, &object, &fault, &at)) {
        enum onr_status status = error_set(
            error, ONR_ERR_FORMAT, "%s: not valid JSON, byte %zu: %s", place, at + 1, fault);
        if (error)
            error->at = raw->at + at;
        return status;
    }
    if (object.kind != JSON_OBJECT)
        return error_set(error, ONR_ERR_FORMAT, "%s: a JSON object was expected", place);
    for (int i = 0; i < ARTICLE_FIELDS; i++)
        best[i] = UNKNOWN;
    for (struct str rest = jsonread_inside(object); jsonread_member(&rest, &key, &value);) {
        uint32_t spelling = spelling_of(key);
        if (spelling == UNKNOWN || spelling > best[spellings[spelling].field])
            continue;
        enum article_field field = spellings[spelling].field;
        struct str text = value_text(doc, value, field, &repaired);
        if (!str_trim(text).n)
            continue;
        best[field] = spelling;
        fields.v[field] = text;
    }
    enum onr_status status = article_fill_fields(doc, &fields, raw->origin, place, error);
    if (!status && repaired)
        doc_notice(doc, NOTICE_WARNING, "invalid-utf8", (struct span){0, 0},
                   "%u halves of surrogate pairs replaced by U+FFFD", repaired);
    return status;
}
