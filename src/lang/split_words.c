/* split_words: turns data/en/tokens.tsv into the section split.words: a hash map from word form to
 * its kinds. For trainers and tests. */
#include <stdlib.h>

#include "lang/split.h"

static bool add_kind(uint16_t *value, struct str name)
{
    static const struct {
        const char *name;
        uint16_t bit;
    } kinds[] = {{"title", WORD_TITLE},       {"abbreviation", WORD_ABBREVIATION},
                 {"numbered", WORD_NUMBERED}, {"prefix", WORD_PREFIX},
                 {"suffix", WORD_SUFFIX},     {"keep", WORD_KEEP},
                 {"unit", WORD_UNIT},         {"elision", WORD_ELISION},
                 {"inner", WORD_INNER}};
    for (uint32_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (str_is(name, kinds[i].name)) {
            *value |= kinds[i].bit;
            return true;
        }
    return false;
}

static enum onr_status read_rows(struct key *keys, const struct table *table,
                                 struct onr_error *error)
{
    for (uint32_t row = 0; row < table->n_rows; row++) {
        uint16_t value = 0;
        struct str form = table_cell(table, row, 0), kinds = table_cell(table, row, 1), kind;
        struct str split = table_cell(table, row, 2);
        while ((kind = str_split(&kinds, '|')).n)
            if (!add_kind(&value, kind))
                return error_set(error, ONR_ERR_FORMAT, "tokens: \"%.*s\" is no kind of word",
                                 STR_ARG(kind));
        uint32_t at = 0;
        if (split.n && (!str_to_u32(split, &at) || at == 0 || at >= form.n || at > 15))
            return error_set(error, ONR_ERR_FORMAT, "tokens: \"%.*s\" cannot be split there",
                             STR_ARG(form));
        value |= (uint16_t)(at << WORD_SPLIT_SHIFT);
        if (value == 0)
            return error_set(error, ONR_ERR_FORMAT, "tokens: nothing is said of \"%.*s\"",
                             STR_ARG(form));
        keys[row] = (struct key){hash_bytes(form, 0), value};
    }
    return ONR_OK;
}

enum onr_status split_words_compile(struct buf *out, const struct table *table,
                                    struct onr_error *error)
{
    struct key *keys = memory_alloc((table->n_rows + 1) * sizeof *keys);
    enum onr_status status = read_rows(keys, table, error);
    if (status == ONR_OK)
        status = keys_write(out, keys, table->n_rows, error);
    free(keys);
    return status;
}
