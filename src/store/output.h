/* output: what questions give goes out through a buffer to the caller's function. */
#ifndef ONR_STORE_OUTPUT_H
#define ONR_STORE_OUTPUT_H

#include "base/json.h"
#include "record/lines.h"
#include "store/found.h"

struct output {
    struct buf buf;
    bool (*write)(void *context, const char *bytes, size_t size);
    void *context;
    bool refused; /* write said false */
    uint64_t n;   /* rows */
};

void output_init(struct output *output, bool (*write)(void *, const char *, size_t), void *context);
/* Writes what has gathered, where it is much or `all`; false where the caller wants no more. */
bool output_flush(struct output *output, bool all);
/* Writes the rest and gives the status of the whole. */
enum onr_status output_end(struct output *output, enum onr_status status, struct onr_error *error);

struct lines output_lines(struct output *output, const struct onr_look *look);

/* one cell of CSV, quoted where needed; white space in it becomes single blanks */
void output_cell(struct buf *out, struct str cell, bool first);

/* one statement or event for people */
void output_found(struct lines *lines, const struct found *found);

#endif
