/* kernels_x86: what the files of x86-64 kernels share. */
#ifndef ONR_NN_KERNELS_X86_H
#define ONR_NN_KERNELS_X86_H

#include "nn/kernels.h"

/* multiply8 of struct kernels; the processor must have AVX-512 VNNI (kernels_vnni.c) */
void multiply8_vnni(const struct packed8 *w, const struct quantised *x, float *y, size_t stride,
                    uint32_t rows);

#endif
