/* view_series: how much happened when: counts by day, week, month or year. */
#ifndef ONR_STORE_VIEW_SERIES_H
#define ONR_STORE_VIEW_SERIES_H

#include "store/view.h"

enum { SERIES_COLUMNS = 12 };

/* Rows of (date, column, n) in order of their dates, folded into buckets and written as
 * {"by": "week", "buckets": [{"from": "2024-10-28", "n": [...]}, …]}. Days and weeks are named by
 * their first day, months "2024-10", years "2024". Buckets without anything are left out. */
struct series {
    struct view *view;
    uint32_t n_columns;
    char by; /* d, w, m, y */
    char bucket[12];
    double n[SERIES_COLUMNS];
    bool open;
};

/* Chooses `by` from the parameter or, where that is not given, from how long the time is. */
ONR_CHECKED enum onr_status series_begin(struct series *series, struct view *v, uint32_t n_columns,
                                         struct str first, struct str last);
void series_add(struct series *series, struct str date, uint32_t column, double n);
void series_end(struct series *series);

#endif
