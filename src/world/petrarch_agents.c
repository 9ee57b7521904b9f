/* petrarch_agents: agent dictionaries and CountryInfo.
 *
 *     !PERSON! = MAN, MEN, WOMAN            what stands for a marker
 *     ATTORNEY_GENERAL {ATTORNEYS_GENERAL} [~GOVATG]
 *     CONGRESS!PERSON! [~LEG]               "~" stands where the country's code goes
 *
 * Every agent becomes a row of roles.tsv, once for each word of its marker; an empty {} says that
 * it has no plural, which we take for a body of people. Of a country the names, nationalities,
 * capitals, cities and regions are taken; its leaders are not. */
#include "base/array.h"
#include "world/petrarch.h"

struct marker {
    struct str name, words; /* "PERSON", "MAN,MEN,WOMAN" */
};

struct agents {
    struct petrarch *import;
    struct arena arena; /* of the whole file: markers */
    ARRAY(struct marker) markers;
};

static bool read_marker(struct agents *agents, struct str line)
{
    size_t at = 0;
    struct str trimmed = str_trim(line);
    size_t equal = str_find(trimmed, STR("="), 0);
    if (!trimmed.n || trimmed.s[0] != '!' || equal == SIZE_MAX)
        return false;
    struct str name = petrarch_bracketed(trimmed, '!', '!', &at);
    if (!name.n)
        return false;
    struct str words = {trimmed.s + equal + 1, trimmed.n - equal - 1};
    *array_push(&agents->markers, &agents->arena) =
        (struct marker){arena_copy(&agents->arena, name), arena_copy(&agents->arena, words)};
    return true;
}

/* "FISHER{FISHERS}": what the braces say; *none where they are empty */
static struct str read_plural(struct str line, bool *none)
{
    size_t at = 0;
    struct str plural = petrarch_bracketed(line, '{', '}', &at);
    *none = plural.s && !plural.n;
    return plural;
}

static struct str regular_plural(struct petrarch *import, struct str word)
{
    char last = word.n ? word.s[word.n - 1] : 0;
    bool y = last == 'y' && word.n > 1 && !memchr("aeiou", word.s[word.n - 2], 5);
    bool es = last == 's' || last == 'x' || last == 'h';
    return arena_format(&import->arena, "%.*s%s", (int)(word.n - y), word.s,
                        y    ? "ies"
                        : es ? "es"
                             : "s");
}

static void add_role(struct petrarch *import, struct str phrase, struct str plural, bool group,
                     struct str sectors)
{
    struct str words = petrarch_words(import, phrase);
    struct str many = group ? (struct str){NULL, 0} : petrarch_words(import, plural);
    if (!group && !many.n)
        many = regular_plural(import, words);
    struct str cells[] = {words, many, group ? STR("group") : STR("person"), sectors};
    petrarch_add(import, PETRARCH_ROLES, cells, sizeof cells / sizeof *cells);
}

/* once for every word that stands for the marker in the phrase */
static void add_marked(struct agents *agents, const struct petrarch_lines *lines, struct str phrase,
                       struct str sectors)
{
    const char *open = memchr(phrase.s, '!', phrase.n);
    size_t before = (size_t)(open - phrase.s);
    const char *close = memchr(open + 1, '!', phrase.n - before - 1);
    if (!close) {
        petrarch_complain(agents->import, lines, "a marker that does not close");
        return;
    }
    struct str name = {open + 1, (size_t)(close - open) - 1};
    struct str after = {close + 1, phrase.n - before - name.n - 2};
    for (uint32_t i = 0; i < agents->markers.n; i++) {
        if (!str_eq(agents->markers.v[i].name, name))
            continue;
        struct str words = agents->markers.v[i].words;
        while (words.s) {
            struct str word = str_trim(str_split(&words, ','));
            struct str whole = arena_format(&agents->import->arena, "%.*s%.*s%.*s", (int)before,
                                            phrase.s, STR_ARG(word), STR_ARG(after));
            if (word.n)
                add_role(agents->import, whole, whole, false, sectors);
        }
        return;
    }
    petrarch_complain(agents->import, lines, "a marker that no line before explains");
}

static void read_agent(struct agents *agents, const struct petrarch_lines *lines, struct str line)
{
    struct petrarch *import = agents->import;
    size_t at = 0, end = 0;
    bool group;
    struct str code = petrarch_bracketed(line, '[', ']', &at), plural = read_plural(line, &group);
    while (end < line.n && line.s[end] != '{' && line.s[end] != '[')
        end++;
    struct str phrase = str_trim((struct str){line.s, end});
    if (!code.n || !phrase.n) {
        petrarch_complain(import, lines, "no agent: words and a code in brackets");
        return;
    }
    if (code.s[0] == '~')
        code = (struct str){code.s + 1, code.n - 1};
    if (code.n && code.s[code.n - 1] == '~')
        code.n--;
    struct str sectors = petrarch_sectors(import, code, 0);
    if (!sectors.n)
        import->n_left_out++;
    else if (memchr(phrase.s, '!', phrase.n))
        add_marked(agents, lines, phrase, sectors);
    else
        add_role(import, phrase, plural, group, sectors);
}

void petrarch_read_agents(struct petrarch *import, struct str text)
{
    struct agents agents = {.import = import};
    struct petrarch_lines lines = {.rest = text};
    struct str line;
    arena_init(&agents.arena, 0);
    while (petrarch_next(import, &lines, true, &line)) {
        if (!read_marker(&agents, line))
            read_agent(&agents, &lines, line);
        arena_reset(&import->arena);
    }
    arena_release(&agents.arena);
}

/* ---- CountryInfo ---- */

struct country {
    struct str code, name, others, adjectives, capitals;
};

static void end_country(struct petrarch *import, const struct petrarch_lines *lines,
                        struct country *country)
{
    struct str cells[] = {country->code, country->name, country->others, country->adjectives,
                          country->capitals};
    if (!country->code.n && !country->name.n)
        return;
    if (petrarch_is_country(import, country->code) && country->code.n == 3)
        petrarch_add(import, PETRARCH_COUNTRIES, cells, sizeof cells / sizeof *cells);
    else
        petrarch_complain(import, lines, "a country whose code countries.tsv lacks");
    *country = (struct country){{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
}

/* one value of a tag */
static void take(struct petrarch *import, struct country *country, struct str tag, struct str value)
{
    struct str name = petrarch_name(import, value);
    if (!name.n)
        return;
    if (str_is(tag, "CountryCode"))
        country->code = str_split(&value, ' '); /* days may follow */
    else if (str_is(tag, "CountryName") && !country->name.n)
        country->name = name;
    else if (str_is(tag, "CountryName") || str_is(tag, "AltName"))
        country->others = petrarch_join(import, country->others, name);
    else if (str_is(tag, "Nationality"))
        country->adjectives = petrarch_join(import, country->adjectives, name);
    else if (str_is(tag, "Capital"))
        country->capitals = petrarch_join(import, country->capitals, name);
    else if ((str_is(tag, "MajorCities") || str_is(tag, "Regions")) && country->code.n == 3 &&
             petrarch_is_country(import, country->code)) {
        struct str cells[] = {name, {NULL, 0}, country->code};
        petrarch_add(import, PETRARCH_REGIONS, cells, sizeof cells / sizeof *cells);
    }
}

/* the tag that a line begins with, {NULL,0} when it begins with none; *rest is what follows it */
static struct str read_tag(struct str line, struct str *rest)
{
    *rest = line;
    if (!line.n || line.s[0] != '<')
        return (struct str){NULL, 0};
    const char *end = memchr(line.s, '>', line.n);
    if (!end)
        return (struct str){NULL, 0};
    size_t n = (size_t)(end - line.s);
    *rest = (struct str){end + 1, line.n - n - 1};
    return (struct str){line.s + 1, n - 1};
}

void petrarch_read_countries(struct petrarch *import, struct str text)
{
    struct petrarch_lines lines = {.rest = text};
    struct country country = {{NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}, {NULL, 0}};
    struct str line, open = {NULL, 0};
    while (petrarch_next(import, &lines, true, &line)) {
        struct str rest, tag = read_tag(str_trim(line), &rest);
        if (str_is(tag, "Country") || str_is(tag, "/Country"))
            end_country(import, &lines, &country);
        if (tag.n)
            open = tag.s[0] == '/' ? (struct str){NULL, 0} : tag;
        size_t close = str_find(rest, STR("</"), 0);
        bool closed = close != SIZE_MAX;
        if (closed)
            rest.n = close;
        if (open.n && str_trim(rest).n)
            take(import, &country, open, str_trim(rest));
        if (closed)
            open = (struct str){NULL, 0};
    }
    end_country(import, &lines, &country);
}
