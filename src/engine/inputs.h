/* inputs: the files behind the paths a caller named, in the order in which they are read. */
#ifndef ONR_ENGINE_INPUTS_H
#define ONR_ENGINE_INPUTS_H

#include "base/array.h"
#include "base/error.h"

struct input {
    const char *path; /* "-" = standard input */
    uint64_t at;      /* where the one article wanted of it begins */
    bool one;
    const char *complaint; /* why it cannot be read (with its path in front), or NULL */
};

struct inputs {
    struct arena arena;
    ARRAY(struct input) files;
    uint64_t bytes; /* sum of the sizes of the files, 0 where one of them is a stream */
};

/* Lists the paths: a file as it is, all of a folder, at any depth, that has an
 * ending of a known form (intake/forms.c), sorted
 * by name, symbolic links followed; "file@123", where there is no such file but "file", as the one
 * article at that byte of it. What cannot be read becomes an input with a complaint. */
void inputs_init(struct inputs *inputs, const char *const *paths, unsigned n_paths);
void inputs_release(struct inputs *inputs);

#endif
