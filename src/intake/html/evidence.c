/* evidence: class names are cut at '-', '_' and capitals and held against the table three ways: the
 * whole name, its parts, anything in it. The same class attribute stands on many elements of a
 * page, so what one said is remembered for the page. Roles of ARIA and itemprop="articleBody" are
 * known without a table. */
#include "intake/html/evidence.h"

#include "base/hash.h"

enum { NAME_MAX_BYTES = 64, MEMORY = 1024 };

struct remembered {
    uint64_t hash; /* 0 = free */
    uint16_t bits;
};

/* a row of the table */
struct word {
    struct str s;
    char where; /* 'i' = is, 'h' = has, 'a' = any */
    uint16_t bit;
};

struct words {
    struct word *v;      /* NULL = none known */
    uint32_t first[257]; /* words that begin with byte b: first[b] to first[b + 1] */
    struct remembered *memory;
};

/* a class name, lower case; starts[i] is where its i-th part begins */
struct name {
    char s[NAME_MAX_BYTES];
    uint32_t n;
    uint8_t is_start[NAME_MAX_BYTES + 1]; /* a part begins here */
};

static uint16_t bit_of(struct str kind)
{
    static const char *const kinds[] = {"body", "good", "bad",     "caption", "byline",
                                        "date", "lead", "comment", "article"};
    for (unsigned i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(kind, kinds[i]))
            return (uint16_t)(1u << i);
    return 0;
}

static void open_words(struct words *words, struct arena *arena, const struct world *world)
{
    const struct table *table = world ? world_table(world, "pages") : NULL;
    *words = (struct words){.v = NULL};
    if (!table)
        return;
    uint32_t word = table_column(table, "word"), kind = table_column(table, "kind");
    uint32_t where = table_column(table, "where"), byte = 0;
    words->v = arena_alloc(arena, (table->n_rows + 1) * sizeof *words->v);
    words->memory = arena_alloc(arena, MEMORY * sizeof *words->memory);
    for (uint32_t row = 0; row < table->n_rows; row++) {
        struct str s = table_cell(table, row, word);
        words->v[row] = (struct word){s, table_cell(table, row, where).s[0],
                                      bit_of(table_cell(table, row, kind))};
        while (s.n && byte <= (unsigned char)s.s[0])
            words->first[byte++] = row;
    }
    while (byte <= 256)
        words->first[byte++] = table->n_rows;
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

static bool is_name_byte(char c)
{
    return is_upper(c) || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80);
}

/* the next name of a class attribute; false at its end */
static bool next_name(struct str attribute, size_t *at, struct name *name)
{
    bool start = true, small = false;
    name->n = 0;
    while (*at < attribute.n && strchr(" \t\r\n", attribute.s[*at]))
        ++*at;
    for (; *at < attribute.n && !strchr(" \t\r\n", attribute.s[*at]); ++*at) {
        char c = attribute.s[*at];
        if (!is_name_byte(c)) {
            start = true;
            continue;
        }
        if (name->n == NAME_MAX_BYTES)
            continue;
        name->is_start[name->n] = start || (is_upper(c) && small);
        small = !is_upper(c);
        start = false;
        name->s[name->n++] = is_upper(c) ? (char)(c | 0x20) : c;
    }
    name->is_start[name->n] = true;
    return name->n > 0;
}

static bool fits(const struct name *name, uint32_t at, const struct word *word)
{
    uint32_t n = (uint32_t)word->s.n, end = at + n;
    if (end > name->n || name->s[end - 1] != word->s.s[n - 1] ||
        memcmp(name->s + at, word->s.s, n) != 0)
        return false;
    if (word->where == 'a')
        return true;
    if (word->where == 'i')
        return at == 0 && end == name->n;
    return name->is_start[at] && name->is_start[end];
}

static uint16_t bits_of_name(const struct words *words, const struct name *name)
{
    uint16_t bits = 0;
    for (uint32_t at = 0; at < name->n; at++) {
        unsigned char byte = (unsigned char)name->s[at];
        for (uint32_t i = words->first[byte]; i < words->first[byte + 1]; i++)
            if (fits(name, at, &words->v[i]))
                bits |= words->v[i].bit;
    }
    return bits;
}

static uint16_t bits_of(const struct words *words, struct str attribute)
{
    if (!attribute.n || !words->v)
        return 0;
    uint64_t hash = hash_bytes(attribute, 0) | 1;
    struct remembered *slot = &words->memory[hash >> 1 & (MEMORY - 1)];
    if (slot->hash == hash)
        return slot->bits;
    struct name name;
    uint16_t bits = 0;
    for (size_t at = 0; next_name(attribute, &at, &name);)
        bits |= bits_of_name(words, &name);
    *slot = (struct remembered){hash, bits};
    return bits;
}

static uint16_t bits_of_role(struct str role)
{
    static const struct {
        const char *role;
        uint16_t bits;
    } roles[] = {{"main", EVIDENCE_GOOD},       {"article", EVIDENCE_GOOD},
                 {"navigation", EVIDENCE_BAD},  {"complementary", EVIDENCE_BAD},
                 {"contentinfo", EVIDENCE_BAD}, {"search", EVIDENCE_BAD},
                 {"dialog", EVIDENCE_BAD},      {"menu", EVIDENCE_BAD},
                 {"alertdialog", EVIDENCE_BAD}, {"banner", EVIDENCE_BAD}};
    for (size_t i = 0; i < sizeof roles / sizeof *roles; i++)
        if (str_is(role, roles[i].role))
            return roles[i].bits;
    return 0;
}

static uint16_t bits_of_attribute(const struct words *words, const struct dom_attr *attr)
{
    switch (attr->name) {
    case ATTR_CLASS:
    case ATTR_ID:
        return bits_of(words, attr->value);
    case ATTR_ROLE:
        return bits_of_role(attr->value);
    case ATTR_ITEMPROP:
        if (str_is(attr->value, "articleBody"))
            return EVIDENCE_BODY;
        return str_is(attr->value, "author") ? EVIDENCE_BYLINE : 0;
    default:
        return 0;
    }
}

uint16_t *evidence_find(const struct dom *dom, struct arena *arena, const struct world *world)
{
    struct words words;
    open_words(&words, arena, world);
    uint16_t *bits = arena_alloc(arena, dom->nodes.n * sizeof *bits);
    for (uint32_t i = 0; i < dom->nodes.n; i++) {
        const struct dom_node *node = &dom->nodes.v[i];
        for (uint32_t k = node->first_attr; k < node->first_attr + node->n_attrs; k++)
            bits[i] |= bits_of_attribute(&words, &dom->attrs.v[k]);
    }
    return bits;
}
