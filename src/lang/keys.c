/* keys: checks and writes the hash maps that the model file holds. The map is laid out so that it
 * is used where it is mapped: nothing is copied or built when a model is opened. The low bits of a
 * hash choose the slot, the upper 48 are compared. */
#include "lang/keys.h"

#include <stdlib.h>

#include "base/arena.h"

enum { HEAD = 8 };

enum onr_status keys_open(struct keys *keys, struct str section, const char *name,
                          struct onr_error *error)
{
    *keys = (struct keys){0};
    if (!section.s)
        return ONR_OK;
    uint32_t head[2] = {0, 0};
    if (section.n >= HEAD)
        memcpy(head, section.s, HEAD);
    bool power = head[0] && (head[0] & (head[0] - 1)) == 0;
    if (!power || head[1] > head[0] / 2 || section.n != HEAD + 8 * (size_t)head[0])
        return error_set(error, ONR_ERR_MODEL, "section %s: its size and counts disagree", name);
    keys->slots = (const uint64_t *)(const void *)(section.s + HEAD);
    keys->mask = head[0] - 1;
    uint32_t used = 0;
    for (uint32_t i = 0; i < head[0]; i++)
        used += keys->slots[i] != 0;
    if (used != head[1])
        return error_set(error, ONR_ERR_MODEL, "section %s: wrong number of keys", name);
    return ONR_OK;
}

enum onr_status keys_write(struct buf *out, const struct key *keys, uint32_t n,
                           struct onr_error *error)
{
    uint32_t n_slots = 16;
    while (n_slots < 2 * n)
        n_slots *= 2;
    uint64_t *slots = memory_alloc(n_slots * sizeof *slots);
    for (uint32_t k = 0; k < n; k++) {
        uint32_t i = (uint32_t)keys[k].hash & (n_slots - 1);
        for (; slots[i]; i = (i + 1) & (n_slots - 1))
            if ((slots[i] ^ keys[k].hash) >> 16 == 0) {
                free(slots);
                return error_set(error, ONR_ERR_MODEL, "two keys share a hash");
            }
        slots[i] = (keys[k].hash & ~(uint64_t)0xFFFF) | keys[k].value;
    }
    uint32_t head[2] = {n_slots, n};
    buf_add(out, (struct str){(const char *)head, HEAD});
    buf_add(out, (struct str){(const char *)slots, n_slots * sizeof *slots});
    free(slots);
    return ONR_OK;
}
