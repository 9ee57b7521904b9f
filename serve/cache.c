/* cache: a small table of answers; the one not used for longest goes first. It is looked through
 * from end to end: it is short, and an answer from the store costs a thousand times as much. */
#include "cache.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ENTRIES = 2048, BYTES = 32 << 20, ENTRY_BYTES = 2 << 20 };

struct entry {
    uint64_t used; /* when last, 0 = free */
    uint64_t hash; /* of the key */
    char *key, *bytes;
    size_t size;
};

struct cache {
    pthread_mutex_t lock;
    uint64_t generation, clock;
    size_t bytes;
    struct entry entries[ENTRIES];
};

struct cache *cache_new(void)
{
    struct cache *cache = calloc(1, sizeof *cache);
    if (cache)
        pthread_mutex_init(&cache->lock, NULL);
    return cache;
}

static void drop(struct cache *cache, struct entry *entry)
{
    cache->bytes -= entry->size;
    free(entry->key);
    free(entry->bytes);
    *entry = (struct entry){0};
}

static void drop_all(struct cache *cache)
{
    for (int i = 0; i < ENTRIES; i++)
        if (cache->entries[i].used)
            drop(cache, &cache->entries[i]);
}

void cache_free(struct cache *cache)
{
    if (!cache)
        return;
    drop_all(cache);
    pthread_mutex_destroy(&cache->lock);
    free(cache);
}

uint64_t cache_generation(struct cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    uint64_t generation = cache->generation;
    pthread_mutex_unlock(&cache->lock);
    return generation;
}

void cache_renew(struct cache *cache)
{
    pthread_mutex_lock(&cache->lock);
    cache->generation++;
    drop_all(cache);
    pthread_mutex_unlock(&cache->lock);
}

/* FNV-1a */
static uint64_t hash_key(const char *key)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *key; key++)
        hash = (hash ^ (unsigned char)*key) * 0x100000001B3u;
    return hash;
}

static struct entry *find(struct cache *cache, const char *key)
{
    uint64_t hash = hash_key(key);
    for (int i = 0; i < ENTRIES; i++)
        if (cache->entries[i].used && cache->entries[i].hash == hash &&
            strcmp(cache->entries[i].key, key) == 0)
            return &cache->entries[i];
    return NULL;
}

static struct entry *oldest(struct cache *cache)
{
    struct entry *oldest = NULL;
    for (int i = 0; i < ENTRIES; i++)
        if (cache->entries[i].used && (!oldest || cache->entries[i].used < oldest->used))
            oldest = &cache->entries[i];
    return oldest;
}

static struct entry *vacant(struct cache *cache)
{
    for (int i = 0; i < ENTRIES; i++)
        if (!cache->entries[i].used)
            return &cache->entries[i];
    struct entry *entry = oldest(cache);
    drop(cache, entry);
    return entry;
}

char *cache_find(struct cache *cache, const char *key, size_t *size)
{
    pthread_mutex_lock(&cache->lock);
    struct entry *entry = find(cache, key);
    char *copy = entry ? malloc(entry->size + 1) : NULL;
    if (copy) {
        memcpy(copy, entry->bytes, entry->size);
        *size = entry->size;
        entry->used = ++cache->clock;
    }
    pthread_mutex_unlock(&cache->lock);
    return copy;
}

void cache_put(struct cache *cache, uint64_t generation, const char *key, const char *bytes,
               size_t size)
{
    char *copy = size <= ENTRY_BYTES ? malloc(size + 1) : NULL, *name = copy ? strdup(key) : NULL;
    if (!name) {
        free(copy);
        return;
    }
    memcpy(copy, bytes, size);
    pthread_mutex_lock(&cache->lock);
    if (generation == cache->generation && !find(cache, key)) {
        while (cache->bytes + size > BYTES)
            drop(cache, oldest(cache));
        struct entry *entry = vacant(cache);
        *entry = (struct entry){++cache->clock, hash_key(key), name, copy, size};
        cache->bytes += size;
        name = copy = NULL;
    }
    pthread_mutex_unlock(&cache->lock);
    free(name);
    free(copy);
}
