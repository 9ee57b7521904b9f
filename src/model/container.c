/* container: sections with checksums, mapped and read in place. Every byte of a file is covered:
 * header fields by their own checks, the section table and each section by XXH3, padding by being
 * zero. So a file cut or changed anywhere is refused at the door. Written to a temporary
 * neighbour and renamed, so that a reader never meets half a file. */
#include "model/container.h"

#include <assert.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "sections are read in place");

enum { VERSION = 1, NAME_BYTES = 32, ALIGNMENT = 64, MAX_SECTIONS = 4096 };

struct header {
    char magic[4];
    uint32_t version, n_sections, zero;
    uint64_t file_size, table_hash;
};

struct entry {
    char name[NAME_BYTES];
    uint64_t offset, size, hash;
};

_Static_assert(sizeof(struct header) == 32 && sizeof(struct entry) == 56, "no padding");

static struct entry entry_at(struct str bytes, uint32_t i)
{
    struct entry entry;
    memcpy(&entry, bytes.s + sizeof(struct header) + i * sizeof entry, sizeof entry);
    return entry;
}

static struct str table_bytes(struct str bytes, uint32_t n_sections)
{
    return (struct str){bytes.s + sizeof(struct header), n_sections * sizeof(struct entry)};
}

static uint64_t align(uint64_t n)
{
    return (n + ALIGNMENT - 1) & ~(uint64_t)(ALIGNMENT - 1);
}

static bool all_zero(const char *from, uint64_t n)
{
    for (uint64_t i = 0; i < n; i++)
        if (from[i])
            return false;
    return true;
}

static const char *check_header(struct str bytes, uint32_t *n_sections)
{
    struct header header;
    if (bytes.n < sizeof header.magic || memcmp(bytes.s, "ONRM", 4) != 0)
        return "not an onrecord model file";
    if (bytes.n < sizeof header)
        return "cut off in the header";
    memcpy(&header, bytes.s, sizeof header);
    if (header.version != VERSION || header.zero)
        return "written by another version of onrecord";
    if (bytes.n < header.file_size)
        return "cut off: shorter than its header says";
    if (bytes.n != header.file_size)
        return "longer than its header says";
    if (header.n_sections > MAX_SECTIONS ||
        header.n_sections > (bytes.n - sizeof header) / sizeof(struct entry))
        return "damaged: impossible number of sections";
    if (hash_bytes(table_bytes(bytes, header.n_sections), 0) != header.table_hash)
        return "damaged: checksum of the section table";
    *n_sections = header.n_sections;
    return NULL;
}

/* Checks section i, which must begin at the first aligned place after *end; moves *end past it. */
static const char *check_section(struct str bytes, uint32_t i, uint64_t *end)
{
    struct entry entry = entry_at(bytes, i);
    size_t length = strnlen(entry.name, NAME_BYTES);
    if (length == 0 || !all_zero(entry.name + length, NAME_BYTES - length))
        return "damaged: name";
    for (uint32_t before = 0; before < i; before++) {
        struct entry other = entry_at(bytes, before);
        if (memcmp(other.name, entry.name, NAME_BYTES) == 0)
            return "damaged: two sections of that name";
    }
    if (entry.offset != align(*end) || entry.offset > bytes.n ||
        entry.size > bytes.n - entry.offset)
        return "damaged: place in the file";
    if (!all_zero(bytes.s + *end, entry.offset - *end))
        return "damaged: padding before it";
    *end = entry.offset + entry.size;
    if (hash_bytes(str_cut(bytes.s, entry.offset, *end), 0) != entry.hash)
        return "damaged: checksum";
    return NULL;
}

enum onr_status container_open_bytes(struct container *container, struct str bytes,
                                     const char *name, struct onr_error *error)
{
    assert((uintptr_t)bytes.s % ALIGNMENT == 0);
    *container = (struct container){{{NULL, 0}}, {NULL, 0}, 0};
    uint32_t n;
    const char *fault = check_header(bytes, &n);
    if (fault)
        return error_set(error, ONR_ERR_MODEL, "%s: %s", name, fault);
    uint64_t end = sizeof(struct header) + table_bytes(bytes, n).n;
    for (uint32_t i = 0; i < n; i++) {
        fault = check_section(bytes, i, &end);
        if (fault)
            return error_set(error, ONR_ERR_MODEL, "%s: section %u (%.32s): %s", name, i + 1,
                             entry_at(bytes, i).name, fault);
    }
    if (end != bytes.n)
        return error_set(error, ONR_ERR_MODEL, "%s: damaged: bytes behind the last section", name);
    container->bytes = bytes;
    container->n_sections = n;
    return ONR_OK;
}

enum onr_status container_open(struct container *container, const char *path,
                               struct onr_error *error)
{
    struct file_map map;
    *container = (struct container){{{NULL, 0}}, {NULL, 0}, 0};
    enum onr_status status = file_map_open(&map, path, error);
    if (status != ONR_OK)
        return status;
    status = container_open_bytes(container, map.bytes, path, error);
    if (status == ONR_OK)
        container->map = map;
    else
        file_map_close(&map);
    return status;
}

void container_close(struct container *container)
{
    file_map_close(&container->map);
    *container = (struct container){{{NULL, 0}}, {NULL, 0}, 0};
}

struct str container_section(const struct container *container, uint32_t i, char name[33])
{
    assert(i < container->n_sections);
    struct entry entry = entry_at(container->bytes, i);
    memcpy(name, entry.name, NAME_BYTES);
    name[NAME_BYTES] = '\0';
    return (struct str){container->bytes.s + entry.offset, entry.size};
}

struct str container_find(const struct container *container, const char *name)
{
    char have[NAME_BYTES + 1];
    for (uint32_t i = 0; i < container->n_sections; i++) {
        struct str bytes = container_section(container, i, have);
        if (strcmp(have, name) == 0)
            return bytes;
    }
    return (struct str){NULL, 0};
}

/* Fills header and table for the parts; the table is to be freed by the caller. */
static struct entry *plan(const struct container_part *parts, uint32_t n, struct header *header)
{
    struct entry *table = memory_alloc(n * sizeof *table);
    uint64_t end = sizeof *header + n * sizeof *table;
    for (uint32_t i = 0; i < n; i++) {
        assert(strlen(parts[i].name) < NAME_BYTES);
        memcpy(table[i].name, parts[i].name, strlen(parts[i].name));
        table[i].offset = align(end);
        table[i].size = parts[i].bytes.n;
        table[i].hash = hash_bytes(parts[i].bytes, 0);
        end = table[i].offset + table[i].size;
    }
    *header = (struct header){
        .magic = {'O', 'N', 'R', 'M'},
        .version = VERSION,
        .n_sections = n,
        .file_size = end,
        .table_hash = hash_bytes((struct str){(const char *)table, n * sizeof *table}, 0)};
    return table;
}

static bool write_all(FILE *file, const struct header *header, const struct entry *table,
                      const struct container_part *parts)
{
    static const char padding[ALIGNMENT] = {0};
    uint64_t at = sizeof *header + header->n_sections * sizeof *table;
    bool ok = fwrite(header, sizeof *header, 1, file) == 1 &&
              fwrite(table, sizeof *table, header->n_sections, file) == header->n_sections;
    for (uint32_t i = 0; ok && i < header->n_sections; i++) {
        size_t gap = table[i].offset - at, n = parts[i].bytes.n;
        ok = fwrite(padding, 1, gap, file) == gap &&
             (n == 0 || fwrite(parts[i].bytes.s, 1, n, file) == n);
        at = table[i].offset + n;
    }
    return ok && fflush(file) == 0;
}

enum onr_status container_write(const char *path, const struct container_part *parts, uint32_t n,
                                struct onr_error *error)
{
    struct header header;
    struct file_new new;
    if (n > MAX_SECTIONS)
        return error_set(error, ONR_ERR_ARG, "%s: too many sections", path);
    enum onr_status status = file_new_open(&new, path, error);
    if (status)
        return status;
    struct entry *table = plan(parts, n, &header);
    bool good = write_all(new.file, &header, table, parts);
    free(table);
    return file_new_close(&new, good, error);
}
