/* gazetteer: countries and capitals by the lexicon of names (other spellings, accents and short
 * forms included), everything else by its exact name in table places. A country's point is its
 * centre. */
#include "meaning/place/gazetteer.h"

#include <math.h>
#include <stdlib.h>

#include "world/lexicon.h"

/* a cell as degrees; NAN when it is empty */
static float degrees(const struct table *table, uint32_t row, const char *heading)
{
    char digits[24];
    uint32_t column = table_column(table, heading);
    struct str cell =
        column < table->n_columns ? table_cell(table, row, column) : (struct str){NULL, 0};
    if (!cell.n || cell.n >= sizeof digits)
        return NAN;
    memcpy(digits, cell.s, cell.n);
    digits[cell.n] = '\0';
    return strtof(digits, NULL);
}

static bool find_in_places(const struct world *world, struct str name, struct str country,
                           struct gazetteer_entry *entry)
{
    enum { NAME, KIND, COUNTRY };
    const struct table *table = world_table(world, "places");
    uint32_t first, n = table ? table_find(table, name, &first) : 0;
    if (!n)
        return false;
    uint32_t row = first;
    for (uint32_t i = first; i < first + n; i++)
        if (country.n && str_eq(table_cell(table, i, COUNTRY), country))
            row = i;
    *entry = (struct gazetteer_entry){
        .name = table_cell(table, row, NAME),
        .kind = table_cell(table, row, KIND),
        .country = table_cell(table, row, COUNTRY),
        .lat = degrees(table, row, "lat"),
        .lon = degrees(table, row, "lon"),
    };
    return true;
}

/* the first capital in the cell, to which the coordinates belong */
static bool is_first(struct str cell, struct phrase phrase)
{
    struct phrase first = phrase_of(str_split(&cell, '|'));
    return first.folded == phrase.folded;
}

static bool find_country(const struct world *world, struct str name, struct gazetteer_entry *entry)
{
    const struct table *table = world_table(world, "countries");
    struct phrase phrase = phrase_of(name);
    struct sense sense;
    bool country = lexicon_has(world, phrase, SENSE_COUNTRY, &sense);
    if (!table || (!country && !lexicon_has(world, phrase, SENSE_CAPITAL, &sense)))
        return false;
    entry->country = sense_cell(world, sense, COUNTRY_CODE);
    if (country) {
        entry->name = sense_cell(world, sense, COUNTRY_NAME);
        entry->kind = STR("country");
        entry->lat = degrees(table, sense.row, "lat");
        entry->lon = degrees(table, sense.row, "lon");
        return true;
    }
    /* of the others some are cities of their own (Tel Aviv) and the rest other names (Peking) */
    bool first = is_first(sense_cell(world, sense, COUNTRY_CAPITALS), phrase);
    if (!first && find_in_places(world, name, entry->country, entry))
        return true;
    entry->name = name;
    entry->kind = STR("city");
    entry->lat = degrees(table, sense.row, "capital_lat");
    entry->lon = degrees(table, sense.row, "capital_lon");
    return true;
}

bool gazetteer_find(const struct world *world, struct str name, struct str country,
                    struct gazetteer_entry *entry)
{
    if (!find_country(world, name, entry))
        return find_in_places(world, name, country, entry);
    /* the country asked for has another place of that name */
    struct gazetteer_entry other;
    if (country.n && !str_eq(country, entry->country) &&
        find_in_places(world, name, country, &other) && str_eq(country, other.country))
        *entry = other;
    return true;
}
