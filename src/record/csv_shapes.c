/* csv_shapes: the columns of other coders' files, in their order and under their headings, filled
 * with what the record knows; what it does not measure (tone, COW numbers, Wikipedia names) stays
 * empty. Countries of places are ISO codes where GDELT has FIPS ones. */
#include "base/hash.h"
#include "record/csv_row.h"

enum { LETTERS = 3, YEAR_DAYS = 365, MONTH_DAYS = 30 };

/* ---- the parts of an actor code ---- */

static bool is_sector(const struct row *row, struct str part)
{
    return csv_known(row, CSV_SECTOR_NAME, part).n > 0;
}

/* the i-th three letters behind the country that are a sector, or that are none */
static struct str part(struct row *row, uint32_t entity, bool sector, uint32_t i)
{
    struct str code = csv_actor(row, entity);
    for (size_t at = LETTERS; at + LETTERS <= code.n; at += LETTERS) {
        struct str three = {code.s + at, LETTERS};
        if (is_sector(row, three) == sector && i-- == 0)
            return three;
    }
    return STR("");
}

static struct str root(struct row *row, uint32_t entity)
{
    struct str code = csv_actor(row, entity);
    bool none = !entity || code.n < LETTERS || code.s[0] == '-';
    return none ? STR("") : (struct str){code.s, LETTERS};
}

static struct str first_sector(struct row *row, uint32_t entity)
{
    return part(row, entity, true, 0);
}

static struct str second_sector(struct row *row, uint32_t entity)
{
    return part(row, entity, true, 1);
}

static struct str third_sector(struct row *row, uint32_t entity)
{
    return part(row, entity, true, 2);
}

static struct str group(struct row *row, uint32_t entity)
{
    return part(row, entity, false, 0);
}

/* what follows country and first sector */
static struct str others(struct row *row, uint32_t entity)
{
    struct str code = csv_actor(row, entity), list = STR("");
    struct str first = first_sector(row, entity);
    bool skipped = false;
    for (size_t at = LETTERS; at + LETTERS <= code.n; at += LETTERS) {
        struct str three = {code.s + at, LETTERS};
        if (!skipped && first.n && str_eq(three, first))
            skipped = true;
        else
            list = csv_join(row, list, ";", three);
    }
    return list;
}

static struct str country_name(struct row *row, uint32_t entity)
{
    return csv_known(row, CSV_COUNTRY_NAME, csv_country(row, entity));
}

static struct str country_alpha2(struct row *row, uint32_t entity)
{
    return csv_known(row, CSV_COUNTRY_ALPHA2, csv_country(row, entity));
}

/* each sector by name or by PLOVER code, once */
static struct str sectors(struct row *row, uint32_t entity, enum csv_known what)
{
    struct str list = STR(""), before = STR("");
    const struct entity *e = &row->doc->entities.v[entity];
    for (uint32_t i = 0; entity && i < e->sectors.n; i++) {
        struct str code = csv_string(row, row->doc->ids.v[e->sectors.first + i]);
        struct str known = csv_known(row, what, code);
        if (known.n && !str_eq(known, before))
            list = csv_join(row, list, ";", known);
        before = known;
    }
    return list;
}

static struct str sector_names(struct row *row, uint32_t entity)
{
    return sectors(row, entity, CSV_SECTOR_NAME);
}

static struct str plover_sectors(struct row *row, uint32_t entity)
{
    return sectors(row, entity, CSV_SECTOR_PLOVER);
}

static struct str plover_sector(struct row *row, uint32_t entity)
{
    struct str list = plover_sectors(row, entity);
    return str_split(&list, ';');
}

static struct str title(struct row *row, uint32_t entity)
{
    return entity ? csv_string(row, row->doc->entities.v[entity].role) : STR("");
}

/* ---- dates ---- */

static struct str year(struct row *row, uint32_t entity)
{
    struct str date = csv_date(row, entity);
    return (struct str){date.s, date.n ? 4 : 0};
}

static struct str month(struct row *row, uint32_t entity)
{
    struct str date = csv_date(row, entity);
    return date.n ? (struct str){date.s + 4, 2} : date;
}

static struct str day(struct row *row, uint32_t entity)
{
    struct str date = csv_date(row, entity);
    return date.n ? (struct str){date.s + 6, 2} : date;
}

static struct str year_month(struct row *row, uint32_t entity)
{
    struct str date = csv_date(row, entity);
    return (struct str){date.s, date.n ? 6 : 0};
}

/* GDELT: the part of the year is taken as (30 months + days) / 365 */
static struct str fraction_date(struct row *row, uint32_t entity)
{
    uint32_t y, m, d;
    if (!str_to_u32(year(row, entity), &y) || !str_to_u32(month(row, entity), &m) ||
        !str_to_u32(day(row, entity), &d))
        return STR("");
    double part_of_year = (double)(m * MONTH_DAYS + d) / YEAR_DAYS;
    return arena_format(row->scratch, "%.4f", y + part_of_year);
}

/* when the article was published, to the second */
static struct str date_added(struct row *row, uint32_t entity)
{
    char digits[] = "00000000000000";
    struct str published = csv_string(row, row->doc->article.published);
    size_t n = 0;
    (void)entity;
    for (size_t i = 0; i < published.n && n < sizeof digits - 1; i++)
        if (published.s[i] >= '0' && published.s[i] <= '9')
            digits[n++] = published.s[i];
    return n ? arena_format(row->scratch, "%s", digits) : STR("");
}

static struct str published_date(struct row *row, uint32_t entity)
{
    struct str published = csv_string(row, row->doc->article.published);
    (void)entity;
    return (struct str){published.s, published.n < 10 ? published.n : 10};
}

/* ---- codes ---- */

static struct str base_code(struct row *row, uint32_t entity)
{
    struct str code = csv_code(row, entity);
    return (struct str){code.s, code.n < 3 ? code.n : 3};
}

static uint32_t root_number(struct row *row)
{
    uint32_t number = 0;
    (void)str_to_u32(csv_root(row, 0), &number);
    return number;
}

static struct str gdelt_quad(struct row *row, uint32_t entity)
{
    uint32_t n = root_number(row);
    (void)entity;
    return n <= 5 ? STR("1") : n <= 8 ? STR("2") : n <= 13 ? STR("3") : STR("4");
}

static struct str phoenix_quad(struct row *row, uint32_t entity)
{
    uint32_t n = root_number(row);
    (void)entity;
    if (n <= 2)
        return STR("0");
    if (n <= 5)
        return STR("1");
    return n <= 8 ? STR("2") : n <= 13 || n == 16 ? STR("3") : STR("4");
}

static struct str code_name(struct row *row, uint32_t entity)
{
    return csv_known(row, CSV_CODE_NAME, csv_code(row, entity));
}

static struct str plover(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_string(row, row->event->plover);
}

static struct str plover_mode(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_string(row, row->event->mode);
}

static struct str plover_score(struct row *row, uint32_t entity)
{
    return csv_known(row, CSV_PLOVER_SCORE, plover(row, entity));
}

static struct str plover_quad(struct row *row, uint32_t entity)
{
    return csv_known(row, CSV_PLOVER_QUAD, plover(row, entity));
}

static struct str contexts(struct row *row, uint32_t entity)
{
    struct str list = STR("");
    (void)entity;
    for (uint32_t i = 0; i < row->event->contexts.n; i++)
        list = csv_join(row, list, ";",
                        csv_string(row, row->doc->ids.v[row->event->contexts.first + i]));
    return list;
}

/* ---- the article ---- */

static struct str number_id(struct row *row, uint32_t entity)
{
    uint64_t id = hash_bytes(csv_row_id(row, entity), 0) >> 1;
    return arena_format(row->scratch, "%llu", (unsigned long long)id);
}

static struct str article_id(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_string(row, row->doc->article.id);
}

static struct str source_url(struct row *row, uint32_t entity)
{
    struct str url = csv_url(row, entity);
    return url.n ? url : csv_string(row, row->doc->article.origin);
}

static struct str language(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_string(row, row->doc->article.language);
}

static struct str one(struct row *row, uint32_t entity)
{
    (void)row;
    (void)entity;
    return STR("1");
}

static struct str n_mentions(struct row *row, uint32_t entity)
{
    (void)entity;
    return arena_format(row->scratch, "%u", row->event->trigger.n);
}

/* told in the headline or the first paragraph */
static struct str is_root(struct row *row, uint32_t entity)
{
    const struct doc *doc = row->doc;
    uint32_t at = row->event->trigger.n ? doc->spans.v[row->event->trigger.first].start : 0;
    (void)entity;
    for (uint32_t b = 1; b < doc->blocks.n; b++) {
        bool body = doc->blocks.v[b].kind == BLOCK_BODY;
        if (!body && doc->blocks.v[b].kind != BLOCK_HEADLINE)
            continue;
        if (at >= doc->blocks.v[b].span.start && at < doc->blocks.v[b].span.end)
            return STR("1");
        if (body)
            break;
    }
    return STR("0");
}

/* names of all entities of a kind, each once */
static struct str story(struct row *row, uint8_t kind)
{
    struct str list = STR("");
    for (uint32_t e = 1; e < row->doc->entities.n; e++)
        if (row->doc->entities.v[e].kind == kind)
            list = csv_join(row, list, ";", csv_name(row, e));
    return list;
}

static struct str story_people(struct row *row, uint32_t entity)
{
    (void)entity;
    return story(row, ENTITY_PERSON);
}

static struct str story_bodies(struct row *row, uint32_t entity)
{
    (void)entity;
    return story(row, ENTITY_ORGANIZATION);
}

static bool named_before(const struct doc *doc, uint32_t place)
{
    for (uint32_t p = 1; p < place; p++)
        if (doc->places.v[p].name == doc->places.v[place].name)
            return true;
    return false;
}

static struct str story_places(struct row *row, uint32_t entity)
{
    struct str list = STR("");
    (void)entity;
    for (uint32_t p = 1; p < row->doc->places.n; p++)
        if (!named_before(row->doc, p))
            list = csv_join(row, list, ";", csv_string(row, row->doc->places.v[p].name));
    return list;
}

static struct str version(struct row *row, uint32_t entity)
{
    (void)row;
    (void)entity;
    return STR("onrecord " ONRECORD_VERSION);
}

/* ---- places ---- */

static struct str place_country(const struct row *row)
{
    return csv_place(row) ? str_of(csv_place(row)->country) : STR("");
}

static struct str place_country_code(struct row *row, uint32_t entity)
{
    (void)entity;
    return place_country(row);
}

static struct str place_country_alpha2(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_known(row, CSV_COUNTRY_ALPHA2, place_country(row));
}

static struct str place_country_name(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_known(row, CSV_COUNTRY_NAME, place_country(row));
}

static struct str place_kind(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_place(row) ? csv_string(row, csv_place(row)->kind) : STR("");
}

static struct str place_id(struct row *row, uint32_t entity)
{
    (void)entity;
    if (!csv_place(row) || !csv_place(row)->geonames)
        return STR("");
    return arena_format(row->scratch, "%u", csv_place(row)->geonames);
}

static struct str place_words(struct row *row, uint32_t entity)
{
    (void)entity;
    return csv_place(row) ? doc_slice(row->doc, csv_place(row)->span) : STR("");
}

/* "Mosul, Nineveh, Iraq" */
static struct str place_full(struct row *row, uint32_t entity)
{
    struct str name = csv_place_name(row, entity), division = csv_division(row, entity);
    struct str country = place_country_name(row, entity);
    if (division.n && !str_eq(division, name))
        name = csv_join(row, name, ", ", division);
    return country.n && !str_eq(country, name) ? csv_join(row, name, ", ", country) : name;
}

/* GDELT: 1 country, 2 US state, 3 US city, 4 city elsewhere, 5 division elsewhere; 0 none */
static struct str place_type(struct row *row, uint32_t entity)
{
    struct str kind = place_kind(row, entity);
    bool usa = str_is(place_country(row), "USA");
    if (!kind.n)
        return STR("0");
    if (str_is(kind, "country"))
        return STR("1");
    if (str_is(kind, "city") || str_is(kind, "district"))
        return usa ? STR("3") : STR("4");
    return usa ? STR("2") : STR("5");
}

/* the country of an actor, as GDELT puts it into the same seven columns */
static struct str actor_place_type(struct row *row, uint32_t entity)
{
    return country_name(row, entity).n ? STR("1") : STR("0");
}

/* ---- the shapes ---- */

#define SOURCE SIDE_SOURCE
#define TARGET SIDE_TARGET

static const struct column OWN[] = {
    {"date", csv_date, SIDE_NONE},
    {"source", csv_actor, SOURCE},
    {"target", csv_actor, TARGET},
    {"code", csv_code, SIDE_NONE},
    {"issues", csv_issues, SIDE_NONE},
    {"sentences", csv_sentences, SIDE_NONE},
    {"url", csv_url, SIDE_NONE},
    {"publisher", csv_publisher, SIDE_NONE},
    {"source_text", csv_words, SOURCE},
    {"target_text", csv_words, TARGET},
    {"verb_text", csv_trigger, SIDE_NONE},
    {"status", csv_status, SIDE_NONE},
    {"on_word_of", csv_speakers, SIDE_NONE},
    {0},
};

static const struct column PETRARCH[] = {
    {"date", csv_date, SIDE_NONE},         {"source", csv_actor, SOURCE},
    {"target", csv_actor, TARGET},         {"code", csv_code, SIDE_NONE},
    {"issues", csv_issues, SIDE_NONE},     {"sentences", csv_sentences, SIDE_NONE},
    {"url", csv_url, SIDE_NONE},           {"publisher", csv_publisher, SIDE_NONE},
    {"source_text", csv_words, SOURCE},    {"target_text", csv_words, TARGET},
    {"verb_text", csv_trigger, SIDE_NONE}, {0},
};

static const struct column PHOENIX[] = {
    {"EventID", csv_row_id, SIDE_NONE},
    {"Date", csv_date, SIDE_NONE},
    {"Year", year, SIDE_NONE},
    {"Month", month, SIDE_NONE},
    {"Day", day, SIDE_NONE},
    {"SourceActorFull", csv_actor, SOURCE},
    {"SourceRoot", root, SOURCE},
    {"SourceAgent", first_sector, SOURCE},
    {"SourceOthers", others, SOURCE},
    {"TargetActorFull", csv_actor, TARGET},
    {"TargetRoot", root, TARGET},
    {"TargetAgent", first_sector, TARGET},
    {"TargetOthers", others, TARGET},
    {"EventCode", csv_code, SIDE_NONE},
    {"RootCode", csv_root, SIDE_NONE},
    {"QuadClass", phoenix_quad, SIDE_NONE},
    {"Goldstein", csv_goldstein, SIDE_NONE},
    {"Issues", csv_issues, SIDE_NONE},
    {"Lat", csv_lat, SIDE_NONE},
    {"Lon", csv_lon, SIDE_NONE},
    {"Place", csv_place_name, SIDE_NONE},
    {"State", csv_division, SIDE_NONE},
    {"Country", place_country_code, SIDE_NONE},
    {"SentenceIDs", csv_sentences, SIDE_NONE},
    {"URLs", csv_url, SIDE_NONE},
    {"Sources", csv_publisher, SIDE_NONE},
    {0},
};

static const struct column GDELT[] = {
    {"GlobalEventID", number_id, SIDE_NONE},
    {"Day", csv_date, SIDE_NONE},
    {"MonthYear", year_month, SIDE_NONE},
    {"Year", year, SIDE_NONE},
    {"FractionDate", fraction_date, SIDE_NONE},
    {"Actor1Code", csv_actor, SOURCE},
    {"Actor1Name", csv_name, SOURCE},
    {"Actor1CountryCode", csv_country, SOURCE},
    {"Actor1KnownGroupCode", group, SOURCE},
    {"Actor1EthnicCode", csv_none, SOURCE},
    {"Actor1Religion1Code", csv_none, SOURCE},
    {"Actor1Religion2Code", csv_none, SOURCE},
    {"Actor1Type1Code", first_sector, SOURCE},
    {"Actor1Type2Code", second_sector, SOURCE},
    {"Actor1Type3Code", third_sector, SOURCE},
    {"Actor2Code", csv_actor, TARGET},
    {"Actor2Name", csv_name, TARGET},
    {"Actor2CountryCode", csv_country, TARGET},
    {"Actor2KnownGroupCode", group, TARGET},
    {"Actor2EthnicCode", csv_none, TARGET},
    {"Actor2Religion1Code", csv_none, TARGET},
    {"Actor2Religion2Code", csv_none, TARGET},
    {"Actor2Type1Code", first_sector, TARGET},
    {"Actor2Type2Code", second_sector, TARGET},
    {"Actor2Type3Code", third_sector, TARGET},
    {"IsRootEvent", is_root, SIDE_NONE},
    {"EventCode", csv_code, SIDE_NONE},
    {"EventBaseCode", base_code, SIDE_NONE},
    {"EventRootCode", csv_root, SIDE_NONE},
    {"QuadClass", gdelt_quad, SIDE_NONE},
    {"GoldsteinScale", csv_goldstein, SIDE_NONE},
    {"NumMentions", n_mentions, SIDE_NONE},
    {"NumSources", one, SIDE_NONE},
    {"NumArticles", one, SIDE_NONE},
    {"AvgTone", csv_none, SIDE_NONE},
    {"Actor1Geo_Type", actor_place_type, SOURCE},
    {"Actor1Geo_Fullname", country_name, SOURCE},
    {"Actor1Geo_CountryCode", country_alpha2, SOURCE},
    {"Actor1Geo_ADM1Code", csv_none, SOURCE},
    {"Actor1Geo_ADM2Code", csv_none, SOURCE},
    {"Actor1Geo_Lat", csv_none, SOURCE},
    {"Actor1Geo_Long", csv_none, SOURCE},
    {"Actor1Geo_FeatureID", csv_none, SOURCE},
    {"Actor2Geo_Type", actor_place_type, TARGET},
    {"Actor2Geo_Fullname", country_name, TARGET},
    {"Actor2Geo_CountryCode", country_alpha2, TARGET},
    {"Actor2Geo_ADM1Code", csv_none, TARGET},
    {"Actor2Geo_ADM2Code", csv_none, TARGET},
    {"Actor2Geo_Lat", csv_none, TARGET},
    {"Actor2Geo_Long", csv_none, TARGET},
    {"Actor2Geo_FeatureID", csv_none, TARGET},
    {"ActionGeo_Type", place_type, SIDE_NONE},
    {"ActionGeo_Fullname", place_full, SIDE_NONE},
    {"ActionGeo_CountryCode", place_country_alpha2, SIDE_NONE},
    {"ActionGeo_ADM1Code", csv_none, SIDE_NONE},
    {"ActionGeo_ADM2Code", csv_none, SIDE_NONE},
    {"ActionGeo_Lat", csv_lat, SIDE_NONE},
    {"ActionGeo_Long", csv_lon, SIDE_NONE},
    {"ActionGeo_FeatureID", place_id, SIDE_NONE},
    {"DATEADDED", date_added, SIDE_NONE},
    {"SOURCEURL", source_url, SIDE_NONE},
    {0},
};

static const struct column ICEWS[] = {
    {"Event ID", csv_row_id, SIDE_NONE},
    {"Event Date", csv_iso_date, SIDE_NONE},
    {"Source Name", csv_name, SOURCE},
    {"Source Sectors", sector_names, SOURCE},
    {"Source Country", country_name, SOURCE},
    {"Event Text", code_name, SIDE_NONE},
    {"CAMEO Code", csv_code, SIDE_NONE},
    {"Intensity", csv_goldstein, SIDE_NONE},
    {"Target Name", csv_name, TARGET},
    {"Target Sectors", sector_names, TARGET},
    {"Target Country", country_name, TARGET},
    {"Story ID", article_id, SIDE_NONE},
    {"Sentence Number", csv_sentence_number, SIDE_NONE},
    {"Publisher", csv_publisher, SIDE_NONE},
    {"City", csv_city, SIDE_NONE},
    {"District", csv_none, SIDE_NONE},
    {"Province", csv_division, SIDE_NONE},
    {"Country", place_country_name, SIDE_NONE},
    {"Latitude", csv_lat, SIDE_NONE},
    {"Longitude", csv_lon, SIDE_NONE},
    {0},
};

static const struct column POLECAT[] = {
    {"Event ID", csv_row_id, SIDE_NONE},
    {"Event Date", csv_iso_date, SIDE_NONE},
    {"Event Type", plover, SIDE_NONE},
    {"Event Mode", plover_mode, SIDE_NONE},
    {"Intensity", plover_score, SIDE_NONE},
    {"Quad Code", plover_quad, SIDE_NONE},
    {"Contexts", contexts, SIDE_NONE},
    {"Actor Name", csv_name, SOURCE},
    {"Actor Country", csv_country, SOURCE},
    {"Actor COW", csv_none, SOURCE},
    {"Primary Actor Sector", plover_sector, SOURCE},
    {"Actor Sectors", plover_sectors, SOURCE},
    {"Actor Title", title, SOURCE},
    {"Actor Name Raw", csv_words, SOURCE},
    {"Wikipedia Actor ID", csv_none, SOURCE},
    {"Recipient Name", csv_name, TARGET},
    {"Recipient Country", csv_country, TARGET},
    {"Recipient COW", csv_none, TARGET},
    {"Primary Recipient Sector", plover_sector, TARGET},
    {"Recipient Sectors", plover_sectors, TARGET},
    {"Recipient Title", title, TARGET},
    {"Recipient Name Raw", csv_words, TARGET},
    {"Wikipedia Recipient ID", csv_none, TARGET},
    {"Placename", place_full, SIDE_NONE},
    {"City", csv_city, SIDE_NONE},
    {"District", csv_none, SIDE_NONE},
    {"Province", csv_division, SIDE_NONE},
    {"Country", place_country_code, SIDE_NONE},
    {"Latitude", csv_lat, SIDE_NONE},
    {"Longitude", csv_lon, SIDE_NONE},
    {"GeoNames ID", place_id, SIDE_NONE},
    {"Raw Placename", place_words, SIDE_NONE},
    {"Feature Type", place_kind, SIDE_NONE},
    {"Source", csv_publisher, SIDE_NONE},
    {"Publication Date", published_date, SIDE_NONE},
    {"Story People", story_people, SIDE_NONE},
    {"Story Organizations", story_bodies, SIDE_NONE},
    {"Story Locations", story_places, SIDE_NONE},
    {"Language", language, SIDE_NONE},
    {"Version", version, SIDE_NONE},
    {0},
};

const struct shape *csv_shape(enum csv_columns columns)
{
    static const struct shape SHAPES[] = {
        [CSV_OWN] = {OWN, true, false},          [CSV_PETRARCH] = {PETRARCH, false, false},
        [CSV_PHOENIX] = {PHOENIX, false, false}, [CSV_GDELT] = {GDELT, false, false},
        [CSV_ICEWS] = {ICEWS, false, false},     [CSV_POLECAT] = {POLECAT, false, true},
    };
    return &SHAPES[columns];
}
