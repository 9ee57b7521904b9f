/* codes: what an event code means and how the tables lead to it. Read off the tables alone: the
 * rows of codes.tsv that hold the code, the words of acts.tsv that name such an act, the words of
 * operators.tsv that stand for the column. */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "engine/engine.h"

enum { SHOWN_MAX = 4 << 20, MARGIN = 78, INDENT = 6 };

struct codes {
    const struct table *cameo, *codes, *acts, *operators;
    struct buf out;
};

/* the cell under a heading; {NULL,0} where there is no such column */
static struct str cell(const struct table *table, uint32_t row, const char *heading)
{
    uint32_t column = table_column(table, heading);
    return column == UINT32_MAX ? (struct str){NULL, 0} : table_cell(table, row, column);
}

static const char *quad_name(struct str quad)
{
    static const char *const NAMES[] = {"verbal cooperation", "material cooperation",
                                        "verbal conflict", "material conflict"};
    return quad.n == 1 && quad.s[0] >= '1' && quad.s[0] <= '4' ? NAMES[quad.s[0] - '1'] : "-";
}

/* one word of a list, on a new line when this one is full */
static void add_word(struct buf *out, struct str word, uint32_t *column)
{
    if (*column == 0 || *column + word.n + 2 > MARGIN) {
        buf_format(out, "%s%*s", *column ? ",\n" : "", INDENT, "");
        *column = INDENT;
    } else {
        buf_text(out, ", ");
        *column += 2;
    }
    buf_add(out, word);
    *column += (uint32_t)word.n;
}

/* Each word of the table whose cell `heading` is `value`, once; rows stand in order of words. */
static void add_words(struct buf *out, const struct table *table, const char *heading,
                      struct str value)
{
    uint32_t column = 0;
    struct str before = {NULL, 0};
    for (uint32_t row = 0; row < table->n_rows; row++) {
        struct str word = table_cell(table, row, 0);
        if (!str_eq(cell(table, row, heading), value) || str_eq(word, before))
            continue;
        add_word(out, word, &column);
        before = word;
    }
    if (column)
        buf_byte(out, '\n');
}

/* an act in words: "the act fight", or all acts of a root category */
static void add_act(struct codes *c, struct str act)
{
    if (act.n == 2 && act.s[0] <= '9')
        buf_format(&c->out, "anything that is coded %.*s", STR_ARG(act));
    else
        buf_format(&c->out, "the act %.*s", STR_ARG(act));
}

/* the acts whose end this one is */
static void add_ended(struct codes *c, struct str act)
{
    for (uint32_t row = 0; row < c->codes->n_rows; row++) {
        if (!str_eq(cell(c->codes, row, "stop"), act))
            continue;
        buf_text(&c->out, "  ");
        add_act(c, table_cell(c->codes, row, 0));
        buf_text(&c->out, " under stop, which makes it ");
        add_act(c, act);
        buf_byte(&c->out, '\n');
    }
}

/* the row says that the act under that operator (or bare) has the code */
static void add_way(struct codes *c, uint32_t row, uint32_t column)
{
    struct str act = table_cell(c->codes, row, 0), operator= table_heading(c->codes, column);
    bool bare = str_is(operator, "code");
    buf_text(&c->out, "  ");
    add_act(c, act);
    if (!bare)
        buf_format(&c->out, " under %.*s", STR_ARG(operator));
    buf_byte(&c->out, '\n');
    add_words(&c->out, c->acts, "act", act);
    if (bare)
        add_ended(c, act);
}

static void add_ways(struct codes *c, struct str code)
{
    static const char *const COLUMNS[] = {"code",   "intend",   "appeal", "demand",
                                          "refuse", "threaten", "accuse"};
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++) {
        uint32_t column = table_column(c->codes, COLUMNS[i]), n = 0;
        for (uint32_t row = 0; column != UINT32_MAX && row < c->codes->n_rows; row++) {
            struct str value = table_cell(c->codes, row, column);
            if (!str_eq(str_split(&value, '/'), code))
                continue;
            add_way(c, row, column);
            n++;
        }
        if (!n || i == 0)
            continue;
        buf_format(&c->out, "  words for %s\n", COLUMNS[i]);
        add_words(&c->out, c->operators, "operator", str_of(COLUMNS[i]));
    }
}

static void explain(struct codes *c, uint32_t row)
{
    struct str code = table_cell(c->cameo, row, 0), quad = cell(c->cameo, row, "quad");
    struct str plover = cell(c->cameo, row, "plover"), mode = cell(c->cameo, row, "mode");
    struct str example = cell(c->cameo, row, "example");
    buf_format(&c->out, "%.*s  %.*s\n\n", STR_ARG(code), STR_ARG(cell(c->cameo, row, "name")));
    buf_format(&c->out, "  meaning    %.*s\n", STR_ARG(cell(c->cameo, row, "meaning")));
    if (example.n)
        buf_format(&c->out, "  example    %.*s\n", STR_ARG(example));
    if (plover.n)
        buf_format(&c->out, "  plover     %.*s%s%.*s\n", STR_ARG(plover), mode.n ? "/" : "",
                   STR_ARG(mode));
    buf_format(&c->out, "  quad       %.*s, %s\n", STR_ARG(quad), quad_name(quad));
    buf_format(&c->out, "  goldstein  %.*s\n", STR_ARG(cell(c->cameo, row, "goldstein")));
    size_t before = c->out.n;
    buf_text(&c->out, "\nwhat leads to it\n");
    size_t after = c->out.n;
    add_ways(c, code);
    size_t words = c->out.n;
    buf_text(&c->out, "  operators that are coded so themselves\n");
    size_t heading = c->out.n;
    add_words(&c->out, c->operators, "code", code);
    if (c->out.n == heading)
        c->out.n = words;
    if (c->out.n == after)
        c->out.n = before;
}

static void list(struct codes *c, struct str plover)
{
    for (uint32_t row = 0; row < c->cameo->n_rows; row++) {
        struct str code = table_cell(c->cameo, row, 0), event = cell(c->cameo, row, "plover");
        if (plover.n && !str_eq(event, plover))
            continue;
        buf_format(&c->out, "%-4.*s  %-9.*s %.*s  %5.*s  %.*s\n", STR_ARG(code), STR_ARG(event),
                   STR_ARG(cell(c->cameo, row, "quad")), STR_ARG(cell(c->cameo, row, "goldstein")),
                   STR_ARG(cell(c->cameo, row, "name")));
    }
}

/* a root category, "11", is its code "110" */
static bool find_code(const struct table *cameo, const char *code, uint32_t *row)
{
    char root[4] = "";
    if (strlen(code) == 2) {
        memcpy(root, code, 2);
        root[2] = '0';
        code = root;
    }
    return table_find(cameo, str_of(code), row) > 0;
}

static enum onr_status tell(struct codes *c, const char *code, struct onr_error *error)
{
    uint32_t row;
    if (!code)
        list(c, (struct str){NULL, 0});
    else if (find_code(c->cameo, code, &row))
        explain(c, row);
    else
        list(c, str_of(code));
    if (c->out.n)
        return ONR_OK;
    return error_set(
        error, ONR_ERR_ARG,
        "'%.20s' is neither a CAMEO code nor a PLOVER event; onrecord codes lists them", code);
}

enum onr_status onr_codes_show(const char *code, const char *tables,
                               bool (*write)(void *context, const char *bytes, size_t size),
                               void *context, struct onr_error *error)
{
    struct world *world;
    char *own = tables ? NULL : tables_locate();
    enum onr_status status = world_open_with(&world, tables ? tables : own, error);
    free(own);
    if (status != ONR_OK)
        return status;
    struct codes c = {world_table(world, "cameo"),
                      world_table(world, "codes"),
                      world_table(world, "acts"),
                      world_table(world, "operators"),
                      {0}};
    buf_init(&c.out, SHOWN_MAX);
    if (!c.cameo || !c.codes || !c.acts || !c.operators)
        status = error_set(error, ONR_ERR_MODEL, "knowledge: a table of events is missing");
    else
        status = tell(&c, code, error);
    if (status == ONR_OK && !write(context, c.out.s, c.out.n))
        status = error_set(error, ONR_ERR_IO, "the output could not be written");
    buf_release(&c.out);
    world_close(world);
    return status;
}
