/* export: the trained network in the form that src/lang reads. */
#ifndef ONR_TRAIN_EXPORT_H
#define ONR_TRAIN_EXPORT_H

#include "base/error.h"
#include "corpus.h"
#include "net.h"

/* Writes the sections net.* to a container file; labels are those of the training corpus. */
ONR_CHECKED enum onr_status export_net(const struct net *net, const struct corpus *corpus,
                                       const char *path, struct onr_error *error);

#endif
