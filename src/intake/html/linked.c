/* linked: a forgiving reader of JSON that keeps only the members schema.org gives an article. Real
 * pages have line ends inside strings, commas too many, HTML comments around the whole; a strict
 * parser would give up on the date of one page in thirty. Of several objects the one whose type
 * names an article wins; a web page's is second best. */
#include "intake/html/linked.h"

#include "intake/jsonread.h"

enum { DEPTH_MAX = 24, AUTHORS_MAX = 2000 /* bytes */ };

struct scan {
    struct str s;
    size_t at;
    struct arena *arena;
    struct linked *found;
};

/* what the innermost object said so far */
struct object {
    struct linked linked;
    struct str type, name, created;
};

static void read_value(struct scan *scan, struct object *owner, struct str key, int depth);

static char peek(const struct scan *scan)
{
    return scan->at < scan->s.n ? scan->s.s[scan->at] : '\0';
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->s.n &&
           ((unsigned char)peek(scan) <= ' ' || peek(scan) == ',' || peek(scan) == ';'))
        scan->at++;
}

/* at the opening quotation mark; the string without escapes */
static struct str read_string(struct scan *scan)
{
    size_t start = ++scan->at, end = start;
    while (end < scan->s.n && scan->s.s[end] != '"')
        end += scan->s.s[end] == '\\' ? 2 : 1;
    if (end > scan->s.n)
        end = scan->s.n;
    scan->at = end + 1;
    return str_trim(jsonread_string(scan->arena, str_cut(scan->s.s, start, end), NULL));
}

static void add_author(struct scan *scan, struct linked *linked, struct str name)
{
    if (!name.n || name.n > 200 || linked->authors.n > AUTHORS_MAX || str_starts(name, STR("http")))
        return;
    linked->authors = linked->authors.n ? arena_format(scan->arena, "%.*s\n%.*s",
                                                       STR_ARG(linked->authors), STR_ARG(name))
                                        : name;
}

static void keep(struct str *field, struct str value)
{
    if (!field->n)
        *field = value;
}

/* a string member of an object */
static void take_string(struct scan *scan, struct object *object, struct str key, struct str value)
{
    const struct {
        const char *key;
        struct str *field;
    } fields[] = {{"@type", &object->type},
                  {"name", &object->name},
                  {"headline", &object->linked.headline},
                  {"datePublished", &object->linked.published},
                  {"dateModified", &object->linked.modified},
                  {"dateCreated", &object->created},
                  {"uploadDate", &object->created},
                  {"inLanguage", &object->linked.language},
                  {"articleBody", &object->linked.body},
                  {"publisher", &object->linked.publisher}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (str_is(key, fields[i].key))
            keep(fields[i].field, value);
    if (str_is(key, "author") || str_is(key, "creator"))
        add_author(scan, &object->linked, value);
}

static uint32_t rank_of(const struct object *object)
{
    static const char *const articles[] = {"Article", "Posting", "Report", "Review", "Newspaper"};
    for (size_t i = 0; i < sizeof articles / sizeof *articles; i++)
        if (str_find(object->type, str_of(articles[i]), 0) != SIZE_MAX)
            return 3;
    bool page = !object->type.n || str_find(object->type, STR("Page"), 0) != SIZE_MAX;
    return page ? 2 : 1;
}

/* an object has ended: its article's fields to the page's, its name to its owner */
static void close_object(struct scan *scan, struct object *owner, struct str key,
                         struct object *object)
{
    struct linked *found = scan->found;
    keep(&object->linked.published, object->created);
    bool article = object->linked.published.n || object->linked.headline.n;
    uint32_t rank = rank_of(object);
    if (article && rank > found->rank) {
        *found = object->linked;
        found->rank = rank;
    }
    if (!owner)
        return;
    if (str_is(key, "author") || str_is(key, "creator"))
        add_author(scan, &owner->linked, object->name);
    else if (str_is(key, "publisher"))
        keep(&owner->linked.publisher, object->name);
}

static void read_object(struct scan *scan, struct object *owner, struct str key, int depth)
{
    struct object object = {0};
    scan->at++;
    for (;;) {
        skip_space(scan);
        if (peek(scan) != '"')
            break;
        struct str member = read_string(scan);
        skip_space(scan);
        if (peek(scan) != ':')
            break;
        scan->at++;
        read_value(scan, &object, member, depth);
    }
    scan->at += peek(scan) == '}';
    close_object(scan, owner, key, &object);
}

static void read_array(struct scan *scan, struct object *owner, struct str key, int depth)
{
    scan->at++;
    for (;;) {
        skip_space(scan);
        size_t before = scan->at;
        if (peek(scan) == ']' || peek(scan) == '\0')
            break;
        read_value(scan, owner, key, depth);
        if (scan->at == before)
            break;
    }
    scan->at += peek(scan) == ']';
}

static void read_value(struct scan *scan, struct object *owner, struct str key, int depth)
{
    skip_space(scan);
    char c = peek(scan);
    if (depth >= DEPTH_MAX) {
        scan->at = scan->s.n;
    } else if (c == '{') {
        read_object(scan, owner, key, depth + 1);
    } else if (c == '[') {
        read_array(scan, owner, key, depth + 1);
    } else if (c == '"') {
        struct str value = read_string(scan);
        if (owner)
            take_string(scan, owner, key, value);
    } else { /* numbers and words */
        while (scan->at < scan->s.n && !strchr(",]}", peek(scan)))
            scan->at++;
    }
}

void linked_read(struct linked *linked, struct arena *arena, struct str script)
{
    struct scan scan = {.s = script, .arena = arena, .found = linked};
    while (scan.at < script.n && peek(&scan) != '{' && peek(&scan) != '[')
        scan.at++;
    read_value(&scan, NULL, (struct str){NULL, 0}, 0);
}
