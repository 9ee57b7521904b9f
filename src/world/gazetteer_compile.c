/* gazetteer_compile: turns a dump of GeoNames into the file that gazetteer.c reads. A dump has one
 * place a line and 19 tab-separated columns: id, name, ASCII name, other names, latitude,
 * longitude, feature class and code, country (alpha-2), other countries, division codes of four
 * levels, population, elevation, and three more. A row is found by its name, its other names in
 * Latin letters, and, a division, by its name without the word of its kind ("Kursk" of "Kursk
 * Oblast"). Which division a place lies in follows from the codes; a dump without divisions
 * (cities500.txt) gives none. The first fault ends it with file and line. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "world/gazetteer.h"

enum {
    ID,
    NAME,
    OTHERS = 3,
    LAT,
    LON,
    CLASS,
    CODE,
    COUNTRY,
    DIVISION = 10,
    POPULATION = 14,
    COLUMNS = 19,
    OTHERS_MAX = 24, /* other names of one place */
    DEGREE = 100000,
};

static const uint64_t BYTES_MAX = 1ull << 32;

/* one name of one row */
struct naming {
    uint64_t hash;
    uint32_t row, rank; /* rank: falling with population */
};

/* a division by its codes, "RU.46" */
struct code {
    char text[24];
    uint32_t row;
};

struct compiler {
    const char *path;
    uint32_t line;
    struct gazetteer_row *rows;
    struct naming *namings;
    struct code *codes;   /* of divisions */
    char (*codes_of)[24]; /* of each row */
    size_t n_rows, n_namings, n_codes;
    size_t cap_rows, cap_namings, cap_codes, cap_codes_of;
    struct buf names;
    struct name_filter filter; /* over the names of all rows */
    struct onr_error *error;
};

/* room for one more item */
static void *room(void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 1024;
    return memory_grow(items, *cap * size);
}

static enum onr_status fault(const struct compiler *c, const char *what)
{
    return error_set(c->error, ONR_ERR_FORMAT, "%s:%u: %s", c->path, c->line, what);
}

/* ---- kinds ---- */

static const struct {
    const char *code; /* class and the beginning of the code; the first that fits */
    uint8_t kind;
} FEATURES[] = {
    {"APCL", PLACE_COUNTRY},  {"AADM1", PLACE_DIVISION}, {"AADM", PLACE_COUNTY},
    {"A", PLACE_AREA},        {"PPPLC", PLACE_CAPITAL},  {"PPPLA2", PLACE_CITY},
    {"PPPLA3", PLACE_CITY},   {"PPPLA4", PLACE_CITY},    {"PPPLA5", PLACE_CITY},
    {"PPPLA", PLACE_SEAT},    {"PPPLX", PLACE_SECTION},  {"P", PLACE_CITY},
    {"H", PLACE_WATER},       {"U", PLACE_WATER},        {"TISL", PLACE_ISLAND},
    {"TATOLL", PLACE_ISLAND}, {"T", PLACE_MOUNTAIN},     {"LCONT", PLACE_CONTINENT},
    {"L", PLACE_AREA},        {"V", PLACE_AREA},         {"S", PLACE_FACILITY},
    {"R", PLACE_FACILITY},
};

static uint8_t kind_of(const struct str cells[COLUMNS])
{
    char code[16];
    size_t n = cells[CODE].n < sizeof code - 2 ? cells[CODE].n : sizeof code - 2;
    if (cells[CLASS].n != 1)
        return PLACE_NONE;
    code[0] = cells[CLASS].s[0];
    if (n)
        memcpy(code + 1, cells[CODE].s, n);
    struct str whole = {code, n + 1};
    for (size_t i = 0; i < sizeof FEATURES / sizeof *FEATURES; i++)
        if (str_starts(whole, str_of(FEATURES[i].code)))
            return FEATURES[i].kind;
    return PLACE_NONE;
}

/* ---- names ---- */

static void add_naming(struct compiler *c, struct str name)
{
    struct phrase phrase = phrase_of(name);
    if (!phrase.folded)
        return;
    name_filter_add(&c->filter, phrase.first, phrase.folded, phrase.first != phrase.folded);
    c->namings = room(c->namings, c->n_namings, &c->cap_namings, sizeof *c->namings);
    c->namings[c->n_namings++] = (struct naming){
        .hash = phrase.folded,
        .row = (uint32_t)c->n_rows,
        .rank = UINT32_MAX - c->rows[c->n_rows].population,
    };
}

static bool is_latin(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.s[i] >= 0xC9) /* U+0240 and above */
            return false;
    return true;
}

/* codes of airports and stations stand among the other names */
static bool is_code(struct str s)
{
    bool lower = false;
    for (size_t i = 0; i < s.n; i++)
        lower |= s.s[i] >= 'a' && s.s[i] <= 'z';
    return !lower && s.n <= 4;
}

static void add_others(struct compiler *c, struct str others)
{
    for (int n = 0; others.n && n < OTHERS_MAX;) {
        struct str other = str_trim(str_split(&others, ','));
        if (other.n < 3 || !is_latin(other) || is_code(other))
            continue;
        add_naming(c, other);
        n++;
    }
}

static const char *const KIND_WORDS[] = {
    "Oblast",   "Krai",         "Province", "Region",      "Governorate", "Prefecture",
    "State",    "County",       "Parish",   "Voivodeship", "Department",  "District",
    "Division", "Municipality", "Borough",  "Emirate",     "Republic",
};

static const char *const KIND_PHRASES[] = {
    "County ",      "Province of ", "Provincia de ", "State of ",
    "Republic of ", "Borough of ",  "Region of ",
};

/* "Kursk" of "Kursk Oblast", "Kildare" of "County Kildare" */
static void add_short_name(struct compiler *c, struct str name)
{
    const char *space = memrchr(name.s, ' ', name.n);
    if (!space)
        return;
    struct str last = str_cut(name.s, (size_t)(space + 1 - name.s), name.n);
    for (size_t i = 0; i < sizeof KIND_WORDS / sizeof *KIND_WORDS; i++)
        if (str_is(last, KIND_WORDS[i]))
            add_naming(c, (struct str){name.s, (size_t)(space - name.s)});
    for (size_t i = 0; i < sizeof KIND_PHRASES / sizeof *KIND_PHRASES; i++)
        if (str_starts(name, str_of(KIND_PHRASES[i])))
            add_naming(c, str_cut(name.s, strlen(KIND_PHRASES[i]), name.n));
}

/* ---- lines ---- */

static bool read_degrees(struct str cell, double limit, int32_t *value)
{
    char text[32], *end;
    if (cell.n == 0 || cell.n >= sizeof text)
        return false;
    memcpy(text, cell.s, cell.n);
    text[cell.n] = 0;
    double degrees = strtod(text, &end);
    if (*end || !(degrees >= -limit && degrees <= limit))
        return false;
    *value = (int32_t)(degrees * DEGREE + (degrees < 0 ? -0.5 : 0.5));
    return true;
}

static enum onr_status read_cells(struct compiler *c, struct str line, struct str cells[COLUMNS])
{
    uint32_t n = 0;
    for (struct str rest = line; rest.s; n++) {
        struct str cell = str_split(&rest, '\t');
        if (n < COLUMNS)
            cells[n] = cell;
    }
    if (n != COLUMNS)
        return fault(c, "not the 19 columns of a GeoNames dump; was the file cut short?");
    if (cells[NAME].n == 0 || cells[COUNTRY].n > 2)
        return fault(c, "no name, or no two-letter country");
    return ONR_OK;
}

static void code_of(const struct str cells[COLUMNS], char text[24])
{
    memset(text, 0, 24);
    if (cells[DIVISION].n && cells[COUNTRY].n == 2 && cells[DIVISION].n < 20)
        snprintf(text, 24, "%.*s.%.*s", STR_ARG(cells[COUNTRY]), STR_ARG(cells[DIVISION]));
}

static enum onr_status add_row(struct compiler *c, const struct str cells[COLUMNS], uint8_t kind)
{
    struct gazetteer_row row = {.name = (uint32_t)c->names.n << 4 | kind};
    if (!read_degrees(cells[LAT], 90, &row.lat) || !read_degrees(cells[LON], 180, &row.lon))
        return fault(c, "no latitude and longitude in degrees");
    if (cells[POPULATION].n && !str_to_u32(cells[POPULATION], &row.population))
        row.population = UINT32_MAX / 2; /* beyond 32 bits: Asia */
    if (cells[ID].n && !str_to_u32(cells[ID], &row.geonames))
        return fault(c, "the id is no number");
    memcpy(row.country, cells[COUNTRY].n ? cells[COUNTRY].s : "\0", cells[COUNTRY].n);
    buf_add(&c->names, cells[NAME]);
    buf_byte(&c->names, 0);
    if (c->names.full || c->names.n >= 1u << 28 || c->n_rows >= UINT32_MAX / 2)
        return error_set(c->error, ONR_ERR_LIMIT, "%s:%u: too many places", c->path, c->line);
    c->rows = room(c->rows, c->n_rows, &c->cap_rows, sizeof *c->rows);
    c->codes_of = room(c->codes_of, c->n_rows, &c->cap_codes_of, sizeof *c->codes_of);
    c->rows[c->n_rows] = row;
    code_of(cells, c->codes_of[c->n_rows]);
    if (kind == PLACE_DIVISION) {
        c->codes = room(c->codes, c->n_codes, &c->cap_codes, sizeof *c->codes);
        memcpy(c->codes[c->n_codes].text, c->codes_of[c->n_rows], 24);
        c->codes[c->n_codes++].row = (uint32_t)c->n_rows;
    }
    add_naming(c, cells[NAME]);
    add_others(c, cells[OTHERS]);
    if (kind == PLACE_DIVISION || kind == PLACE_COUNTY)
        add_short_name(c, cells[NAME]);
    c->n_rows++;
    return ONR_OK;
}

static enum onr_status read_dump(struct compiler *c, struct str text)
{
    while (text.n) {
        struct str line = str_split(&text, '\n'), cells[COLUMNS];
        c->line++;
        if (line.n && line.s[line.n - 1] == '\r')
            line.n--;
        if (!line.n || line.s[0] == '#')
            continue;
        enum onr_status status = read_cells(c, line, cells);
        uint8_t kind = status ? PLACE_NONE : kind_of(cells);
        if (!status && kind)
            status = add_row(c, cells, kind);
        if (status)
            return status;
    }
    return c->n_rows > 1 ? ONR_OK
                         : error_set(c->error, ONR_ERR_FORMAT, "%s: holds no places", c->path);
}

/* ---- links and keys ---- */

static int by_code(const void *a, const void *b)
{
    return strcmp(((const struct code *)a)->text, ((const struct code *)b)->text);
}

static int by_hash(const void *a, const void *b)
{
    const struct naming *x = a, *y = b;
    /* in the order of bucket and tag: the upper 48 bits */
    uint64_t hx = x->hash >> 16, hy = y->hash >> 16;
    if (hx != hy)
        return hx < hy ? -1 : 1;
    if (x->rank != y->rank)
        return x->rank < y->rank ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Numbers the divisions in the order of their codes and tells each row its division. */
static struct str link_divisions(struct compiler *c)
{
    if (c->n_codes)
        qsort(c->codes, c->n_codes, sizeof *c->codes, by_code);
    size_t n = c->n_codes < UINT16_MAX ? c->n_codes : UINT16_MAX - 1;
    uint32_t *divisions = memory_alloc((n + 1) * sizeof *divisions);
    for (size_t i = 0; i < n; i++)
        divisions[i + 1] = c->codes[i].row;
    for (size_t row = 1; row < c->n_rows && n; row++) {
        struct code key, *found;
        memcpy(key.text, c->codes_of[row], sizeof key.text);
        if (!key.text[0])
            continue;
        found = bsearch(&key, c->codes, n, sizeof *c->codes, by_code);
        if (found)
            c->rows[row].division = (uint16_t)(found - c->codes + 1);
    }
    return (struct str){(const char *)divisions, (n + 1) * sizeof *divisions};
}

struct index {
    uint32_t *buckets, *references;
    struct gazetteer_key *keys;
    size_t n_keys, n_references;
};

static struct index make_index(struct compiler *c)
{
    qsort(c->namings, c->n_namings, sizeof *c->namings, by_hash);
    struct index index = {
        .buckets = memory_alloc((GAZETTEER_BUCKETS + 1) * sizeof *index.buckets),
        .references = memory_alloc((c->n_namings + 1) * sizeof *index.references),
        .keys = memory_alloc((c->n_namings + 1) * sizeof *index.keys),
    };
    uint32_t bucket = 0;
    for (size_t i = 0; i < c->n_namings; i++) {
        const struct naming *now = &c->namings[i];
        bool begins = i == 0 || now[-1].hash >> 16 != now->hash >> 16;
        while (begins && bucket <= gazetteer_bucket(now->hash))
            index.buckets[bucket++] = (uint32_t)index.n_keys;
        if (begins)
            index.keys[index.n_keys++] =
                (struct gazetteer_key){gazetteer_tag(now->hash), (uint32_t)index.n_references};
        if (begins || now[-1].row != now->row)
            index.references[index.n_references++] = now->row;
    }
    while (bucket <= GAZETTEER_BUCKETS)
        index.buckets[bucket++] = (uint32_t)index.n_keys;
    index.keys[index.n_keys++] = (struct gazetteer_key){0, (uint32_t)index.n_references};
    return index;
}

static enum onr_status write_file(struct compiler *c, const char *out)
{
    struct str divisions = link_divisions(c);
    struct index index = make_index(c);
    struct buf card;
    buf_init(&card, 4096);
    const char *file = strrchr(c->path, '/');
    buf_format(&card,
               "Gazetteer: %zu places under %zu names, compiled from %s.\n"
               "Facts after GeoNames (geonames.org), CC BY 4.0.\n",
               c->n_rows - 1, index.n_keys - 1, file ? file + 1 : c->path);
    const struct container_part parts[] = {
        {"card", buf_str(&card)},
        {"place", {(const char *)c->rows, c->n_rows * sizeof *c->rows}},
        {"name", buf_str(&c->names)},
        {"division", divisions},
        {"bucket", {(const char *)index.buckets, (GAZETTEER_BUCKETS + 1) * sizeof *index.buckets}},
        {"key", {(const char *)index.keys, index.n_keys * sizeof *index.keys}},
        {"reference",
         {(const char *)index.references, index.n_references * sizeof *index.references}},
        {"filter", {(const char *)c->filter.blocks, sizeof *c->filter.blocks << c->filter.bits}},
    };
    enum onr_status status = container_write(out, parts, sizeof parts / sizeof *parts, c->error);
    buf_release(&card);
    free(index.buckets);
    free(index.references);
    free(index.keys);
    free((void *)(uintptr_t)divisions.s);
    return status;
}

enum onr_status gazetteer_compile(const char *dump, const char *out, struct onr_error *error)
{
    struct file_map map;
    enum onr_status status = file_map_open(&map, dump, error);
    if (status)
        return status;
    struct compiler c = {.path = dump, .error = error, .n_rows = 1};
    c.filter.bits = GAZETTEER_FILTER_BITS;
    c.filter.blocks = memory_alloc(sizeof *c.filter.blocks << c.filter.bits);
    buf_init(&c.names, BYTES_MAX);
    buf_byte(&c.names, 0);
    c.rows = room(NULL, 0, &c.cap_rows, sizeof *c.rows);
    c.codes_of = room(NULL, 0, &c.cap_codes_of, sizeof *c.codes_of);
    memset(c.rows, 0, sizeof *c.rows);
    memset(c.codes_of, 0, sizeof *c.codes_of);
    status = read_dump(&c, map.bytes);
    if (!status)
        status = write_file(&c, out);
    buf_release(&c.names);
    free(c.filter.blocks);
    free(c.rows);
    free(c.namings);
    free(c.codes);
    free(c.codes_of);
    file_map_close(&map);
    return status;
}
