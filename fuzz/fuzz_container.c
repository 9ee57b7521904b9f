/* fuzz_container: any bytes as a model file; what opens is read to its end. */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "fuzz.h"
#include "model/container.h"

enum { HEADER_BYTES = 32, ENTRY_BYTES = 56 };

static uint64_t read_u64(const char *at)
{
    uint64_t v;
    memcpy(&v, at, sizeof v);
    return v;
}

/* Puts right what a fuzzer cannot guess: file size and checksums, where the places make sense. */
static void mend_checksums(char *bytes, size_t n)
{
    uint32_t n_sections;
    uint64_t size = n, hash;
    if (n < HEADER_BYTES)
        return;
    memcpy(bytes + 16, &size, sizeof size);
    memcpy(&n_sections, bytes + 8, sizeof n_sections);
    for (size_t i = 0; i < n_sections && HEADER_BYTES + (i + 1) * ENTRY_BYTES <= n; i++) {
        char *entry = bytes + HEADER_BYTES + i * ENTRY_BYTES;
        uint64_t at = read_u64(entry + 32), length = read_u64(entry + 40);
        if (at > n || length > n - at)
            continue;
        hash = hash_bytes((struct str){bytes + at, length}, 0);
        memcpy(entry + 48, &hash, sizeof hash);
    }
    if ((n - HEADER_BYTES) / ENTRY_BYTES < n_sections)
        return;
    hash = hash_bytes((struct str){bytes + HEADER_BYTES, n_sections * (size_t)ENTRY_BYTES}, 0);
    memcpy(bytes + 24, &hash, sizeof hash);
}

static void open_and_read(const char *bytes, size_t n)
{
    struct container container;
    struct onr_error error;
    char name[33];
    uint64_t sum = 0;
    struct str all = {bytes, n};
    if (container_open_bytes(&container, all, "fuzz", &error) != ONR_OK)
        return;
    for (uint32_t i = 0; i < container.n_sections; i++) {
        struct str section = container_section(&container, i, name);
        sum += hash_bytes(section, sum);
        if (container_find(&container, name).s != section.s)
            abort();
    }
    container_close(&container);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
    char *copy = aligned_alloc(64, (n + 64) & ~(size_t)63);
    if (!copy)
        return 0;
    if (n)
        memcpy(copy, bytes, n);
    open_and_read(copy, n);
    mend_checksums(copy, n);
    open_and_read(copy, n);
    free(copy);
    return 0;
}
