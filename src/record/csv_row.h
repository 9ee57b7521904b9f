/* csv_row: one row in the making, shared by the column functions of csv.c, csv_fields.c and
 * csv_shapes.c only. */
#ifndef ONR_RECORD_CSV_ROW_H
#define ONR_RECORD_CSV_ROW_H

#include "record/csv.h"

struct row {
    struct buf *out;
    const struct doc *doc;
    const struct event *event;
    const struct csv_options *options;
    struct arena *scratch;
    uint32_t number; /* of the row in its article, from 1 */
    uint32_t source, target;
};

/* one column: its heading and what stands under it; entity is that of its side, 0 = none */
struct column {
    const char *heading;
    struct str (*cell)(struct row *row, uint32_t entity);
    enum { SIDE_NONE, SIDE_SOURCE, SIDE_TARGET } side;
};

struct shape {
    const struct column *columns; /* ends with one without heading */
    bool has_status;              /* a reader can tell what did not happen */
    bool plover;                  /* only events that have a PLOVER type */
};

/* the five shapes, by enum csv_columns; csv_shapes.c */
const struct shape *csv_shape(enum csv_columns columns);

/* ---- cells that several shapes have: csv_fields.c ---- */

struct str csv_none(struct row *row, uint32_t entity);
struct str csv_string(const struct row *row, uint32_t string);
/* day of the event, else of the dateline or publication: ISO date, or the digits alone */
struct str csv_iso_date(struct row *row, uint32_t entity);
struct str csv_date(struct row *row, uint32_t entity);
struct str csv_code(struct row *row, uint32_t entity);
/* the first two digits of the code */
struct str csv_root(struct row *row, uint32_t entity);
struct str csv_goldstein(struct row *row, uint32_t entity);
struct str csv_sentences(struct row *row, uint32_t entity);
struct str csv_sentence_number(struct row *row, uint32_t entity);
struct str csv_issues(struct row *row, uint32_t entity);
struct str csv_url(struct row *row, uint32_t entity);
struct str csv_publisher(struct row *row, uint32_t entity);
struct str csv_status(struct row *row, uint32_t entity);
struct str csv_speakers(struct row *row, uint32_t entity);
struct str csv_trigger(struct row *row, uint32_t entity);
/* article id, number of the row in it */
struct str csv_row_id(struct row *row, uint32_t entity);
/* the words for an entity nearest to the first trigger in its sentence, else its name */
struct str csv_words(struct row *row, uint32_t entity);
struct str csv_name(struct row *row, uint32_t entity);
/* its actor code, or what of it: --- where there is no country, and where there is nothing */
struct str csv_actor(struct row *row, uint32_t entity);
struct str csv_country(struct row *row, uint32_t entity);
/* the place of the event, NULL = none */
const struct place *csv_place(const struct row *row);
struct str csv_lat(struct row *row, uint32_t entity);
struct str csv_lon(struct row *row, uint32_t entity);
struct str csv_city(struct row *row, uint32_t entity);
struct str csv_place_name(struct row *row, uint32_t entity);
struct str csv_division(struct row *row, uint32_t entity);
/* joined with a separator in scratch memory */
struct str csv_join(struct row *row, struct str list, const char *separator, struct str item);
/* what the tables say of a key, empty where nothing */
struct str csv_known(const struct row *row, enum csv_known what, struct str key);

#endif
