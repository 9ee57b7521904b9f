/* fuzz: the function that libFuzzer and the replay driver call with every input. */
#ifndef ONR_FUZZ_FUZZ_H
#define ONR_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

#endif
