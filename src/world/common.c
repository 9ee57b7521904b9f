/* common: an open-addressed table from the hash of a word to its row, built once when the world is
 * opened. Two words with the same 64 bits of hash would be taken for one another; the rows of the
 * table are compared for that when it is built. */
#include "world/common.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/hash.h"

struct slot {
    uint64_t hash; /* 0 = free */
    struct common_word word;
};

struct common_words {
    struct slot *slots;
    uint32_t n_slots; /* a power of two, at least twice the rows */
};

static uint64_t hash_of(struct str word)
{
    return hash_bytes(word, 0) | 1;
}

/* the slot of that hash, or the free one where it belongs */
static struct slot *slot_of(const struct common_words *words, uint64_t hash)
{
    uint32_t mask = words->n_slots - 1, at = (uint32_t)(hash >> 32) & mask;
    while (words->slots[at].hash && words->slots[at].hash != hash)
        at = (at + 1) & mask;
    return &words->slots[at];
}

enum onr_status common_words_new(struct common_words **words, const struct world *world,
                                 struct onr_error *error)
{
    const struct table *table = world_table(world, "languages");
    uint32_t language = table ? table_column(table, "language") : UINT32_MAX;
    uint32_t weight = table ? table_column(table, "weight") : UINT32_MAX;
    if (language == UINT32_MAX || weight == UINT32_MAX)
        return error_set(error, ONR_ERR_MODEL, "knowledge: no table of languages and weights");
    struct common_words *made = memory_alloc(sizeof *made);
    for (made->n_slots = 16; made->n_slots < 2 * table->n_rows;)
        made->n_slots *= 2;
    made->slots = memory_alloc(made->n_slots * sizeof *made->slots);
    for (uint32_t row = 0; row < table->n_rows; row++) {
        struct str languages = table_cell(table, row, language);
        uint64_t hash = hash_of(table_cell(table, row, 0));
        struct slot *slot = slot_of(made, hash);
        if (slot->hash) {
            common_words_free(made);
            return error_set(error, ONR_ERR_MODEL, "knowledge: languages has a word twice");
        }
        *slot = (struct slot){.hash = hash,
                              .word = {.languages = languages,
                                       .row = row,
                                       .english = str_is(languages, "en"),
                                       .weak = table_cell(table, row, weight).n > 0}};
    }
    *words = made;
    return ONR_OK;
}

void common_words_free(struct common_words *words)
{
    if (!words)
        return;
    free(words->slots);
    free(words);
}

const struct common_word *common_word_find(const struct common_words *words, struct str word)
{
    const struct slot *slot = slot_of(words, hash_of(word));
    return slot->hash ? &slot->word : NULL;
}
