/* jsonl: one JSON object, one article. Members are known by their names (fields.c). Where a member
 * is an object, its value, name, title, uri or id stands for it; a list is joined by newlines.
 * Everything else in the object is passed over. Bytes that are no UTF-8 are repaired before the
 * text is read. */
#include "intake/fields.h"
#include "intake/forms.h"
#include "intake/jsonread.h"
#include "text/utf8.h"

/* what reading an object takes along */
struct taking {
    struct doc *doc;
    size_t mended; /* halves of surrogate pairs */
};

static const struct str NOTHING = {NULL, 0};

/* a number as it is written, without a fraction that is nought */
static struct str whole_number(struct str number)
{
    size_t n = number.n;
    while (n && number.s[n - 1] == '0')
        n--;
    return n && number.s[n - 1] == '.' ? str_cut(number.s, 0, n - 1) : number;
}

/* the string that stands for an object; {NULL,0} = none does */
static struct str name_of(struct taking *taking, struct json_value object)
{
    static const char *const names[] = {"value", "name", "title", "uri", "id"};
    size_t best = sizeof names / sizeof *names;
    struct str key, name = NOTHING;
    struct json_value member;
    while (jsonread_next(&object, &key, &member)) {
        size_t i = 0;
        while (i < sizeof names / sizeof *names && !str_is(key, names[i]))
            i++;
        if (i > best || i == sizeof names / sizeof *names || member.kind != VALUE_STRING)
            continue;
        best = i;
        name = member.text;
    }
    return jsonread_string(&taking->doc->arena, name, &taking->mended);
}

/* the strings of an array, with `gap` between */
static struct str join_items(struct taking *taking, struct json_value array, struct str gap)
{
    struct json_value item;
    size_t n = 0, room = 1;
    for (struct json_value rest = array; jsonread_next(&rest, NULL, &item);)
        room += gap.n;
    char *out = arena_alloc(&taking->doc->arena, array.text.n + room);
    while (jsonread_next(&array, NULL, &item)) {
        struct str text = NOTHING;
        if (item.kind == VALUE_OBJECT)
            text = name_of(taking, item);
        else if (item.kind == VALUE_STRING)
            text = jsonread_string(&taking->doc->arena, item.text, &taking->mended);
        if (!text.s)
            continue;
        if (n) {
            memcpy(out + n, gap.s, gap.n);
            n += gap.n;
        }
        memcpy(out + n, text.s, text.n);
        n += text.n;
    }
    return (struct str){out, n};
}

/* Of several headlines, bodies and descriptions the first: the others say the same in other words
 * or lengths. */
static bool is_choice(struct json_value array, enum article_field field, struct json_value *first)
{
    bool several = field == FIELD_TITLE || field == FIELD_FRAGMENT || field == FIELD_SUMMARY ||
                   field == FIELD_SOURCE;
    return several && jsonread_next(&array, NULL, first) && first->kind == VALUE_OBJECT;
}

/* the text of a value; {NULL,0} when it has none */
static struct str text_of(struct taking *taking, struct json_value value, enum article_field field)
{
    struct json_value first;
    if (value.kind == VALUE_ARRAY && is_choice(value, field, &first))
        value = first;
    switch (value.kind) {
    case VALUE_STRING:
        return jsonread_string(&taking->doc->arena, value.text, &taking->mended);
    case VALUE_NUMBER:
        return whole_number(value.text);
    case VALUE_ARRAY:
        return join_items(taking, value, field == FIELD_TEXT ? STR("\n\n") : STR("\n"));
    case VALUE_OBJECT:
        return field == FIELD_TEXT ? NOTHING : name_of(taking, value);
    default:
        return NOTHING;
    }
}

/* valid UTF-8 without a byte order mark; *repaired counts what had to be replaced */
static struct str readable(struct doc *doc, struct str bytes, size_t *repaired)
{
    if (str_starts(bytes, STR("\xef\xbb\xbf")))
        bytes = str_cut(bytes.s, 3, bytes.n);
    if (utf8_invalid(bytes) == SIZE_MAX)
        return bytes;
    struct buf buf;
    buf_init(&buf, SIZE_MAX / 2);
    *repaired = utf8_repair(&buf, bytes);
    bytes = arena_copy(&doc->arena, buf_str(&buf));
    buf_release(&buf);
    return bytes;
}

/* Of several members for one field the best by name is taken, of equals the last. */
static void take_members(struct taking *taking, struct json_value object,
                         struct article_fields *fields)
{
    uint32_t best[ARTICLE_FIELDS];
    struct str key;
    struct json_value value;
    for (int i = 0; i < ARTICLE_FIELDS; i++)
        best[i] = FIELD_UNKNOWN;
    while (jsonread_next(&object, &key, &value)) {
        uint32_t known = field_named(jsonread_string(&taking->doc->arena, key, NULL));
        if (known == FIELD_UNKNOWN || known > best[field_of(known)])
            continue;
        enum article_field field = field_of(known);
        struct str text = text_of(taking, value, field);
        if (!str_trim(text).n)
            continue;
        if (known == best[field])
            doc_notice(taking->doc, NOTICE_WARNING, "duplicate-key", (struct span){0, 0},
                       "\"%.*s\" is given more than once; the last counts", STR_ARG(key));
        best[field] = known;
        fields->v[field] = text;
    }
}

enum onr_status article_from_json(struct doc *doc, const struct raw_article *raw,
                                  const struct article_tools *tools, struct onr_error *error)
{
    struct article_source source = {raw->origin, article_place(doc, raw)};
    struct article_fields fields = {0};
    struct taking taking = {.doc = doc};
    struct str bytes = readable(doc, buf_str(&raw->bytes), &taking.mended);
    struct json_value object;
    struct json_fault fault;
    if (!jsonread_check(bytes, &object, &fault)) {
        error_set(error, ONR_ERR_FORMAT, "%s: not valid JSON, byte %zu: %s", source.place,
                  fault.at + 1, fault.what);
        if (error)
            error->at = raw->at + fault.at;
        return ONR_ERR_FORMAT;
    }
    if (object.kind != VALUE_OBJECT)
        return error_set(error, ONR_ERR_FORMAT, "%s: a JSON object was expected", source.place);
    take_members(&taking, object, &fields);
    enum onr_status status = fields_fill(doc, tools, &fields, &source, error);
    if (!status && taking.mended)
        doc_notice(doc, NOTICE_WARNING, "invalid-utf8", (struct span){0, 0},
                   "%zu invalid characters replaced by U+FFFD", taking.mended);
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
