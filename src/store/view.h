/* view: what the page and its API show of a store, as JSON or CSV. view.c holds the table of views;
 * each is one function over a struct view. SQL is put together from fixed pieces of text only; all
 * that a user says goes in as a parameter. */
#ifndef ONR_STORE_VIEW_H
#define ONR_STORE_VIEW_H

#include "base/json.h"
#include "store/sql.h"

enum { VIEW_TEXT_MAX = 200, VIEW_LIMIT = 50, VIEW_LIMIT_MAX = 500 };

/* one answer being written; everything in it lives until the answer is given */
struct view {
    struct db *db;
    struct arena arena;
    struct json json;
    struct buf out;
    bool csv;
    const struct onr_parameter *parameters;
    uint32_t n_parameters;
    struct onr_error *error;
};

/* the value of a parameter; {NULL, 0} where it is not given or empty */
struct str view_parameter(const struct view *v, const char *name);
/* a number from `least` to `most`, `otherwise` where it is not given */
ONR_CHECKED enum onr_status view_number(const struct view *v, const char *name, uint32_t least,
                                        uint32_t most, uint32_t otherwise, uint32_t *number);

/* who is meant by a parameter: a country, or an identity, or nobody in particular */
struct party {
    struct str country;
    int64_t identity;
};
static inline bool party_is_set(struct party party)
{
    return party.country.n || party.identity;
}
/* ISO 3166-1 alpha-3 in capitals, or the number of an identity */
ONR_CHECKED enum onr_status view_party(const struct view *v, const char *name, struct party *party);

/* ---- a question being put together ---- */

struct query {
    struct view *view;
    struct sql sql;
};

void query_init(struct query *q, struct view *view, const char *sql);
/* Appends sql, in which each '@' becomes the next parameter and takes a value; "@@" is
 * left alone. */
void query_add(struct query *q, const char *sql, ...);
struct onr_value query_party_value(struct party party);
/* Asks and releases. row may be NULL. */
ONR_CHECKED enum onr_status query_ask(struct query *q, db_row_function *row, void *context);

/* a question without pieces; parameters ?1 … ?n */
ONR_CHECKED enum onr_status view_ask(struct view *v, const char *sql,
                                     const struct onr_value *values, uint32_t n,
                                     db_row_function *row, void *context);

/* ---- values of rows ---- */

int64_t value_integer(const struct onr_value *value); /* 0 for NULL */
double value_real(const struct onr_value *value);     /* of an integer, too */
/* a copy in the view's arena */
struct str view_keep(struct view *v, const struct onr_value *value);

/* ---- JSON and CSV ---- */

void view_string(struct view *v, const char *key, struct str s); /* null where s.s is NULL */
void view_count(struct view *v, const char *key, int64_t n);
void view_real(struct view *v, const char *key, double real);
/* as json_key; s that is stored as JSON, null where it is none */
void view_raw(struct view *v, const char *key, struct str json);

/* a cell, with a comma in front but for the first of a line; formulas are disarmed */
void csv_cell(struct view *v, struct str s, bool first);
void csv_number(struct view *v, int64_t n, bool first);
void csv_end(struct view *v);

/* ---- the views ---- */

typedef enum onr_status view_function(struct view *v);
view_function view_overview, view_matrix, view_pair, view_party_page, view_parties, view_map,
    view_statements, view_events, view_articles, view_facets, view_article, view_claims, view_about;

#endif
