/* own_check: what the cells of a user's tables may hold. One row of RULES a column; columns without
 * a rule hold free text. Only rows of the user's are looked at: those of data/en are checked when
 * the program is built. */
#include "text/calendar.h"
#include "world/own.h"

enum cell_kind {
    CELL_SOME,    /* not empty */
    CELL_COUNTRY, /* ISO 3166-1 alpha-3 of countries.tsv or territories.tsv, or empty */
    CELL_CODE,    /* three capital letters */
    CELL_DAY,     /* 2024-11-01, or empty */
    CELL_NUMBER,  /* or empty */
    CELL_SECTORS, /* codes of sectors.tsv separated by "|", or "=", or empty; a "?" at the end */
    CELL_ACTOR,   /* capital letters and digits, three by three, at least one three */
    CELL_CHOICE,  /* one of `of`, separated by blanks */
    CELL_FRAME,   /* SOURCE > TARGET or SOURCE = TARGET */
    CELL_ROW,     /* first cell of a row of the table `of`; up to a "/" */
};

struct rule {
    const char *table, *column;
    enum cell_kind kind;
    const char *of;
};

static const struct rule RULES[] = {
    {"countries", "code", CELL_CODE, NULL},
    {"countries", "lat", CELL_NUMBER, NULL},
    {"countries", "lon", CELL_NUMBER, NULL},
    {"metonyms", "country", CELL_COUNTRY, NULL},
    {"metonyms", "sectors", CELL_SECTORS, NULL},
    {"regions", "country", CELL_COUNTRY, NULL},
    {"organisations", "kind", CELL_CHOICE, "igo ngo armed party agency union media company"},
    {"organisations", "actor", CELL_ACTOR, NULL},
    {"organisations", "country", CELL_COUNTRY, NULL},
    {"organisations", "from", CELL_DAY, NULL},
    {"organisations", "to", CELL_DAY, NULL},
    {"roles", "kind", CELL_CHOICE, "person group organization"},
    {"roles", "sectors", CELL_SECTORS, NULL},
    {"roles", "gender", CELL_CHOICE, "m f"},
    {"people", "country", CELL_COUNTRY, NULL},
    {"people", "sectors", CELL_SECTORS, NULL},
    {"people", "from", CELL_DAY, NULL},
    {"people", "to", CELL_DAY, NULL},
    {"people", "gender", CELL_CHOICE, "m f"},
    {"given_names", "gender", CELL_CHOICE, "m f u"},
    {"places", "country", CELL_COUNTRY, NULL},
    {"places", "lat", CELL_NUMBER, NULL},
    {"places", "lon", CELL_NUMBER, NULL},
    {"acts", "pos", CELL_CHOICE, "verb adj noun light"},
    {"acts", "frame", CELL_FRAME, NULL},
    {"acts", "act", CELL_ROW, "codes"},
    {"operators", "pos", CELL_CHOICE, "verb noun adj aux neg mark adv mod"},
    {"operators", "frame", CELL_FRAME, NULL},
    {"operators", "code", CELL_ROW, "cameo"},
    {"codes", "code", CELL_ROW, "cameo"},
    {"codes", "intend", CELL_ROW, "cameo"},
    {"codes", "appeal", CELL_ROW, "cameo"},
    {"codes", "demand", CELL_ROW, "cameo"},
    {"codes", "refuse", CELL_ROW, "cameo"},
    {"codes", "threaten", CELL_ROW, "cameo"},
    {"codes", "accuse", CELL_ROW, "cameo"},
    {"codes", "stop", CELL_ROW, "codes"},
    {"cameo", "quad", CELL_CHOICE, "1 2 3 4"},
    {"cameo", "goldstein", CELL_NUMBER, NULL},
};

static bool is_country(const struct world *world, struct str code)
{
    const struct table *table = world_table(world, "territories");
    if (world_has(world, "countries", code))
        return true;
    uint32_t column = table ? table_column(table, "code") : UINT32_MAX;
    for (uint32_t row = 0; column != UINT32_MAX && row < table->n_rows; row++)
        if (str_eq(table_cell(table, row, column), code))
            return true;
    return false;
}

/* capital letters, and digits where they may stand */
static bool is_capitals(struct str cell, bool digits)
{
    for (size_t i = 0; i < cell.n; i++)
        if (!(cell.s[i] >= 'A' && cell.s[i] <= 'Z') &&
            !(digits && cell.s[i] >= '0' && cell.s[i] <= '9'))
            return false;
    return true;
}

static bool is_number(struct str cell)
{
    uint32_t value;
    if (cell.n && cell.s[0] == '-')
        cell = (struct str){cell.s + 1, cell.n - 1};
    struct str whole = str_split(&cell, '.');
    return str_to_u32(whole, &value) && (!cell.s || str_to_u32(cell, &value));
}

static bool is_choice(struct str cell, struct str values)
{
    while (values.s)
        if (str_eq(str_split(&values, ' '), cell))
            return true;
    return false;
}

static bool are_sectors(const struct world *world, struct str cell)
{
    if (str_is(cell, "="))
        return true;
    cell.n -= str_ends(cell, STR("?"));
    while (cell.s)
        if (!world_has(world, "sectors", str_split(&cell, '|')))
            return false;
    return true;
}

static bool is_frame(struct str cell)
{
    return str_find(cell, STR(" > "), 0) != SIZE_MAX || str_find(cell, STR(" = "), 0) != SIZE_MAX;
}

static bool may_be_empty(enum cell_kind kind)
{
    return kind != CELL_SOME && kind != CELL_ACTOR && kind != CELL_FRAME;
}

static bool fits(const struct world *world, const struct rule *rule, struct str cell)
{
    switch (rule->kind) {
    case CELL_COUNTRY:
        return is_country(world, cell);
    case CELL_CODE:
        return cell.n == 3 && is_capitals(cell, false);
    case CELL_DAY:
        return calendar_read(cell) != DAY_NONE;
    case CELL_NUMBER:
        return is_number(cell);
    case CELL_SECTORS:
        return are_sectors(world, cell);
    case CELL_ACTOR:
        return cell.n % 3 == 0 && is_capitals(cell, true);
    case CELL_CHOICE:
        return is_choice(cell, str_of(rule->of));
    case CELL_FRAME:
        return is_frame(cell);
    case CELL_ROW:
        return world_has(world, rule->of, str_split(&cell, '/'));
    default:
        return true;
    }
}

/* what is wrong with the cell, NULL when nothing is */
static const char *complaint(const struct world *world, const struct rule *rule, struct str cell)
{
    static const char *const WRONG[] = {
        [CELL_COUNTRY] = "is no country's code (ISO 3166-1 alpha-3)",
        [CELL_CODE] = "is not three capital letters",
        [CELL_DAY] = "is no day; write it as 2024-11-01",
        [CELL_NUMBER] = "is no number",
        [CELL_SECTORS] = "holds a sector that sectors.tsv lacks",
        [CELL_ACTOR] = "is no actor code: capital letters, three by three",
        [CELL_CHOICE] = "is none of",
        [CELL_FRAME] = "is no frame: SOURCE > TARGET or SOURCE = TARGET",
        [CELL_ROW] = "is not a row of",
    };
    if (!cell.n)
        return may_be_empty(rule->kind) ? NULL : "may not be empty";
    return fits(world, rule, cell) ? NULL : WRONG[rule->kind];
}

static enum onr_status check_column(const struct own_tables *own, const struct world *world,
                                    const struct rule *rule, struct onr_error *error)
{
    const struct table *table = own_table(own, rule->table);
    uint32_t column = table ? table_column(table, rule->column) : UINT32_MAX, line;
    const char *path = NULL;
    if (column == UINT32_MAX)
        return ONR_OK;
    for (uint32_t row = 0; row < table->n_rows; row++) {
        struct str cell = table_cell(table, row, column);
        if ((line = own_line(own, rule->table, row, &path)) == 0)
            continue;
        const char *what = complaint(world, rule, cell);
        if (what)
            return error_set(error, ONR_ERR_FORMAT, "%s:%u: %s '%.*s' %s%s%s", path, line,
                             rule->column, (int)(cell.n < 40 ? cell.n : 40), cell.n ? cell.s : "",
                             what, rule->of ? " " : "", rule->of ? rule->of : "");
    }
    return ONR_OK;
}

enum onr_status own_tables_check(const struct own_tables *own, const struct world *world,
                                 struct onr_error *error)
{
    enum onr_status status = ONR_OK;
    for (size_t i = 0; i < sizeof RULES / sizeof *RULES && !status; i++)
        status = check_column(own, world, &RULES[i], error);
    return status;
}
