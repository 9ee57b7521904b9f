/* cache: answers given lately, until the store changes. May be used by several threads. */
#ifndef ONR_SERVE_CACHE_H
#define ONR_SERVE_CACHE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cache;

struct cache *cache_new(void);
void cache_free(struct cache *cache);

/* counts the changes of the store; all answers of earlier generations are gone */
uint64_t cache_generation(struct cache *cache);
void cache_renew(struct cache *cache);

/* A copy from malloc of what was put under the key, or NULL. */
char *cache_find(struct cache *cache, const char *key, size_t *size);
/* Nothing is kept where the generation has passed or the answer is too large. */
void cache_put(struct cache *cache, uint64_t generation, const char *key, const char *bytes,
               size_t size);

#endif
