/* petrarch: the common parts, and actor dictionaries:
 *
 *     HAMID_KARZAI_ [AFGMIL] ; comment      a name, with a code for all other days
 *     +KARZAI                               another name of the same
 *     <tab>[AFGGOV 011222-140929]           a code for the days between; also <day, >day
 *
 * A name goes to people.tsv where its first word is a given name, or where its codes depend on days
 * and no word of it is one of a body or role; a name whose code is a bare country to regions.tsv;
 * any other, with the code as it is, to organisations.tsv. Years of two digits from 30 on are of
 * the last century. */
#include "world/petrarch.h"

#include "base/array.h"
#include "text/calendar.h"
#include "text/utf8.h"
#include "world/lexicon.h"

enum { ROWS_MAX = 64 << 20, CODE_LETTERS = 3, CENTURY_FROM = 30, ENTRY_KEEP = 1 << 16 };

static const struct {
    const char *name, *headings;
} TABLES[] = {
    [PETRARCH_COUNTRIES] = {"countries", "code\tname\tothers\tadjectives\tcapitals"},
    [PETRARCH_ORGANISATIONS] = {"organisations", "name\tothers\tactor\tcountry\tfrom\tto"},
    [PETRARCH_PEOPLE] = {"people", "name\tshort\tcountry\tsectors\tfrom\tto"},
    [PETRARCH_REGIONS] = {"regions", "name\tothers\tcountry"},
    [PETRARCH_ROLES] = {"roles", "role\tplural\tkind\tsectors"},
};

const char *petrarch_table_name(enum petrarch_table table)
{
    return TABLES[table].name;
}

const char *petrarch_headings(enum petrarch_table table)
{
    return TABLES[table].headings;
}

void petrarch_init(struct petrarch *import, const struct world *world)
{
    *import = (struct petrarch){.world = world};
    arena_init(&import->arena, ENTRY_KEEP);
    for (int i = 0; i < PETRARCH_TABLES; i++)
        buf_init(&import->rows[i], ROWS_MAX);
}

void petrarch_release(struct petrarch *import)
{
    for (int i = 0; i < PETRARCH_TABLES; i++)
        buf_release(&import->rows[i]);
    arena_release(&import->arena);
}

void petrarch_complain(const struct petrarch *import, const struct petrarch_lines *lines,
                       const char *what)
{
    if (import->problem)
        import->problem(import->context, import->file, lines->number, what);
}

/* ---- lines ---- */

/* takes <!-- … --> out of the line */
static struct str cut_comments(struct petrarch *import, struct petrarch_lines *lines,
                               struct str line)
{
    struct str kept = {NULL, 0};
    while (line.n) {
        const char *mark = lines->in_comment ? "-->" : "<!--";
        size_t at = str_find(line, str_of(mark), 0);
        size_t end = at == SIZE_MAX ? line.n : at;
        if (!lines->in_comment)
            kept = kept.n
                       ? arena_format(&import->arena, "%.*s%.*s", STR_ARG(kept), (int)end, line.s)
                       : (struct str){line.s, end};
        if (at == SIZE_MAX)
            return kept;
        line = (struct str){line.s + at + strlen(mark), line.n - at - strlen(mark)};
        lines->in_comment = !lines->in_comment;
    }
    return kept;
}

bool petrarch_next(struct petrarch *import, struct petrarch_lines *lines, bool semicolons,
                   struct str *line)
{
    while (lines->rest.s) {
        struct str text = str_split(&lines->rest, '\n');
        lines->number++;
        if (utf8_invalid(text) != SIZE_MAX || memchr(text.s, 0, text.n)) {
            petrarch_complain(import, lines, "no text in UTF-8");
            continue;
        }
        text = cut_comments(import, lines, text);
        for (size_t i = 0; i < text.n; i++)
            if (text.s[i] == '#' || (semicolons && text.s[i] == ';'))
                text.n = i;
        if (str_trim(text).n == 0)
            continue;
        *line = text;
        return true;
    }
    return false;
}

struct str petrarch_bracketed(struct str line, char open, char close, size_t *at)
{
    size_t start = *at;
    while (start < line.n && line.s[start] != open)
        start++;
    size_t end = start + 1; /* the two may be alike */
    while (end < line.n && line.s[end] != close)
        end++;
    if (end >= line.n)
        return (struct str){NULL, 0};
    *at = end + 1;
    return str_trim(str_cut(line.s, start + 1, end));
}

/* ---- words ---- */

static bool is_joint(char c)
{
    return c == '_' || c == ' ' || c == '\t' || c == '\r';
}

/* small letters but after a blank or hyphen; runs of joints become one blank */
static struct str spell(struct petrarch *import, struct str phrase, bool title)
{
    char *text = arena_alloc(&import->arena, phrase.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < phrase.n; i++) {
        char c = phrase.s[i];
        bool begins = n == 0 || text[n - 1] == ' ' || text[n - 1] == '-';
        if (is_joint(c) || (unsigned char)c < ' ') {
            if (n && text[n - 1] != ' ')
                text[n++] = ' ';
            continue;
        }
        if (c >= 'A' && c <= 'Z' && !(title && begins))
            c = (char)(c + 32);
        text[n++] = c;
    }
    while (n && text[n - 1] == ' ')
        n--;
    return (struct str){text, n};
}

struct str petrarch_words(struct petrarch *import, struct str phrase)
{
    return spell(import, phrase, false);
}

struct str petrarch_name(struct petrarch *import, struct str phrase)
{
    struct str name = spell(import, phrase, true);
    if (name.n > CODE_LETTERS || memchr(name.s, ' ', name.n))
        return name;
    char *capitals = arena_alloc(&import->arena, name.n + 1);
    for (size_t i = 0; i < name.n; i++)
        capitals[i] = (char)(name.s[i] >= 'a' && name.s[i] <= 'z' ? name.s[i] - 32 : name.s[i]);
    return (struct str){capitals, name.n};
}

struct str petrarch_join(struct petrarch *import, struct str list, struct str item)
{
    if (!list.n)
        return item;
    return arena_format(&import->arena, "%.*s|%.*s", STR_ARG(list), STR_ARG(item));
}

void petrarch_add(struct petrarch *import, enum petrarch_table table, const struct str *cells,
                  uint32_t n)
{
    struct buf *out = &import->rows[table];
    if (cells[0].n == 0 || cells[0].s[0] == '#')
        return;
    for (uint32_t i = 0; i < n; i++) {
        if (i)
            buf_byte(out, '\t');
        buf_add(out, cells[i].n ? cells[i] : STR("-"));
    }
    buf_byte(out, '\n');
    import->n_rows[table]++;
}

/* ---- codes ---- */

bool petrarch_is_country(const struct petrarch *import, struct str code)
{
    return code.n >= CODE_LETTERS &&
           world_has(import->world, "countries", (struct str){code.s, CODE_LETTERS});
}

struct str petrarch_sectors(struct petrarch *import, struct str code, size_t from)
{
    struct str list = {NULL, 0};
    for (size_t at = from; at + CODE_LETTERS <= code.n; at += CODE_LETTERS) {
        struct str three = {code.s + at, CODE_LETTERS};
        if (world_has(import->world, "sectors", three))
            list = petrarch_join(import, list, three);
    }
    return list;
}

static bool is_code(struct str code)
{
    for (size_t i = 0; i < code.n; i++)
        if (!(code.s[i] >= 'A' && code.s[i] <= 'Z') && !(code.s[i] >= '0' && code.s[i] <= '9'))
            return false;
    return code.n >= CODE_LETTERS && code.n % CODE_LETTERS == 0;
}

/* ---- actors ---- */

struct actor_code {
    struct str code, from, to;
};

struct actor {
    struct str name, others;
    ARRAY(struct actor_code) codes;
    uint32_t line;
};

/* YYMMDD or YYYYMMDD as an ISO day; {NULL,0} for what is none */
static struct str read_day(struct petrarch *import, struct str text)
{
    uint32_t number;
    if ((text.n != 6 && text.n != 8) || !str_to_u32(text, &number))
        return (struct str){NULL, 0};
    uint32_t year = number / 10000, month = number / 100 % 100, day = number % 100;
    if (text.n == 6)
        year += year >= CENTURY_FROM ? 1900 : 2000;
    if (month < 1 || month > 12 || day < 1 || day > 31)
        return (struct str){NULL, 0};
    uint32_t last = (uint32_t)calendar_month_days((int32_t)year, (int32_t)month);
    day = day > last ? last : day; /* 31 September is its end */
    return arena_format(&import->arena, "%04u-%02u-%02u", year, month, day);
}

/* "AFGGOV", "AFGGOV <910625", "AFGGOV >920115", "AFGGOV 791227-861124"; NULL, or what is wrong */
static const char *read_code(struct petrarch *import, struct str text, struct actor_code *code)
{
    struct str rest = text, days;
    *code = (struct actor_code){.code = str_split(&rest, ' ')};
    if (!is_code(code->code))
        return "no actor code: capital letters, three by three";
    days = str_trim(rest);
    if (!days.n)
        return NULL;
    if (days.s[0] == '<' || days.s[0] == '>') {
        struct str day = read_day(import, str_trim((struct str){days.s + 1, days.n - 1}));
        *(days.s[0] == '<' ? &code->to : &code->from) = day;
        return day.n ? NULL : "no day: YYMMDD or YYYYMMDD";
    }
    code->from = read_day(import, str_trim(str_split(&days, '-')));
    code->to = read_day(import, str_trim(days));
    return code->from.n && code->to.n ? NULL : "no days: YYMMDD-YYMMDD";
}

static void read_codes(struct petrarch *import, const struct petrarch_lines *lines, struct str line,
                       struct actor *actor)
{
    size_t at = 0;
    struct str text;
    bool any = false;
    while ((text = petrarch_bracketed(line, '[', ']', &at)).s) {
        struct actor_code code;
        const char *wrong = read_code(import, text, &code);
        any = true;
        if (wrong)
            petrarch_complain(import, lines, wrong);
        else
            *array_push(&actor->codes, &import->arena) = code;
    }
    if (!any && memchr(line.s, '[', line.n))
        petrarch_complain(import, lines, "a bracket that does not close");
}

static bool has_word_of(const struct petrarch *import, struct str name, enum sense_kind kind)
{
    struct sense sense;
    while (name.n)
        if (lexicon_has(import->world, phrase_of(str_split(&name, ' ')), kind, &sense))
            return true;
    return false;
}

static bool is_person(const struct petrarch *import, const struct actor *actor)
{
    struct sense sense;
    struct str rest = actor->name, first = str_split(&rest, ' ');
    bool dated = false;
    if (!rest.n)
        return false;
    if (lexicon_has(import->world, phrase_of(first), SENSE_GIVEN_NAME, &sense))
        return !has_word_of(import, rest, SENSE_ROLE_WORD);
    for (uint32_t i = 0; i < actor->codes.n; i++)
        dated = dated || actor->codes.v[i].from.n || actor->codes.v[i].to.n;
    return dated && !has_word_of(import, actor->name, SENSE_ROLE_WORD);
}

static void add_person(struct petrarch *import, const struct actor *actor,
                       const struct actor_code *code)
{
    bool country = petrarch_is_country(import, code->code);
    struct str home = {code->code.s, country ? CODE_LETTERS : 0};
    struct str sectors = petrarch_sectors(import, code->code, home.n);
    struct str cells[] = {actor->name, actor->others, home, sectors, code->from, code->to};
    if (!country && !sectors.n)
        import->n_left_out++;
    else
        petrarch_add(import, PETRARCH_PEOPLE, cells, sizeof cells / sizeof *cells);
}

static void add_body(struct petrarch *import, const struct actor *actor,
                     const struct actor_code *code)
{
    bool country = petrarch_is_country(import, code->code);
    struct str home = {code->code.s, country ? CODE_LETTERS : 0};
    struct str cells[] = {actor->name, actor->others, code->code, home, code->from, code->to};
    struct str place[] = {actor->name, actor->others, home};
    if (country && code->code.n == CODE_LETTERS)
        petrarch_add(import, PETRARCH_REGIONS, place, sizeof place / sizeof *place);
    else
        petrarch_add(import, PETRARCH_ORGANISATIONS, cells, sizeof cells / sizeof *cells);
}

/* rows with days stand before those for all other days */
static void end_actor(struct petrarch *import, struct actor *actor)
{
    bool person = actor->name.n && is_person(import, actor);
    for (int dated = 1; dated >= 0 && actor->name.n; dated--) {
        for (uint32_t i = 0; i < actor->codes.n; i++) {
            const struct actor_code *code = &actor->codes.v[i];
            if ((code->from.n || code->to.n) != dated)
                continue;
            if (person)
                add_person(import, actor, code);
            else
                add_body(import, actor, code);
        }
    }
    if (actor->name.n && !actor->codes.n)
        import->n_left_out++;
    *actor = (struct actor){.line = 0};
}

static void read_actors(struct petrarch *import, struct str text)
{
    struct petrarch_lines lines = {.rest = text};
    struct actor actor = {.line = 0};
    struct str line;
    while (petrarch_next(import, &lines, true, &line)) {
        struct str phrase = line;
        size_t bracket = 0;
        while (bracket < line.n && line.s[bracket] != '[')
            bracket++;
        phrase = str_trim((struct str){line.s, bracket});
        if (phrase.n && phrase.s[0] == '+') {
            phrase = (struct str){phrase.s + 1, phrase.n - 1};
            actor.others = petrarch_join(import, actor.others, petrarch_name(import, phrase));
        } else if (phrase.n) {
            end_actor(import, &actor);
            actor.name = petrarch_name(import, phrase);
        }
        if (!actor.name.n)
            petrarch_complain(import, &lines, "a code or a further name before any name");
        else
            read_codes(import, &lines, line, &actor);
    }
    end_actor(import, &actor);
}

void petrarch_read(struct petrarch *import, const char *file, struct str text)
{
    import->file = file;
    arena_reset(&import->arena);
    bool agents =
        str_find(text, STR("[~"), 0) != SIZE_MAX || str_find(text, STR("~]"), 0) != SIZE_MAX;
    if (str_find(text, STR("<CountryCode>"), 0) != SIZE_MAX)
        petrarch_read_countries(import, text);
    else if (agents)
        petrarch_read_agents(import, text);
    else
        read_actors(import, text);
    arena_reset(&import->arena);
}
