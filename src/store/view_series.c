/* view_series: folds counts by day into weeks, months or years. A row whose date is a month or a
 * year only counts in the bucket that its first day lies in. */
#include "store/view_series.h"

#include <stdio.h>

#include "text/calendar.h"

static uint32_t digits(struct str date, size_t start, size_t end, uint32_t otherwise)
{
    uint32_t n;
    return end <= date.n && str_to_u32(str_cut(date.s, start, end), &n) ? n : otherwise;
}

static int32_t day_of(struct str date)
{
    uint32_t year = digits(date, 0, 4, 0), month = digits(date, 5, 7, 1),
             day = digits(date, 8, 10, 1);
    if (!calendar_valid((int32_t)year, (int32_t)month, (int32_t)day))
        return DAY_NONE;
    return calendar_day((int32_t)year, (int32_t)month, (int32_t)day);
}

static char choose(struct str first, struct str last)
{
    int32_t begin = day_of(first), end = day_of(last);
    if (begin == DAY_NONE || end == DAY_NONE)
        return 'm';
    int32_t days = end - begin;
    return days <= 45 ? 'd' : days <= 800 ? 'w' : days <= 5500 ? 'm' : 'y';
}

enum onr_status series_begin(struct series *series, struct view *v, uint32_t n_columns,
                             struct str first, struct str last)
{
    static const char *const NAMES[] = {"day", "week", "month", "year"};
    struct str by = view_parameter(v, "by");
    *series = (struct series){.view = v, .n_columns = n_columns, .by = choose(first, last)};
    bool known = by.n == 0;
    for (int i = 0; i < 4; i++) {
        if (str_is(by, NAMES[i])) {
            known = true;
            series->by = *NAMES[i];
        }
    }
    if (!known)
        return error_set(v->error, ONR_ERR_ARG, "by is day, week, month or year");
    if (v->csv)
        return ONR_OK;
    json_open(&v->json, '{');
    for (int i = 0; i < 4; i++)
        if (*NAMES[i] == series->by)
            view_string(v, "by", str_of(NAMES[i]));
    json_key(&v->json, "buckets");
    json_open(&v->json, '[');
    return ONR_OK;
}

static bool name_bucket(char by, struct str date, char bucket[12])
{
    int32_t day = day_of(date);
    if (day == DAY_NONE)
        return false;
    if (by == 'w')
        day -= calendar_weekday(day);
    struct civil c = calendar_civil(day);
    int n = snprintf(bucket, 12, "%04u-%02u-%02u", (unsigned)c.year % 10000,
                     (unsigned)c.month % 100, (unsigned)c.day % 100);
    if (n == 10 && by == 'm')
        bucket[7] = 0;
    if (n == 10 && by == 'y')
        bucket[4] = 0;
    return n == 10;
}

static void flush(struct series *series)
{
    struct view *v = series->view;
    if (!series->open)
        return;
    if (v->csv) {
        csv_cell(v, str_of(series->bucket), true);
        for (uint32_t i = 0; i < series->n_columns; i++)
            buf_format(&v->out, ",%.6g", series->n[i]);
        csv_end(v);
    } else {
        json_open(&v->json, '{');
        view_string(v, "from", str_of(series->bucket));
        json_key(&v->json, "n");
        json_open(&v->json, '[');
        for (uint32_t i = 0; i < series->n_columns; i++)
            json_decimal(&v->json, series->n[i], 2);
        json_close(&v->json, ']');
        json_close(&v->json, '}');
    }
    memset(series->n, 0, sizeof series->n);
    series->open = false;
}

void series_add(struct series *series, struct str date, uint32_t column, double n)
{
    char bucket[12];
    if (column >= series->n_columns || !name_bucket(series->by, date, bucket))
        return;
    if (strcmp(bucket, series->bucket) != 0)
        flush(series);
    memcpy(series->bucket, bucket, sizeof bucket);
    series->n[column] += n;
    series->open = true;
}

void series_end(struct series *series)
{
    flush(series);
    if (series->view->csv)
        return;
    json_close(&series->view->json, ']');
    json_close(&series->view->json, '}');
}
