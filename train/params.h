/* params: the trainable numbers of a network, their gradients and Adam's moments. */
#ifndef ONR_TRAIN_PARAMS_H
#define ONR_TRAIN_PARAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "random.h"

enum { PARAMS_MAX = 64 };

/* a matrix; w weights, g gradient, m and v first and second moments */
struct param {
    const char *name;
    uint32_t rows, cols;
    float *w, *g, *m, *v;
    /* of a table of which a step touches few rows: those rows; NULL for dense ones */
    uint32_t *touched, n_touched;
    bool *is_touched;
};

struct params {
    struct param *all[PARAMS_MAX];
    uint32_t n;
    uint64_t step;
};

/* Adds a matrix, normally distributed with that deviation (0: zeros). The name outlives it. */
struct param *params_add(struct params *params, const char *name, uint32_t rows, uint32_t cols,
                         float deviation, struct random *random);
/* Makes it a table: only rows that were touched are updated. */
void param_make_table(struct param *param);
void param_touch(struct param *param, uint32_t row);
void param_fill(struct param *param, float value);
void params_release(struct params *params);

/* One step of Adam at that rate with the gradient's norm clipped; gradients are zero after. */
void params_update(struct params *params, float rate);

struct checkpoint {
    uint64_t epoch;
    struct random random;
};

/* Writes all weights and moments; path is replaced only by a complete file. */
bool params_save(const struct params *params, const char *path,
                 const struct checkpoint *checkpoint);
/* Tells every matrix of a checkpoint. Returns false when it cannot be read. */
bool params_list(const char *path,
                 void (*tell)(const char *name, uint32_t rows, uint32_t cols, void *with),
                 void *with);
/* Reads what params_save wrote: with `resume` everything, and all names and shapes must agree; else
 * only the weights of those matrices whose name and shape agree. Returns how many were read, -1
 * when the file cannot be read. */
int params_load(struct params *params, const char *path, struct checkpoint *checkpoint,
                bool resume);

#endif
