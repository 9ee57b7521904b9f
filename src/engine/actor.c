/* actor: why a name is coded as it is. The name is read as an article of its own up to the stage
 * that composes codes; each entity found is then told with the rows of the tables that gave its
 * country, sectors and code, the rule that put them together, and every row that the tables have
 * for the name, so that offices of other days are seen, too. */
#include <string.h>

#include "engine/read.h"
#include "intake/article.h"
#include "world/lexicon.h"

enum { MAX_ROWS = 32, CELL_SHOWN = 60, SIZE_OF_CODE = 3 };

struct telling {
    const struct doc *doc;
    const struct world *world;
    struct buf *out;
};

/* a cell, cut between characters */
static void add_cell(struct buf *out, struct str heading, struct str cell)
{
    size_t n = cell.n;
    if (n > CELL_SHOWN)
        for (n = CELL_SHOWN; n && ((unsigned char)cell.s[n] & 0xC0) == 0x80;)
            n--;
    buf_format(out, " %.*s=%.*s%s", STR_ARG(heading), (int)n, cell.s, n < cell.n ? "…" : "");
}

/* "people.tsv: name=… country=…", or the user's file and line */
static void add_row(const struct telling *t, struct sense sense)
{
    const struct table *table;
    const char *path = NULL, *name = sense_table(t->world, sense.kind, &table);
    uint32_t line = world_own_line(t->world, name, sense.row, &path);
    if (line)
        buf_format(t->out, "%s:%u:", path, line);
    else
        buf_format(t->out, "%s.tsv:", name);
    for (uint32_t column = 0; column < table->n_columns; column++) {
        struct str cell = table_cell(table, sense.row, column);
        if (cell.n)
            add_cell(t->out, table_heading(table, column), cell);
    }
    buf_byte(t->out, '\n');
}

static void add_fact(const struct telling *t, const char *what, struct str value, uint32_t by)
{
    if (!value.n)
        return;
    buf_format(t->out, "  %-9s %.*s", what, STR_ARG(value));
    if (by) {
        buf_text(t->out, "  by ");
        add_row(t, sense_unpack(by));
    } else {
        buf_byte(t->out, '\n');
    }
}

/* how the code came about */
static void add_rules(const struct telling *t, const struct entity *entity)
{
    struct str code = doc_string(t->doc, entity->actor);
    struct sense by = sense_unpack(entity->actor_by);
    struct str own = entity->actor_by && by.kind == SENSE_ORGANIZATION
                         ? sense_cell(t->world, by, ORGANIZATION_ACTOR)
                         : (struct str){NULL, 0};
    if (entity->office == OFFICE_HELD)
        buf_text(t->out, "  rule      in office on that day\n");
    if (entity->office == OFFICE_OVER)
        buf_text(t->out, "  rule      out of office on that day: ELI where no words say more\n");
    if (entity->office == OFFICE_OTHER_DAYS)
        buf_text(t->out, "  rule      not in office on that day: only the country counts\n");
    if (entity->owned)
        buf_text(t->out, "  rule      takes from whom it belongs to what it lacks\n");
    if (entity->at_home)
        buf_text(t->out, "  rule      no words tell the country: it is the article's own\n");
    if (!code.n)
        buf_text(t->out, "  rule      neither country nor sector: no code\n");
    else if (own.n && str_eq(own, code))
        buf_text(t->out, "  rule      the body's own code\n");
    else if (own.n)
        buf_text(t->out, "  rule      the body's own code and its forces\n");
    else
        buf_text(t->out, "  rule      country, then at most two sectors\n");
}

static struct str cell_of(const struct world *world, const char *name, struct str key,
                          const char *heading)
{
    const struct table *table = world_table(world, name);
    uint32_t row;
    if (!table || !table_find(table, key, &row))
        return (struct str){NULL, 0};
    return table_cell(table, row, table_column(table, heading));
}

/* the code taken apart as PLOVER has it: country, sector, identifier of the body */
static void add_plover(const struct telling *t, struct str code)
{
    struct str identifier = {NULL, 0}, sector = {NULL, 0};
    for (size_t at = SIZE_OF_CODE; at + SIZE_OF_CODE <= code.n; at += SIZE_OF_CODE) {
        struct str part = {code.s + at, SIZE_OF_CODE};
        struct str plover = cell_of(t->world, "sectors", part, "plover");
        if (plover.n && !sector.n)
            sector = plover;
        else if (!plover.n)
            identifier = part;
    }
    if (code.n < SIZE_OF_CODE)
        return;
    struct str first = {code.s, SIZE_OF_CODE};
    if (!sector.n)
        sector = cell_of(t->world, "sectors", first, "plover");
    buf_format(t->out, "  plover    country=%.*s sector=%.*s identifier=%.*s\n", STR_ARG(first),
               STR_ARG(sector), STR_ARG(identifier));
}

/* sector names: "GOV government, MIL military" */
static struct str sector_list(const struct telling *t, const struct entity *entity,
                              struct arena *scratch)
{
    struct str list = {NULL, 0};
    for (uint32_t i = 0; i < entity->sectors.n; i++) {
        struct str sector = doc_string(t->doc, t->doc->ids.v[entity->sectors.first + i]);
        struct str name = cell_of(t->world, "sectors", sector, "name");
        list = arena_format(scratch, "%.*s%s%.*s (%.*s)", STR_ARG(list), list.n ? ", " : "",
                            STR_ARG(sector), STR_ARG(name));
    }
    return list;
}

static void add_entity(const struct telling *t, uint32_t e, struct arena *scratch)
{
    const struct entity *entity = &t->doc->entities.v[e];
    struct str code = doc_string(t->doc, entity->actor), none = STR("---");
    struct str name = doc_string(t->doc, entity->name);
    buf_format(t->out, "%.*s  %.*s\n", STR_ARG(code.n ? code : none), STR_ARG(name));
    add_fact(t, "role", doc_string(t->doc, entity->role), 0);
    struct str country = str_of(entity->country);
    if (country.n)
        country = arena_format(scratch, "%.*s (%.*s)", STR_ARG(country),
                               STR_ARG(cell_of(t->world, "countries", country, "name")));
    add_fact(t, "country", country, entity->country_by);
    add_fact(t, "sectors", sector_list(t, entity, scratch), entity->sectors_by);
    if (entity->actor_by)
        add_fact(t, "body", code, entity->actor_by);
    add_rules(t, entity);
    add_plover(t, code);
}

/* every row of the tables under that very name */
static void add_rows(const struct telling *t, struct str name)
{
    static const uint8_t KINDS[] = {SENSE_PERSON,  SENSE_ORGANIZATION, SENSE_COUNTRY, SENSE_REGION,
                                    SENSE_METONYM, SENSE_CAPITAL,      SENSE_ROLE};
    struct sense rows[MAX_ROWS];
    bool any = false;
    for (size_t k = 0; k < sizeof KINDS; k++) {
        uint32_t n = lexicon_find(t->world, phrase_of(name), KINDS[k], rows, MAX_ROWS);
        for (uint32_t i = 0; i < n; i++) {
            buf_text(t->out, any ? "  " : "rows of that name\n  ");
            any = true;
            add_row(t, rows[i]);
        }
    }
}

enum onr_status onr_actor_explain(onr_reader *reader, const char *name, const char *date,
                                  const char **bytes, size_t *size, struct onr_error *error)
{
    struct onr_article article = {
        .text = name, .text_size = strlen(name), .published = date, .force = true};
    enum onr_status status = onr_reader_read(reader, &article, "entities", error);
    if (status != ONR_OK)
        return status;
    buf_clear(&reader->out);
    struct telling t = {&reader->doc, reader->engine->world, &reader->out};
    for (uint32_t e = 1; e < reader->doc.entities.n; e++)
        add_entity(&t, e, &reader->scratch);
    if (reader->doc.entities.n <= 1)
        buf_text(&reader->out, "---  no actor: neither a name nor a role that is known\n");
    add_rows(&t, str_trim(str_of(name)));
    if (reader->out.full)
        return error_set(error, ONR_ERR_LIMIT, "the explanation is too large");
    *bytes = reader->out.s;
    *size = reader->out.n;
    return ONR_OK;
}
