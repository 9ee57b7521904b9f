/* checkpoint: how far a run came, kept in a small file from which the same run goes on. */
#ifndef ONR_ENGINE_CHECKPOINT_H
#define ONR_ENGINE_CHECKPOINT_H

#include "base/error.h"

struct checkpoint {
    uint64_t key;      /* of the input, the options and the version: another run has another one */
    uint64_t input;    /* index of the file that was being read */
    uint64_t items;    /* articles and problems of it that were put */
    uint64_t place;    /* in the output, behind them */
    uint64_t problems; /* of the whole run so far */
};

/* ONR_OK; ONR_END where there is no such file; ONR_ERR_FORMAT where it is no whole checkpoint. */
ONR_CHECKED enum onr_status checkpoint_read(struct checkpoint *point, const char *path,
                                            struct onr_error *error);
/* Replaces the file, so that at any time there is the old one or the new one. */
ONR_CHECKED enum onr_status checkpoint_write(const struct checkpoint *point, const char *path,
                                             struct onr_error *error);

#endif
