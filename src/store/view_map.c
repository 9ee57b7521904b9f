/* view_map: how many events took place where. Only places with coordinates are shown. */
#include "store/view_filter.h"

#define PLACES "1500"

static const char *const NAMES[] = {"id",  "name", "country", "division",    "kind",
                                    "lat", "lon",  "n",       "cooperation", "conflict"};

static bool write_place(void *context, const struct onr_row *row)
{
    struct view *v = context;
    const struct onr_value *c = row->values;
    json_open(&v->json, '{');
    view_count(v, NAMES[0], value_integer(&c[0]));
    for (unsigned i = 1; i < 5; i++)
        view_string(v, NAMES[i], db_string(&c[i]));
    for (unsigned i = 5; i < 7; i++)
        view_real(v, NAMES[i], value_real(&c[i]));
    for (unsigned i = 7; i < 10; i++)
        view_count(v, NAMES[i], value_integer(&c[i]));
    json_close(&v->json, '}');
    return true;
}

static bool csv_place(void *context, const struct onr_row *row)
{
    struct view *v = context;
    const struct onr_value *c = row->values;
    csv_number(v, value_integer(&c[0]), true);
    for (unsigned i = 1; i < 5; i++)
        csv_cell(v, db_string(&c[i]), false);
    for (unsigned i = 5; i < 7; i++)
        buf_format(&v->out, ",%.5f", value_real(&c[i]));
    for (unsigned i = 7; i < 10; i++)
        csv_number(v, value_integer(&c[i]), false);
    csv_end(v);
    return true;
}

enum onr_status view_map(struct view *v)
{
    struct filter filter;
    struct query q;
    enum onr_status status = filter_read(v, VIEW_EVENTS, &filter);
    if (status)
        return status;
    filter.by_date = false;
    query_init(&q, v,
               "SELECT p.id, p.name, p.country, p.division, p.kind, p.lat, p.lon, t.n,"
               " t.cooperation, t.conflict FROM (SELECT x.place AS place, count(*) AS n,"
               " sum(CASE WHEN x.quad < 3 THEN 1 ELSE 0 END) AS cooperation,"
               " sum(CASE WHEN x.quad > 2 THEN 1 ELSE 0 END) AS conflict FROM event x"
               " WHERE x.place IS NOT NULL");
    filter_add(&q, &filter);
    query_add(&q, " GROUP BY x.place) AS t JOIN place p ON p.id = t.place WHERE p.lat IS NOT NULL"
                  " AND p.lon IS NOT NULL ORDER BY t.n DESC, p.id LIMIT " PLACES);
    if (v->csv) {
        for (unsigned i = 0; i < 10; i++)
            csv_cell(v, str_of(NAMES[i]), i == 0);
        csv_end(v);
        return query_ask(&q, csv_place, v);
    }
    json_open(&v->json, '{');
    json_key(&v->json, "places");
    json_open(&v->json, '[');
    status = query_ask(&q, write_place, v);
    json_close(&v->json, ']');
    json_close(&v->json, '}');
    return status;
}
