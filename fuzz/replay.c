/* replay: runs a fuzz target over every file of the folders given, for the normal tests: what once
 * crashed stays mended. Also each file cut in half and with one byte in the middle changed. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"

static int replay_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        return 1;
    }
    size_t n = (size_t)ftell(file);
    rewind(file);
    uint8_t *bytes = malloc(n + 1);
    int bad = !bytes || fread(bytes, 1, n, file) != n;
    fclose(file);
    if (!bad) {
        LLVMFuzzerTestOneInput(bytes, n);
        LLVMFuzzerTestOneInput(bytes, n / 2);
        bytes[n / 2] ^= 0x55;
        LLVMFuzzerTestOneInput(bytes, n);
    }
    free(bytes);
    return bad;
}

static int replay_folder(const char *folder, unsigned *n)
{
    struct dirent **entries;
    int bad = 0, count = scandir(folder, &entries, NULL, alphasort);
    if (count < 0) {
        perror(folder);
        return 1;
    }
    for (int i = 0; i < count; i++) {
        char path[4096];
        if (entries[i]->d_name[0] != '.' && entries[i]->d_type != DT_DIR) {
            snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
            bad |= replay_file(path);
            ++*n;
        }
        free(entries[i]);
    }
    free(entries);
    return bad;
}

int main(int argc, char **argv)
{
    unsigned n = 0;
    int bad = 0;
    for (int i = 1; i < argc; i++)
        bad |= replay_folder(argv[i], &n);
    printf("%u inputs\n", n);
    return bad || n == 0;
}
