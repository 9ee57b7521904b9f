/* params: Adam (Kingma and Ba 2015) with clipping by global norm, over dense matrices and over
 * tables of which each step touches few rows (their moments rest while untouched). Checkpoints hold
 * weights, moments, step and the state of the random stream, so that a resumed run goes on as if it
 * had not stopped. */
#include "params.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "matrix.h"

static const float decay1 = 0.9F, decay2 = 0.98F, max_norm = 5;
static const char magic[8] = "ONRCKPT1";

static size_t size_of(const struct param *param)
{
    return (size_t)param->rows * param->cols;
}

struct param *params_add(struct params *params, const char *name, uint32_t rows, uint32_t cols,
                         float deviation, struct random *random)
{
    struct param *param = memory_alloc(sizeof *param);
    *param = (struct param){.name = name, .rows = rows, .cols = cols};
    size_t n = size_of(param);
    param->w = memory_alloc(n * sizeof(float));
    param->g = memory_alloc(n * sizeof(float));
    param->m = memory_alloc(n * sizeof(float));
    param->v = memory_alloc(n * sizeof(float));
    for (size_t i = 0; deviation > 0 && i < n; i++)
        param->w[i] = deviation * random_normal(random);
    params->all[params->n++] = param;
    return param;
}

void param_make_table(struct param *param)
{
    param->touched = memory_alloc(param->rows * sizeof *param->touched);
    param->is_touched = memory_alloc(param->rows * sizeof *param->is_touched);
}

void param_touch(struct param *param, uint32_t row)
{
    if (param->is_touched[row])
        return;
    param->is_touched[row] = true;
    param->touched[param->n_touched++] = row;
}

void param_fill(struct param *param, float value)
{
    for (size_t i = 0; i < size_of(param); i++)
        param->w[i] = value;
}

void params_release(struct params *params)
{
    for (uint32_t i = 0; i < params->n; i++) {
        struct param *param = params->all[i];
        free(param->w);
        free(param->g);
        free(param->m);
        free(param->v);
        free(param->touched);
        free(param->is_touched);
        free(param);
    }
    params->n = 0;
}

FAST static double square_sum(const float *g, size_t n)
{
    double sum = 0;
    size_t i = 0;
    for (; i + 256 <= n; i += 256) {
        float lanes[8] = {0};
        for (size_t j = 0; j < 256; j += 8)
            for (size_t l = 0; l < 8; l++)
                lanes[l] += g[i + j + l] * g[i + j + l];
        for (size_t l = 0; l < 8; l++)
            sum += (double)lanes[l];
    }
    for (; i < n; i++)
        sum += (double)(g[i] * g[i]);
    return sum;
}

static double gradient_norm(const struct params *params)
{
    double sum = 0;
    for (uint32_t i = 0; i < params->n; i++) {
        const struct param *param = params->all[i];
        if (!param->touched)
            sum += square_sum(param->g, size_of(param));
        for (uint32_t t = 0; t < param->n_touched; t++)
            sum += square_sum(param->g + (size_t)param->touched[t] * param->cols, param->cols);
    }
    return sqrt(sum);
}

struct adam {
    float rate, correct1, correct2, scale;
};

FAST static void update(float *restrict w, float *restrict g, float *restrict m, float *restrict v,
                        size_t n, const struct adam *adam)
{
    struct adam a = *adam;
    for (size_t i = 0; i < n; i++) {
        float x = g[i] * a.scale;
        m[i] = decay1 * m[i] + (1 - decay1) * x;
        v[i] = decay2 * v[i] + (1 - decay2) * x * x;
        w[i] -= a.rate * (m[i] * a.correct1) / (sqrtf(v[i] * a.correct2) + 1e-8F);
        g[i] = 0;
    }
}

void params_update(struct params *params, float rate)
{
    params->step++;
    double norm = gradient_norm(params);
    struct adam adam = {
        .rate = rate,
        .correct1 = (float)(1 / (1 - pow((double)decay1, (double)params->step))),
        .correct2 = (float)(1 / (1 - pow((double)decay2, (double)params->step))),
        .scale = norm > (double)max_norm ? (float)((double)max_norm / norm) : 1,
    };
    for (uint32_t i = 0; i < params->n; i++) {
        struct param *p = params->all[i];
        if (!p->touched)
            update(p->w, p->g, p->m, p->v, size_of(p), &adam);
        for (uint32_t t = 0; t < p->n_touched; t++) {
            size_t at = (size_t)p->touched[t] * p->cols;
            update(p->w + at, p->g + at, p->m + at, p->v + at, p->cols, &adam);
            p->is_touched[p->touched[t]] = false;
        }
        p->n_touched = 0;
    }
}

static bool put(FILE *file, const void *bytes, size_t n)
{
    return fwrite(bytes, 1, n, file) == n;
}

static bool get(FILE *file, void *bytes, size_t n)
{
    return fread(bytes, 1, n, file) == n;
}

static bool put_param(FILE *file, const struct param *param)
{
    char name[32] = {0};
    snprintf(name, sizeof name, "%s", param->name);
    size_t bytes = size_of(param) * sizeof(float);
    return put(file, name, sizeof name) && put(file, &param->rows, sizeof param->rows) &&
           put(file, &param->cols, sizeof param->cols) && put(file, param->w, bytes) &&
           put(file, param->m, bytes) && put(file, param->v, bytes);
}

bool params_save(const struct params *params, const char *path, const struct checkpoint *checkpoint)
{
    char part[4096];
    snprintf(part, sizeof part, "%s.part", path);
    FILE *file = fopen(part, "wb");
    if (!file)
        return false;
    bool good = put(file, magic, sizeof magic) && put(file, checkpoint, sizeof *checkpoint) &&
                put(file, &params->step, sizeof params->step) &&
                put(file, &params->n, sizeof params->n);
    for (uint32_t i = 0; good && i < params->n; i++)
        good = put_param(file, params->all[i]);
    good = fclose(file) == 0 && good;
    return good && rename(part, path) == 0;
}

static struct param *find(struct params *params, const char *name, uint32_t rows, uint32_t cols)
{
    for (uint32_t i = 0; i < params->n; i++) {
        struct param *p = params->all[i];
        if (strcmp(p->name, name) == 0 && p->rows == rows && p->cols == cols)
            return p;
    }
    return NULL;
}

static int load_all(struct params *params, FILE *file, uint32_t n, bool resume)
{
    int found = 0;
    for (uint32_t i = 0; i < n; i++) {
        char name[32];
        uint32_t shape[2];
        if (!get(file, name, sizeof name) || !get(file, shape, sizeof shape))
            return -1;
        struct param *param = find(params, name, shape[0], shape[1]);
        size_t bytes = (size_t)shape[0] * shape[1] * sizeof(float);
        if (resume && !param)
            return -1;
        if (param && !get(file, param->w, bytes))
            return -1;
        found += param != NULL;
        if (resume && (!get(file, param->m, bytes) || !get(file, param->v, bytes)))
            return -1;
        if (!resume && fseek(file, (long)(bytes * (param ? 2 : 3)), SEEK_CUR) != 0)
            return -1;
    }
    return found;
}

/* the checkpoint up to its first matrix */
static bool get_head(FILE *file, struct checkpoint *checkpoint, uint64_t *step, uint32_t *n)
{
    char head[sizeof magic];
    return get(file, head, sizeof head) && memcmp(head, magic, sizeof magic) == 0 &&
           get(file, checkpoint, sizeof *checkpoint) && get(file, step, sizeof *step) &&
           get(file, n, sizeof *n);
}

bool params_list(const char *path,
                 void (*tell)(const char *name, uint32_t rows, uint32_t cols, void *with),
                 void *with)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return false;
    struct checkpoint unused;
    uint64_t step;
    uint32_t n = 0;
    bool good = get_head(file, &unused, &step, &n);
    for (uint32_t i = 0; good && i < n; i++) {
        char name[32];
        uint32_t shape[2];
        good = get(file, name, sizeof name) && get(file, shape, sizeof shape);
        name[sizeof name - 1] = 0;
        size_t bytes = good ? (size_t)shape[0] * shape[1] * sizeof(float) : 0;
        good = good && fseek(file, (long)(3 * bytes), SEEK_CUR) == 0;
        if (good)
            tell(name, shape[0], shape[1], with);
    }
    fclose(file);
    return good;
}

int params_load(struct params *params, const char *path, struct checkpoint *checkpoint, bool resume)
{
    FILE *file = fopen(path, "rb");
    if (!file)
        return -1;
    struct checkpoint read;
    uint64_t step;
    uint32_t n;
    int found = -1;
    if (get_head(file, &read, &step, &n))
        found = load_all(params, file, n, resume);
    fclose(file);
    if (found >= 0 && resume) {
        params->step = step;
        *checkpoint = read;
    }
    return found;
}
