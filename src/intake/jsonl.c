/* jsonl: one JSON object, one article; read with jansson, of which this is the only user. Members
 * are known by their names (fields.c). Where a member is an object, its value, name, title, uri or
 * id stands for it; a list is joined by newlines. Everything else in the object is passed over.
 * Bytes that are no UTF-8 are repaired before the text is parsed. */
#include <jansson.h>

#include "intake/fields.h"
#include "intake/forms.h"
#include "text/utf8.h"

static struct str string_text(struct doc *doc, const json_t *string)
{
    struct str s = {json_string_value(string), json_string_length(string)};
    return arena_copy(&doc->arena, s);
}

/* the string that stands for an object; NULL = none does */
static const json_t *name_of(const json_t *object)
{
    static const char *const names[] = {"value", "name", "title", "uri", "id"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const json_t *member = json_object_get(object, names[i]);
        if (json_is_string(member))
            return member;
    }
    return NULL;
}

/* the strings of an array, with `gap` between */
static struct str join_items(struct doc *doc, const json_t *array, struct str gap)
{
    size_t i, n = 0, room = 1;
    json_t *item;
    json_array_foreach(array, i, item)
    {
        const json_t *string = json_is_object(item) ? name_of(item) : item;
        room += json_string_length(string) + gap.n;
    }
    char *out = arena_alloc(&doc->arena, room);
    json_array_foreach(array, i, item)
    {
        const json_t *string = json_is_object(item) ? name_of(item) : item;
        if (!json_is_string(string))
            continue;
        if (n) {
            memcpy(out + n, gap.s, gap.n);
            n += gap.n;
        }
        memcpy(out + n, json_string_value(string), json_string_length(string));
        n += json_string_length(string);
    }
    return (struct str){out, n};
}

/* Of several headlines, bodies and descriptions the first: the others say the same in other words
 * or lengths. */
static bool is_choice(const json_t *array, enum article_field field)
{
    bool several = field == FIELD_TITLE || field == FIELD_FRAGMENT || field == FIELD_SUMMARY ||
                   field == FIELD_SOURCE;
    return several && json_is_object(json_array_get(array, 0));
}

/* the text of a value; {NULL,0} when it has none */
static struct str db_string(struct doc *doc, const json_t *value, enum article_field field)
{
    const json_t *name;
    switch (json_typeof(value)) {
    case JSON_STRING:
        return string_text(doc, value);
    case JSON_INTEGER:
        return arena_format(&doc->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(value));
    case JSON_REAL:
        return arena_format(&doc->arena, "%.17g", json_real_value(value));
    case JSON_ARRAY:
        if (is_choice(value, field))
            return db_string(doc, json_array_get(value, 0), field);
        return join_items(doc, value, field == FIELD_TEXT ? STR("\n\n") : STR("\n"));
    case JSON_OBJECT:
        name = field == FIELD_TEXT ? NULL : name_of(value);
        return name ? string_text(doc, name) : (struct str){NULL, 0};
    default:
        return (struct str){NULL, 0};
    }
}

/* the code unit of an escape \uXXXX at s, 0 when there is none */
static uint32_t unit_at(const char *s, const char *end)
{
    uint32_t unit = 0;
    if (end - s < 6 || s[0] != '\\' || s[1] != 'u')
        return 0;
    for (int i = 2; i < 6; i++) {
        char c = s[i] | 0x20;
        if (!((s[i] >= '0' && s[i] <= '9') || (c >= 'a' && c <= 'f')))
            return 0;
        unit = unit * 16 + (uint32_t)(s[i] <= '9' ? s[i] - '0' : c - 'a' + 10);
    }
    return unit;
}

static bool is_half(uint32_t unit, uint32_t base)
{
    return (unit & 0xFC00) == base;
}

/* Halves of surrogate pairs, as broken programs write them, become \ufffd in place. */
static size_t mend_surrogates(char *s, size_t n)
{
    size_t mended = 0;
    const char *end = s + n;
    for (; s < end; s++) {
        if (*s != '\\')
            continue;
        uint32_t unit = unit_at(s, end);
        if (is_half(unit, 0xD800) && is_half(unit_at(s + 6, end), 0xDC00)) {
            s += 6;
        } else if (is_half(unit, 0xD800) || is_half(unit, 0xDC00)) {
            memcpy(s, "\\ufffd", 6);
            mended++;
        }
        s++; /* what is escaped */
    }
    return mended;
}

/* valid UTF-8 without a byte order mark; *repaired counts what had to be replaced */
static struct str readable(struct doc *doc, struct str bytes, size_t *repaired)
{
    if (str_starts(bytes, STR("\xef\xbb\xbf")))
        bytes = str_cut(bytes.s, 3, bytes.n);
    bool valid = utf8_invalid(bytes) == SIZE_MAX;
    if (valid && str_find(bytes, STR("\\ud"), 0) == SIZE_MAX &&
        str_find(bytes, STR("\\uD"), 0) == SIZE_MAX)
        return bytes;
    struct buf buf;
    buf_init(&buf, SIZE_MAX / 2);
    if (valid)
        buf_add(&buf, bytes);
    else
        *repaired = utf8_repair(&buf, bytes);
    *repaired += mend_surrogates(buf.s, buf.n);
    bytes = arena_copy(&doc->arena, buf_str(&buf));
    buf_release(&buf);
    return bytes;
}

static void take_members(struct doc *doc, json_t *object, struct article_fields *fields)
{
    uint32_t best[ARTICLE_FIELDS];
    const char *key;
    json_t *value;
    for (int i = 0; i < ARTICLE_FIELDS; i++)
        best[i] = FIELD_UNKNOWN;
    json_object_foreach(object, key, value)
    {
        uint32_t known = field_named(str_of(key));
        if (known == FIELD_UNKNOWN || known > best[field_of(known)])
            continue;
        enum article_field field = field_of(known);
        struct str text = db_string(doc, value, field);
        if (!str_trim(text).n)
            continue;
        best[field] = known;
        fields->v[field] = text;
    }
}

static enum onr_status report_invalid(struct onr_error *error, const char *place, uint64_t start,
                                      const json_error_t *fault)
{
    uint64_t at = fault->position > 0 ? (uint64_t)fault->position : 0;
    error_set(error, ONR_ERR_FORMAT, "%s: not valid JSON, byte %llu: %s", place,
              (unsigned long long)at + 1, fault->text);
    if (error)
        error->at = start + at;
    return ONR_ERR_FORMAT;
}

enum onr_status article_from_json(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error)
{
    struct article_source source = {raw->origin, article_place(doc, raw)};
    struct article_fields fields = {0};
    size_t repaired = 0;
    struct str bytes = readable(doc, buf_str(&raw->bytes), &repaired);
    json_error_t fault;
    json_t *object = json_loadb(bytes.s, bytes.n, JSON_DECODE_ANY | JSON_ALLOW_NUL, &fault);
    if (!object)
        return report_invalid(error, source.place, raw->at, &fault);
    if (!json_is_object(object)) {
        json_decref(object);
        return error_set(error, ONR_ERR_FORMAT, "%s: a JSON object was expected", source.place);
    }
    take_members(doc, object, &fields);
    json_decref(object);
    enum onr_status status = fields_fill(doc, tools, &fields, &source, error);
    if (!status && repaired)
        doc_notice(doc, NOTICE_WARNING, "invalid-utf8", (struct span){0, 0},
                   "%zu invalid characters replaced by U+FFFD", repaired);
    return status;
}

bool jsonl_detect(struct str head)
{
    if (!head.n || head.s[0] != '{')
        return false;
    head = str_trim(str_cut(head.s, 1, head.n));
    return !head.n || head.s[0] == '"' || head.s[0] == '}';
}

/* An object: a line or, where a line is nothing but its opening brace, all lines up to the one that
 * begins with the closing brace, as programs print JSON for people. */
static enum onr_status cut_object(struct intake *in, struct raw_article *raw,
                                  struct onr_error *error)
{
    enum onr_status status = cut_line(in, raw, error);
    raw->line = in->line;
    bool opened = str_is(cut_visible(buf_str(&raw->bytes)), "{");
    while (!status && opened && !in->done) {
        buf_byte(&raw->bytes, '\n');
        size_t start = raw->bytes.n;
        status = cut_line(in, raw, error);
        opened = start == raw->bytes.n || raw->bytes.s[start] != '}';
    }
    return status;
}

enum onr_status jsonl_next(struct intake *in, struct raw_article *raw, struct onr_error *error)
{
    enum onr_status status;
    do {
        buf_clear(&raw->bytes);
        raw->at = in->top->at;
        status = cut_object(in, raw, error);
        if (status)
            return status;
    } while (!cut_visible(buf_str(&raw->bytes)).n && !in->done);
    return cut_visible(buf_str(&raw->bytes)).n ? ONR_OK : ONR_END;
}
